"""Single answers are kept as many months after the end as everybody was told, and not a day longer."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.surveys import queries
from portal.surveys.actions import coding, sheets
from portal.surveys.actions.forgetting import ANSWERS_FORGOTTEN, forget_answers
from portal.surveys.actions.sheets import BatchHeader
from portal.surveys.models import Sheet, SheetBatch, Survey, SurveyResponse, TaggedText, TextMark, TextTag
from portal.surveys.queries.free_texts import TextRef
from portal.surveys.queries.sheets import sheets_end
from portal.surveys.subscribers import _each
from portal.surveys.subscribers import forget_answers as every_day
from portal.surveys.terms import QuestionKind, SurveyState
from portal.surveys.terms.states import months_after
from portal.web.i18n import as_date
from tests.factories.surveys import make_questionnaire, make_response, make_survey, question, said
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")

ASKED = make_questionnaire(question("wish", QuestionKind.LONG_TEXT))
#: Everything that is, or belongs to, what one person said.
PERSONAL = (SurveyResponse, Sheet, TextMark, TaggedText)


def answered(**values: Any) -> Survey:
    """A survey that ends tomorrow, with an answer from the screen that was read and tagged, and one from paper."""
    survey = make_survey(questionnaire=ASKED, closes_at=now() + timedelta(days=1), **values)
    ref = TextRef(make_response(survey, {"wish": said("Ein Bus")}).id, "wish")
    with unit_of_work():
        fresh = queries.survey(survey.id)
        coding.mark_read(fresh, ref, by=SYSTEM)
        coding.add_tag(fresh, ref, "Bus", by=SYSTEM)
        header = BatchHeader(event="Seniorentag", held_on=today(), version_id=survey.current_version_id or uuid4())
        batch = sheets.open_batch(fresh, header, by=SYSTEM)
        sheets.type_sheet(fresh, batch, {"wish": said("Eine Bank")}, submission=uuid4(), by=SYSTEM)
    return survey


def how_many(session: Session, *tables: type[Any]) -> list[int]:
    session.expire_all()
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_answers_stay_to_the_last_day_and_go_on_the_next(session: Session, frozen_clock: StoppedClock) -> None:
    survey = answered(keep_months=3)
    kept_until = months_after(now() + timedelta(days=1), 3)

    frozen_clock.forward(days=(kept_until - now()).days - 1)
    every_day()
    assert how_many(session, *PERSONAL) == [2, 1, 1, 1]
    assert session.get_one(Survey, survey.id).kept_until == kept_until

    frozen_clock.forward(days=2)
    every_day()
    assert how_many(session, *PERSONAL) == [0, 0, 0, 0]
    assert how_many(session, Survey, SheetBatch, TextTag) == [1, 1, 1]
    (entry,) = session.scalars(audit.entries(of_kind=ANSWERS_FORGOTTEN.name))
    assert entry.facts == {"survey_id": str(survey.id), "count": 2}


def test_time_begins_when_a_survey_is_closed_early(session: Session, frozen_clock: StoppedClock) -> None:
    survey = make_survey(questionnaire=ASKED, closes_at=now() + timedelta(days=300), keep_months=1)
    make_response(survey, {"wish": said("Ein Bus")})
    with unit_of_work():
        closed = queries.survey(survey.id)
        closed.state, closed.closed_at = SurveyState.CLOSED, now()

    frozen_clock.forward(days=32)
    every_day()

    assert how_many(session, SurveyResponse) == [0]


def test_staff_are_told_until_when_answers_stay_and_that_they_are_gone(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    survey = answered(keep_months=1, anonymous=False)
    until = as_date(survey.kept_until)
    login(Role.PLANNER)
    assert f"Die einzelnen Antworten bleiben bis zum {until}." in client.page(
        f"/arbeit/umfragen/{survey.id}/daten"
    ).text("main")

    frozen_clock.forward(days=40)
    every_day()
    login(Role.PLANNER)

    told = client.page(f"/arbeit/umfragen/{survey.id}/ergebnis").text("main")
    assert "Die einzelnen Antworten sind gelöscht" in told
    assert until in told


def test_answers_of_other_surveys_stay(session: Session, frozen_clock: StoppedClock) -> None:
    answered(keep_months=1)
    other = answered(keep_months=2)

    frozen_clock.forward(days=40)
    every_day()

    assert how_many(session, *PERSONAL) == [2, 1, 1, 1]
    assert set(session.scalars(select(SurveyResponse.survey_id))) == {other.id}


def test_a_survey_that_was_prolonged_meanwhile_keeps_its_answers(session: Session, frozen_clock: StoppedClock) -> None:
    survey = answered(keep_months=1)
    frozen_clock.forward(days=40)
    with unit_of_work():
        queries.survey(survey.id).closes_at = now() + timedelta(days=7)

    with unit_of_work():
        assert forget_answers(survey.id) == 0

    assert how_many(session, SurveyResponse) == [2]


def test_no_sheet_is_taken_that_would_be_deleted_at_once() -> None:
    survey = make_survey(questionnaire=ASKED, keep_months=1)

    assert sheets_end(survey) == survey.kept_until


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-01-15", 1, "2026-02-15"), ("2026-01-31", 1, "2026-02-28"), ("2026-12-31", 14, "2028-02-29")],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: str, months: int, later: str) -> None:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)

    assert months_after(moment, months) == datetime.fromisoformat(later).replace(tzinfo=UTC)


def test_a_survey_that_cannot_forget_keeps_no_other_from_its_turn(session: Session) -> None:
    first, broken, last = (make_survey() for _ in range(3))
    turns: list[UUID] = []

    def forget(survey_id: UUID) -> int:
        turns.append(survey_id)
        session.get_one(Survey, survey_id).audience = "niemand mehr"
        session.flush()
        if survey_id == broken.id:
            raise ArithmeticError
        return 1

    with pytest.raises(ExceptionGroup) as told:
        _each([first.id, broken.id, last.id], forget)

    assert turns == [first.id, broken.id, last.id]
    assert [type(error) for error in told.value.exceptions] == [ArithmeticError]
    session.expire_all()
    changed = session.scalars(select(Survey.id).where(Survey.audience == "niemand mehr"))
    assert set(changed) == {first.id, last.id}

"""The one door that writes a Teilnahme."""

import secrets
from dataclasses import replace
from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.contributions import queries as contributions
from portal.contributions.models import Contribution
from portal.contributions.terms import ContributionKind
from portal.kernel import codes
from portal.kernel.clock import ON_SCREEN, today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.needs.models import TriageItem
from portal.surveys.actions.storing import store_response, text_key
from portal.surveys.models import Ballot, Survey, SurveyResponse, SurveyVersion
from portal.surveys.terms import Access, Answer, Comparison, QuestionKind, Test, answers_from_json
from tests.factories.surveys import add_version, chosen, make_questionnaire, make_response, make_survey, question, said

pytestmark = pytest.mark.usefixtures("app")


def stored(session: Session) -> list[SurveyResponse]:
    session.expire_all()
    return list(session.scalars(select(SurveyResponse)))


def store(survey: Survey, answers: dict[str, Answer], **values: Any) -> Any:
    assert survey.current_version_id is not None
    given: dict[str, Any] = {"submission": secrets.token_bytes(16), "version_id": survey.current_version_id} | values
    with unit_of_work():
        return store_response(survey, answers=answers, **given)


def test_what_was_answered_comes_back_as_it_was(session: Session) -> None:
    answers = {"way": chosen("other", text="Mit dem Pferd"), "reasons": chosen("shop", "doctor"), "age": chosen("80+")}

    response = make_response(make_survey(), answers)

    assert answers_from_json(response.answers) == answers


def test_sent_twice_is_stored_once(session: Session) -> None:
    survey, submission = make_survey(), secrets.token_bytes(16)

    first = store(survey, {"way": chosen("bus")}, submission=submission)
    second = store(survey, {"way": chosen("car")}, submission=submission)

    assert second is None
    assert [row.id for row in stored(session)] == [first]


def test_answers_to_hidden_questions_are_left_out(session: Session) -> None:
    first = question("drives", QuestionKind.YES_NO)
    hidden = question("car", QuestionKind.SHORT_TEXT, show_if=Comparison("drives", Test.IS, "yes"))
    survey = make_survey(questionnaire=make_questionnaire(first, hidden))

    store(survey, {"drives": chosen("no"), "car": said("Ein Kombi")})

    assert stored(session)[0].answers == {"drives": {"o": ["no"]}}


def test_answers_to_unknown_questions_are_left_out(session: Session) -> None:
    store(make_survey(), {"way": chosen("bus"), "made_up": said("Hallo")})

    assert set(stored(session)[0].answers) == {"way"}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(chosen("rocket"), id="unknown-option"),
        pytest.param(chosen("bus", "car"), id="two-of-one"),
        pytest.param(chosen("other", text="x" * 501), id="too-long"),
    ],
)
def test_a_wrong_answer_stores_nothing(session: Session, answer: Answer) -> None:
    with pytest.raises(InvalidInput) as refused:
        store(make_survey(), {"way": answer})

    assert refused.value.field == "way"
    assert stored(session) == []


def test_a_required_question_may_be_declined_but_not_passed_over(session: Session) -> None:
    must = question("drives", QuestionKind.YES_NO, required=True)
    survey = make_survey(questionnaire=make_questionnaire(must))

    with pytest.raises(InvalidInput) as refused:
        store(survey, {})
    store(survey, {"drives": Answer(declined=True)})

    assert refused.value.field == "drives"
    assert [row.answers for row in stored(session)] == [{"drives": {"-": 1}}]


def test_a_required_question_that_was_not_asked_is_not_missed(session: Session) -> None:
    first = question("drives", QuestionKind.YES_NO)
    must = question("car", QuestionKind.SHORT_TEXT, required=True, show_if=Comparison("drives", Test.IS, "yes"))
    survey = make_survey(questionnaire=make_questionnaire(first, must))

    store(survey, {"drives": chosen("no")})

    assert len(stored(session)) == 1


def test_a_flagged_text_becomes_a_wortmeldung_found_by_the_code(session: Session) -> None:
    survey, code = make_survey(), codes.receipt_code(uuid4())

    store(survey, {"wish": said("Abends einen Bus."), "happy": chosen("1", text="Zu teuer")}, receipt_code=code)

    found = contributions.by_submission_key(text_key(code, "wish"))
    assert found is not None
    assert (found.text, found.kind, found.sozialraum_id) == (
        "Abends einen Bus.",
        ContributionKind.ANSWER,
        survey.sozialraum_id,
    )
    assert session.scalar(select(func.count()).select_from(Contribution)) == 1


@pytest.mark.parametrize("anonymous", [True, False])
def test_a_wortmeldung_of_an_anonymous_answer_keeps_the_day_alone(session: Session, anonymous: bool) -> None:
    survey, code = make_survey(anonymous=anonymous), codes.receipt_code(uuid4())

    store(survey, {"wish": said("Abends einen Bus.")}, receipt_code=code)

    found = contributions.by_submission_key(text_key(code, "wish"))
    assert found is not None
    there = [found.received_at, *session.scalars(select(TriageItem.received_at))]
    assert len(there) == 2
    for moment in there:
        local = moment.astimezone(ON_SCREEN)
        assert local.date() == today()
        assert (local.time() == time()) is anonymous


def test_a_repeat_sends_no_second_wortmeldung(session: Session) -> None:
    survey, code, submission = make_survey(), codes.receipt_code(uuid4()), secrets.token_bytes(16)

    for _ in range(2):
        store(survey, {"wish": said("Eine Bank.")}, receipt_code=code, submission=submission)

    assert session.scalar(select(func.count()).select_from(Contribution)) == 1


def test_an_answer_stays_on_the_version_it_was_given_on(session: Session) -> None:
    survey = make_survey()
    first = survey.current_version_id
    add_version(survey, make_questionnaire(question("new", QuestionKind.YES_NO)))

    make_response(survey, {"way": chosen("bus")}, version_id=first)

    assert [row.version_id for row in stored(session)] == [first]


def test_a_published_version_never_changes(session: Session) -> None:
    make_survey()

    with pytest.raises(DBAPIError, match="never changes"), unit_of_work() as unit:
        unit.execute(update(SurveyVersion).values(number=7))


def test_anonymous_stays_anonymous_after_the_first_answer(session: Session) -> None:
    survey = make_survey(anonymous=True)
    with unit_of_work() as unit:
        unit.execute(update(Survey).values(anonymous=False))
        unit.execute(update(Survey).values(anonymous=True))
    make_response(survey)

    with pytest.raises(InvalidInput, match="bleibt anonym"), unit_of_work() as unit:
        unit.execute(update(Survey).values(anonymous=False))


def test_an_exchanged_ballot_is_enough_to_stay_anonymous(session: Session) -> None:
    survey = make_survey(anonymous=True, access=Access.CODES)
    with unit_of_work() as unit:
        unit.add(Ballot(credential_hash=b"1" * 32, survey_id=survey.id))

    with pytest.raises(InvalidInput, match="bleibt anonym"), unit_of_work() as unit:
        unit.execute(update(Survey).values(anonymous=False))


def test_a_questionnaire_may_grow_in_a_new_version_with_the_old_codes(session: Session) -> None:
    survey = make_survey()
    asked = make_questionnaire()
    grown = replace(asked, languages=("de", "en"))
    add_version(survey, grown)

    numbers = select(SurveyVersion.number).order_by(SurveyVersion.number)
    assert list(session.scalars(numbers)) == [1, 2]

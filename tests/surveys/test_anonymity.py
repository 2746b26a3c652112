"""Whoever gets a copy of the whole database, system columns included, cannot tell who answered what.

The test plays the thief: it knows the codes in the order of the letters and tries to get from a code to an answer by every value
two rows share (numbers of transactions among them) and by the order in which rows lie.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import inspect, select, text, update
from sqlalchemy.orm import Session

from portal.kernel import codes
from portal.kernel.clock import now
from portal.kernel.db import session as current_session
from portal.kernel.db import unit_of_work
from portal.surveys.actions.forgetting import anonymous_surveys, forget_unfinished, rewrite_in_random_order
from portal.surveys.actions.inviting import hash_of_invitation
from portal.surveys.models import Ballot, Invitation, InvitationBatch, Survey, SurveyProgress, SurveyResponse
from portal.surveys.subscribers import forget_order
from portal.surveys.terms import Access, QuestionKind
from tests.factories.surveys import make_questionnaire, make_response, make_survey, question
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")

PEOPLE = 24
#: A value that more rows than this have in common identifies nobody.
RARE = 5
Row = tuple[str, str]
Dump = dict[str, list[dict[str, Any]]]


def with_codes(survey: Survey, how_many: int) -> list[str]:
    """Personal codes in the order of the letters."""
    made = [codes.receipt_code(uuid4()) for _ in range(how_many)]
    with unit_of_work() as unit:
        batch = InvitationBatch(survey_id=survey.id, name="Briefe", size=how_many)
        unit.add(batch)
        unit.flush()
        for number, code in enumerate(made, start=1):
            unit.add(
                Invitation(survey_id=survey.id, batch_id=batch.id, number=number, code_hash=hash_of_invitation(code))
            )
            unit.flush()
    return made


def answer_with(client: PickyClient, survey: Survey, code: str, words: str) -> None:
    """One person: type the code, answer the one question, send."""
    first = client.follow(
        client.submit(client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]'), code=code)
    )
    checked = client.follow(client.submit(first.form('form.stack[action*="/frage/"]'), text=words))
    client.follow(client.submit(checked.form('[action$="/senden"]')))


@pytest.fixture
def answered(another_client: Callable[[], PickyClient]) -> tuple[Survey, dict[str, str]]:
    """An anonymous survey by letter in which everybody answered, and the truth: code → words."""
    asked = make_questionnaire(question("why", QuestionKind.LONG_TEXT, contribution=True))
    survey = make_survey(questionnaire=asked, access=Access.CODES, anonymous=True)
    truth = {code: f"Worte {number}" for number, code in enumerate(with_codes(survey, PEOPLE))}
    for code, words in truth.items():
        answer_with(another_client(), survey, code, words)
    return survey, truth


def dump() -> Dump:
    """Every row of every table as the database gives it away, system columns included, in the order in which they lie."""
    connection = current_session().connection()
    on_sqlite = connection.dialect.name == "sqlite"
    found: Dump = {}
    for name in inspect(connection).get_table_names():
        hidden, order = (
            ("rowid AS rowid_, ", "rowid") if on_sqlite else ("xmin::text AS xmin_, ctid::text AS ctid_, ", "ctid")
        )
        try:
            rows = connection.execute(text(f'SELECT {hidden}* FROM "{name}" ORDER BY {order}')).mappings()
            found[name] = [dict(row) for row in rows]
        except Exception:
            if not on_sqlite:
                raise
            continue  # tables without row ids keep no order
    current_session().rollback()
    return found


def values_of(row: dict[str, Any]) -> Iterator[Any]:
    """What could be found again in another row. Places of rows are compared by their order, not as values."""
    for column, value in row.items():
        if column in ("rowid_", "ctid_") or isinstance(value, (bool, int, float)) or value in (None, "", b""):
            continue
        yield ("xmin", value) if column == "xmin_" else str(value)


def joined_by_values(found: Dump) -> set[tuple[int, str]]:
    """(number of the letter, words of the answer) of all that can be joined by a chain of values that few rows share."""
    holders: dict[Any, set[tuple[str, int]]] = defaultdict(set)
    for table, rows in found.items():
        for at, row in enumerate(rows):
            for value in values_of(row):
                holders[value].add((table, at))
    near: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for rows_with in holders.values():
        if 2 <= len(rows_with) <= RARE:
            for one in rows_with:
                near[one] |= rows_with
    joined = set()
    for at, invitation in enumerate(found["survey_invitation"]):
        for table, other in reachable(("survey_invitation", at), near):
            if table == "survey_response":
                joined.add((invitation["number"], words_in(found["survey_response"][other])))
    return joined


def reachable(start: tuple[str, int], near: dict[tuple[str, int], set[tuple[str, int]]]) -> Iterable[tuple[str, int]]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in near[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def joined_by_order(found: Dump) -> set[tuple[int, str]]:
    """(number of the letter, words) when used codes and answers are laid side by side as they lie."""
    used = [row["number"] for row in found["survey_invitation"] if row["used"]]
    ballots = {bytes(row["credential_hash"]): at for at, row in enumerate(found["survey_ballot"])}
    answers = sorted(found["survey_response"], key=lambda row: ballots.get(bytes(row["ballot_hash"] or b""), -1))
    return set(zip(used, [words_in(row) for row in answers], strict=False)) | set(
        zip(used, [words_in(row) for row in found["survey_response"]], strict=False)
    )


def words_in(row: dict[str, Any]) -> str:
    return next(f"Worte {n}" for n in range(PEOPLE, -1, -1) if f"Worte {n}" in str(row["answers"]))


def truth_by_number(truth: dict[str, str]) -> set[tuple[int, str]]:
    return set(enumerate(truth.values(), start=1))


def content(session: Session) -> dict[str, set[Any]]:
    session.expire_all()
    return {
        "invitations": {(row.id, row.number, row.code_hash, row.used, row.blocked) for row in session.scalars(select(Invitation))},
        "ballots": {(row.credential_hash, row.spent) for row in session.scalars(select(Ballot))},
        "responses": {
            (row.id, str(row.answers), row.packed, row.submission_hash, row.receipt_hash, row.ballot_hash, row.given_on)
            for row in session.scalars(select(SurveyResponse))
        },
    }  # fmt: skip


def test_after_the_night_nothing_joins_codes_to_answers(answered: tuple[Survey, dict[str, str]]) -> None:
    known = truth_by_number(answered[1])
    before = dump()
    assert len((joined_by_values(before) | joined_by_order(before)) & known) == PEOPLE, "the thief must be a good one"

    forget_order()

    after = dump()
    assert joined_by_values(after) & known == set()
    # By chance one pair in PEOPLE fits; more than eight would happen once in a million nights.
    assert len(joined_by_order(after) & known) <= 8


def test_the_night_loses_and_changes_nothing(session: Session, answered: tuple[Survey, dict[str, str]]) -> None:
    before = content(session)

    forget_order()

    assert content(session) == before
    assert (len(before["invitations"]), len(before["ballots"]), len(before["responses"])) == (PEOPLE, PEOPLE, PEOPLE)


def test_a_night_that_is_killed_changes_nothing(session: Session, answered: tuple[Survey, dict[str, str]]) -> None:
    survey_id, before = answered[0].id, content(session)

    with pytest.raises(KeyboardInterrupt), unit_of_work():
        rewrite_in_random_order(survey_id)
        raise KeyboardInterrupt

    assert content(session) == before


def test_the_rows_lie_in_another_order_every_night(session: Session, answered: tuple[Survey, dict[str, str]]) -> None:
    orders = set()
    for _ in range(3):
        forget_order()
        orders.add(tuple(row["number"] for row in dump()["survey_invitation"]))

    assert len(orders) == 3


def test_rows_to_which_nothing_comes_any_more_rest(
    frozen_clock: StoppedClock, session: Session, answered: tuple[Survey, dict[str, str]]
) -> None:
    survey = answered[0]
    version, changed = survey.version, survey.updated_at
    frozen_clock.forward(days=60 + 40)

    assert survey.id in anonymous_surveys(), "the last sheet of paper may have come yesterday"
    forget_order()
    session.expire_all()

    assert survey.id not in anonymous_surveys()
    assert (survey.version, survey.updated_at) == (version, changed)
    with unit_of_work() as unit:
        unit.execute(update(Survey).values(closes_at=now() + timedelta(days=1)))
    assert survey.id in anonymous_surveys(), "it was prolonged, and answers come again"


def test_an_answer_carries_nothing_of_the_code(session: Session, answered: tuple[Survey, dict[str, str]]) -> None:
    hashes = {row.code_hash for row in session.scalars(select(Invitation))}

    for row in session.scalars(select(SurveyResponse)):
        assert row.invitation_id is None
        assert row.ballot_hash is not None
        assert row.ballot_hash not in hashes


def test_other_surveys_are_left_alone(session: Session) -> None:
    open_survey = make_survey(anonymous=False)
    make_response(open_survey)

    forget_order()

    assert session.scalar(select(SurveyResponse.survey_id)) == open_survey.id


def test_a_survey_that_becomes_anonymous_parts_from_its_codes(client: PickyClient, session: Session) -> None:
    asked = make_questionnaire(question("why", QuestionKind.LONG_TEXT))
    survey = make_survey(questionnaire=asked, access=Access.CODES, anonymous=False)
    sent, begun = with_codes(survey, 2)
    answer_with(client, survey, sent, "Worte 1")
    start = client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')
    first = client.follow(client.submit(start, code=begun))
    with unit_of_work() as unit:
        unit.execute(update(Survey).values(anonymous=True))

    forget_order()

    assert set(session.scalars(select(SurveyResponse.invitation_id))) == {None}
    assert set(session.scalars(select(SurveyProgress.invitation_id))) == {None}
    checked = client.follow(client.submit(first.form('form.stack[action*="/frage/"]'), text="Worte 2"))
    client.follow(client.submit(checked.form('[action$="/senden"]')))
    assert len(session.scalars(select(SurveyResponse)).all()) == 2
    assert set(session.scalars(select(Invitation.used))) == {True}


def test_forms_nobody_came_back_to_are_forgotten(
    client: PickyClient, session: Session, frozen_clock: StoppedClock
) -> None:
    survey = make_survey(closes_at=now() + timedelta(days=200))
    client.submit(client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]'))
    with unit_of_work():
        assert forget_unfinished() == 0
    frozen_clock.forward(days=61)

    with unit_of_work():
        assert forget_unfinished() == 1

    assert session.scalars(select(SurveyProgress)).all() == []

"""At the very same moment: beginning, answering, sending, and switching anonymity. Nothing is lost, doubled or promised falsely."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Barrier, Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session

from portal.kernel import codes
from portal.kernel.db import db, unit_of_work
from portal.kernel.db import session as current_session
from portal.kernel.errors import DomainError, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.surveys import queries
from portal.surveys.actions import answering as actions
from portal.surveys.actions import inviting
from portal.surveys.actions.drafting import SurveySettings, write_settings
from portal.surveys.actions.repacking import repack_portion
from portal.surveys.actions.storing import store_response
from portal.surveys.models import Ballot, Invitation, InvitationBatch, Survey, SurveyProgress, SurveyResponse
from portal.surveys.queries import answering
from portal.surveys.subscribers import forget_order
from portal.surveys.terms import Access, Answer, QuestionKind
from tests.factories.surveys import make_questionnaire, make_survey, question
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

AT_ONCE = 8
ASKED = make_questionnaire(question("why", QuestionKind.LONG_TEXT))


def all_at_once(app: Flask, *calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or was refused with, begun together in threads with sessions of their own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        with app.app_context():
            start.wait()
            try:
                return call()
            except DomainError as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def begun(survey: Survey, token: str = "") -> str:
    token = token or codes.new_token()
    with unit_of_work():
        actions.begin(current_session().get_one(Survey, survey.id), token=token, language="de")
    return token


def keep(token: str, words: str) -> None:
    standing = answering.standing(token)
    assert standing is not None
    with unit_of_work():
        actions.keep_answer(standing, "why", Answer(text=words), language="de")


def sent(token: str) -> str:
    standing = answering.standing(token)
    if standing is None:
        return answering.receipt_code_of(token)
    with unit_of_work():
        return actions.send(standing, token)


def a_code(survey: Survey) -> str:
    code = codes.receipt_code(codes.new_id())
    with unit_of_work() as unit:
        batch = InvitationBatch(survey_id=survey.id, name="Brief", size=1)
        unit.add(batch)
        unit.flush()
        unit.add(
            Invitation(survey_id=survey.id, batch_id=batch.id, number=1, code_hash=inviting.hash_of_invitation(code))
        )
    return code


def switch_off(survey: Survey) -> None:
    with unit_of_work():
        fresh = queries.survey(survey.id)
        wanted = SurveySettings(
            titles=fresh.titles,
            purposes=fresh.purposes,
            opens_at=fresh.opens_at,
            closes_at=fresh.closes_at,
            anonymous=False,
            audience=fresh.audience,
            contact_name=fresh.contact_name,
            contact_phone=fresh.contact_phone,
        )
        write_settings(fresh, wanted, version=fresh.version, by=SYSTEM)


def how_many(session: Session, table: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_anonymity_stays_when_somebody_begins_in_the_moment_it_is_switched_off(app: Flask, session: Session) -> None:
    survey = make_survey(questionnaire=ASKED, anonymous=True)
    token, is_switching = codes.new_token(), Event()

    def switch() -> Any:
        with app.app_context():
            is_switching.set()
            try:
                return switch_off(survey)
            except DomainError as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            actions.begin(current_session().get_one(Survey, survey.id), token=token, language="de")
            switched = pool.submit(switch)
            is_switching.wait()
            with pytest.raises(TimeoutError):
                switched.result(timeout=0.4)  # it waits for the one who begins
        refused = switched.result(timeout=60)

    session.rollback()
    assert isinstance(refused, InvalidInput)
    assert refused.field == "anonymous"
    assert session.get_one(Survey, survey.id).anonymous
    assert answering.standing(token) is not None


def test_the_switch_that_comes_too_late_is_explained_on_the_page(
    client: PickyClient, login: Login, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = make_survey(questionnaire=ASKED, anonymous=True)
    login(Role.PLANNER)
    address = f"/arbeit/umfragen/{survey.id}/angaben"
    form = client.page(address).form(f'main form[action="{address}"]')
    begun(survey)
    monkeypatch.setattr(queries, "has_begun", lambda _id: False)  # as it was a moment before

    page = Page(client.submit(form, anonymous=[], audience="Nur wir lesen mit."))

    assert page.response.status_code == 422
    assert "Die Umfrage bleibt anonym." in page.text(".error-summary")
    assert page.text('[name="audience"]') == "Nur wir lesen mit."
    session.expire_all()
    assert session.get_one(Survey, survey.id).anonymous


def test_an_answer_with_a_code_in_the_moment_a_survey_becomes_anonymous_is_kept_and_can_be_sent(
    client: PickyClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = make_survey(questionnaire=ASKED, access=Access.CODES, anonymous=False)
    code = a_code(survey)
    start = client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')
    first = client.follow(client.submit(start, code=code))
    checked = client.follow(client.submit(first.form('form.stack[action*="/frage/"]'), text="Ein Bus"))

    def meanwhile(*args: Any, **values: Any) -> Any:
        current_session().execute(update(Survey).values(anonymous=True))
        return store_response(*args, **values)

    with monkeypatch.context() as patched:
        patched.setattr("portal.surveys.actions.answering.store_response", meanwhile)
        refused = Page(client.submit(checked.form('[action$="/senden"]')))
    thanks = client.follow(client.submit(refused.form('[action$="/senden"]')))

    assert refused.response.status_code == 422
    assert "gerade eben anonym geworden" in refused.text(".error-summary")
    assert thanks.heading == "Danke fürs Mitmachen!"
    assert [row.answers for row in session.scalars(select(SurveyResponse))] == [{"why": {"t": "Ein Bus"}}]


def test_eight_sendings_of_one_form_are_one_teilnahme_with_one_code(app: Flask, session: Session) -> None:
    survey = make_survey(questionnaire=ASKED)
    for _round in range(3):
        token = begun(survey)
        keep(token, "Ein Bus")

        assert len(set(all_at_once(app, *[lambda token=token: sent(token)] * AT_ONCE))) == 1

    session.rollback()
    assert how_many(session, SurveyResponse) == 3
    assert how_many(session, SurveyProgress) == 0


def test_one_key_begins_once(app: Flask, session: Session) -> None:
    survey, token = make_survey(questionnaire=ASKED), codes.new_token()

    all_at_once(app, *[lambda: begun(survey, token)] * AT_ONCE)

    session.rollback()
    assert how_many(session, SurveyProgress) == 1


def test_an_answer_kept_in_another_window_while_sending_is_sent_too(session: Session) -> None:
    token = begun(make_survey(questionnaire=ASKED))
    keep(token, "Ein Bus")
    as_shown = answering.standing(token)
    assert as_shown is not None
    keep(token, "Zwei Busse")

    with unit_of_work():
        actions.send(as_shown, token)

    assert [row.answers for row in session.scalars(select(SurveyResponse))] == [{"why": {"t": "Zwei Busse"}}]


def test_a_form_that_went_to_another_device_meanwhile_is_sent_there_alone(session: Session) -> None:
    old, new = begun(make_survey(questionnaire=ASKED)), codes.new_token()
    keep(old, "Ein Bus")
    as_shown = answering.standing(old)
    assert as_shown is not None
    with unit_of_work():
        actions.go_on(as_shown, token=new)

    with pytest.raises(InvalidInput, match="auf einem anderen Gerät"), unit_of_work():
        actions.send(as_shown, old)
    sent(new)

    assert how_many(session, SurveyResponse) == 1


def test_eight_with_one_resume_code_leave_one_form_in_one_browser(app: Flask, session: Session) -> None:
    survey = make_survey(questionnaire=ASKED)
    token = begun(survey)
    keep(token, "Ein Bus")
    standing = answering.standing(token)
    assert standing is not None
    with unit_of_work():
        code = actions.go_on_later(standing, token)

    def resume() -> Any:
        found = answering.standing_by_resume_code(code)
        if found is None:
            return None
        mine = codes.new_token()
        with unit_of_work():
            actions.go_on(found, token=mine)
        return mine

    tokens = [one for one in all_at_once(app, *[resume] * AT_ONCE) if isinstance(one, str)]

    session.rollback()
    holding = [one for one in tokens if answering.standing(one) is not None]
    assert len(holding) == 1
    assert how_many(session, SurveyProgress) == 1


@pytest.mark.parametrize("anonymous", [True, False], ids=["ballot", "code"])
def test_eight_who_share_a_personal_code_give_one_answer(app: Flask, session: Session, anonymous: bool) -> None:
    survey = make_survey(questionnaire=ASKED, access=Access.CODES, anonymous=anonymous)
    code = a_code(survey)

    def answer() -> str:
        token = codes.new_token()
        current = queries.survey(survey.id)
        if anonymous:
            with unit_of_work():
                ballot = inviting.exchange_for_ballot(current, code=code, token=token)
            with unit_of_work():
                actions.begin(current, token=token, language="de", ballot_hash=ballot)
        else:
            with unit_of_work():
                mine = inviting.invitation_for(current, code=code).id
                actions.begin(current, token=token, language="de", invitation_id=mine)
        keep(token, "Ein Bus")
        return sent(token)

    results = all_at_once(app, *[answer] * AT_ONCE)

    session.rollback()
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, InvalidInput)]) == AT_ONCE - 1
    assert how_many(session, SurveyResponse) == 1
    assert how_many(session, Ballot) == (1 if anonymous else 0)


def store_one(survey: Survey) -> None:
    with unit_of_work():
        store_response(
            queries.survey(survey.id),
            version_id=survey.current_version_id or survey.id,
            answers={"why": Answer(text="Ein Bus")},
            submission=codes.new_token().encode(),
        )


@pytest.mark.parametrize("table", ["survey_invitation", "survey_ballot", "survey_response"])
def test_what_comes_in_while_the_rows_are_written_anew_is_kept(app: Flask, session: Session, table: str) -> None:
    survey = make_survey(questionnaire=ASKED, access=Access.CODES, anonymous=True)
    code, token = a_code(survey), codes.new_token()

    def come_in() -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    inviting.exchange_for_ballot(queries.survey(survey.id), code=code, token=token)
                store_one(survey)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        coming: list[Future[None]] = []

        def meanwhile(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith(f"DELETE FROM {table}") and not coming:
                coming.append(pool.submit(come_in))
                wait(coming, timeout=0.5)  # done at once, or waiting until the rows lie anew

        event.listen(db.engine, "before_cursor_execute", meanwhile)
        try:
            forget_order()
        finally:
            event.remove(db.engine, "before_cursor_execute", meanwhile)
        coming[0].result(timeout=60)

    session.expire_all()
    assert (how_many(session, Ballot), how_many(session, SurveyResponse)) == (1, 1)
    assert session.scalars(select(Invitation.used)).all() == [True]


def test_a_correction_waits_for_those_who_pack_anew(app: Flask, session: Session) -> None:
    survey = make_survey(questionnaire=ASKED)
    store_one(survey)

    def correct() -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    current_session().execute(update(SurveyResponse).values(packed=b"corrected"))
            finally:
                db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            repack_portion(None)
            correcting = pool.submit(correct)
            with pytest.raises(TimeoutError):
                correcting.result(timeout=0.4)
        correcting.result(timeout=60)

    session.expire_all()
    assert session.scalars(select(SurveyResponse.packed)).all() == [b"corrected"]

"""Agreements travel from meeting to meeting until they are done; owners are reminded once and need no account."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel import clock
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.mail import OutgoingMail
from portal.kernel.policy import SYSTEM, Role
from portal.roundtables import subscribers
from portal.roundtables.actions import agreements as actions
from portal.roundtables.actions import owners
from portal.roundtables.actions.agreements import Promise
from portal.roundtables.models import Agreement
from portal.roundtables.queries import agreements as queries
from portal.roundtables.terms.agreements import AgreementState, AgreementStep
from tests.factories import evenings
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

HERE = {"Sec-Fetch-Site": "same-origin"}


def made(**promise: Any) -> Agreement:
    """An agreement of a meeting with an owner who reads mails."""
    meeting = evenings.make_meeting()
    given: dict[str, Any] = {
        "owner_name": "Eva Kern",
        "owner_email": "eva@example.org",
        "owner_function": "Gemeinderätin",
    }
    return evenings.agree(meeting, "Bänke am Bach aufstellen", Promise(**(given | promise)))


def owner_url(agreement: Agreement) -> str:
    return f"/runde-tische/vereinbarung/{actions.link_token(agreement)}"


def steps(agreement: Agreement) -> list[AgreementStep]:
    return [one.step for one in queries.entries(agreement.id)]


def mails_about(session: Session, agreement: Agreement) -> list[str]:
    found = session.scalars(select(OutgoingMail.key).where(OutgoingMail.key.contains(str(agreement.id))))
    return sorted(key.split(".")[2] for key in found)


def test_without_a_day_it_is_due_at_the_next_meeting(session: Session) -> None:
    series = evenings.make_series()
    first = evenings.make_meeting(series)
    later = evenings.make_meeting(series, in_days=40, running_now=False)

    assert evenings.agree(first, "Etwas tun").due_on == later.day


def test_carried_over_it_stays_open_and_counts_once_a_meeting(session: Session) -> None:
    series = evenings.make_series()
    first = evenings.make_meeting(series)
    agreement = evenings.agree(first, "Etwas tun", Promise(owner_name="Eva", due_on=today()))
    evenings.close(first)
    second = evenings.make_meeting(series, in_days=30)
    assert queries.earlier_open(second) == [agreement]

    for _time in range(2):
        with unit_of_work():
            actions.carry(queries.agreement(agreement.id), meeting=second, by=SYSTEM)
    agreement = queries.agreement(agreement.id)
    assert (agreement.carried, agreement.is_open, agreement.due_on > second.day) == (1, True, True)
    assert steps(agreement) == [AgreementStep.MADE, AgreementStep.CARRIED]


def test_an_owner_is_found_by_what_is_typed(session: Session) -> None:
    meeting = evenings.make_meeting()
    known = owners.promise_of(meeting, "josef huber (sportverein)", due_on=None, by=SYSTEM)
    unknown = owners.promise_of(meeting, "Wer anders", due_on=None, by=SYSTEM)

    assert (known.participant_id, known.owner_function) == (evenings.person(meeting, "Josef").id, "Vorsitzender")
    assert (unknown.participant_id, unknown.owner_name) == (None, "Wer anders")


def test_owners_hear_of_it_when_the_evening_ends_and_are_reminded_once_before_and_once_after(session: Session) -> None:
    with clock.frozen(datetime(2026, 3, 2, 18, 0, tzinfo=UTC)):
        agreement = made(due_on=date(2026, 4, 1))
        evenings.close(agreement.meeting)
    assert mails_about(session, agreement) == ["made"]

    seen = {}
    for day in (date(2026, 3, 20), date(2026, 3, 25), date(2026, 3, 30), date(2026, 4, 2), date(2026, 4, 20)):
        for _time in range(2):
            with clock.frozen(datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)):
                subscribers.remind_owners()
        seen[day.isoformat()] = mails_about(session, agreement)

    assert seen == {
        "2026-03-20": ["made"],
        "2026-03-25": ["before", "made"],
        "2026-03-30": ["before", "made"],
        "2026-04-02": ["after", "before", "made"],
        "2026-04-20": ["after", "before", "made"],
    }
    assert steps(agreement).count(AgreementStep.REMINDED) == 2


def test_what_is_done_reminds_nobody(session: Session) -> None:
    agreement = made(due_on=today() - timedelta(days=1))
    with unit_of_work():
        actions.settle(queries.agreement(agreement.id), to=AgreementState.DONE, by=SYSTEM)
    subscribers.remind_owners()

    assert mails_about(session, agreement) == []


def test_the_link_of_an_owner_does_just_this(client: PickyClient, session: Session) -> None:
    agreement = made()
    address = owner_url(agreement)
    assert "Bänke am Bach aufstellen" in client.get(address).text

    key = str(uuid4())
    asked = {"schritt": "zeit", "until": (agreement.due_on + timedelta(days=20)).isoformat(), "sentence": "Holz fehlt."}
    for _time in range(2):
        assert client.post(address, data=asked | {"submission_key": key}, headers=HERE).status_code == 303
    found = queries.agreement(agreement.id)
    assert (found.asked_until, found.due_on) == (agreement.due_on + timedelta(days=20), agreement.due_on)

    said = {"schritt": "satz", "sentence": "<script>x</script>", "submission_key": str(uuid4())}
    assert client.post(address, data=said, headers=HERE).status_code == 303
    assert "<script>x" not in client.get(address).text
    done = {"schritt": "erledigt", "sentence": "Stehen.", "submission_key": str(uuid4())}
    assert client.post(address, data=done, headers=HERE).status_code == 303
    found = queries.agreement(agreement.id)
    assert (found.state, found.said, found.asked_until) == (AgreementState.DONE, "Stehen.", None)
    assert steps(agreement) == [AgreementStep.MADE, AgreementStep.ASKED, AgreementStep.SAID, AgreementStep.DONE]
    assert client.get(address).status_code == 200


def test_bad_words_of_an_owner_come_back_with_a_reason(client: PickyClient) -> None:
    agreement = made()
    address = owner_url(agreement)
    early = {"schritt": "zeit", "until": "2000-01-01", "sentence": "Bitte"}

    assert client.post(address, data={"schritt": "satz"}, headers=HERE).status_code == 422
    assert client.post(address, data={"schritt": "zeit"}, headers=HERE).status_code == 422
    assert client.post(address, data=early, headers=HERE).status_code == 422
    assert "Bitte" in client.post(address, data=early, headers=HERE).text


def test_links_that_are_made_up_replaced_or_over_are_no_links(client: PickyClient, session: Session) -> None:
    agreement = made()
    old = owner_url(agreement)
    with unit_of_work():
        actions.renew_link(queries.agreement(agreement.id), by=SYSTEM)
    new = owner_url(queries.agreement(agreement.id))
    assert [client.get(one).status_code for one in (old, new, f"{new}A", "/runde-tische/vereinbarung/x")] == [
        404,
        200,
        404,
        404,
    ]

    with unit_of_work():
        actions.settle(queries.agreement(agreement.id), to=AgreementState.DONE, by=SYSTEM)
    with clock.frozen(clock.now() + timedelta(days=15)):
        assert client.get(new).status_code == 404
    with unit_of_work():
        actions.settle(queries.agreement(agreement.id), to=AgreementState.OPEN, by=SYSTEM)
        actions.settle(queries.agreement(agreement.id), to=AgreementState.DROPPED, by=SYSTEM)
    assert client.get(new).status_code == 404


def test_the_ledger_shows_what_is_overdue_first_and_only_ones_own_places(
    client: PickyClient, login: Login, session: Session
) -> None:
    late = made(due_on=today() - timedelta(days=3))
    soon = made(due_on=today() + timedelta(days=3))
    login(Role.MODERATOR, late.round_table.sozialraum)
    page = client.get("/arbeit/vereinbarungen").text
    assert str(late.id) in page
    assert str(soon.id) not in page, "another Gemeinde"

    login(Role.PLANNER)
    page = client.get("/arbeit/vereinbarungen").text
    assert page.index(str(late.id)) < page.index(str(soon.id))
    only = client.get(f"/arbeit/vereinbarungen?stand=ueberfaellig&tisch={soon.round_table_id}").text
    assert str(soon.id) not in only
    assert client.get(f"/arbeit/vereinbarungen/{late.id}").status_code == 200
    letter = client.get(f"/arbeit/vereinbarungen/{late.id}/brief.pdf")
    assert "Eva Kern" in PdfReader(BytesIO(letter.data)).pages[0].extract_text()


def test_the_ledger_asks_as_often_for_thirty_as_for_one(client: PickyClient, login: Login, session: Session) -> None:
    meeting = evenings.make_meeting()
    login(Role.PLANNER)
    evenings.agree(meeting, "Eins", Promise(owner_name="Eva"))
    client.get("/arbeit/vereinbarungen")
    with count_queries() as one:
        client.get("/arbeit/vereinbarungen")
    for number in range(29):
        evenings.agree(meeting, f"Weitere {number}", Promise(owner_name="Eva"))
    with count_queries() as thirty:
        client.get("/arbeit/vereinbarungen")

    assert len(thirty) == len(one)


def test_the_ledger_as_a_table(client: PickyClient, login: Login) -> None:
    agreement = made(owner_name="=1+1")
    login(Role.PLANNER)
    book = openpyxl.load_workbook(BytesIO(client.get("/arbeit/vereinbarungen/export.xlsx").data))
    lines = client.get("/arbeit/vereinbarungen/export.csv").data.decode("utf-8-sig").splitlines()

    assert [cell.value for cell in book.worksheets[0][2]][:2] == [agreement.text, "=1+1"]
    assert lines[1].startswith("Bänke am Bach aufstellen;'=1+1;")
    assert "eva@example.org" not in "".join(lines)


def test_of_two_who_change_an_agreement_the_second_sees_both(client: PickyClient, login: Login) -> None:
    agreement = made()
    login(Role.PLANNER)
    sent = {"text": "Neu", "owner": "Eva Kern", "due_on": "2027-01-01", "version": str(agreement.version)}
    address = f"/arbeit/vereinbarungen/{agreement.id}"

    assert client.post(address, data=sent, headers=HERE).status_code == 303
    lost = client.post(address, data=sent | {"text": "Anders"}, headers=HERE)
    assert lost.status_code == 409
    assert "Anders" in lost.text
    with pytest.raises(Conflict), unit_of_work():
        actions.change(queries.agreement(agreement.id), "x", Promise(), version=1, by=SYSTEM)


def test_settling_in_the_ledger(client: PickyClient, login: Login) -> None:
    agreement = made(due_on=today())
    login(Role.PLANNER)
    address = f"/arbeit/vereinbarungen/{agreement.id}/stand"

    assert client.post(address, data={"stand-step": "move"}, headers=HERE).status_code == 422
    moved = {"stand-step": "move", "stand-due_on": (today() + timedelta(days=9)).isoformat()}
    assert client.post(address, data=moved, headers=HERE).status_code == 303
    assert queries.agreement(agreement.id).due_on == today() + timedelta(days=9)
    assert client.post(address, data={"stand-step": "done"}, headers=HERE).status_code == 303
    assert queries.agreement(agreement.id).state is AgreementState.DONE

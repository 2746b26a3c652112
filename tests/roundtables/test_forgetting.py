"""With the consent in the network go the copies of a person at the Runder Tisch; functions and released minutes stay."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.network import actions as network
from portal.network import queries as contacts
from portal.network.models import StakeholderContact
from portal.network.terms import ContactWay
from portal.places.models import Sozialraum
from portal.roundtables.actions import agreements as promising
from portal.roundtables.actions import attending, members, notes, owners, protocol, replies, running
from portal.roundtables.actions import meetings as planning
from portal.roundtables.documents import minutes as documents
from portal.roundtables.models import Agreement, Meeting, Member, Participant, RoundTable
from portal.roundtables.queries import agreements, meetings, minutes, series
from portal.roundtables.terms.meetings import Reply
from portal.roundtables.terms.minutes import NoteKind
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.factories.roundtables import (
    mails_to,
    make_guest,
    make_invited,
    make_meeting,
    make_member,
    make_series,
    person,
)


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    return make_place("Pfaffenhausen")


@pytest.fixture
def rosa(place: Sozialraum) -> StakeholderContact:
    """Somebody of the network who may be named."""
    return make_contact(
        make_stakeholder("VdK Ortsverband", place=place),
        name="Rosa Huber",
        function="Vorsitzende",
        email="rosa@example.org",
        phone="08265 12345",
        address="Dorfstraße 3\n87772 Pfaffenhausen",
        may_be_named=True,
    )


@pytest.fixture
def table(place: Sozialraum, rosa: StakeholderContact) -> RoundTable:
    """A series that Rosa Huber was taken into from the network."""
    made = make_series(place=place)
    with unit_of_work():
        assert members.take_contacts(series.round_table(made.id), [rosa.id], by=SYSTEM) == 1
    return made


def withdraw(contact: StakeholderContact) -> None:
    with unit_of_work():
        network.erase_contact(contacts.contact(contact.id), by=SYSTEM)
    session().expire_all()


def known_of(one: Member | Participant) -> tuple[object, ...]:
    return one.contact_id, one.name, one.email, one.phone, one.address, one.may_be_named, one.function, one.organisation


FORGOTTEN = (None, "–", "", "", "", False, "Vorsitzende", "VdK Ortsverband")


def hold(table: RoundTable) -> tuple[Meeting, UUID]:
    """An evening to which Rosa came and at which she took something over; its minutes are released."""
    meeting = make_meeting(table)
    with unit_of_work():
        fresh = meetings.meeting(meeting.id)
        running.begin(fresh, by=SYSTEM)
        attending.mark(person(meeting, "Rosa Huber"), there=True, by=SYSTEM)
        promise = promising.promised_by(person(meeting, "Rosa Huber"))
        draft = notes.NoteDraft(text="Fahrdienst anfragen", kind=NoteKind.AGREEMENT, promise=promise)
        written = notes.write(fresh, draft, submission_key=uuid4(), by=SYSTEM)
        closed = running.close(fresh, by=SYSTEM)
        protocol.release(closed, signed_by="Martin Haslach", version=closed.version, by=SYSTEM)
    made = agreements.of_note(written.id)
    assert made is not None
    return meeting, made.id


def test_a_member_is_forgotten_and_leaves(table: RoundTable, rosa: StakeholderContact) -> None:
    member = series.members(table)[0]

    withdraw(rosa)

    gone = series.member(member.id)
    assert known_of(gone) == FORGOTTEN
    assert gone.left_at is not None
    assert series.members(table) == []


def test_the_list_of_a_held_evening_keeps_the_function_only(table: RoundTable, rosa: StakeholderContact) -> None:
    meeting, agreement_id = hold(table)
    code = meetings.reply_code(person(meeting, "Rosa Huber").id)

    withdraw(rosa)

    (there,) = meetings.participants(meeting)
    assert known_of(there) == FORGOTTEN
    assert there.attended
    assert (there.remark, there.assistance) == ("", [])
    assert meetings.by_reply_code(code) is None
    kept = agreements.agreement(agreement_id)
    assert (kept.owner_name, kept.owner_email, kept.email) == ("", "", "")
    assert (kept.owner_function, kept.owner_may_be_named, kept.is_open) == ("Vorsitzende", False, True)


def test_released_minutes_stay_as_they_are_and_go_to_nobody_any_more(
    table: RoundTable, rosa: StakeholderContact
) -> None:
    meeting, _agreement = hold(table)
    before = minutes.existing_of_meeting(meeting.id)
    content, digest = dict(before.content), before.digest

    withdraw(rosa)

    after = minutes.existing_of_meeting(meeting.id)
    assert (after.content, after.digest) == (content, digest)
    assert documents.drawn(after)["present"] == ["Rosa Huber (Vorsitzende, VdK Ortsverband)"]
    with unit_of_work():
        assert protocol.send(minutes.existing_of_meeting(meeting.id), by=SYSTEM) == 0
    assert minutes.deliveries(after.id) == []


def test_a_draft_says_the_function_from_now_on(table: RoundTable, rosa: StakeholderContact) -> None:
    meeting = make_meeting(table)
    with unit_of_work():
        running.begin(meetings.meeting(meeting.id), by=SYSTEM)
        attending.mark(person(meeting, "Rosa Huber"), there=True, by=SYSTEM)
        closed = running.close(meetings.meeting(meeting.id), by=SYSTEM)
    assert documents.drawn(closed)["present"] == ["Rosa Huber (Vorsitzende, VdK Ortsverband)"]

    withdraw(rosa)

    assert documents.drawn(minutes.minutes(closed.id))["present"] == ["Vorsitzende, VdK Ortsverband"]


def test_the_seat_at_a_coming_meeting_goes_to_who_waits(table: RoundTable, rosa: StakeholderContact) -> None:
    meeting = make_invited("Maria Berger", round_table=table, capacity=1)
    for name in ("Rosa Huber", "Maria Berger"):
        with unit_of_work():
            replies.reply_by_link(person(meeting, name), replies.ReplyDraft(comes=True))
    assert person(meeting, "Maria Berger").reply is Reply.WAITING

    withdraw(rosa)

    assert [(one.name, one.reply) for one in meetings.participants(meeting)] == [("Maria Berger", Reply.YES)]
    assert meetings.meeting(meeting.id).seats_taken == 1
    assert mails_to("maria.berger@example.org")[-1].subject.startswith("Sie können kommen")


def test_a_meeting_that_was_called_off_calls_nobody(table: RoundTable, rosa: StakeholderContact) -> None:
    meeting = make_invited(round_table=table)
    with unit_of_work():
        one = person(meeting, "Rosa Huber")
        one.way = ContactWay.PHONE
        planning.cancel(meetings.meeting(meeting.id), reason="Hochwasser", by=SYSTEM)
    assert meetings.answers(meetings.meeting(meeting.id), meetings.participants(meeting)).untold == 1

    withdraw(rosa)

    assert known_of(meetings.participants(meeting)[0]) == FORGOTTEN
    assert meetings.answers(meetings.meeting(meeting.id), meetings.participants(meeting)).untold == 0


def test_an_owner_from_the_network_who_never_came_is_forgotten_too(place: Sozialraum, rosa: StakeholderContact) -> None:
    meeting = make_meeting(make_series(place=place))
    with unit_of_work():
        fresh = meetings.meeting(meeting.id)
        running.begin(fresh, by=SYSTEM)
        promise = owners.promise_of(fresh, "Rosa Huber", due_on=today() + timedelta(days=20), by=SYSTEM)
        made = promising.make(fresh, "Bank aufstellen", promise, by=SYSTEM)
    assert made.owner_email == "rosa@example.org"

    withdraw(rosa)

    kept = session().get_one(Agreement, made.id)
    assert (kept.contact_id, kept.owner_name, kept.owner_email, kept.owner_may_be_named) == (None, "", "", False)
    assert kept.owner_function == "Vorsitzende"


def test_nobody_else_is_touched(table: RoundTable, rosa: StakeholderContact, place: Sozialraum) -> None:
    other = make_contact(make_stakeholder("Pfarrei", place=place), name="Anna Alt", email="anna@example.org")
    with unit_of_work():
        members.take_contacts(series.round_table(table.id), [other.id], by=SYSTEM)
    meeting = make_meeting(table)
    make_guest(meeting, "Gerda Gast")

    withdraw(rosa)

    assert [one.name for one in meetings.participants(meeting)] == ["Anna Alt", "Gerda Gast"]
    assert [(one.name, one.email) for one in series.members(table)] == [("Anna Alt", "anna@example.org")]


def test_whoever_leaves_keeps_no_address_there(place: Sozialraum) -> None:
    made = make_member(make_series(place=place), "Maria Berger", phone="08392 1234", address="Weg 1")
    with unit_of_work():
        members.leave(series.member(made.id), by=SYSTEM)

    left = series.member(made.id)
    assert (left.name, left.email, left.phone, left.address) == ("Maria Berger", "", "", "")


def test_an_office_without_a_person_is_called_by_its_function(place: Sozialraum) -> None:
    office = make_contact(
        make_stakeholder("Pfarrei", place=place), name="", function="Pfarrbüro", email="p@example.org"
    )
    made = make_series(place=place)

    with unit_of_work():
        members.take_contacts(series.round_table(made.id), [office.id], by=SYSTEM)

    assert [one.name for one in series.members(made)] == ["Pfarrbüro"]

"""Runde Tische under attack: numbers and days of another age, keys of others, signs no font has, and what strangers could learn."""

import threading
from datetime import date, time
from io import BytesIO
from uuid import uuid4

import icalendar
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session

from portal.kernel import clock
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import Conflict, InvalidTransition
from portal.kernel.policy import SYSTEM, Role, allows
from portal.network.documents import LetterText
from portal.network.documents import letters_pdf as network_letters
from portal.network.queries import Reachable
from portal.network.terms import ContactWay
from portal.roundtables.actions import notes, protocol, running
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.documents import minutes as documents
from portal.roundtables.documents.letters import letters_pdf
from portal.roundtables.documents.owner_letter import letter_pdf
from portal.roundtables.forms.fields import moment
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import agreements, calendars, evening, meetings
from portal.roundtables.queries import minutes as minutes_queries
from portal.roundtables.terms.meetings import Approval, MeetingState
from portal.roundtables.terms.series import RoundTableKind
from tests.factories import evenings
from tests.factories.accounts import make_account
from tests.factories.places import make_place, make_root
from tests.factories.roundtables import make_guest, make_invited, make_meeting, make_member, make_series, person, send
from tests.support.login import Login
from tests.support.picky import PickyClient

WORK = "/arbeit/runde-tische"
THUMB = "Danke 👍🏽 an alle"


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_thumb_keeps_nobody_from_minutes_and_letters(session: Session) -> None:
    meeting = evenings.make_meeting(evenings.make_series(f"Runder Tisch {THUMB}"))
    evenings.come(meeting)
    evenings.note(meeting, THUMB)
    agreement = evenings.agree(meeting, THUMB)
    minutes = evenings.close(meeting)
    everybody = meetings.participants(meeting)
    reader = Reachable(
        contact_id=uuid4(), name=THUMB, organisation="", function="", email="", phone="", address="Weg 1",
        way=ContactWay.LETTER, may_be_named=False,
    )  # fmt: skip
    letter = LetterText(sender="Gemeinde", subject=THUMB, text=THUMB, signature="Rosa")

    for made in (
        documents.minutes_pdf(minutes),
        documents.letters_pdf(minutes, everybody[:1]),
        letters_pdf(meeting, everybody[:1]),
        letter_pdf(agreements.agreement(agreement.id)),
        network_letters(letter, [reader]),
    ):
        assert "Danke □ an alle" in words_of(made)


def test_series_without_a_latin_letter_in_their_titles_find_an_address_each(app: Flask) -> None:
    place = make_place()

    slugs = [make_series(title, place=place).slug for title in ("!!!", "Круглый стол", "圆桌")]

    assert len(set(slugs)) == 3
    assert all(slugs)


@pytest.mark.parametrize("number", [0, 32_768, 2**31, 2**63, 10**30])
@pytest.mark.parametrize("ending", ["", ".pdf", ".docx"])
def test_minutes_with_a_number_nobody_counts_to_are_not_found(
    client: PickyClient, app: Flask, number: int, ending: str
) -> None:
    slug = make_series().slug

    assert client.get(f"/runde-tische/{slug}/protokolle/{number}{ending}").status_code == 404


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        ("0001-01-01", "00:00", "02:00"),
        ("9999-12-31", "21:00", "23:59"),
        ("2027-03-28", "02:30", "03:00"),
        ("2027-10-31", "02:30", "02:45"),
    ],
)
def test_odd_days_and_hours_that_do_not_exist_break_nothing(
    client: PickyClient, login: Login, day: str, begins: str, ends: str
) -> None:
    table = make_series()
    login(Role.MUNICIPALITY, table.sozialraum)
    form = {"day": day, "begins": begins, "ends": ends, "venue": "Rathaus", "submission_key": str(uuid4())}

    answer = send(client, f"{WORK}/{table.id}/sitzungen/neu", form)
    asked = send(
        client,
        f"{WORK}/{table.id}/termin",
        {"day_1": day, "hour_1": begins, "day_2": day, "hour_2": ends, "length": "60", "answer_until": "9999-12-31"},
    )

    assert answer.status_code in (303, 422)
    assert asked.status_code in (303, 422)
    for location in [one.location for one in (answer, asked) if one.status_code == 303]:
        assert client.get(location).status_code == 200
    token = calendars.series_token(table)
    assert client.get(f"/kalender/reihe/{token}.ics").status_code == 200


def test_the_hour_that_is_left_out_in_spring_is_an_hour_later(app: Flask) -> None:
    left_out = moment(date(2026, 3, 29), time(2, 30))

    assert left_out.astimezone(clock.ON_SCREEN).strftime("%H:%M") == "03:30"
    assert moment(date(2026, 3, 29), time(3, 0)) < left_out


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_agreement_of_another_age_is_refused(client: PickyClient, login: Login, day: str) -> None:
    meeting = evenings.make_meeting()
    agreement = evenings.agree(meeting, "Bank aufstellen")
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    page = f"/arbeit/vereinbarungen/{agreement.id}"

    moved = send(client, f"{page}/stand", {"stand-step": "move", "stand-due_on": day})
    changed = send(client, page, {"text": "Bank", "due_on": day, "version": "1"})

    assert (moved.status_code, changed.status_code) == (422, 422)
    assert client.get("/arbeit/vereinbarungen/export.xlsx?stand=alle").status_code == 200


def test_a_key_of_somebody_else_is_told_and_not_taken_for_a_repeat(client: PickyClient, session: Session) -> None:
    first, second = (evenings.make_meeting(evenings.make_series(title)) for title in ("Erster", "Zweiter"))
    made = []
    for meeting in (first, second):
        evenings.come(meeting)
        made.append(evenings.close(meeting))
    with unit_of_work():
        for one in made:
            protocol.ask_for_corrections(minutes_queries.minutes(one.id), days=5, by=SYSTEM)
    form = {"text": "Es war Juni.", "submission_key": str(uuid4())}

    answers = [
        send(client, f"/runde-tische/protokoll/{meetings.reply_code(evenings.person(one, 'Anna').id)}", form)
        for one in (first, second)
    ]

    assert [one.status_code for one in answers] == [303, 409]
    assert "Es war Juni." in answers[1].text
    assert [len(minutes_queries.remarks(one.id)) for one in made] == [1, 0]


def test_a_correction_with_the_key_of_other_minutes_is_not_swallowed(session: Session) -> None:
    made = []
    for title in ("Erster", "Zweiter"):
        closed = evenings.close(evenings.make_meeting(evenings.make_series(title)))
        with unit_of_work():
            fresh = minutes_queries.minutes(closed.id)
            protocol.release(fresh, signed_by="Rosa", version=fresh.version, by=SYSTEM)
        made.append(closed.id)
    key = uuid4()

    def correct(number: int) -> None:
        with unit_of_work():
            minutes = minutes_queries.minutes(made[number])
            protocol.add_correction(minutes, text="Es war Mai.", signed_by="Rosa", submission_key=key, by=SYSTEM)

    correct(0)
    with pytest.raises(Conflict):
        correct(1)


def test_the_draft_is_for_those_who_were_there(client: PickyClient, session: Session) -> None:
    meeting = evenings.make_meeting()
    evenings.come(meeting, "Anna")
    minutes = evenings.close(meeting)
    with unit_of_work():
        protocol.ask_for_corrections(minutes_queries.minutes(minutes.id), days=5, by=SYSTEM)
    anna, josef = (
        f"/runde-tische/protokoll/{meetings.reply_code(evenings.person(meeting, name).id)}"
        for name in ("Anna", "Josef")
    )
    assert (client.get(anna).status_code, client.get(josef).status_code) == (200, 404)

    with unit_of_work():
        fresh = minutes_queries.minutes(minutes.id)
        protocol.release(fresh, signed_by="Rosa", version=fresh.version, by=SYSTEM)
    assert client.get(josef).status_code == 200


def test_whoever_types_an_address_does_not_learn_when_others_meet_in_private(app: Flask, client: PickyClient) -> None:
    mine, theirs = make_place("Kammlach"), make_place("Pfaffenhausen")
    secret = make_invited("Maria Berger", round_table=make_series("Vertraulich", place=theirs, is_public=False))
    public = make_invited("Maria Berger", round_table=make_series("Offen", place=theirs))
    at_home = make_invited("Maria Berger", round_table=make_series("Daheim", place=mine, is_public=False))
    spy = make_member(make_series("Neugier", place=mine), "Maria Berger")

    content = client.get(f"/kalender/person/{calendars.person_token(spy)}.ics").data

    found = {str(one["UID"]) for one in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    assert found == {f"sitzung-{one.id}@miteinander" for one in (public, at_home)}
    assert b"Vertraulich" not in content
    member = secret.round_table.members[0]
    assert b"Vertraulich" in client.get(f"/kalender/person/{calendars.person_token(member)}.ics").data


def test_the_log_says_nothing_of_what_was_agreed(session: Session) -> None:
    agreement = evenings.agree(evenings.make_meeting(), "Frau Beispiel besuchen, sie ist krank")

    assert agreements.titles([agreement.id]) == {agreement.id: "Runder Tisch Älterwerden, 1"}


def test_the_template_of_the_county_is_no_way_around_the_gemeinde(app: Flask) -> None:
    planner = make_account(Role.PLANNER)
    at_a_gemeinde, of_the_county = (
        Meeting(
            state=MeetingState.PLANNED,
            approval=Approval.OPEN,
            round_table=RoundTable(sozialraum=place, kind=RoundTableKind.EXCHANGE),
        )
        for place in (make_place(), make_root())
    )

    assert not allows(MeetingPermission.APPROVE, planner, at_a_gemeinde)
    assert allows(MeetingPermission.APPROVE, planner, of_the_county)


@pytest.mark.parametrize("path", ["vereinbarung/" + "x" * 43, "protokoll/0000-0000-0000-0000"])
def test_every_kind_of_link_slows_down_whoever_guesses(app: Flask, client: PickyClient, path: str) -> None:
    answers = [client.get(f"/runde-tische/{path}").status_code for _ in range(22)]

    assert answers == [404] * 20 + [429] * 2


def test_a_note_that_was_saved_stands_in_what_is_released(app: Flask, session: Session) -> None:
    meeting = evenings.make_meeting()
    minutes = evenings.close(meeting)
    is_written, may_commit = threading.Event(), threading.Event()

    def write() -> str:
        with app.app_context():
            try:
                with unit_of_work():
                    notes.write(
                        evening.meeting(meeting.id), NoteDraft(text="Zuletzt"), submission_key=uuid4(), by=SYSTEM
                    )
                    is_written.set()
                    may_commit.wait(timeout=1)
            except InvalidTransition:
                return "refused"
            finally:
                db.session.remove()
            return "saved"

    outcome: list[str] = []
    writer = threading.Thread(target=lambda: outcome.append(write()))
    writer.start()
    assert is_written.wait(timeout=60)
    with unit_of_work():
        fresh = minutes_queries.minutes(minutes.id)
        protocol.release(fresh, signed_by="Rosa", version=fresh.version, by=SYSTEM)
    may_commit.set()
    writer.join(timeout=60)

    assert outcome == ["saved"]
    session.expire_all()
    assert "Zuletzt" in str(minutes_queries.minutes(minutes.id).content)


def test_a_meeting_is_reached_by_none_of_another_series_ids(client: PickyClient, login: Login) -> None:
    mine, theirs = make_place("Kammlach"), make_place("Pfaffenhausen")
    own = make_meeting(make_series("Eigener", place=mine), people=["Anna Eins"])
    other = make_meeting(make_series("Fremder", place=theirs), people=["Berta Zwei"])
    guest = make_guest(other, "Cilli Drei")
    login(Role.MODERATOR, mine)
    with unit_of_work():
        running.begin(meetings.meeting(own.id), by=SYSTEM)
    here = f"{WORK}/sitzungen/{own.id}"

    answers = [
        client.get(f"{here}/personen/{guest.id}"),
        send(client, f"{here}/anwesend/{guest.id}", {"da": "1"}),
        send(client, f"{here}/anwesenheit", {"person": str(guest.id), "da": "ja"}),
        send(client, f"{here}/einwilligung/{guest.id}", {"name": "1"}),
        client.get(f"{WORK}/sitzungen/{other.id}"),
        client.get(f"{WORK}/sitzungen/{other.id}/tuerschild"),
    ]

    assert {one.status_code for one in answers} == {404}
    assert not person(other, "Cilli Drei").attended

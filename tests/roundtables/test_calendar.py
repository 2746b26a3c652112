"""Calendars as other programs read them: two foreign libraries, the switch of October 2026, updates, and hostile titles."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from uuid import UUID

import icalendar
import ics
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import unit_of_work
from portal.kernel.mail import OutgoingMail, as_message
from portal.kernel.policy import SYSTEM, Role
from portal.roundtables.actions import addresses, meetings, members, series
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.formats.calendar import Entry, Method, Person, as_ics
from portal.roundtables.models import Meeting
from portal.roundtables.queries import calendars
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series as series_queries
from tests.factories.places import make_place
from tests.factories.roundtables import mails_to, make_invited, make_meeting, make_member, make_series, person, send
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

MARIA = "maria.berger@example.org"


def entry(starts_at: datetime, **values: Any) -> Entry:
    given: dict[str, Any] = {
        "meeting_id": UUID(int=7),
        "sequence": 0,
        "summary": "Runder Tisch",
        "starts_at": starts_at,
        "ends_at": starts_at.astimezone(UTC) + timedelta(hours=3),
        "changed_at": datetime(2026, 10, 1, tzinfo=UTC),
    }
    return Entry(**(given | values))


def event_of(content: bytes | str) -> Any:
    [found] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return found


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ON_SCREEN)


@pytest.mark.parametrize(
    ("starts", "utc"),
    [
        (local(2026, 10, 24, 18, 30), datetime(2026, 10, 24, 16, 30, tzinfo=UTC)),
        (local(2026, 10, 25, 1, 30), datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
        (local(2026, 10, 25, 18, 30), datetime(2026, 10, 25, 17, 30, tzinfo=UTC)),
        (local(2026, 10, 26, 18, 30), datetime(2026, 10, 26, 17, 30, tzinfo=UTC)),
        (local(2026, 3, 29, 18, 30), datetime(2026, 3, 29, 16, 30, tzinfo=UTC)),
    ],
)
def test_two_foreign_libraries_read_the_right_local_times(starts: datetime, utc: datetime) -> None:
    content = as_ics([entry(starts)])

    ours = event_of(content)
    [theirs] = ics.Calendar(content.decode()).events
    assert ours["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert ours.start.replace(tzinfo=None) == starts.replace(tzinfo=None)
    assert ours.start.astimezone(UTC) == utc
    assert theirs.begin.datetime.replace(tzinfo=None) == starts.replace(tzinfo=None)
    assert theirs.begin.datetime.astimezone(UTC) == utc
    assert theirs.end.datetime.astimezone(UTC) == utc + timedelta(hours=3)


def test_the_rules_of_the_time_zone_come_along() -> None:
    calendar = icalendar.Calendar.from_ical(as_ics([entry(local(2026, 10, 25, 18))]))

    [zone] = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Berlin"
    assert calendar.get_missing_tzids() == set()


_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@settings(suppress_health_check=[HealthCheck.too_slow])  # drawing the first text takes seconds on a busy machine
@given(title=_ANYTHING, place=_ANYTHING, text=_ANYTHING, name=_ANYTHING)
def test_no_title_place_or_name_becomes_a_line_of_its_own(title: str, place: str, text: str, name: str) -> None:
    hostile = "\r\nEND:VEVENT\r\nBEGIN:VALARM;x:y,z\nATTENDEE:mailto:boese@example.org\n"
    content = as_ics(
        [
            entry(
                local(2026, 10, 24, 18),
                summary=title + hostile,
                location=hostile + place,
                description=text + hostile,
                organiser=Person(name=name + hostile, email="huber@example.org"),
                attendees=(Person(name=hostile + name, email=MARIA),),
            )
        ],
        method=Method.REQUEST,
        name=title + hostile,
    )

    found = event_of(content)
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("BEGIN:")].count("BEGIN:VEVENT") == 1
    assert "BEGIN:VALARM" not in [line[:12] for line in lines]
    assert [str(one) for one in found.attendees] == [f"mailto:{MARIA}"]
    assert len([line for line in lines if line.startswith("ATTENDEE")]) == 1


def calendar_of(mail: OutgoingMail) -> tuple[str, Any]:
    """METHOD and event of the calendar part, as a mail program finds them."""
    message = message_from_bytes(as_message(mail).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    content = parts[0].get_content()
    method = str(icalendar.Calendar.from_ical(content)["METHOD"])
    assert parts[0].get_param("method") == method
    return method, event_of(content)


def draft_of(meeting: Meeting, **changes: Any) -> MeetingDraft:
    given: dict[str, Any] = {
        "title": meeting.title,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "venue": meeting.venue,
    }
    return MeetingDraft(**(given | changes))


def test_a_changed_and_a_cancelled_meeting_update_the_same_event(app: Flask, frozen_clock: StoppedClock) -> None:
    meeting = make_invited("Maria Berger", starts_at=local(2026, 10, 24, 18, 30))
    later = meeting.starts_at + timedelta(days=1)
    with unit_of_work():
        fresh = queries.meeting(meeting.id)
        moved = draft_of(fresh, starts_at=later, ends_at=later + timedelta(hours=2))
        meetings.edit(fresh, moved, version=fresh.version, by=SYSTEM)
    with unit_of_work():
        meetings.cancel(queries.meeting(meeting.id), reason="Der Saal ist überschwemmt.", by=SYSTEM)

    told = [calendar_of(one) for one in mails_to(MARIA)]
    assert [method for method, _event in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for _method, event in told}) == 1
    assert [int(event["SEQUENCE"]) for _method, event in told] == [0, 1, 2]
    assert [str(event["STATUS"]) for _method, event in told] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event.start.isoformat() for _method, event in told] == [
        "2026-10-24T18:30:00+02:00",
        "2026-10-25T17:30:00+01:00",
        "2026-10-25T17:30:00+01:00",
    ]


def test_nobody_is_told_of_what_is_in_no_calendar(app: Flask) -> None:
    meeting = make_invited("Maria Berger")
    with unit_of_work():
        fresh = queries.meeting(meeting.id)
        meetings.edit(fresh, draft_of(fresh, capacity=12, reminder_days=1), version=fresh.version, by=SYSTEM)

    assert len(mails_to(MARIA)) == 1
    assert queries.meeting(meeting.id).sequence == 0


def test_headers_of_mails_take_no_lines_from_titles(app: Flask) -> None:
    table = make_series("Tisch\r\nBcc: boese@example.org", host_name="Martin\r\nX-Boese: ja")
    make_invited("Maria Berger", round_table=table, title="Wege\r\nBcc: boese@example.org")

    [sent] = mails_to(MARIA)
    message = message_from_bytes(as_message(sent).as_bytes(), policy=default)

    assert message["Bcc"] is None
    assert message["X-Boese"] is None
    assert message["To"] == MARIA


def test_an_invitation_is_a_text_and_an_entry(app: Flask) -> None:
    meeting = make_invited("Maria Berger")

    [sent] = mails_to(MARIA)
    message = message_from_bytes(as_message(sent).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)

    assert message.get_content_type() == "multipart/alternative"
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert addresses.reply_url(person(meeting, "Maria Berger")) in text
    assert "Martin Haslach\nErster Bürgermeister" in text


def test_the_calendar_of_a_person_holds_what_they_are_invited_to(
    app: Flask, client: PickyClient, another_client: Any
) -> None:
    table = make_series()
    maria = make_member(table, "Maria Berger")
    invited = make_invited(round_table=table)
    make_meeting(table)
    elsewhere = make_invited("Maria Berger", round_table=make_series("Anderer Tisch"))
    address = f"/kalender/person/{calendars.person_token(maria)}.ics"

    found = icalendar.Calendar.from_ical(client.get(address).data).walk("VEVENT")

    assert {str(one["UID"]) for one in found} == {f"sitzung-{one.id}@miteinander" for one in (invited, elsewhere)}
    with unit_of_work():
        members.renew_calendar(series_queries.member(maria.id), by=SYSTEM)
    assert client.get(address).status_code == 404


def test_the_calendar_of_a_series_lies_at_a_secret_address(app: Flask, client: PickyClient) -> None:
    meeting = make_meeting()
    table = meeting.round_table
    address = f"/kalender/reihe/{calendars.series_token(table)}.ics"

    [found] = icalendar.Calendar.from_ical(client.get(address).data).walk("VEVENT")

    assert str(found["STATUS"]) == "TENTATIVE"
    assert client.get(f"/kalender/reihe/{calendars.series_token(table)[:-1]}x.ics").status_code == 404
    with unit_of_work():
        series.renew_calendar(series_queries.round_table(table.id), by=SYSTEM)
    assert client.get(address).status_code == 404


def test_the_calendar_of_a_gemeinde_shows_public_invited_meetings_only(app: Flask, client: PickyClient) -> None:
    here, elsewhere = make_place(), make_place("Kammlach")
    shown = make_invited("Maria Berger", round_table=make_series("Offen", place=here))
    make_invited("Maria Berger", round_table=make_series("Nicht öffentlich", place=here, is_public=False))
    make_invited("Maria Berger", round_table=make_series("Woanders", place=elsewhere))
    make_meeting(make_series("Noch nicht eingeladen", place=here))

    reply = client.get(f"/kalender/orte/{here.slug}.ics")

    assert [str(one["UID"]) for one in icalendar.Calendar.from_ical(reply.data).walk("VEVENT")] == [
        f"sitzung-{shown.id}@miteinander"
    ]
    assert b"ATTENDEE" not in reply.data
    page = client.get(f"/runde-tische?ort={here.slug}").text
    assert "Offen" in page
    assert "Nicht öffentlich" not in page
    assert "Noch nicht eingeladen, 1. Sitzung" not in page
    assert "Nächste Treffen am Runden Tisch" in client.get(f"/orte/{here.slug}").text


def test_a_series_that_is_not_public_has_no_page(app: Flask, client: PickyClient) -> None:
    hidden = make_series("Vertraulich", is_public=False)

    assert client.get(f"/runde-tische/{hidden.slug}").status_code == 404
    assert client.get(f"/kalender/runde-tische/{hidden.slug}.ics").status_code == 404


def test_the_public_page_says_what_comes_next(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Maria Berger", title="Wie kommen wir zum Arzt?")

    page = client.get(f"/runde-tische/{meeting.round_table.slug}").text

    assert "Wie kommen wir zum Arzt?" in page
    assert "Berichte aus den Einrichtungen und Vereinen" in page
    assert "Maria Berger" not in page


def test_a_title_that_is_the_name_of_a_page_gets_a_number(app: Flask) -> None:
    assert make_series("Antwort").slug == "antwort-2"


def test_moving_a_meeting_on_its_page_tells_everybody(
    app: Flask, client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    meeting = make_invited("Maria Berger")
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    form = {"day": "2026-03-20", "begins": "18:00", "ends": "20:00", "venue": "Schule", "version": meeting.version}

    moved = send(client, f"/arbeit/runde-tische/sitzungen/{meeting.id}", data=form)
    again = send(client, f"/arbeit/runde-tische/sitzungen/{meeting.id}", data=form)

    assert moved.location.endswith("meldung=meeting-moved")
    assert again.status_code == 409
    assert "Schule" in mails_to(MARIA)[-1].body

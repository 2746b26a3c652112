"""Runde Tische for tests, made by the actions that make real ones."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from portal.kernel import clock, mail, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.mail import OutgoingMail
from portal.kernel.policy import SYSTEM
from portal.network.terms import ContactWay
from portal.places.models import Sozialraum
from portal.roundtables.actions import guests, inviting, meetings, members, series
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.actions.members import PersonDraft
from portal.roundtables.actions.series import SeriesDraft
from portal.roundtables.models import Meeting, Member, Participant, RoundTable
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series as series_queries
from portal.roundtables.terms.agendas import AgendaTemplate
from tests.factories.places import make_place
from tests.support.picky import PickyClient


def make_series(
    title: str = "Runder Tisch Älterwerden", *, place: Sozialraum | None = None, **values: Any
) -> RoundTable:
    """A series with everything an invitation needs, without members."""
    given: dict[str, Any] = {
        "title": title,
        "place": place or make_place(),
        "purpose": "Damit man hier gut alt werden kann.",
        "venue": "Rathaus, Ottobeurer Straße 3",
        "host_name": "Martin Haslach",
        "host_function": "Erster Bürgermeister",
        "sender": "Markt Rettenbach, Ottobeurer Straße 3, 87733 Markt Rettenbach",
        "contact_name": "Rosa Huber",
        "contact_phone": "08392 999-0",
        "contact_email": "huber@example.org",
    }
    with unit_of_work():
        return series.set_up(SeriesDraft(**(given | values)), submission_key=uuid4(), by=SYSTEM)


def make_member(round_table: RoundTable, name: str = "Maria Berger", **values: Any) -> Member:
    """A member who reads mails."""
    given: dict[str, Any] = {
        "name": name,
        "way": ContactWay.MAIL,
        "organisation": "Pfarrgemeinde",
        "function": "Vorsitzende",
        "email": f"{name.replace(' ', '.').lower()}@example.org",
    }
    with unit_of_work():
        fresh = series_queries.round_table(round_table.id)
        return members.add(fresh, PersonDraft(**(given | values)), by=SYSTEM)


def make_meeting(
    round_table: RoundTable | None = None,
    *,
    starts_at: datetime | None = None,
    people: Sequence[str] = (),
    template: AgendaTemplate = AgendaTemplate.REGULAR,
    minutes: int = 120,
    **values: Any,
) -> Meeting:
    """A planned meeting two weeks from now; `people` become members who read mails."""
    table = round_table or make_series()
    for name in people:
        make_member(table, name)
    begins = starts_at or (clock.now() + timedelta(days=14)).replace(minute=0, second=0, microsecond=0)
    draft = MeetingDraft(starts_at=begins, ends_at=begins + timedelta(minutes=minutes), **values)
    with unit_of_work():
        fresh = series_queries.round_table(table.id)
        return meetings.plan(fresh, draft, template=template, submission_key=uuid4(), by=SYSTEM)


def make_invited(*people: str, round_table: RoundTable | None = None, **values: Any) -> Meeting:
    """A meeting to which these people are invited by mail."""
    meeting = make_meeting(round_table, people=people, **values)
    with unit_of_work():
        inviting.invite(queries.meeting(meeting.id), by=SYSTEM)
    return queries.meeting(meeting.id)


def make_guest(meeting: Meeting, name: str = "Gerda Gast", **values: Any) -> Participant:
    """Somebody on the list of this one meeting."""
    given: dict[str, Any] = {"name": name, "way": ContactWay.PHONE, "phone": "08392 123"}
    with unit_of_work():
        return guests.add(queries.meeting(meeting.id), PersonDraft(**(given | values)), by=SYSTEM)


def person(meeting: Meeting, name: str) -> Participant:
    """The participant of this name."""
    return next(one for one in queries.participants(meeting) if one.name == name)


def mails_to(address: str) -> list[OutgoingMail]:
    """Every mail to this address, the oldest first."""
    outbox.drain()
    chosen = mail.mailbox().where(OutgoingMail.to_address == address)
    return list(session().scalars(chosen.order_by(OutgoingMail.created_at, OutgoingMail.id)))


def send(client: PickyClient, url: str, data: Any = None) -> TestResponse:
    """POST what a browser says comes from the portal's own page."""
    return client.post(url, data=data or {}, headers={"Sec-Fetch-Site": "same-origin"})

"""What Runde Tische do when they hear of something, and what comes round."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from portal.kernel.clock import now, today
from portal.kernel.db import session, unit_of_work
from portal.kernel.events import subscribe
from portal.kernel.jobs import periodic
from portal.kernel.policy import SYSTEM
from portal.network.events import ContactErased
from portal.roundtables.actions import forgetting, inviting, registering, reminding
from portal.roundtables.events import CorrectionAsked, MeetingHeld, MinutesSent
from portal.roundtables.queries import agreements, evening, meetings, minutes
from portal.roundtables.terms.agreements import REMIND_DAYS

_PORTION = 200


@subscribe(MeetingHeld)
def tell_owners(event: MeetingHeld) -> None:
    """Whoever took something over gets the link with the same commit that ends the evening."""
    reminding.tell_owners(evening.meeting(event.meeting_id))


@subscribe(CorrectionAsked)
def ask_participants(event: CorrectionAsked) -> None:
    """Show the draft to those who were there."""
    reminding.ask_participants(minutes.minutes(event.minutes_id))


@subscribe(ContactErased)
def forget_person(event: ContactErased) -> None:
    """With the consent in the network goes every copy of the person in this room."""
    forgetting.forget(event.contact_id)


@subscribe(MinutesSent)
def send_minutes(event: MinutesSent) -> None:
    """Mails to those who want mails."""
    reminding.send_by_mail(minutes.minutes(event.minutes_id))


@periodic("roundtables.remind-participants", every=timedelta(hours=1))
def remind_participants() -> None:
    """A meeting is some days away: those who come or have not answered get a mail, once for each date."""
    _each(meetings.to_remind(now()), lambda one: inviting.remind(meetings.meeting(one), by=SYSTEM))


@periodic("roundtables.remind-owners", every=timedelta(hours=6))
def remind_owners() -> None:
    """Remind owners before and after the day, each once."""
    before = today() + timedelta(days=REMIND_DAYS + 1)
    after: UUID | None = None
    while found := agreements.due_for_reminder(before=before, limit=_PORTION, after=after):
        _each(found, lambda one: reminding.remind(agreements.agreement(one)))
        after = found[-1]


@periodic("roundtables.nudge-minutes", every=timedelta(hours=12))
def nudge_minutes() -> None:
    """Minutes that are overdue are asked for once a week."""
    overdue = [one.id for one in minutes.overdue_meetings()]
    _each(overdue, lambda one: reminding.nudge(evening.meeting(one)))


@periodic("roundtables.register-collections", every=timedelta(days=1))
def register_collections() -> None:
    """The Erhebungskalender knows all meetings at which people are asked."""
    with unit_of_work():
        registering.register_all()


def _each(ids: Iterable[UUID], work: Callable[[UUID], object]) -> None:
    """Each in a unit of work of its own; one that fails today keeps no other from its turn."""
    failed: list[Exception] = []
    for one in ids:
        try:
            with unit_of_work():
                work(one)
        except Exception as error:
            session().rollback()
            failed.append(error)
    if failed:
        raise ExceptionGroup("some reminders could not be written", failed)

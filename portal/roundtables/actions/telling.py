"""Mails about meetings, each with the entry for the reader's calendar. Whoever has no mail is told by letter or telephone.

They are written in German like the letters: those who sit at the table are known to whoever invites.
"""

from collections.abc import Mapping, Sequence

from portal.kernel import clock, mail
from portal.network.terms import ContactWay
from portal.roundtables.actions import addresses
from portal.roundtables.formats import times
from portal.roundtables.formats.calendar import Entry, Method, Person, Status, as_ics
from portal.roundtables.models import Meeting, Participant
from portal.roundtables.terms.meetings import MeetingState, Reply

_STATUS = {MeetingState.PLANNED: Status.TENTATIVE, MeetingState.CANCELLED: Status.CANCELLED}
_INVITATION = """%(greeting)s

%(words)s

Wann: %(when)s
Wo: %(where)s
%(agenda)s
Bitte sagen Sie uns%(until)s, ob Sie kommen. Das geht ohne Anmeldung mit einem Klick:
%(link)s

Dort können Sie auch eine Vertretung nennen und sagen, was Sie brauchen: Höranlage, Platz für einen
Rollstuhl, Kinderbetreuung oder Dolmetschen.
%(closing)s"""
_MOVED_UP = """%(greeting)s

es ist ein Platz frei geworden: Sie können kommen. Ihr Name steht jetzt auf der Liste.

%(what)s
Wann: %(when)s
Wo: %(where)s

Sie können doch nicht? Bitte sagen Sie es hier, dann freut sich jemand anderes über den Platz:
%(link)s
%(closing)s"""
_CHANGED = """%(greeting)s

bei unserem Treffen hat sich etwas geändert. Es gilt jetzt:

%(what)s
Wann: %(when)s
Wo: %(where)s

Ihre Antwort bisher: %(reply)s. Passt das noch? Hier können Sie sie ändern:
%(link)s
%(closing)s"""
_CANCELLED = """%(greeting)s

leider müssen wir absagen:

%(what)s
Wann: %(when)s
%(reason)s
Der Termin wird auch in Ihrem Kalender abgesagt, wenn Sie ihn von uns übernommen haben.
%(closing)s"""
_REMINDER = """%(greeting)s

bald ist es so weit:

%(what)s
Wann: %(when)s
Wo: %(where)s
%(agenda)s
Ihre Antwort bisher: %(reply)s. Hier können Sie sie ändern:
%(link)s
%(closing)s"""


def entry_of(meeting: Meeting, *, url: str = "", attendees: Sequence[Participant] = ()) -> Entry:
    """A meeting as it stands in calendars."""
    series = meeting.round_table
    lines = [series.purpose if series.is_public else "", f"Fragen: {_contact(meeting)}" if _contact(meeting) else ""]
    return Entry(
        meeting_id=meeting.id,
        sequence=meeting.sequence,
        summary=called(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.venue,
        description="\n\n".join(line for line in lines if line),
        status=_STATUS.get(meeting.state, Status.CONFIRMED),
        url=url,
        changed_at=meeting.updated_at,
        organiser=Person(name=series.host_name or series.contact_name, email=series.contact_email),
        attendees=tuple(Person(name=one.name, email=one.email) for one in attendees),
    )


def called(meeting: Meeting) -> str:
    """How a meeting is called where it stands alone."""
    title = meeting.round_table.title
    return f"{title}: {meeting.title}" if meeting.title else f"{title}, {meeting.number}. Sitzung"


def invite(participant: Participant) -> None:
    """The invitation, once for each person."""
    meeting = participant.meeting
    facts = {"words": meeting.invitation, "until": _until(meeting), "agenda": _agenda(meeting)}
    _write(participant, "Einladung: %(what)s", _INVITATION, "invitation", facts)


def moved_up(participant: Participant) -> None:
    """Somebody from the waiting list can come."""
    moment = clock.now().isoformat(timespec="seconds")
    _write(participant, "Sie können kommen: %(what)s", _MOVED_UP, f"moved-up.{moment}")


def changed(participant: Participant) -> None:
    """Day, hour or place are others than in the invitation."""
    key = f"change.{participant.meeting.sequence}"
    _write(participant, "Geändert: %(what)s", _CHANGED, key)


def cancelled(participant: Participant) -> None:
    """It does not take place."""
    meeting = participant.meeting
    reason = f"\n{meeting.cancel_reason}\n" if meeting.cancel_reason else ""
    _write(participant, "Abgesagt: %(what)s", _CANCELLED, "cancelled", {"reason": reason}, method=Method.CANCEL)


def remind(participant: Participant) -> None:
    """It is soon."""
    key = f"reminder.{participant.meeting.sequence}"
    _write(participant, "Erinnerung: %(what)s", _REMINDER, key, {"agenda": _agenda(participant.meeting)})


def greeting(name: str) -> str:
    """How a person is addressed; nobody is made a Herr or a Frau by a guess."""
    return f"Guten Tag {name},"


def by_mail(participant: Participant) -> bool:
    """Whether mails reach the person."""
    return participant.way is ContactWay.MAIL and bool(participant.email) and mail.can_be_addressed(participant.email)


def _write(
    participant: Participant,
    subject: str,
    text: str,
    occasion: str,
    further: Mapping[str, str] | None = None,
    *,
    method: Method = Method.REQUEST,
) -> None:
    if not by_mail(participant):
        return
    meeting = participant.meeting
    link = addresses.reply_url(participant)
    known = {
        "greeting": greeting(participant.name),
        "what": called(meeting),
        "when": times.span(meeting.starts_at, meeting.ends_at),
        "where": meeting.venue or "wird noch bekannt gegeben",
        "link": link,
        "reply": _said(participant),
        "closing": _closing(participant),
    }
    calendar = as_ics([entry_of(meeting, url=link, attendees=[participant])], method=method)
    key = f"roundtables.{participant.id}.{occasion}"
    mail.outgoing(participant.email, subject % known, text % (known | dict(further or {})), key=key, calendar=calendar)


def _said(participant: Participant) -> str:
    if participant.reply is Reply.YES:
        return f"Sie kommen ({participant.substitute} vertritt Sie)" if participant.substitute else "Sie kommen"
    known = {Reply.NO: "Sie kommen nicht", Reply.WAITING: "Sie stehen auf der Warteliste"}
    return known.get(participant.reply, "noch keine")


def _closing(participant: Participant) -> str:
    series = participant.meeting.round_table
    lines = ["", "Mit freundlichen Grüßen"]
    lines += [line for line in (series.host_name, series.host_function) if line]
    if contact := _contact(participant.meeting):
        lines += ["", f"Fragen beantwortet: {contact}"]
    return "\n".join(lines) + "\n"


def _contact(meeting: Meeting) -> str:
    series = meeting.round_table
    phone = f"Telefon {series.contact_phone}" if series.contact_phone else ""
    return ", ".join(part for part in (series.contact_name, phone, series.contact_email) if part)


def _until(meeting: Meeting) -> str:
    return f" bis {times.day(meeting.reply_until)}" if meeting.reply_until else ""


def _agenda(meeting: Meeting) -> str:
    if not meeting.agenda:
        return ""
    lines = [f"{number}. {item.title}" for number, item in enumerate(meeting.agenda, start=1)]
    return "\nTagesordnung:\n" + "\n".join(lines) + "\n"

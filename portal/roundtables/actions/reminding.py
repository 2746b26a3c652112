"""Mails around minutes and agreements: each occasion once, however often its turn comes."""

from datetime import date, timedelta

from portal.kernel import mail
from portal.kernel.clock import ON_SCREEN, today
from portal.kernel.db import session
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions.agreements import link_token
from portal.roundtables.models import Agreement, AgreementEntry, Meeting, Minutes, Participant
from portal.roundtables.queries import agreements, content, meetings
from portal.roundtables.queries import minutes as queries
from portal.roundtables.terms.agreements import REMIND_DAYS, AgreementState, AgreementStep
from portal.roundtables.terms.minutes import MinutesState

#: So many weeks in a row somebody is asked for overdue minutes; after that Mein Tag says it alone.
_MOST_NUDGES = 4

_OWNER_SUBJECT = N_("Ihre Vereinbarung: %(series)s")
_OWNER_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "%(intro)s\n\n"
    "    %(text)s\n\n"
    "Bis: %(due)s\n\n"
    "Unter diesem Link können Sie sagen, dass es erledigt ist, wie weit Sie sind, oder um mehr Zeit bitten. "
    "Eine Anmeldung ist nicht nötig:\n%(link)s\n\n"
    "Fragen beantwortet %(contact)s."
)
_INTRO_MADE = N_("beim Runden Tisch „%(series)s“ am %(day)s haben Sie übernommen:")
_INTRO_BEFORE = N_("vom Runden Tisch „%(series)s“ ist bald fällig, was Sie übernommen haben:")
_INTRO_AFTER = N_("vom Runden Tisch „%(series)s“ ist noch offen, was Sie übernommen haben:")
_CORRECTION_SUBJECT = N_("Protokoll zur Durchsicht: %(series)s am %(day)s")
_CORRECTION_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "der Entwurf des Protokolls vom %(day)s liegt für Sie bereit. Stimmt etwas nicht oder fehlt etwas? "
    "Bis %(until)s können Sie es uns hier schreiben, ohne Anmeldung:\n%(link)s\n\n"
    "Fragen beantwortet %(contact)s."
)
_SENT_SUBJECT = N_("Protokoll: %(series)s am %(day)s")
_SENT_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "das Protokoll vom %(day)s ist freigegeben. Hier lesen Sie es, auch als PDF und Word-Datei:\n%(link)s\n\n"
    "Fragen beantwortet %(contact)s."
)
_OVERDUE_SUBJECT = N_("Protokoll überfällig: %(series)s am %(day)s")
_OVERDUE_TEXT = N_(
    "Guten Tag,\n\n"
    "das Protokoll der Sitzung vom %(day)s sollte bis %(due)s freigegeben sein. "
    "Die Teilnehmenden warten darauf. Hier geht es weiter:\n%(link)s"
)


def tell_owners(meeting: Meeting) -> int:
    """Write to those who took something over at this meeting and have an address. Returns how many mails were written."""
    made = [one for one in agreements.made_at(meeting.id) if one.is_open]
    return sum(_write_owner(one, _INTRO_MADE, key=f"agreement.{one.id}.made") for one in made)


def remind(agreement: Agreement) -> bool:
    """Remind the owner once before the day and once after it, if it is time and there is an address. A new day begins anew."""
    if agreement.state is not AgreementState.OPEN or not agreement.email:
        return False
    known_since = agreement.created_at.astimezone(ON_SCREEN).date()
    if agreement.due_on < today():
        intro, occasion = _INTRO_AFTER, "after"
    elif agreement.due_on - timedelta(days=REMIND_DAYS) <= today() and known_since < today():
        intro, occasion = _INTRO_BEFORE, "before"
    else:
        return False
    written = _write_owner(agreement, intro, key=f"agreement.{agreement.id}.{occasion}.{agreement.due_on.isoformat()}")
    if written:
        session().add(AgreementEntry(agreement_id=agreement.id, step=AgreementStep.REMINDED, due_on=agreement.due_on))
    return written


def ask_participants(minutes: Minutes) -> int:
    """Show the draft to those who were there and read mails. Again it writes only to those who were added."""
    if minutes.state is not MinutesState.CORRECTION or minutes.correction_until is None:
        return 0
    there = [one for one in queries.participants(minutes.meeting_id) if one.attended]
    until = _day(minutes.correction_until)
    return sum(
        _write_participant(
            minutes.meeting,
            one,
            _CORRECTION_SUBJECT,
            _CORRECTION_TEXT,
            key=f"minutes.{minutes.id}.correction",
            until=until,
        )
        for one in there
    )


def send_by_mail(minutes: Minutes) -> int:
    """Write to everybody who gets the released minutes by mail. Returns how many mails were written."""
    by_mail = [one for one in queries.deliveries(minutes.id) if one.way == ContactWay.MAIL.value]
    return sum(
        _write_participant(
            minutes.meeting, one.participant, _SENT_SUBJECT, _SENT_TEXT, key=f"minutes.{minutes.id}.sent"
        )
        for one in by_mail
    )


def nudge(meeting: Meeting) -> bool:
    """Remind those who run the Runder Tisch of overdue minutes, once a week and not for ever."""
    address = meeting.round_table.contact_email
    late = (today() - queries.due_on(meeting)).days
    week = late // 7
    if not address or late < 0 or week >= _MOST_NUDGES:
        return False
    facts = {
        "series": meeting.round_table.title,
        "day": _day(meeting.day),
        "due": _day(queries.due_on(meeting)),
        "link": _url(f"/arbeit/runde-tische/sitzungen/{meeting.id}/protokoll"),
    }
    return mail.outgoing(
        address, _OVERDUE_SUBJECT % facts, _OVERDUE_TEXT % facts, key=f"minutes-overdue.{meeting.id}.{week}"
    )


def owner_link(agreement: Agreement) -> str:
    """The owner's own page, as it stands in mails and on letters."""
    return _url(f"/runde-tische/vereinbarung/{link_token(agreement)}")


def minutes_link(participant: Participant) -> str:
    """Where a participant reads the minutes and says what is wrong, as it stands in mails and on letters."""
    return _url(f"/runde-tische/protokoll/{meetings.reply_code(participant.id)}")


def _write_owner(agreement: Agreement, intro: str, *, key: str) -> bool:
    if not agreement.email or not mail.can_be_addressed(agreement.email):
        return False
    series = agreement.round_table
    facts = {"series": series.title, "day": _day(agreement.meeting.day)}
    text = _OWNER_TEXT % {
        "name": agreement.owner_name or content.SOMEBODY,
        "intro": intro % facts,
        "text": agreement.text.replace("\n", "\n    "),
        "due": _day(agreement.due_on),
        "link": owner_link(agreement),
        "contact": _contact(agreement.meeting),
    }
    return mail.outgoing(agreement.email, _OWNER_SUBJECT % facts, text, key=key)


def _write_participant(
    meeting: Meeting, participant: Participant, subject: str, text: str, *, key: str, **more: str
) -> bool:
    if participant.way is not ContactWay.MAIL or not mail.can_be_addressed(participant.email):
        return False
    facts = {
        "series": meeting.round_table.title,
        "day": _day(meeting.day),
        "name": participant.name,
        "link": minutes_link(participant),
        "contact": _contact(meeting),
        **more,
    }
    return mail.outgoing(participant.email, subject % facts, text % facts, key=f"{key}.{participant.id}")


def _contact(meeting: Meeting) -> str:
    series = meeting.round_table
    return ", ".join(part for part in (series.contact_name, series.contact_phone) if part) or series.title


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _url(path: str) -> str:
    return f"{settings().base_url.rstrip('/')}{path}"

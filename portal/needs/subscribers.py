"""What follows for the inbox from Wortmeldungen, for the people behind a Bedarf from what happens to it, for the search from a
restored backup."""

from datetime import timedelta
from uuid import UUID

from flask_babel import force_locale

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.events import ContributionReceived, ContributionWithdrawn
from portal.kernel import mail
from portal.kernel.backup import after_restore
from portal.kernel.db import unit_of_work
from portal.kernel.events import deliver_later, subscribe
from portal.kernel.jobs import periodic
from portal.needs import actions, queries
from portal.needs.events import NeedStatusChanged, TriageDecided
from portal.needs.terms import TriageOutcome
from portal.web.i18n import LANGUAGES, _


@subscribe(ContributionReceived)
def put_into_inbox(event: ContributionReceived) -> None:
    """Every Wortmeldung waits for a decision, from the moment it is acknowledged."""
    actions.receive(
        contribution_id=event.contribution_id,
        kind=event.kind,
        channel=event.channel,
        sozialraum_id=event.sozialraum_id,
        consultation_id=event.consultation_id,
        received_at=event.received_at,
    )


@subscribe(ContributionWithdrawn)
def take_out(event: ContributionWithdrawn) -> None:
    """What was taken back waits no more and stands behind no Bedarf."""
    actions.let_go(event.contribution_id)


@deliver_later(NeedStatusChanged, name="needs.tell-answer")
def tell_answer(event: NeedStatusChanged, _message_id: UUID) -> None:
    """Everybody behind the Bedarf who wants mails gets the sentence with the next one."""
    with unit_of_work():
        actions.put_down_mails(event.answer_id)


@periodic("needs.gather-mails", every=timedelta(minutes=5))
def gather_mails() -> None:
    """The answers of the day, in one mail for each person."""
    actions.gather_mails()


@deliver_later(TriageDecided, name="needs.tell-reason")
def tell_reason(event: TriageDecided, _message_id: UUID) -> None:
    """Why something is no Bedarf, by mail to the person who said it."""
    decision = queries.standing_decision(event.decision_id)
    if decision is None or decision.outcome is not TriageOutcome.NO_NEED:
        return
    subject, text = _reason_mail(decision.reason_public, said.contribution(event.contribution_id).language)
    with unit_of_work():
        contributions.notify(event.contribution_id, subject, text, f"reason-{event.decision_id}")


@after_restore
def be_found_again() -> None:
    """A backup leaves the search index out; without it no word finds a Bedarf, and no similar ones are offered."""
    actions.rebuild_search()


def _write_answers(letter: mail.OutgoingMail) -> bool:
    """The words of a mail with all answers that wait for one person, in the language of their first Wortmeldung."""
    found = actions.take_along(letter.id)
    if found is None:
        return False
    language = found.lines[0].contribution.language
    with force_locale(language if language in LANGUAGES else "de"):
        subject, greeting = _opening(len(found.lines))
        parts = [(_told(line, alone=len(found.lines) == 1), line.contribution) for line in found.lines]
    contributions.word_together(letter, found.address, subject, parts, greeting=greeting)
    return True


mail.COMPOSERS[actions.COMPOSER] = mail.Composer(write=_write_answers, settled=actions.note_mail)


def _opening(number: int) -> tuple[str, str]:
    if number == 1:
        return _("Es gibt etwas Neues zu Ihrem Anliegen"), _("Guten Tag,\n\nzu Ihrem Anliegen gibt es etwas Neues.")
    return (
        _("Es gibt etwas Neues zu dem, was Sie gesagt haben"),
        _(
            "Guten Tag,\n\nSie haben uns mehr als eine Sache gesagt. Zu %(number)s davon gibt es etwas Neues.",
            number=number,
        ),
    )


def _told(line: queries.MailLine, *, alone: bool) -> str:
    """What is new about one Bedarf: each sentence with its status, under its title unless it is the only one."""
    told = [
        _("Der Stand ist jetzt: %(status)s.\n\n%(sentence)s", status=_(one.status.label), sentence=one.sentence)
        + (f"\n\n{_('In Leichter Sprache:')}\n{one.simple_text}" if one.simple_text else "")
        for one in line.answers
    ]
    return "\n\n".join(told if alone else [f"* {line.title}", *told])


def _reason_mail(reason: str, language: str) -> tuple[str, str]:
    with force_locale(language if language in LANGUAGES else "de"):
        subject = _("Antwort auf Ihr Anliegen")
        text = _("Guten Tag,\n\nwir haben Ihr Anliegen gelesen und antworten Ihnen:\n\n%(reason)s", reason=reason)
    return subject, text

"""What follows for the inbox from Wortmeldungen, for the people behind a Bedarf from what happens to it, for the search from a
restored backup."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask_babel import force_locale

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.events import ContributionReceived, ContributionWithdrawn
from portal.kernel.backup import after_restore
from portal.kernel.db import unit_of_work
from portal.kernel.events import deliver_later, subscribe
from portal.needs import actions, queries
from portal.needs.events import NeedStatusChanged, TriageDecided
from portal.needs.terms import NeedStatus, TriageOutcome
from portal.web.i18n import LANGUAGES, _

#: Mails written in one unit of work, so that nobody waits long for the only writer of SQLite.
AT_ONCE = 50


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
    """The public sentence by mail to everybody behind the Bedarf who wants it, once each however often they wrote."""
    answer = queries.standing_answer(event.answer_id)
    if answer is None:
        return
    sentence, status = answer.sentence, answer.status
    for some in _portions(queries.recipients_of(answer)):
        with unit_of_work():
            for told in some:
                subject, text = _answer_mail(status, sentence, told.language)
                contributions.notify(told.contribution_id, subject, text, f"answer-{event.answer_id}")


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


def _answer_mail(status: NeedStatus, sentence: str, language: str) -> tuple[str, str]:
    with force_locale(language if language in LANGUAGES else "de"):
        subject = _("Es gibt etwas Neues zu Ihrem Anliegen")
        text = _(
            "Guten Tag,\n\nzu Ihrem Anliegen gibt es etwas Neues. Der Stand ist jetzt: %(status)s.\n\n%(sentence)s",
            status=_(status.label),
            sentence=sentence,
        )
    return subject, text


def _reason_mail(reason: str, language: str) -> tuple[str, str]:
    with force_locale(language if language in LANGUAGES else "de"):
        subject = _("Antwort auf Ihr Anliegen")
        text = _("Guten Tag,\n\nwir haben Ihr Anliegen gelesen und antworten Ihnen:\n\n%(reason)s", reason=reason)
    return subject, text


def _portions(told: Sequence[queries.Recipient]) -> Iterator[Sequence[queries.Recipient]]:
    return (told[i : i + AT_ONCE] for i in range(0, len(told), AT_ONCE))

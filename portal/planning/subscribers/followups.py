"""Mails that ask whether a Maßnahme helped, and what follows when a Wortmeldung is taken back."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask_babel import force_locale

from portal.contributions import actions as contributions
from portal.contributions.events import ContributionWithdrawn
from portal.kernel.db import unit_of_work
from portal.kernel.events import deliver_later, subscribe
from portal.planning.actions import followups as actions
from portal.planning.events.followups import FollowUpAsked
from portal.planning.queries import followups as queries
from portal.planning.queries.followups import Recipient
from portal.web.i18n import LANGUAGES, _

#: Mails written in one unit of work, so that nobody waits long for the only writer of SQLite.
AT_ONCE = 50


@deliver_later(FollowUpAsked, name="planning.ask-whether-it-helped")
def ask_by_mail(event: FollowUpAsked, _message_id: UUID) -> None:
    """One mail to each address that wants updates; delivered again it writes nothing twice."""
    asked = queries.follow_up_or_none(event.follow_up_id)
    if asked is None:
        return
    title, sentence = asked.measure.name_for_all, asked.measure.public_sentence
    for some in _portions(queries.recipients_of(asked)):
        with unit_of_work():
            for told in some:
                subject, text = _mail(title, sentence, told.language)
                contributions.notify(told.contribution_id, subject, text, f"follow-up-{event.follow_up_id}")


@subscribe(ContributionWithdrawn)
def forget_their_answer(event: ContributionWithdrawn) -> None:
    """Whoever takes a Wortmeldung back takes back what they answered with its code."""
    actions.forget_answers_of(event.contribution_id)


def _mail(title: str, sentence: str, language: str) -> tuple[str, str]:
    with force_locale(language if language in LANGUAGES else "de"):
        subject = _("Hat es geholfen? Eine kurze Frage an Sie")
        text = _(
            "Guten Tag,\n\nSie haben uns etwas gesagt, und daraus ist etwas geworden: %(title)s.\n\n%(sentence)s\n\n"
            "Hat es geholfen? Öffnen Sie die Seite unten. Dort genügt ein Knopfdruck. Wir fragen nur dieses eine Mal.",
            title=title,
            sentence=sentence,
        )
    return subject, text


def _portions(told: Sequence[Recipient]) -> Iterator[Sequence[Recipient]]:
    return (told[i : i + AT_ONCE] for i in range(0, len(told), AT_ONCE))

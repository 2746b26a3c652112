"""Public answers by mail: put down with the answer, gathered in the evening to one mail for each person, told once.

Every step is one unit of work and leaves a mark that it was taken, so neither a worker that dies nor a second one changes
anything.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update

from portal.kernel import clock, mail
from portal.kernel.db import session, unit_of_work
from portal.kernel.mail import MailState
from portal.needs import queries
from portal.needs.actions.telling import note_new
from portal.needs.models import PublicAnswer, Telling
from portal.needs.queries.mails import AnswersForOne
from portal.needs.terms.telling import TellingChannel, TellingState, mails_due_until

#: Under which name the mails with answers are worded.
COMPOSER = "needs.answers"
#: People whose mails are gathered in one unit of work, so that nobody waits long for the only writer of SQLite.
AT_ONCE = 50
_BECOMES = {
    MailState.WAITING: TellingState.WAITING,
    MailState.SENT: TellingState.TOLD,
    MailState.KEPT: TellingState.TOLD,
    MailState.REFUSED: TellingState.NOT_REACHED,
    MailState.UNCLEAR: TellingState.NOT_REACHED,
}


def put_down_mails(answer_id: int) -> None:
    """Note for everybody who wants mails that this answer waits for theirs: once, and not when it was taken back."""
    answer = session().get(PublicAnswer, answer_id, with_for_update=True)
    if answer is None or answer.retracted_at is not None or answer.mails_put_down_at is not None:
        return
    answer.mails_put_down_at = clock.now()
    ids = [one.contribution_id for one in queries.recipients_of(answer)]
    note_new(answer.id, ids, TellingChannel.MAIL, TellingState.WAITING, at=answer.at, by=None)


def gather_mails() -> int:
    """Write one mail for each person for whom answers are due; what nobody waits for any more is forgotten. Returns how many.

    Opens units of work of its own.
    """
    until, written = mails_due_until(clock.now()), 0
    while some := _gather(until=until):
        written += some
    with unit_of_work():
        session().execute(delete(Telling).where(Telling.id.in_(queries.hopeless(until))))
    return written


def _gather(*, until: datetime) -> int:
    with unit_of_work():
        people = queries.due_by_person(until, people=AT_ONCE)
        for telling_ids in people:
            mail_id = mail.outgoing_later(COMPOSER)
            session().execute(update(Telling).where(Telling.id.in_(telling_ids)).values(mail_id=mail_id))
    return len(people)


def take_along(mail_id: UUID) -> AnswersForOne | None:
    """What this mail says if it leaves now; None when nothing is left.

    Of what it leaves out, answers for an address that was changed meanwhile wait for another mail, all else is forgotten.
    """
    found = queries.answers_of_mail(mail_id)
    kept = found.telling_ids if found else frozenset()
    if found:
        elsewhere = queries.of_other_address(mail_id, found.address)
        session().execute(update(Telling).where(Telling.id.in_(elsewhere)).values(mail_id=None))
    session().execute(delete(Telling).where(Telling.mail_id == mail_id, Telling.id.not_in(kept)))
    return found


def note_mail(letter: mail.OutgoingMail) -> None:
    """Note for everything a mail tells what became of the mail, and when."""
    values = {"state": _BECOMES[letter.state]} | ({} if letter.state is MailState.WAITING else {"at": clock.now()})
    session().execute(update(Telling).where(Telling.mail_id == letter.id).values(**values))

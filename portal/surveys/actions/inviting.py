"""Personal codes: made in batches, blocked one by one, used once; for anonymous surveys exchanged for a ballot.

The exchange is a transaction of its own. What it leaves behind (a used code, a ballot) is rewritten every night by
`forgetting`, after which nothing in the database tells which code a ballot came from.
"""

from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Table, delete, insert, select, update

from portal.kernel import codes, jobs
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.surveys.models import Ballot, Invitation, InvitationBatch, Survey
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.inviting import letters_to_remind
from portal.surveys.terms import Access, SurveyTiming

LETTERS_JOB, REMINDERS_JOB = "surveys.letters", "surveys.reminders"
MOST_CODES = 5_000

_UNKNOWN = N_("Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.")
_BLOCKED = N_("Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.")
_USED = N_(
    "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte dort weiter, "
    "oder rufen Sie uns an."
)


def order_letters(survey: Survey, *, name: str, place: Sozialraum | None, size: int, by: Actor) -> Job:
    """Begin to make personal codes with their letters; the job makes the only file that ever holds the codes themselves.

    Raises `InvalidInput` for a survey that anybody may answer, and for less than one or too many letters.
    """
    ensure(SurveyPermission.INVITE, by, survey)
    if survey.access is not Access.CODES:
        raise InvalidInput("survey.open", N_("Diese Umfrage können alle ausfüllen; sie braucht keine Codes."))
    if not 1 <= size <= MOST_CODES:
        raise InvalidInput(
            "survey.letters", N_("Bitte geben Sie eine Zahl von 1 bis %(most)s an."), field="size", most=MOST_CODES
        )
    batch = InvitationBatch(
        survey_id=survey.id, name=name, sozialraum_id=place.id if place else None, size=size, created_by=by.id
    )
    session().add(batch)
    session().flush()
    return jobs.start(LETTERS_JOB, owner=by.id, title=name, batch_id=str(batch.id), survey_id=str(survey.id))


def order_reminders(survey: Survey, *, batch_id: UUID, by: Actor) -> Job:
    """Begin to make reminders for a batch of letters: without codes, because nobody knows those any more; they stay good.

    They go to whoever has not used the code yet; of an anonymous survey to everybody, because nobody learns which codes were
    used. Raises `NotFound` for a batch of another survey, and `InvalidInput` when there is nobody to remind or it is too late.
    """
    ensure(SurveyPermission.INVITE, by, survey)
    batch = session().get(InvitationBatch, batch_id)
    if batch is None or batch.survey_id != survey.id:
        raise NotFound
    if survey.timing not in (SurveyTiming.COMING, SurveyTiming.RUNNING):
        raise InvalidInput("survey.too-late-to-remind", N_("Die Umfrage ist zu Ende. Eine Erinnerung käme zu spät."))
    if not letters_to_remind(survey, batch_id):
        raise InvalidInput("survey.nobody-to-remind", N_("In diesem Stapel ist niemand mehr zu erinnern."))
    return jobs.start(REMINDERS_JOB, owner=by.id, title=batch.name, batch_id=str(batch.id), survey_id=str(survey.id))


def make_codes(batch: InvitationBatch) -> list[str]:
    """The personal codes of a batch, in the order of its letters. What an earlier try made is thrown away: nobody got it."""
    made = [codes.receipt_code(uuid4()) for _ in range(batch.size)]
    session().execute(delete(Invitation).where(Invitation.batch_id == batch.id))
    session().execute(
        insert(cast(Table, Invitation.__table__)),
        [
            {
                "id": uuid4(),
                "survey_id": batch.survey_id,
                "batch_id": batch.id,
                "number": number,
                "code_hash": hash_of_invitation(code),
                "used": False,
                "blocked": False,
            }
            for number, code in enumerate(made, start=1)
        ],
    )
    return made


def block(survey: Survey, *, batch_id: UUID, number: int, by: Actor) -> None:
    """Take one code out of use, for example because its letter was lost. What was answered with it stays.

    Raises `InvalidInput` (field "number") when there is no such letter, or its code was used; of an anonymous survey nobody
    learns that a particular code was used.
    """
    ensure(SurveyPermission.INVITE, by, survey)
    found = session().scalar(
        select(Invitation).where(
            Invitation.survey_id == survey.id, Invitation.batch_id == batch_id, Invitation.number == number
        )
    )
    if found is None:
        raise InvalidInput("survey.no-letter", N_("Einen Brief mit dieser Nummer gibt es hier nicht."), field="number")
    if found.used and not survey.anonymous:
        raise InvalidInput(
            "survey.letter-used",
            N_("Mit diesem Code hat schon jemand begonnen; er gilt ohnehin nicht noch einmal."),
            field="number",
        )
    found.blocked = True


def hash_of_invitation(code: str) -> bytes:
    """What the table holds of a personal code."""
    return codes.keyed_hash("survey-invitation", code.encode())


def ballot_hash_of(token: str) -> bytes:
    """The ballot that belongs to what the browser drew by lot: no relation to any code."""
    return codes.keyed_hash("survey-ballot", token.encode("utf-8", "surrogatepass"))


def exchange_for_ballot(survey: Survey, *, code: str, token: str) -> bytes:
    """Use up a personal code and give the right to answer once to whoever holds `token`. Returns the ballot's hash.

    Asked again with the same token it gives the same ballot, so a lost answer of the portal costs nobody the voice. Raises
    `InvalidInput` (field "code") for a code that is unknown, blocked or used.
    """
    ballot = ballot_hash_of(token)
    if session().get(Ballot, ballot) is not None:
        return ballot
    invitation = invitation_for(survey, code=code)
    if not use_invitation(invitation.id):
        raise InvalidInput("survey.code-used", _USED, field="code")
    session().add(Ballot(credential_hash=ballot, survey_id=survey.id))
    return ballot


def invitation_for(survey: Survey, *, code: str) -> Invitation:
    """The unused, unblocked code of this survey that was typed. Raises `InvalidInput` (field "code") otherwise."""
    typed = codes.normalise_code(code)
    chosen = select(Invitation).where(
        Invitation.code_hash == hash_of_invitation(typed), Invitation.survey_id == survey.id
    )
    found = session().scalar(chosen) if typed else None
    if found is None:
        raise InvalidInput("survey.code-unknown", _UNKNOWN, field="code")
    if found.blocked:
        raise InvalidInput("survey.code-blocked", _BLOCKED, field="code")
    if found.used:
        raise InvalidInput("survey.code-used", _USED, field="code")
    return found


def use_invitation(invitation_id: UUID) -> bool:
    """Mark a code as used; False when it was used or blocked before. Two at the same moment: one of them is told so."""
    unused = update(Invitation).where(
        Invitation.id == invitation_id, Invitation.used.is_(False), Invitation.blocked.is_(False)
    )
    return bool(session().execute(unused.values(used=True)).rowcount)  # type: ignore[attr-defined]


def spend_ballot(ballot_hash: bytes) -> None:
    """Note that somebody answered with it; that it counts once is held by the constraint on the answer."""
    session().execute(update(Ballot).where(Ballot.credential_hash == ballot_hash).values(spent=True))

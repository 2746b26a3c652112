"""Making Vereinbarungen and carrying them on until they are done."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.codes import hash_token, keyed_hash, new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.roundtables.models import Agreement, AgreementEntry, Meeting, NoteEntry, Participant
from portal.roundtables.policy import AgreementPermission
from portal.roundtables.queries import agreements as queries
from portal.roundtables.queries import evening
from portal.roundtables.terms.agreements import (
    AGREEMENT,
    DUE_WEEKS,
    LONGEST_AGREEMENT,
    LONGEST_OWNER,
    AgreementState,
    AgreementStep,
)
from portal.roundtables.terms.meetings import POSSIBLE_YEARS

SETTLED = audit.kind(
    "roundtables.agreement-settled", N_("Vereinbarung abgeschlossen"), keys=("agreement_id", "state", "by_owner")
)
LINK_RENEWED = audit.kind(
    "roundtables.agreement-link-renewed", N_("Link zu einer Vereinbarung erneuert"), keys=("agreement_id",)
)
#: Further ahead than any agreement of a Runder Tisch.
_FURTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Who does it until when. Without a day it is due at the next meeting."""

    owner_name: str = ""
    owner_function: str = ""
    owner_email: str = ""
    owner_may_be_named: bool = False
    participant_id: UUID | None = None
    contact_id: UUID | None = None
    due_on: date | None = None


def promised_by(participant: Participant, *, due_on: date | None = None) -> Promise:
    """A promise of somebody who takes part."""
    return Promise(
        owner_name=participant.name[:LONGEST_OWNER],
        owner_function=queries.function_of(participant)[:LONGEST_OWNER],
        participant_id=participant.id,
        due_on=due_on,
    )


def make(meeting: Meeting, text: str, promise: Promise, *, note_id: UUID | None = None, by: Actor) -> Agreement:
    """Hold on to what was agreed at a meeting. From now on it is the first TOP of every further one until it is done."""
    ensure(AgreementPermission.MAKE, by, meeting)
    _check_text(text)
    identity = new_id()
    made = Agreement(
        id=identity,
        round_table_id=meeting.round_table_id,
        meeting_id=meeting.id,
        note_id=note_id,
        text=text,
        token_hash=hash_token(_token(identity, 1)),
    )
    _write_promise(made, promise, meeting, is_known=False)
    session().add(made)
    session().flush()
    _note(made, AgreementStep.MADE, due_on=made.due_on, by=by)
    return made


def change(agreement: Agreement, text: str, promise: Promise, *, version: int, by: Actor) -> None:
    """Say it anew. Raises `Conflict` when somebody changed it meanwhile."""
    ensure(AgreementPermission.EDIT, by, agreement)
    if agreement.version != version:
        raise Conflict
    _check_text(text)
    before = agreement.due_on
    agreement.text = text
    _write_promise(agreement, promise, agreement.meeting)
    _note(agreement, AgreementStep.CHANGED, due_on=agreement.due_on if agreement.due_on != before else None, by=by)


def settle(agreement: Agreement, *, to: AgreementState, sentence: str = "", by: Actor) -> None:
    """It is done, it was dropped, or it goes on after all. Again changes nothing."""
    ensure(AgreementPermission.SETTLE, by, agreement)
    _settle(agreement, to, sentence, by=by, by_owner=False)


def carry(agreement: Agreement, *, meeting: Meeting, by: Actor) -> None:
    """Take it along to the meeting after this one: it stays open, and the minutes of this meeting say so.

    What was due by now gets the next day one can expect it; a later day stays. Done twice at one meeting it counts once.
    """
    ensure(AgreementPermission.SETTLE, by, agreement)
    if not agreement.is_open or queries.was_carried_at(agreement.id, meeting):
        return
    agreement.carried += 1
    if agreement.due_on <= max(today(), meeting.day):
        agreement.due_on = _next_day(meeting)
    _note(agreement, AgreementStep.CARRIED, due_on=agreement.due_on, by=by)


def move(agreement: Agreement, *, due_on: date, by: Actor) -> None:
    """Give it a new day; what the owner asked for is answered by it."""
    ensure(AgreementPermission.SETTLE, by, agreement)
    _check_day(due_on)
    agreement.asked_until, agreement.asked_because = None, ""
    if agreement.due_on == due_on:
        return
    agreement.due_on = due_on
    _note(agreement, AgreementStep.MOVED, due_on=due_on, by=by)


def renew_link(agreement: Agreement, *, by: Actor) -> None:
    """End the link the owner has; the next mail or letter holds a new one."""
    ensure(AgreementPermission.EDIT, by, agreement)
    agreement.link_round += 1
    agreement.token_hash = hash_token(link_token(agreement))
    audit.log(LINK_RENEWED, by=by, agreement_id=agreement.id)


def link_token(agreement: Agreement) -> str:
    """What stands in the owner's link. It follows from the installation's secret, so that it is stored nowhere."""
    return _token(agreement.id, agreement.link_round)


# --- by the owner, whose secret link is the permission ---


def finish_by_owner(agreement: Agreement, *, sentence: str, submission_key: UUID, by: Actor) -> None:
    """The owner says that it is done."""
    if queries.was_sent(submission_key):
        return
    _settle(agreement, AgreementState.DONE, sentence, by=by, by_owner=True, key=submission_key)


def say_by_owner(agreement: Agreement, *, sentence: str, submission_key: UUID, by: Actor) -> None:
    """The owner says how far it is."""
    if queries.was_sent(submission_key):
        return
    _ensure_open(agreement)
    if not sentence:
        raise InvalidInput("agreement.no-sentence", N_("Bitte schreiben Sie, wie weit Sie sind."), field="sentence")
    agreement.said = sentence
    _note(agreement, AgreementStep.SAID, text=sentence, by_owner=True, key=submission_key, by=by)


def ask_for_time(agreement: Agreement, *, until: date, because: str, submission_key: UUID, by: Actor) -> None:
    """The owner would like to have time until that day. The day holds once somebody who runs the Runder Tisch agrees."""
    if queries.was_sent(submission_key):
        return
    _ensure_open(agreement)
    _check_day(until)
    if until <= agreement.due_on:
        raise InvalidInput(
            "agreement.asked-earlier", N_("Bitte wählen Sie einen Tag nach dem bisherigen."), field="until"
        )
    agreement.asked_until, agreement.asked_because = until, because
    _note(agreement, AgreementStep.ASKED, text=because, due_on=until, by_owner=True, key=submission_key, by=by)


# --- with the note it was written down as ---


def follow(note: NoteEntry, promise: Promise | None, *, by: Actor) -> Agreement:
    """Let the Vereinbarung of a note say what the note says."""
    found = queries.of_note(note.id)
    if found is None:
        return make(note.meeting, note.text, promise or Promise(), note_id=note.id, by=by)
    found.text = note.text
    if promise is not None:
        _write_promise(found, promise, note.meeting)
    return found


def take_back(note: NoteEntry, *, by: Actor) -> None:
    """The note is none any more. While the evening runs the Vereinbarung goes; afterwards it stays in the ledger as dropped."""
    found = queries.of_note(note.id)
    if found is None:
        return
    if evening.has_ended(note.meeting_id):
        found.note_id = None
        _settle(found, AgreementState.DROPPED, "", by=by, by_owner=False)
    else:
        session().delete(found)
        session().flush()


def is_promised(note: NoteEntry, promise: Promise) -> bool:
    """Whether the Vereinbarung of a note already says this."""
    found = queries.of_note(note.id)
    return found is not None and (
        found.owner_name,
        found.participant_id,
        found.due_on,
    ) == (promise.owner_name, promise.participant_id, promise.due_on or found.due_on)


def _settle(
    agreement: Agreement, to: AgreementState, sentence: str, *, by: Actor, by_owner: bool, key: UUID | None = None
) -> None:
    if agreement.state is to:
        return
    AGREEMENT.check(agreement.state, to)
    agreement.state = to
    agreement.ended_at = None if to is AgreementState.OPEN else now()
    agreement.asked_until, agreement.asked_because = None, ""
    if sentence:
        agreement.said = sentence
    step = {
        AgreementState.DONE: AgreementStep.DONE,
        AgreementState.DROPPED: AgreementStep.DROPPED,
        AgreementState.OPEN: AgreementStep.REOPENED,
    }[to]
    _note(agreement, step, text=sentence, by_owner=by_owner, key=key, by=by)
    audit.log(SETTLED, by=by, agreement_id=agreement.id, state=to.value, by_owner=by_owner)


def _note(
    agreement: Agreement,
    step: AgreementStep,
    *,
    text: str = "",
    due_on: date | None = None,
    by_owner: bool = False,
    key: UUID | None = None,
    by: Actor,
) -> None:
    session().add(
        AgreementEntry(
            agreement_id=agreement.id,
            step=step,
            text=text,
            due_on=due_on,
            by_id=by.id,
            by_owner=by_owner,
            submission_key=key,
        )
    )


def _write_promise(agreement: Agreement, promise: Promise, meeting: Meeting, *, is_known: bool = True) -> None:
    if len(promise.owner_name) > LONGEST_OWNER:
        raise InvalidInput("agreement.owner-too-long", N_("Dieser Name ist zu lang."), field="owner")
    if promise.due_on is not None:
        _check_day(promise.due_on)
    agreement.owner_name, agreement.owner_function = promise.owner_name, promise.owner_function[:LONGEST_OWNER]
    agreement.owner_email, agreement.owner_may_be_named = promise.owner_email, promise.owner_may_be_named
    agreement.participant_id, agreement.contact_id = promise.participant_id, promise.contact_id
    if promise.due_on is not None:
        agreement.due_on = promise.due_on
    elif not is_known:
        agreement.due_on = _next_day(meeting)


def _next_day(meeting: Meeting) -> date:
    """The day of the next meeting of the series, else some weeks from now."""
    following = queries.next_meeting_day(meeting)
    return following or max(today(), meeting.day) + timedelta(weeks=DUE_WEEKS)


def _check_text(text: str) -> None:
    if not text:
        raise InvalidInput("agreement.empty", N_("Bitte schreiben Sie, was getan wird."), field="text")
    if len(text) > LONGEST_AGREEMENT:
        raise InvalidInput("agreement.too-long", N_("Das ist zu lang für eine Vereinbarung."), field="text")


def _check_day(day: date) -> None:
    if day.year < POSSIBLE_YEARS.start:
        raise InvalidInput("agreement.odd-day", N_("Bitte prüfen Sie das Datum."), field="due_on")
    if day > today() + _FURTHEST:
        raise InvalidInput("agreement.far-away", N_("Dieser Tag liegt sehr weit in der Zukunft."), field="due_on")


def _ensure_open(agreement: Agreement) -> None:
    if not agreement.is_open:
        raise InvalidInput("agreement.over", N_("Diese Vereinbarung ist schon abgeschlossen."))


def _token(identity: UUID, link_round: int) -> str:
    raw = keyed_hash("agreement-link", identity.bytes + link_round.to_bytes(4))
    return urlsafe_b64encode(raw).rstrip(b"=").decode()

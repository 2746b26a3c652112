"""The life of a Protokoll: drafted, corrected by those who were there, signed and frozen, sent, put right by a Nachtrag."""

from datetime import timedelta
from uuid import UUID

from portal.kernel import audit
from portal.kernel.clock import ON_SCREEN, now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.events import CorrectionAsked, MinutesReleased, MinutesSent
from portal.roundtables.models import CorrectionNote, Minutes, MinutesDelivery, MinutesRemark, Participant
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import content
from portal.roundtables.queries import minutes as queries
from portal.roundtables.terms.minutes import (
    LONGEST_CORRECTION,
    LONGEST_REMARK_TEXT,
    LONGEST_SIGNATURE,
    MINUTES,
    MinutesState,
    RemarkState,
)

RELEASED = audit.kind("roundtables.minutes-released", N_("Protokoll freigegeben"), keys=("minutes_id", "digest"))
ASKED = audit.kind(
    "roundtables.correction-asked", N_("Korrekturrunde eines Protokolls eröffnet"), keys=("minutes_id", "until")
)
CORRECTED = audit.kind("roundtables.minutes-corrected", N_("Nachtrag zu einem Protokoll"), keys=("minutes_id",))
SENT = audit.kind("roundtables.minutes-sent", N_("Protokoll versandt"), keys=("minutes_id", "people"))


def summarise(minutes: Minutes, *, summary: str, version: int, by: Actor) -> None:
    """Say the evening in a few sentences. Raises `Conflict` when somebody saved meanwhile; what is the same already is none."""
    ensure(MinutesPermission.EDIT, by, minutes)
    if minutes.summary == summary:
        return
    if minutes.version != version:
        raise Conflict
    minutes.summary = summary


def ask_for_corrections(minutes: Minutes, *, days: int, by: Actor) -> None:
    """Show the draft to everybody who was there, for so many days. Asked again it only moves the last day."""
    ensure(MinutesPermission.EDIT, by, minutes)
    if not 1 <= days <= LONGEST_CORRECTION:
        raise InvalidInput(
            "minutes.correction-days",
            N_("Bitte geben Sie 1 bis %(most)s Tage an."),
            field="days",
            most=LONGEST_CORRECTION,
        )
    if minutes.state is not MinutesState.CORRECTION:
        MINUTES.check(minutes.state, MinutesState.CORRECTION)
    minutes.state = MinutesState.CORRECTION
    minutes.correction_until = today() + timedelta(days=days)
    audit.log(ASKED, by=by, minutes_id=minutes.id, until=minutes.correction_until.isoformat())
    record(CorrectionAsked(minutes_id=minutes.id, until=minutes.correction_until))


def remark(minutes: Minutes, participant: Participant, *, text: str, submission_key: UUID) -> MinutesRemark:
    """A participant says what is wrong; their secret link is the permission. Sent again it is still one remark.

    Raises `Conflict` for the key of somebody else.
    """
    first = queries.remark_of_key(submission_key)
    if first is not None:
        if first.participant_id != participant.id:
            raise Conflict
        return first
    if not minutes.takes_remarks:
        raise InvalidTransition(
            "minutes.round-over", N_("Die Korrekturrunde ist zu Ende. Bitte rufen Sie an, wenn etwas nicht stimmt.")
        )
    if not text:
        raise InvalidInput("remark.empty", N_("Bitte schreiben Sie, was nicht stimmt."), field="text")
    if len(text) > LONGEST_REMARK_TEXT:
        raise InvalidInput("remark.too-long", N_("Das ist zu lang. Bitte fassen Sie es kürzer."), field="text")
    said = MinutesRemark(minutes_id=minutes.id, participant_id=participant.id, text=text, submission_key=submission_key)
    session().add(said)
    session().flush()
    return said


def settle_remark(minutes: Minutes, remark_id: UUID, *, to: RemarkState, reply: str = "", by: Actor) -> None:
    """Say what became of a remark; the participant reads it by their link."""
    ensure(MinutesPermission.EDIT, by, minutes)
    found = queries.remark(minutes.id, remark_id)
    found.state, found.reply, found.settled_by = to, reply, by.id


def release(minutes: Minutes, *, signed_by: str, signed_as: str = "", version: int, by: Actor) -> None:
    """Stand for it with one's name. From now on the database refuses every change of it and of its notes.

    Everything it says is stored as it is now, with a digest: names, consents and agreements that change later change nothing of
    it. Raises `Conflict` when somebody saved meanwhile.
    """
    session().refresh(minutes, with_for_update=True)  # notes that are being saved come first, and stand in it
    ensure(MinutesPermission.RELEASE, by, minutes)
    if minutes.version != version:
        raise Conflict
    signed_by, signed_as = signed_by.strip(), signed_as.strip()
    if not signed_by:
        raise InvalidInput(
            "minutes.unsigned", N_("Bitte schreiben Sie, wer für das Protokoll steht."), field="signed_by"
        )
    if len(signed_by) > LONGEST_SIGNATURE or len(signed_as) > LONGEST_SIGNATURE:
        raise InvalidInput("minutes.long-signature", N_("Dieser Name ist zu lang."), field="signed_by")
    MINUTES.check(minutes.state, MinutesState.RELEASED)
    moment = now()
    said = content.content_of(minutes.meeting, summary=minutes.summary)
    said |= {
        "signed_by": signed_by,
        "signed_as": signed_as,
        "released_on": moment.astimezone(ON_SCREEN).date().isoformat(),
    }
    minutes.content, minutes.digest = said, content.digest_of(said)
    minutes.signed_by, minutes.signed_as = signed_by, signed_as
    minutes.released_by, minutes.released_at = by.id, moment
    minutes.state = MinutesState.RELEASED
    session().flush()
    audit.log(RELEASED, by=by, minutes_id=minutes.id, digest=minutes.digest.hex())
    record(MinutesReleased(minutes_id=minutes.id, meeting_id=minutes.meeting_id))


def add_correction(minutes: Minutes, *, text: str, signed_by: str, submission_key: UUID, by: Actor) -> CorrectionNote:
    """Put right what turned out wrong after the release. The released words stay; this stands below them.

    Sent again it is still one. Raises `Conflict` for a key that was sent for other minutes.
    """
    ensure(MinutesPermission.SEND, by, minutes)
    first = queries.correction_of_key(submission_key)
    if first is not None:
        if first.minutes_id != minutes.id:
            raise Conflict
        return first
    if not text:
        raise InvalidInput("correction.empty", N_("Bitte schreiben Sie, was richtig ist."), field="text")
    if not signed_by:
        raise InvalidInput(
            "correction.unsigned", N_("Bitte schreiben Sie, wer für den Nachtrag steht."), field="signed_by"
        )
    noted = CorrectionNote(
        minutes_id=minutes.id,
        text=text,
        signed_by=signed_by[:LONGEST_SIGNATURE],
        submission_key=submission_key,
        noted_by=by.id,
    )
    session().add(noted)
    session().flush()
    audit.log(CORRECTED, by=by, minutes_id=minutes.id)
    return noted


def send(minutes: Minutes, *, by: Actor) -> int:
    """Hand the released minutes to everybody who was invited or came: mails at once, letters and calls as lists to work through.

    Who has it already is left out, so that it can be pressed again after somebody was added. Returns how many are new.
    """
    ensure(MinutesPermission.SEND, by, minutes)
    there = {one.participant_id for one in queries.deliveries(minutes.id)}
    new = [one for one in queries.participants(minutes.meeting_id) if one.id not in there and not one.is_forgotten]
    for one in new:
        way = one.way
        if way is ContactWay.MAIL and not one.email:
            way = ContactWay.LETTER if one.address else ContactWay.PHONE
        by_mail = way is ContactWay.MAIL
        session().add(
            MinutesDelivery(
                minutes_id=minutes.id, participant_id=one.id, way=way.value, done_at=now() if by_mail else None
            )
        )
    if new:
        session().flush()
        audit.log(SENT, by=by, minutes_id=minutes.id, people=len(new))
        record(MinutesSent(minutes_id=minutes.id))
    return len(new)


def mark_delivered(minutes: Minutes, participant_id: UUID, *, done: bool, by: Actor) -> None:
    """The letter is in the post, or the call was made; or not after all."""
    ensure(MinutesPermission.SEND, by, minutes)
    found = queries.delivery(minutes.id, participant_id)
    found.done_at, found.done_by = (now(), by.id) if done else (None, None)

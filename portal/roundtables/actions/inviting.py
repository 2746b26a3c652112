"""The invitation: its words, the approval of the Gemeinde, and how it reaches everybody."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions import telling
from portal.roundtables.actions.meetings import ask_anew
from portal.roundtables.events import MeetingInvited
from portal.roundtables.models import Meeting, Participant
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.terms.meetings import MEETING, Approval, MeetingState, Reply

APPROVED = audit.kind("roundtables.invitation-approved", N_("Einladung freigegeben"), keys=("meeting_id",))
INVITED = audit.kind("roundtables.invited", N_("Zu einer Sitzung eingeladen"), keys=("meeting_id", "mails"))


def write_words(meeting: Meeting, words: str, *, version: int, by: Actor) -> None:
    """Replace the words of the invitation. Other words need a new approval, unless the Gemeinde itself wrote them."""
    ensure(MeetingPermission.PREPARE, by, meeting)
    if meeting.version != version:
        raise Conflict
    if not words:
        raise InvalidInput("invitation.empty", N_("Eine Einladung braucht ein paar Worte."), field="invitation")
    if words == meeting.invitation:
        return
    meeting.invitation = words
    ask_anew(meeting, by=by)
    session().flush()


def ask_approval(meeting: Meeting, *, by: Actor) -> None:
    """Lay the invitation before the Gemeinde; it finds it in "Mein Tag"."""
    ensure(MeetingPermission.ASK_APPROVAL, by, meeting)
    _ensure_complete(meeting)
    meeting.approval = Approval.ASKED


def approve(meeting: Meeting, *, by: Actor) -> None:
    """Let it go out in the name of the Bürgermeister."""
    ensure(MeetingPermission.APPROVE, by, meeting)
    _ensure_complete(meeting)
    meeting.approval, meeting.approved_at, meeting.approved_by = Approval.GIVEN, clock.now(), by.id
    audit.log(APPROVED, by=by, meeting_id=meeting.id)


def invite(meeting: Meeting, *, by: Actor) -> int:
    """Send the mails to all who have none yet. Letters and calls wait on their lists. Returns how many mails.

    Who may approve and invites has thereby approved.
    """
    ensure(MeetingPermission.INVITE, by, meeting)
    if meeting.approval is not Approval.GIVEN:
        approve(meeting, by=by)
    _ensure_complete(meeting)
    people = queries.participants(meeting)
    if not people:
        raise InvalidInput("invitation.nobody", N_("Auf der Liste steht noch niemand."))
    is_first = meeting.state is MeetingState.PLANNED
    if is_first:
        MEETING.check(meeting.state, MeetingState.INVITED)
        meeting.state, meeting.invited_at = MeetingState.INVITED, clock.now()
        session().flush()
    chosen = [one for one in people if one.invited_at is None and telling.by_mail(one)]
    for one in chosen:
        one.invited_at, one.told_sequence = clock.now(), meeting.sequence
        telling.invite(one)
    audit.log(INVITED, by=by, meeting_id=meeting.id, mails=len(chosen))
    if is_first:
        record(MeetingInvited(meeting_id=meeting.id, by=by.id))
    return len(chosen)


def letters_sent(meeting: Meeting, participant_ids: Collection[UUID], *, by: Actor) -> int:
    """Letters to these people are on their way. Returns how many."""
    ensure(MeetingPermission.TELL, by, meeting)
    return sum(_told(one) for one in queries.participants(meeting) if one.id in participant_ids)


def called(participant: Participant, *, by: Actor) -> None:
    """Somebody was told on the telephone."""
    ensure(MeetingPermission.TELL, by, participant.meeting)
    _told(participant)


def remind(meeting: Meeting, *, by: Actor) -> int:
    """A mail to those who come or have not answered; once for each date. Returns how many."""
    ensure(MeetingPermission.INVITE, by, meeting)
    if meeting.reminded_at is not None or meeting.state is not MeetingState.INVITED:
        return 0
    meeting.reminded_at = clock.now()
    wanted = (Reply.YES, Reply.OPEN)
    chosen = [
        one
        for one in queries.participants(meeting)
        if one.invited_at is not None and one.reply in wanted and telling.by_mail(one)
    ]
    chosen = [one for one in chosen if one.invited_at and one.invited_at < clock.now() - timedelta(hours=24)]
    for one in chosen:
        telling.remind(one)
    return len(chosen)


def _told(participant: Participant) -> bool:
    meeting = participant.meeting
    if participant.way is ContactWay.MAIL and telling.by_mail(participant):
        return False
    if participant.invited_at is None:
        participant.invited_at = clock.now()
    participant.told_sequence = meeting.sequence
    return True


def _ensure_complete(meeting: Meeting) -> None:
    series = meeting.round_table
    missing = [
        (not meeting.venue, N_("Es fehlt noch der Ort der Sitzung.")),
        (not meeting.invitation, N_("Es fehlen noch die Worte der Einladung.")),
        (not series.host_name, N_("Es fehlt noch, in wessen Namen eingeladen wird. Das steht beim Runden Tisch.")),
        (meeting.starts_at <= clock.now(), N_("Der Beginn der Sitzung liegt in der Vergangenheit.")),
    ]
    for is_missing, message in missing:
        if is_missing:
            raise InvalidInput("invitation.incomplete", message)

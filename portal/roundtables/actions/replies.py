"""Answers to an invitation: by link, or typed by the staff as they were given on the telephone or on paper."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.roundtables.actions import seats
from portal.roundtables.models import Meeting, Participant
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.terms.meetings import Assistance, Reply, ReplyWay


@dataclass(frozen=True, kw_only=True)
class ReplyDraft:
    """What somebody answers."""

    comes: bool
    substitute: str = ""
    assistance: frozenset[Assistance] = frozenset()
    remark: str = ""


def reply_by_link(participant: Participant, draft: ReplyDraft) -> Reply:
    """The person answers without an account. The last answer counts; the same one sent again changes nothing.

    Returns where the person stands now: somebody who says yes when all seats are taken waits.
    """
    return _reply(participant, draft, ReplyWay.LINK, None)


def record_reply(participant: Participant, draft: ReplyDraft, *, way: ReplyWay, by: Actor) -> Reply:
    """Write down what somebody said on the telephone or sent back on paper."""
    ensure(MeetingPermission.RECORD, by, participant.meeting)
    if participant.invited_at is None:
        participant.invited_at = clock.now()
    return _reply(participant, draft, way, by)


def _reply(participant: Participant, draft: ReplyDraft, way: ReplyWay, by: Actor | None) -> Reply:
    meeting = participant.meeting
    seats.hold(meeting)
    again = select(Participant).where(Participant.id == participant.id).with_for_update()
    session().execute(again.execution_options(populate_existing=True)).scalar_one()
    _ensure_open(meeting)
    _seat(participant, comes=draft.comes)
    participant.replied_at, participant.replied_by = clock.now(), way
    participant.typed_by = by.id if by is not None else None
    participant.substitute = draft.substitute if draft.comes else ""
    participant.assistance = [one.value for one in Assistance if draft.comes and one in draft.assistance]
    participant.remark = draft.remark
    session().flush()
    if not draft.comes:
        seats.move_up(meeting)
    return participant.reply


def _seat(participant: Participant, *, comes: bool) -> None:
    meeting, before = participant.meeting, participant.reply
    if comes and before not in (Reply.YES, Reply.WAITING):
        has_seat = seats.take(meeting)
        participant.reply = Reply.YES if has_seat else Reply.WAITING
        participant.waits_since = None if has_seat else clock.now()
    elif not comes:
        participant.reply, participant.waits_since = Reply.NO, None
        session().flush()
        if before is Reply.YES:
            seats.give_back(meeting)


def _ensure_open(meeting: Meeting) -> None:
    if not meeting.takes_replies:
        raise InvalidInput(
            "reply.too-late",
            N_("Für diese Sitzung kann man nicht mehr antworten. Bitte rufen Sie an, wenn noch etwas zu sagen ist."),
        )

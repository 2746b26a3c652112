"""Seats of a meeting and the waiting list.

Whoever changes an answer or the number of seats first takes hold of the meeting, so answers to one meeting come one after the
other. A seat is counted by the database in one step that fails when none is free, and a CHECK stands behind it.
"""

from typing import cast

from sqlalchemy import Table, or_, select, update

from portal.kernel.db import session
from portal.roundtables.actions import telling
from portal.roundtables.models import Meeting
from portal.roundtables.queries import meetings as queries
from portal.roundtables.terms.meetings import Reply

_MEETING = cast(Table, Meeting.__table__)


def hold(meeting: Meeting) -> None:
    """Wait for everybody who is changing answers to this meeting, and see it as they left it."""
    session().flush()
    chosen = select(Meeting).where(Meeting.id == meeting.id).with_for_update()
    session().execute(chosen.execution_options(populate_existing=True)).scalar_one()


def take(meeting: Meeting) -> bool:
    """One seat if there is one."""
    statement = (
        update(_MEETING)
        .where(_MEETING.c.id == meeting.id)
        .where(or_(_MEETING.c.capacity.is_(None), _MEETING.c.seats_taken < _MEETING.c.capacity))
        .values(seats_taken=_MEETING.c.seats_taken + 1)
        .returning(_MEETING.c.seats_taken)
    )
    taken = session().execute(statement).scalar() is not None
    session().expire(meeting, ["seats_taken"])
    return taken


def give_back(meeting: Meeting) -> None:
    """One seat is free again."""
    statement = update(_MEETING).where(_MEETING.c.id == meeting.id).values(seats_taken=_MEETING.c.seats_taken - 1)
    session().execute(statement)
    session().expire(meeting, ["seats_taken"])


def move_up(meeting: Meeting) -> None:
    """Those who wait longest get the free seats, and are told."""
    for one in session().scalars(queries.waiting(meeting)).all():
        if not take(meeting):
            return
        one.reply, one.waits_since = Reply.YES, None
        session().flush()
        telling.moved_up(one)

"""Finding Austauschtreffen."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kuemmerer.models import ExchangeMeeting
from portal.kuemmerer.terms.exchange import MONTHS_BACK


def meeting(id: UUID) -> ExchangeMeeting:
    """One meeting with what is shown at it. Raises `NotFound`."""
    chosen = select(ExchangeMeeting).where(ExchangeMeeting.id == id).options(selectinload(ExchangeMeeting.shares))
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def page_of_meetings(*, after: str | None, limit: int = 20) -> KeysetPage:
    """One page of them, the latest first."""
    keys = (ExchangeMeeting.held_on.desc(), ExchangeMeeting.id.desc())
    return page_by_key(select(ExchangeMeeting), keys=keys, after=after, limit=limit)


def next_meeting(since: date) -> ExchangeMeeting | None:
    """The next one from that day on."""
    chosen = select(ExchangeMeeting).where(ExchangeMeeting.held_on >= since)
    return session().scalar(chosen.order_by(ExchangeMeeting.held_on, ExchangeMeeting.id).limit(1))


def told_since(meeting: ExchangeMeeting) -> date:
    """From which day on its hand-out tells: the meeting before, else a year earlier."""
    chosen = select(ExchangeMeeting.held_on).where(ExchangeMeeting.held_on < meeting.held_on)
    before = session().scalar(chosen.order_by(ExchangeMeeting.held_on.desc()).limit(1))
    return before or months_later(meeting.held_on, -MONTHS_BACK)

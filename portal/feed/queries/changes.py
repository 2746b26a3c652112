"""Lists in the order of changes, of everything but Bedarfe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from portal.feed.models.changes import FeedChange
from portal.feed.terms.changes import ChangedKind
from portal.kernel.db import session


@dataclass(frozen=True)
class Stretch:
    """One stretch of changes in the order of commits, each thing once with its latest."""

    changes: Sequence[FeedChange]
    #: Change number of the last one, where the next stretch begins; what was asked for when there is none.
    position: int
    has_more: bool


def stretch(
    kind: ChangedKind, visible: Select[Any], *, after: int, since: datetime | None = None, limit: int
) -> Stretch:
    """What changed behind the number `after` of the things whose ids `visible` selects, oldest change first.

    Things that were deleted come too, whatever they were: a copy elsewhere must hear of them, and of one that it never had it
    learns an id and a moment.
    """
    seen = or_(FeedChange.is_gone, FeedChange.object_id.in_(visible))
    chosen = select(FeedChange).where(FeedChange.kind == kind, FeedChange.change_number > after, seen)
    if since is not None:
        chosen = chosen.where(FeedChange.changed_at >= since)
    found = session().scalars(chosen.order_by(FeedChange.change_number).limit(limit + 1)).all()
    kept = found[:limit]
    return Stretch(kept, kept[-1].change_number if kept else after, len(found) > limit)


def change_of(kind: ChangedKind, id: UUID) -> FeedChange | None:
    """The latest change of one thing; None for one that was never written through the portal."""
    return session().get(FeedChange, (kind, id), populate_existing=True)

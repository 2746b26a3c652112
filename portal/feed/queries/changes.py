"""Lists in the order of changes, of everything but Bedarfe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from portal.feed.models.changes import FeedChange
from portal.feed.models.clients import ApiClient
from portal.feed.queries.presence import Departed, departed
from portal.feed.terms.changes import ChangedKind
from portal.kernel.db import session


@dataclass(frozen=True)
class Stretch:
    """One stretch of changes in the order of commits, each thing once with its latest."""

    changes: Sequence[FeedChange]
    #: What the reader may read no more.
    departed: Sequence[Departed]
    #: Change number of the last one, where the next stretch begins; what was asked for when there is none.
    position: int
    has_more: bool


def stretch(
    reader: ApiClient,
    kind: ChangedKind,
    visible: Select[Any],
    *,
    among: Select[Any],
    after: int,
    since: datetime | None = None,
    limit: int,
) -> Stretch:
    """What changed behind the number `after` of the things whose ids `visible` selects, oldest change first.

    Things that were deleted come too, whatever they were: a copy elsewhere must hear of them, and of one that it never had it
    learns an id and a moment. So do those that left what the reader may read; `among` are the ids of all of that.
    """
    # Both reads stop at what was committed before the first: a change between them must not be stepped over.
    until = session().scalar(select(func.max(FeedChange.change_number)).where(FeedChange.kind == kind)) or 0
    seen = or_(FeedChange.is_gone, FeedChange.object_id.in_(visible))
    chosen = select(FeedChange).where(
        FeedChange.kind == kind, FeedChange.change_number > after, FeedChange.change_number <= until, seen
    )
    if since is not None:
        chosen = chosen.where(FeedChange.changed_at >= since)
    found = session().scalars(chosen.order_by(FeedChange.change_number).limit(limit + 1)).all()
    left = departed(reader, kind, among, after=after, until=until, since=since, limit=limit + 1)
    numbers = sorted([one.change_number for one in found] + [one.change_number for one in left])
    position = numbers[:limit][-1] if numbers else after
    return Stretch(
        changes=[one for one in found if one.change_number <= position],
        departed=[one for one in left if one.change_number <= position],
        position=position,
        has_more=len(numbers) > limit,
    )


def change_of(kind: ChangedKind, id: UUID) -> FeedChange | None:
    """The latest change of one thing; None for one that was never written through the portal."""
    return session().get(FeedChange, (kind, id), populate_existing=True)

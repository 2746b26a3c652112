"""Keeping in mind where systems may read what: who keeps a copy of one Sozialraum must hear when something goes away from there."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, insert, select, tuple_, update

from portal.feed.models.changes import FeedPresence
from portal.feed.queries.presence import PLACES
from portal.feed.terms.changes import ChangedKind
from portal.kernel.clock import now
from portal.kernel.db import session

#: A thing that systems copy, by what it is and its id.
Thing = tuple[ChangedKind, UUID]
#: One thing at one place.
Spot = tuple[ChangedKind, UUID, UUID]
Key = TypeVar("Key")

_KEY = (FeedPresence.kind, FeedPresence.object_id, FeedPresence.sozialraum_id)
#: So many keys stand in one statement: SQLite takes a limited number of values.
_PORTION = 300


def follow(numbers: Mapping[Thing, int], gone: Collection[Thing]) -> None:
    """Note where these things are now, and where they went away from with their change of this number."""
    there = {spot for kind, ids in _by_kind(numbers, gone).items() for spot in _spots(kind, ids)}
    known = _known(numbers)
    here = {spot for spot, left in known.items() if left is None}
    moment = now()
    for kind, own in gone:
        session().execute(delete(FeedPresence).where(FeedPresence.kind == kind, FeedPresence.object_id == own))
    _leave([spot for spot in here - there if spot[:2] not in gone], numbers, moment)
    _return([spot for spot in there - here if spot in known])
    new = [
        {"kind": kind, "object_id": own, "sozialraum_id": place, "left_number": None, "left_at": None}
        for kind, own, place in sorted(there - known.keys())
    ]
    if new:
        session().execute(insert(FeedPresence), new)


def _by_kind(things: Collection[Thing], gone: Collection[Thing]) -> dict[ChangedKind, list[UUID]]:
    found: dict[ChangedKind, list[UUID]] = {}
    for kind, own in things:
        if (kind, own) not in gone:
            found.setdefault(kind, []).append(own)
    return found


def _spots(kind: ChangedKind, ids: list[UUID]) -> set[Spot]:
    return {(kind, own, place) for portion in _portions(ids) for own, place in session().execute(PLACES[kind](portion))}


def _known(things: Collection[Thing]) -> dict[Spot, int | None]:
    found: dict[Spot, int | None] = {}
    for portion in _portions(sorted(things)):
        mine = tuple_(FeedPresence.kind, FeedPresence.object_id).in_(portion)
        rows = session().execute(select(*_KEY, FeedPresence.left_number).where(mine))
        found |= {(kind, own, place): left for kind, own, place, left in rows}
    return found


def _leave(spots: list[Spot], numbers: Mapping[Thing, int], moment: datetime) -> None:
    for kind, own, place in sorted(spots):
        here = (FeedPresence.kind == kind, FeedPresence.object_id == own, FeedPresence.sozialraum_id == place)
        session().execute(update(FeedPresence).where(*here).values(left_number=numbers[kind, own], left_at=moment))


def _return(spots: list[Spot]) -> None:
    for kind, own, place in sorted(spots):
        here = (FeedPresence.kind == kind, FeedPresence.object_id == own, FeedPresence.sozialraum_id == place)
        session().execute(update(FeedPresence).where(*here).values(left_number=None, left_at=None))


def _portions(keys: list[Key]) -> list[list[Key]]:
    return [keys[start : start + _PORTION] for start in range(0, len(keys), _PORTION)]

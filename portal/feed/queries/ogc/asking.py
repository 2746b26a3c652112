"""A question for features, and the pages in which it is answered.

Pages begin behind a key, so that the last page costs what the first one costs and nothing comes twice while others write.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement

from portal.feed.geometry.boxes import Box
from portal.feed.geometry.crs import Point
from portal.feed.models.clients import ApiClient
from portal.feed.queries import cursors
from portal.feed.terms.ogc import FEATURES_MOST, Span

#: The system that asks; None for everybody.
Reader = ApiClient | None
_AFTER, _BEFORE = "a", "b"


@dataclass(frozen=True)
class Shape:
    """Where something lies: points (longitude, latitude), or the area of a place."""

    points: tuple[Point, ...] = ()
    #: Whether it is written as several points although it may be one.
    is_multi: bool = False
    #: The place whose boundary it is.
    area_of: UUID | None = None


@dataclass(frozen=True)
class Item:
    """One thing of a collection, with the key by which it is ordered."""

    id: UUID
    key: int | UUID
    shape: Shape | None
    thing: Any


@dataclass(frozen=True)
class Question:
    """What is asked of a collection. Nothing given: everything."""

    box: Box | None = None
    when: Span | None = None
    #: Values by the names of the properties.
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stretch:
    """From where a page begins: behind a key, or before one and then backwards."""

    key: int | UUID | None = None
    is_backwards: bool = False

    def of(self, column: Any) -> list[ColumnElement[bool]]:
        """The condition on the column of the key."""
        if self.key is None:
            return []
        return [column < self.key if self.is_backwards else column > self.key]

    def order(self, column: Any) -> ColumnElement[Any]:
        """The order in which the nearest come first."""
        ordered: ColumnElement[Any] = column.desc() if self.is_backwards else column.asc()
        return ordered

    def chosen(self, items: Sequence[Item], limit: int) -> list[Item]:
        """The same for things in memory, which come in the order of their keys."""
        ordered = list(reversed(items)) if self.is_backwards else list(items)
        if self.key is not None:
            ordered = [one for one in ordered if (one.key < self.key if self.is_backwards else one.key > self.key)]  # type: ignore[operator]
        return ordered[:limit]


class Source(Protocol):
    """Where the things of a collection come from."""

    def fetch(self, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> list[Item]:
        """At most so many, the nearest to the beginning of the stretch first. Same number of queries however many."""

    def count(self, reader: Reader, asked: Question) -> int | None:
        """How many there are; None when nobody counted that far."""

    def one(self, reader: Reader, id: UUID) -> Item | None:
        """One thing this reader may see."""

    def began(self, reader: Reader) -> datetime | None:
        """The earliest moment of the collection; None without one."""


@dataclass(frozen=True)
class Page:
    """One page in the order of the keys, and how to go on from it in both directions."""

    items: list[Item]
    matched: int | None
    following: Stretch | None
    previous: Stretch | None


def page_of(source: Source, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> Page:
    """One page of a collection."""
    found = _exactly(source, reader, asked, stretch, limit + 1)
    more, items = len(found) > limit, found[:limit]
    if stretch.is_backwards:
        items.reverse()
    matched = None if _needs_a_look(asked) else source.count(reader, asked)
    if not items:
        return Page([], matched, None, None)
    after, before = Stretch(items[-1].key), Stretch(items[0].key, is_backwards=True)
    if stretch.is_backwards:
        return Page(items, matched, after, before if more else None)
    return Page(items, matched, after if more else None, before if stretch.key is not None else None)


def _exactly(source: Source, reader: Reader, asked: Question, stretch: Stretch, wanted: int) -> list[Item]:
    """What lies in a box in metres is found through a rectangle in degrees around it and then looked at one by one."""
    found = source.fetch(reader, asked, stretch, wanted)
    if not _needs_a_look(asked):
        return found
    kept = [one for one in found if _lies_in(asked.box, one)]
    step = wanted
    while len(kept) < wanted and len(found) == step:
        step = FEATURES_MOST  # whoever asks for a single one still costs few queries
        found = source.fetch(reader, asked, Stretch(found[-1].key, stretch.is_backwards), step)
        kept += [one for one in found if _lies_in(asked.box, one)]
    return kept[:wanted]


def _needs_a_look(asked: Question) -> bool:
    return asked.box is not None and asked.box.needs_a_look


def _lies_in(box: Box | None, item: Item) -> bool:
    if box is None or item.shape is None or item.shape.area_of is not None:
        return True  # areas were looked at by their own source
    return any(box.holds(*point) for point in item.shape.points)


def cursor_of(collection: str, reader: Reader, stretch: Stretch) -> str:
    """A stretch as a word that only this reader can use, and only for this collection."""
    return cursors.cursor_of(reader, f"ogc:{collection}", f"{_BEFORE if stretch.is_backwards else _AFTER}{stretch.key}")


def stretch_of(collection: str, reader: Reader, cursor: str, *, key: Callable[[str], int | UUID]) -> Stretch | None:
    """The stretch of a cursor; None when it was made up, changed or given to another reader."""
    value = cursors.position_of(reader, f"ogc:{collection}", cursor)
    if not value:
        return None
    return Stretch(key(value[1:]), value[0] == _BEFORE)

"""Pins as those read them who work on the map: with words, photos, place and table; and those that wait for a release."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import selectinload

from portal.contributions import queries as contributions
from portal.contributions.models import Contribution, Photo
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.pinmaps.geometry.mercator import Window
from portal.pinmaps.models import MapSession, Pin, PinCategory, PinGroup, PinMap
from portal.pinmaps.queries import cells, viewport, windows
from portal.pinmaps.queries.maps import own_maps
from portal.pinmaps.queries.pins import waits
from portal.pinmaps.terms import MapState, PinFilter, PinVisibility
from portal.places import queries as places

#: What staff see unless they narrow it: also what is held or hidden.
EVERYTHING = PinFilter(visibilities=())
Found = Sequence[Row[Pin, Contribution]]


@dataclass(frozen=True, slots=True)
class PinEntry:
    """A pin with everything a page of the staff says of it."""

    pin: Pin
    contribution: Contribution
    pin_map: PinMap
    place_name: str
    photos: tuple[Photo, ...]
    at_table: MapSession | None

    @property
    def id(self) -> UUID:
        return self.pin.contribution_id

    @property
    def category(self) -> PinCategory:
        return next(one for one in self.pin_map.categories if one.number == self.pin.category)

    @property
    def group(self) -> PinGroup | None:
        return next((one for one in self.pin_map.groups if one.number == self.pin.group), None)

    @property
    def words(self) -> str:
        """What somebody wrote; "" when the pin says it all."""
        return self.contribution.text if self.pin.has_words else ""

    @property
    def waits(self) -> bool:
        return not self.pin.is_read and not self.contribution.is_withdrawn

    @property
    def waiting_photos(self) -> tuple[Photo, ...]:
        return tuple(one for one in self.photos if one.moderation is ModerationState.HELD)


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a map somebody reads. Without a window it is everything, also what was only described in words."""

    only: PinFilter = EVERYTHING
    window: Window | None = None
    zoom: int = 0
    #: One table, or every pin of any table.
    session_id: UUID | None = None
    of_tables: bool = False

    @property
    def is_of_tables(self) -> bool:
        return self.of_tables or self.session_id is not None


def entries(rows: Found) -> list[PinEntry]:
    """These pins with their photos, places, tables and maps; a constant number of queries, however many."""
    pins = [row[0] for row in rows]
    photos = contributions.photos_of_many([pin.contribution_id for pin in pins])
    maps = _maps({pin.map_id for pin in pins})
    tables = _tables({pin.session_id for pin in pins if pin.session_id})
    names = places.names({row[1].sozialraum_id for row in rows if row[1].sozialraum_id})
    return [
        PinEntry(
            pin=pin,
            contribution=said,
            pin_map=maps[pin.map_id],
            place_name=names.get(said.sozialraum_id, "") if said.sozialraum_id else "",
            photos=tuple(photos.get(pin.contribution_id, ())),
            at_table=tables.get(pin.session_id) if pin.session_id else None,
        )
        for pin, said in rows
    ]


def entry(pin_map: PinMap, contribution_id: UUID) -> PinEntry | None:
    """One pin of a map; None when it is none of it."""
    found = session().execute(_with_words().where(Pin.contribution_id == contribution_id, Pin.map_id == pin_map.id))
    return next(iter(entries(found.all())), None)


def page_of_pins(pin_map: PinMap, reading: Reading, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of what is read, the newest first. Rows are (Pin, Contribution)."""
    if reading.window is not None and not reading.is_of_tables:
        return windows.pins_in(pin_map.id, reading.window, reading.zoom, reading.only, after=after, limit=limit)
    return page_by_key(
        _with_words().where(*_read(pin_map.id, reading)), keys=(Pin.seq.desc(),), after=after, limit=limit
    )


def ids_of(pin_map: PinMap, reading: Reading, *, most: int) -> list[UUID]:
    """The Wortmeldungen of what is read, the newest first, at most `most`."""
    if reading.window is not None and not reading.is_of_tables:
        return windows.ids_in(pin_map.id, reading.window, reading.zoom, reading.only, most=most)
    chosen = select(Pin.contribution_id).where(*_read(pin_map.id, reading))
    return list(session().scalars(chosen.order_by(Pin.seq.desc()).limit(most)))


def ids_among(pin_map: PinMap, contribution_ids: Collection[UUID]) -> list[UUID]:
    """Those of these Wortmeldungen that are pins of the map, the newest first."""
    chosen = select(Pin.contribution_id).where(Pin.map_id == pin_map.id, Pin.contribution_id.in_(contribution_ids))
    return list(session().scalars(chosen.order_by(Pin.seq.desc())))


def rows_among(pin_map: PinMap, contribution_ids: Collection[UUID]) -> Found:
    """(Pin, Contribution) of these Wortmeldungen, as far as they are pins of the map, the newest first."""
    chosen = _with_words().where(Pin.map_id == pin_map.id, Pin.contribution_id.in_(contribution_ids))
    return session().execute(chosen.order_by(Pin.seq.desc())).all()


def view_of_tables(pin_map: PinMap, reading: Reading) -> viewport.View:
    """What a window shows of the pins of tables: single ones, at most as many as are drawn one by one."""
    if reading.window is None:
        return viewport.View((), (), 0)
    window, most = reading.window, viewport.MOST_SINGLE
    inside = and_(Pin.x.between(window.west, window.east), Pin.y.between(window.north, window.south))
    conditions = [*_read(pin_map.id, replace(reading, window=None)), inside]
    total = session().scalar(select(func.count()).select_from(Pin).where(*conditions)) or 0
    rows = session().scalars(select(Pin).where(*conditions).order_by(Pin.seq.desc()).limit(most))
    pins = tuple(
        viewport.SinglePin(
            pin.contribution_id, pin.x or 0, pin.y or 0, pin.category, pin.group, pin.visibility, pin.has_words
        )
        for pin in rows
    )
    return viewport.View((), pins, total)


def tables_of(map_id: UUID) -> list[MapSession]:
    """The tables of a map, the latest first, at most 200."""
    chosen = select(MapSession).where(MapSession.map_id == map_id).order_by(MapSession.held_on.desc(), MapSession.id)
    return list(session().scalars(chosen.limit(200)))


def waiting(viewer: Actor, pin_map: PinMap | None = None) -> Select[Pin, Contribution]:
    """The pins that this person can release, of one map or of all own ones. Order is the caller's: the oldest comes first."""
    mine = own_maps(viewer).where(PinMap.state != MapState.DRAFT).with_only_columns(PinMap.id)
    of_map = Pin.map_id.in_(mine) if pin_map is None else Pin.map_id == pin_map.id
    return _with_words().where(of_map, *waits(), contributions.readable_by(viewer))


def waiting_page(chosen: Select[Pin, Contribution], *, after: str | None, limit: int = 20) -> KeysetPage:
    """One page of those that wait, the oldest first."""
    return page_by_key(chosen, keys=(Pin.seq.expression,), after=after, limit=limit)


def waiting_near(chosen: Select[Pin, Contribution], wanted: UUID | None, *, limit: int = 20) -> Found:
    """The one asked for and those behind it; from the oldest on when it does not wait. At most two queries."""
    oldest_first = chosen.order_by(Pin.seq).limit(limit)
    if wanted is not None:
        seq = select(Pin.seq).where(Pin.contribution_id == wanted).scalar_subquery()
        found = session().execute(oldest_first.where(Pin.seq >= seq)).all()
        if found:
            return found
    return session().execute(oldest_first).all()


def among(chosen: Select[Pin, Contribution], contribution_ids: Collection[UUID]) -> Found:
    """Those of these Wortmeldungen that still wait, the oldest first."""
    if not contribution_ids:
        return []
    return session().execute(chosen.where(Pin.contribution_id.in_(contribution_ids)).order_by(Pin.seq)).all()


def waiting_before(chosen: Select[Pin, Contribution], pin: Pin) -> UUID | None:
    """The one that waits just before this one."""
    before = chosen.with_only_columns(Pin.contribution_id).where(Pin.seq < pin.seq).order_by(Pin.seq.desc())
    return session().scalar(before.limit(1))


def waiting_number(chosen: Select[Pin, Contribution], *, most: int = 1_000) -> int:
    """How many wait; counting stops one above `most`."""
    some = chosen.with_only_columns(Pin.seq).limit(most + 1).subquery()
    return session().scalar(select(func.count()).select_from(some)) or 0


def _with_words() -> Select[Pin, Contribution]:
    return select(Pin, Contribution).join(Contribution, Contribution.id == Pin.contribution_id)


def _read(map_id: UUID, reading: Reading) -> list[ColumnElement[bool]]:
    only = reading.only
    conditions: list[Any] = [Pin.map_id == map_id, *cells.wanted(replace(only, categories=()))]
    is_of_few = bool(only.visibilities) and PinVisibility.SHOWN not in only.visibilities
    if is_of_few:
        conditions.append(waits()[0])  # those alone stand in the index of the few that wait
    if only.categories:
        # Of the few, or of a table: the others of the category must not be passed first, as SQLite would through their index.
        number = Pin.category + 0 if is_of_few or reading.is_of_tables else Pin.category
        conditions.append(number.in_(only.categories))
    if reading.session_id is not None:
        conditions.append(Pin.session_id == reading.session_id)
    elif reading.of_tables:
        conditions.append(Pin.session_id.is_not(None))
    if reading.window is not None:
        conditions.append(Pin.x.between(reading.window.west, reading.window.east))
        conditions.append(Pin.y.between(reading.window.north, reading.window.south))
    return conditions


def _maps(ids: Collection[UUID]) -> dict[UUID, PinMap]:
    if not ids:
        return {}
    legend = (selectinload(PinMap.categories), selectinload(PinMap.groups))
    return {one.id: one for one in session().scalars(select(PinMap).where(PinMap.id.in_(ids)).options(*legend))}


def _tables(ids: Collection[UUID]) -> dict[UUID, MapSession]:
    if not ids:
        return {}
    return {one.id: one for one in session().scalars(select(MapSession).where(MapSession.id.in_(ids)))}

"""The pins of a Nadelkarte as a list: what everybody may read of them, the latest month first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, select

from portal.contributions.models import Contribution, Photo
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.pinmaps.geometry.mercator import Window
from portal.pinmaps.models import Pin
from portal.pinmaps.queries.viewport import SHOWN, ViewRules
from portal.pinmaps.queries.windows import BY_MONTH, condition_of, ids_in, is_before
from portal.pinmaps.terms import PinFilter, PinVisibility
from portal.places import queries as places

#: Entries of one page.
PAGE = 20


@dataclass(frozen=True, slots=True)
class ListedPin:
    """A pin with what everybody may read of it."""

    id: UUID
    category: int
    #: Where it is shown, in steps; None when it was only described in words.
    x: int | None
    y: int | None
    #: Name of the Gemeinde or Ortsteil.
    place: str
    #: Empty until a person has released them; the place in the words of the person likewise.
    words: str
    place_words: str
    language: str
    photo_id: UUID | None
    #: Any day of the month in which it was set.
    placed_on: date


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A part of the list and the way to the next."""

    pins: tuple[ListedPin, ...]
    #: The last one of this part when more follow.
    after: UUID | None


def listed(
    rules: ViewRules,
    only: PinFilter = SHOWN,
    *,
    window: Window | None = None,
    zoom: int = 0,
    after: UUID | None = None,
    limit: int = PAGE,
) -> ListedPage:
    """A part of the list: of a window, or of the whole map with those that were only described in words.

    Empty when the map shows others no single pins. An `after` that is no pin of the map begins at the front.
    """
    if not rules.shows_single_pins:
        return ListedPage((), None)
    before = _stands_at(rules.map_id, after)
    if window is None:
        chosen = _readable().where(*condition_of(rules.map_id, rules.allowed(only)), *is_before(BY_MONTH, before))
    else:
        allowed = rules.allowed(only)
        ids = ids_in(rules.map_id, window, zoom, allowed, most=limit + 1, order=BY_MONTH, before=before)
        chosen = _readable().where(Pin.contribution_id.in_(ids))
    rows = session().execute(chosen.order_by(*(column.desc() for column in BY_MONTH)).limit(limit + 1)).all()
    pins = _with_places(rows[:limit])
    return ListedPage(pins, pins[-1].id if len(rows) > limit else None)


def _stands_at(map_id: UUID, contribution_id: UUID | None) -> Sequence[Any] | None:
    """Where a pin stands in the order of the list; None for one that is none of the map."""
    if contribution_id is None:
        return None
    chosen = select(*BY_MONTH).where(Pin.contribution_id == contribution_id, Pin.map_id == map_id)
    return session().execute(chosen).first()


def listed_pin(rules: ViewRules, contribution_id: UUID) -> ListedPin | None:
    """One pin as everybody may read it; None when they may not."""
    if not rules.shows_single_pins:
        return None
    chosen = _readable().where(
        Pin.contribution_id == contribution_id, Pin.map_id == rules.map_id, Pin.visibility == PinVisibility.SHOWN
    )
    row = session().execute(chosen).first()
    return _with_places([row])[0] if row else None


def released_photo(pin: ListedPin, photo_id: UUID) -> Photo | None:
    """A photo that everybody may see with this pin; None otherwise."""
    found = session().get(Photo, photo_id)
    return found if found is not None and pin.photo_id == photo_id else None


def _readable() -> Select[*tuple[Any, ...]]:
    released = and_(Photo.contribution_id == Contribution.id, Photo.moderation == ModerationState.RELEASED)
    photo = select(Photo.id).where(released).order_by(Photo.id).limit(1).correlate(Contribution).scalar_subquery()
    return (
        select(
            Pin.contribution_id, Pin.category, Pin.shown_x, Pin.shown_y, Pin.placed_on, Pin.has_words,
            Contribution.text, Contribution.place_text, Contribution.language, Contribution.sozialraum_id,
            Contribution.moderation, photo.label("photo_id"),
        )
        .join(Contribution, Contribution.id == Pin.contribution_id)
    )  # fmt: skip


def _with_places(rows: Sequence[Row[Any]]) -> tuple[ListedPin, ...]:
    names = places.names({row.sozialraum_id for row in rows if row.sozialraum_id})
    return tuple(_as_everybody_reads(row, names.get(row.sozialraum_id, "")) for row in rows)


def _as_everybody_reads(row: Row[Any], place: str) -> ListedPin:
    is_released = row.moderation is ModerationState.RELEASED
    return ListedPin(
        id=row.contribution_id,
        category=row.category,
        x=row.shown_x,
        y=row.shown_y,
        place=place,
        words=row.text if is_released and row.has_words else "",
        place_words=row.place_text if is_released else "",
        language=row.language,
        photo_id=row.photo_id if is_released else None,
        placed_on=row.placed_on,
    )

"""Reading all pins of a map portion by portion, so that a million need no more memory than a thousand.

Pins find their Wortmeldungen by the order of arrival, which both have: that reads both tables from front to back.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select

from portal.contributions.models import Contribution
from portal.kernel.db import session
from portal.pinmaps.geometry.mercator import LEVELS
from portal.pinmaps.models import EVERYTHING, MapSession, Pin, PinCell
from portal.pinmaps.queries.viewport import SAFE_LEVEL
from portal.pinmaps.terms import PinVisibility

PORTION = 2_000
#: Column and row of a field of `SAFE_LEVEL`, and a category.
Field = tuple[int, int, int]


def portions(map_id: UUID, *, exact: bool) -> Iterator[Sequence[Row[Any]]]:
    """The pins of a map with what was said, in the order of arrival: those that others see, or with `exact` all.

    What was taken back is in neither.
    """
    after = 0
    chosen = _pins(map_id, exact=exact)
    while True:
        rows = session().execute(chosen, {"after": after}).all()
        if rows:
            yield rows
        if len(rows) < PORTION:
            return
        after = rows[-1].seq


def _pins(map_id: UUID, *, exact: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Pin.contribution_id, Pin.seq, Pin.category, Pin.group, Pin.x, Pin.y, Pin.shown_x, Pin.shown_y, Pin.visibility,
            Pin.is_read, Pin.has_words, Pin.month, Pin.session_id,
            Contribution.text, Contribution.place_text, Contribution.channel, Contribution.sozialraum_id,
        )
        .join(Contribution, Contribution.seq == Pin.seq)
        .where(Pin.map_id == map_id, Pin.seq > bindparam("after"), *_wanted(exact))
        .order_by(Pin.seq)
        .limit(PORTION)
    )  # fmt: skip


def count(map_id: UUID, *, exact: bool) -> int:
    """How many pins `portions` gives, those without a position included."""
    chosen = select(func.count()).select_from(Pin).where(Pin.map_id == map_id)
    if exact:
        chosen = chosen.join(Contribution, Contribution.seq == Pin.seq)
    return session().scalar(chosen.where(*_wanted(exact))) or 0


def safe_fields(map_id: UUID, threshold: int) -> frozenset[Field]:
    """The fields of a map with a threshold in which enough pins of a category are shown."""
    rows = session().execute(
        select(PinCell.x, PinCell.y, PinCell.category)
        .where(PinCell.map_id == map_id, PinCell.month == EVERYTHING, PinCell.level == SAFE_LEVEL)
        .group_by(PinCell.x, PinCell.y, PinCell.category)
        .having(func.sum(PinCell.shown) >= threshold)
    )
    return frozenset((x, y, category) for x, y, category in rows)


def session_titles(map_id: UUID) -> dict[UUID, str]:
    """What the tables of a map are called, by id."""
    rows = session().execute(select(MapSession.id, MapSession.title).where(MapSession.map_id == map_id))
    return {row.id: row.title for row in rows}


def cells(map_ids: Sequence[UUID], *, most: int) -> list[Row[*tuple[Any, ...]]]:
    """Shown pins of these maps in cells, as (level, x, y, pins), as fine as `most` cells allow."""
    if not map_ids:
        return []
    fitting: list[Row[*tuple[Any, ...]]] = []
    for level in LEVELS:
        chosen = (
            select(PinCell.level, PinCell.x, PinCell.y, func.sum(PinCell.shown).label("pins"))
            .where(PinCell.map_id.in_(map_ids), PinCell.month == EVERYTHING, PinCell.level == level)
            .group_by(PinCell.level, PinCell.x, PinCell.y)
            .having(func.sum(PinCell.shown) > 0)
            .limit(most + 1)
        )
        rows = session().execute(chosen).all()
        if len(rows) > most:
            return fitting or list(rows[:most])
        fitting = list(rows)
    return fitting


def by_place(map_ids: Sequence[UUID]) -> list[Row[*tuple[Any, ...]]]:
    """Pins of these maps that others see, counted as (map_id, category, sozialraum_id, pins). One query."""
    if not map_ids:
        return []
    counted = (
        select(Pin.map_id, Pin.category, Contribution.sozialraum_id, func.count().label("pins"))
        .join(Contribution, Contribution.seq == Pin.seq)
        .where(Pin.map_id.in_(map_ids), Pin.visibility == PinVisibility.SHOWN)
        .group_by(Pin.map_id, Pin.category, Contribution.sozialraum_id)
    )
    return list(session().execute(counted).all())


def _wanted(exact: bool) -> list[ColumnElement[bool]]:
    return [Contribution.withdrawn_at.is_(None)] if exact else [Pin.visibility == PinVisibility.SHOWN]

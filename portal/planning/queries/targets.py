"""Reads of the Soll-Ist-Abgleich: one row, the list, the matrix of the county."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, exists, select
from sqlalchemy.orm import joinedload, selectinload

from portal.county.models import ActionField
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.needs.queries.spaces import within
from portal.planning.models.targets import TargetActual, target_actual_need
from portal.planning.queries.supply import count_offers
from portal.planning.terms.targets import ActualKind, CoverageBand, band, coverage, gap

#: More than any county compares; the matrix looks no further.
MOST_ROWS = 4_000
_WORST_FIRST = (CoverageBand.SHORT, CoverageBand.NEARLY, CoverageBand.UNKNOWN, CoverageBand.MET)


@dataclass(frozen=True)
class Comparison:
    """A row with its arithmetic."""

    row: TargetActual
    #: None while nobody knows.
    actual: Decimal | None

    @property
    def coverage(self) -> int | None:
        """Whole percent of the Soll."""
        return coverage(self.actual, self.row.target_value)

    @property
    def gap(self) -> Decimal | None:
        """What is missing, in the unit of the row."""
        return gap(self.actual, self.row.target_value)

    @property
    def band(self) -> CoverageBand:
        return band(self.coverage)


@dataclass(frozen=True)
class Filters:
    """What narrows the list and the matrix."""

    #: A Sozialraum with everything beneath it.
    place_id: UUID | None = None
    #: A Handlungsfeld with its parts.
    action_field_id: UUID | None = None


@dataclass(frozen=True)
class Cell:
    """All rows of one Handlungsfeld in one Sozialraum: the worst of them, and how many there are."""

    worst: Comparison
    number: int


@dataclass(frozen=True)
class Matrix:
    """The county at a glance."""

    #: Handlungsfelder with rows, in their order.
    fields: tuple[tuple[UUID, str], ...]
    #: Sozialräume with rows, by name.
    places: tuple[tuple[UUID, str], ...]
    cells: Mapping[tuple[UUID, UUID], Cell]
    #: How many rows lie in each band.
    bands: Mapping[CoverageBand, int]

    @property
    def is_empty(self) -> bool:
        return not self.cells


def target(target_id: UUID) -> TargetActual:
    """One row with its place, Handlungsfeld and Bedarfe. Raises `NotFound`."""
    chosen = select(TargetActual).where(TargetActual.id == target_id)
    found = session().scalar(chosen.options(*_SHOWN, selectinload(TargetActual.needs).joinedload(Need.place)))
    if found is None:
        raise NotFound
    return found


def visible_targets(viewer: Actor, filters: Filters | None = None) -> Select[TargetActual]:
    """The rows of the Sozialräume in which this person reads Bedarfe. Order is the caller's."""
    asked = filters or Filters()
    chosen = select(TargetActual).where(
        *within(TargetActual.sozialraum_id, place_id=asked.place_id, scope=viewer.scope_of(*READERS))
    )
    if asked.action_field_id is not None:
        parts = select(ActionField.id).where(ActionField.parent_id == asked.action_field_id)
        chosen = chosen.where(
            (TargetActual.action_field_id == asked.action_field_id) | TargetActual.action_field_id.in_(parts)
        )
    return chosen


def page_of(chosen: Select[TargetActual], *, after: str | None, limit: int = 40) -> KeysetPage:
    """One page of rows by what is counted."""
    keys = (TargetActual.subject_key.asc(), TargetActual.id.asc())
    return page_by_key(chosen.options(*_SHOWN), keys=keys, after=after, limit=limit)


def compared(rows: Sequence[TargetActual]) -> list[Comparison]:
    """These rows with their Ist; where Angebote are counted, they are counted now. At most four queries."""
    counts = count_offers([one for one in rows if one.actual_kind is ActualKind.OFFERS])
    return [Comparison(one, Decimal(counts[one.id]) if one.id in counts else one.actual_value) for one in rows]


def matrix(viewer: Actor, filters: Filters | None = None) -> Matrix:
    """Everything this person may see, Handlungsfelder by Sozialräume."""
    rows = session().scalars(visible_targets(viewer, filters).options(*_SHOWN).limit(MOST_ROWS)).all()
    by_cell: defaultdict[tuple[UUID, UUID], list[Comparison]] = defaultdict(list)
    bands: defaultdict[CoverageBand, int] = defaultdict(int)
    for one in compared(rows):
        by_cell[one.row.sozialraum_id, one.row.action_field_id].append(one)
        bands[one.band] += 1
    fields = {one.action_field_id: one.action_field for one in rows}
    places = {one.sozialraum_id: one.place.name for one in rows}
    ordered = sorted(fields.values(), key=lambda one: (one.position, one.name))
    return Matrix(
        fields=tuple((one.id, one.name) for one in ordered),
        places=tuple(sorted(places.items(), key=lambda one: one[1])),
        cells={key: Cell(min(found, key=_severity), len(found)) for key, found in by_cell.items()},
        bands=bands,
    )


def worst(viewer: Actor, *, limit: int) -> list[Comparison]:
    """The rows with the largest gaps, the least covered first."""
    rows = session().scalars(visible_targets(viewer).options(*_SHOWN).limit(MOST_ROWS)).all()
    found = [one for one in compared(rows) if one.band in (CoverageBand.SHORT, CoverageBand.NEARLY)]
    return sorted(found, key=lambda one: (one.coverage or 0, one.row.subject_key))[:limit]


def rows_of_need(need_id: UUID) -> list[Comparison]:
    """The rows that hang on a Bedarf."""
    chosen = (
        select(TargetActual)
        .join(target_actual_need, target_actual_need.c.target_actual_id == TargetActual.id)
        .where(target_actual_need.c.need_id == need_id)
        .options(*_SHOWN)
        .order_by(TargetActual.subject_key, TargetActual.id)
    )
    return compared(session().scalars(chosen.limit(100)).all())


def fitting_needs(row: TargetActual, *, limit: int = 60) -> list[Need]:
    """Living Bedarfe of the same Handlungsfeld in the Sozialraum of a row that do not hang on it yet, the newest first."""
    hangs = exists().where(target_actual_need.c.need_id == Need.id, target_actual_need.c.target_actual_id == row.id)
    chosen = (
        select(Need)
        .where(*within(Need.sozialraum_id, place_id=row.sozialraum_id, scope=None))
        .where(Need.deleted_at.is_(None), Need.merged_into_id.is_(None), ~hangs)
        .options(joinedload(Need.place))
        .order_by(case((Need.action_field_id == row.action_field_id, 0), else_=1), Need.seq.desc())
    )
    return list(session().scalars(chosen.limit(limit)))


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What these rows count. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(TargetActual.id, TargetActual.subject).where(TargetActual.id.in_(ids)))
    return {row.id: row.subject for row in rows}


def _severity(one: Comparison) -> tuple[int, int]:
    return _WORST_FIRST.index(one.band), one.coverage or 0


_SHOWN: tuple[Any, ...] = (joinedload(TargetActual.place), joinedload(TargetActual.action_field))

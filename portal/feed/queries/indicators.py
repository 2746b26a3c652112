"""What systems may read of Kennzahlen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_

from portal.feed.models.clients import ApiClient
from portal.indicators import queries as indicators
from portal.indicators.models import Indicator, IndicatorValue
from portal.indicators.terms import Definition, Figure, Theme
from portal.kernel.db import session
from portal.needs.policy import READERS
from portal.places import queries as places


@dataclass(frozen=True, kw_only=True)
class ValueFilters:
    """What narrows the values of a Kennzahl."""

    place_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    part: str | None = None
    since: datetime | None = None


def changed_definitions(*, theme: Theme | None, since: datetime | None) -> list[tuple[Definition, datetime | None]]:
    """All Kennzahlen by key, each with when it last changed; those that come with the portal never do, and have no moment."""
    chosen = select(Indicator.key, Indicator.updated_at).where(~Indicator.is_shipped)
    moments: dict[str, datetime] = dict(session().execute(chosen).all())
    found = [(one, moments.get(one.key)) for one in sorted(indicators.definitions(), key=lambda one: one.key)]
    return [
        (one, moment)
        for one, moment in found
        if (theme is None or one.theme is theme) and (since is None or (moment is not None and moment >= since))
    ]


def changed_values(
    reader: ApiClient, key: str, filters: ValueFilters, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[IndicatorValue]:
    """Stored values in the reader's Sozialraum in the order of their last change.

    Whoever writes values waits for the others (`one_at_a_time`), so the moments of changes are in the order of commits.
    """
    chosen = select(IndicatorValue).where(IndicatorValue.indicator_key == key)
    chosen = chosen.where(IndicatorValue.sozialraum_id.in_(place_ids(reader, filters.place_id)))
    chosen = chosen.where(*_narrowed(filters))
    order = (IndicatorValue.updated_at, IndicatorValue.id)
    if after is not None:
        chosen = chosen.where(tuple_(*order) > tuple_(*after, types=[column.type for column in order]))
    return session().scalars(chosen.order_by(*order).limit(limit)).all()


def _narrowed(filters: ValueFilters) -> list[ColumnElement[bool]]:
    row, found = IndicatorValue, []
    if filters.first is not None:
        found.append(row.on_day >= filters.first)
    if filters.last is not None:
        found.append(row.on_day <= filters.last)
    if filters.part is not None:
        found.append(row.part == filters.part)
    if filters.since is not None:
        found.append(row.updated_at >= filters.since)
    return found


def computed_values(
    reader: ApiClient, key: str, filters: ValueFilters, *, after: tuple[date, UUID] | None, limit: int
) -> list[Figure]:
    """Figures of a computed Kennzahl by day and place, beginning behind `after`; computed now, without a moment of change."""
    wanted = sorted(place_ids(reader, filters.place_id))
    found: list[Figure] = []
    for day in sorted(indicators.days(key)):
        if (filters.first and day < filters.first) or (filters.last and day > filters.last):
            continue
        if after is not None and day < after[0]:
            continue
        figures = indicators.figures_on(wanted, key, day)
        found += [figures[one] for one in wanted if after is None or (day, one) > after]
        if len(found) >= limit:
            break
    return found[:limit]


def place_ids(reader: ApiClient, around: UUID | None = None) -> Collection[UUID]:
    """The Sozialräume in the reader's scope; only those beneath `around` when it is given."""
    tree = places.tree()
    scope = reader.scope_of(*READERS)
    mine = [node for node in tree if scope is None or not scope.isdisjoint(node.lineage)]
    return [node.id for node in mine if around is None or around in node.lineage]

"""The Kennzahlen of all Gemeinden at once, so that 52 Steckbriefe ask for them only once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from uuid import UUID

from sqlalchemy import func, select

from portal.indicators import queries as indicators
from portal.indicators.models import IndicatorValue
from portal.indicators.terms import Definition, Figure, rounded
from portal.indicators.terms.similar import about_as_dense, size_class
from portal.kernel.db import session
from portal.places import queries as places

#: So many days are looked at for one on which somebody has a value: age groups are not counted every year.
_MOST_DAYS = 4
#: Of which state of the values, and what was computed from it last; at most one.
_kept: list[tuple[object, "CountyFigures"]] = []


@dataclass(frozen=True)
class Column:
    """One Kennzahl of the county and all its Gemeinden on one day."""

    definition: Definition
    on: date | None
    figures: Mapping[UUID, Figure]

    def of(self, place_id: UUID) -> Figure | None:
        """The figure, None when nobody knows it."""
        found = self.figures.get(place_id)
        return found if found is not None and found.is_known else None

    def middle(self, ids: Sequence[UUID]) -> Decimal | None:
        """The median of these Gemeinden; None when none of them has a value."""
        values = [value for each in ids if (one := self.of(each)) is not None and (value := one.value) is not None]
        return rounded(median(values), self.definition.decimals) if values else None


@dataclass(frozen=True)
class CountyFigures:
    """What Steckbriefe and the chapter about the population print."""

    columns: Mapping[str, Column]
    gemeinden: tuple[UUID, ...]
    county_id: UUID | None

    def similar_to(self, place_id: UUID) -> tuple[UUID, ...]:
        """The other Gemeinden of its class of size that are about as dense; the rule of `indicators.queries.comparison`."""
        size, density = (self.columns.get(key) for key in ("population", "density"))
        own = size.of(place_id) if size else None
        if size is None or own is None or own.value is None:
            return ()
        return tuple(
            each
            for each in self.gemeinden
            if each != place_id
            and (other := size.of(each)) is not None
            and other.value is not None
            and size_class(other.value) == size_class(own.value)
            and about_as_dense(_value(density, each), _value(density, place_id))
        )


def county_figures(keys: Sequence[str]) -> CountyFigures:
    """These Kennzahlen, each on the latest day on which some Gemeinde has a value.

    So many queries for 52 Gemeinden as for one, and one query as long as no value has changed: pages for everybody ask for them.
    """
    tree = places.tree()
    latest = (
        session().execute(select(func.count(), func.max(IndicatorValue.updated_at)).select_from(IndicatorValue)).one()
    )
    version = (tuple(keys), tuple(node.id for node in tree), tuple(latest))
    for known, figures in _kept[:]:
        if known == version:
            return figures
    made = _computed(tree, keys)
    _kept[:] = [(version, made)]
    return made


def _computed(tree: places.Tree, keys: Sequence[str]) -> CountyFigures:
    gemeinden = tuple(node.id for node in tree.gemeinden)
    county_id = tree.root.id if tree.root else None
    asked = (*gemeinden, *([county_id] if county_id else []))
    return CountyFigures({key: _column(key, asked) for key in keys}, gemeinden, county_id)


def _column(key: str, asked: Sequence[UUID]) -> Column:
    definition = indicators.definition(key)
    for day in indicators.days(key)[:_MOST_DAYS]:
        found = indicators.figures_on(asked, key, day)
        if any(one.is_known for one in found.values()):
            return Column(definition, day, found)
    return Column(definition, None, {})


def _value(column: Column | None, place_id: UUID) -> Decimal | None:
    found = column.of(place_id) if column else None
    return found.value if found else None

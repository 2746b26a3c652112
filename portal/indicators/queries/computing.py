"""From stored values to figures: sums over parts and places, ratios, changes. Pure: everything it needs is handed in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from portal.indicators.queries.cells import Cells, Known
from portal.indicators.terms import (
    FORMULAS,
    Definition,
    Figure,
    Formula,
    Part,
    Sex,
    Summand,
    ValueStatus,
    covering,
    rounded,
    together,
)
from portal.indicators.terms.formulas import CENSUS_DAYS

MISSING = Known(ValueStatus.MISSING, None)


@dataclass(frozen=True)
class Ground:
    """What figures are computed from."""

    cells: Cells
    #: Size of the places in square kilometres.
    areas: Mapping[UUID, float | None]
    #: The Gemeinden that together are a larger place; empty for what is none.
    members: Mapping[UUID, Sequence[UUID]]
    #: Which counted Indikatoren may be added up for a larger place.
    adding_up: frozenset[str]


def figure(definition: Definition, place_id: UUID, on: date, ground: Ground) -> Figure:
    """An Indikator of a place on a day; without a value when anything it is made of has none."""
    formula = FORMULAS.get(definition.key)
    known = _computed(formula, place_id, on, ground) if formula else _whole(definition.key, place_id, on, ground)
    value = None if known.value is None else rounded(known.value, definition.decimals)
    return Figure(
        key=definition.key,
        place_id=place_id,
        status=known.status,
        value=value,
        on=on,
        source=known.source or definition.source,
        unit=definition.unit,
        decimals=definition.decimals,
    )


def bases_of(definitions: Collection[Definition]) -> set[str]:
    """The counted Indikatoren that these are made of."""
    found: set[str] = set()
    for one in definitions:
        formula = FORMULAS.get(one.key)
        found |= formula.bases if formula else {one.key}
    return found


def needs_ages(definitions: Collection[Definition]) -> bool:
    """Whether one of these is made of age groups."""
    return bool(bases_with_ages(definitions))


def bases_with_ages(definitions: Collection[Definition]) -> set[str]:
    """The counted Indikatoren of which these need age groups."""
    formulas = [FORMULAS[one.key] for one in definitions if one.key in FORMULAS]
    parts = [summand for formula in formulas for summand in (*formula.top, *formula.bottom)]
    return {summand.key for summand in parts if summand.first is not None}


def days_needed(definitions: Collection[Definition], on: date) -> set[date]:
    """The day itself, and those before it with which something is compared."""
    years = {FORMULAS[one.key].years for one in definitions if one.key in FORMULAS} - {0}
    return {on, *(years_before(on, number) for number in years)}


def years_before(on: date, years: int) -> date:
    """The same day so many years before; the 28th for a 29 February."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _computed(formula: Formula, place_id: UUID, on: date, ground: Ground) -> Known:
    if formula.years:
        return _change(formula, place_id, on, ground)
    top = _sum(formula.top, place_id, on, ground)
    if formula.per_area:
        area = ground.areas.get(place_id)
        bottom = Known(ValueStatus.AVAILABLE, Decimal(repr(area))) if area else MISSING
    elif formula.bottom:
        bottom = _sum(formula.bottom, place_id, on, ground)
    else:
        return top
    return _quotient(top, bottom, formula.factor)


def _change(formula: Formula, place_id: UUID, on: date, ground: Ground) -> Known:
    before = years_before(on, formula.years)
    now, then = _sum(formula.top, place_id, on, ground), _sum(formula.top, place_id, before, ground)
    if now.value is None or then.value is None:
        return Known(together([now.status, then.status]), None, _sources([now, then]))
    grown = _quotient(Known(now.status, now.value - then.value, now.source), then, formula.factor)
    if grown.value is not None and any(before < census <= on for census in CENSUS_DAYS):
        return Known(ValueStatus.LIMITED, grown.value, grown.source)
    return grown


def _quotient(top: Known, bottom: Known, factor: int) -> Known:
    """Without a value when one of them has none; of nothing there is no share."""
    status, source = together([top.status, bottom.status]), _sources([top, bottom])
    if top.value is None or bottom.value is None:
        return Known(status, None, source)
    if not bottom.value:
        return Known(ValueStatus.BLOCKED, None, source)
    return Known(status, top.value * factor / bottom.value, source)


def _sum(summands: Sequence[Summand], place_id: UUID, on: date, ground: Ground) -> Known:
    found = [(one.sign, _summand(one, place_id, on, ground)) for one in summands]
    return _added([(sign, known) for sign, known in found])


def _added(signed: Sequence[tuple[int, Known]]) -> Known:
    """The sum; without a value as soon as one part has none, because the rest would pass for the whole."""
    status, source = together([known.status for _sign, known in signed]), _sources([known for _sign, known in signed])
    if not signed or not status.has_value:
        return Known(status if signed else ValueStatus.MISSING, None, source)
    return Known(status, sum((sign * (known.value or Decimal(0)) for sign, known in signed), Decimal(0)), source)


def _summand(one: Summand, place_id: UUID, on: date, ground: Ground) -> Known:
    if one.first is None:
        return _of(one.key, place_id, on, ground, lambda cells, place: _part(cells, one.key, place, on, one.sex))
    first = one.first
    return _of(
        one.key, place_id, on, ground, lambda cells, place: _ages(cells, one.key, place, on, (first, one.end), one.sex)
    )


def _whole(key: str, place_id: UUID, on: date, ground: Ground) -> Known:
    return _of(key, place_id, on, ground, lambda cells, place: _part(cells, key, place, on, Sex.ALL))


def _of(key: str, place_id: UUID, on: date, ground: Ground, read: Callable[[Cells, UUID], Known]) -> Known:
    """What is stored of the place; for a larger one without values of its own, the sum of its Gemeinden."""
    own = read(ground.cells, place_id)
    members = ground.members.get(place_id, ())
    if own.status is not ValueStatus.MISSING or not members or key not in ground.adding_up:
        return own
    return _added([(1, read(ground.cells, member)) for member in members])


def _part(cells: Cells, key: str, place_id: UUID, on: date, sex: Sex) -> Known:
    return cells.at(key, place_id, on).get(Part(sex), MISSING)


def _ages(cells: Cells, key: str, place_id: UUID, on: date, ages: tuple[int, int | None], sex: Sex) -> Known:
    """The sum of the age groups that are exactly these ages; missing when the groups do not allow it."""
    found = cells.at(key, place_id, on)
    groups = covering([part.ages for part in found if part.ages is not None and part.sex is sex], *ages)
    if not groups:
        return MISSING
    return _added([(1, found[Part(sex, group)]) for group in groups])


def _sources(known: Sequence[Known]) -> str:
    """Whose figures went into it, each named once."""
    return "; ".join(dict.fromkeys(one.source for one in known if one.source))

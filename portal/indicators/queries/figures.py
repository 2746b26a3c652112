"""What other rooms ask: figures of places, their course, and how a place compares."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from uuid import UUID

from portal.indicators.queries.cells import Cells, cells, days_of
from portal.indicators.queries.computing import Ground, bases_of, bases_with_ages, days_needed, figure, needs_ages
from portal.indicators.queries.definitions import definition, definitions_of
from portal.indicators.terms import (
    AgeBar,
    AgePyramid,
    Comparison,
    Definition,
    Figure,
    Part,
    Rank,
    Sex,
    ValueStatus,
    finest,
    rounded,
)
from portal.indicators.terms.similar import about_as_dense, size_class
from portal.places import queries as places
from portal.places.terms import PlaceKind

_LARGER = (PlaceKind.COUNTY, PlaceKind.MUNICIPAL_ASSOCIATION)
#: What the size and the density of a Gemeinde are told by.
_ALIKE = ("population", "density")


def value_of(indicator_key: str, place_id: UUID, on: date | None = None) -> Figure:
    """One figure: on this day, or the latest there is. Two queries at most. Raises `NotFound` for an unknown Indikator."""
    found = series(indicator_key, place_id)
    wanted = [one for one in found if one.on == on] if on else _latest_known(found)
    return wanted[-1] if wanted else _missing(definition(indicator_key), place_id, on)


def figures_of(place_ids: Collection[UUID], keys: Collection[str]) -> dict[tuple[UUID, str], Figure]:
    """The latest figure of every place and Indikator; what nobody knows is `missing`. Unknown keys are left out.

    Two queries, however many places and keys.
    """
    asked = list(definitions_of(list(keys)).values())
    ground = ground_for(place_ids, asked)
    return {
        (place_id, one.key): _latest(_course(one, place_id, ground), one, place_id)
        for place_id in place_ids
        for one in asked
    }


def figures_on(place_ids: Collection[UUID], key: str, on: date) -> dict[UUID, Figure]:
    """An Indikator of many places on one day. Two queries at most."""
    one = definition(key)
    ground = ground_for(place_ids, [one], days=days_needed([one], on))
    return {place_id: figure(one, place_id, on, ground) for place_id in place_ids}


def series(key: str, place_id: UUID) -> list[Figure]:
    """An Indikator of a place over the years, the oldest first, days without a value among them. Two queries at most."""
    one = definition(key)
    return _course(one, place_id, ground_for([place_id], [one]))


def courses(key: str, place_ids: Collection[UUID]) -> dict[UUID, list[Figure]]:
    """An Indikator of many places over the years, each the oldest day first. Two queries at most, however many places."""
    one = definition(key)
    ground = ground_for(place_ids, [one])
    return {place_id: _course(one, place_id, ground) for place_id in place_ids}


def residents_of(place_ids: Collection[UUID]) -> dict[UUID, Figure]:
    """How many people live in these places, each as of its latest day. Two queries at most."""
    found = figures_of(place_ids, ["population"])
    return {place_id: one for (place_id, _key), one in found.items()}


def days(key: str) -> list[date]:
    """The days for which an Indikator can be asked, the latest first. One query, two for one's own Indikatoren."""
    one = definition(key)
    return days_of(bases_of([one]), with_ages=bases_with_ages([one]))


def comparison(key: str, place_id: UUID, on: date | None = None) -> Comparison:
    """A place beside the county, all Gemeinden, and those like it: of the same class of size (`terms.similar.SIZE_CLASSES`) and
    at most twice as densely populated, or half.

    All on the same day: the given one, or the latest for which the place has a value. Medians and ranks are those of Gemeinden
    with a value; the first has the largest one. Four queries at most.
    """
    tree = places.tree()
    own = value_of(key, place_id, on)
    gemeinden = [node.id for node in tree.gemeinden]
    asked = [place_id, *gemeinden, *([tree.root.id] if tree.root else [])]
    one = definition(key)
    day = own.on or on
    alike = list(definitions_of(_ALIKE).values())
    if day is None:
        missing = _missing(one, tree.root.id if tree.root else place_id, None)
        return Comparison(own, missing, None, None, (), None, None)
    ground = ground_for(asked, [one, *alike], days=days_needed([one], day))
    found = {each: figure(one, each, day, ground) for each in asked}
    kin = _similar(place_id, gemeinden, day, ground, alike)
    county = found[tree.root.id] if tree.root else _missing(one, place_id, day)
    return Comparison(
        own=own,
        county=county,
        median=_median(found, gemeinden, one),
        rank=_rank(found, gemeinden, place_id),
        similar=kin,
        similar_median=_median(found, kin, one),
        rank_in_similar=_rank(found, kin, place_id),
    )


def age_pyramid(place_id: UUID, on: date | None = None) -> AgePyramid:
    """The population by age and sex on this day, or the latest with age groups. The finest groups there are. One query."""
    ground = ground_for([place_id], [definition("population")], with_ages=True)
    ids = ground.members.get(place_id, ())
    day = on or next((day for day in _days_with_ages(ground.cells, [place_id, *ids])), None)
    if day is None:
        return AgePyramid(place_id, None, ())
    sources = [place_id] if ground.cells.groups("population", place_id, day) else list(ids)
    return _pyramid(place_id, day, ground.cells, sources)


def ground_for(
    place_ids: Collection[UUID],
    asked: Collection[Definition],
    *,
    days: Collection[date] | None = None,
    with_ages: bool = False,
) -> Ground:
    """Everything from which these figures are computed. One query."""
    tree = places.tree()
    members: dict[UUID, list[UUID]] = {}
    for place_id in place_ids:
        node = tree.get(place_id)
        if node is not None and node.kind in _LARGER:
            members[place_id] = [one.id for one in tree.gemeinden if place_id in one.lineage]
    wanted = {*place_ids, *(each for ids in members.values() for each in ids)}
    bases = bases_of(asked)
    known = definitions_of(sorted(bases - {one.key for one in asked}))
    adding_up = frozenset(one.key for one in (*asked, *known.values()) if one.adds_up)
    areas = {each: node.area_km2 for each in wanted if (node := tree.get(each)) is not None}
    found = cells(bases, wanted, days=days, with_ages=with_ages or needs_ages(asked))
    return Ground(found, areas, members, adding_up)


def _course(one: Definition, place_id: UUID, ground: Ground) -> list[Figure]:
    ids = (place_id, *ground.members.get(place_id, ()))
    return [figure(one, place_id, day, ground) for day in reversed(ground.cells.days(bases_of([one]), ids))]


def _latest(course: Sequence[Figure], one: Definition, place_id: UUID) -> Figure:
    known = _latest_known(course)
    return known[-1] if known else _missing(one, place_id, None)


def _latest_known(course: Iterable[Figure]) -> list[Figure]:
    """The figures up to the latest that says anything: a day on which only something else was counted says nothing."""
    return [one for one in course if one.status is not ValueStatus.MISSING]


def _missing(one: Definition, place_id: UUID, on: date | None) -> Figure:
    return Figure(one.key, place_id, on=on, source=one.source, unit=one.unit, decimals=one.decimals)


def _similar(
    place_id: UUID, gemeinden: Sequence[UUID], day: date, ground: Ground, alike: Sequence[Definition]
) -> tuple[UUID, ...]:
    """The Gemeinden like this one, itself among them; none for a place that is no Gemeinde or whose residents nobody knows."""
    size, density = ({each: figure(one, each, day, ground).value for each in gemeinden} for one in alike)
    own = size.get(place_id)
    if own is None:
        return ()
    return tuple(
        each
        for each in gemeinden
        if (residents := size[each]) is not None
        and size_class(residents) == size_class(own)
        and about_as_dense(density[each], density[place_id])
    )


def _median(found: dict[UUID, Figure], ids: Collection[UUID], one: Definition) -> Decimal | None:
    values = [value for each in ids if (value := found[each].value) is not None]
    return rounded(median(values), one.decimals) if values else None


def _rank(found: dict[UUID, Figure], ids: Collection[UUID], place_id: UUID) -> Rank | None:
    values = [value for each in ids if (value := found[each].value) is not None]
    own = found[place_id].value if place_id in ids else None
    return None if own is None else Rank(1 + sum(value > own for value in values), len(values))


def _days_with_ages(found: Cells, ids: Collection[UUID]) -> list[date]:
    have = {on for (_key, place, on), parts in found.found.items() if place in ids and any(part.ages for part in parts)}
    return sorted(have, reverse=True)


def _pyramid(place_id: UUID, day: date, found: Cells, ids: Sequence[UUID]) -> AgePyramid:
    """Bars of the groups that every one of these places has."""
    common = [found.groups("population", each, day) for each in ids]
    groups = finest(set.intersection(*common)) if common else ()
    bars = []
    for ages in groups:
        male, female = (_together(found, ids, day, Part(sex, ages)) for sex in (Sex.MALE, Sex.FEMALE))
        bars.append(AgeBar(ages, male, female))
    sources = [known.source for each in ids for known in found.at("population", each, day).values() if known.source]
    return AgePyramid(place_id, day, tuple(bars), next(iter(sources), ""))


def _together(found: Cells, ids: Sequence[UUID], day: date, part: Part) -> Decimal | None:
    """The sum of all these places; None when one of them is secret, blocked or missing."""
    known = [found.at("population", each, day).get(part) for each in ids]
    if any(one is None or not one.status.has_value for one in known):
        return None
    return sum((one.value or Decimal(0) for one in known if one), Decimal(0))

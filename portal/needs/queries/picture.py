"""The picture of the whole county: how many Bedarfe stand at which stage, how long each stage took, and where they wait.

Everything comes from kept counts, so it takes the same few milliseconds for a hundred Bedarfe and for a million.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from portal.county import queries as county
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.needs.models import NO_FIELD, SPAN_COLUMNS, NeedTally, need_stage_tally
from portal.needs.policy import READERS
from portal.needs.queries.listing import in_fields
from portal.needs.queries.spaces import within
from portal.needs.terms import NeedStatus
from portal.needs.terms.stages import ALL_YEARS, OPEN_STAGES, STAGE_OF, NeedStage, day_number, median_days
from portal.places import queries as places

#: Names of the filters in addresses.
PICTURE_ARGUMENTS = {"place_id": "ort", "action_field_id": "feld", "year": "jahr", "stage": "etappe"}
#: How many Gemeinden and Handlungsfelder are named at most where they wait longest.
MOST_NAMED = 10
_YEARS = (2000, 2100)

_ORDER = {stage: place for place, stage in enumerate(NeedStage)}

_c = need_stage_tally.c


@dataclass(frozen=True)
class PictureFilters:
    """What the picture is narrowed by."""

    #: A Sozialraum with everything beneath it.
    place_id: UUID | None = None
    #: A Handlungsfeld with everything beneath it.
    action_field_id: UUID | None = None
    #: Lengths of stays that ended in this year; `ALL_YEARS` for all. Who stands where is always told for today.
    year: int = ALL_YEARS
    #: Only this stage, where it is told where Bedarfe wait.
    stage: NeedStage | None = None

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "PictureFilters":
        """Read the filters of an address; what cannot be a filter is left out."""
        return cls(
            place_id=_id(args.get("ort", "")),
            action_field_id=_id(args.get("feld", "")),
            year=_year(args.get("jahr", "")),
            stage=_stage(args.get("etappe", "")),
        )

    def to_args(self) -> dict[str, str]:
        """The address arguments that `from_args` reads back; empty filters are left out."""
        return {name: str(value) for key, name in PICTURE_ARGUMENTS.items() if (value := getattr(self, key))}


@dataclass(frozen=True)
class StageLine:
    """One stage in numbers."""

    stage: NeedStage
    #: Bedarfe that stand there today,
    here: int
    #: and for how many days on average; None for none.
    waiting_days: float | None
    #: Stays that ended, and their median in days; None for none.
    passed: int
    median_days: float | None


@dataclass(frozen=True)
class WaitLine:
    """Where open Bedarfe wait: a Gemeinde, or a Handlungsfeld."""

    #: None for Bedarfe without a Handlungsfeld.
    id: UUID | None
    name: str
    here: int
    #: Days since they came to the stage they stand at, on average.
    waiting_days: float


@dataclass(frozen=True)
class Picture:
    """Stages in their order, and where Bedarfe wait, the longest wait first."""

    lines: tuple[StageLine, ...]
    by_place: tuple[WaitLine, ...]
    by_field: tuple[WaitLine, ...]

    @property
    def total(self) -> int:
        return sum(line.here for line in self.lines)

    @property
    def most(self) -> int:
        return max((line.here for line in self.lines), default=0)

    @property
    def passed(self) -> int:
        """Finished stays in the chosen span of time."""
        return sum(line.passed for line in self.lines)


def picture(viewer: Actor, filters: PictureFilters) -> Picture:
    """The picture as far as this person may read Bedarfe. Four statements over kept counts, whatever their number."""
    conditions = _conditions(viewer, filters)
    stages = (filters.stage,) if filters.stage else OPEN_STAGES
    waiting = (*conditions, _c.year == ALL_YEARS, _c.stage.in_(stages))
    return Picture(
        tuple(_lines(conditions, filters.year)),
        _longest(_by_gemeinde(_waits(_c.sozialraum_id, waiting))),
        _longest(_by_field(_waits(_c.action_field_id, waiting))),
    )


def detail(viewer: Actor, filters: PictureFilters) -> dict[UUID, list[tuple[UUID, StageLine]]]:
    """The same for each Sozialraum, Handlungsfeld (`NO_FIELD` for none) and stage where there is anything. One statement."""
    chosen = select(need_stage_tally).where(_c.year.in_({ALL_YEARS, filters.year}), *_conditions(viewer, filters))
    found: dict[tuple[UUID, UUID, NeedStage], dict[int, Any]] = {}
    for row in session().execute(chosen):
        found.setdefault((row.sozialraum_id, row.action_field_id, row.stage), {})[row.year] = row
    lines: dict[UUID, list[tuple[UUID, StageLine]]] = {}
    for (place_id, field_id, stage), by_year in sorted(found.items(), key=lambda one: (*one[0][:2], _ORDER[one[0][2]])):
        now, then = by_year.get(ALL_YEARS), by_year.get(filters.year)
        here, since = (now.here, now.since_sum) if now else (0, 0)
        spans = [getattr(then, name) for name in SPAN_COLUMNS] if then else []
        if here or sum(spans):
            line = StageLine(stage, here, _wait(here, since), sum(spans), median_days(spans))
            lines.setdefault(place_id, []).append((field_id, line))
    return lines


def years(viewer: Actor) -> list[int]:
    """The years in which a stay ended, the latest first. One statement that reads one row for each year."""
    bounds = select(func.min(_c.year), func.max(_c.year)).where(
        _c.year != ALL_YEARS, *within(_c.sozialraum_id, place_id=None, scope=viewer.scope_of(*READERS))
    )
    first, last = session().execute(bounds).one()
    return list(range(last, first - 1, -1)) if first else []


def tally(viewer: Actor, place_id: UUID | None = None) -> dict[tuple[UUID, UUID], dict[NeedStatus, int]]:
    """Bedarfe by Sozialraum, Handlungsfeld (`NO_FIELD` for none) and status, without merged ones. One statement.

    The database puts the statuses beside each other, so that a tenth of the rows comes over.
    """
    chosen = (
        select(
            NeedTally.sozialraum_id,
            NeedTally.action_field_id,
            *(func.sum(case((NeedTally.status == status, NeedTally.total), else_=0)) for status in STAGE_OF),
        )
        .where(NeedTally.status != NeedStatus.MERGED)
        .where(*within(NeedTally.sozialraum_id, place_id=place_id, scope=viewer.scope_of(*READERS)))
        .group_by(NeedTally.sozialraum_id, NeedTally.action_field_id)
    )
    return {
        (place, field): {status: int(total) for status, total in zip(STAGE_OF, totals, strict=True) if total}
        for place, field, *totals in session().execute(chosen)
        if any(totals)
    }


def _conditions(viewer: Actor, filters: PictureFilters) -> list[ColumnElement[bool]]:
    conditions = within(_c.sozialraum_id, place_id=filters.place_id, scope=viewer.scope_of(*READERS))
    if filters.action_field_id is not None:
        conditions.append(in_fields(_c.action_field_id, filters.action_field_id))
    return conditions


def _lines(conditions: Collection[ColumnElement[bool]], year: int) -> Iterable[StageLine]:
    now = _sums(("here", "since_sum"), ALL_YEARS, conditions)
    past = _sums(("passed", *SPAN_COLUMNS), year, conditions)
    for stage in NeedStage:
        here, since = now.get(stage, (0, 0))
        passed, *spans = past.get(stage, [0])
        yield StageLine(stage, here, _wait(here, since), passed, median_days(spans))


def _sums(
    names: Sequence[str], year: int, conditions: Collection[ColumnElement[bool]]
) -> dict[NeedStage, Sequence[int]]:
    chosen = (
        select(_c.stage, *(func.sum(_c[name]) for name in names)).where(_c.year == year, *conditions).group_by(_c.stage)
    )
    return {stage: [int(number) for number in numbers] for stage, *numbers in session().execute(chosen)}


def _waits(column: Any, conditions: Collection[ColumnElement[bool]]) -> dict[UUID, tuple[int, int]]:
    """How many stand there and the sum of the days since when, by Sozialraum or Handlungsfeld."""
    chosen = select(column, func.sum(_c.here), func.sum(_c.since_sum)).where(_c.here != 0, *conditions).group_by(column)
    return {key: (int(here), int(since)) for key, here, since in session().execute(chosen)}


def _wait(here: int, since: int) -> float | None:
    return max(0.0, day_number(clock.now()) - since / here) if here else None


def _by_gemeinde(found: Mapping[UUID, tuple[int, int]]) -> list[WaitLine]:
    """The same for Gemeinden: what lies in an Ortsteil counts with its Gemeinde, what is for more than one stays there."""
    tree = places.tree()
    sums: dict[UUID, tuple[int, int]] = {}
    for place_id, amounts in found.items():
        node = tree.get(place_id)
        gemeinde = tree.gemeinde_of(node) if node else None
        _add(sums, gemeinde.id if gemeinde else place_id, amounts)
    names = {node.id: node.name for node in tree}
    return [_line(key, names.get(key, ""), amounts) for key, amounts in sums.items()]


def _by_field(found: Mapping[UUID, tuple[int, int]]) -> list[WaitLine]:
    """The same for Handlungsfelder; parts count with theirs."""
    fields = {field.id: field for field in county.action_fields(active=None)}
    sums: dict[UUID, tuple[int, int]] = {}
    for field_id, amounts in found.items():
        field = fields.get(field_id)
        _add(sums, (field.parent_id or field.id) if field else NO_FIELD, amounts)
    return [
        _line(None if key == NO_FIELD else key, fields[key].name if key in fields else "", amounts)
        for key, amounts in sums.items()
    ]


def _add(sums: dict[UUID, tuple[int, int]], key: UUID, amounts: tuple[int, int]) -> None:
    here, since = sums.get(key, (0, 0))
    sums[key] = (here + amounts[0], since + amounts[1])


def _line(key: UUID | None, name: str, amounts: tuple[int, int]) -> WaitLine:
    here, since = amounts
    return WaitLine(key, name, here, _wait(here, since) or 0.0)


def _longest(lines: list[WaitLine]) -> tuple[WaitLine, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.waiting_days, line.name))[:MOST_NAMED])


def _id(raw: str) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None


def _year(raw: str) -> int:
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) == 4 else ALL_YEARS
    return number if _YEARS[0] <= number <= _YEARS[1] else ALL_YEARS


def _stage(raw: str) -> NeedStage | None:
    return NeedStage(raw) if raw in {stage.value for stage in OPEN_STAGES} else None

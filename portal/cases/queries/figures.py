"""Figures of the Fälle without small numbers."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Row, func, select

from portal.cases.formats import Told, protected, told
from portal.cases.models import Case
from portal.cases.terms import CaseState, Guidance, WayOfContact
from portal.county import queries as county
from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kernel.policy import Actor, Role
from portal.places import queries as places

Key = TypeVar("Key")

#: Longer than this no report is.
MOST_MONTHS = 120


@dataclass(frozen=True)
class PeriodFigures:
    """How many people asked in one quarter or month."""

    #: Its first day.
    since: date
    asked: Told


@dataclass(frozen=True)
class ReportFigures:
    """What the Sachbericht may tell of the Fälle. Each list has every row there could be, so that none says by its absence."""

    since: date
    #: The last day.
    until: date
    total: Told
    by_quarter: list[PeriodFigures]
    by_month: list[PeriodFigures]
    by_way: list[tuple[WayOfContact, Told]]
    #: None for those without one.
    by_target_group: list[tuple[UUID | None, Told]]
    by_guidance: list[tuple[Guidance, Told]]


@dataclass(frozen=True)
class CountedPlace:
    """How many Fälle of a Gemeinde are running."""

    id: UUID
    name: str
    running: Told


def report_figures(place_ids: Collection[UUID], since: date, until: date) -> ReportFigures:
    """The figures of these Sozialräume and everything beneath them, of people who asked from `since` to `until`.

    Counts below 5 are hidden, and others with them where they could be worked out. Days are widened to whole quarters: two
    reports whose ends lie a day apart would tell of that day. Raises ValueError for a span that is empty or over ten years.
    """
    first, last = _whole_quarters(since, until)
    rows = _days_and_kinds(place_ids, first, last)
    months = list(_months(first, last))
    by_month = Counter[date]()
    by_quarter = Counter[date]()
    by_way = Counter[WayOfContact]()
    by_group = Counter[UUID | None]()
    by_guidance = Counter[Guidance]()
    for day, way, group, guidance, count in rows:
        by_month[day.replace(day=1)] += count
        by_quarter[_quarter(day)] += count
        by_way[way] += count
        by_group[group] += count
        by_guidance[guidance] += count
    total = by_way.total()
    groups: list[UUID | None] = [group.id for group in county.target_groups(active=None)]
    quarters = protected({quarter: by_quarter[quarter] for quarter in months[::3]})
    return ReportFigures(
        since=first,
        until=last,
        total=told(total),
        by_quarter=_periods(quarters),
        by_month=_periods(_within(quarters, by_month)),
        by_way=_listed(protected({way: by_way[way] for way in WayOfContact})),
        by_target_group=_listed(protected({group: by_group[group] for group in (*groups, None)})),
        by_guidance=_listed(protected({guidance: by_guidance[guidance] for guidance in Guidance})),
    )


def counts_per_place(viewer: Actor) -> list[CountedPlace]:
    """The running Fälle of each Gemeinde in which this person administers the portal, those without any too."""
    known = places.tree()
    scope = viewer.scope_of(Role.ADMIN)
    shown = [node for node in known.gemeinden if scope is None or not scope.isdisjoint(node.lineage)]
    counted = Counter[UUID]()
    chosen = select(Case.sozialraum_id, func.count()).where(Case.state == CaseState.OPEN)
    for place_id, count in session().execute(chosen.group_by(Case.sozialraum_id)):
        node = known.get(place_id)
        gemeinde = known.gemeinde_of(node) if node else None
        counted[gemeinde.id if gemeinde else place_id] += count
    cells = protected({node.id: counted[node.id] for node in shown})
    return [CountedPlace(node.id, node.name, cells[node.id]) for node in shown]


def _days_and_kinds(
    place_ids: Collection[UUID], first: date, last: date
) -> Sequence[Row[date, WayOfContact, UUID | None, Guidance, int]]:
    kinds = (Case.opened_on, Case.way, Case.target_group_id, Case.guidance)
    chosen = select(*kinds, func.count()).where(
        Case.sozialraum_id.in_(places.subtree_ids(place_ids)), Case.opened_on >= first, Case.opened_on <= last
    )
    return session().execute(chosen.group_by(*kinds)).all()


def _within(quarters: Mapping[date, Told], by_month: Mapping[date, int]) -> dict[date, Told]:
    """Months are parts of quarters, so each quarter is protected for itself; of a hidden quarter no month is told."""
    shown: dict[date, Told] = {}
    for quarter, asked in quarters.items():
        months = [months_later(quarter, number) for number in range(3)]
        if asked.count is None:
            shown |= {month: Told(None) for month in months}
        else:
            shown |= protected({month: by_month[month] for month in months})
    return shown


def _whole_quarters(since: date, until: date) -> tuple[date, date]:
    if until < since:
        raise ValueError("a report ends after it begins")
    first = _quarter(since)
    last = months_later(_quarter(until), 3) - timedelta(days=1)
    if (last.year - first.year) * 12 + last.month - first.month >= MOST_MONTHS:
        raise ValueError("a report is about ten years at most")
    return first, last


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _months(first: date, last: date) -> Iterable[date]:
    month = first
    while month <= last:
        yield month
        month = months_later(month, 1)


def _periods(shown: Mapping[date, Told]) -> list[PeriodFigures]:
    return [PeriodFigures(since, asked) for since, asked in shown.items()]


def _listed(shown: Mapping[Key, Told]) -> list[tuple[Key, Told]]:
    return list(shown.items())

"""Hours given in the Ehrenamt: sums for reports, and the list they come from."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kuemmerer.models import KuemmererProject, VolunteerHours, kuemmerer_project_place
from portal.kuemmerer.terms.volunteers import AidKind
from portal.places import queries as places


@dataclass(frozen=True)
class HoursSums:
    """Hours of a span of time."""

    total: Decimal
    #: Kinds with hours, in the order of the list to choose from.
    by_kind: tuple[tuple[AidKind, Decimal], ...]
    #: Quarters with hours as (year, quarter, hours), in the order of time.
    by_quarter: tuple[tuple[int, int, Decimal], ...]


def hours_between(
    since: date,
    until: date,
    *,
    project_id: UUID | None = None,
    place_ids: Collection[UUID] | None = None,
    sub_project_id: UUID | None = None,
) -> HoursSums:
    """The hours from day to day, both included: of a project, of the projects in these Sozialräume and beneath, of a Teilprojekt.

    One query. Ask beforehand who may see them; a sum names nobody.
    """
    chosen = select(VolunteerHours.on, VolunteerHours.kind, func.sum(VolunteerHours.hours)).where(
        VolunteerHours.on.between(since, until)
    )
    if project_id is not None:
        chosen = chosen.where(VolunteerHours.project_id == project_id)
    if sub_project_id is not None:
        chosen = chosen.where(VolunteerHours.sub_project_id == sub_project_id)
    if place_ids is not None:
        place = kuemmerer_project_place.c
        here = select(place.project_id).where(place.sozialraum_id.in_(places.subtree_ids(place_ids)))
        chosen = chosen.where(VolunteerHours.project_id.in_(here))
    kinds: defaultdict[AidKind, Decimal] = defaultdict(Decimal)
    quarters: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
    rows = session().execute(chosen.group_by(VolunteerHours.on, VolunteerHours.kind)).all()
    for day, kind, hours in rows:
        kinds[kind] += hours
        quarters[day.year, (day.month - 1) // 3 + 1] += hours
    return HoursSums(
        total=sum((row[2] for row in rows), Decimal(0)),
        by_kind=tuple((kind, kinds[kind]) for kind in AidKind if kind in kinds),
        by_quarter=tuple((year, quarter, sum_) for (year, quarter), sum_ in sorted(quarters.items())),
    )


def hours_of_projects(project_ids: Collection[UUID]) -> dict[UUID, Decimal]:
    """All hours of each of these projects; those without any are left out. One query, none for no ids."""
    if not project_ids:
        return {}
    chosen = select(VolunteerHours.project_id, func.sum(VolunteerHours.hours))
    summed = chosen.where(VolunteerHours.project_id.in_(project_ids)).group_by(VolunteerHours.project_id)
    return {row[0]: row[1] for row in session().execute(summed)}


def page_of_hours(project_id: UUID, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the latest day first."""
    chosen = (
        select(VolunteerHours)
        .where(VolunteerHours.project_id == project_id)
        .options(joinedload(VolunteerHours.volunteer), joinedload(VolunteerHours.sub_project))
    )
    return page_by_key(chosen, keys=(VolunteerHours.on.desc(), VolunteerHours.id.desc()), after=after, limit=limit)


def all_hours(project_id: UUID) -> Iterator[VolunteerHours]:
    """Every entry of a project in the order of time, for the workbook."""
    chosen = select(VolunteerHours).where(VolunteerHours.project_id == project_id)
    whole = chosen.options(joinedload(VolunteerHours.sub_project))
    yield from session().scalars(whole.order_by(VolunteerHours.on, VolunteerHours.id))


def hours_entry(id: UUID) -> VolunteerHours:
    """One entry with its project. Raises `NotFound`."""
    whole = joinedload(VolunteerHours.project).selectinload(KuemmererProject.places)
    found = session().scalar(select(VolunteerHours).where(VolunteerHours.id == id).options(whole))
    if found is None:
        raise NotFound
    return found

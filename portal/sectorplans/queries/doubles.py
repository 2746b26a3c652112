"""What two Fachplanungen collect or look up twice, and what they share already."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, union_all

from portal.kernel import clock
from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kernel.text import fold
from portal.sectorplans.models import DataCollection, SectorPlan, SectorPlanIndicator, sector_plan_use
from portal.sectorplans.queries.calendar import WHOLE
from portal.sectorplans.queries.overlaps import PairsFound, pairs
from portal.sectorplans.queries.plans import plans
from portal.sectorplans.terms import LATEST_YEAR, month_of

#: So far back it is still worth talking about what was asked twice.
LOOKED_BACK = 12
MOST_SHARED = 50


@dataclass(frozen=True)
class SameIndicator:
    """One figure that several Fachplanungen work with."""

    name: str
    uses: tuple[tuple[SectorPlan, SectorPlanIndicator], ...]

    @property
    def is_of_one_source(self) -> bool:
        """Whether all of them name the same source."""
        return len({fold(one.source) for _plan, one in self.uses}) == 1 and bool(self.uses[0][1].source)


@dataclass(frozen=True)
class SharedCollection:
    """One Erhebung that several Fachplanungen work with."""

    collection: DataCollection
    plans: tuple[SectorPlan, ...]


def same_indicators() -> list[SameIndicator]:
    """Every figure of more than one Fachplanung, by name."""
    uses: dict[str, list[tuple[SectorPlan, SectorPlanIndicator]]] = {}
    for plan in plans():
        for one in plan.indicators:
            uses.setdefault(one.name_key, []).append((plan, one))
    return [SameIndicator(found[0][1].name, tuple(found)) for _key, found in sorted(uses.items()) if len(found) > 1]


def collected_by_two() -> PairsFound:
    """Erhebungen of two Fachplanungen that ask the same people in the same months, from a year ago on."""
    return pairs(month_of(months_later(clock.today(), -LOOKED_BACK)), date(LATEST_YEAR, 12, 1), of_two_plans=True)


def shared_collections() -> list[SharedCollection]:
    """Erhebungen that more than one Fachplanung works with, the latest first."""
    uses = union_all(
        select(sector_plan_use.c.sector_plan_id, sector_plan_use.c.data_collection_id),
        select(DataCollection.sector_plan_id, DataCollection.id).where(DataCollection.sector_plan_id.is_not(None)),
    ).subquery()
    several = select(uses.c.data_collection_id).group_by(uses.c.data_collection_id)
    several = several.having(func.count(uses.c.sector_plan_id.distinct()) > 1)
    chosen = select(DataCollection).where(DataCollection.id.in_(several)).options(*WHOLE)
    newest = chosen.order_by(DataCollection.first_month.desc(), DataCollection.id.desc()).limit(MOST_SHARED)
    rows = list(session().scalars(newest))
    by_id: dict[UUID, SectorPlan] = {plan.id: plan for plan in plans()}
    of_rows: dict[UUID, list[SectorPlan]] = {row.id: [] for row in rows}
    links = select(uses.c.sector_plan_id, uses.c.data_collection_id).where(uses.c.data_collection_id.in_(of_rows))
    for plan_id, collection_id in session().execute(links).all() if rows else ():
        if plan_id in by_id:
            of_rows[collection_id].append(by_id[plan_id])
    found = [SharedCollection(row, tuple(sorted(of_rows[row.id], key=lambda plan: plan.sort_name))) for row in rows]
    return [one for one in found if len(one.plans) > 1]

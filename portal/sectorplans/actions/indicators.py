"""The figures a Fachplanung works with."""

from datetime import date
from uuid import UUID

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.sectorplans.models import SectorPlan, SectorPlanIndicator
from portal.sectorplans.policy import PlanPermission
from portal.sectorplans.queries import indicator
from portal.sectorplans.terms import LATEST_YEAR, OLDEST_YEAR

#: So many a person can still read.
MOST_INDICATORS = 100


def add_indicator(plan: SectorPlan, *, name: str, source: str, as_of: date | None, by: Actor) -> SectorPlanIndicator:
    """Note a figure. Raises `InvalidInput` when the plan has one of this name."""
    ensure(PlanPermission.EDIT, by, plan)
    _check(name, as_of)
    if len(plan.indicators) >= MOST_INDICATORS:
        raise InvalidInput("plan.indicators", N_("Mehr als 100 Indikatoren kann niemand pflegen."), field="name")
    _ensure_new(plan, name)
    added = SectorPlanIndicator(name=name, name_key=fold(name), source=source, as_of=as_of)
    plan.indicators.append(added)
    session().flush()
    return added


def edit_indicator(
    plan: SectorPlan, indicator_id: UUID, *, name: str, source: str, as_of: date | None, version: int, by: Actor
) -> None:
    """Change a figure. Raises `Conflict` when somebody saved since `version`."""
    ensure(PlanPermission.EDIT, by, plan)
    kept = indicator(plan.id, indicator_id)
    if kept.version != version:
        raise Conflict
    _check(name, as_of)
    _ensure_new(plan, name, besides=indicator_id)
    kept.name, kept.name_key, kept.source, kept.as_of = name, fold(name), source, as_of
    session().flush()


def remove_indicator(plan: SectorPlan, indicator_id: UUID, *, by: Actor) -> None:
    """Work with a figure no longer. Nothing happens when it is gone already."""
    ensure(PlanPermission.EDIT, by, plan)
    plan.indicators = [one for one in plan.indicators if one.id != indicator_id]
    session().flush()


def _check(name: str, as_of: date | None) -> None:
    if not name:
        raise InvalidInput("plan.indicator-unnamed", N_("Bitte geben Sie dem Indikator einen Namen."), field="name")
    if as_of is not None and not OLDEST_YEAR <= as_of.year <= LATEST_YEAR:
        raise InvalidInput("plan.odd-day", N_("Bitte prüfen Sie das Datum."), field="as_of")


def _ensure_new(plan: SectorPlan, name: str, *, besides: UUID | None = None) -> None:
    key = fold(name)
    if any(one.name_key == key and one.id != besides for one in plan.indicators):
        raise InvalidInput(
            "plan.indicator-twice", N_("Dieser Indikator steht schon bei der Fachplanung."), field="name"
        )

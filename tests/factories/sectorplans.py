"""Fachplanungen and Erhebungen for tests."""

from datetime import date
from typing import Any

from portal.county.queries import target_groups
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from portal.sectorplans import actions, queries
from portal.sectorplans.actions import CollectionDraft, PlanDraft
from portal.sectorplans.models import DataCollection, SectorPlan
from portal.sectorplans.terms import Runner
from tests.factories.places import make_place


def make_plan(name: str = "Jugendhilfeplanung", **values: Any) -> SectorPlan:
    """A Fachplanung."""
    with unit_of_work():
        made = actions.add_plan(PlanDraft(name=name, **values), by=SYSTEM)
    return queries.plan(made.id)


def make_collection(
    title: str = "Befragung",
    *,
    place: Sozialraum | None = None,
    plan: SectorPlan | None = None,
    groups: tuple[str, ...] = (),
    months: tuple[tuple[int, int], tuple[int, int]] = ((2027, 3), (2027, 5)),
    **values: Any,
) -> DataCollection:
    """An Erhebung entered by hand, from one (year, month) to the other; of a Fachplanung when there is one."""
    wanted = [group.id for group in target_groups() if group.name in groups]
    told: dict[str, Any] = {
        "title": title,
        "runner": Runner.SECTOR_PLAN if plan else Runner.MUNICIPALITY,
        "sector_plan": plan,
        "places": () if "places" in values else (place or make_place(),),
        "first_month": date(*months[0], 1),
        "last_month": date(*months[1], 1),
        "target_group_ids": wanted,
        "contact_name": "Erika Beispiel",
        "contact_phone": "08261 995-1",
    }
    draft = CollectionDraft(**(told | values))
    with unit_of_work():
        made = actions.plan_collection(draft, by=SYSTEM)
    return queries.collection(made.id)

"""Who may see and change Fachplanungen and the Erhebungskalender.

All who work for the county or a Gemeinde read both, so that nobody asks twice for not having known. Observers do not, and
nothing of it is public. The Sozialplanung changes everything where it works; whoever is responsible for a Fachplanung changes
that one and its Erhebungen; Kümmerer and Gemeinden enter those of their own places.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, has_role, has_role_here, lineage_of, policy, rule
from portal.sectorplans.models import DataCollection, SectorPlan

READERS = (
    Role.ADMIN,
    Role.PLANNER,
    Role.SECTOR_PLANNER,
    Role.KUEMMERER,
    Role.MODERATOR,
    Role.MUNICIPALITY,
)
#: Who enters Erhebungen by hand, each within their own bounds.
COLLECTORS = (Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)
#: Who works for a place and enters what is asked there.
OF_A_PLACE = (Role.KUEMMERER, Role.MUNICIPALITY)


class CollectionPermission(StrEnum):
    """What can be done with Erhebungen."""

    #: Open the calendar, its overlaps and its export.
    LIST = "data-collection:list"
    #: See one Erhebung.
    READ = "data-collection:read"
    #: Open the form for a new one.
    ADD = "data-collection:add"
    #: Have one with these places and this Fachplanung (asked about a draft as about a row).
    PUT = "data-collection:put"
    #: Change or delete one that was entered by hand.
    EDIT = "data-collection:edit"
    #: Say of one that registered itself which Zielgruppen it asks and for which Fachplanung.
    SUPPLEMENT = "data-collection:supplement"


class PlanPermission(StrEnum):
    """What can be done with Fachplanungen."""

    #: Open the register and what two plans collect twice.
    LIST = "sector-plan:list"
    #: See one Fachplanung.
    READ = "sector-plan:read"
    #: Add one, or take over the proposed list.
    ADD = "sector-plan:add"
    #: Change it with its figures, and note a new version.
    EDIT = "sector-plan:edit"
    #: Say who is responsible, retire and resume it.
    ASSIGN = "sector-plan:assign"


@rule
def plans_all_its_places(actor: Actor, thing: Any) -> bool:
    """The actor is Sozialplanung in each of the places."""
    return bool(thing.places) and all(actor.holds(Role.PLANNER, within=lineage_of(place)) for place in thing.places)


@rule
def works_in_all_its_places(actor: Actor, thing: Any) -> bool:
    """The actor is Kümmerer or Gemeinde in each of the places."""
    return bool(thing.places) and all(actor.holds(*OF_A_PLACE, within=lineage_of(place)) for place in thing.places)


@rule
def moderates_all_its_places(actor: Actor, thing: Any) -> bool:
    """The actor moderates in each of the places."""
    return bool(thing.places) and all(actor.holds(Role.MODERATOR, within=lineage_of(place)) for place in thing.places)


@rule
def is_of_a_plan(_: Actor, thing: Any) -> bool:
    """People are asked for a Fachplanung."""
    return thing.sector_plan is not None


@rule
def is_of_own_plan(actor: Actor, thing: Any) -> bool:
    """People are asked for a Fachplanung the actor is responsible for."""
    return thing.sector_plan is not None and _answers_for(actor, thing.sector_plan)


@rule
def is_own_plan(actor: Actor, plan: SectorPlan) -> bool:
    """The actor is responsible for the Fachplanung."""
    return _answers_for(actor, plan)


@rule
def is_registered(_: Actor, collection: DataCollection) -> bool:
    """It follows a survey, map or workshop of the portal."""
    return collection.is_registered


@rule
def is_kept_up(_: Actor, plan: SectorPlan) -> bool:
    """The Fachplanung was not retired."""
    return plan.is_kept_up


def _answers_for(actor: Actor, plan: SectorPlan) -> bool:
    is_named = actor.id is not None and plan.responsible_id == actor.id
    return is_named and plan.is_kept_up and actor.holds(Role.PLANNER, Role.SECTOR_PLANNER)


_MAY_PUT = plans_all_its_places | is_of_own_plan | (works_in_all_its_places & ~is_of_a_plan)

POLICY = policy(
    {
        CollectionPermission.LIST: has_role(*READERS),
        CollectionPermission.READ: has_role(*READERS),
        CollectionPermission.ADD: has_role(*COLLECTORS),
        CollectionPermission.PUT: _MAY_PUT,
        CollectionPermission.EDIT: _MAY_PUT & ~is_registered,
        CollectionPermission.SUPPLEMENT: (
            plans_all_its_places | is_of_own_plan | works_in_all_its_places | moderates_all_its_places
        )
        & is_registered,
    }
)

PLAN_POLICY = policy(
    {
        PlanPermission.LIST: has_role(*READERS),
        PlanPermission.READ: has_role(*READERS),
        PlanPermission.ADD: has_role_here(Role.PLANNER),
        PlanPermission.EDIT: (has_role_here(Role.PLANNER) | is_own_plan) & is_kept_up,
        PlanPermission.ASSIGN: has_role_here(Role.PLANNER),
    }
)

"""What can be done with Fachplanungen and Erhebungen."""

from portal.sectorplans.actions.calendar import (
    CollectionDraft,
    Supplement,
    delete_collection,
    edit_collection,
    plan_collection,
    supplement,
)
from portal.sectorplans.actions.handing_over import free_plans_of
from portal.sectorplans.actions.indicators import add_indicator, edit_indicator, remove_indicator
from portal.sectorplans.actions.plans import (
    PlanDraft,
    add_plan,
    edit_plan,
    note_update,
    resume_plan,
    retire_plan,
    ship_plans,
)
from portal.sectorplans.actions.registering import Registration, register_collection, withdraw_collection
from portal.sectorplans.actions.using import choose_used, let_go_of

__all__ = [
    "CollectionDraft",
    "PlanDraft",
    "Registration",
    "Supplement",
    "add_indicator",
    "add_plan",
    "choose_used",
    "delete_collection",
    "edit_collection",
    "edit_indicator",
    "edit_plan",
    "free_plans_of",
    "let_go_of",
    "note_update",
    "plan_collection",
    "register_collection",
    "remove_indicator",
    "resume_plan",
    "retire_plan",
    "ship_plans",
    "supplement",
    "withdraw_collection",
]

"""`/arbeit/erhebungen` and `/arbeit/fachplanungen`: their views, and what they all need."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, request, url_for

from portal.kernel.text import N_
from portal.sectorplans import queries
from portal.sectorplans.policy import CollectionPermission, PlanPermission
from portal.web.i18n import _
from portal.web.nav import nav_entry

if TYPE_CHECKING:
    from portal.sectorplans.models import DataCollection, SectorPlan

collections_bp = Blueprint("data_collections", __name__, url_prefix="/arbeit/erhebungen")
plans_bp = Blueprint("sector_plans", __name__, url_prefix="/arbeit/fachplanungen")

nav_entry(
    "work",
    label=N_("Erhebungen"),
    endpoint="data_collections.index",
    order=67,
    permission=CollectionPermission.LIST,
    icon="calendar",
)
nav_entry(
    "work",
    label=N_("Fachplanungen"),
    endpoint="sector_plans.index",
    order=68,
    permission=PlanPermission.LIST,
    icon="document",
)


def collection_views(**arguments: object) -> list[tuple[str, str]]:
    """The views of the calendar as (label, address), with the filters that are set."""
    return [
        (_("Kalender"), url_for("data_collections.index", **arguments)),  # type: ignore[arg-type]
        (_("Überschneidungen"), url_for("data_collections.overlaps", **arguments)),  # type: ignore[arg-type]
    ]


def plan_views() -> list[tuple[str, str]]:
    """The views of the register as (label, address)."""
    return [
        (_("Register"), url_for("sector_plans.index")),
        (_("Doppelt erhoben"), url_for("sector_plans.doubles")),
    ]


def collection_in_url(collection_id: UUID) -> "DataCollection":
    return queries.collection(collection_id)


def plan_in_url(plan_id: UUID, **_part: UUID) -> "SectorPlan":
    """The Fachplanung; which of its parts an address names, `part_in_url` tells."""
    return queries.plan(plan_id)


def part_in_url(name: str) -> UUID:
    """The id of a part of the Fachplanung in the present address."""
    found: UUID = (request.view_args or {})[name]
    return found

"""Who may do what in the rooms of the Kümmerer, one module for each part."""

from portal.kuemmerer.policy.handovers import HandoverPermission
from portal.kuemmerer.policy.overview import OVERSEERS, WORKERS, OverviewPermission
from portal.kuemmerer.policy.projects import (
    KEEPERS,
    READERS,
    KuemmererPermission,
    is_kuemmerer_of_project,
    is_municipality_of_project,
    is_planner,
    is_running,
)
from portal.kuemmerer.policy.volunteers import VolunteerPermission

__all__ = [
    "KEEPERS",
    "OVERSEERS",
    "READERS",
    "WORKERS",
    "HandoverPermission",
    "KuemmererPermission",
    "OverviewPermission",
    "VolunteerPermission",
    "is_kuemmerer_of_project",
    "is_municipality_of_project",
    "is_planner",
    "is_running",
]

"""The overview of planning: one page, to which each part contributes its box."""

from flask import Blueprint, Response

from portal.kernel.text import N_
from portal.planning.policy.analysis import PlanningPermission
from portal.web.access import requires
from portal.web.nav import nav_entry
from portal.web.pages import page

bp = Blueprint("planning", __name__, url_prefix="/arbeit/planung")

nav_entry(
    "work",
    label=N_("Planung"),
    endpoint="planning.overview",
    order=25,
    permission=PlanningPermission.OVERVIEW,
    icon="list",
)


@bp.get("")
@requires(PlanningPermission.OVERVIEW)
def overview() -> Response:
    """What is going on in planning; boxes of the slot `planning.home`."""
    return page("planning/overview.html")

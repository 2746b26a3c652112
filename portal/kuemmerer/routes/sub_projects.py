"""`/arbeit/quartiersprojekte/…/teilprojekte`: the board, the time line and the table, and the page of one Teilprojekt."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.paging import KeysetPage
from portal.kernel.text import N_
from portal.kuemmerer.forms.subprojects import MilestoneForm, MoveForm, SubProjectFilterForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import achievements, groups
from portal.kuemmerer.queries import subprojects as queries
from portal.kuemmerer.queries.subprojects import SubProjectFilters
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.kuemmerer.terms.subprojects import SubProjectState
from portal.needs.policy import NeedPermission
from portal.web.access import actor, may, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page
from portal.web.timeline import Timeline, timeline

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject, SubProject

bp = Blueprint("sub_projects", __name__, url_prefix="/arbeit/quartiersprojekte")

SHOWN_PHOTOS = 6


class SubProjectView(StrEnum):
    """How the Teilprojekte of a project are shown; as it stands in the address."""

    BOARD = "tafel"
    TIMELINE = "zeit"
    TABLE = "tabelle"

    @property
    def label(self) -> str:
        return _VIEWS[self]


_VIEWS = {
    SubProjectView.BOARD: N_("Tafel"),
    SubProjectView.TIMELINE: N_("Zeitstrahl"),
    SubProjectView.TABLE: N_("Tabelle"),
}


def sub_project_in_url(sub_project_id: UUID) -> "SubProject":
    return queries.sub_project(sub_project_id)


@bp.get("/<uuid:project_id>/teilprojekte")
@requires(KuemmererPermission.READ, of=project_in_url)
def index(project: "KuemmererProject") -> Response:
    return page("kuemmerer/subprojects/index.html", fragment="sub_project_views", **views_of(project))


@bp.get("/teilprojekte/<uuid:sub_project_id>")
@requires(KuemmererPermission.READ, of=sub_project_in_url)
def show(sub_project: "SubProject") -> Response:
    return sub_project_page(sub_project)


def sub_project_page(
    sub_project: "SubProject", *, milestone_form: MilestoneForm | None = None, status: int = 200
) -> Response:
    """Everything about one Teilprojekt."""
    return page(
        "kuemmerer/subprojects/show.html",
        status=status,
        sub_project=sub_project,
        project=sub_project.project,
        move_form=_move_form(sub_project),
        milestone_form=milestone_form or MilestoneForm(formdata=None),
        form=Form(formdata=None),
        moves=queries.moves_of(sub_project.id),
        needs=queries.answered_needs(actor(), sub_project.id) if may(NeedPermission.LIST) else [],
        things=achievements.counted_things(sub_project.id),
        quarters=last_quarters(4),
        photos=achievements.photos_of(sub_project.id, limit=SHOWN_PHOTOS),
    )


def views_of(project: "KuemmererProject", **context: Any) -> dict[str, Any]:
    """What the page of all Teilprojekte shows in the view and with the filters of the address."""
    choices = [(one.id, one.name) for one in groups.groups_of(project.id)]
    form = SubProjectFilterForm(groups=choices, formdata=request.args)
    filters = SubProjectFilters(kind=form.art.chosen, group_id=form.gruppe.chosen, state=form.stand.chosen)
    asked = request.args.get("ansicht", "")
    view = next((one for one in SubProjectView if one.value == asked), SubProjectView.BOARD)
    found: KeysetPage | None = None
    rows: list[SubProject] | None = None
    drawing: Timeline | None = None
    if view is SubProjectView.TABLE:
        found = queries.page_of_sub_projects(project.id, filters, after=request.args.get("after"))
    else:
        rows = queries.sub_projects_of(project.id, filters)
    if view is SubProjectView.TIMELINE:
        drawing = timeline(rows or [], today=today())
    return {
        "project": project,
        "form": form,
        "filters": filters,
        "arguments": arguments(filters),
        "view": view,
        "views": [(_(one.label), address(project, filters, one)) for one in SubProjectView],
        "here": address(project, filters, view),
        "states": list(SubProjectState) if filters.state is None else [filters.state],
        "rows": rows,
        "found": found,
        "drawing": drawing,
    } | context


def arguments(filters: SubProjectFilters) -> dict[str, Any]:
    """The filters as they stand in an address."""
    told = {
        "art": filters.kind.value if filters.kind else None,
        "gruppe": str(filters.group_id) if filters.group_id else None,
        "stand": filters.state.value if filters.state else None,
    }
    return {name: value for name, value in told.items() if value}


def address(project: "KuemmererProject", filters: SubProjectFilters, view: SubProjectView, **more: Any) -> str:
    """The Teilprojekte of a project in one view with these filters."""
    told = arguments(filters) | ({} if view is SubProjectView.BOARD else {"ansicht": view.value})
    return url_for("sub_projects.index", project_id=project.id, **told, **more)


def last_quarters(number: int) -> list[tuple[int, int]]:
    """The present quarter and those before it as (year, quarter), the newest first."""
    present = today().year * 4 + (today().month - 1) // 3
    return [(one // 4, one % 4 + 1) for one in range(present, present - number, -1)]


def _move_form(sub_project: "SubProject") -> MoveForm:
    return MoveForm(formdata=None, data={"state": sub_project.state.value, "version": sub_project.version})

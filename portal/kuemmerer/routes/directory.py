"""The list of projects, the page of one, and its history."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.text import clean_text
from portal.kuemmerer import queries
from portal.kuemmerer.forms import FilterForm, HelpForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.policy.projects import READERS
from portal.kuemmerer.queries import Filters, Progress, asking, steps, templates
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.kuemmerer.terms.projects import Phase
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.i18n import _, as_date
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject, ProjectEntry


@dataclass(frozen=True)
class HistoryLine:
    """One line of the history as `ui.timeline` shows it."""

    at: datetime
    title: str
    text: str
    tone: str
    by: str
    badge: str = ""


@bp.get("")
@requires(KuemmererPermission.LIST)
def index() -> Response:
    form = FilterForm(formdata=request.args, places=places.choices_within(actor().scope_of(*READERS)))
    filters = _filters_of(form)
    found = queries.page_of(queries.visible_projects(actor(), filters), after=request.args.get("after"))
    return page(
        "kuemmerer/index.html",
        fragment="project_rows",
        form=form,
        filters=filters,
        found=found,
        here=_address(form),
        progress=queries.progress_of(row.id for row in found.rows),
        nothing=Progress(),
        people=accounts.names([one for row in found.rows for one in row.responsible_ids]),
    )


@bp.get("/<uuid:project_id>")
@requires(KuemmererPermission.READ, of=project_in_url)
def show(project: "KuemmererProject") -> Response:
    return project_page(project)


@bp.get("/<uuid:project_id>/verlauf")
@requires(KuemmererPermission.READ, of=project_in_url)
def history(project: "KuemmererProject") -> Response:
    entries = queries.history_of(project.id)
    people = accounts.names([one.by_id for one in entries] + [one.account_id for one in entries])
    return page(
        "kuemmerer/history.html",
        project=project,
        lines=[_line(one, people) for one in entries],
        assignments=project.assignments,
        people=people | accounts.names([one.account_id for one in project.assignments]),
    )


def project_page(
    project: "KuemmererProject", *, status: int = 200, help_form: HelpForm | None = None, **context: Any
) -> Response:
    """The page of a project: its phases, the steps of one of them, what comes next, what it asks the county."""
    asked = request.args.get("phase", "")
    phase = next((one for one in Phase if one.value == asked), project.phase)
    requests = asking.requests_of(project.id)
    return page(
        "kuemmerer/show.html",
        status=status,
        project=project,
        phases=list(Phase),
        phase=phase,
        steps=steps.steps_of(project.id, phase),
        counts=steps.counts_of(project.id),
        progress=queries.progress_of([project.id]).get(project.id, Progress()),
        coming=steps.next_steps(project.id),
        requests=requests,
        people=accounts.names([*project.responsible_ids, *(one.answered_by for one in requests)]),
        has_new_checklist=project.is_running and templates.newest_id() not in (None, project.checklist_id),
        help_form=help_form or HelpForm(formdata=None),
        **context,
    )


def _filters_of(form: FilterForm) -> Filters:
    return Filters(
        text=clean_text(str(form.q.data or ""), lines=False)[:200],
        around=form.ort.chosen,
        phase=next((one for one in Phase if one.value == form.phase.data), None),
        overdue=form.stand.data == "faellig",
        asking=form.stand.data == "hilfe",
        closed=form.stand.data == "beendet",
    )


def _address(form: FilterForm) -> str:
    """This list with its filters, without what cannot be chosen."""
    filters = _filters_of(form)
    stand = form.stand.data if filters.overdue or filters.asking or filters.closed else None
    told = {"q": filters.text, "ort": filters.around, "phase": filters.phase and filters.phase.value, "stand": stand}
    return url_for("kuemmerer.index", **{name: str(value) for name, value in told.items() if value})  # type: ignore[arg-type]


def _line(entry: "ProjectEntry", people: dict[Any, str]) -> HistoryLine:
    title = _(entry.kind.label)
    if entry.phase is not None:
        title = _("%(what)s: %(phase)s", what=title, phase=_(entry.phase.label))
    if entry.account_id is not None:
        title = _("%(what)s: %(who)s", what=title, who=people.get(entry.account_id, "–"))
    return HistoryLine(
        at=entry.at,
        title=title,
        text=_("%(text)s (Tag: %(day)s)", text=entry.text, day=as_date(entry.on))
        if entry.on and entry.text
        else entry.text,
        tone=entry.kind.tone,
        by=people.get(entry.by_id, _("Portal")),
    )

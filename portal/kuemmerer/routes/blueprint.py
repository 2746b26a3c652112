"""`/arbeit/quartiersprojekte`: what all its pages need."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, render_template, request, url_for

from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.kuemmerer import queries
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import asking, diary, steps, templates
from portal.web.i18n import _
from portal.web.nav import nav_entry

if TYPE_CHECKING:
    from portal.kuemmerer.models import ChecklistStep, DiaryEntry, HelpRequest, KuemmererProject, TemplateStep

bp = Blueprint("kuemmerer", __name__, url_prefix="/arbeit/quartiersprojekte")

nav_entry(
    "work",
    label=N_("Quartiersprojekte"),
    endpoint="kuemmerer.index",
    order=60,
    permission=KuemmererPermission.LIST,
    icon="home",
)


def project_in_url(project_id: UUID) -> "KuemmererProject":
    return queries.project(project_id)


def step_in_url(project_id: UUID, step_id: UUID) -> "ChecklistStep":
    found = steps.step(step_id)
    if found.project_id != project_id:
        raise NotFound
    return found


def entry_in_url(project_id: UUID, entry_id: UUID) -> "DiaryEntry":
    found = diary.entry(entry_id)
    if found.project_id != project_id:
        raise NotFound
    return found


def request_in_url(request_id: UUID) -> "HelpRequest":
    return asking.help_request(request_id)


def template_step(step_id: UUID) -> "TemplateStep":
    """A step of the draft; one of a published version is a page that nobody has."""
    found = templates.template_step(step_id)
    if not found.checklist.is_draft:
        raise NotFound
    return found


def tab(label: str, endpoint: str, project: "KuemmererProject") -> str:
    """One tab of a project's pages, for the slot `project.tabs`; `label` is a German source. It is current on its own page."""
    href = url_for(endpoint, project_id=project.id)
    return render_template("kuemmerer/_tab.html", label=_(label), href=href, is_current=request.path == href)

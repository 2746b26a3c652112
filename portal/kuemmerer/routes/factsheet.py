"""The Steckbrief of a project: a page to print, and one A4 page as PDF."""

from typing import TYPE_CHECKING

from flask import Response, render_template, url_for

from portal.kernel.text import fold
from portal.kuemmerer import documents, queries
from portal.kuemmerer.documents.telling import Told, told
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import overview as overviews
from portal.kuemmerer.queries import steps
from portal.kuemmerer.queries.projects import Progress
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.kuemmerer.routes.standing import figures_of
from portal.places.terms import slug_of
from portal.web.access import requires
from portal.web.pages import download, page
from portal.web.panels import panel

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

_SHOWN = 5


@bp.get("/<uuid:project_id>/steckbrief")
@requires(KuemmererPermission.READ, of=project_in_url)
def factsheet(project: "KuemmererProject") -> Response:
    return page("kuemmerer/factsheet.html", project=project, told=_told(project))


@bp.get("/<uuid:project_id>/steckbrief.pdf")
@requires(KuemmererPermission.READ, of=project_in_url)
def factsheet_as_pdf(project: "KuemmererProject") -> Response:
    name = slug_of(fold(project.name))[:60] or "projekt"
    return download(documents.factsheet_pdf(_told(project)), f"steckbrief-{name}.pdf", documents.PDF_MIMETYPE)


@panel("project.aside", order=70)
def factsheet_of_project(*, project: "KuemmererProject", **_context: object) -> str:
    """The way to the Steckbrief."""
    return render_template("kuemmerer/factsheet_aside.html", project=project)


def _told(project: "KuemmererProject") -> Told:
    progress = queries.progress_of([project.id]).get(project.id, Progress())
    return told(
        project,
        done=overviews.last_done(project.id, limit=_SHOWN),
        coming=steps.next_steps(project.id, limit=_SHOWN),
        progress=(progress.done, progress.total),
        figures=figures_of([project])[project.id],
        path=_path(project),
    )


def _path(project: "KuemmererProject") -> str:
    """Where the QR code leads: to the page of the place when that tells of the project, else to those who work on it."""
    if project.is_public and project.places:
        return url_for("places.show", slug=project.places[0].slug)
    return url_for("kuemmerer.show", project_id=project.id)

"""The Demografie-Steckbrief: for everybody at `/orte/<ort>/steckbrief`, with what is internal at `/arbeit/steckbriefe`."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.places.terms import PlaceKind
from portal.reports.documents.all_factsheets import order_factsheets
from portal.reports.documents.factsheet import PDF_MIMETYPE, sheet_pdf
from portal.reports.documents.factsheet_telling import ToldSheet, tell_sheet
from portal.reports.policy import SteckbriefPermission
from portal.reports.queries import factsheets as queries
from portal.reports.queries import publications
from portal.reports.routes.drawing import drawn
from portal.web.access import actor, public, requires
from portal.web.forms import Form
from portal.web.nav import nav_entry
from portal.web.pages import download, page, reply
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.places.queries import PlaceNode

bp = Blueprint("steckbriefe", __name__)

nav_entry(
    "work",
    label=N_("Steckbriefe"),
    endpoint="steckbriefe.index",
    order=27,
    permission=SteckbriefPermission.LIST,
    icon="document",
)


def place_in_url(place_id: UUID) -> "PlaceNode":
    return queries.gemeinde(place_id)


@bp.get("/orte/<slug>/steckbrief")
@public
def of_place(slug: str) -> Response:
    node = queries.gemeinde_of_slug(slug)
    return page(
        "reports/factsheet.html",
        told=_told(node),
        place=node,
        drawn=drawn,
        pdf=url_for("steckbriefe.of_place_pdf", slug=slug),
    )


@bp.get("/orte/<slug>/steckbrief.pdf")
@public
def of_place_pdf(slug: str) -> Response:
    node = queries.gemeinde_of_slug(slug)
    return download(sheet_pdf(_told(node)), f"steckbrief-{node.slug}.pdf", PDF_MIMETYPE)


@bp.get("/arbeit/steckbriefe")
@requires(SteckbriefPermission.LIST)
def index() -> Response:
    return _index()


def _index(*, form: Form | None = None, status: int = 200) -> Response:
    return page(
        "reports/factsheets.html",
        status=status,
        nodes=queries.seen_gemeinden(actor()),
        form=form or Form(formdata=None),
    )


@bp.post("/arbeit/steckbriefe")
@requires(SteckbriefPermission.LIST)
def order_all() -> Response:
    """Have every Steckbrief one may read written into one file."""
    form = Form()
    if not form.validate_on_submit():
        return _index(form=form, status=422)
    with unit_of_work():
        job = order_factsheets(by=actor())
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.get("/arbeit/steckbriefe/<uuid:place_id>")
@requires(SteckbriefPermission.READ, of=place_in_url)
def show(node: "PlaceNode") -> Response:
    return page(
        "reports/factsheet_work.html",
        told=_told(node, inside=True),
        place=node,
        drawn=drawn,
        pdf=url_for("steckbriefe.show_pdf", place_id=node.id),
    )


@bp.get("/arbeit/steckbriefe/<uuid:place_id>/steckbrief.pdf")
@requires(SteckbriefPermission.READ, of=place_in_url)
def show_pdf(node: "PlaceNode") -> Response:
    return download(sheet_pdf(_told(node, inside=True)), f"steckbrief-{node.slug}-intern.pdf", PDF_MIMETYPE)


@panel("place.aside", order=20)
def steckbrief_of_place(*, place: Any, **_context: Any) -> str | None:
    """The way to the Steckbrief of a Gemeinde."""
    if place.kind is not PlaceKind.MUNICIPALITY:
        return None
    return render_panel("reports/place.html", place=place, has_reports=publications.is_something_published())


@panel("place.work", order=41)
def steckbrief_for_staff(*, place: Any, **_context: Any) -> str | None:
    """The way to the one with what is internal."""
    if place.kind is not PlaceKind.MUNICIPALITY or not allows(SteckbriefPermission.READ, actor(), place):
        return None
    return render_panel("reports/place_work.html", place=place)


def _told(node: "PlaceNode", *, inside: bool = False) -> ToldSheet:
    sheet = queries.sheet(node, queries.figures(), viewer=actor() if inside else None)
    return tell_sheet(sheet, path=url_for("steckbriefe.of_place", slug=node.slug))

"""`/arbeit/werkstaetten/<id>/dokumentation`: what came out, as page, PDF and Word file, and its release."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _, as_date
from portal.web.pages import download, page, reply, tells
from portal.workshops import queries
from portal.workshops.actions import publishing as actions
from portal.workshops.documents.pdf import documentation_pdf
from portal.workshops.documents.word import DOCX_MIMETYPE, documentation_docx
from portal.workshops.forms.leading import SummaryForm
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries import sketches as rows
from portal.workshops.queries.chain import chain
from portal.workshops.routes.staff import public_address
from portal.workshops.routes.tabs import tab, workshop_in_url

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshop_documentation", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/dokumentation")
tab(N_("Dokumentation"), "workshop_documentation.show", WorkshopPermission.READ, order=46)
tells("workshop-summary", N_("Gespeichert."))
tells("workshop-released", N_("Freigegeben. Alle können die Dokumentation jetzt lesen und mitnehmen."))
tells("workshop-called-back", N_("Die Dokumentation steht nicht mehr auf der öffentlichen Seite."))

PDF_MIMETYPE = "application/pdf"


@bp.get("")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def show(workshop: "FutureWorkshop") -> Response:
    return _page(workshop)


@bp.post("/zusammenfassung")
@requires(WorkshopPermission.EDIT, of=workshop_in_url)
def write_summary(workshop: "FutureWorkshop") -> Response:
    form = SummaryForm()
    if not form.validate_on_submit():
        return _page(workshop, summary=form, status=422)
    try:
        with unit_of_work():
            actions.write_summary(
                queries.workshop(workshop.id),
                summary=str(form.summary.data or ""),
                look_again_on=form.look_again_on.data,
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        theirs = queries.workshop(workshop.id)
        conflicts = _differences(form, theirs)
        if not conflicts:
            return reply(_here(workshop), tell="workshop-summary")
        form.version.data = str(theirs.version)
        return _page(theirs, summary=form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), summary=form, status=422)
    return reply(_here(workshop), tell="workshop-summary")


@bp.post("/freigeben")
@requires(WorkshopPermission.RELEASE, of=workshop_in_url)
def release(workshop: "FutureWorkshop") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(workshop, form=form, status=422)
    try:
        with unit_of_work():
            actions.release(queries.workshop(workshop.id), by=actor())
    except DomainError as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), form=form, status=status_of(error))
    return reply(_here(workshop), tell="workshop-released")


@bp.post("/zurueckziehen")
@requires(WorkshopPermission.CALL_BACK, of=workshop_in_url)
def call_back(workshop: "FutureWorkshop") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(workshop, form=form, status=422)
    with unit_of_work():
        actions.call_back(queries.workshop(workshop.id), by=actor())
    return reply(_here(workshop), tell="workshop-called-back")


@bp.get("/werkstatt.pdf")
@requires(WorkshopPermission.EXPORT, of=workshop_in_url)
def as_pdf(workshop: "FutureWorkshop") -> Response:
    return _given(workshop, documentation_pdf(workshop, for_staff=True), "pdf", PDF_MIMETYPE)


@bp.get("/werkstatt.docx")
@requires(WorkshopPermission.EXPORT, of=workshop_in_url)
def as_docx(workshop: "FutureWorkshop") -> Response:
    return _given(workshop, documentation_docx(workshop, for_staff=True), "docx", DOCX_MIMETYPE)


def _given(workshop: "FutureWorkshop", content: bytes, ending: str, mimetype: str) -> Response:
    with unit_of_work():
        actions.note_export(queries.workshop(workshop.id), ending, by=actor())
    return download(content, f"{workshop.slug}.{ending}", mimetype)


def _page(
    workshop: "FutureWorkshop",
    *,
    summary: SummaryForm | None = None,
    form: Form | None = None,
    status: int = 200,
    **context: Any,
) -> Response:
    found = chain(workshop, for_staff=False)
    values = {"summary": workshop.summary, "look_again_on": workshop.look_again_on, "version": workshop.version}
    return page(
        "workshops/work/documentation.html",
        status=status,
        workshop=workshop,
        chain=found,
        histories=rows.histories([one.id for one in found.sketches]),
        summary=summary or SummaryForm(formdata=None, data=values),
        link=public_address(workshop) if workshop.is_public else "",
        form=form or Form(formdata=None),
        **context,
    )


def _differences(form: SummaryForm, theirs: "FutureWorkshop") -> list[tuple[str, str, str]]:
    pairs = [
        (form.summary, theirs.summary, str(form.summary.data or "")),
        (form.look_again_on, _shown(theirs.look_again_on), _shown(form.look_again_on.data)),
    ]
    return [(_(field.label.text), stored, typed) for field, stored, typed in pairs if stored != typed]


def _shown(day: Any) -> str:
    return as_date(day) if day else ""


def _here(workshop: "FutureWorkshop") -> str:
    return url_for("workshop_documentation.show", workshop_id=workshop.id)

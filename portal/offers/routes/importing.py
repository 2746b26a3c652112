"""Reading a file: hand it in, look at what it would do, take it over or throw it away."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.offers import actions, exports, queries
from portal.offers.actions.importing import TAKING_OVER
from portal.offers.formats import HEADINGS, from_json, read_file
from portal.offers.forms import ImportForm, TakeOverForm
from portal.offers.policy import OfferPermission
from portal.offers.queries.matching import Plan, plan_import
from portal.offers.routes.blueprint import bp, views
from portal.offers.routes.differing import differences
from portal.offers.terms.importing import LARGEST_FILE, ROWS_AT_ONCE, Fault, ImportState, RowOutcome
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.jobs import RESULT_PAGE
from portal.web.pages import download, page, reply, tells
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.offers.models import OfferImport

tells("offers-taken", N_("Die Liste ist übernommen. Hier steht, was aus jeder Zeile wurde."))
tells("offers-discarded", N_("Die Datei ist verworfen. Nichts wurde übernommen."))

#: So many rows of each kind are shown; the rest is counted.
SHOWN = 200


def _file_in_url(import_id: UUID) -> "OfferImport":
    return queries.import_file(import_id)


@bp.get("/einlesen")
@requires(OfferPermission.ADD)
def imports() -> Response:
    return _upload(ImportForm(formdata=None))


@bp.get("/einlesen/vorlage.csv")
@requires(OfferPermission.ADD)
def import_template() -> Response:
    """A table with every heading we know."""
    return download(exports.template_csv(), "angebote-vorlage.csv", OFFICE_MIMETYPE)


@bp.post("/einlesen")
@requires(OfferPermission.ADD)
def preview() -> Response:
    form = ImportForm()
    if not form.validate_on_submit():
        return _upload(form, status=422)
    try:
        content = read_file(form.file.data.stream.read(LARGEST_FILE + 1))
        with unit_of_work():
            file = actions.preview_import(content, file_name=form.file.data.filename or "", by=actor())
    except InvalidInput as error:
        form.take(error)
        return _upload(form, status=422)
    return reply(url_for("offers.show_import", import_id=file.id))


@bp.get("/einlesen/<uuid:import_id>")
@requires(OfferPermission.READ_IMPORT, of=_file_in_url)
def show_import(file: "OfferImport") -> Response:
    """What the file would do; after it was taken over, what became of it."""
    return _shown(file)


@bp.post("/einlesen/<uuid:import_id>/uebernehmen")
@requires(OfferPermission.READ_IMPORT, of=_file_in_url)
def take_over(file: "OfferImport") -> Response:
    here = url_for("offers.show_import", import_id=file.id)
    if file.state is ImportState.TAKEN:  # sent twice: it is done
        return reply(here, tell="offers-taken")
    form = TakeOverForm()
    if not form.validate_on_submit():
        return _shown(file, form=form, status=422)
    try:
        fingerprint = str(form.fingerprint.data or "")
        if len(file.rows["rows"]) > ROWS_AT_ONCE:
            return _ordered(file, fingerprint)
        with unit_of_work():
            actions.take_over(queries.import_file(file.id), fingerprint=fingerprint, by=actor())
    except Conflict as error:
        form.take(error)
        return _shown(queries.import_file(file.id), form=form, status=409)
    return reply(here, tell="offers-taken")


@bp.post("/einlesen/<uuid:import_id>/verwerfen")
@requires(OfferPermission.TAKE_OVER, of=_file_in_url)
def discard_import(file: "OfferImport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _shown(file, status=422)
    with unit_of_work():
        actions.discard_import(queries.import_file(file.id), by=actor())
    return reply(url_for("offers.imports"), tell="offers-discarded")


@contributes(RESULT_PAGE)
def page_of_import(*, kind: str, args: Mapping[str, Any]) -> Iterator[str]:
    """Where somebody sees what became of a file that a job took over."""
    if kind == TAKING_OVER:
        yield url_for("offers.show_import", import_id=args["import_id"])


def _ordered(file: "OfferImport", fingerprint: str) -> Response:
    title = _("Angebote einlesen: %(file)s", file=file.file_name or _("Datei"))
    with unit_of_work():
        job = actions.order_taking_over(file, fingerprint=fingerprint, title=title, by=actor())
    return reply(url_for("jobs.detail", job_id=job.id))


def _upload(form: ImportForm, *, status: int = 200) -> Response:
    return page("offers/work/import.html", form=form, headings=HEADINGS, views=views(), status=status)


def _shown(file: "OfferImport", *, form: TakeOverForm | None = None, status: int = 200) -> Response:
    broken = [(line, Fault(fault), what) for line, fault, what in file.report["broken"]]
    context: dict[str, Any] = {}
    if file.state is ImportState.PREVIEW:
        plan = plan_import(from_json(file.rows["rows"]), viewer=actor())
        broken += [(one.line, one.fault, one.what) for one in plan.broken]
        counts = dict(plan.counts) | {RowOutcome.BROKEN: len({line for line, _fault, _what in broken})}
        context = _coming(plan)
        form = form or TakeOverForm(formdata=None)
        form.fingerprint.data = plan.fingerprint
    else:
        counts = {outcome: file.report["counts"][outcome.value] for outcome in RowOutcome}
    return page(
        "offers/work/import_shown.html",
        status=status,
        file=file,
        is_preview=file.state is ImportState.PREVIEW,
        counts=[(outcome, counts.get(outcome, 0)) for outcome in RowOutcome],
        broken=[
            (line, _(fault.label) % {"what": _(what) if what else ""})
            for line, fault, what in sorted(broken, key=lambda one: one[:2])
        ],
        shown=SHOWN,
        form=form or TakeOverForm(formdata=None),
        **context,
    )


def _coming(plan: Plan) -> dict[str, Any]:
    new = [one for one in plan.rows if one.outcome is RowOutcome.NEW]
    changed = [one for one in plan.rows if one.outcome is RowOutcome.CHANGED]
    return {
        "brings": plan.brings_something,
        "new": differences(new[:SHOWN]),
        "new_count": len(new),
        "changed": differences(changed[:SHOWN]),
        "changed_count": len(changed),
    }

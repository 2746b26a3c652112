"""Reading a file: hand it in, look at what it brings, take it over or throw it away."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.network import actions, exports, queries
from portal.network.formats import HEADINGS, from_json, read_file
from portal.network.forms import ImportForm
from portal.network.policy import NetworkPermission
from portal.network.queries.matching import plan_import
from portal.network.routes.blueprint import bp, views
from portal.network.routes.choices import place_choices
from portal.network.terms import LARGEST_FILE, ImportState, Remark, RowOutcome, SkipReason
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.forms import Form, VersionedForm
from portal.web.i18n import _
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.network.models import StakeholderImport

tells("import-taken", N_("Die Liste ist übernommen. Hier steht, was aus jeder Zeile wurde."))
tells("import-discarded", N_("Die Datei ist verworfen. Nichts wurde übernommen."))

#: So many rows of each kind are shown; the rest is counted.
SHOWN = 200


def _file_in_url(import_id: UUID) -> "StakeholderImport":
    return queries.import_file(import_id)


@bp.get("/einlesen")
@requires(NetworkPermission.ADD)
def imports() -> Response:
    mine = place_choices()
    return _upload(ImportForm(places=mine, data={"sozialraum_id": mine[0][0] if len(mine) == 1 else None}))


@bp.get("/einlesen/vorlage.csv")
@requires(NetworkPermission.ADD)
def import_template() -> Response:
    """A table with every heading we know."""
    return download(exports.template_csv(), "akteure-vorlage.csv", OFFICE_MIMETYPE)


@bp.post("/einlesen")
@requires(NetworkPermission.ADD)
def preview() -> Response:
    form = ImportForm(places=place_choices())
    if not form.validate_on_submit() or form.place_id is None:
        form.ask_for_the_file_again()
        return _upload(form, status=422)
    try:
        content = read_file(form.file.data.stream.read(LARGEST_FILE + 1))
        with unit_of_work():
            file = actions.preview_import(
                content, file_name=form.file.data.filename or "", place=places.place(form.place_id), by=actor()
            )
    except InvalidInput as error:
        form.take(error)
        return _upload(form, status=422)
    return reply(url_for("network.show_import", import_id=file.id))


@bp.get("/einlesen/<uuid:import_id>")
@requires(NetworkPermission.READ_IMPORT, of=_file_in_url)
def show_import(file: "StakeholderImport") -> Response:
    """What the file brings; after it was taken over, what became of it."""
    return _shown(file)


@bp.post("/einlesen/<uuid:import_id>/uebernehmen")
@requires(NetworkPermission.READ_IMPORT, of=_file_in_url)
def take_over(file: "StakeholderImport") -> Response:
    here = url_for("network.show_import", import_id=file.id)
    if file.state is ImportState.TAKEN:  # sent twice: it is done
        return reply(here, tell="import-taken")
    form = VersionedForm()
    if not form.validate_on_submit():
        return _shown(file, form=form, status=422)
    try:
        with unit_of_work():
            actions.take_over(queries.import_file(file.id), version=form.seen_version, by=actor())
    except Conflict as error:
        form.take(error)
        return _shown(queries.import_file(file.id), form=form, status=409)
    return reply(here, tell="import-taken")


@bp.post("/einlesen/<uuid:import_id>/verwerfen")
@requires(NetworkPermission.TAKE_OVER, of=_file_in_url)
def discard_import(file: "StakeholderImport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _shown(file, status=422)
    with unit_of_work():
        actions.discard_import(queries.import_file(file.id), by=actor())
    return reply(url_for("network.imports"), tell="import-discarded")


def _upload(form: ImportForm, *, status: int = 200) -> Response:
    return page("network/import.html", form=form, headings=HEADINGS, views=views(), status=status)


def _shown(file: "StakeholderImport", *, form: VersionedForm | None = None, status: int = 200) -> Response:
    skipped = [(line, SkipReason(reason), what) for line, reason, what in file.report["skipped"]]
    context: dict[str, Any] = {}
    if file.state is ImportState.PREVIEW:
        plan = plan_import(from_json(file.rows["rows"]), place=file.sozialraum, viewer=actor())
        skipped += [(one.line, one.reason, one.what) for one in plan.skipped]
        remarks = [(one.row.line, remark, what) for one in plan.rows for remark, what in one.remarks]
        counts = dict(plan.counts) | {RowOutcome.SKIPPED: len(skipped)}
        coming = [one for one in plan.rows if one.outcome is not RowOutcome.THERE]
        context = {"coming": coming[:SHOWN], "brings": plan.brings_something}
        context["names"] = places.names(one.sozialraum_id for one in coming[:SHOWN])
    else:
        remarks = [(line, Remark(remark), what) for line, remark, what in file.report["remarks"]]
        counts = {outcome: file.report["counts"][outcome.value] for outcome in RowOutcome}
    return page(
        "network/import_shown.html",
        status=status,
        file=file,
        is_preview=file.state is ImportState.PREVIEW,
        place=places.names([file.sozialraum_id]).get(file.sozialraum_id, ""),
        counts=[(outcome, counts.get(outcome, 0)) for outcome in RowOutcome],
        skipped=[(line, _(reason.label) % {"what": _(what) if what else ""}) for line, reason, what in sorted(skipped)],
        remarks=[(line, _(remark.label) % {"what": what}) for line, remark, what in sorted(remarks)],
        shown=SHOWN,
        form=form or VersionedForm(formdata=None, data={"version": file.version}),
        now_url=request.path,
        **context,
    )

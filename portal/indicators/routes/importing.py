"""Reading a file: hand it in, say what its columns are, look at what it would change, take it over, take it back."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.indicators import actions, queries
from portal.indicators.formats import Meaning, Sheet, proposed, read_sheet
from portal.indicators.forms import ImportForm, TakeOverForm, assign_form
from portal.indicators.policy import ImportPermission
from portal.indicators.queries import Outcome
from portal.indicators.routes.blueprint import bp, file_in_url, in_words, views
from portal.indicators.routes.listing import ages_in_words
from portal.indicators.terms import Sex, part_of
from portal.indicators.terms.importing import LARGEST_FILE, READ_AT_ONCE, READ_AT_ONCE_PACKED, ImportState, Layout, Left
from portal.kernel import jobs
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.htmx import is_fragment_request
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.indicators.models import IndicatorImport

tells("figures-taken", N_("Die Werte sind übernommen."))
tells("figures-taken-back", N_("Die Übernahme ist zurückgenommen. Alle Werte sind wieder, wie sie vorher waren."))
tells("figures-discarded", N_("Die Datei ist verworfen. Nichts wurde übernommen."))
tells("figures-gone", N_("Diese Datei ist nicht mehr da."), tone="info")

#: So many changed values are shown one by one.
SHOWN = 100


@bp.get("/einlesen")
@requires(ImportPermission.LIST)
def imports() -> Response:
    return _upload(ImportForm(formdata=None))


@bp.post("/einlesen")
@requires(ImportPermission.LIST)
def upload() -> Response:
    form = ImportForm()
    if not form.validate_on_submit():
        return _upload(form, status=422)
    data = form.file.data.stream.read(LARGEST_FILE + 1)
    name = form.file.data.filename or ""
    try:
        import_id = _later(data, name) if _is_large(data) else _at_once(data, name)
    except InvalidInput as error:
        form.take(error)
        return _upload(form, status=422)
    return reply(url_for("indicators.show_import", import_id=import_id))


@bp.get("/einlesen/<uuid:import_id>")
@requires(ImportPermission.READ, of=file_in_url)
def show_import(file: "IndicatorImport") -> Response:
    """How far reading is, what the columns are asked, what would change, or what became of it."""
    if is_fragment_request() and file.state is not ImportState.READING:
        return reply(url_for("indicators.show_import", import_id=file.id))
    return _shown(file.id)


@bp.post("/einlesen/<uuid:import_id>/zuordnen")
@requires(ImportPermission.TAKE, of=file_in_url)
def assign(file: "IndicatorImport") -> Response:
    whole = queries.import_file(file.id, whole=True)
    if whole.content is None:
        return reply(url_for("indicators.show_import", import_id=file.id))
    sheet = read_sheet(whole.content)
    form = _assign_form(sheet, ())
    if not form.validate_on_submit():
        return _shown(file.id, assign=form, status=422)
    meaning = Meaning(form.roles, form.day.data, str(form.source.data or ""))
    try:
        with unit_of_work():
            actions.assign_columns(queries.import_file(file.id, whole=True), meaning, by=actor())
    except (InvalidInput, Conflict) as error:
        form.take(error)
        return _shown(file.id, assign=form, status=status_of(error))
    return reply(url_for("indicators.show_import", import_id=file.id))


@bp.post("/einlesen/<uuid:import_id>/uebernehmen")
@requires(ImportPermission.READ, of=file_in_url)
def take_over(file: "IndicatorImport") -> Response:
    here = url_for("indicators.show_import", import_id=file.id)
    if file.taken_at is not None:  # sent twice: it is done
        return reply(here, tell="figures-taken")
    form = TakeOverForm()
    if not form.validate_on_submit():
        return _shown(file.id, form=form, status=422)
    try:
        with unit_of_work():
            fingerprint = str(form.fingerprint.data or "")
            actions.take_over(queries.import_file(file.id, whole=True), fingerprint=fingerprint, by=actor())
    except Conflict as error:
        form.take(error)
        return _shown(file.id, form=form, status=409)
    return reply(here, tell="figures-taken")


@bp.post("/einlesen/<uuid:import_id>/verwerfen")
@requires(ImportPermission.TAKE, of=file_in_url)
def discard(file: "IndicatorImport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _shown(file.id, status=422)
    with unit_of_work():
        actions.discard(queries.import_file(file.id), by=actor())
    return reply(url_for("indicators.imports"), tell="figures-discarded")


@bp.post("/einlesen/<uuid:import_id>/zuruecknehmen")
@requires(ImportPermission.TAKE_BACK, of=file_in_url)
def take_back(file: "IndicatorImport") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _shown(file.id, status=422)
    with unit_of_work():
        actions.take_back(queries.import_file(file.id), by=actor())
    return reply(url_for("indicators.show_import", import_id=file.id), tell="figures-taken-back")


def _is_large(data: bytes) -> bool:
    return len(data) > (READ_AT_ONCE_PACKED if data.startswith(b"PK") else READ_AT_ONCE)


def _at_once(data: bytes, name: str) -> UUID:
    sheet, content = actions.look_into(data)
    with unit_of_work():
        file = actions.keep_file(data, file_name=name, by=actor())
        actions.read_kept(file, sheet, content)
    return file.id


def _later(data: bytes, name: str) -> UUID:
    with unit_of_work():
        file = actions.keep_file(data, file_name=name, by=actor())
        actions.start_reading(file, by=actor())
    return file.id


def _upload(form: ImportForm, *, status: int = 200) -> Response:
    found = queries.imports(after=request.args.get("after") if request.method == "GET" else None)
    names = accounts.names({row.created_by for row in found.rows if row.created_by})
    return page("indicators/imports.html", form=form, found=found, names=names, views=views(), status=status)


def _shown(import_id: UUID, *, form: TakeOverForm | None = None, assign: Any = None, status: int = 200) -> Response:
    file = queries.import_file(import_id, whole=True)
    form = form or TakeOverForm(formdata=None)
    context: dict[str, Any] = {"plan": None, "assign": assign}
    if file.state is ImportState.PREVIEW:
        context |= _coming(file, form)
    if (
        file.content is not None
        and file.layout is not None
        and (file.state is ImportState.ASKING or file.layout is not Layout.GENESIS)
    ):
        sheet = read_sheet(file.content)
        context["assign"] = assign or _assign_form(sheet, _roles(sheet))
        context["sample"] = list(zip(*file.report.get("sample", []), strict=False))
    owner = actor().id
    job = jobs.find(file.job_id, owner=owner) if file.job_id and owner and file.state is ImportState.READING else None
    who = accounts.names({one for one in (file.created_by, file.taken_back_by) if one})
    return page(
        "indicators/import.html",
        fragment="import_state",
        status=status,
        file=file,
        form=form,
        job=job,
        names=who,
        outcomes=list(Outcome),
        left=[(Left(why), count) for why, count in file.report.get("left", {}).items()],
        named=[(Left(why), line, what) for why, line, what in file.report.get("named", [])],
        days=file.report.get("days", []),
        definitions=queries.definitions_of(file.report.get("keys", [])),
        here=url_for("indicators.show_import", import_id=file.id),
        **context,
    )


def _coming(file: "IndicatorImport", form: TakeOverForm) -> dict[str, Any]:
    """What taking over would do."""
    plan = queries.plan_for(actions.values_in(file))
    form.fingerprint.data = plan.fingerprint
    changed = [one for one in plan.values if one.outcome is Outcome.CHANGED]
    known = queries.definitions_of(sorted({one.value.key for one in plan.values}))
    return {
        "plan": plan,
        "changed": changed[:SHOWN],
        "changed_count": len(changed),
        "summary": _summary(plan, known),
        "known": known,
        "place_names": places.names({one.value.place_id for one in changed[:SHOWN]}),
        "before": queries.taken_before(file.digest, besides=file.id),
        "in_words": in_words,
        "figure_of": queries.as_figure,
        "part_of": part_in_words,
    }


def _summary(plan: "queries.Plan", known: Any) -> list[tuple[str, Any, int, int]]:
    """(Kennzahl, day, places, values) of what the file holds, the latest day first."""
    groups: dict[tuple[str, Any], list[Any]] = {}
    for one in plan.values:
        groups.setdefault((one.value.key, one.value.on), []).append(one.value)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], item[0][1]), reverse=True)
    return [
        (known[key].name, on, len({value.place_id for value in values}), len(values)) for (key, on), values in ordered
    ]


def _roles(sheet: Sheet) -> tuple[str, ...]:
    """What somebody said before, or what the headings sound like."""
    remembered = queries.meaning_of(sheet.signature)
    if remembered is not None and len(remembered.roles) == len(sheet.headings):
        return remembered.roles
    return proposed(sheet, queries.names_of_counted()).roles


def _assign_form(sheet: Sheet, roles: tuple[str, ...]) -> Any:
    choices = [
        ("", _("weglassen")),
        ("place", _("Ort: Schlüssel oder Name")),
        ("name", _("Name des Ortes, nur zum Lesen")),
        ("day", _("Jahr oder Stichtag")),
        *((one.key, _(one.name)) for one in queries.definitions() if not one.is_computed),
    ]
    remembered = queries.meaning_of(sheet.signature)
    data = {"source": remembered.source if remembered else sheet.source, "day": sheet.day}
    return assign_form(sheet.headings, choices, roles, data=data)


def part_in_words(written: str) -> str:
    """A part of a whole as people say it; "" for everybody."""
    part = part_of(written)
    said = [_(part.sex.label)] if part.sex is not Sex.ALL else []
    return ", ".join([*said, *([ages_in_words(part.ages)] if part.ages else [])])

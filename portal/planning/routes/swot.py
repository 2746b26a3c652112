"""SWOT-Analysen: the list, one sheet, its sentences, its Fassungen."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.indicators import queries as indicators
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.places import queries as places
from portal.planning.actions import swot as actions
from portal.planning.actions.swot import EntryDraft
from portal.planning.forms.swot import EntryForm, KeepForm, SwotForm
from portal.planning.policy.swot import WRITERS, SwotPermission
from portal.planning.queries import swot as queries
from portal.planning.routes.analysis_page import indicator_choices
from portal.planning.terms.swot import FIELDS, STRATEGIES, SwotField
from portal.web.access import actor, may, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.swot import Swot, SwotEntry

bp = Blueprint("swot", __name__, url_prefix="/arbeit/planung/swot")

tells("swot-begun", N_("Die SWOT-Analyse ist angelegt. Schreiben Sie in jedes Feld zuerst zwei oder drei Sätze."))
tells("swot-saved", N_("Gespeichert."))
tells("swot-dropped", N_("Der Satz ist weg."))
tells("swot-kept", N_("Dieser Stand ist als Fassung festgehalten."))
tells("swot-deleted", N_("Die SWOT-Analyse ist gelöscht."))


def swot_in_url(swot_id: UUID, **_rest: Any) -> "Swot":
    """The SWOT-Analyse of an address. Raises `NotFound`."""
    return queries.swot(swot_id)


def entry_in_url(swot_id: UUID, entry_id: UUID) -> "SwotEntry":
    """The sentence of an address. Raises `NotFound`."""
    return queries.entry(queries.swot(swot_id), entry_id)


@bp.get("")
@requires(SwotPermission.LIST)
def index() -> Response:
    found = queries.page_of(queries.visible_swots(actor()), after=request.args.get("after"))
    return page("planning/swot/list.html", fragment="swot_rows", found=found, here=url_for("swot.index"))


@bp.get("/neu")
@requires(SwotPermission.ADD)
def new() -> Response:
    mine = _places()
    wanted = as_uuid(request.args.get("ort")) or (mine[0][0] if mine else None)
    return page("planning/swot/edit.html", form=_form(data={"sozialraum_id": wanted}), swot=None)


@bp.post("/neu")
@requires(SwotPermission.ADD)
def create() -> Response:
    form = _form()
    if not form.validate_on_submit():
        return page("planning/swot/edit.html", form=form, swot=None, status=422)
    assert form.sozialraum_id.chosen is not None, "the form was validated"
    try:
        with unit_of_work():
            made = actions.begin_swot(
                title=str(form.title.data),
                place=places.place(form.sozialraum_id.chosen),
                made_with=str(form.made_with.data or ""),
                submission_key=form.key,
                by=actor(),
            )
    except (InvalidInput, Forbidden) as error:
        form.take(error)
        return page("planning/swot/edit.html", form=form, swot=None, status=422)
    return reply(url_for("swot.show", swot_id=made.id), tell="swot-begun")


@bp.get("/<uuid:swot_id>")
@requires(SwotPermission.READ, of=swot_in_url)
def show(swot: "Swot") -> Response:
    return swot_page(swot)


def swot_page(
    swot: "Swot", *, form: EntryForm | None = None, keep_form: KeepForm | None = None, status: int = 200
) -> Response:
    """The sheet with its eight fields; four queries, however much stands in it."""
    linked = [one.need_id for one in swot.entries if one.need_id is not None]
    keys = sorted({one.indicator_key for one in swot.entries if one.indicator_key})
    wanted = request.args.get("feld", "")
    chosen = wanted if wanted in set(SwotField) else SwotField.STRENGTH.value
    edits = may(SwotPermission.EDIT, swot)
    return page(
        "planning/swot/sheet.html",
        status=status,
        swot=swot,
        fields=FIELDS,
        strategies=STRATEGIES,
        by_field=queries.by_field(swot),
        needs={one.id: one for one in needs.needs_by_id(actor(), linked)} if linked else {},
        figures={key: figure for (_place, key), figure in indicators.figures_of([swot.sozialraum_id], keys).items()}
        if keys
        else {},
        names=indicators.definitions_of(keys) if keys else {},
        versions=queries.versions(swot.id),
        form=form or (_entry_form(swot, formdata=None, data={"field": chosen}) if edits else None),
        keep_form=keep_form or KeepForm(formdata=None),
    )


@bp.get("/<uuid:swot_id>/bearbeiten")
@requires(SwotPermission.EDIT, of=swot_in_url)
def edit(swot: "Swot") -> Response:
    values = {name: getattr(swot, name) for name in ("title", "made_with", "sozialraum_id", "version")}
    return page("planning/swot/edit.html", form=_form(keep=swot, data=values), swot=swot)


@bp.post("/<uuid:swot_id>/bearbeiten")
@requires(SwotPermission.EDIT, of=swot_in_url)
def save(swot: "Swot") -> Response:
    form = _form(keep=swot)
    form.sozialraum_id.data = swot.sozialraum_id
    if not form.validate_on_submit():
        return page("planning/swot/edit.html", form=form, swot=swot, status=422)
    title, made_with = str(form.title.data), str(form.made_with.data or "")
    try:
        with unit_of_work():
            fresh = queries.swot(swot.id)
            actions.rename_swot(fresh, title=title, made_with=made_with, version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.swot(swot.id)
        found = conflicts_of(form, theirs, ("title", "made_with"))
        return page("planning/swot/edit.html", form=form, swot=theirs, conflicts=found, is_conflict=True, status=409)
    return reply(url_for("swot.show", swot_id=swot.id), tell="swot-saved")


@bp.post("/<uuid:swot_id>/loeschen")
@requires(SwotPermission.EDIT, of=swot_in_url)
def delete(swot: "Swot") -> Response:
    if not Form().validate_on_submit():
        return swot_page(swot, status=422)
    with unit_of_work():
        actions.delete_swot(queries.swot(swot.id), by=actor())
    return reply(url_for("swot.index"), tell="swot-deleted")


@bp.post("/<uuid:swot_id>/saetze")
@requires(SwotPermission.EDIT, of=swot_in_url)
def add(swot: "Swot") -> Response:
    form = _entry_form(swot)
    if not form.validate_on_submit():
        return swot_page(swot, form=form, status=422)
    try:
        with unit_of_work():
            actions.add_entry(queries.swot(swot.id), _draft(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return swot_page(queries.swot(swot.id), form=form, status=422)
    address = url_for("swot.show", swot_id=swot.id, feld=form.field.data, _anchor="neuer-satz")
    return reply(address, tell="swot-saved")


@bp.get("/<uuid:swot_id>/saetze/<uuid:entry_id>")
@requires(SwotPermission.EDIT, of=entry_in_url)
def edit_entry(entry: "SwotEntry") -> Response:
    values = {name: getattr(entry, name) for name in ("text", "need_id", "indicator_key", "version")}
    form = _entry_form(entry.swot, keep=entry, data=values | {"field": entry.field.value})
    return page("planning/swot/entry.html", form=form, entry=entry)


@bp.post("/<uuid:swot_id>/saetze/<uuid:entry_id>")
@requires(SwotPermission.EDIT, of=entry_in_url)
def save_entry(entry: "SwotEntry") -> Response:
    form = _entry_form(entry.swot, keep=entry)
    form.field.data = entry.field.value
    if not form.validate_on_submit():
        return page("planning/swot/entry.html", form=form, entry=entry, status=422)
    swot_id, entry_id = entry.swot_id, entry.id
    try:
        with unit_of_work():
            fresh = queries.entry(queries.swot(swot_id), entry_id)
            actions.edit_entry(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.entry(queries.swot(swot_id), entry_id)
        found = conflicts_of(form, theirs, ("text",))
        return page("planning/swot/entry.html", form=form, entry=theirs, conflicts=found, is_conflict=True, status=409)
    except InvalidInput as error:
        form.take(error)
        theirs = queries.entry(queries.swot(swot_id), entry_id)
        return page("planning/swot/entry.html", form=form, entry=theirs, status=422)
    return reply(url_for("swot.show", swot_id=swot_id), tell="swot-saved")


@bp.post("/<uuid:swot_id>/saetze/<uuid:entry_id>/entfernen")
@requires(SwotPermission.EDIT, of=entry_in_url)
def drop(entry: "SwotEntry") -> Response:
    swot_id = entry.swot_id
    if not Form().validate_on_submit():
        return swot_page(queries.swot(swot_id), status=422)
    with unit_of_work():
        actions.drop_entry(queries.entry(queries.swot(swot_id), entry.id), by=actor())
    return reply(url_for("swot.show", swot_id=swot_id), tell="swot-dropped")


@bp.post("/<uuid:swot_id>/fassungen")
@requires(SwotPermission.EDIT, of=swot_in_url)
def keep(swot: "Swot") -> Response:
    form = KeepForm()
    if not form.validate_on_submit():
        return swot_page(swot, keep_form=form, status=422)
    try:
        with unit_of_work():
            actions.keep_version(queries.swot(swot.id), note=str(form.note.data or ""), by=actor())
    except InvalidInput as error:
        form.take(error)
        return swot_page(queries.swot(swot.id), keep_form=form, status=422)
    return reply(url_for("swot.show", swot_id=swot.id, _anchor="fassungen"), tell="swot-kept")


@bp.get("/<uuid:swot_id>/fassungen/<int(max=32767):number>")
@requires(SwotPermission.READ, of=swot_in_url)
def kept(swot: "Swot") -> Response:
    """The sheet as it stood when somebody kept it."""
    found = queries.version(swot.id, (request.view_args or {})["number"])
    return page("planning/swot/version.html", swot=swot, version=found, fields=FIELDS, strategies=STRATEGIES)


def _places() -> Choices:
    return places.choices_within(actor().scope_of(*WRITERS), county_first=True)


def _form(*, keep: "Swot | None" = None, **kwargs: Any) -> SwotForm:
    offered = [(keep.sozialraum_id, keep.place.name)] if keep is not None else _places()
    return SwotForm(places=offered, **kwargs)


def _entry_form(swot: "Swot", *, keep: "SwotEntry | None" = None, **kwargs: Any) -> EntryForm:
    found = queries.need_choices(actor(), swot, keep=keep)
    return EntryForm(needs=found, indicators=indicator_choices(), **kwargs)


def _draft(form: EntryForm) -> EntryDraft:
    return EntryDraft(
        field=form.field.chosen,
        text=" ".join(str(form.text.data).split()),
        need_id=form.need_id.chosen,
        indicator_key=str(form.indicator_key.data or ""),
    )

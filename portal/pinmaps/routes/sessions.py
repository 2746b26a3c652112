"""`/arbeit/karten/…/tische`: Kartentische, and typing one pin after the other from a paper map."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import sessions as actions
from portal.pinmaps.actions.sessions import TableHeader
from portal.pinmaps.forms.sessions import PhotoForm, PinForm, TableForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import sessions as tables
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.recording import pin_form, record_typed, table_in_url
from portal.pinmaps.routes.tabs import map_in_url, tab
from portal.pinmaps.routes.windows import looks_of
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import MapSession, PinMap

bp = Blueprint("pin_map_sessions", __name__, url_prefix="/arbeit/karten/<uuid:map_id>/tische")

tab(
    N_("Kartentische"),
    "pin_map_sessions.index",
    PinMapPermission.RECORD,
    order=40,
    modules=frozenset({"pin_map_session_photos", "pin_map_tablet"}),
)
tells("table-changed", N_("Gespeichert. Nadeln, die schon erfasst sind, bleiben, wie sie sind."))
tells("pin-undone", N_("Die Nadel ist zurückgenommen."))
tells("pin-recorded", N_("Gespeichert: Nadel %(n)s an diesem Tisch."))


@bp.get("")
@requires(PinMapPermission.RECORD, of=map_in_url)
def index(pin_map: "PinMap") -> Response:
    return _index(pin_map, _table_form(pin_map, data={"held_on": today(), "channel": actions.AT_A_TABLE[0].value}))


@bp.post("")
@requires(PinMapPermission.RECORD, of=map_in_url)
def begin(pin_map: "PinMap") -> Response:
    form = _table_form(pin_map)
    if not form.validate_on_submit():
        return _index(pin_map, form, status=422)
    try:
        with unit_of_work():
            at_table = actions.begin(queries.pin_map(pin_map.id), _header(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _index(queries.pin_map(pin_map.id), form, status=422)
    return reply(url_for("pin_map_sessions.enter", map_id=pin_map.id, session_id=at_table.id))


@bp.get("/<uuid:session_id>")
@requires(PinMapPermission.RECORD, of=map_in_url)
def enter(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    kept = {
        "category": request.args.get("kategorie", ""),
        "group": request.args.get("gruppe", str(at_table.group)),
        "sozialraum_id": as_uuid(request.args.get("ort")),
    }
    return entry_page(pin_map, at_table, pin_form(pin_map, data=kept))


@bp.post("/<uuid:session_id>")
@requires(PinMapPermission.RECORD, of=map_in_url)
def record(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    form = pin_form(pin_map)
    if not form.validate_on_submit():
        return entry_page(pin_map, at_table, form, status=422)
    try:
        record_typed(pin_map, form)
    except DomainError as error:
        form.take(error)
        if isinstance(error, Conflict):
            form.renew_key()
        return entry_page(queries.pin_map(pin_map.id), table_in_url(pin_map), form, status=_status(error))
    context = _entry_context(pin_map, at_table, _emptied(pin_map, form))
    kept = {"kategorie": form.category.data, "gruppe": form.group.data, "ort": form.sozialraum_id.data}
    return reply(
        url_for("pin_map_sessions.enter", map_id=pin_map.id, session_id=at_table.id, **_given(kept)),
        template="pinmaps/work/entry.html",
        fragment="pin_entry",
        tell="pin-recorded",
        count=context["recorded"],
        **context,
    )


@bp.post("/<uuid:session_id>/zuruecknehmen")
@requires(PinMapPermission.RECORD, of=map_in_url)
def undo(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    contribution_id = as_uuid(request.form.get("nadel"))
    address = url_for("pin_map_sessions.enter", map_id=pin_map.id, session_id=at_table.id)
    if contribution_id is None or not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        fresh = queries.pin_map(pin_map.id)
        actions.undo_pin(fresh, table_in_url(fresh), contribution_id, by=actor())
    return reply(
        address,
        template="pinmaps/work/entry.html",
        fragment="last_pins",
        tell="pin-undone",
        **_last_context(pin_map, at_table),
    )


@bp.get("/<uuid:session_id>/angaben")
@requires(PinMapPermission.RECORD, of=map_in_url)
def edit(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    names = ("title", "held_on", "people", "note")
    values = {name: getattr(at_table, name) for name in names}
    values |= {"group": str(at_table.group), "channel": at_table.channel.value}
    return _about(pin_map, at_table, _table_form(pin_map, data=values))


@bp.post("/<uuid:session_id>/angaben")
@requires(PinMapPermission.RECORD, of=map_in_url)
def change(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    form = _table_form(pin_map)
    if not form.validate_on_submit():
        return _about(pin_map, at_table, form, status=422)
    try:
        with unit_of_work():
            fresh = queries.pin_map(pin_map.id)
            actions.change(fresh, table_in_url(fresh), _header(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _about(queries.pin_map(pin_map.id), table_in_url(pin_map), form, status=422)
    address = url_for("pin_map_sessions.enter", map_id=pin_map.id, session_id=at_table.id)
    return reply(address, tell="table-changed")


def entry_page(
    pin_map: "PinMap", at_table: "MapSession", form: PinForm, *, photo_form: PhotoForm | None = None, status: int = 200
) -> Response:
    """The page on which pins are typed."""
    return page(
        "pinmaps/work/entry.html",
        fragment="pin_entry",
        status=status,
        photos=tables.photos_of(at_table.id),
        photo_form=photo_form or PhotoForm(formdata=None),
        map_props=_map_props(pin_map),
        **_entry_context(pin_map, at_table, form),
    )


def _entry_context(pin_map: "PinMap", at_table: "MapSession", form: PinForm) -> dict[str, Any]:
    return {"form": form, **_last_context(pin_map, at_table)}


def _last_context(pin_map: "PinMap", at_table: "MapSession") -> dict[str, Any]:
    last = tables.last_pins(at_table.id)
    return {
        "pin_map": pin_map,
        "table": at_table,
        "last": last,
        "recorded": tables.pin_counts([at_table.id]).get(at_table.id, 0),
        "names": places.names(one.sozialraum_id for one in last if one.sozialraum_id),
        "labels": {one.number: one for one in pin_map.categories},
        "marks": [[one.x, one.y, one.category] for one in last if one.is_on_the_map],
    }


def _map_props(pin_map: "PinMap") -> dict[str, Any]:
    words = {"set": _("Stelle gesetzt. Mit den Pfeiltasten verschieben, mit Enter speichern.")}
    return map_props(pin_map, url_for("pin_map_settings.area", map_id=pin_map.id)) | {
        "looks": looks_of(pin_map),
        "words": words,
    }


def _emptied(pin_map: "PinMap", form: PinForm) -> PinForm:
    """The form for the next pin: category, group and Gemeinde stay, everything else is empty."""
    kept = {"category": form.category.data, "group": form.group.data, "sozialraum_id": form.sozialraum_id.data}
    return pin_form(pin_map, formdata=None, data=kept)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value and value != "0"}


def _status(error: DomainError) -> int:
    return 409 if isinstance(error, Conflict) else 422


def _table_form(pin_map: "PinMap", **kwargs: Any) -> TableForm:
    groups = [(one.number, one.label) for one in pin_map.groups]
    return TableForm(groups=groups, channels=actions.AT_A_TABLE, **kwargs)


def _header(form: TableForm) -> TableHeader:
    assert form.held_on.data is not None
    return TableHeader(
        title=str(form.title.data),
        held_on=form.held_on.data,
        people=form.people.data,
        group=form.group_number,
        channel=next(one for one in actions.AT_A_TABLE if one.value == form.channel.data),
        note=str(form.note.data or ""),
    )


def _index(pin_map: "PinMap", form: TableForm, *, status: int = 200) -> Response:
    found = tables.sessions_page(pin_map.id, after=request.args.get("after"))
    return page(
        "pinmaps/work/sessions.html",
        fragment="table_rows",
        status=status,
        pin_map=pin_map,
        form=form,
        found=found,
        counts=tables.pin_counts([row.id for row in found.rows]),
        groups={one.number: one.label for one in pin_map.groups},
        here=url_for("pin_map_sessions.index", map_id=pin_map.id),
    )


def _about(pin_map: "PinMap", at_table: "MapSession", form: TableForm, *, status: int = 200) -> Response:
    return page("pinmaps/work/table.html", status=status, pin_map=pin_map, table=at_table, form=form)

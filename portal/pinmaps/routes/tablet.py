"""`/arbeit/karten/…/tische/…/tablet`: one device that is handed round; no keyboard, no menus, the pins belong to the table."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import sessions as actions
from portal.pinmaps.forms.sessions import PinForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import sessions as tables
from portal.pinmaps.routes.asked import wants_json
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.recording import pin_form, record_typed, table_in_url
from portal.pinmaps.routes.tabs import map_in_url
from portal.pinmaps.routes.windows import looks_of
from portal.web import csrf
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _
from portal.web.pages import json_reply, page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import MapSession, PinMap

bp = Blueprint("pin_map_tablet", __name__, url_prefix="/arbeit/karten/<uuid:map_id>/tische/<uuid:session_id>/tablet")

tells("tablet-saved", N_("Ihre Nadel ist gespeichert. Danke!"))


@bp.get("")
@requires(PinMapPermission.RECORD, of=map_in_url)
def show(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    return _page(pin_map, at_table, pin_form(pin_map, data={"group": str(at_table.group)}))


@bp.post("")
@requires(PinMapPermission.RECORD, of=map_in_url)
def place(pin_map: "PinMap") -> Response:
    """Store one pin: as a form with the next page, or for the script with its key in JSON."""
    at_table = table_in_url(pin_map)
    form = pin_form(pin_map)
    try:
        if not form.validate_on_submit():
            return _refused(pin_map, at_table, form, 422)
        stored = record_typed(pin_map, form)
    except DomainError as error:
        form.take(error)
        return _refused(
            queries.pin_map(pin_map.id), table_in_url(pin_map), form, 409 if isinstance(error, Conflict) else 422
        )
    if wants_json():
        return json_reply({"pin": str(stored), "token": csrf.form_token()})
    return reply(url_for("pin_map_tablet.show", map_id=pin_map.id, session_id=at_table.id), tell="tablet-saved")


@bp.post("/zuruecknehmen")
@requires(PinMapPermission.RECORD, of=map_in_url)
def undo(pin_map: "PinMap") -> Response:
    """Take back a pin that was set a moment ago, for the script."""
    contribution_id = as_uuid(request.form.get("nadel"))
    if contribution_id is None or not Form().validate_on_submit():
        raise NotFound
    with unit_of_work():
        fresh = queries.pin_map(pin_map.id)
        actions.undo_pin(fresh, table_in_url(fresh), contribution_id, by=actor())
    return json_reply({"token": csrf.form_token()})


def _refused(pin_map: "PinMap", at_table: "MapSession", form: PinForm, status: int) -> Response:
    if wants_json():
        said = [*form.form_errors, *(str(error) for field in form for error in field.errors)]
        return json_reply({"error": " ".join(said), "token": csrf.form_token()}, status=status)
    return _page(pin_map, at_table, form, status=status)


def _page(pin_map: "PinMap", at_table: "MapSession", form: PinForm, *, status: int = 200) -> Response:
    return page(
        "pinmaps/work/tablet.html",
        status=status,
        pin_map=pin_map,
        table=at_table,
        form=form,
        props=_props(pin_map, at_table),
        count=tables.pin_counts([at_table.id]).get(at_table.id, 0),
    )


def _props(pin_map: "PinMap", at_table: "MapSession") -> dict[str, Any]:
    words = {
        "choose": _("Tippen Sie zuerst an, wofür Ihre Nadel steht."),
        "tap": _("Jetzt tippen Sie auf die Karte."),
        "saving": _("Wird gespeichert …"),
        "saved": _("Gespeichert. Noch eine Nadel? Oder geben Sie das Gerät weiter."),
        "undone": _("Zurückgenommen."),
        "failed": _("Das hat nicht geklappt. Bitte geben Sie das Gerät der Moderation."),
        "offline": _("Keine Verbindung. Bitte tippen Sie in einem Moment noch einmal auf die Karte."),
        "thanks": _("Danke! Bitte geben Sie das Gerät weiter."),
    }
    address = url_for("pin_map_tablet.place", map_id=pin_map.id, session_id=at_table.id)
    undo_address = url_for("pin_map_tablet.undo", map_id=pin_map.id, session_id=at_table.id)
    return map_props(pin_map, url_for("pin_map_settings.area", map_id=pin_map.id)) | {
        "looks": looks_of(pin_map),
        "words": words,
        "place": address,
        "undo": undo_address,
    }

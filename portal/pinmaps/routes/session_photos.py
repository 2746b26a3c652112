"""`/arbeit/karten/…/tische/…/fotos`: photos of the paper map, kept with its Kartentisch and shown to staff alone."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import sessions as actions
from portal.pinmaps.forms.sessions import PhotoForm, PinForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import sessions as tables
from portal.pinmaps.routes.recording import pin_form, table_in_url
from portal.pinmaps.routes.sessions import entry_page
from portal.pinmaps.routes.tabs import map_in_url
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import MapSession, PinMap

bp = Blueprint(
    "pin_map_session_photos", __name__, url_prefix="/arbeit/karten/<uuid:map_id>/tische/<uuid:session_id>/fotos"
)

tells("table-photo", N_("Das Foto liegt beim Kartentisch. Sehen können es nur Sie und Ihre Kolleginnen und Kollegen."))
tells("table-photo-gone", N_("Das Foto ist entfernt."))


@bp.post("")
@requires(PinMapPermission.RECORD, of=map_in_url)
def add(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    form = PhotoForm()
    upload = request.files.get("photo")
    try:
        if upload is None or not upload.filename:
            raise InvalidInput("map-session.no-photo", N_("Bitte wählen Sie ein Foto aus."), field="photo")
        if not form.validate_on_submit():
            return entry_page(pin_map, at_table, _blank(pin_map, at_table), photo_form=form, status=422)
        kept = uploads.keep_photo(upload)
        with unit_of_work():
            fresh = queries.pin_map(pin_map.id)
            actions.add_photo(
                fresh,
                table_in_url(fresh),
                file_name=kept.file_name,
                width=kept.width,
                height=kept.height,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        fresh = queries.pin_map(pin_map.id)
        return entry_page(fresh, table_in_url(fresh), _blank(fresh, at_table), photo_form=form, status=422)
    address = url_for("pin_map_sessions.enter", map_id=pin_map.id, session_id=at_table.id)
    return reply(address, tell="table-photo")


@bp.get("/<uuid:photo_id>.jpg")
@requires(PinMapPermission.RECORD, of=map_in_url)
def show(pin_map: "PinMap") -> Response:
    found = tables.photo(table_in_url(pin_map).id, (request.view_args or {})["photo_id"])
    return uploads.photo_response(found.file_name)


@bp.post("/<uuid:photo_id>/entfernen")
@requires(PinMapPermission.RECORD, of=map_in_url)
def remove(pin_map: "PinMap") -> Response:
    at_table = table_in_url(pin_map)
    address = url_for("pin_map_sessions.enter", map_id=pin_map.id, session_id=at_table.id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        fresh = queries.pin_map(pin_map.id)
        actions.remove_photo(fresh, table_in_url(fresh), (request.view_args or {})["photo_id"], by=actor())
    return reply(address, tell="table-photo-gone")


def _blank(pin_map: "PinMap", at_table: "MapSession") -> PinForm:
    return pin_form(pin_map, formdata=None, data={"group": str(at_table.group)})

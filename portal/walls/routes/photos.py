"""`/arbeit/waende/…/fotos`: photos of paper walls, kept with the wall and shown to staff alone."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.walls import queries
from portal.walls.actions import photos as actions
from portal.walls.forms.photos import PhotoForm
from portal.walls.policy import WallPermission
from portal.walls.queries import photos
from portal.walls.routes.tabs import tab, wall_in_url
from portal.web import uploads
from portal.web.access import actor, may, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells
from portal.web.panels import contributes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from portal.walls.models import Wall

bp = Blueprint("wall_photos", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>/fotos")

tab(N_("Fotos"), "wall_photos.index", WallPermission.READ, order=40)
tells("wall-photo", N_("Das Foto liegt bei der Wand. Sehen können es nur Sie und Ihre Kolleginnen und Kollegen."))
tells("wall-photo-gone", N_("Das Foto ist entfernt."))


@bp.get("")
@requires(WallPermission.READ, of=wall_in_url)
def index(wall: "Wall") -> Response:
    return _index(wall, PhotoForm(formdata=None))


@bp.post("")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def add(wall: "Wall") -> Response:
    form = PhotoForm()
    upload = request.files.get("photo")
    try:
        if upload is None or not upload.filename:
            raise InvalidInput("wall.no-photo", N_("Bitte wählen Sie ein Foto aus."), field="photo")
        if not form.validate_on_submit():
            return _index(wall, form, status=422)
        kept = uploads.keep_photo(upload)
        with unit_of_work():
            actions.add_photo(
                queries.wall(wall.id),
                file_name=kept.file_name,
                width=kept.width,
                height=kept.height,
                caption=str(form.caption.data or ""),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _index(queries.wall(wall.id), form, status=422)
    return reply(url_for("wall_photos.index", wall_id=wall.id), tell="wall-photo")


@bp.get("/<uuid:photo_id>.jpg")
@requires(WallPermission.READ, of=wall_in_url)
def show(wall: "Wall") -> Response:
    return uploads.photo_response(photos.photo(wall.id, _photo_id()).file_name)


@bp.post("/<uuid:photo_id>/entfernen")
@requires(WallPermission.ARRANGE, of=wall_in_url)
def remove(wall: "Wall") -> Response:
    address = url_for("wall_photos.index", wall_id=wall.id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        actions.remove_photo(queries.wall(wall.id), _photo_id(), by=actor())
    return reply(address, tell="wall-photo-gone")


@contributes("photos.kept")
def files_of_walls(**_context: object) -> "Iterator[str]":
    """Photos of walls lie in the folder of all photos."""
    yield from photos.photo_files()


def _photo_id() -> "UUID":
    found: UUID = (request.view_args or {})["photo_id"]
    return found


def _index(wall: "Wall", form: PhotoForm, *, status: int = 200) -> Response:
    return page(
        "walls/photos.html",
        status=status,
        wall=wall,
        form=form,
        photos=photos.photos_of(wall.id),
        may_change=may(WallPermission.ARRANGE, wall),
    )

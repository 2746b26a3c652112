"""`/arbeit/waende/…/unterlagen`: the wall as a document, a picture or a table, handed over at once; many photos take a job."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.walls import queries
from portal.walls.actions.exporting import note_export
from portal.walls.exports.files import MOST_PHOTOS_AT_ONCE, start_export, wall_file
from portal.walls.forms.exporting import ExportForm
from portal.walls.policy import WallPermission
from portal.walls.queries import photos
from portal.walls.routes.tabs import tab, wall_in_url
from portal.walls.terms import Naming
from portal.walls.terms.exporting import WallFormat
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.pages import download, page, reply

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("wall_exports", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>/unterlagen")

tab(N_("Unterlagen"), "wall_exports.dialog", WallPermission.EXPORT, order=90)


@bp.get("")
@requires(WallPermission.EXPORT, of=wall_in_url)
def dialog(wall: "Wall") -> Response:
    """As what."""
    return _dialog(wall, ExportForm())


@bp.post("")
@requires(WallPermission.EXPORT, of=wall_in_url)
def take(wall: "Wall") -> Response:
    """Note who takes what, then hand the file over."""
    form = ExportForm()
    if not form.validate_on_submit():
        return _dialog(wall, form, status=422)
    chosen, names = WallFormat(form.format.data), bool(form.names.data)
    many = bool(form.photos.data) and chosen.takes_photos and len(photos.photos_of(wall.id)) > MOST_PHOTOS_AT_ONCE
    try:
        with unit_of_work():
            fresh = queries.wall(wall.id)
            note_export(fresh, chosen, names=names, reason=form.reason.data or "", by=actor())
            title = _("„%(title)s“ als %(format)s", title=fresh.title, format=_(chosen.label))
            job = start_export(fresh, chosen, names=names, title=title, by=actor()) if many else None
    except InvalidInput as error:
        form.take(error)
        return _dialog(queries.wall(wall.id), form, status=422)
    if job is not None:
        return reply(url_for("jobs.detail", job_id=job.id))
    made = wall_file(queries.wall(wall.id), chosen, names=names, photos=bool(form.photos.data))
    return download(made.content, made.filename, made.mimetype)


def _dialog(wall: "Wall", form: ExportForm, *, status: int = 200) -> Response:
    return page(
        "walls/export.html",
        status=status,
        wall=wall,
        form=form,
        formats={one.value: _(one.meaning) for one in WallFormat},
        photo_count=len(photos.photos_of(wall.id)),
        has_names=wall.naming is Naming.FIRST_NAME,
    )

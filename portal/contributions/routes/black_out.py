"""`/arbeit/wortmeldungen/<id>/foto/<id>/schwaerzen`: making faces and number plates unrecognisable before others see a photo."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.contributions import actions, queries
from portal.contributions.forms import BoxesForm
from portal.contributions.policy import ContributionPermission
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.text import N_
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.black_out import MOST_BOXES, black_out, read_boxes
from portal.web.errors import status_of
from portal.web.i18n import _
from portal.web.pages import page, reply, tells
from portal.web.paths import is_local_path

if TYPE_CHECKING:
    from portal.contributions.models import Contribution, Photo

bp = Blueprint("black_out", __name__, url_prefix="/arbeit/wortmeldungen")

#: Rows of numbers that stand ready without JavaScript.
ROWS = 5

tells("photo-blacked-out", N_("Geschwärzt. Das Foto ohne Schwärzung gibt es nicht mehr."))


def _in_url(contribution_id: UUID, **_rest: Any) -> "Contribution":
    return queries.contribution(contribution_id)


@bp.get("/<uuid:contribution_id>/foto/<uuid:photo_id>/schwaerzen")
@requires(ContributionPermission.MODERATE, of=_in_url)
def show(contribution: "Contribution") -> Response:
    return _page(contribution, _photo(contribution), BoxesForm(formdata=None))


@bp.post("/<uuid:contribution_id>/foto/<uuid:photo_id>/schwaerzen")
@requires(ContributionPermission.MODERATE, of=_in_url)
def save(contribution: "Contribution") -> Response:
    photo, form = _photo(contribution), BoxesForm()
    if not form.validate_on_submit():
        return _page(contribution, photo, form, status=422)
    try:
        _black_out(photo, form)
    except DomainError as error:
        form.take(error)
        return _page(contribution, queries.photo(photo.id), form, status=status_of(error))
    return reply(_way_back(contribution), tell="photo-blacked-out")


def _black_out(photo: "Photo", form: BoxesForm) -> None:
    """The new file lies on the disk before the row speaks of it, and is removed again when the row may not."""
    made_from = photo.file_name
    kept = black_out(made_from, read_boxes(form.rows))
    try:
        with unit_of_work():
            actions.black_out_photo(queries.photo(photo.id), made_from=made_from, into=kept, by=actor())
    except BaseException:
        uploads.discard_photo(kept.file_name)
        raise


def _photo(contribution: "Contribution") -> "Photo":
    found = queries.photo(UUID(str((request.view_args or {})["photo_id"])))
    if found.contribution_id != contribution.id:
        raise NotFound
    return found


def _way_back(contribution: "Contribution") -> str:
    wanted = request.args.get("zurueck", "")
    own = url_for("contributions.detail", contribution_id=contribution.id)
    return wanted if is_local_path(wanted) and wanted.startswith("/arbeit/") else own


def _page(contribution: "Contribution", photo: "Photo", form: BoxesForm, *, status: int = 200) -> Response:
    rows = form.rows
    shown = [*rows, *[("", "", "", "")] * max(0, ROWS - len(rows))][:MOST_BOXES]
    props = {
        "most": MOST_BOXES,
        "texts": {
            "add": _("Rechteck hinzufügen"),
            "remove": _("Rechteck {n} entfernen"),
            "box": _("Rechteck {n}"),
            "count": _("{n} Rechtecke auf dem Foto"),
            "oneBox": _("1 Rechteck auf dem Foto"),
            "noBox": _("Noch kein Rechteck auf dem Foto"),
            "full": _("Mehr Rechtecke gehen nicht in einem Schritt."),
        },
    }
    return page(
        "contributions/black_out.html",
        status=status,
        contribution=contribution,
        photo=photo,
        form=form,
        rows=shown,
        props=props,
        back=_way_back(contribution),
    )

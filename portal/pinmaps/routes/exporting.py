"""`/arbeit/karten/…/daten`: the pins as a file or a picture, made by a job."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.pinmaps.exports import files
from portal.pinmaps.forms.exporting import DataForm
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.routes.tabs import map_in_url, tab
from portal.pinmaps.terms.exporting import PinFormat, Positions
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_map_exports", __name__, url_prefix="/arbeit/karten/<uuid:map_id>/daten")

tab(N_("Daten"), "pin_map_exports.dialog", PinMapPermission.EXPORT, order=90)


@bp.get("")
@requires(PinMapPermission.EXPORT, of=map_in_url)
def dialog(pin_map: "PinMap") -> Response:
    """What and as what."""
    return _dialog(pin_map, DataForm())


@bp.post("")
@requires(PinMapPermission.EXPORT, of=map_in_url)
def start(pin_map: "PinMap") -> Response:
    """Queue the file and lead to its page."""
    form = DataForm()
    if not form.validate_on_submit():
        return _dialog(pin_map, form, status=422)
    chosen = PinFormat(form.format.data)
    try:
        with unit_of_work():
            job = files.start_export(
                pin_map,
                format=chosen,
                positions=Positions(form.positions.data),
                title=_("Nadeln von „%(title)s“ als %(format)s", title=pin_map.title, format=_(chosen.label)),
                reason=form.reason.data or "",
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _dialog(pin_map, form, status=422)
    return reply(url_for("jobs.detail", job_id=job.id))


def _dialog(pin_map: "PinMap", form: DataForm, *, status: int = 200) -> Response:
    return page(
        "pinmaps/work/data.html",
        status=status,
        pin_map=pin_map,
        form=form,
        formats={one.value: _(one.meaning) for one in PinFormat},
        positions={one.value: _(one.meaning) for one in Positions},
    )

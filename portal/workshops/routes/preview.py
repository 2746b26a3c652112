"""`/arbeit/werkstaetten/<id>/vorschau`: the public page before everybody sees it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from portal.web.access import requires
from portal.workshops.policy import WorkshopPermission
from portal.workshops.routes.public import shown
from portal.workshops.routes.tabs import workshop_in_url

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshop_preview", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/vorschau")


@bp.get("")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def show(workshop: "FutureWorkshop") -> Response:
    return shown(workshop, is_preview=True)

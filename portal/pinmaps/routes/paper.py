"""The Nadelkarte on paper: for everybody as a PDF, for those who make it as a page that says how to use it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request
from flask_babel import force_locale

from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.documents.paper import PaperSize, paper_pdf
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.routes.asked import map_at
from portal.pinmaps.routes.staff import public_address
from portal.pinmaps.routes.tabs import map_in_url, tab
from portal.web.access import public, requires
from portal.web.i18n import SOURCE
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

public_bp = Blueprint("pin_map_sheets", __name__, url_prefix="/karten")
bp = Blueprint("pin_map_paper", __name__, url_prefix="/arbeit/karten/<uuid:map_id>")

tab(N_("Papierkarte"), "pin_map_paper.show", PinMapPermission.READ, order=25)


@public_bp.get("/<slug>/papier.pdf")
@public
def pdf(slug: str) -> Response:
    return _pdf(map_at(slug))


@bp.get("/papier")
@requires(PinMapPermission.READ, of=map_in_url)
def show(pin_map: "PinMap") -> Response:
    return page("pinmaps/work/paper.html", pin_map=pin_map, has_area=queries.area_of(pin_map) is not None)


@bp.get("/papier.pdf")
@requires(PinMapPermission.READ, of=map_in_url)
def draft_pdf(pin_map: "PinMap") -> Response:
    return _pdf(pin_map)


def _pdf(pin_map: "PinMap") -> Response:
    size = PaperSize.A2 if request.args.get("format") == PaperSize.A2.value else PaperSize.A3
    with force_locale(SOURCE):
        content = paper_pdf(pin_map, size, url=public_address(pin_map) if pin_map.is_public else "")
    response = Response(content, mimetype="application/pdf")
    name = f"{pin_map.slug}-{size.value}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response

"""`/beteiligung`: what runs, what comes, what became of it."""

from flask import Blueprint, Response, request

from portal.consultations import queries
from portal.consultations.forms import PlaceFilterForm
from portal.consultations.terms import Timing
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import public
from portal.web.nav import nav_entry
from portal.web.pages import page

bp = Blueprint("public_consultations", __name__, url_prefix="/beteiligung")

nav_entry("public", label=N_("Beteiligung"), endpoint="public_consultations.index", order=30, icon="people")


@bp.get("")
@public
def index() -> Response:
    tree = places.tree()
    node = tree.by_slug(request.args.get("ort", ""))
    form = PlaceFilterForm(
        formdata=request.args, places=[(gemeinde.slug, gemeinde.name) for gemeinde in tree.gemeinden]
    )
    around, lineage = (node.id, node.lineage) if node else (None, ())
    groups = [(timing, queries.published(timing, around=around, lineage=lineage)) for timing in Timing]
    shown = [consultation for _timing, found in groups for consultation in found]
    return page(
        "consultations/index.html",
        form=form,
        place=node,
        groups=groups,
        is_empty=not shown,
        names=places.names(consultation.sozialraum_id for consultation in shown),
    )


@bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    consultation = queries.public_consultation(slug)
    if consultation is None:
        raise NotFound
    return page(
        "consultations/show.html",
        consultation=consultation,
        place=places.tree().get(consultation.sozialraum_id),
        is_preview=False,
    )

"""`/runde-tische`: the public calendar, of all or of one Gemeinde, and the page of each series."""

from flask import Blueprint, Response, request

from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.roundtables.actions import telling
from portal.roundtables.forms.series import PlaceFilterForm
from portal.roundtables.queries import meetings, series
from portal.roundtables.routes.preparing import timed
from portal.web.access import public
from portal.web.nav import nav_entry
from portal.web.pages import page

bp = Blueprint("public_round_tables", __name__, url_prefix="/runde-tische")

nav_entry("public", label=N_("Runde Tische"), endpoint="public_round_tables.index", order=31, icon="people")


@bp.get("")
@public
def index() -> Response:
    tree = places.tree()
    node = tree.by_slug(request.args.get("ort", ""))
    form = PlaceFilterForm(
        formdata=request.args, places=[(gemeinde.slug, gemeinde.name) for gemeinde in tree.gemeinden]
    )
    around, lineage = (node.id, node.lineage) if node else (None, ())
    coming = meetings.public_meetings(around=around, lineage=lineage, since=clock.now())
    found = series.public_round_tables(around=around, lineage=lineage)
    shown = {one.sozialraum_id for one in found} | {one.round_table.sozialraum_id for one in coming}
    return page(
        "roundtables/public/index.html",
        form=form,
        place=node,
        coming=[(one, telling.called(one)) for one in coming],
        found=found,
        names=places.names(shown),
    )


@bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    round_table = series.public_round_table(slug)
    if round_table is None:
        raise NotFound
    coming = meetings.next_public(round_table)
    return page(
        "roundtables/public/show.html",
        round_table=round_table,
        place=places.tree().get(round_table.sozialraum_id),
        meeting=coming,
        agenda=timed(coming) if coming else [],
        held=meetings.last_held(round_table),
    )

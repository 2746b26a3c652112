"""`/arbeit/waende`: the list, a new wall, and the first page of each, which is the desk."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.consultations.terms.methods import FOR_METHOD
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, WallDraft
from portal.walls.forms.drafting import NewWallForm, StateFilterForm
from portal.walls.policy import WallPermission
from portal.walls.routes.choices import consultation_choices, place_choices
from portal.walls.routes.desk import desk
from portal.walls.routes.method_starts import values_for
from portal.walls.routes.tabs import tab, wall_in_url
from portal.walls.terms import WallState
from portal.walls.terms.templates import TEMPLATES, template
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("walls", __name__, url_prefix="/arbeit/waende")

nav_entry(
    "work",
    label=N_("Moderationswände"),
    endpoint="walls.index",
    order=63,
    permission=WallPermission.LIST,
    icon="list",
)
tab(N_("Wand"), "walls.show", WallPermission.READ, order=1, modules=frozenset({"wall_desk"}))
tells("wall-drafted", N_("Die Wand ist angelegt. Noch findet sie niemand mit dem Handy."))
tells("wall-discarded", N_("Der Entwurf ist gelöscht."))


@bp.get("")
@requires(WallPermission.LIST)
def index() -> Response:
    form = StateFilterForm(formdata=request.args)
    state = next((state for state in WallState if state.value == form.stand.data), None)
    found = queries.newest_page(queries.own_walls(actor(), state=state), after=request.args.get("after"))
    return page(
        "walls/index.html",
        fragment="wall_rows",
        form=form,
        found=found,
        state=state,
        counts=queries.card_counts([row.id for row in found.rows]),
        names=places.names(row.sozialraum_id for row in found.rows),
        here=url_for("walls.index", stand=state.value if state else None),
    )


@bp.get("/neu")
@requires(WallPermission.DRAFT)
def new() -> Response:
    mine = place_choices()
    wanted = request.args.get("verfahren")
    values = {
        "sozialraum_id": mine[0][0] if len(mine) == 1 else None,
        "consultation_id": wanted,
        **values_for(request.args.get(FOR_METHOD)),
    }
    return _new(NewWallForm(places=mine, consultations=consultation_choices(), data=values))


@bp.post("/neu")
@requires(WallPermission.DRAFT)
def create() -> Response:
    form = NewWallForm(places=place_choices(), consultations=consultation_choices())
    chosen = template(str(form.template.data or ""))
    if not form.validate_on_submit() or chosen is None:
        return _new(form, status=422)
    draft = WallDraft(
        title=str(form.title.data or "") or _(chosen.title),
        place=places.place(form.sozialraum_id.data),
        columns=tuple(ColumnDraft(title=_(title), hint=_(hint) if hint else "") for title, hint in chosen.columns),
        consultation_id=form.consultation_id.data,
    )
    try:
        with unit_of_work():
            wall = actions.create_wall(draft, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("walls.show", wall_id=wall.id), tell="wall-drafted")


@bp.get("/<uuid:wall_id>")
@requires(WallPermission.READ, of=wall_in_url)
def show(wall: "Wall") -> Response:
    return desk(wall)


@bp.post("/<uuid:wall_id>/verwerfen")
@requires(WallPermission.DISCARD, of=wall_in_url)
def discard(wall: "Wall") -> Response:
    if not Form().validate_on_submit():
        return desk(wall, status=422)
    try:
        with unit_of_work():
            actions.discard(queries.wall(wall.id), by=actor())
    except InvalidInput as error:
        return desk(queries.wall(wall.id), error=error)
    return reply(url_for("walls.index"), tell="wall-discarded")


def _new(form: NewWallForm, *, status: int = 200) -> Response:
    hints = {one.name: _(one.purpose) for one in TEMPLATES}
    return page("walls/new.html", form=form, hints=hints, status=status)

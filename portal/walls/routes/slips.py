"""`/arbeit/waende/<id>/stimmzettel`: printing voting codes. They are shown once, on the page that is printed."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.walls import actions, queries
from portal.walls.forms.desk import NumberForm
from portal.walls.policy import WallPermission
from portal.walls.routes.desk import phone_address
from portal.walls.routes.tabs import tab, wall_in_url
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("wall_slips", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>/stimmzettel")

tab(N_("Stimmzettel"), "wall_slips.index", WallPermission.EDIT, order=20)


@bp.get("")
@requires(WallPermission.EDIT, of=wall_in_url)
def index(wall: "Wall") -> Response:
    return _index(wall, NumberForm(formdata=None, data={"number": 30}))


@bp.post("")
@requires(WallPermission.EDIT, of=wall_in_url)
def make(wall: "Wall") -> Response:
    form = NumberForm()
    if not form.validate_on_submit():
        return _index(wall, form, status=422)
    try:
        with unit_of_work():
            slips = actions.make_slips(queries.wall(wall.id), number=form.number.data or 0, by=actor())
    except DomainError as error:
        form.take(error)
        return _index(queries.wall(wall.id), form, status=status_of(error))
    fresh = queries.wall(wall.id)
    return page("walls/slips_print.html", wall=fresh, slips=slips, address=phone_address(fresh))


def _index(wall: "Wall", form: NumberForm, *, status: int = 200) -> Response:
    return page("walls/slips.html", wall=wall, form=form, status=status)

"""`/arbeit/waende/<id>/beamer`: the wall for the room, large and without a menu; it renews itself."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, request
from markupsafe import Markup

from portal.kernel.clock import now
from portal.walls import queries
from portal.walls.policy import WallPermission
from portal.walls.routes.desk import phone_address
from portal.walls.routes.drawn import draw, drawn
from portal.walls.routes.tabs import wall_in_url
from portal.web.access import requires
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("wall_beamer", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>/beamer")


@bp.get("")
@requires(WallPermission.READ, of=wall_in_url)
def show(wall: "Wall") -> Response:
    return page("walls/beamer.html", wall=wall, address=phone_address(wall), shown=drawn_wall(wall), now=now())


@bp.get("/stand")
@requires(WallPermission.READ, of=wall_in_url)
def state(wall: "Wall") -> Response:
    """The wall as the room sees it with the way to it, or 204 when nothing has changed."""
    if request.args.get("ab") == str(wall.change):
        return Response(status=204)
    entry = draw("walls/_beamer_entry.html", wall=wall, address=phone_address(wall))
    return make_response(drawn_wall(wall) + entry)


def shown_wall(wall: "Wall") -> dict[str, Any]:
    """What everybody may see of a wall. Its `change` is read before everything else, so it is never ahead of it."""
    return {
        "wall": wall,
        "change": wall.change,
        "content": queries.content(wall, for_staff=False),
    }


def drawn_wall(wall: "Wall") -> Markup:
    """The wall for the room, the same for everybody who looks."""
    return drawn("shown", wall.id, wall.change, lambda: draw("walls/_shown_wall.html", **shown_wall(wall)))

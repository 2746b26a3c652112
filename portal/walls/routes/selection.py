"""`/arbeit/waende/<id>/bedarfe`: cards on their way to a Bedarf: a cluster, a column, or some. What becomes of them others say."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.walls import queries
from portal.walls.policy import WallPermission
from portal.walls.routes.tabs import tab, tabs_of, wall_in_url
from portal.web.access import requires
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _
from portal.web.pages import page
from portal.web.panels import collect, panel, render_panel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.walls.models import Wall
    from portal.walls.queries import CardContent, ColumnContent, WallContent

bp = Blueprint("wall_selection", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>")

bp.add_app_template_global(tabs_of, "wall_tabs")
tab(N_("Bedarfe"), "wall_selection.index", WallPermission.READ, order=50)

#: Cards that go to a Bedarf at once.
MOST = 500
#: So many of them are shown with their words.
SHOWN = 50
LONGEST_TITLE = 120

_NOTHING = N_("Bitte kreuzen Sie zuerst Karten an, oder nehmen Sie eine ganze Gruppe.")
_TOO_MANY = N_("Das sind mehr als %(most)s Karten. Bitte nehmen Sie eine Gruppe nach der anderen.")


@bp.get("/bedarfe")
@requires(WallPermission.READ, of=wall_in_url)
def index(wall: "Wall") -> Response:
    """Everything that can be taken up, what got most dots first."""
    return _index(wall, Form(formdata=None))


@bp.get("/auswahl")
@requires(WallPermission.READ, of=wall_in_url)
def choose(wall: "Wall") -> Response:
    """A whole cluster (`gruppe`) or a whole column (`spalte`). Raises `NotFound` for one that is not on this wall."""
    found = queries.content(wall, for_staff=True)
    cluster_id, column_id = as_uuid(request.args.get("gruppe")), as_uuid(request.args.get("spalte"))
    for column in found.columns:
        for cluster in column.clusters:
            if cluster_id == cluster.cluster.id:
                where = f"{column.column.title} · {cluster.title}"
                return _chosen(wall, cluster.cards, cluster.title, where=where, dots=cluster.dots)
        if column_id == column.column.id:
            title = column.column.title
            return _chosen(wall, list(_all_cards(column)), title, where=title, dots=_shown_dots(column))
    raise NotFound


@bp.post("/auswahl")
@requires(WallPermission.READ, of=wall_in_url)
def choose_cards(wall: "Wall") -> Response:
    """The ticked cards; nothing is changed by showing them."""
    form = Form()
    if not form.validate_on_submit():
        return _index(wall, form, status=422)
    try:
        cards = _ticked(queries.content(wall, for_staff=True))
    except InvalidInput as error:
        form.take(error)
        return _index(wall, form, status=status_of(error))
    loudest = max(cards, key=lambda one: one.dots)
    return _chosen(wall, cards, loudest.text, where=_("Einzelne Karten"), dots=sum(one.dots for one in cards))


@panel("wall.cluster", order=10)
def offer_at_cluster(*, wall: Any, cluster: Any, contribution_ids: "Sequence[UUID]", **_context: Any) -> str | None:
    """The way from a cluster to a Bedarf, for those who may take that step."""
    labels = collect("contributions.takers")
    if not labels or not contribution_ids:
        return None
    return render_panel("walls/_cluster_selection.html", wall=wall, cluster=cluster, labels=labels)


def _index(wall: "Wall", form: Form, *, status: int = 200) -> Response:
    return page(
        "walls/taking.html",
        status=status,
        wall=wall,
        form=form,
        content=queries.content(wall, for_staff=True),
        takers=collect("contributions.takers"),
        ticked=set(request.form.getlist("karte")),
    )


def _chosen(wall: "Wall", cards: "Sequence[CardContent]", title: str, *, where: str, dots: int) -> Response:
    try:
        _ensure_a_few(cards)
    except InvalidInput as error:
        return _index(wall, _complaining(error), status=status_of(error))
    place_name = places.names([wall.sozialraum_id]).get(wall.sozialraum_id, "")
    return page(
        "walls/selection.html",
        wall=wall,
        cards=cards,
        shown=cards[:SHOWN],
        dots=dots,
        where=where,
        title=_suggested(title, place_name),
        place_id=wall.sozialraum_id,
        place_name=place_name,
        back=url_for("wall_selection.index", wall_id=wall.id),
    )


def _complaining(error: InvalidInput) -> Form:
    form = Form(formdata=None)
    form.take(error)
    return form


def _suggested(title: str, place: str) -> str:
    """The first line of what it says, and where: "Bänke und Schatten, Kammlach"."""
    first = title.strip().partition("\n")[0].rstrip(".")
    room = LONGEST_TITLE - len(place) - 2
    if len(first) > room:
        first = f"{first[: room - 1].rsplit(' ', 1)[0]}…"
    return ", ".join(part for part in (first, place) if part)


def _ticked(found: "WallContent") -> "list[CardContent]":
    """The ticked cards of this wall, in its order. Raises `InvalidInput` for none and for too many."""
    wanted = {known for raw in request.form.getlist("karte") if (known := as_uuid(raw))}
    cards = [one for column in found.columns for one in _all_cards(column) if one.contribution_id in wanted]
    _ensure_a_few(cards)
    return cards


def _ensure_a_few(cards: "Sequence[CardContent]") -> None:
    if not cards:
        raise InvalidInput("selection.nothing", _NOTHING)
    if len(cards) > MOST:
        raise InvalidInput("selection.too-many", _TOO_MANY, most=MOST)


def _shown_dots(column: "ColumnContent") -> int:
    """All dots of a column; none while they are placed in secret."""
    return 0 if column.hides_dots else column.dots


def _all_cards(column: "ColumnContent") -> "Iterator[CardContent]":
    for cluster in column.clusters:
        yield from cluster.cards
    yield from column.loose

"""Moderationswände from within a meeting, and Vereinbarungen from within a wall."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import owners
from portal.roundtables.actions import room_walls as actions
from portal.roundtables.forms.evening import ClusterForm
from portal.roundtables.policy import AgreementPermission, MinutesPermission
from portal.roundtables.queries import evening
from portal.roundtables.queries import room_walls as queries
from portal.roundtables.routes.running import meeting_in_url, screen
from portal.roundtables.terms.minutes import RoomMethod
from portal.web.access import actor, may, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, MeetingWall

bp = Blueprint("meeting_walls", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

tells(
    "cluster-agreed",
    N_("Als Vereinbarung festgehalten. Sie steht im Protokoll und bleibt offen, bis sie erledigt ist."),
)


@bp.post("/<uuid:meeting_id>/wand")
@requires(MinutesPermission.NOTE, of=meeting_in_url)
def begin(meeting: "Meeting") -> Response:
    """Begin a wall of the pressed kind and go to its desk."""
    method = next((one for one in RoomMethod if one.value == request.form.get("methode")), None)
    form = Form()
    if not form.validate_on_submit() or method is None:
        return screen(meeting, form=form, status=422)
    with unit_of_work():
        begun = actions.begin_wall(evening.meeting(meeting.id), method, by=actor())
    return reply(url_for("walls.show", wall_id=begun.wall_id))


@bp.post("/<uuid:meeting_id>/wand/<uuid:wall_id>/vereinbarung")
@requires(AgreementPermission.MAKE, of=meeting_in_url)
def agree(meeting: "Meeting") -> Response:
    """Make a Vereinbarung of a cluster: what, who, until when."""
    begun = _wall_of(meeting)
    form = ClusterForm()
    if not form.validate_on_submit():
        return _page(meeting, begun, form, status=422)
    try:
        with unit_of_work():
            promise = owners.promise_of(meeting, str(form.owner.data or ""), due_on=form.due_on.data, by=actor())
            actions.agree_on_cluster(
                _wall_of(meeting), text=str(form.text.data), promise=promise, submission_key=form.key, by=actor()
            )
    except DomainError as error:
        form.take(error)
        return _page(meeting, begun, form, status=status_of(error))
    return reply(url_for("walls.show", wall_id=begun.wall_id), tell="cluster-agreed")


@panel("roundtables.evening")
def walls_of_evening(*, meeting: Any, walls: Any, methods: Any, is_running: bool, **_context: Any) -> str | None:
    """Buttons that begin a wall, or lead to the one that was begun."""
    if not walls and not is_running:
        return None
    return render_panel(
        "roundtables/evening/walls.html", meeting=meeting, walls=walls, methods=methods, is_running=is_running
    )


@panel("wall.aside")
def meeting_of_wall(*, wall: Any, **_context: Any) -> str | None:
    """What the wall belongs to, with the way back."""
    begun = queries.of_wall(wall.id)
    if begun is None or not may(MinutesPermission.NOTE, begun.meeting):
        return None
    return render_panel("roundtables/evening/wall_aside.html", meeting=begun.meeting)


@panel("wall.cluster", order=30)
def agreement_of_cluster(*, wall: Any, title: str = "", cluster: Any = None, **_context: Any) -> str | None:
    """A cluster on the wall of a meeting can become a Vereinbarung."""
    begun = queries.of_wall(wall.id)
    if begun is None or not may(AgreementPermission.MAKE, begun.meeting):
        return None
    return render_panel(
        "roundtables/evening/wall_cluster.html",
        begun=begun,
        form=ClusterForm(formdata=None, prefix="", data={"text": title}),
        cluster=cluster,
        cluster_title=title,
    )


def _wall_of(meeting: "Meeting") -> "MeetingWall":
    wall_id: UUID = (request.view_args or {})["wall_id"]
    begun = queries.of_wall(wall_id)
    if begun is None or begun.meeting_id != meeting.id:
        raise NotFound
    return begun


def _page(meeting: "Meeting", begun: "MeetingWall", form: ClusterForm, *, status: int) -> Response:
    return page(
        "roundtables/evening/cluster.html",
        status=status,
        meeting=meeting,
        begun=begun,
        form=form,
        owner_labels=owners.offered(meeting, viewer=actor()),
    )

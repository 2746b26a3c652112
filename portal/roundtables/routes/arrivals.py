"""`/runde-tische/da/…`: the page behind the QR code at the door, where people write their name into the list."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.roundtables.actions import arriving, telling
from portal.roundtables.forms.replies import ArrivalForm
from portal.roundtables.queries import meetings as queries
from portal.roundtables.routes.guessing import wrong
from portal.web import limits
from portal.web.access import public
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting

bp = Blueprint("arrivals", __name__, url_prefix="/runde-tische/da")


@bp.get("/<token>")
@public
def door(token: str) -> Response:
    return _door(queries.meeting(_meeting_id(token)), ArrivalForm(), token)


@bp.post("/<token>")
@public
def arrive(token: str) -> Response:
    meeting, form = queries.meeting(_meeting_id(token)), ArrivalForm()
    if not form.validate_on_submit():
        return _door(meeting, form, token, status=422)
    limits.hit("roundtables.door", token, most=300, per_seconds=3600)
    try:
        with unit_of_work():
            one = arriving.arrive_at_door(
                queries.meeting(meeting.id),
                name=str(form.name.data),
                organisation=str(form.organisation.data or ""),
                email=str(form.email.data or ""),
            )
    except InvalidInput as error:
        form.take(error)
        return _door(queries.meeting(meeting.id), form, token, status=422)
    return page("roundtables/public/welcome.html", meeting=one.meeting, called=telling.called(one.meeting), token=token)


def _meeting_id(token: str) -> UUID:
    found = arriving.meeting_of_door_code(token)
    if found is None:
        wrong()
    return found


def _door(meeting: "Meeting", form: ArrivalForm, token: str, *, status: int = 200) -> Response:
    return page(
        "roundtables/public/door.html",
        status=status,
        meeting=meeting,
        called=telling.called(meeting),
        form=form,
        token=token,
        is_open=arriving.door_is_open(meeting),
    )

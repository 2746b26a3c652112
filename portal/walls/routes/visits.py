"""What the browser of a phone holds: a signed name by which the wall knows it again, and nobody learns who it is."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from flask import Response, request, url_for

from portal.kernel import codes
from portal.kernel.runtime import settings
from portal.walls.terms.states import PHONES_ARE_KNOWN
from portal.web.forms import as_uuid

if TYPE_CHECKING:
    from portal.walls.models import Wall

_NAME = "wand"
#: The same field in a form, for phones that keep no cookies.
FIELD = "guest"
_LONGEST = 200


def guest(wall_id: UUID) -> UUID | None:
    """The name of this phone at this wall; None when it has none yet, or a made-up one."""
    for signed in (request.cookies.get(_NAME, ""), request.form.get(FIELD, "")):
        value = codes.unsign(_purpose(wall_id), signed[:_LONGEST]) if signed else None
        if value:
            return as_uuid(value)
    return None


def new_guest() -> UUID:
    """A name for a phone that comes for the first time; nothing is stored before it brings something."""
    return uuid4()


def signed(wall: "Wall", guest_id: UUID) -> str:
    """The name as the phone keeps it."""
    return codes.sign(_purpose(wall.id), guest_id.hex, valid_for=PHONES_ARE_KNOWN)


def hold(response: Response, wall: "Wall", guest_id: UUID) -> Response:
    """Let the phone keep its name; a wall that is closed hands out none, and prolongs none."""
    if not wall.is_open:
        return response
    response.set_cookie(
        _NAME,
        signed(wall, guest_id),
        max_age=int(PHONES_ARE_KNOWN.total_seconds()),
        path=url_for("wall_phone.show", code=wall.room_code),
        secure=settings().cookie_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _purpose(wall_id: UUID) -> str:
    return f"{_NAME}:{wall_id.hex}"

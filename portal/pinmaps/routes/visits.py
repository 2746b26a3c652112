"""What the browser of somebody who sets pins holds: for some hours, which sitting its pins belong to."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel import codes
from portal.kernel.runtime import settings

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

_SITTING = "karte"
_VIEW = "pin-sitting-view"
#: So long further pins belong to the same sitting: an afternoon, and not the next person at a shared computer.
SITTING_HOLDS = timedelta(hours=4)
#: How long after the last pin the portal shows the code: long enough to write it down.
CODE_SHOWN = timedelta(minutes=30)
_LONGEST = 200


def sitting(pin_map: "PinMap") -> UUID | None:
    """The key of the sitting that this browser began on the map; None when there is none."""
    return _key(codes.unsign(_purpose(_SITTING, pin_map), request.cookies.get(_SITTING, "")[:_LONGEST]))


def hold(response: Response, pin_map: "PinMap", key: UUID) -> Response:
    """Let the browser keep the sitting for some hours."""
    response.set_cookie(
        _SITTING,
        codes.sign(_purpose(_SITTING, pin_map), key.hex, valid_for=SITTING_HOLDS),
        max_age=int(SITTING_HOLDS.total_seconds()),
        path=_path(pin_map),
        secure=settings().cookie_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def end(response: Response, pin_map: "PinMap") -> Response:
    """Forget the sitting: who comes next at this device begins one of their own."""
    response.delete_cookie(
        _SITTING, path=_path(pin_map), secure=settings().cookie_secure, httponly=True, samesite="Lax"
    )
    return response


def view_of(pin_map: "PinMap", key: UUID) -> str:
    """Names the sitting in the address of its own page, also for browsers that keep no cookies; holds as long as the code shows."""
    return codes.sign(_purpose(_VIEW, pin_map), key.hex, valid_for=CODE_SHOWN)


def opened(pin_map: "PinMap", view: str) -> UUID | None:
    """The sitting of such an address; None when it is made up or over."""
    return _key(codes.unsign(_purpose(_VIEW, pin_map), view))


def _purpose(name: str, pin_map: "PinMap") -> str:
    return f"{name}:{pin_map.id.hex}"


def _key(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _path(pin_map: "PinMap") -> str:
    return url_for("public_pin_maps.show", slug=pin_map.slug)

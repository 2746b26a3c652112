"""Which map is meant, its window and what of it is wanted, read from an address; and as what the answer is wanted."""

from typing import TYPE_CHECKING

from flask import request
from werkzeug.datastructures import MultiDict

from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.geometry.mercator import WORLD, Window
from portal.pinmaps.terms import PinFilter, PinVisibility

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

Sent = MultiDict[str, str]
#: The zooms of the web's maps; others are taken for the nearest.
LARGEST_ZOOM = 22
_LONGEST_NUMBER = 12
#: More than any filter offers.
_MOST_CHOSEN = 40
_EDGES = ("w", "n", "o", "s")
_UNREADABLE = N_("Das Fenster der Karte braucht einen Zoom (z) und vier Ränder (w, n, o, s) als ganze Zahlen.")
_SWAPPED = N_("West liegt östlich von Ost oder Nord südlich von Süd.")


def map_at(slug: str) -> "PinMap":
    """The map of an address that everybody may know about. Raises `NotFound`."""
    pin_map = queries.public_map(slug)
    if pin_map is None:
        raise NotFound
    return pin_map


def wants_json() -> bool:
    """Whether a script sent it; a form wants a page."""
    return request.accept_mimetypes.best == "application/json"


def has_window(sent: Sent) -> bool:
    """Whether the address names a window at all."""
    return any(name in sent for name in ("z", *_EDGES))


def read_zoom(sent: Sent) -> int:
    """The zoom, put between the smallest and the largest. Raises `InvalidInput`."""
    return max(0, min(LARGEST_ZOOM, _number(sent.get("z", ""))))


def read_window(sent: Sent) -> Window:
    """The window; edges beyond the world are put on its edge. Raises `InvalidInput` for what is none."""
    west, north, east, south = (max(0, min(WORLD - 1, _number(sent.get(name, "")))) for name in _EDGES)
    if west > east or north > south:
        raise InvalidInput("window.swapped", _SWAPPED)
    return Window(west, north, east, south)


def read_filter(sent: Sent, *, for_staff: bool = False) -> PinFilter:
    """What is wanted; only staff may ask for what others do not see. Raises `InvalidInput`."""
    visibilities = _visibilities(sent) if for_staff else (PinVisibility.SHOWN,)
    return PinFilter(
        categories=_numbers(sent, "k"),
        groups=_numbers(sent, "g"),
        months=_numbers(sent, "m"),
        visibilities=visibilities,
    )


def _visibilities(sent: Sent) -> tuple[PinVisibility, ...]:
    try:
        return tuple(dict.fromkeys(PinVisibility(value) for value in sent.getlist("v")[:_MOST_CHOSEN] if value))
    except ValueError as error:
        raise InvalidInput("window.unreadable", _UNREADABLE) from error


def _numbers(sent: Sent, name: str) -> tuple[int, ...]:
    chosen = (_number(value) for value in sent.getlist(name)[:_MOST_CHOSEN] if value)
    # What no column can hold is nothing anybody chose; PostgreSQL would refuse to compare it.
    return tuple(dict.fromkeys(number if 0 <= number < 1_000_000 else -1 for number in chosen))


def _number(typed: str) -> int:
    digits = typed.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER):
        raise InvalidInput("window.unreadable", _UNREADABLE)
    return int(typed)

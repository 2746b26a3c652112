"""Whether somebody said much the same close by."""

from portal.pinmaps.geometry import mercator
from portal.pinmaps.geometry.mercator import Window
from portal.pinmaps.models import PinMap
from portal.pinmaps.queries import viewport
from portal.pinmaps.terms import PinFilter

_METRES = 150
#: Cells of some 25 metres.
_ZOOM = 18


def near(pin_map: PinMap, at: tuple[float, float], *, category: int) -> int:
    """How many pins of a category everybody sees within some 150 metres; 0 where a map shows no single pins."""
    if not pin_map.shows_pins or pin_map.threshold or not category:
        return 0
    x, y = mercator.position(*at)
    far = int(mercator.steps_of(_METRES, y))
    window = Window(x - far, y - far, x + far, y + far)
    return viewport.view(pin_map.id, window, _ZOOM, PinFilter(categories=(category,))).total

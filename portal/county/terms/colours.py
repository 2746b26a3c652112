"""Colours of a county that everybody can read: contrast as WCAG 2.2 counts it."""

import colorsys
import re
from collections.abc import Iterator

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_

#: WCAG 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5
#: What the dark scheme aims at, where the tone is ours to choose (success criterion 1.4.6 asks for 7 on the page itself).
GOOD_CONTRAST = 6.0
#: Surfaces of the light scheme on which the colour is read or which it lies under (white text on it).
LIGHT_SURFACES = ("#ffffff", "#fdfcfa", "#f5f1e9")
#: Surfaces of the dark scheme.
DARK_SURFACES = ("#14171c", "#1b2027", "#20262e", "#2b323c")
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 50
#: Highest saturation of a colour on a dark page.
_CALM = 0.55


def normalise_colour(raw: str, *, field: str) -> str:
    """ "#0A6", "00aa66" and "#00AA66" as "#00aa66". Raises `InvalidInput` for `field`."""
    match = _HEX.fullmatch(raw.strip())
    if match is None:
        raise InvalidInput(
            "county.colour",
            N_("Das ist keine Farbe. Schreiben Sie sie als # mit sechs Stellen, zum Beispiel #14535f."),
            field=field,
        )
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))


def contrast(one: str, other: str) -> float:
    """How well two colours can be told apart: 1 (not at all) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast_on_light(colour: str) -> float:
    """The worst contrast of a colour on the light surfaces."""
    return min(contrast(colour, surface) for surface in LIGHT_SURFACES)


def darkened_until_readable(colour: str) -> str:
    """The nearest darker tone that can be read on every light surface; the colour itself when it can."""
    return next(tone for tone in _towards(colour, "#000000") if least_contrast_on_light(tone) >= LEAST_CONTRAST)


def colour_for_dark(colour: str) -> str:
    """The nearest lighter tone of the same hue that can be read well on every dark surface."""
    return next(
        tone for tone in _lighter(colour) if min(contrast(tone, dark) for dark in DARK_SURFACES) >= GOOD_CONTRAST
    )


def _lighter(colour: str) -> Iterator[str]:
    """Tones of one hue from a colour up to white, never so loud that they glare on black."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    for step in range(_STEPS + 1):
        lighter = lightness + (1 - lightness) * step / _STEPS
        channels = colorsys.hls_to_rgb(hue, lighter, min(saturation, _CALM))
        yield "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _towards(colour: str, goal: str) -> list[str]:
    """Tones from a colour to black or white in even steps."""
    start, end = _channels(colour), _channels(goal)
    shares = (step / _STEPS for step in range(_STEPS + 1))
    return [
        "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(start, end, strict=True)) for share in shares
    ]


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

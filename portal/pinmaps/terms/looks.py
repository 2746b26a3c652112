"""How the pins of a category look: a colour and a shape, so that nobody needs to tell colours apart."""

from enum import StrEnum

from portal.kernel.text import N_


class Colour(StrEnum):
    """Eight colours that people with any colour vision tell apart best (after Okabe and Ito), darkened to stand on a light map."""

    BLUE = "blue"
    ORANGE = "orange"
    GREEN = "green"
    RED = "red"
    PURPLE = "purple"
    SKY = "sky"
    BROWN = "brown"
    GREY = "grey"

    @property
    def label(self) -> str:
        return _COLOUR_LABELS[self]

    @property
    def fill(self) -> str:
        """The colour itself (sRGB), at least 3 : 1 against white."""
        return _FILLS[self]


_COLOUR_LABELS = {
    Colour.BLUE: N_("Blau"),
    Colour.ORANGE: N_("Orange"),
    Colour.GREEN: N_("Grün"),
    Colour.RED: N_("Rot"),
    Colour.PURPLE: N_("Violett"),
    Colour.SKY: N_("Hellblau"),
    Colour.BROWN: N_("Braun"),
    Colour.GREY: N_("Grau"),
}
_FILLS = {
    Colour.BLUE: "#005b9a",
    Colour.ORANGE: "#c25e00",
    Colour.GREEN: "#00735a",
    Colour.RED: "#b5232d",
    Colour.PURPLE: "#8a3f78",
    Colour.SKY: "#2f83b3",
    Colour.BROWN: "#6e4b1f",
    Colour.GREY: "#5a6069",
}


class Shape(StrEnum):
    """The outline of a pin. `path` draws it around (0, 0) within ±10 units."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    STAR = "star"
    CROSS = "cross"
    HEXAGON = "hexagon"
    DROP = "drop"

    @property
    def label(self) -> str:
        return _SHAPE_LABELS[self]

    @property
    def path(self) -> str:
        return _PATHS[self]


_SHAPE_LABELS = {
    Shape.CIRCLE: N_("Kreis"),
    Shape.SQUARE: N_("Quadrat"),
    Shape.TRIANGLE: N_("Dreieck"),
    Shape.DIAMOND: N_("Raute"),
    Shape.STAR: N_("Stern"),
    Shape.CROSS: N_("Kreuz"),
    Shape.HEXAGON: N_("Sechseck"),
    Shape.DROP: N_("Tropfen"),
}
_PATHS = {
    Shape.CIRCLE: "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    Shape.SQUARE: "M-8-8h16v16h-16z",
    Shape.TRIANGLE: "M0-10l10 18h-20z",
    Shape.DIAMOND: "M0-10l10 10l-10 10l-10-10z",
    Shape.STAR: "M0-10l2.9 6.9l7.1.6l-5.4 4.8l1.6 7.2l-6.2-3.9l-6.2 3.9l1.6-7.2l-5.4-4.8l7.1-.6z",
    Shape.CROSS: "M-3.5-9h7v5.5h5.5v7h-5.5v5.5h-7v-5.5h-5.5v-7h5.5z",
    Shape.HEXAGON: "M-5-9h10l5 9l-5 9h-10l-5-9z",
    Shape.DROP: "M0 10c-5-6-8-9-8-12a8 8 0 1 1 16 0c0 3-3 6-8 12z",
}

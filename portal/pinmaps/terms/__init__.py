"""The words in which Nadelkarten and Ortsbegehungen are described."""

from portal.pinmaps.terms.looks import Colour, Shape
from portal.pinmaps.terms.states import (
    PIN_MAP,
    CommentRule,
    MapState,
    MapTiming,
    ModerationRule,
    PinFilter,
    PinVisibility,
    PositionRule,
    Requirement,
    timing_on,
    visibility_of,
)

__all__ = [
    "PIN_MAP",
    "Colour",
    "CommentRule",
    "MapState",
    "MapTiming",
    "ModerationRule",
    "PinFilter",
    "PinVisibility",
    "PositionRule",
    "Requirement",
    "Shape",
    "timing_on",
    "visibility_of",
]

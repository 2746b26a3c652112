"""What a map of the staff can show per Gemeinde. Other rooms add theirs to the topic `map.measures`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from portal.kernel.text import N_
from portal.pinmaps.terms.looks import Colour, Shape

#: More parts cannot be told apart on a map; the smallest become one.
MOST_PARTS = 8


class MapKind(StrEnum):
    """How numbers are drawn."""

    AREAS = "flaechen"
    HEAT = "dichte"
    PARTS = "kategorien"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    MapKind.AREAS: N_("Flächen: wie viele je Gemeinde"),
    MapKind.HEAT: N_("Dichte: wo viele beieinander liegen"),
    MapKind.PARTS: N_("Kategorien: was wo überwiegt"),
}


class Reference(StrEnum):
    """What numbers are compared with."""

    RESIDENTS = "einwohner"
    NONE = "anzahl"

    @property
    def label(self) -> str:
        return _REFERENCE_LABELS[self]


_REFERENCE_LABELS = {Reference.RESIDENTS: N_("je 1.000 Einwohner"), Reference.NONE: N_("Anzahl")}


class RowOrder(StrEnum):
    """In which order the table stands."""

    VALUE = "wert"
    NAME = "name"

    @property
    def label(self) -> str:
        return _ORDER_LABELS[self]


_ORDER_LABELS = {RowOrder.VALUE: N_("Größte Zahl zuerst"), RowOrder.NAME: N_("Nach dem Namen")}


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what is counted, with its look; without one it gets the next that is free."""

    label: str
    colour: Colour | None = None
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted: per Sozialraum one number for each part."""

    parts: Sequence[Part]
    numbers: Mapping[UUID | None, Sequence[int]]
    #: The Sozialräume whose numbers are known, each with everything beneath; None for the whole county.
    covered: Collection[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be counted per Gemeinde. Counting begins when `read` is called, with what the viewer may see."""

    key: str
    #: What is counted, in the plural: "Bedarfe".
    label: str
    read: Callable[[], Figures]
    #: What exactly is counted, in one sentence.
    meaning: str = ""
    #: Where single ones lie: (latitude, longitude, number). None when they have no place finer than a Sozialraum.
    points: Callable[[], Sequence[tuple[float, float, int]]] | None = None

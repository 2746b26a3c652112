"""A map of the staff as numbers: what each Gemeinde is worth, in which class it lies, and what the legend says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.pinmaps.charts.classes import NOTHING, UNKNOWN, Classes, classes_of
from portal.pinmaps.charts.signs import Look
from portal.pinmaps.terms.measures import MapKind

Say = Callable[[float | int | None], str]


@dataclass(frozen=True, slots=True)
class PlaceNumbers:
    """One Gemeinde. `numbers` has one for each part and is None when they are not known; so is `residents`."""

    id: str
    name: str
    lat: float
    lon: float
    numbers: tuple[int, ...] | None
    residents: int | None = None

    @property
    def count(self) -> int | None:
        return None if self.numbers is None else sum(self.numbers)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """What a sign of the map means. `sign` is the number of a class or "" for a part."""

    sign: str
    fill: str
    ink: str
    text: str
    path: str = ""


@dataclass(frozen=True)
class Chart:
    """Everything a map says. Texts are ours: names of places, categories and measures, never words of residents."""

    title: str
    kind: MapKind
    areas: Sequence[PlaceNumbers]
    parts: Sequence[tuple[str, Look]]
    per_1000: bool
    say: Say
    #: Words for what the numbers cannot say.
    nothing: str
    unknown: str
    to: str
    points: Sequence[tuple[float, float, int]] = field(default=())
    #: Whose boundaries these are; shown in the corner of the map.
    attribution: str = ""

    @property
    def digits(self) -> int:
        return 1 if self.per_1000 else 0

    def value(self, area: PlaceNumbers) -> float | int | None:
        """What the map shows of a Gemeinde: its number, or that number per 1,000 residents; None when it is not known."""
        if area.count is None or not self.per_1000:
            return area.count
        return round(1000 * area.count / area.residents, 1) if area.residents else None

    @cached_property
    def classes(self) -> Classes:
        values = [value for area in self.areas if (value := self.value(area)) is not None]
        return classes_of(values, digits=self.digits)

    def class_of(self, area: PlaceNumbers) -> int | None:
        """The number of its class, 0 for nothing; None when it is not known."""
        value = self.value(area)
        return None if value is None else self.classes.number_of(value)

    def fill_of(self, area: PlaceNumbers) -> str:
        number = self.class_of(area)
        if number is None:
            return UNKNOWN
        return self.classes.colours[number - 1] if number else NOTHING

    def text_of(self, area: PlaceNumbers) -> str:
        """The number in words, for tooltips and tables."""
        value = self.value(area)
        return self.unknown if value is None else self.say(value)

    def strongest(self, area: PlaceNumbers) -> int | None:
        """The part of which there is most; None when there is nothing."""
        if not area.numbers or not any(area.numbers):
            return None
        return max(range(len(area.numbers)), key=lambda index: area.numbers[index] if area.numbers else 0)

    @property
    def legend(self) -> list[LegendRow]:
        """What stands beside the map."""
        if self.kind is MapKind.PARTS:
            return [LegendRow("", look.fill, "", label, look.path) for label, look in self.parts]
        if self.kind is MapKind.HEAT:
            return []
        rows = [
            LegendRow(str(number), fill, ink, self._range(least, most))
            for number, ((least, most), fill, ink) in enumerate(
                zip(self.classes.ranges, self.classes.colours, self.classes.inks, strict=True), 1
            )
        ]
        if any(self.class_of(area) == 0 for area in self.areas):
            rows.insert(0, LegendRow("0", NOTHING, "#1b2129", self.nothing))
        if any(self.class_of(area) is None for area in self.areas):
            rows.append(LegendRow("–", UNKNOWN, "#1b2129", self.unknown))
        return rows

    def _range(self, least: float, most: float) -> str:
        return self.say(most) if least >= most else f"{self.say(least)} {self.to} {self.say(most)}"

    def sorted_areas(self, *, by_name: bool) -> list[PlaceNumbers]:
        """The Gemeinden for the table: by name as given, or the largest number first and the unknown last."""
        if by_name:
            return list(self.areas)
        return sorted(self.areas, key=lambda area: -(-1 if (value := self.value(area)) is None else value))


def features_of(chart: Chart, outlines: Mapping[str, Any]) -> dict[str, Any]:
    """The outlines with what the map says of each: id, name, number in words, colour."""
    known = {area.id: area for area in chart.areas}
    features = []
    for feature in outlines["features"]:
        area = known.get(str(feature.get("id")))
        if area is not None:
            about = {"name": area.name, "text": chart.text_of(area), "fill": chart.fill_of(area)}
            features.append({"type": "Feature", "id": area.id, "properties": about, "geometry": feature["geometry"]})
    return {"type": "FeatureCollection", "features": features}

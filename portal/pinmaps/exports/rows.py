"""What stands in the columns, pin by pin: everything with its exact position, or only what everybody sees."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.pinmaps.geometry.mercator import DEPTH, degrees
from portal.pinmaps.queries import exporting
from portal.pinmaps.queries.viewport import SAFE_LEVEL
from portal.pinmaps.terms.exporting import Positions
from portal.places import queries as places
from portal.web.documents.columns import Column, ColumnType, Row
from portal.web.documents.geojson import Centre

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

COLUMNS = (
    Column("id", "Kennung", meaning="Kennung der Nadel; bei Karten mit Schwelle nur eine laufende Nummer.", width=38),
    Column("category", "Kategorie", meaning="Wofür die Nadel steht.", width=22),
    Column("group", "Gruppe", meaning="Zu welcher Gruppe sich die Person zählt.", width=18),
    Column("place", "Gemeinde", meaning="In welcher Gemeinde die Nadel steht.", width=22),
    Column("ags", "Gemeindeschlüssel", ColumnType.AGS, "Amtlicher Gemeindeschlüssel, acht Ziffern.", width=18),
    Column("lat", "Breite", ColumnType.DECIMAL, "Geografische Breite in Grad (WGS 84).", width=12),
    Column("lon", "Länge", ColumnType.DECIMAL, "Geografische Länge in Grad (WGS 84).", width=12),
    Column("place_text", "Ort in Worten", meaning="Wie die Person den Ort beschrieben hat.", width=26),
    Column("words", "Warum?", meaning="Was die Person dazu geschrieben hat.", width=60),
    Column("channel", "Weg", meaning="Auf welchem Weg die Nadel kam.", width=12),
    Column("month", "Monat", meaning="In welchem Monat die Nadel gesetzt wurde (JJJJ-MM).", width=10),
    Column("visibility", "Sichtbarkeit", meaning="Ob andere die Nadel sehen.", width=16),
    Column("session", "Kartentisch", meaning="An welchem Kartentisch die Nadel entstand.", width=26),
)
#: A map that shows only fields with enough pins does not tell them apart by anything else either.
_TOLD_WITH_THRESHOLD = frozenset({"id", "category", "place", "ags", "lat", "lon", "visibility"})
_HALF_A_FIELD = 1 << (DEPTH - SAFE_LEVEL - 1)


def total(pin_map: "PinMap", positions: Positions) -> int:
    """How many pins are read; with a threshold fewer may come out."""
    return exporting.count(pin_map.id, exact=positions is Positions.EXACT)


def rows(
    pin_map: "PinMap", positions: Positions, *, told: Callable[[int], None] = lambda _number: None
) -> Iterator[Row]:
    """One row per pin in the order of arrival. `told` hears after each portion how many were read.

    Of what everybody sees, a map with a threshold gives only the pins of fields that hold enough of them, each in the middle of
    its field and without words, group, month and table.
    """
    maker = _Maker(pin_map, positions)
    done = 0
    for portion in exporting.portions(pin_map.id, exact=positions is Positions.EXACT):
        for found in portion:
            row = maker.row(found)
            if row is not None:
                yield row
        done += len(portion)
        told(done)


def centre_of(row: Row) -> Centre | None:
    """Where the pin of a row is drawn; None for one that was only described in words."""
    lat, lon = row["lat"], row["lon"]
    return Centre(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None


class _Maker:
    """Makes rows; looks up once what many pins share."""

    def __init__(self, pin_map: "PinMap", positions: Positions) -> None:
        self._exact = positions is Positions.EXACT
        self._categories = {one.number: one.label for one in pin_map.categories}
        self._groups = {one.number: one.label for one in pin_map.groups}
        self._tables = exporting.session_titles(pin_map.id)
        self._tree = places.tree()
        self._safe = None
        if pin_map.threshold and not self._exact:
            self._safe = exporting.safe_fields(pin_map.id, pin_map.threshold)
        self._made = 0

    def row(self, found: Any) -> dict[str, Any] | None:
        """The row of a pin; None when it must not be shown."""
        if self._safe is None:
            at = (found.x, found.y) if self._exact else (found.shown_x, found.shown_y)
            return self._full(found, at)
        middle = self._safe_position(found)
        if middle is None:
            return None
        self._made += 1
        row = self._full(found, middle)
        return {key: value if key in _TOLD_WITH_THRESHOLD else None for key, value in row.items()} | {
            "id": str(self._made)
        }

    def _safe_position(self, found: Any) -> tuple[int, int] | None:
        if self._safe is None or found.shown_x is None:
            return None
        shift = DEPTH - SAFE_LEVEL
        x, y = found.shown_x >> shift, found.shown_y >> shift
        if (x, y, found.category) not in self._safe:
            return None
        return (x << shift) + _HALF_A_FIELD, (y << shift) + _HALF_A_FIELD

    def _full(self, found: Any, at: tuple[int | None, int | None]) -> dict[str, Any]:
        place, ags = self._gemeinde(found.sozialraum_id)
        lat, lon = degrees(at[0], at[1]) if at[0] is not None and at[1] is not None else (None, None)
        may_read = self._exact or found.is_read
        return {
            "id": str(found.contribution_id),
            "category": self._categories.get(found.category, ""),
            "group": self._groups.get(found.group),
            "place": place,
            "ags": ags,
            "lat": lat,
            "lon": lon,
            "place_text": (found.place_text or None) if may_read else None,
            "words": found.text if found.has_words and may_read else None,
            "channel": found.channel.label,
            "month": f"{found.month // 100}-{found.month % 100:02d}",
            "visibility": found.visibility.label,
            "session": self._tables.get(found.session_id),
        }

    def _gemeinde(self, place_id: UUID | None) -> tuple[str | None, str | None]:
        node = self._tree.get(place_id)
        if node is None:
            return None, None
        gemeinde = self._tree.gemeinde_of(node) or node
        return gemeinde.name, gemeinde.ags

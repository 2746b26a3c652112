"""What can be taken out of a Nadelkarte, and as what."""

from enum import StrEnum

from portal.kernel.text import N_

REASON_SHORTEST = 10
REASON_LONGEST = 300


class PinFormat(StrEnum):
    """As what the pins are taken away."""

    GEOJSON = "geojson"
    GEOPACKAGE = "gpkg"
    OFFICE_CSV = "office-csv"
    OPEN_CSV = "open-csv"
    PDF = "pdf"
    PNG = "png"

    @property
    def label(self) -> str:
        return _FORMATS[self][0]

    @property
    def meaning(self) -> str:
        """What it is good for, in one sentence."""
        return _FORMATS[self][1]

    @property
    def is_picture(self) -> bool:
        return self in (PinFormat.PDF, PinFormat.PNG)


_FORMATS = {
    PinFormat.GEOJSON: (
        N_("GeoJSON"),
        N_("Für Karten im Internet und für QGIS: Punkte in WGS 84 mit allen Angaben."),
    ),
    PinFormat.GEOPACKAGE: (
        N_("GeoPackage"),
        N_("Für QGIS, ArcGIS und das Geoportal: Punkte in UTM 32 (EPSG:25832), wie die amtlichen Karten in Bayern."),
    ),
    PinFormat.OFFICE_CSV: (
        N_("CSV für Excel"),
        N_("Öffnet sich mit Doppelklick richtig: Umlaute, Komma und Gemeindeschlüssel bleiben, wie sie sind."),
    ),
    PinFormat.OPEN_CSV: (
        N_("CSV für Programme"),
        N_("Für R, Python und andere: UTF-8, Komma, Punkt, kurze Namen der Spalten."),
    ),
    PinFormat.PDF: (
        N_("Karte als PDF"),
        N_("Zum Ausdrucken und Vorlegen, mit Legende, Maßstab und Zahlen; auch für Vorleseprogramme."),
    ),
    PinFormat.PNG: (
        N_("Karte als Bild"),
        N_("Zum Einfügen in Berichte und Folien, mit Legende und Maßstab."),
    ),
}


class Positions(StrEnum):
    """Which pins, and where they stand in the file."""

    SHOWN = "shown"
    EXACT = "exact"

    @property
    def label(self) -> str:
        return _POSITIONS[self][0]

    @property
    def meaning(self) -> str:
        """What that means for the people behind the pins."""
        return _POSITIONS[self][1]


_POSITIONS = {
    Positions.SHOWN: (
        N_("Was alle auf der Karte sehen"),
        N_("Veröffentlichte Nadeln an der Stelle, die alle sehen, und nur Worte, die jemand freigegeben hat."),
    ),
    Positions.EXACT: (
        N_("Alle Nadeln mit genauer Stelle"),
        N_(
            "Auch ausgeblendete Nadeln und ungeprüfte Worte. An der genauen Stelle kann man Menschen erkennen. "
            "Geben Sie diese Datei nicht weiter."
        ),
    ),
}

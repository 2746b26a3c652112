"""As what people take Bedarfe away."""

from enum import StrEnum

from portal.kernel.text import N_

REASON_LONGEST = 300

REASON_SHORTEST = 10


class ExportFormat(StrEnum):
    """As what a list is taken away."""

    XLSX = "xlsx"
    OFFICE_CSV = "office-csv"
    OPEN_CSV = "open-csv"
    GEOJSON = "geojson"
    JSON = "json"

    @property
    def label(self) -> str:
        return _FORMATS[self][0]

    @property
    def meaning(self) -> str:
        """What it is good for, in one sentence."""
        return _FORMATS[self][1]

    @property
    def suffix(self) -> str:
        """The end of the file's name."""
        return _FORMATS[self][2]


_FORMATS = {
    ExportFormat.XLSX: (
        N_("Excel-Datei"),
        N_("Zum Lesen, Sortieren und Drucken. Ein zweites Blatt erklärt jede Spalte."),
        "xlsx",
    ),
    ExportFormat.OFFICE_CSV: (
        N_("CSV für Excel"),
        N_("Öffnet sich mit Doppelklick richtig: Umlaute, Komma, Datum und Gemeindeschlüssel bleiben, wie sie sind."),
        "csv",
    ),
    ExportFormat.OPEN_CSV: (
        N_("CSV für Programme"),
        N_("Für Statistikprogramme und Skripte: UTF-8, Komma, Punkt, Datum nach ISO 8601, englische Spaltennamen."),
        "csv",
    ),
    ExportFormat.GEOJSON: (
        N_("GeoJSON für Karten"),
        N_("Für QGIS und andere Geoinformationssysteme. Jeder Bedarf liegt in der Mitte seines Sozialraums."),
        "geojson",
    ),
    ExportFormat.JSON: (
        N_("JSON"),
        N_("Für eigene Programme: dieselben Felder wie in der Schnittstelle."),
        "json",
    ),
}

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
    GEOPACKAGE = "gpkg"
    PARQUET = "parquet"
    SAV = "sav"
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
    ExportFormat.GEOPACKAGE: (
        N_("GeoPackage für QGIS"),
        N_("Punkte und Grenzen in UTM 32 (EPSG:25832). QGIS zeigt Farben und Namen sofort."),
        "gpkg",
    ),
    ExportFormat.PARQUET: (
        N_("Parquet"),
        N_("Für R, Python und Datenbanken, auch bei sehr vielen Zeilen. Jede Spalte kennt ihre Art und Bedeutung."),
        "parquet",
    ),
    ExportFormat.SAV: (
        N_("SPSS-Datei"),
        N_("Für SPSS und PSPP, mit Beschriftungen der Spalten und Werte. Höchstens 200.000 Zeilen."),
        "sav",
    ),
    ExportFormat.JSON: (
        N_("JSON"),
        N_("Für eigene Programme: dieselben Felder wie in der Schnittstelle."),
        "json",
    ),
}

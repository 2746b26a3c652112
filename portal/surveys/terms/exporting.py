"""What a planner can take out of the house, and as what."""

from enum import StrEnum

from portal.kernel.text import N_

REASON_SHORTEST = 10
REASON_LONGEST = 300


class DataFormat(StrEnum):
    """As what the answers are taken away."""

    XLSX = "xlsx"
    OFFICE_CSV = "office-csv"
    OPEN_CSV = "open-csv"
    SPSS = "sav"
    JSON = "json"

    @property
    def label(self) -> str:
        return _FORMATS[self][0]

    @property
    def meaning(self) -> str:
        """What it is good for, in one sentence."""
        return _FORMATS[self][1]


_FORMATS = {
    DataFormat.XLSX: (
        N_("Excel-Datei"),
        N_("Zum Lesen und Sortieren, mit den Worten der Antworten. Ein zweites Blatt erklärt jede Spalte."),
    ),
    DataFormat.OFFICE_CSV: (
        N_("CSV für Excel"),
        N_("Öffnet sich mit Doppelklick richtig: Umlaute, Komma und Gemeindeschlüssel bleiben, wie sie sind."),
    ),
    DataFormat.OPEN_CSV: (
        N_("CSV für Programme"),
        N_("Für R, Python und andere: UTF-8, Komma, Punkt, Kurznamen statt Wörter."),
    ),
    DataFormat.SPSS: (
        N_("SPSS-Datei"),
        N_("Für SPSS, PSPP, Stata und R: mit Beschriftungen der Fragen und Antworten und mit fehlenden Werten."),
    ),
    DataFormat.JSON: (
        N_("JSON"),
        N_("Für eigene Programme: dieselben Spalten und Kurznamen wie in der CSV für Programme."),
    ),
}

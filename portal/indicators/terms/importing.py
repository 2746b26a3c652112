"""What becomes of a file with values, and why a row or cell of it is left out."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

#: A table of all Gemeinden of Germany has 3 MB.
LARGEST_FILE = 10 * 1024 * 1024
#: Larger files are read by the worker while the page shows how far it is.
READ_AT_ONCE = 400 * 1024
#: The same for workbooks, which are many times as large unpacked.
READ_AT_ONCE_PACKED = 100 * 1024
MOST_ROWS = 40_000
MOST_COLUMNS = 400
#: What was looked at but not taken over is forgotten after this.
WAITS = timedelta(days=2)
#: So many of each kind of remark are named; the rest is counted.
NAMED = 60


class ImportState(StrEnum):
    """Where a file stands."""

    READING = "reading"
    #: Its columns are not known: somebody says what they mean.
    ASKING = "asking"
    PREVIEW = "preview"
    REFUSED = "refused"
    TAKEN = "taken"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return _TONES[self]


_STATES = {
    ImportState.READING: N_("wird gelesen"),
    ImportState.ASKING: N_("Spalten zuordnen"),
    ImportState.PREVIEW: N_("zur Ansicht"),
    ImportState.REFUSED: N_("nicht lesbar"),
    ImportState.TAKEN: N_("übernommen"),
    ImportState.TAKEN_BACK: N_("zurückgenommen"),
}
_TONES = {
    ImportState.READING: "info",
    ImportState.ASKING: "warning",
    ImportState.PREVIEW: "info",
    ImportState.REFUSED: "danger",
    ImportState.TAKEN: "success",
    ImportState.TAKEN_BACK: "neutral",
}
OPEN = (ImportState.READING, ImportState.ASKING, ImportState.PREVIEW, ImportState.REFUSED)


class Layout(StrEnum):
    """What kind of file it was."""

    GENESIS = "genesis"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    WORKBOOK = "workbook"

    @property
    def label(self) -> str:
        return _LAYOUTS[self]


_LAYOUTS = {
    Layout.GENESIS: N_("Tabelle aus GENESIS oder der Regionaldatenbank"),
    Layout.SEMICOLON: N_("CSV mit Semikolon und Dezimalkomma"),
    Layout.COMMA: N_("CSV mit Komma und Dezimalpunkt"),
    Layout.WORKBOOK: N_("Excel-Arbeitsmappe"),
}


class Left(StrEnum):
    """Why a row or cell was left out. `named` ones are listed with what stands there, the others are only counted."""

    OTHER_COUNTY = "other_county"
    OTHER_LEVEL = "other_level"
    COLLECTIVE = "collective"
    UNINHABITED = "uninhabited"
    EMPTY = "empty"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_PLACE = "unknown_place"
    TWICE = "twice"
    BAD_NUMBER = "bad_number"
    BAD_DAY = "bad_day"

    @property
    def label(self) -> str:
        return _LEFT[self]

    @property
    def is_named(self) -> bool:
        return self in _NAMED


_LEFT = {
    Left.OTHER_COUNTY: N_("Zeilen anderer Landkreise und Städte"),
    Left.OTHER_LEVEL: N_("Zeilen anderer Ebenen: Bund, Länder, Regierungsbezirke, Samt- und Verbandsgemeinden"),
    Left.COLLECTIVE: N_("Sammelschlüssel: Sie stehen auf keiner Karte"),
    Left.UNINHABITED: N_("Gemeindefreie Gebiete: Dort wohnt niemand"),
    Left.EMPTY: N_("leere Zellen"),
    Left.UNKNOWN_KEY: N_("Schlüssel unseres Landkreises, die hier niemand kennt: vielleicht umgeschlüsselt"),
    Left.UNKNOWN_PLACE: N_("Orte, die wir nicht kennen"),
    Left.TWICE: N_("doppelte Zeilen: die erste zählt"),
    Left.BAD_NUMBER: N_("Zellen, die keine Zahl und kein Zeichen der Statistik sind"),
    Left.BAD_DAY: N_("Zeilen ohne brauchbaren Stichtag"),
}
_NAMED = frozenset({Left.COLLECTIVE, Left.UNKNOWN_KEY, Left.UNKNOWN_PLACE, Left.TWICE, Left.BAD_NUMBER, Left.BAD_DAY})

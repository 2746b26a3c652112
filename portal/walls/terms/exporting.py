"""As what a Moderationswand is taken away."""

from enum import StrEnum

from portal.kernel.text import N_

REASON_SHORTEST = 10
REASON_LONGEST = 300


class WallFormat(StrEnum):
    """The kinds of files, those for reading first."""

    PDF = "pdf"
    DOCX = "docx"
    PNG = "png"
    XLSX = "xlsx"
    OFFICE_CSV = "office-csv"
    OPEN_CSV = "open-csv"

    @property
    def label(self) -> str:
        return _FORMATS[self][0]

    @property
    def meaning(self) -> str:
        """What it is good for, in one sentence."""
        return _FORMATS[self][1]

    @property
    def ending(self) -> str:
        """How the name of the file ends."""
        return "csv" if self in (WallFormat.OFFICE_CSV, WallFormat.OPEN_CSV) else self.value

    @property
    def takes_photos(self) -> bool:
        """Whether photos of paper walls can stand in it."""
        return self in (WallFormat.PDF, WallFormat.DOCX)


_FORMATS = {
    WallFormat.PDF: (
        N_("PDF"),
        N_("Zum Verteilen und Ausdrucken: erst das Ergebnis, dann Spalte für Spalte. Auch für Vorleseprogramme."),
    ),
    WallFormat.DOCX: (N_("Word"), N_("Zum Weiterschreiben, mit richtigen Überschriften und Listen.")),
    WallFormat.PNG: (N_("Bild"), N_("Die Wand, wie sie hängt: für Folien, Berichte und die Zeitung.")),
    WallFormat.XLSX: (N_("Excel"), N_("Eine Zeile je Karte, mit Spalte, Gruppe und Punkten; mit Beschreibung.")),
    WallFormat.OFFICE_CSV: (
        N_("CSV für Excel"),
        N_("Eine Zeile je Karte; öffnet sich mit Doppelklick richtig, auch mit Umlauten."),
    ),
    WallFormat.OPEN_CSV: (
        N_("CSV für Programme"),
        N_("Eine Zeile je Karte für R, Python und andere: UTF-8, Komma, kurze Namen der Spalten."),
    ),
}

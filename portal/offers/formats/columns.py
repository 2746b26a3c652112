"""What columns of a table are called by those who keep such lists. Our own files have the same, so that they can be read again."""

from collections.abc import Sequence
from typing import NamedTuple

from portal.kernel.text import N_, clean_text
from portal.offers.terms.hours import WEEKDAYS
from portal.web.documents.cells import plain_heading


class Heading(NamedTuple):
    """A column we know: its name in our files, what it holds, other names for it, its width in a workbook."""

    key: str
    label: str
    meaning: str
    others: tuple[str, ...] = ()
    width: int = 18


def hours_key(weekday: int) -> str:
    """The key of the column with the hours of a weekday."""
    return f"hours_{weekday}"


_HOURS = N_("Öffnungszeiten, zum Beispiel 9–12, 14–18:30; leer: geschlossen")
_DAY_ALIASES = (("mo",), ("di",), ("mi",), ("do",), ("fr",), ("sa", "sonnabend"), ("so",))
HEADINGS = (
    Heading("key", N_("Kennung"), N_("Woran wir ein Angebot wiedererkennen; bei neuen leer lassen"), ("id", "nr"), 30),
    Heading("name", N_("Name"), N_("Wie das Angebot heißt"), ("angebot", "bezeichnung", "titel", "einrichtung"), 36),
    Heading("kind", N_("Art"), N_("Beratung, Hilfe im Alltag, Pflege, Fahrdienst, Verein, Treffpunkt …"),
            ("kategorie", "typ", "rubrik"), 24),
    Heading("state", N_("Stand"), N_("Entwurf, öffentlich oder beendet; leer: Entwurf"), ("status",), 12),
    Heading("what", N_("Was es dort gibt"), N_("In einfachen Worten"),
            ("beschreibung", "was", "leistung", "leistungen", "inhalt"), 60),
    Heading("groups", N_("Für wen"), N_("Zielgruppen, mehrere mit | getrennt"), ("zielgruppe", "zielgruppen"), 30),
    Heading("fields", N_("Handlungsfelder"), N_("Mehrere mit | getrennt"), ("handlungsfeld", "themen"), 30),
    Heading("place", N_("Gehört zu"), N_("Gemeinde, Ortsteil, Verwaltungsgemeinschaft oder Landkreis"),
            ("gemeinde", "ort", "sozialraum", "kommune"), 26),
    Heading("places", N_("Gilt auch für"), N_("Weitere Orte, mehrere mit | getrennt"),
            ("weitere orte", "einzugsgebiet", "auch fuer"), 30),
    Heading("address", N_("Wo"), N_("Straße, Postleitzahl und Ort, oder wie man hinfindet"),
            ("adresse", "anschrift", "strasse"), 36),
    Heading("phone", N_("Telefon"), N_("Eine Nummer"), ("tel", "telefonnummer", "rufnummer")),
    Heading("email", N_("E-Mail"), N_("Eine Adresse"), ("mail", "e mail adresse", "emailadresse"), 28),
    Heading("website", N_("Webseite"), N_("Adresse im Internet"), ("website", "homepage", "internet", "web", "url"), 28),
    *(Heading(hours_key(day), label, _HOURS, _DAY_ALIASES[day]) for day, label in enumerate(WEEKDAYS)),
    Heading("by_appointment", N_("Nach Vereinbarung"), N_("ja oder nein"), ("termin", "nur mit termin"), 12),
    Heading("hours_note", N_("Zu den Zeiten"), N_("Ausnahmen, zum Beispiel: in den Ferien geschlossen"),
            ("ausnahmen", "hinweis zu den zeiten", "oeffnungszeiten"), 30),
    Heading("costs", N_("Kosten"), N_("In Worten, zum Beispiel: kostenlos"), ("preis", "gebuehr"), 24),
    Heading("barrier_free", N_("Barrierefrei"), N_("ja, nein oder teilweise; leer: nicht bekannt"),
            ("barrierefreiheit", "rollstuhl"), 12),
    Heading("checked_on", N_("Geprüft am"), N_("Tag, an dem zuletzt jemand nachgefragt hat, zum Beispiel 15.03.2026"),
            ("stand vom", "geprueft", "aktualisiert"), 12),
    Heading("rhythm", N_("Prüfen alle (Monate)"), N_("3, 6 oder 12; leer: 12"), ("rhythmus", "pruefen alle"), 12),
)  # fmt: skip

_BY_NAME = {
    name: heading.key for heading in HEADINGS for name in (plain_heading(heading.label), heading.key, *heading.others)
}
_LABELS = {heading.key: heading.label for heading in HEADINGS}


def columns_of(headings: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """(position → key of each column we know, headings of the others). The first of two columns for one thing counts."""
    known: dict[int, str] = {}
    ignored: list[str] = []
    for position, heading in enumerate(headings):
        key = _BY_NAME.get(plain_heading(heading)) or _BY_NAME.get(heading.strip())
        if key is None and heading.strip():
            ignored.append(clean_text(heading, lines=False)[:60])
        elif key and key not in known.values():
            known[position] = key
    return known, ignored


def label_of(key: str) -> str:
    """What the column is called in our files."""
    return _LABELS.get(key, key)

"""Agendas of the usual evenings, to begin with."""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_


@dataclass(frozen=True)
class ItemTemplate:
    """One TOP of a template."""

    title: str
    minutes: int
    material: str = ""


class AgendaTemplate(StrEnum):
    """Which kind of evening it will be."""

    FIRST = "first"
    REGULAR = "regular"
    THEME = "theme"
    EXCHANGE = "exchange"
    EMPTY = "empty"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def items(self) -> tuple[ItemTemplate, ...]:
        return _ITEMS[self]

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(item.minutes for item in self.items)


_LABELS = {
    AgendaTemplate.FIRST: N_("Auftakt: zum ersten Mal an einem Tisch"),
    AgendaTemplate.REGULAR: N_("Gewöhnliche Sitzung"),
    AgendaTemplate.THEME: N_("Themenabend mit Arbeit an der Wand"),
    AgendaTemplate.EXCHANGE: N_("Austauschtreffen der Projektgemeinden"),
    AgendaTemplate.EMPTY: N_("Leere Tagesordnung"),
}
#: Stored as they stand here: what is on an agenda is in the language of those who meet.
_ITEMS: dict[AgendaTemplate, tuple[ItemTemplate, ...]] = {
    AgendaTemplate.FIRST: (
        ItemTemplate("Begrüßung durch die Gemeinde", 10, "Namensschilder, Anwesenheitsliste"),
        ItemTemplate("Wer sitzt am Tisch? Vorstellungsrunde", 25),
        ItemTemplate("Was wissen wir über unseren Ort? Zahlen und Wortmeldungen", 20, "Beamer, Steckbrief"),
        ItemTemplate("Stärken und Schwächen", 40, "Moderationswand, Karten, Stifte"),
        ItemTemplate("Was nehmen wir uns vor? Vereinbarungen", 20),
        ItemTemplate("Nächster Termin und Abschied", 5),
    ),
    AgendaTemplate.REGULAR: (
        ItemTemplate("Begrüßung und Tagesordnung", 5, "Anwesenheitsliste"),
        ItemTemplate("Berichte aus den Einrichtungen und Vereinen", 25),
        ItemTemplate("Neue Bedarfe aus dem Ort", 25, "Liste aus dem Portal"),
        ItemTemplate("Schwerpunkt des Abends", 35),
        ItemTemplate("Vereinbarungen und nächster Termin", 15),
    ),
    AgendaTemplate.THEME: (
        ItemTemplate("Begrüßung und Ziel des Abends", 5),
        ItemTemplate("Einstieg ins Thema", 20, "Beamer"),
        ItemTemplate("Sammeln an der Wand", 30, "Moderationswand, Karten, Handys"),
        ItemTemplate("Ordnen und gewichten", 20, "Klebepunkte"),
        ItemTemplate("Vom Wunsch zum ersten Schritt", 30),
        ItemTemplate("Vereinbarungen und Ausblick", 15),
    ),
    AgendaTemplate.EXCHANGE: (
        ItemTemplate("Ankommen und Begrüßung durch den Landkreis", 15, "Namensschilder mit Gemeinde"),
        ItemTemplate("Blitzlicht: Jede Gemeinde zeigt ein Ergebnis", 45, "Ein Plakat je Gemeinde"),
        ItemTemplate("Neues aus Förderung und Sozialplanung", 30, "Beamer"),
        ItemTemplate("Pause und Marktplatz der Projekte", 30, "Stellwände, Kaffee"),
        ItemTemplate("Kollegiale Beratung in kleinen Gruppen", 45, "Drei Räume oder Ecken"),
        ItemTemplate("Was geben wir dem Landkreis mit? Was machen wir gemeinsam?", 30, "Moderationswand"),
        ItemTemplate("Vereinbarungen und nächstes Treffen", 15),
    ),
    AgendaTemplate.EMPTY: (),
}
#: The first TOP of every meeting after the first.
AGREEMENTS_ITEM = ItemTemplate("Was aus unseren Vereinbarungen wurde", 15, "Liste der offenen Vereinbarungen")

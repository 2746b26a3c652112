"""Columns to begin with, for what people often do at a wall."""

from dataclasses import dataclass

from portal.kernel.text import N_


@dataclass(frozen=True)
class WallTemplate:
    """A wall that is ready to be used; everything can be changed."""

    name: str
    title: str
    #: What it is good for, in a sentence.
    purpose: str
    #: Title and hint of each column.
    columns: tuple[tuple[str, str], ...]


TEMPLATES = (
    WallTemplate(
        "beduerfnisse",
        N_("Was brauchen wir im Alter?"),
        N_("Vier Lebensbereiche nebeneinander; gut für den ersten Runden Tisch."),
        (
            (N_("Wohnen und Versorgung"), N_("Was fehlt zu Hause und beim Einkaufen?")),
            (N_("Unterwegs sein"), N_("Wie kommen alle dorthin, wohin sie möchten?")),
            (N_("Sich treffen"), N_("Wo kommen Menschen zusammen?")),
            (N_("Hilfe und Pflege"), N_("Wer hilft, wenn es allein nicht mehr geht?")),
        ),
    ),
    WallTemplate(
        "swot",
        N_("Stärken, Schwächen, Chancen, Risiken"),
        N_("Die Lage eines Ortes auf einen Blick (SWOT)."),
        (
            (N_("Stärken"), N_("Was ist gut bei uns?")),
            (N_("Schwächen"), N_("Wo drückt der Schuh?")),
            (N_("Chancen"), N_("Was könnten wir nutzen?")),
            (N_("Risiken"), N_("Was kann uns Sorgen machen?")),
        ),
    ),
    WallTemplate(
        "rueckblick",
        N_("Das war gut, das fehlt, das nehmen wir mit"),
        N_("Der Abschluss einer Sitzung in zehn Minuten."),
        (
            (N_("Das war gut"), ""),
            (N_("Das fehlt noch"), ""),
            (N_("Das nehmen wir mit"), ""),
        ),
    ),
    WallTemplate(
        "eine-frage",
        N_("Eine Frage, eine Spalte"),
        N_("Alle Antworten an einem Ort; geordnet wird danach."),
        ((N_("Ideen"), N_("Ein Gedanke je Karte.")),),
    ),
)


def template(name: str) -> WallTemplate | None:
    """The template of this name; None for none."""
    return next((one for one in TEMPLATES if one.name == name), None)

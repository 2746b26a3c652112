"""Templates of the run-sheet: one evening, one day, online over weeks.

Times and material follow the handbook of the method (Jungk/Müllert, "Zukunftswerkstätten", 1989; Kuhnt/Müllert, "Moderationsfibel
Zukunftswerkstätten", 2006). What is said stands in `spoken`. Both are written into the workshop, where the moderator changes them.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_
from portal.workshops.terms import spoken
from portal.workshops.terms.steps import WorkshopStep as Step


class WorkshopTemplate(StrEnum):
    """The shape in which a workshop is held."""

    EVENING = "evening"
    DAY = "day"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return _LABELS[self][0]

    @property
    def description(self) -> str:
        return _LABELS[self][1]

    @property
    def is_online(self) -> bool:
        return self is WorkshopTemplate.ONLINE


_LABELS = {
    WorkshopTemplate.EVENING: (
        N_("Ein Abend (3 Stunden)"),
        N_("Für 12 bis 40 Menschen. Straff, mit einer Pause. Am Ende stehen zwei bis vier Projektskizzen."),
    ),
    WorkshopTemplate.DAY: (
        N_("Ein Tag"),
        N_("Für 15 bis 60 Menschen. Mit Kleingruppen, Mittagessen und Zeit für die Phantasie."),
    ),
    WorkshopTemplate.ONLINE: (
        N_("Online über Wochen"),
        N_(
            "Drei Phasen mit Datum. Die Menschen schreiben Karten, wann sie Zeit haben. Dazu passt ein Abend zum Abschluss."
        ),
    ),
}


@dataclass(frozen=True)
class Piece:
    """One piece of a run-sheet. No minutes: it takes as long as it takes."""

    step: Step
    title: str
    minutes: int
    material: str = ""
    spoken: str = ""


_BEFORE = (
    Piece(
        Step.PREPARATION,
        "Raum richten",
        45,
        "Stuhlkreis ohne Tische, Beamer und Leinwand, Plakat mit dem QR-Code, Stifte, Karten, Klebepunkte, Getränke",
    ),
    Piece(
        Step.PREPARATION,
        "Technik prüfen",
        15,
        "WLAN oder Netz im Saal, ein Telefon zum Ausprobieren, Hörschleife, Rampe, Verlängerungskabel",
    ),
)

EVENING = (
    *_BEFORE,
    Piece(Step.ARRIVAL, "Begrüßen und Ablauf zeigen", 10, "Ablauf auf einem Plakat", spoken.WELCOME),
    Piece(Step.ARRIVAL, "Kennenlernen zu zweit", 10, "", spoken.GETTING_TO_KNOW),
    Piece(Step.CRITIQUE, "Kritik sammeln", 20, "Rote Karten oder Telefone", spoken.COLLECT_CRITIQUE),
    Piece(Step.CRITIQUE, "Ordnen und benennen", 15, "Wand am Beamer", spoken.ORDER_CRITIQUE),
    Piece(Step.CRITIQUE, "Pause", 10, "Getränke, etwas zu essen", spoken.BREAK),
    Piece(Step.FANTASY, "Kritik in Wünsche umkehren", 15, "Seite „Kritik umkehren“ am Beamer", spoken.TURN),
    Piece(Step.FANTASY, "Träumen", 20, "Grüne Karten oder Telefone, Musik", spoken.DREAM),
    Piece(Step.FANTASY, "Punkte setzen", 10, "Je Person drei Punkte", spoken.WEIGH),
    Piece(Step.REALISATION, "Gruppen bilden", 5, "Tische oder Ecken mit Nummern", spoken.FORM_GROUPS),
    Piece(Step.REALISATION, "Projekte skizzieren", 35, "Je Gruppe ein Skizzenblatt", spoken.SKETCH),
    Piece(Step.REALISATION, "Skizzen vorstellen, Paten finden", 15, "", spoken.PRESENT),
    Piece(Step.REFLECTION, "Rückblick und Verabredung", 15, "Kalender für den nächsten Termin", spoken.LOOK_BACK),
    Piece(Step.PERMANENT, "Dokumentation an alle", 0, "", spoken.SEND),
    Piece(Step.PERMANENT, "Nachfragen: Was ist geworden?", 0, "Liste der Projekte mit Paten", spoken.ASK_AGAIN),
)

DAY = (
    *_BEFORE,
    Piece(Step.ARRIVAL, "Ankommen bei Kaffee", 30, "Kaffee, Namensschilder nur für die, die wollen"),
    Piece(Step.ARRIVAL, "Begrüßen und Ablauf zeigen", 15, "Ablauf auf einem Plakat", spoken.WELCOME),
    Piece(Step.ARRIVAL, "Kennenlernen", 20, "", spoken.GETTING_TO_KNOW),
    Piece(Step.CRITIQUE, "Kritik sammeln", 35, "Rote Karten oder Telefone", spoken.COLLECT_CRITIQUE),
    Piece(Step.CRITIQUE, "Ordnen und benennen", 25, "Wand am Beamer", spoken.ORDER_CRITIQUE),
    Piece(Step.CRITIQUE, "Schwerpunkte punkten", 10, "Je Person drei Punkte", spoken.WEIGH_CRITIQUE),
    Piece(Step.CRITIQUE, "Mittagessen", 60, "Essen für alle, auch vegetarisch", spoken.LUNCH),
    Piece(Step.FANTASY, "Lockern", 10, "Musik", spoken.LOOSEN),
    Piece(Step.FANTASY, "Kritik in Wünsche umkehren", 25, "Seite „Kritik umkehren“ am Beamer", spoken.TURN),
    Piece(
        Step.FANTASY, "Träumen in Gruppen", 50, "Grüne Karten, große Bögen, Farben, Knete, Zeitschriften", spoken.DREAM
    ),
    Piece(Step.FANTASY, "Träume zeigen", 25, "", spoken.SHOW_DREAMS),
    Piece(Step.FANTASY, "Punkte setzen", 10, "Je Person drei Punkte", spoken.WEIGH),
    Piece(Step.FANTASY, "Kaffeepause", 20, "Kaffee, Kuchen", spoken.BREAK),
    Piece(Step.REALISATION, "Gruppen bilden", 10, "Tische mit Nummern", spoken.FORM_GROUPS),
    Piece(Step.REALISATION, "Projekte skizzieren", 60, "Je Gruppe ein Skizzenblatt", spoken.SKETCH),
    Piece(Step.REALISATION, "Skizzen vorstellen, Paten finden", 30, "", spoken.PRESENT),
    Piece(Step.REFLECTION, "Rückblick und Verabredung", 25, "Kalender für den nächsten Termin", spoken.LOOK_BACK),
    Piece(Step.PERMANENT, "Dokumentation an alle", 0, "", spoken.SEND),
    Piece(Step.PERMANENT, "Nachfragen: Was ist geworden?", 0, "Liste der Projekte mit Paten", spoken.ASK_AGAIN),
)

ONLINE = (
    Piece(
        Step.PREPARATION,
        "Einladen",
        0,
        "Gemeindeblatt, Plakat mit QR-Code, Aushang, Vereine; ein Telefon für alle, die nicht schreiben",
    ),
    Piece(Step.ARRIVAL, "Seite prüfen", 0, "Eine Karte zur Probe schreiben lassen", spoken.ONLINE_WELCOME),
    Piece(Step.CRITIQUE, "Kritik lesen und ordnen", 0, "Jeden zweiten Tag an der Wand", spoken.ONLINE_CRITIQUE),
    Piece(Step.FANTASY, "Kritik in Wünsche umkehren", 0, "Am ersten Tag der Phantasie", spoken.TURN),
    Piece(Step.FANTASY, "Wünsche ordnen", 0, "Jeden zweiten Tag an der Wand", spoken.ONLINE_FANTASY),
    Piece(Step.REALISATION, "Wer macht mit?", 0, "Die Wünsche mit den meisten Punkten", spoken.ONLINE_REALISATION),
    Piece(Step.REALISATION, "Skizzen mit den Paten schreiben", 0, "Am Telefon oder an einem Abend", spoken.SKETCH),
    Piece(Step.REFLECTION, "Dokumentation prüfen", 0, "", spoken.SEND),
    Piece(Step.PERMANENT, "Nachfragen: Was ist geworden?", 0, "Liste der Projekte mit Paten", spoken.ASK_AGAIN),
)

PIECES: dict[WorkshopTemplate, tuple[Piece, ...]] = {
    WorkshopTemplate.EVENING: EVENING,
    WorkshopTemplate.DAY: DAY,
    WorkshopTemplate.ONLINE: ONLINE,
}

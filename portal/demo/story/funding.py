"""The money of the story: a SeLA grant that runs in Markt Rettenbach, and a draft for Babenhausen. The amounts are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LineStory:
    """One line of a plan; its amount is split over the years by months."""

    kind: str
    label: str
    amount: str
    is_eligible: bool = True


@dataclass(frozen=True)
class BookingStory:
    """Money that was spent some weeks before the load."""

    weeks_ago: int
    weekday: str
    label: str
    amount: str
    #: The label of the line it belongs to.
    line: str


@dataclass(frozen=True)
class ApplicationStory:
    """An application with its plan."""

    key: str
    programme: str
    title: str
    place: str
    by: str
    months: int
    purpose: str
    lines: tuple[LineStory, ...]
    bookings: tuple[BookingStory, ...] = ()


_MANAGER = "Quartiersmanagement, halbe Stelle"
_TALKS = "Dorfgespräche und Beteiligung"
_PRINT = "Flyer, Plakate, Gemeindeblatt"
_ROOM = "Quartiersbüro im alten Schulhaus"
_PLANNER = "Planungsbüro: Sozialraumanalyse und Konzept"

RUNNING = ApplicationStory(
    key="rettenbach",
    programme="SeLA",
    title="Quartiersmanagement Markt Rettenbach",
    place="Markt Rettenbach",
    by="kuemmerer",
    months=48,
    purpose=(
        "Ältere Menschen in Markt Rettenbach und den Ortsteilen sollen so lange wie möglich zu Hause leben können. Dafür bauen wir "
        "eine Anlaufstelle, einen Mittagstisch, einen Fahrdienst und eine Nachbarschaftshilfe auf."
    ),
    lines=(
        LineStory("staff", _MANAGER, "74400.00"),
        LineStory("events", _TALKS, "6200.00"),
        LineStory("publicity", _PRINT, "4200.00"),
        LineStory("rooms", _ROOM, "3200.00"),
        LineStory("equipment", "Kaffeemaschine für den Mittagstisch", "600.00", is_eligible=False),
        LineStory("grant", "SeLA, Freistaat Bayern", "79200.00"),
        LineStory("own", "Haushalt des Marktes", "8800.00"),
        LineStory("donation", "Spende der Raiffeisenbank", "600.00"),
    ),
    bookings=(
        BookingStory(11, "Mi", "Gehalt, erster Monat", "1550.00", _MANAGER),
        BookingStory(10, "Do", "Flyer „Wer hilft wem?“, 1.500 Stück", "246.80", _PRINT),
        BookingStory(9, "Di", "Saal und Getränke, erstes Dorfgespräch", "312.45", _TALKS),
        BookingStory(7, "Mi", "Gehalt, zweiter Monat", "1550.00", _MANAGER),
        BookingStory(6, "Mo", "Stellwände und Moderationskarten", "189.90", _TALKS),
        BookingStory(5, "Fr", "Miete Quartiersbüro, ein Vierteljahr", "200.00", _ROOM),
        BookingStory(3, "Mi", "Gehalt, dritter Monat", "1550.00", _MANAGER),
        BookingStory(2, "Di", "Anzeige im Gemeindeblatt", "68.54", _PRINT),
    ),
)
DRAFT = ApplicationStory(
    key="babenhausen",
    programme="Landkreis",
    title="Sozialraumanalyse Babenhausen",
    place="Babenhausen",
    by="gemeinde",
    months=9,
    purpose="Ein Planungsbüro befragt die Menschen ab 60 Jahren und schreibt mit uns das Quartierskonzept.",
    lines=(
        LineStory("planning", _PLANNER, "11800.00"),
        LineStory("grant", "Zuschuss des Landkreises", "4720.00"),
        LineStory("own", "Haushalt des Marktes", "7080.00"),
    ),
)

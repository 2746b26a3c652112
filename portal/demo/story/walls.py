"""The wall of the first Runder Tisch in Markt Rettenbach, and the one that is prepared for the second."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on

#: What the cards are told that speak for what is good already.
THANKS = (
    "Danke für die Karte. Sie nennt, was in Markt Rettenbach schon gut läuft; das haben wir im Protokoll festgehalten."
)


@dataclass(frozen=True)
class Card:
    """One card: its column by number, the cluster it ended up in, and whether the moderation typed it for somebody."""

    column: int
    text: str
    cluster: str = ""
    typed: bool = False


@dataclass(frozen=True)
class WallStory:
    """A wall from its draft to the end of the evening."""

    key: str
    template: str
    title: str
    place: str
    consultation: str
    drafted: Moment
    #: When the evening began; None for a wall that still waits for its own.
    held: Moment | None = None
    cards: tuple[Card, ...] = ()
    #: Title of a cluster (or words of a card) → dots of phones, dots placed for the room.
    dots: tuple[tuple[str, int, int], ...] = ()
    #: The cluster whose cards became evidence of this Bedarf of the story.
    for_need: tuple[str, str] | None = None
    decided: Moment | None = None


WALLS = (
    WallStory(
        key="wand-rettenbach",
        template="beduerfnisse",
        title="Was brauchen wir im Alter in Markt Rettenbach?",
        place="Markt Rettenbach",
        consultation="rettenbach",
        drafted=on(3, "Mi", "10:00"),
        held=on(2, "Do", "19:10"),
        cards=(
            Card(1, "Kleine Wohnung ohne Stufen, mitten im Ort", "Wohnen ohne Stufen"),
            Card(1, "Mein Haus ist mir zu groß, aber wohin?", "Wohnen ohne Stufen"),
            Card(1, "Jemand, der den Handlauf anschraubt", "Wohnen ohne Stufen", typed=True),
            Card(1, "Der Bäckerwagen am Freitag ist Gold wert"),
            Card(2, "Ein Bus nach Ottobeuren am Nachmittag", "Wegkommen ohne Auto"),
            Card(2, "Mitfahrbank an der Memminger Straße", "Wegkommen ohne Auto"),
            Card(2, "Zum Facharzt nach Memmingen komme ich nur mit der Tochter", "Wegkommen ohne Auto", typed=True),
            Card(2, "Bürgersteig vor der Kirche ist zu schmal für den Rollator", "Gehwege und Bänke"),
            Card(2, "Alle 200 Meter eine Bank bis zum Friedhof", "Gehwege und Bänke"),
            Card(3, "Ein Raum, der einfach offen ist. Ohne Verein.", "Offener Treff"),
            Card(3, "Mittagessen zusammen, einmal in der Woche", "Offener Treff"),
            Card(3, "Im Pfarrheim gibt es eine Küche!", "Offener Treff", typed=True),
            Card(3, "Kartenspielen in Frechenrieden läuft gut"),
            Card(4, "Wer schaut, ob es mir gut geht?", "Nachbarn helfen"),
            Card(4, "Telefonkette am Morgen", "Nachbarn helfen"),
            Card(4, "Eine Stelle, die sich auskennt, bevor der Pflegegrad da ist", "Rat aus einer Hand"),
            Card(4, "Tagespflege in der Nähe", "Rat aus einer Hand"),
        ),
        dots=(
            ("Wegkommen ohne Auto", 11, 4),
            ("Offener Treff", 9, 2),
            ("Wohnen ohne Stufen", 6, 3),
            ("Nachbarn helfen", 5, 0),
            ("Gehwege und Bänke", 4, 1),
            ("Rat aus einer Hand", 4, 2),
        ),
        for_need=("Wohnen ohne Stufen", "wohnen"),
        decided=on(1, "Di", "10:20"),
    ),
    WallStory(
        key="wand-rettenbach-2",
        template="swot",
        title="Zweiter Runder Tisch: Wo stehen wir?",
        place="Markt Rettenbach",
        consultation="rettenbach",
        drafted=on(1, "Fr", "09:40"),
    ),
)

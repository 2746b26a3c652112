"""Answers reach everybody: letters, calls that needed a second try, sheets on notice boards."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on

#: Who reads Leichte Sprache before others do. Invented.
CHECKERS = "Prüfgruppe Leichte Sprache Mindelheim"
WHAT_FOR = "Antwort an alle, die sich zum Thema gemeldet haben"


@dataclass(frozen=True)
class CallStory:
    """Ringing one person: each try with what came of it."""

    voice: str
    tries: tuple[tuple[Moment, str], ...]


@dataclass(frozen=True)
class RoundStory:
    """Everything done to tell people of one Bedarf's answer that stands at that moment."""

    need: str
    by: str
    letters: Moment | None = None
    posted: Moment | None = None
    calls: tuple[CallStory, ...] = ()
    #: Gemeinde and where the sheet hangs there.
    sheets: tuple[tuple[str, str], ...] = ()
    hung: Moment | None = None


ROUNDS = (
    RoundStory(
        need="rufbus",
        by="planung",
        letters=on(8, "Mo", "10:00"),
        posted=on(8, "Mo", "15:30"),
        calls=(CallStory("bus-rollstuhl", ((on(8, "Di", "09:40"), "not_reached"), (on(8, "Mi", "17:10"), "told"))),),
        sheets=(
            ("Pfaffenhausen", "Rathaus und Bäckerei"),
            ("Salgen", "Anschlagtafel an der Kirche"),
            ("Breitenbrunn", "Gemeindehaus"),
        ),
        hung=on(8, "Do", "11:00"),
    ),
    RoundStory(
        need="radweg",
        by="planung2",
        calls=(CallStory("rad-bauer", ((on(7, "Fr", "08:15"), "told"),)),),
        sheets=(("Salgen", "Anschlagtafel an der Kirche"),),
        hung=on(7, "Fr", "14:00"),
    ),
)

"""The Austauschtreffen of the example county: last year's and the next one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExchangeStory:
    """One meeting; `days` from the day on which the county was loaded, negative for the past."""

    key: str
    days: int
    place: str
    topics: tuple[str, ...]
    #: Key of a project, and what it shows.
    shows: tuple[tuple[str, str], ...] = ()


EXCHANGES = (
    ExchangeStory(
        "last",
        -350,
        "Landratsamt Mindelheim, großer Sitzungssaal",
        ("Wie ein Mittagstisch ohne Küche geht", "SeLA: was der Sachbericht wissen will"),
    ),
    ExchangeStory(
        "next",
        41,
        "Bürgerhaus Babenhausen",
        ("Fahrdienste: Versicherung und Fahrerinnen", "Was bleibt nach vier Jahren Förderung?", "Offene Runde"),
        (
            (
                "rettenbach",
                "Fahrdienst mit zwölf Ehrenamtlichen: wie wir sie gefunden haben und was die Versicherung verlangt.",
            ),
        ),
    ),
)

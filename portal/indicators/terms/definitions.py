"""What is counted and computed: the Indikatoren that come with the portal, and the shape of all of them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from portal.indicators.terms.formulas import FORMULAS
from portal.kernel.text import N_

LONGEST_NAME = 120
LONGEST_TEXT = 1_000
LONGEST_UNIT = 60
LONGEST_SOURCE = 300
LONGEST_KEY = 60
MOST_DECIMALS = 3
KEY = re.compile(r"[a-z0-9_-]{1,60}")
#: Words that stand in addresses at the place of a key.
RESERVED = frozenset({"neu", "einlesen", "orte", "vergleich"})

OFFICIAL = N_("© Statistische Ämter des Bundes und der Länder, Datenlizenz Deutschland – Namensnennung – Version 2.0")


class Theme(StrEnum):
    """Under which heading a Kennzahl stands."""

    POPULATION = "population"
    AGES = "ages"
    MOVING = "moving"
    FAMILIES = "families"
    CARE = "care"
    WORK = "work"
    HOUSING = "housing"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _THEMES[self]


_THEMES = {
    Theme.POPULATION: N_("Bevölkerung"),
    Theme.AGES: N_("Altersaufbau"),
    Theme.MOVING: N_("Zuzug und Fortzug"),
    Theme.FAMILIES: N_("Kinder, Jugend, Familie"),
    Theme.CARE: N_("Pflege und Gesundheit"),
    Theme.WORK: N_("Arbeit und soziale Lage"),
    Theme.HOUSING: N_("Wohnen und Mobilität"),
    Theme.OTHER: N_("Weitere"),
}


class Direction(StrEnum):
    """What a larger value means."""

    MORE_IS_BETTER = "more_is_better"
    MORE_IS_WORSE = "more_is_worse"
    NEUTRAL = "neutral"

    @property
    def label(self) -> str:
        return _DIRECTIONS[self]


_DIRECTIONS = {
    Direction.MORE_IS_BETTER: N_("mehr ist besser"),
    Direction.MORE_IS_WORSE: N_("weniger ist besser"),
    Direction.NEUTRAL: N_("weder noch"),
}


class Rhythm(StrEnum):
    """How often new values come."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    TWO_YEARLY = "two_yearly"
    IRREGULAR = "irregular"

    @property
    def label(self) -> str:
        return _RHYTHMS[self]


_RHYTHMS = {
    Rhythm.MONTHLY: N_("jeden Monat"),
    Rhythm.QUARTERLY: N_("jedes Vierteljahr"),
    Rhythm.YEARLY: N_("jedes Jahr"),
    Rhythm.TWO_YEARLY: N_("alle zwei Jahre"),
    Rhythm.IRREGULAR: N_("unregelmäßig"),
}


class Origin(StrEnum):
    """Where the values come from."""

    COUNTED = "counted"
    COMPUTED = "computed"
    OWN = "own"

    @property
    def label(self) -> str:
        return _ORIGINS[self]


_ORIGINS = {
    Origin.COUNTED: N_("amtliche Statistik"),
    Origin.COMPUTED: N_("daraus berechnet"),
    Origin.OWN: N_("eigene Kennzahl"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One Indikator: what it is and how its values are to be read."""

    key: str
    #: Its part of an address.
    slug: str
    name: str
    theme: Theme
    origin: Origin
    #: How it is counted or computed, in words.
    formula: str
    unit: str
    decimals: int = 0
    direction: Direction = Direction.NEUTRAL
    rhythm: Rhythm = Rhythm.YEARLY
    #: Whose figures they are, with licence; what an import says of itself goes before.
    source: str = ""
    #: Which ages are meant, in words.
    ages: str = ""
    note: str = ""
    #: Whether values of Gemeinden may be added up for a Verwaltungsgemeinschaft or the county.
    adds_up: bool = False

    @property
    def is_computed(self) -> bool:
        return self.key in FORMULAS


def _counted(key: str, slug: str, name: str, theme: Theme, formula: str, unit: str, **more: object) -> Definition:
    values: dict[str, object] = {"source": OFFICIAL, "adds_up": True} | more
    return Definition(key, slug, name, theme, Origin.COUNTED, formula, unit, **values)  # type: ignore[arg-type]


def _computed(key: str, slug: str, name: str, theme: Theme, formula: str, unit: str, **more: object) -> Definition:
    values: dict[str, object] = {"source": OFFICIAL, "decimals": 1} | more
    return Definition(key, slug, name, theme, Origin.COMPUTED, formula, unit, **values)  # type: ignore[arg-type]


_WORKING_AGES = N_("unter 20, 20 bis unter 65, 65 und älter")
SHIPPED: tuple[Definition, ...] = (
    _counted(
        "population",
        "einwohner",
        N_("Einwohner"),
        Theme.POPULATION,
        N_("Fortschreibung des Bevölkerungsstandes am 31.12., ab 2011 auf Grundlage des Zensus 2011"),
        N_("Personen"),
    ),
    _computed(
        "population_change_1y",
        "einwohner-veraenderung-1-jahr",
        N_("Veränderung der Einwohnerzahl in einem Jahr"),
        Theme.POPULATION,
        N_("(Einwohner − Einwohner ein Jahr zuvor) ÷ Einwohner ein Jahr zuvor × 100"),
        N_("Prozent"),
        note=N_("Über einen Zensus hinweg ist der Vergleich eingeschränkt."),
    ),
    _computed(
        "population_change_5y",
        "einwohner-veraenderung-5-jahre",
        N_("Veränderung der Einwohnerzahl in fünf Jahren"),
        Theme.POPULATION,
        N_("(Einwohner − Einwohner fünf Jahre zuvor) ÷ Einwohner fünf Jahre zuvor × 100"),
        N_("Prozent"),
        note=N_("Über einen Zensus hinweg ist der Vergleich eingeschränkt."),
    ),
    _computed(
        "density",
        "einwohnerdichte",
        N_("Einwohnerdichte"),
        Theme.POPULATION,
        N_("Einwohner ÷ Fläche der Grenzen auf der Karte des Portals"),
        N_("Einwohner je km²"),
        note=N_("Die Fläche stammt aus vereinfachten Grenzen und weicht leicht von der amtlichen Katasterfläche ab."),
    ),
    _computed(
        "share_women",
        "anteil-frauen",
        N_("Anteil der Frauen"),
        Theme.POPULATION,
        N_("Einwohnerinnen ÷ Einwohner × 100"),
        N_("Prozent"),
    ),
    _computed(
        "youth_ratio",
        "jugendquotient",
        N_("Jugendquotient"),
        Theme.AGES,
        N_("unter 20-Jährige ÷ 20- bis unter 65-Jährige × 100"),
        N_("je 100 im Alter von 20 bis unter 65"),
        ages=_WORKING_AGES,
    ),
    _computed(
        "old_age_ratio",
        "altenquotient",
        N_("Altenquotient"),
        Theme.AGES,
        N_("65-Jährige und Ältere ÷ 20- bis unter 65-Jährige × 100"),
        N_("je 100 im Alter von 20 bis unter 65"),
        ages=_WORKING_AGES,
    ),
    _computed(
        "total_ratio",
        "gesamtquotient",
        N_("Gesamtquotient"),
        Theme.AGES,
        N_("(unter 20-Jährige + 65-Jährige und Ältere) ÷ 20- bis unter 65-Jährige × 100"),
        N_("je 100 im Alter von 20 bis unter 65"),
        ages=_WORKING_AGES,
    ),
    _computed(
        "share_under_18",
        "anteil-unter-18",
        N_("Anteil der unter 18-Jährigen"),
        Theme.AGES,
        N_("unter 18-Jährige ÷ Einwohner × 100"),
        N_("Prozent"),
        ages=N_("unter 18"),
    ),
    _computed(
        "share_65",
        "anteil-ab-65",
        N_("Anteil der 65-Jährigen und Älteren"),
        Theme.AGES,
        N_("65-Jährige und Ältere ÷ Einwohner × 100"),
        N_("Prozent"),
        ages=N_("65 und älter"),
    ),
    _computed(
        "share_75",
        "anteil-ab-75",
        N_("Anteil der 75-Jährigen und Älteren"),
        Theme.AGES,
        N_("75-Jährige und Ältere ÷ Einwohner × 100"),
        N_("Prozent"),
        ages=N_("75 und älter"),
    ),
    _computed(
        "share_80",
        "anteil-ab-80",
        N_("Anteil der 80-Jährigen und Älteren"),
        Theme.AGES,
        N_("80-Jährige und Ältere ÷ Einwohner × 100"),
        N_("Prozent"),
        ages=N_("80 und älter"),
        note=N_("Braucht eine Tabelle, deren Altersgruppen bei 80 teilen. Die mit 17 Altersgruppen endet bei 75."),
    ),
    _counted(
        "mean_age",
        "durchschnittsalter",
        N_("Durchschnittsalter"),
        Theme.AGES,
        N_("amtlich veröffentlichter Wert; aus offenen Altersgruppen wird er hier nie geschätzt"),
        N_("Jahre"),
        decimals=1,
        adds_up=False,
    ),
    _counted(
        "moves_in",
        "zuzuege",
        N_("Zuzüge"),
        Theme.MOVING,
        N_("Zuzüge über die Gemeindegrenze, Summe des Jahres"),
        N_("Personen im Jahr"),
        note=N_("Die Summe der Gemeinden enthält auch Umzüge zwischen ihnen."),
    ),
    _counted(
        "moves_out",
        "fortzuege",
        N_("Fortzüge"),
        Theme.MOVING,
        N_("Fortzüge über die Gemeindegrenze, Summe des Jahres"),
        N_("Personen im Jahr"),
        note=N_("Die Summe der Gemeinden enthält auch Umzüge zwischen ihnen."),
    ),
    _computed(
        "migration_balance",
        "wanderungssaldo",
        N_("Wanderungssaldo"),
        Theme.MOVING,
        N_("Zuzüge − Fortzüge"),
        N_("Personen im Jahr"),
        decimals=0,
    ),
    _computed(
        "migration_balance_per_1000",
        "wanderungssaldo-je-1000",
        N_("Wanderungssaldo je 1.000 Einwohner"),
        Theme.MOVING,
        N_("(Zuzüge − Fortzüge) ÷ Einwohner am 31.12. × 1.000"),
        N_("je 1.000 Einwohner"),
    ),
)
SHIPPED_BY_KEY = {one.key: one for one in SHIPPED}
SHIPPED_BY_SLUG = {one.slug: one for one in SHIPPED}

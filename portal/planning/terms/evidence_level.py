"""How far a Bedarf is borne out: the level, the numbers it rests on, and the documented rule that proposes it.

The rule is arithmetic on purpose: three tests, each worth no, one or two points, and everybody can do the sum by hand. It only
proposes. A planner decides, with a reason, and may decide otherwise.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_REASON = 2_000
#: Formats of taking part count as sources of their own only up to this number: what people feel is one side of a Bedarf.
MOST_FORMATS = 2


class EvidenceLevel(StrEnum):
    """Whether a Bedarf is only felt, or whether numbers and experts bear it out."""

    FELT = "felt"
    PARTLY = "partly"
    PROVEN = "proven"

    @property
    def label(self) -> str:
        return _LEVELS[self][0]

    @property
    def tone(self) -> str:
        return _LEVELS[self][1]

    @property
    def meaning(self) -> str:
        """What the level says, in one sentence."""
        return _LEVELS[self][2]

    @property
    def one_lower(self) -> "EvidenceLevel":
        """One level down; the lowest stays."""
        order = list(EvidenceLevel)
        return order[max(0, order.index(self) - 1)]


_LEVELS = {
    EvidenceLevel.FELT: (N_("gefühlt"), "neutral", N_("Menschen empfinden den Bedarf. Mehr wissen wir noch nicht.")),
    EvidenceLevel.PARTLY: (
        N_("teilweise belegt"),
        "warning",
        N_("Mehrere unabhängige Quellen sprechen für den Bedarf. Einzelnes ist noch offen."),
    ),
    EvidenceLevel.PROVEN: (
        N_("belegt"),
        "success",
        N_("Menschen, Zahlen oder Fachleute bestätigen den Bedarf übereinstimmend."),
    ),
}


class EvidenceTest(StrEnum):
    """What the rule asks."""

    SOURCES = "sources"
    REACH = "reach"
    DEVIATION = "deviation"

    @property
    def label(self) -> str:
        return _TESTS[self]


_TESTS = {
    EvidenceTest.SOURCES: N_("Unabhängige Quellen"),
    EvidenceTest.REACH: N_("Wie viele Menschen"),
    EvidenceTest.DEVIATION: N_("Abweichung der Kennzahlen"),
}


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From when on a test gives one point ("some") or two ("clear"), and how many points make a level."""

    #: The first day on which the rule holds.
    valid_from: date
    #: Independent sources that speak for the Bedarf.
    sources_some: int
    sources_clear: int
    #: People behind it for each thousand of the group it is about.
    reach_some: Decimal
    reach_clear: Decimal
    #: People behind it where nobody knows how large the group is.
    people_some: int
    people_clear: int
    #: Percent by which the farthest Kennzahl lies off its comparison, in the direction that speaks for the Bedarf.
    deviation_some: Decimal
    deviation_clear: Decimal
    #: Points from which the Bedarf is partly, or fully, borne out.
    points_partly: int
    points_proven: int
    #: Where the numbers come from, in a sentence.
    note: str = ""


#: Holds until the county sets its own.
SHIPPED = Thresholds(
    valid_from=date(2020, 1, 1),
    sources_some=2,
    sources_clear=3,
    reach_some=Decimal("2"),
    reach_clear=Decimal("5"),
    people_some=10,
    people_clear=30,
    deviation_some=Decimal("10"),
    deviation_clear=Decimal("25"),
    points_partly=2,
    points_proven=4,
    note=N_("Vorschlag des Portals. Der Landkreis kann eigene Schwellen festlegen."),
)


@dataclass(frozen=True, kw_only=True)
class EvidenceFacts:
    """The numbers of one Bedarf that the rule works with."""

    #: Formats of taking part in which people spoke for it: Anliegen, Umfrage, Nadelkarte …
    formats: int
    #: Other kinds of Belege that speak for it: Begehung, Fachkraft, Dokument, Kennzahl. Each counts once.
    other_kinds: int
    #: The same two for what speaks against it.
    formats_against: int = 0
    other_kinds_against: int = 0
    #: People behind it who speak for it.
    people: int = 0
    #: How many people the group has that the Bedarf is about; None while nobody knows.
    group_size: int | None = None
    #: Percent, positive where the farthest Kennzahl speaks for the Bedarf; None without a Kennzahl.
    deviation: Decimal | None = None

    @property
    def sources(self) -> int:
        """Independent sources that speak for it."""
        return min(self.formats, MOST_FORMATS) + self.other_kinds

    @property
    def sources_against(self) -> int:
        """Independent sources that speak against it."""
        return min(self.formats_against, MOST_FORMATS) + self.other_kinds_against

    @property
    def reach(self) -> Decimal | None:
        """People behind it for each thousand of the group, with one decimal; None while its size is unknown."""
        if not self.group_size:
            return None
        return (Decimal(self.people) * 1000 / self.group_size).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class NumberTested:
    """What one test found."""

    test: EvidenceTest
    #: The number that was looked at; None when there was none.
    value: Decimal | None
    some: Decimal
    clear: Decimal
    #: 0, 1 or 2.
    points: int


@dataclass(frozen=True)
class Proposal:
    """What the rule proposes, and why."""

    level: EvidenceLevel
    results: tuple[NumberTested, ...]
    #: At least as many sources speak against the Bedarf as for it, so the level is one lower than the points say.
    is_disputed: bool
    #: The points would do, and only what people say is there: no Kennzahl, expert, document or Begehung.
    lacks_other_kinds: bool

    @property
    def points(self) -> int:
        return sum(one.points for one in self.results)


def propose(facts: EvidenceFacts, rule: Thresholds) -> Proposal:
    """The level that the rule proposes for these numbers.

    Each test gives two points when its number reaches the clear threshold and one when it reaches the lower one. "Belegt" also
    needs one source besides what people say. When at least as many sources speak against the Bedarf as for it, the proposal
    drops by one level.
    """
    results = (
        _test(EvidenceTest.SOURCES, Decimal(facts.sources), rule.sources_some, rule.sources_clear),
        _reach(facts, rule),
        _test(EvidenceTest.DEVIATION, facts.deviation, rule.deviation_some, rule.deviation_clear),
    )
    points = sum(one.points for one in results)
    lacks = points >= rule.points_proven and facts.other_kinds == 0
    level = EvidenceLevel.FELT
    if points >= rule.points_proven and not lacks:
        level = EvidenceLevel.PROVEN
    elif points >= rule.points_partly:
        level = EvidenceLevel.PARTLY
    is_disputed = 0 < facts.sources_against >= facts.sources
    return Proposal(level.one_lower if is_disputed else level, results, is_disputed, lacks)


def _reach(facts: EvidenceFacts, rule: Thresholds) -> NumberTested:
    if facts.reach is None:
        return _test(EvidenceTest.REACH, Decimal(facts.people), rule.people_some, rule.people_clear)
    return _test(EvidenceTest.REACH, facts.reach, rule.reach_some, rule.reach_clear)


def _test(test: EvidenceTest, value: Decimal | None, some: int | Decimal, clear: int | Decimal) -> NumberTested:
    low, high = Decimal(some), Decimal(clear)
    points = 0 if value is None or value < low else 2 if value >= high else 1
    return NumberTested(test, value, low, high, points)

"""What a line of a plan, a rule and a report can be."""

from enum import StrEnum

from portal.kernel.text import N_


class Side(StrEnum):
    """The two halves of a plan; their sums are the same when it is financed."""

    COSTS = "costs"
    FINANCE = "finance"

    @property
    def label(self) -> str:
        return _SIDES[self]


_SIDES = {Side.COSTS: N_("Kostenplan"), Side.FINANCE: N_("Finanzierungsplan")}


class LineKind(StrEnum):
    """What a line of the plan is about: what money is spent on, or where it comes from."""

    STAFF = "staff"
    PLANNING = "planning"
    EVENTS = "events"
    ROOMS = "rooms"
    EQUIPMENT = "equipment"
    PUBLICITY = "publicity"
    TRAVEL = "travel"
    OTHER_COSTS = "other_costs"
    GRANT = "grant"
    OWN = "own"
    OTHER_GRANT = "other_grant"
    DONATION = "donation"

    @property
    def label(self) -> str:
        return _LINES[self]

    @property
    def side(self) -> Side:
        return Side.FINANCE if self in _FINANCE else Side.COSTS

    @classmethod
    def of(cls, side: Side) -> list["LineKind"]:
        """The kinds of one half, in the order in which they are offered."""
        return [kind for kind in cls if kind.side is side]


_FINANCE = frozenset({LineKind.GRANT, LineKind.OWN, LineKind.OTHER_GRANT, LineKind.DONATION})
_LINES = {
    LineKind.STAFF: N_("Personal"),
    LineKind.PLANNING: N_("Planungsbüro"),
    LineKind.EVENTS: N_("Veranstaltungen, Beteiligung"),
    LineKind.ROOMS: N_("Räume, Miete"),
    LineKind.EQUIPMENT: N_("Ausstattung"),
    LineKind.PUBLICITY: N_("Öffentlichkeitsarbeit"),
    LineKind.TRAVEL: N_("Fahrtkosten, Fortbildung"),
    LineKind.OTHER_COSTS: N_("Sonstige Kosten"),
    LineKind.GRANT: N_("Beantragte Förderung"),
    LineKind.OWN: N_("Eigenanteil"),
    LineKind.OTHER_GRANT: N_("Andere Förderung"),
    LineKind.DONATION: N_("Spenden"),
}


class RuleKind(StrEnum):
    """What a rule of a programme limits. The first six are read from a Richtlinie, the others are rules of calculation."""

    MOST_AMOUNT = "most_amount"
    MOST_SHARE = "most_share"
    LEAST_OWN_SHARE = "least_own_share"
    MOST_MONTHS = "most_months"
    BEFORE_START = "before_start"
    ON_DATES = "on_dates"
    IS_FINANCED = "is_financed"
    WITHIN_PERIOD = "within_period"
    ASKS_FOR_MONEY = "asks_for_money"

    @property
    def label(self) -> str:
        return _RULES[self]

    @property
    def is_of_programme(self) -> bool:
        """Whether a programme sets it; the others hold for every plan."""
        return self not in _OF_EVERY_PLAN

    @property
    def has_value(self) -> bool:
        """Whether it limits a number: euro, per cent or months."""
        return self in _WITH_VALUE


_OF_EVERY_PLAN = frozenset({RuleKind.IS_FINANCED, RuleKind.WITHIN_PERIOD, RuleKind.ASKS_FOR_MONEY})
_WITH_VALUE = frozenset({RuleKind.MOST_AMOUNT, RuleKind.MOST_SHARE, RuleKind.LEAST_OWN_SHARE, RuleKind.MOST_MONTHS})
_RULES = {
    RuleKind.MOST_AMOUNT: N_("Höchstbetrag"),
    RuleKind.MOST_SHARE: N_("Höchster Anteil"),
    RuleKind.LEAST_OWN_SHARE: N_("Mindester Eigenanteil"),
    RuleKind.MOST_MONTHS: N_("Höchste Laufzeit"),
    RuleKind.BEFORE_START: N_("Antrag vor Beginn"),
    RuleKind.ON_DATES: N_("Antragstermine"),
    RuleKind.IS_FINANCED: N_("Kosten sind gedeckt"),
    RuleKind.WITHIN_PERIOD: N_("Beträge liegen im Zeitraum"),
    RuleKind.ASKS_FOR_MONEY: N_("Förderung ist beantragt"),
}


class ReportKind(StrEnum):
    """A report in between, or the one at the end."""

    INTERIM = "interim"
    FINAL = "final"

    @property
    def label(self) -> str:
        return _REPORTS[self]


_REPORTS = {ReportKind.INTERIM: N_("Zwischenbericht"), ReportKind.FINAL: N_("Verwendungsnachweis mit Sachbericht")}

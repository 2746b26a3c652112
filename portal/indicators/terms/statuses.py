"""What a cell of the statistics says when it is no plain number."""

from enum import StrEnum

from portal.kernel.text import N_


class ValueStatus(StrEnum):
    """Whether there is a value, and why not. Only `nothing` is a zero."""

    AVAILABLE = "available"
    LIMITED = "limited"
    NOTHING = "nothing"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    UNCERTAIN = "uncertain"
    LATER = "later"
    #: There is no cell at all. It is an answer, never stored.
    MISSING = "missing"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def sign(self) -> str:
        """The sign of the official statistics; "" when a number stands there."""
        return _SIGNS[self]

    @property
    def has_value(self) -> bool:
        """Whether there is a number to compute with."""
        return self in WITH_VALUE


_LABELS = {
    ValueStatus.AVAILABLE: N_("Wert liegt vor"),
    ValueStatus.LIMITED: N_("Aussagewert eingeschränkt"),
    ValueStatus.NOTHING: N_("nichts vorhanden"),
    ValueStatus.UNKNOWN: N_("unbekannt oder geheim"),
    ValueStatus.BLOCKED: N_("Aussage nicht sinnvoll"),
    ValueStatus.UNCERTAIN: N_("nicht sicher genug"),
    ValueStatus.LATER: N_("folgt später"),
    ValueStatus.MISSING: N_("keine Angabe"),
}
_SIGNS = {
    ValueStatus.AVAILABLE: "",
    ValueStatus.LIMITED: "()",
    ValueStatus.NOTHING: "–",
    ValueStatus.UNKNOWN: ".",
    ValueStatus.BLOCKED: "x",
    ValueStatus.UNCERTAIN: "/",
    ValueStatus.LATER: "…",
    ValueStatus.MISSING: "",
}
WITH_VALUE = frozenset({ValueStatus.AVAILABLE, ValueStatus.LIMITED, ValueStatus.NOTHING})
#: What may be entered by hand.
ENTERED = tuple(status for status in ValueStatus if status is not ValueStatus.MISSING)
#: Of several statuses without a value the first of these stands for what is computed from them.
WORST_FIRST = (
    ValueStatus.UNKNOWN,
    ValueStatus.UNCERTAIN,
    ValueStatus.BLOCKED,
    ValueStatus.LATER,
    ValueStatus.MISSING,
)
#: What the signs of the official statistics mean (Statistische Ämter des Bundes und der Länder, Zeichenerklärung).
STATUS_OF_SIGN = {
    "-": ValueStatus.NOTHING,
    "–": ValueStatus.NOTHING,
    ".": ValueStatus.UNKNOWN,
    "•": ValueStatus.UNKNOWN,
    "x": ValueStatus.BLOCKED,
    "X": ValueStatus.BLOCKED,
    "/": ValueStatus.UNCERTAIN,
    "…": ValueStatus.LATER,
    "...": ValueStatus.LATER,
}


def together(statuses: "list[ValueStatus]") -> ValueStatus:
    """The status of what is computed from several: without a value when one of them has none, limited when one is."""
    for status in WORST_FIRST:
        if status in statuses:
            return status
    return ValueStatus.LIMITED if ValueStatus.LIMITED in statuses else ValueStatus.AVAILABLE

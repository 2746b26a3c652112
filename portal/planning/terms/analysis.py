"""Words and numbers of the Bedarfsanalyse."""

from decimal import Decimal
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TEXT = 6_000
LONGEST_QUESTION = 400
LONGEST_NAME = 200
LONGEST_SOURCE = 300
LONGEST_UNIT = 40
LONGEST_KEY = 80
#: So many Kennzahlen one analysis compares at most; more are a table of their own.
MOST_INDICATORS = 12
#: So many questions of one Bedarf are open at a time.
MOST_QUESTIONS = 30
MOST_PEOPLE = 20_000_000
#: What a Kennzahl may be.
LARGEST_VALUE = Decimal(999_999_999)


class Tendency(StrEnum):
    """Which way a Kennzahl must differ from its comparison to speak for the Bedarf."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def label(self) -> str:
        return N_("höher als im Vergleich") if self is Tendency.HIGHER else N_("niedriger als im Vergleich")


class ComparedWith(StrEnum):
    """What a Kennzahl of the portal is put beside."""

    COUNTY = "county"
    MEDIAN = "median"
    SIMILAR = "similar"

    @property
    def label(self) -> str:
        return _COMPARED[self]


_COMPARED = {
    ComparedWith.COUNTY: N_("Landkreis"),
    ComparedWith.MEDIAN: N_("Mitte aller Gemeinden"),
    ComparedWith.SIMILAR: N_("Mitte ähnlicher Gemeinden"),
}


def deviation(value: Decimal | None, compared: Decimal | None, tendency: Tendency) -> Decimal | None:
    """By how many percent a value lies off its comparison, positive in the direction that speaks for the Bedarf.

    None when one of the two is missing (secret or unknown) or the comparison is zero: nothing is a percentage of nothing.
    """
    if value is None or compared is None or compared == 0:
        return None
    percent = (value - compared) / abs(compared) * 100
    return (percent if tendency is Tendency.HIGHER else -percent).quantize(Decimal("0.1"))

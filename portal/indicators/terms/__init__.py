"""Words of Kennzahlen: statuses, parts, definitions, formulas, and what becomes of files."""

from portal.indicators.terms.definitions import (
    SHIPPED,
    SHIPPED_BY_KEY,
    SHIPPED_BY_SLUG,
    Definition,
    Direction,
    Origin,
    Rhythm,
    Theme,
)
from portal.indicators.terms.figures import AgeBar, AgePyramid, Comparison, Figure, Rank, rounded
from portal.indicators.terms.formulas import FORMULAS, Formula, Summand
from portal.indicators.terms.parts import WHOLE, AgeGroup, Part, Sex, covering, finest, part_of
from portal.indicators.terms.statuses import ENTERED, STATUS_OF_SIGN, ValueStatus, together

__all__ = [
    "ENTERED",
    "FORMULAS",
    "SHIPPED",
    "SHIPPED_BY_KEY",
    "SHIPPED_BY_SLUG",
    "STATUS_OF_SIGN",
    "WHOLE",
    "AgeBar",
    "AgeGroup",
    "AgePyramid",
    "Comparison",
    "Definition",
    "Direction",
    "Figure",
    "Formula",
    "Origin",
    "Part",
    "Rank",
    "Rhythm",
    "Sex",
    "Summand",
    "Theme",
    "ValueStatus",
    "covering",
    "finest",
    "part_of",
    "rounded",
    "together",
]

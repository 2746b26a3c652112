"""Whose changes are numbered for systems that keep a copy."""

from enum import StrEnum


class ChangedKind(StrEnum):
    """What changes are numbered of, besides Bedarfe."""

    MEASURE = "measure"
    PAPER = "paper"
    DECISION = "decision"
    CONSULTATION = "consultation"


#: The series that the numbers are taken from.
SERIES = "feed-change"

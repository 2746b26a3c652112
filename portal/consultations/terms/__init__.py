"""The words in which Verfahren and methods are described."""

from portal.consultations.terms.consultations import (
    CONSULTATION,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_OUTCOME,
    LONGEST_PHONE,
    LONGEST_PURPOSE,
    LONGEST_TITLE,
    NO_OUTCOME,
    ConsultationState,
    Requirement,
    Timing,
)

__all__ = [
    "CONSULTATION",
    "LONGEST_EMAIL",
    "LONGEST_NAME",
    "LONGEST_OUTCOME",
    "LONGEST_PHONE",
    "LONGEST_PURPOSE",
    "LONGEST_TITLE",
    "NO_OUTCOME",
    "ConsultationState",
    "Requirement",
    "Timing",
]

"""Words, numbers and states of the Förderung."""

from portal.funding.terms.days import MonthDay, read_dates, written_dates
from portal.funding.terms.kinds import LineKind, ReportKind, RuleKind, Side
from portal.funding.terms.numbers import (
    LONGEST_FILE_NUMBER,
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_PERIOD_YEARS,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    LONGEST_REPORT,
    LONGEST_SENTENCE,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    MOST_LINES,
    SOON,
    WARN_AHEAD,
)
from portal.funding.terms.states import TRANSITIONS, ApplicationState, LightColour
from portal.funding.terms.subjects import REPORT_MATERIAL, SUBJECTS, FundingSubject, ReportSection

__all__ = [
    "LONGEST_FILE_NUMBER",
    "LONGEST_LABEL",
    "LONGEST_NAME",
    "LONGEST_PERIOD_YEARS",
    "LONGEST_PURPOSE",
    "LONGEST_REASON",
    "LONGEST_REPORT",
    "LONGEST_SENTENCE",
    "LONGEST_SOURCE",
    "LONGEST_TEXT",
    "MOST_LINES",
    "REPORT_MATERIAL",
    "SOON",
    "SUBJECTS",
    "TRANSITIONS",
    "WARN_AHEAD",
    "ApplicationState",
    "FundingSubject",
    "LightColour",
    "LineKind",
    "MonthDay",
    "ReportKind",
    "ReportSection",
    "RuleKind",
    "Side",
    "read_dates",
    "written_dates",
]

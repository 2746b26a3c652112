"""Reads of the Fälle. `visible_cases` is the only door for lists of them."""

from portal.cases.queries.figures import (
    CountedPlace,
    PeriodFigures,
    ReportFigures,
    counts_per_place,
    report_figures,
)
from portal.cases.queries.files import (
    Tallies,
    case,
    case_of_key,
    due_cases,
    entries_of,
    kept_cases,
    numbers,
    page_of,
    running_cases_of,
    tallies,
    visible_cases,
)
from portal.cases.queries.opening import (
    Opened,
    break_glass,
    keepers,
    opened_of,
    readings_of,
    recent_break_glasses,
)
from portal.cases.queries.standing_in import (
    deputies_of,
    deputy,
    deputy_of,
    possible_deputies,
    stands_in_for,
    successors,
)

__all__ = [
    "CountedPlace",
    "Opened",
    "PeriodFigures",
    "ReportFigures",
    "Tallies",
    "break_glass",
    "case",
    "case_of_key",
    "counts_per_place",
    "deputies_of",
    "deputy",
    "deputy_of",
    "due_cases",
    "entries_of",
    "keepers",
    "kept_cases",
    "numbers",
    "opened_of",
    "page_of",
    "possible_deputies",
    "readings_of",
    "recent_break_glasses",
    "report_figures",
    "running_cases_of",
    "stands_in_for",
    "successors",
    "tallies",
    "visible_cases",
]

"""Arithmetic of the Förderung: amounts in whole cents, plans by calendar year, dates of application, rules, reports.

Nothing here reads the database or the clock. Rounding: an allowed amount is always rounded **down** to the cent, so that what is
computed here never lies above a cap; an own share is what remains and so takes up the cent. Amounts that are split over years are
cut so that they add up to the whole to the cent.
"""

from portal.funding.formats.amounts import ZERO, allowed, cents, remaining, share_of, split
from portal.funding.formats.checking import Finding, Rule, check
from portal.funding.formats.dates import Timing, last_date_before, next_date, timing_of
from portal.funding.formats.periods import DueReport, due_reports, last_day, months_between, years_of
from portal.funding.formats.plans import Line, Plan

__all__ = [
    "ZERO",
    "DueReport",
    "Finding",
    "Line",
    "Plan",
    "Rule",
    "Timing",
    "allowed",
    "cents",
    "check",
    "due_reports",
    "last_date_before",
    "last_day",
    "months_between",
    "next_date",
    "remaining",
    "share_of",
    "split",
    "timing_of",
    "years_of",
]

"""The tables of the Förderung."""

from portal.funding.models.applications import FundingApplication, PlanAmount, PlanLine
from portal.funding.models.money import FundingBooking, FundingDrawdown
from portal.funding.models.programmes import FundingProgramme, FundingRule, ProgrammeVersion
from portal.funding.models.reports import FundingReport

__all__ = [
    "FundingApplication",
    "FundingBooking",
    "FundingDrawdown",
    "FundingProgramme",
    "FundingReport",
    "FundingRule",
    "PlanAmount",
    "PlanLine",
    "ProgrammeVersion",
]

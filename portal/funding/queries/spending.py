"""Whether more was spent than there is: of running applications, in all and in each calendar year. For many projects at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import extract, func, select

from portal.funding.formats import ZERO
from portal.funding.models import FundingApplication, FundingBooking, PlanAmount, PlanLine
from portal.funding.terms import ApplicationState, LineKind, Side
from portal.kernel.db import session


@dataclass
class Spending:
    """What one running application may spend and has spent, per calendar year."""

    #: What was granted and what others pay by the plan.
    means: Decimal = ZERO
    planned: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    spent: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def total(self) -> Decimal:
        return sum(self.spent.values(), ZERO)

    @property
    def years_above_plan(self) -> list[int]:
        """Calendar years in which more was spent than their Kostenplan has; none without a plan."""
        return [
            year for year, spent in sorted(self.spent.items()) if self.planned and spent > self.planned.get(year, ZERO)
        ]


def spending_of(applications: Collection[FundingApplication]) -> Mapping[UUID, Spending]:
    """The money of the running ones among these; counts bookings that were not cancelled. Two queries, none when none runs.

    Whoever pays besides the funder pays what the plan says: a grant of 40 and 10 of one's own are means of 50.
    """
    running = [one for one in applications if one.state is ApplicationState.RUNNING]
    if not running:
        return {}
    found = {one.id: Spending(means=one.granted or ZERO) for one in running}
    plan = (
        select(PlanLine.application_id, PlanLine.kind, PlanAmount.year, func.sum(PlanAmount.amount))
        .join(PlanAmount, PlanAmount.line_id == PlanLine.id)
        .where(PlanLine.application_id.in_(found))
        .group_by(PlanLine.application_id, PlanLine.kind, PlanAmount.year)
    )
    for application_id, kind, year, amount in session().execute(plan):
        if kind.side is Side.COSTS:
            found[application_id].planned[year] += amount
        elif kind is not LineKind.GRANT:
            found[application_id].means += amount
    year_of = extract("year", FundingBooking.booked_on)
    booked = (
        select(FundingBooking.application_id, year_of, func.sum(FundingBooking.amount))
        .where(FundingBooking.application_id.in_(found), FundingBooking.cancelled_at.is_(None))
        .group_by(FundingBooking.application_id, year_of)
    )
    for application_id, year, amount in session().execute(booked):
        found[application_id].spent[int(year)] += amount
    return found

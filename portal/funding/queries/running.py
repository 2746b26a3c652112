"""The money of a running application: booked, drawn, left, reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.funding.formats import ZERO
from portal.funding.models import FundingApplication, FundingBooking, FundingDrawdown, FundingReport
from portal.funding.queries.applications import WITH_PROGRAMME
from portal.kernel.db import session
from portal.kernel.errors import NotFound


@dataclass(frozen=True)
class Ledger:
    """Where the money of one application stands."""

    granted: Decimal
    #: What the plan spends in all, whoever pays.
    planned: Decimal
    #: What came from the funder.
    drawn: Decimal
    #: What was planned to be called and has not come yet.
    expected: Decimal
    spent: Decimal
    #: Spent of each line of the Kostenplan; None for bookings without one.
    spent_per_line: dict[UUID | None, Decimal]

    @property
    def left(self) -> Decimal:
        """What may still be spent; negative when more was spent than planned."""
        return self.planned - self.spent

    @property
    def left_to_draw(self) -> Decimal:
        """What the funder still has for it, beyond what came and what is planned."""
        return self.granted - self.drawn - self.expected


def ledger_of(application: FundingApplication) -> Ledger:
    """Where its money stands; counts what was not cancelled."""
    bookings = [one for one in bookings_of(application.id) if one.cancelled_at is None]
    drawdowns = drawdowns_of(application.id)
    per_line: dict[UUID | None, Decimal] = {}
    for one in bookings:
        per_line[one.line_id] = per_line.get(one.line_id, ZERO) + one.amount
    return Ledger(
        granted=application.granted or ZERO,
        planned=application.plan.costs,
        drawn=sum((one.amount for one in drawdowns if one.received_on), ZERO),
        expected=sum((one.amount for one in drawdowns if not one.received_on), ZERO),
        spent=sum((one.amount for one in bookings), ZERO),
        spent_per_line=per_line,
    )


def bookings_of(application_id: UUID) -> Sequence[FundingBooking]:
    """Its bookings, cancelled ones too, the newest receipt first."""
    chosen = select(FundingBooking).where(FundingBooking.application_id == application_id)
    return session().scalars(chosen.order_by(FundingBooking.booked_on.desc(), FundingBooking.id.desc())).all()


def booking(application_id: UUID, booking_id: UUID) -> FundingBooking:
    """One booking of this application. Raises `NotFound`."""
    found = session().get(FundingBooking, booking_id)
    if found is None or found.application_id != application_id:
        raise NotFound
    return found


def drawdowns_of(application_id: UUID) -> Sequence[FundingDrawdown]:
    """Its drawdowns by their day."""
    chosen = select(FundingDrawdown).where(FundingDrawdown.application_id == application_id)
    return session().scalars(chosen.order_by(FundingDrawdown.planned_on, FundingDrawdown.id)).all()


def drawdown(application_id: UUID, drawdown_id: UUID) -> FundingDrawdown:
    """One drawdown of this application. Raises `NotFound`."""
    found = session().get(FundingDrawdown, drawdown_id)
    if found is None or found.application_id != application_id:
        raise NotFound
    return found


def reports_of(application_id: UUID) -> Sequence[FundingReport]:
    """Its reports by their day, with the application."""
    chosen = _with_application().where(FundingReport.application_id == application_id)
    return session().scalars(chosen.order_by(FundingReport.due_on, FundingReport.id)).all()


def report(id: UUID) -> FundingReport:
    """One report with its application. Raises `NotFound`."""
    found = session().scalar(_with_application().where(FundingReport.id == id))
    if found is None:
        raise NotFound
    return found


def receipt_files() -> set[str]:
    """The names of all pictures of receipts in the folder of photos."""
    chosen = select(FundingBooking.file_name).where(FundingBooking.file_name.is_not(None))
    return {name for name in session().scalars(chosen) if name}


def _with_application() -> Select[FundingReport]:
    return select(FundingReport).options(joinedload(FundingReport.application).options(*WITH_PROGRAMME))

"""Booking money, and calling it from the funder."""

from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from portal.funding.actions.checks import ensure_amount, ensure_day
from portal.funding.models import FundingApplication, FundingBooking, FundingDrawdown
from portal.funding.policy import FundingPermission
from portal.funding.queries import ledger_of
from portal.funding.terms import Side
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

_Row = TypeVar("_Row", FundingBooking, FundingDrawdown)
CANCELLED = audit.kind("funding.booking-cancelled", N_("Buchung storniert"), keys=("application_id", "booking_id"))


def book(
    application: FundingApplication,
    *,
    booked_on: date,
    label: str,
    amount: Decimal,
    line_id: UUID | None = None,
    file_name: str | None = None,
    is_confirmed: bool = False,
    submission_key: UUID | None = None,
    by: Actor,
) -> FundingBooking:
    """Book money that was spent. The same key again answers the booking that is there, at the same moment too.

    Raises `InvalidInput` for a day outside the granted period or to come, and for more than is left unless `is_confirmed`.
    """
    ensure(FundingPermission.BOOK, by, application)
    _hold(application)
    there = _of_key(FundingBooking, application, submission_key)
    if there is not None:
        return there
    _check_day(application, booked_on)
    ensure_amount(amount, "amount")
    _check_purpose(application, label, line_id)
    if amount > ledger_of(application).left and not is_confirmed:
        raise InvalidInput(
            "funding.above-left",
            N_(
                "Das ist mehr, als nach dem Kostenplan noch übrig ist. Bitte prüfen Sie den Betrag, oder setzen Sie den Haken."
            ),
            field="is_confirmed",
        )
    booking = FundingBooking(
        application_id=application.id,
        booked_on=booked_on,
        label=label,
        amount=amount,
        line_id=line_id,
        file_name=file_name,
        submission_key=submission_key,
        created_by=by.id,
    )
    session().add(booking)
    session().flush()
    return booking


def cancel_booking(application: FundingApplication, booking: FundingBooking, *, by: Actor) -> None:
    """Take a wrong booking back. It stays to be seen and counts no longer; doing it again changes nothing."""
    ensure(FundingPermission.BOOK, by, application)
    if booking.cancelled_at is not None:
        return
    booking.cancelled_at = now()
    audit.log(CANCELLED, by=by, application_id=application.id, booking_id=booking.id)
    session().flush()


def plan_drawdown(
    application: FundingApplication,
    *,
    planned_on: date,
    amount: Decimal,
    submission_key: UUID | None = None,
    by: Actor,
) -> FundingDrawdown:
    """Plan to call money from the funder. Raises `InvalidInput` for more than is granted in all."""
    ensure(FundingPermission.BOOK, by, application)
    _hold(application)
    there = _of_key(FundingDrawdown, application, submission_key)
    if there is not None:
        return there
    ensure_day(planned_on, "planned_on")
    ensure_amount(amount, "amount")
    if amount > ledger_of(application).left_to_draw:
        raise InvalidInput(
            "funding.draws-too-much",
            N_("So viel ist nicht mehr abzurufen. Bewilligt, abgerufen und geplant sehen Sie oben."),
            field="amount",
        )
    drawdown = FundingDrawdown(
        application_id=application.id, planned_on=planned_on, amount=amount, submission_key=submission_key
    )
    session().add(drawdown)
    session().flush()
    return drawdown


def receive_drawdown(
    application: FundingApplication, drawdown: FundingDrawdown, *, received_on: date | None = None, by: Actor
) -> None:
    """Note that the money came, today unless told otherwise."""
    ensure(FundingPermission.BOOK, by, application)
    if drawdown.received_on is None:
        drawdown.received_on = received_on or today()
        session().flush()


def drop_drawdown(application: FundingApplication, drawdown: FundingDrawdown, *, by: Actor) -> None:
    """Give up a planned drawdown; one that came stays."""
    ensure(FundingPermission.BOOK, by, application)
    if drawdown.received_on is None:
        session().delete(drawdown)
        session().flush()


def _hold(application: FundingApplication) -> None:
    """Let nobody else book here until this unit ends, so that two who are at it at once do not both see the same rest."""
    session().execute(select(FundingApplication.id).where(FundingApplication.id == application.id).with_for_update())


def _of_key(kind: type[_Row], application: FundingApplication, submission_key: UUID | None) -> _Row | None:
    """What the same form already wrote to this application."""
    if submission_key is None:
        return None
    there = session().scalar(select(kind).where(kind.submission_key == submission_key))
    return there if there is not None and there.application_id == application.id else None


def _check_purpose(application: FundingApplication, label: str, line_id: UUID | None) -> None:
    if not label:
        raise InvalidInput("funding.no-label", N_("Bitte sagen Sie, wofür bezahlt wurde."), field="label")
    if line_id is not None and line_id not in {one.id for one in application.of_side(Side.COSTS)}:
        raise InvalidInput("funding.no-line", N_("Diese Position gibt es nicht (mehr)."), field="line_id")


def _check_day(application: FundingApplication, booked_on: date) -> None:
    ensure_day(booked_on, "booked_on")
    if booked_on > today():
        raise InvalidInput("funding.day-to-come", N_("Dieser Tag liegt in der Zukunft."), field="booked_on")
    if not application.starts_on <= booked_on <= application.ends_on:
        raise InvalidInput(
            "funding.outside-period",
            N_("Der Beleg liegt außerhalb des Bewilligungszeitraums und kann nicht abgerechnet werden."),
            field="booked_on",
        )

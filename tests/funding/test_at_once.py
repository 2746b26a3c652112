"""The same form twice at the same moment: money is booked once, and nobody meets an error of the portal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.funding import actions, queries
from portal.funding.models import FundingBooking, FundingDrawdown
from portal.funding.terms import ApplicationState
from portal.kernel.clock import today
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import SYSTEM
from tests.factories.funding import make_application

SENDINGS = 4


@pytest.fixture
def running_id(app: Flask) -> UUID:
    """An application whose money runs since the first of this month, by the clock of the machine."""
    starts_on = today().replace(day=1) + timedelta(days=93)
    made = make_application(
        state=ApplicationState.RUNNING, starts_on=starts_on, ends_on=starts_on + timedelta(days=700)
    )
    return made.id


def all_at_once(app: Flask, work: Callable[[], UUID]) -> set[UUID]:
    """Which rows the sendings answered, begun together in threads with sessions of their own."""
    start = Barrier(SENDINGS)

    def run(_number: int) -> UUID:
        with app.app_context():
            start.wait()
            try:
                with unit_of_work():
                    return work()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(SENDINGS) as pool:
        return set(pool.map(run, range(SENDINGS)))


def test_a_drawdown_sent_at_the_same_moment_is_planned_once(app: Flask, session: Session, running_id: UUID) -> None:
    for _round in range(3):
        key = uuid4()

        def send(key: UUID = key) -> UUID:
            fresh = queries.application(running_id)
            drawn = actions.plan_drawdown(
                fresh, planned_on=fresh.starts_on, amount=Decimal(10), submission_key=key, by=SYSTEM
            )
            return drawn.id

        assert len(all_at_once(app, send)) == 1

    assert session.scalar(select(func.count()).select_from(FundingDrawdown)) == 3


def test_a_key_that_is_there_already_is_told_in_words(session: Session, running_id: UUID) -> None:
    key = uuid4()

    with pytest.raises(InvalidInput, match="zweimal gesendet"), unit_of_work() as unit:
        for _time in range(2):
            unit.add(
                FundingBooking(
                    application_id=running_id, booked_on=today(), label="Miete", amount=Decimal(1), submission_key=key
                )
            )

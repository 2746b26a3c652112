"""Receipts issued are rows present, every day; anything else is an alarm."""

import logging

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.contributions.models import ReceiptReconciliation
from portal.kernel.db import unit_of_work
from portal.kernel.jobs import PERIODIC
from portal.kernel.policy import ANONYMOUS
from tests.factories.contributions import accepted, make_contribution
from tests.support.time import StoppedClock


def lines(session: Session) -> list[tuple[str, int, int, int]]:
    with unit_of_work():
        actions.reconcile_receipts()
    rows = session.scalars(select(ReceiptReconciliation).order_by(ReceiptReconciliation.day))
    return [(row.day.isoformat(), row.issued, row.present, row.total) for row in rows]


def alarms(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def lose(row_id: object) -> None:
    """What no action of the portal does."""
    with unit_of_work() as unit:
        for table in ("triage_item", "contribution_contact"):
            unit.execute(text(f"DELETE FROM {table}"))
        unit.execute(text("DELETE FROM contribution WHERE id = :id"), {"id": row_id})


def test_a_line_per_day_while_all_is_well(
    session: Session, frozen_clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    make_contribution()
    frozen_clock.forward(days=1)
    second = make_contribution()
    with unit_of_work():
        actions.withdraw(queries.contribution(second.id), by=ANONYMOUS)
    frozen_clock.forward(days=1)

    assert lines(session) == [("2026-03-02", 1, 1, 2), ("2026-03-03", 1, 1, 2)]
    assert alarms(caplog) == []


def test_a_row_that_disappears_raises_the_alarm(
    session: Session, frozen_clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    lost, _kept = make_contribution(), make_contribution()
    frozen_clock.forward(days=1)
    assert lines(session) == [("2026-03-02", 2, 2, 2)]

    lose(lost.id.hex if session.get_bind().dialect.name == "sqlite" else lost.id)
    frozen_clock.forward(days=1)

    assert lines(session) == [("2026-03-02", 2, 1, 1)]
    assert {message.partition(":")[0] for message in alarms(caplog)} == {"ALARM"}
    assert queries.missing_receipts() == 1


def test_it_comes_round_every_day() -> None:
    assert PERIODIC["contributions.reconcile-receipts"].every.days == 1


def test_before_the_first_receipt_there_is_nothing_to_compare(session: Session) -> None:
    assert lines(session) == []


def test_repeats_are_promised_once(session: Session, frozen_clock: StoppedClock) -> None:
    receipt = accepted()
    accepted(submission_key=receipt.contribution.submission_key)
    frozen_clock.forward(days=1)

    assert lines(session) == [("2026-03-02", 1, 1, 1)]

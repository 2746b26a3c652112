"""The status of a Maßnahme follows from what is known, in Python and in the database alike."""

from datetime import date, timedelta
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.planning.models import Measure
from portal.planning.queries.measures import condition_of, counts_by_status
from portal.planning.terms.measures import Facts, Harm, Likelihood, MeasureStatus, status_of, weight_of
from tests.factories.measures import make_measure

DAY = date(2027, 6, 15)
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
P, R, L, D, S = MeasureStatus


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (Facts(), P),
        (Facts(begins_on=TOMORROW, milestones_open=2, next_due_on=TOMORROW), P),
        (Facts(begins_on=DAY), R),
        (Facts(begins_on=DAY, milestones_open=1, next_due_on=DAY), R),
        (Facts(milestones_open=1, milestones_done=1, next_due_on=TOMORROW), R),
        (Facts(milestones_open=1, next_due_on=YESTERDAY), L),
        (Facts(begins_on=TOMORROW, milestones_open=1, next_due_on=YESTERDAY), L),
        (Facts(ends_on=YESTERDAY), L),
        (Facts(ends_on=DAY, begins_on=YESTERDAY), R),
        (Facts(milestones_done=1), D),
        (Facts(milestones_done=3, ends_on=YESTERDAY), D),
        (Facts(is_stopped=True, milestones_done=3), S),
        (Facts(is_stopped=True, milestones_open=1, next_due_on=YESTERDAY), S),
    ],
)
def test_the_status_follows_from_the_facts(facts: Facts, status: MeasureStatus) -> None:
    assert status_of(facts, today=DAY) is status


def test_the_database_asks_the_same_rule(app: Flask) -> None:
    days = (None, -1, 0, 1)
    cases = list(product((False, True), (0, 1), (0, 1), days, days[:3]))
    made = [make_measure(f"Fall {number}") for number in range(len(cases))]
    with unit_of_work():
        for one, (stopped, done, still, due, begins) in zip(made, cases, strict=True):
            row = session().get_one(Measure, one.id)
            row.stopped_on, row.stopped_reason = (today(), "Kein Geld") if stopped else (None, "")
            row.milestones_done, row.milestones_open = done, still
            row.next_due_on = today() + timedelta(days=due) if still and due is not None else None
            row.begins_on = today() + timedelta(days=begins) if begins is not None else None
    rows = {one.id: one.status for one in session().scalars(select(Measure))}

    for status in MeasureStatus:
        found = set(session().scalars(select(Measure.id).where(condition_of(status))))
        assert found == {key for key, told in rows.items() if told is status}
    assert sum(counts_by_status(SYSTEM).values()) == len(cases)


def test_a_risk_weighs_likelihood_times_harm() -> None:
    assert weight_of(Likelihood.UNLIKELY, Harm.MEDIUM) is Harm.LOW
    assert weight_of(Likelihood.POSSIBLE, Harm.MEDIUM) is Harm.MEDIUM
    assert weight_of(Likelihood.POSSIBLE, Harm.HIGH) is Harm.HIGH
    assert weight_of(Likelihood.UNLIKELY, Harm.HIGH) is Harm.MEDIUM

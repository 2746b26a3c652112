"""A receiver is down for a day, another hangs, workers are killed: nothing is lost, the order is kept, nobody else waits."""

from pathlib import Path

import pytest

from portal.places.models import Sozialraum
from tests.support.webhook_day import live_through

EVENTS = 200


@pytest.mark.slow
def test_a_day_with_a_dead_receiver_and_killed_workers(north: Sozialraum, tmp_path: Path) -> None:
    day = live_through(tmp_path, north, events=EVENTS, steps=3, needs=20, kills=1, patience=120)

    assert len(day.numbers) == EVENTS
    for receiver in (day.down, day.good):
        assert receiver.refused == [], "the library accepts every signature"
        assert day.missing(receiver) == 0
        assert day.out_of_order(receiver) == 0
        assert day.names_changed(receiver) == 0
    assert day.doubled(day.good) == 0
    assert 0 < day.tried_while_down < EVENTS, "a receiver that is down is asked now and then, not for each event"
    assert 0 < len(day.hanging.tries) < EVENTS

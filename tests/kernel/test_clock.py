"""What time it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.kernel import clock
from tests.support.time import StoppedClock


def test_now_is_an_aware_moment() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_today_is_the_day_in_bavaria() -> None:
    with clock.frozen(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


def test_the_clock_runs_on_after_it_stood_still() -> None:
    with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
        assert clock.now().year == 2020

    assert clock.now().year > 2020


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2020, 1, 1)):  # noqa: DTZ001 - the mistake itself
        pass


def test_a_test_can_move_its_clock(frozen_clock: StoppedClock) -> None:
    before = clock.now()

    frozen_clock.forward(days=2)

    assert clock.now() - before == timedelta(days=2)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 8, 31), 48, date(2030, 8, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, later: date) -> None:
    assert clock.months_later(day, months) == later

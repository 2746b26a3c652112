"""Opening hours and holidays: read, told, asked at a moment."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.offers.terms.holidays import easter_sunday, is_holiday
from portal.offers.terms.hours import (
    DAY,
    MOST_SPANS,
    BadHours,
    Openness,
    OpenState,
    Span,
    day_text,
    read_day,
    state_at,
    week,
)
from tests.factories.offers import hours


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("9–12", [(540, 720)]),
        ("9-12 Uhr", [(540, 720)]),
        ("09:00–12:00, 14–18.30 Uhr", [(540, 720), (840, 1110)]),
        ("8 bis 12 und 13:15 bis 17", [(480, 720), (795, 1020)]),
        ("14–18; 9–12", [(540, 720), (840, 1080)]),
        ("0–24", [(0, DAY)]),
        ("", []),
        ("geschlossen", []),
        ("–", []),
        ("Ruhetag", []),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, spans: list[tuple[int, int]]) -> None:
    assert read_day(written, 2) == tuple(Span(2, opens, closes) for opens, closes in spans)


@pytest.mark.parametrize(
    "written",
    [
        "vormittags",
        "9",
        "12–9",
        "9–25",
        "9:70–12",
        "9–12, 11–14",
        "9–9",
        "1–2,3–4,5–6,7–8,9–10",
        "9–12–14",
        "zwei–drei",
        "9" * 500,
    ],
)
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(BadHours):
        read_day(written, 0)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.integers(0, DAY), min_size=2, max_size=2 * MOST_SPANS, unique=True))
def test_hours_read_back_what_they_say(borders: list[int]) -> None:
    edges = sorted(borders)[: len(borders) // 2 * 2]
    spans = tuple(Span(3, opens, closes) for opens, closes in zip(edges[::2], edges[1::2], strict=True))

    assert read_day(day_text(spans, 3), 3) == spans


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        spans = read_day(text, 0)
    except BadHours:
        return
    assert all(0 <= span.opens < span.closes <= DAY for span in spans)


def test_days_with_equal_hours_stand_together() -> None:
    spans = hours(mo="9–12", di="9–12", mi="14–16", fr="9–12", sa="9–12")

    assert week(spans) == [(0, 1, "9:00–12:00"), (2, 2, "14:00–16:00"), (4, 5, "9:00–12:00")]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-02 08:00", OpenState(Openness.OPEN, 0, 720)),
        ("2026-03-02 07:59", OpenState(Openness.CLOSED, 0, 540)),
        ("2026-03-02 10:59", OpenState(Openness.OPEN, 0, 720)),
        ("2026-03-02 11:00", OpenState(Openness.CLOSED, 0, 840)),
        ("2026-03-02 17:00", OpenState(Openness.CLOSED, 3, 600, is_today=False)),
        ("2026-03-05 22:30", OpenState(Openness.OPEN, 3, DAY)),
        ("2026-03-05 23:00", OpenState(Openness.CLOSED, 0, 540, is_today=False)),
        ("2026-06-01 07:30", OpenState(Openness.OPEN, 0, 720)),
    ],
)
def test_whether_it_is_open_is_said_on_the_clock_of_the_county(moment: str, expected: OpenState) -> None:
    spans = hours(mo="9–12, 14–18", do="10–24")

    assert state_at(spans, at(moment)) == expected


def test_on_a_holiday_nothing_is_said_to_be_open() -> None:
    spans = hours(mo="9–12", mi="9–12")

    assert state_at(spans, at("2026-04-06 08:00")) == OpenState(Openness.HOLIDAY)
    assert state_at(spans, at("2026-04-05 08:00")) == OpenState(Openness.CLOSED, 2, 540, is_today=False)


def test_without_hours_nothing_is_known() -> None:
    assert state_at((), at("2026-03-02 08:00")) == OpenState(Openness.UNKNOWN)


@pytest.mark.parametrize(
    "day",
    [date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25), date(1943, 4, 25), date(2285, 3, 22)],
)
def test_easter_falls_where_the_calendar_says(day: date) -> None:
    assert easter_sunday(day.year) == day


def test_the_holidays_of_bavaria_in_2026() -> None:
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]

    assert [day.strftime("%d.%m.") for day in days if is_holiday(day)] == [
        "01.01.", "06.01.", "03.04.", "06.04.", "01.05.", "14.05.", "25.05.", "04.06.", "15.08.", "03.10.", "01.11.",
        "25.12.", "26.12.",
    ]  # fmt: skip

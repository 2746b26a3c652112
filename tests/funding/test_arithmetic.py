"""The arithmetic of the Förderung: never above a cap, years add up, cents exact; and worked cases."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.funding.formats import (
    ZERO,
    Line,
    Plan,
    Rule,
    allowed,
    cents,
    check,
    due_reports,
    last_date_before,
    last_day,
    months_between,
    next_date,
    remaining,
    share_of,
    split,
    timing_of,
    years_of,
)
from portal.funding.terms import LineKind, MonthDay, ReportKind, RuleKind, Side, read_dates, written_dates

AMOUNTS = st.integers(0, 10_000_000_000).map(lambda cents_: Decimal(cents_) / 100)
PERCENTS = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
SELA_DATES = read_dates(["12-31", "03-31", "06-30", "09-30"])
SELA = (
    Rule(RuleKind.MOST_AMOUNT, "höchstens 80.000 Euro", Decimal(80_000)),
    Rule(RuleKind.MOST_SHARE, "höchstens 90 Prozent", Decimal(90)),
    Rule(RuleKind.MOST_MONTHS, "höchstens vier Jahre", Decimal(48)),
    Rule(RuleKind.BEFORE_START, "vor Beginn"),
)
COUNTY = (
    Rule(RuleKind.MOST_AMOUNT, "höchstens 5.000 Euro", Decimal(5_000)),
    Rule(RuleKind.MOST_SHARE, "höchstens 40 Prozent", Decimal(40), LineKind.PLANNING),
)
TODAY, STARTS, ENDS = date(2026, 3, 2), date(2026, 7, 1), date(2030, 6, 30)


def plan(costs: str, grant: str, own: str, *, kind: LineKind = LineKind.STAFF, uncounted: str = "0") -> Plan:
    told = [(kind, costs, True), (LineKind.OTHER_COSTS, uncounted, False)]
    told += [(LineKind.GRANT, grant, False), (LineKind.OWN, own, False)]
    return Plan([Line(kind, {2026: Decimal(amount)}, eligible) for kind, amount, eligible in told])


def broken(a_plan: Plan, rules: Any = SELA, **changes: Any) -> list[str]:
    told: dict[str, Any] = {"starts_on": STARTS, "ends_on": ENDS, "dates": SELA_DATES, "today": TODAY} | changes
    return [one.kind.value for one in check(a_plan, rules, **told) if one.is_hard]


@given(AMOUNTS, PERCENTS, AMOUNTS)
def test_what_is_allowed_is_never_above_a_cap_or_a_share(costs: Decimal, percent: Decimal, most: Decimal) -> None:
    found = allowed(costs, percent=percent, most=most)

    assert found is not None
    assert found <= most
    assert found * 100 <= costs * percent
    assert found == cents(found)


@given(AMOUNTS, PERCENTS)
def test_a_cent_more_than_a_share_is_more_than_the_share(amount: Decimal, percent: Decimal) -> None:
    found = share_of(amount, percent)

    assert found * 100 <= amount * percent < (found + Decimal("0.01")) * 100


@given(AMOUNTS, st.lists(st.integers(0, 12), min_size=1, max_size=9).filter(any))
def test_what_is_split_over_years_adds_up_to_the_cent(total: Decimal, months: list[int]) -> None:
    parts = split(total, months)

    assert sum(parts) == total
    assert all(part == cents(part) and part >= 0 for part in parts)
    for part, weight in zip(parts, months, strict=True):
        assert abs(part - total * weight / sum(months)) < Decimal("0.01")


@given(AMOUNTS, AMOUNTS)
def test_grant_and_own_share_are_the_costs(costs: Decimal, grant: Decimal) -> None:
    own = remaining(costs, grant)

    assert own >= 0
    assert own + min(grant, costs) == costs


@given(st.lists(st.tuples(st.sampled_from(LineKind), st.dictionaries(st.integers(2026, 2033), AMOUNTS)), max_size=12))
def test_the_years_of_a_plan_add_up_to_its_sums(lines: list[tuple[LineKind, dict[int, Decimal]]]) -> None:
    made = Plan([Line(kind, amounts) for kind, amounts in lines])

    assert sum(made.per_year(Side.COSTS).values(), ZERO) == made.costs
    assert sum(made.per_year(Side.FINANCE).values(), ZERO) == made.finance
    assert sum((made.of(kind) for kind in LineKind), ZERO) == made.costs + made.finance
    assert made.gap == made.costs - made.finance


@given(AMOUNTS, AMOUNTS)
def test_a_plan_without_findings_keeps_every_cap(costs: Decimal, grant: Decimal) -> None:
    made = Plan(
        [
            Line(LineKind.STAFF, {2026: costs}),
            Line(LineKind.GRANT, {2026: grant}),
            Line(LineKind.OWN, {2026: remaining(costs, grant)}),
        ]
    )
    most = allowed(costs, percent=Decimal(90), most=Decimal(80_000))

    assert most is not None
    keeps = grant <= most and grant > 0 and costs > 0
    assert (not broken(made)) == keeps


@given(DAYS)
def test_the_next_date_is_one_of_the_four_and_at_most_a_quarter_away(day: date) -> None:
    found = next_date(day, SELA_DATES)

    assert found is not None
    assert MonthDay(found.month, found.day) in SELA_DATES
    assert 0 <= (found - day).days <= 92
    assert next_date(found, SELA_DATES) == found


@given(DAYS)
def test_between_the_last_date_and_the_start_there_is_no_other(start: date) -> None:
    last = last_date_before(start, SELA_DATES)

    assert last < start
    following = next_date(last + timedelta(days=1), SELA_DATES)
    assert following is not None
    assert following >= start


@given(DAYS, st.integers(1, 96))
def test_months_of_the_years_are_those_of_the_period(start: date, months: int) -> None:
    begin = start.replace(day=1)
    ends = last_day(begin, months)

    assert sum(months_between(begin, ends).values()) == months
    assert list(months_between(begin, ends)) == years_of(begin, ends)


@pytest.mark.parametrize(
    ("costs", "percent", "most", "expected"),
    [
        ("100000.00", "90", "80000", "80000.00"),
        ("88888.88", "90", "80000", "79999.99"),
        ("88888.89", "90", "80000", "80000.00"),
        ("88888.90", "90", "80000", "80000.00"),
        ("50000.00", "90", "80000", "45000.00"),
        ("0.01", "90", "80000", "0.00"),
        ("0.99", "90", "80000", "0.89"),
        ("1.11", "90", "80000", "0.99"),
        ("0.00", "90", "80000", "0.00"),
        ("12500.00", "40", "5000", "5000.00"),
        ("12499.99", "40", "5000", "4999.99"),
        ("9800.00", "40", "5000", "3920.00"),
        ("33333.33", "33.33", None, "11109.99"),
        ("100.00", None, "80.00", "80.00"),
    ],
)
def test_worked_cases_of_a_grant(costs: str, percent: str | None, most: str | None, expected: str) -> None:
    found = allowed(Decimal(costs), percent=Decimal(percent) if percent else None, most=Decimal(most) if most else None)

    assert found == Decimal(expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-30", "2026-03-31"),
        ("2026-03-31", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-06-30", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
        ("2026-09-30", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2027-01-01", "2027-03-31"),
        ("2028-02-29", "2028-03-31"),
    ],
)
def test_worked_cases_of_the_next_date(day: str, expected: str) -> None:
    assert next_date(date.fromisoformat(day), SELA_DATES) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("today", "start", "last", "left", "late", "earliest"),
    [
        ("2026-03-02", "2026-07-01", "2026-06-30", 120, False, "2026-04-01"),
        ("2026-03-31", "2026-04-01", "2026-03-31", 0, False, "2026-04-01"),
        ("2026-04-01", "2026-05-01", "2026-03-31", -1, True, "2026-07-01"),
        ("2026-06-30", "2026-06-30", "2026-03-31", -91, True, "2026-07-01"),
        ("2026-12-31", "2027-01-01", "2026-12-31", 0, False, "2027-01-01"),
        ("2027-01-01", "2027-01-02", "2026-12-31", -1, True, "2027-04-01"),
        ("2026-06-01", "2026-07-15", "2026-06-30", 29, False, "2026-07-01"),
    ],
)
def test_worked_cases_of_too_late(today: str, start: str, last: str, left: int, late: bool, earliest: str) -> None:
    found = timing_of(date.fromisoformat(today), date.fromisoformat(start), SELA_DATES, before_start=True)

    assert (found.last_on, found.days_left, found.is_too_late) == (date.fromisoformat(last), left, late)
    assert found.earliest_start == date.fromisoformat(earliest)


def test_without_dates_one_applies_until_the_day_before() -> None:
    found = timing_of(date(2026, 3, 2), date(2026, 3, 3), (), before_start=True)

    assert (found.next_on, found.last_on, found.days_left) == (None, date(2026, 3, 2), 0)
    assert timing_of(date(2026, 3, 3), date(2026, 3, 3), (), before_start=True).is_too_late
    assert timing_of(date(2026, 3, 3), date(2026, 3, 3), (), before_start=False).last_on is None


@pytest.mark.parametrize(
    ("a_plan", "rules", "changes", "expected"),
    [
        (plan("100000", "80000", "20000"), SELA, {}, []),
        (plan("100000", "80000.01", "19999.99"), SELA, {}, ["most_amount"]),
        (plan("80000", "72000", "8000"), SELA, {}, []),
        (plan("80000", "72000.01", "7999.99"), SELA, {}, ["most_share"]),
        (plan("50000", "50000", "0"), SELA, {}, ["most_share"]),
        (plan("50000", "45000", "15000", uncounted="10000"), SELA, {}, []),
        (plan("50000", "46000", "14000", uncounted="10000"), SELA, {}, ["most_share"]),
        (plan("80000", "90000", "0"), SELA, {"ends_on": date(2030, 7, 1)},
         ["most_amount", "most_share", "most_months", "is_financed"]),
        (plan("80000", "72000", "8000"), SELA, {"today": date(2026, 6, 30)}, []),
        (plan("80000", "72000", "8000"), SELA, {"today": date(2026, 7, 1)}, ["before_start"]),
        (plan("80000", "72000", "8000"), SELA, {"ends_on": date(2030, 7, 1)}, ["most_months"]),
        (plan("80000", "72000", "7000"), SELA, {}, ["is_financed"]),
        (plan("80000", "72000", "9000"), SELA, {}, ["is_financed"]),
        (plan("0", "0", "0"), SELA, {}, ["asks_for_money"]),
        (plan("80000", "0", "80000"), SELA, {}, ["asks_for_money"]),
        (plan("80000", "72000", "8000"), SELA, {"starts_on": date(2027, 7, 1), "ends_on": date(2028, 6, 30)},
         ["within_period"]),
        (plan("12500", "5000", "7500", kind=LineKind.PLANNING), COUNTY, {}, []),
        (plan("12000", "5000", "7000", kind=LineKind.PLANNING), COUNTY, {}, ["most_share"]),
        (plan("20000", "5000.01", "14999.99", kind=LineKind.PLANNING), COUNTY, {}, ["most_amount"]),
        (plan("20000", "5000", "15000", kind=LineKind.STAFF), COUNTY, {}, ["most_share"]),
        (plan("12500", "5000", "7500", kind=LineKind.PLANNING), COUNTY, {"today": date(2029, 1, 1)}, []),
    ],
)  # fmt: skip
def test_worked_cases_of_a_whole_application(
    a_plan: Plan, rules: Any, changes: dict[str, Any], expected: list[str]
) -> None:
    assert broken(a_plan, rules, **changes) == expected


@pytest.mark.parametrize(("left", "soft"), [(43, 0), (42, 1), (1, 1), (0, 1)])
def test_it_is_said_before_it_is_too_late(left: int, soft: int) -> None:
    day = date(2026, 6, 30) - timedelta(days=left)
    found = check(plan("80000", "72000", "8000"), SELA, starts_on=STARTS, ends_on=ENDS, dates=SELA_DATES, today=day)

    assert [(one.kind, one.is_hard) for one in found] == [(RuleKind.BEFORE_START, False)] * soft
    assert [one.params.get("days") for one in found if left > 1] == [left] * (soft if left > 1 else 0)


def test_a_broken_rule_quotes_its_sentence_and_says_how_much_is_too_much() -> None:
    (found,) = check(
        plan("100000", "81000.50", "18999.50"), SELA, starts_on=STARTS, ends_on=ENDS, dates=SELA_DATES, today=TODAY
    )

    assert (found.sentence, found.is_paraphrase) == ("höchstens 80.000 Euro", True)
    assert found.params == {"asked": Decimal("81000.50"), "most": Decimal(80_000), "over": Decimal("1000.50")}


def test_an_own_share_can_be_wanted() -> None:
    rules = (Rule(RuleKind.LEAST_OWN_SHARE, "mindestens 10 Prozent", Decimal(10), is_hard=False),)

    def found(own: str) -> list[bool]:
        a_plan = plan("1000", str(1000 - Decimal(own)), own)
        told = check(a_plan, rules, starts_on=STARTS, ends_on=ENDS, dates=(), today=TODAY)
        return [one.is_hard for one in told]

    assert (found("100"), found("99.99")) == ([], [False])


def test_reports_come_after_each_year_and_at_the_end() -> None:
    found = due_reports(STARTS, date(2028, 6, 30), interim_months=3, final_months=6)

    assert [(one.kind, one.since, one.until, one.due_on) for one in found] == [
        (ReportKind.INTERIM, date(2026, 7, 1), date(2026, 12, 31), date(2027, 3, 31)),
        (ReportKind.INTERIM, date(2027, 1, 1), date(2027, 12, 31), date(2028, 3, 31)),
        (ReportKind.FINAL, STARTS, date(2028, 6, 30), date(2028, 12, 30)),
    ]
    (only,) = due_reports(STARTS, date(2026, 8, 31), interim_months=None, final_months=6)
    assert (only.kind, only.due_on) == (ReportKind.FINAL, date(2027, 2, 28))


@pytest.mark.parametrize(("total", "months", "expected"), [
    ("100.00", [6, 12, 12, 12, 6], ["12.50", "25.00", "25.00", "25.00", "12.50"]),
    ("0.01", [6, 12], ["0.00", "0.01"]),
    ("80000.00", [6, 12, 12, 12, 6], ["10000.00", "20000.00", "20000.00", "20000.00", "10000.00"]),
    ("100.00", [1, 1, 1], ["33.33", "33.33", "33.34"]),
])  # fmt: skip
def test_worked_cases_of_splitting(total: str, months: list[int], expected: list[str]) -> None:
    assert split(Decimal(total), months) == [Decimal(part) for part in expected]


@pytest.mark.parametrize(("total", "months"), [("-1", [1]), ("1", []), ("1", [0]), ("1", [2, -1]), ("0.001", [1])])
def test_what_cannot_be_split(total: str, months: list[int]) -> None:
    with pytest.raises(ValueError, match=r"above nothing|parts of a cent"):
        split(Decimal(total), months)


def test_dates_are_read_and_written() -> None:
    assert written_dates(SELA_DATES) == ["03-31", "06-30", "09-30", "12-31"]
    assert MonthDay(2, 29).in_year(2027) == date(2027, 2, 28)
    assert next_date(date(2026, 1, 1), ()) is None
    for nonsense in ("13-01", "02-30", "", "März"):
        with pytest.raises(ValueError, match=r"month|day|invalid"):
            read_dates([nonsense])

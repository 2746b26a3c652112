"""Equal rows give equal lines, whichever database they come from, and a line gives its row back."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, Numeric, String, Time, Uuid

from portal.feed.formats import cells
from portal.indicators.models import IndicatorValue
from portal.kernel.db import Base, UtcDateTime
from portal.kernel.money import Money

HERE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (String(), "", ""),
        (String(), "Straße\n", "Straße\n"),
        (Uuid(), UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Integer(), 2**62, 2**62),
        (Boolean(), True, True),
        (Float(), 0.1, 0.1),
        (Float(), float("inf"), "Infinity"),
        (Numeric(4, 2), Decimal("1.5"), "1.50"),
        (Numeric(4, 2), Decimal("1.50"), "1.50"),
        (Money(), Decimal("0.00"), "0.00"),
        (Date(), date(2024, 2, 29), "2024-02-29"),
        (Time(), time(9, 30), "09:30:00.000000"),
        (UtcDateTime(), datetime(2026, 3, 29, 2, 0, tzinfo=HERE), "2026-03-29T00:00:00.000000Z"),
        (LargeBinary(), b"\x00\xff", "AP8="),
        (JSON(), {"b": 1e16, "a": [-0.0, 1.5]}, {"b": 10**16, "a": [0.0, 1.5]}),
    ],
)
def test_a_value_is_written_in_one_way_and_comes_back(kind: Any, value: Any, written: Any) -> None:
    column = Column("one", kind)

    assert cells.writer_of(column)(value) == written
    assert cells.reader_of(column)(written) == value


def test_trailing_zeros_make_no_difference() -> None:
    column = Base.metadata.tables[IndicatorValue.__tablename__].c.value
    write = cells.writer_of(column)

    assert write(Decimal("7")) == write(Decimal("7.0000")) == "7.0000"
    assert write(Decimal("1E+3")) == "1000.0000"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Integer(), True),
        (Integer(), "1"),
        (Integer(), 1.0),
        (Boolean(), 1),
        (String(), 1),
        (Uuid(), "1"),
        (Date(), "2024-02-30"),
        (UtcDateTime(), "2026-03-29T00:00:00"),
        (LargeBinary(), "ä"),
        (Float(), "viel"),
        (Float(), True),
        (Numeric(4, 2), "viel"),
    ],
)
def test_what_no_archive_says_is_refused(kind: Any, wrong: Any) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, ArithmeticError)):
        cells.reader_of(Column("one", kind))(wrong)


def test_null_in_json_is_not_the_absence_of_json() -> None:
    assert cells.reader_of(Column("one", JSON()))(None) is JSON.NULL


def test_lines_have_their_keys_in_order_and_keep_umlauts() -> None:
    assert cells.line_of({"b": "ü", "a": None}) == '{"a":null,"b":"ü"}\n'.encode()
    assert cells.line_of({"a": "\ud800"}) == b'{"a":"\\ud800"}\n'


def test_equal_moments_in_two_zones_are_written_alike() -> None:
    write = cells.writer_of(Column("at", UtcDateTime()))

    assert write(datetime(2026, 7, 1, 10, tzinfo=HERE)) == write(datetime(2026, 7, 1, 8, tzinfo=UTC))

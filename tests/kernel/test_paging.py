"""Lists that go on behind a key."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import ColumnElement, select

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.paging import page_by_key
from tests.support.kernel_tables import Note

pytestmark = pytest.mark.usefixtures("notes")

ORDERS: dict[str, Sequence[ColumnElement[Any]]] = {
    "down": (Note.text.desc(),),
    "up": (Note.text.asc(),),
    "two down": (Note.created_at.desc(), Note.text.desc()),
    "mixed": (Note.version.asc(), Note.text.desc()),
    "plain column": (Note.id,),  # type: ignore[dict-item]
}


def add(*texts: str) -> None:
    with unit_of_work() as unit:
        unit.add_all(Note(text=text) for text in texts)


def pages(keys: Sequence[ColumnElement[Any]], limit: int) -> list[list[str]]:
    found, after = [], None
    while True:
        page = page_by_key(select(Note), keys=keys, after=after, limit=limit)
        found.append([note.text for note in page.rows])
        after = page.next_cursor
        assert page.has_more is (after is not None)
        if after is None:
            return found


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_pages_together_are_the_whole_list(order: str, limit: int) -> None:
    add(*"gfedcba")
    whole = page_by_key(select(Note), keys=ORDERS[order], after=None, limit=50).rows

    in_pages = [text for page in pages(ORDERS[order], limit) for text in page]

    assert in_pages == [note.text for note in whole]
    assert sorted(in_pages) == list("abcdefg")


def test_a_row_that_arrives_meanwhile_shifts_nothing() -> None:
    add(*"bdf")
    first = page_by_key(select(Note), keys=ORDERS["up"], after=None, limit=2)
    add("a")

    second = page_by_key(select(Note), keys=ORDERS["up"], after=first.next_cursor, limit=2)

    assert [note.text for note in second.rows] == ["f"]


def test_an_empty_list_has_one_empty_page() -> None:
    assert pages(ORDERS["down"], 10) == [[]]


@pytest.mark.parametrize("cursor", ["", "x", "0.[1].abc", "'; DROP TABLE note", "\x00", "🚌" * 50])
def test_a_cursor_nobody_handed_out_is_refused(cursor: str) -> None:
    if not cursor:
        assert page_by_key(select(Note), keys=ORDERS["up"], after=cursor, limit=5).rows == []
        return
    with pytest.raises(InvalidInput):
        page_by_key(select(Note), keys=ORDERS["up"], after=cursor, limit=5)


def test_a_cursor_of_another_list_is_refused() -> None:
    add(*"abc")
    cursor = page_by_key(select(Note), keys=ORDERS["up"], after=None, limit=1).next_cursor

    with pytest.raises(InvalidInput):
        page_by_key(select(Note), keys=ORDERS["down"], after=cursor, limit=1)


def test_several_columns_come_as_rows() -> None:
    add(*"ab")

    page = page_by_key(select(Note.text, Note.version), keys=ORDERS["up"], after=None, limit=5)

    assert [tuple(row) for row in page.rows] == [("a", 1), ("b", 1)]

"""Keyset paging: the next page begins behind a key, so page 10,000 costs what page 1 costs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, tuple_
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import desc_op

from portal.kernel import codes
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_


@dataclass(frozen=True)
class KeysetPage:
    """One page of a list and the way to the next."""

    #: Entities when one was selected, rows otherwise; at most `limit` of them.
    rows: Sequence[Any]
    #: Nobody outside can read or change it: keys tell times and numbers that pages do not. None on the last page.
    next_cursor: str | None

    @property
    def has_more(self) -> bool:
        return self.next_cursor is not None


def page_by_key(
    select: Select[*tuple[Any, ...]],
    *,
    keys: Sequence[ColumnElement[Any]],
    after: str | None,
    limit: int,
    called: str = "",
) -> KeysetPage:
    """The rows of `select` behind the cursor `after`, in the order of `keys`.

    `keys` are columns or `column.desc()`; none may be NULL and the last must be unique. Raises `InvalidInput` for a cursor that
    this list did not hand out. A list that asks in several ways for the same order is `called` the same in each.
    """
    columns = [_column(key) for key in keys]
    purpose = "cursor:" + (called or ",".join(str(key) for key in keys))
    statement = select.order_by(*keys).limit(limit + 1).add_columns(*columns)
    if after:
        statement = statement.where(_behind(keys, _read(purpose, after, columns)))
    found = session().execute(statement).all()
    rows = found[:limit]
    more = len(found) > limit
    width = len(found[0]) - len(columns) if found else 0
    return KeysetPage(
        rows=[row[0] if width == 1 else row[:width] for row in rows],
        next_cursor=_write(purpose, rows[-1][width:]) if more else None,
    )


def _column(key: ColumnElement[Any]) -> ColumnElement[Any]:
    return key.element if isinstance(key, UnaryExpression) else key


def _descends(key: ColumnElement[Any]) -> bool:
    return isinstance(key, UnaryExpression) and key.modifier is desc_op


def _behind(keys: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    columns = [_column(key) for key in keys]
    down = [_descends(key) for key in keys]
    if all(down) or not any(down):
        left = tuple_(*columns) if len(columns) > 1 else columns[0]
        right: Any = tuple_(*values, types=[c.type for c in columns]) if len(columns) > 1 else values[0]
        behind: ColumnElement[bool] = left < right if down[0] else left > right
        return behind
    steps = []
    for i, column in enumerate(columns):
        same = [columns[j] == values[j] for j in range(i)]
        steps.append(and_(*same, column < values[i] if down[i] else column > values[i]))
    return or_(*steps)


def _write(purpose: str, values: Sequence[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, (date, datetime)) else str(v) if isinstance(v, UUID) else v for v in values]
    return codes.veil(purpose, json.dumps(plain, separators=(",", ":"), ensure_ascii=False))


def _read(purpose: str, cursor: str, columns: Sequence[ColumnElement[Any]]) -> list[Any]:
    body = codes.unveil(purpose, cursor)
    if body is None:
        raise InvalidInput(
            "cursor", N_("Diese Stelle der Liste gibt es nicht mehr. Beginnen Sie die Liste bitte von vorn.")
        )
    return [_typed(column.type.python_type, value) for column, value in zip(columns, json.loads(body), strict=True)]


def _typed(kind: type[Any], value: Any) -> Any:
    if kind is UUID:
        return UUID(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return value

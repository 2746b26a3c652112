"""Asking for rows by many ids at once."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, any_, func, literal, select

from portal.kernel.runtime import settings


def among(column: Any, ids: Collection[UUID]) -> ColumnElement[bool]:
    """Whether a column holds one of these ids. However many they are, the statement has one parameter and is parsed as quickly."""
    if settings().is_sqlite:
        listed = func.json_each(json.dumps([one.hex for one in ids])).table_valued("value")
        chosen: ColumnElement[bool] = column.in_(select(listed.c.value))
        return chosen
    found: ColumnElement[bool] = column == any_(literal(list(ids), ARRAY(Uuid())))
    return found

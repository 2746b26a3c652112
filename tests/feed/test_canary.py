"""Every column that can hold text is classified: what may tell of a person, and what is written for everybody."""

import sqlalchemy as sa
from flask import Flask

from portal.kernel.db import Base
from tests.support.personal_columns import OPEN, PERSONAL


def text_columns() -> set[tuple[str, str]]:
    found = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
            if isinstance(kind, (sa.String, sa.JSON)) and not isinstance(column.type, sa.Enum):
                found.add((table.name, column.name))
    return found


def test_every_column_of_text_is_classified(process_app: Flask) -> None:
    assert text_columns() - PERSONAL - OPEN == set(), "say in tests/support/personal_columns.py whether it is personal"
    assert PERSONAL.isdisjoint(OPEN)

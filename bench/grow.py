"""Millions of Bedarfe in minutes: a county of `bench.load_needs`, and then copies of its rows, made inside the database.

``python -m bench.grow <needs>`` fills the migrated database that DATABASE_URL names and prints what `bench.load_needs` prints. A
copy has ids and numbers of its own and the words of its original; it comes with its Wortmeldungen, Belege, Zielgruppen, history
and public answers. Copies have no entries in the inbox and are not found by words.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from sqlalchemy import Table, func, select, text, update

from bench.load_needs import learn, load
from portal.contributions.models import Contribution
from portal.kernel.db import NumberSeries, session, unit_of_work
from portal.needs import actions
from portal.needs.models import Evidence, Need, NeedEntry, PublicAnswer, need_target_group

#: So many are made one by one.
LOADED = 100_000
_ID = {
    "sqlite": "printf('%08x', :copy) || substr({0}, 9)",
    "postgresql": "(lpad(to_hex(CAST(:copy AS INTEGER)), 8, '0') || substr(replace({0}::text, '-', ''), 9))::uuid",
}
_BYTES = {
    "sqlite": "randomblob(32)",
    "postgresql": "decode(md5(random()::text) || md5(random()::text), 'hex')",
}
_OF_THESE = "need_id IN (SELECT id FROM need WHERE seq <= :loaded)"
_FURTHER = "{0} + CAST(:copy AS INTEGER) * :loaded"


@dataclass(frozen=True)
class Copied:
    """How the rows of a table are copied: as they are, but for some columns."""

    table: Any
    where: str
    #: Columns that hold the id of something that is copied too.
    ids: frozenset[str]
    #: What stands in other columns, as SQL; None leaves the column to the database.
    otherwise: Mapping[str, str | None] = field(default_factory=dict)


#: In the order of their references.
_COPIED = (
    Copied(
        Need.__table__,
        "seq <= :loaded",
        frozenset({"id"}),
        {"seq": _FURTHER, "change_number": _FURTHER, "number": "'2026-' || (seq + CAST(:copy AS INTEGER) * :loaded)"},
    ),
    Copied(need_target_group, _OF_THESE, frozenset({"need_id"})),
    Copied(
        Contribution.__table__,
        f"id IN (SELECT contribution_id FROM evidence WHERE {_OF_THESE})",
        frozenset({"id", "submission_key"}),
        {"seq": None, "receipt_hash": "bytes"},
    ),
    Copied(
        Evidence.__table__,
        _OF_THESE,
        frozenset({"id", "need_id", "origin_need_id", "contribution_id"}),
        {"triage_item_id": "NULL"},
    ),
    Copied(NeedEntry.__table__, _OF_THESE, frozenset({"need_id"}), {"id": None}),
    Copied(PublicAnswer.__table__, _OF_THESE, frozenset({"need_id"}), {"id": None}),
)


def fill(needs: int) -> dict[str, Any]:
    """Fill an empty, migrated database; beyond `LOADED` in equal copies, so that a few of an odd number may be missing."""
    copies = ceil(needs / LOADED)
    loaded = needs // copies
    made = load(loaded, loaded)
    for copy in range(1, copies):
        with unit_of_work():
            for one in _COPIED:
                session().execute(text(_statement(one)), {"copy": copy, "loaded": loaded})
    with unit_of_work():
        series = update(NumberSeries).where(NumberSeries.name.in_(["need", "need-2026", "need-change"]))
        session().execute(series.values(last=loaded * copies))
        actions.rebuild_tallies()
    learn()
    rows = {one.__tablename__: session().scalar(select(func.count()).select_from(one)) for one in (Need, Contribution)}
    return made | {"rows": rows}


def _statement(copied: Copied) -> str:
    dialect = session().get_bind().dialect.name
    table: Table = copied.table
    values: dict[str, str] = {}
    for column in table.columns:
        if column.name in copied.ids:
            values[column.name] = _ID[dialect].format(column.name)
        elif column.name not in copied.otherwise:
            values[column.name] = column.name
        elif (sql := copied.otherwise[column.name]) is not None:
            values[column.name] = _BYTES[dialect] if sql == "bytes" else sql.format(column.name)
    chosen = f"SELECT {', '.join(values.values())} FROM {table.name} WHERE {copied.where}"
    order = " ORDER BY seq" if "seq" in table.columns else ""
    return f"INSERT INTO {table.name} ({', '.join(values)}) {chosen}{order}"


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        print(json.dumps(fill(int(sys.argv[1]))))


if __name__ == "__main__":
    main()

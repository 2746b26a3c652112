"""The kept counts of Bedarfe: how many there are where, and how they come along on their way.

Whatever one change does is put into one difference, and its rows are written in the order of their keys, so that two units that
wait for each other always wait in the same order.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.dialects import postgresql, sqlite

from portal.kernel.db import hold_series, session
from portal.needs.models import STAGE_AMOUNTS, Need, NeedTally, need_stage_tally
from portal.needs.queries.counting import Cell, cell_of, full_tally, full_tally_statement, kept_tally
from portal.needs.queries.stays import (
    Amounts,
    StageCell,
    amounts_of,
    full_amounts,
    full_statement,
    kept_amounts,
)

#: Series that numbers all changes of all Bedarfe in the order of commits; whoever holds its row changes Bedarfe alone.
CHANGES = "need-change"


@dataclass(frozen=True)
class Counted:
    """What some Bedarfe add to the kept counts at one moment."""

    cells: Counter[Cell]
    amounts: Amounts


NOTHING = Counted(Counter(), Counter())


def counted(needs: Collection[Need]) -> Counted:
    """What these Bedarfe add as they are now. At most one query."""
    cells = (cell_of(need) for need in needs)
    return Counted(Counter(cell for cell in cells if cell is not None), amounts_of(needs))


def move(before: Counted, after: Counted) -> None:
    """Let the kept counts follow from what some Bedarfe added to what they add now: at most one statement for each table."""
    cells = _difference(before.cells, after.cells)
    if cells:
        rows = [
            {"sozialraum_id": place, "action_field_id": field, "status": status, "total": number}
            for (place, field, status), number in sorted(cells.items())
        ]
        session().execute(_ADDING[_dialect()][0], rows)
    amounts = _difference(before.amounts, after.amounts)
    if amounts:
        session().execute(_ADDING[_dialect()][1], _rows(amounts))


def _difference(before: Counter[Any], after: Counter[Any]) -> dict[Any, int]:
    keys = before.keys() | after.keys()
    return {key: after[key] - before[key] for key in keys if after[key] != before[key]}


def _rows(amounts: dict[tuple[StageCell, str], int]) -> list[dict[str, Any]]:
    by_cell: dict[StageCell, dict[str, int]] = {}
    for (cell, column), number in amounts.items():
        by_cell.setdefault(cell, {})[column] = number
    nothing = dict.fromkeys(STAGE_AMOUNTS, 0)
    keys = ("year", "sozialraum_id", "action_field_id", "stage")
    return [dict(zip(keys, cell, strict=True)) | nothing | by_cell[cell] for cell in sorted(by_cell)]


def _adding(dialect: Any) -> tuple[Any, Any]:
    """The statements that add to a row or make it, for one kind of database."""
    tally, stages = dialect.insert(NeedTally.__table__), dialect.insert(need_stage_tally)
    return (
        tally.on_conflict_do_update(
            index_elements=["sozialraum_id", "action_field_id", "status"],
            set_={"total": NeedTally.__table__.c.total + tally.excluded.total},
        ),
        stages.on_conflict_do_update(
            index_elements=["year", "sozialraum_id", "action_field_id", "stage"],
            set_={name: need_stage_tally.c[name] + stages.excluded[name] for name in STAGE_AMOUNTS},
        ),
    )


_ADDING = {"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)}


def _dialect() -> str:
    return session().connection().dialect.name


@dataclass(frozen=True)
class Wrong:
    """How many rows of the kept counts did not agree with the Bedarfe."""

    tally: int
    stages: int

    def __bool__(self) -> bool:
        return bool(self.tally or self.stages)


def check_tallies() -> Wrong:
    """Compare the kept counts with a full count while nobody changes a Bedarf."""
    hold_series(CHANGES)
    return Wrong(tally=_differing(kept_tally(), full_tally()), stages=_differing(kept_amounts(), full_amounts()))


def rebuild_tallies() -> Wrong:
    """Count everything anew, and write it where something was wrong. Returns how much was."""
    wrong = check_tallies()
    if not wrong:
        return wrong
    for table, statement in ((NeedTally.__table__, full_tally_statement()), (need_stage_tally, full_statement())):
        session().execute(delete(table))  # type: ignore[arg-type]
        names = [column.name for column in statement.selected_columns]
        session().execute(insert(table).from_select(names, statement))  # type: ignore[arg-type]
    return wrong


def _differing(kept: dict[Any, Any], right: dict[Any, Any]) -> int:
    return sum(kept.get(key) != right.get(key) for key in kept.keys() | right.keys())

"""A new key: everything sealed with an old one is sealed again, in the rooms above too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select, update

from portal.cases.actions import protocol
from portal.cases.terms import PORTION
from portal.kernel import audit, sealing
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kernel.sealing import SealBroken

Place = tuple[str, UUID]


@dataclass(frozen=True)
class Rekeyed:
    """One portion: how many texts were sealed anew, how many no key opens, and behind which row the next portion begins."""

    texts: int
    unreadable: int
    #: None when this was the last one.
    after: Place | None


def rekey(*, after: Place | None = None, by: Actor) -> Rekeyed:
    """Seal the next rows with the first key. What no key opens is left as it is and counted.

    Whoever has one open in a form keeps its version: only the seal changes. Raises `KeyMissing`.
    """
    sealing.ensure_key()
    texts = unreadable = 0
    last: Place | None = None
    for table, row in _rows(after, lock=True):
        last = (table.name, row["id"])
        fresh: dict[str, bytes] = {}
        for column in _sealed(table):
            if sealing.is_current(row[column]):
                continue
            bound = sealing.cell(table.name, column, row["id"])
            try:
                fresh[column] = sealing.seal(sealing.unseal(row[column], bound_to=bound), bound_to=bound)
            except SealBroken:
                unreadable += 1
        if fresh:
            session().execute(update(table).where(table.c.id == row["id"]).values(**fresh))
            texts += len(fresh)
    if texts or unreadable:
        audit.log(protocol.REKEYED, by=by, texts=texts, unreadable=unreadable)
    return Rekeyed(texts, unreadable, last)


def count_unreadable(*, after: Place | None = None) -> Rekeyed:
    """Look at the next rows without changing anything: `texts` are those that some key opens."""
    sealing.ensure_key()
    good = bad = 0
    last: Place | None = None
    for table, row in _rows(after, lock=False):
        last = (table.name, row["id"])
        for column in _sealed(table):
            try:
                sealing.unseal(row[column], bound_to=sealing.cell(table.name, column, row["id"]))
                good += 1
            except SealBroken:
                bad += 1
    return Rekeyed(good, bad, last)


def _rows(after: Place | None, *, lock: bool) -> Iterator[tuple[Table, Any]]:
    """The next portion of rows, of one table after the other."""
    tables: list[Table] = [kind.__table__ for kind in sealing.KINDS]
    names = [table.name for table in tables]
    for table in tables[names.index(after[0]) if after else 0 :]:
        chosen = select(table).order_by(table.c.id).limit(PORTION)
        if after and after[0] == table.name:
            chosen = chosen.where(table.c.id > after[1])
        rows = session().execute(chosen.with_for_update() if lock else chosen).mappings().all()
        if rows:
            yield from ((table, row) for row in rows)
            return


def _sealed(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name.endswith("_sealed")]

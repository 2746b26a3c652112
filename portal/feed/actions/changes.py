"""Numbering changes: whatever is written about Maßnahmen, Beschlussvorlagen, Beschlüsse and Verfahren gets the next number.

Nobody has to remember to call this: it listens to what the session writes, and numbers at the very end of the unit of work. The
series stays locked until the commit, so numbers are given in the order of commits and a reader never steps over one.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from portal.consultations.models import Consultation
from portal.feed.models.changes import FeedChange
from portal.feed.terms.changes import SERIES, ChangedKind
from portal.kernel.clock import now
from portal.kernel.db import next_numbers
from portal.planning.models import (
    CouncilPaper,
    Decision,
    Deliberation,
    Measure,
    MeasureEntry,
    Milestone,
    Recommendation,
)

#: A thing that systems copy, by what it is and its id.
Thing = tuple[ChangedKind, UUID]

_OWN = {
    Measure: ChangedKind.MEASURE,
    CouncilPaper: ChangedKind.PAPER,
    Decision: ChangedKind.DECISION,
    Consultation: ChangedKind.CONSULTATION,
}
#: What is told as a part of something else.
_PART_OF: dict[type[Any], Callable[[Any], Thing]] = {
    MeasureEntry: lambda row: (ChangedKind.MEASURE, row.measure_id),
    Milestone: lambda row: (ChangedKind.MEASURE, row.measure_id),
    Deliberation: lambda row: (ChangedKind.PAPER, row.paper_id),
}
_WAITING, _ORIGINS = "feed.changes", "feed.recommendations"
_INSERT = {
    name: dialect.insert(FeedChange.__table__) for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}


def listen() -> None:
    """Begin to number what sessions write; doing it again changes nothing."""
    for name, call in (("after_flush", _gather), ("before_commit", _number)):
        if not event.contains(Session, name, call):
            event.listen(Session, name, call)


def _gather(current: Session, _context: UOWTransaction) -> None:
    """Remember what a flush wrote."""
    unit = current.info.get("unit")
    if unit is None:
        return
    waiting: dict[Thing, bool] = unit.state.setdefault(_WAITING, {})
    written = [*current.new, *(row for row in current.dirty if current.is_modified(row))]
    waiting.update((thing, False) for row in written for thing in _things_of(row))
    origins: set[UUID] = unit.state.setdefault(_ORIGINS, set())
    origins.update(row.id for row in written if isinstance(row, Recommendation))
    for row in current.deleted:
        kind = _OWN.get(type(row))
        waiting.update({(kind, row.id): True} if kind else dict.fromkeys(_things_of(row), False))


def _number(current: Session) -> None:
    """Give what was written its numbers, as the last thing before the commit."""
    unit = current.info.get("unit")
    if unit is None:
        return
    current.flush()
    waiting: dict[Thing, bool] = unit.state.pop(_WAITING, {})
    told = _with_dependants(current, waiting, unit.state.pop(_ORIGINS, set()))
    if told:
        numbers = next_numbers(SERIES, len(told))
        statement = _INSERT[current.get_bind().dialect.name]
        new = statement.excluded
        changed = {name: getattr(new, name) for name in ("change_number", "changed_at", "is_gone")}
        current.execute(
            statement.on_conflict_do_update(index_elements=["kind", "object_id"], set_=changed),
            [
                {"kind": kind, "object_id": own, "change_number": number, "changed_at": now(), "is_gone": is_gone}
                for number, ((kind, own), is_gone) in zip(numbers, told.items(), strict=True)
            ],
        )


def _things_of(row: Any) -> Iterable[Thing]:
    kind = type(row)
    if kind in _OWN:
        yield _OWN[kind], row.id
    elif kind in _PART_OF:
        yield _PART_OF[kind](row)


def _with_dependants(current: Session, waiting: dict[Thing, bool], origins: set[UUID]) -> dict[Thing, bool]:
    """The papers of a Handlungsempfehlung, and the Beschlüsse of these papers, tell parts of it: they changed with it."""
    papers = {own for kind, own in waiting if kind is ChangedKind.PAPER}
    if origins:
        papers |= set(current.scalars(select(CouncilPaper.id).where(CouncilPaper.recommendation_id.in_(origins))))
    if not papers:
        return waiting
    decisions = current.scalars(select(Decision.id).where(Decision.paper_id.in_(papers)))
    touched = [(ChangedKind.PAPER, own) for own in papers] + [(ChangedKind.DECISION, own) for own in decisions]
    return dict.fromkeys(sorted(touched), False) | waiting

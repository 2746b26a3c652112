"""Numbering changes: whatever is written about Maßnahmen, Beschlussvorlagen, Beschlüsse and Verfahren gets the next number.

A Bedarf that goes to another Sozialraum, or is deleted, changes what is told of the things that name it, and of papers also who
may read them.

Nobody has to remember to call this: it listens to what the session writes, and numbers at the very end of the unit of work. The
series stays locked until the commit, so numbers are given in the order of commits and a reader never steps over one.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from portal.consultations.models import Consultation
from portal.feed.actions.presence import Thing, follow
from portal.feed.models.changes import FeedChange
from portal.feed.queries.presence import told_with_needs
from portal.feed.terms.changes import SERIES, ChangedKind
from portal.kernel.clock import now
from portal.kernel.db import next_numbers
from portal.needs.models import Need
from portal.planning.models import (
    CouncilPaper,
    Decision,
    Deliberation,
    Measure,
    MeasureEntry,
    Milestone,
    Recommendation,
)

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
_WAITING, _ORIGINS, _NEEDS = "feed.changes", "feed.recommendations", "feed.needs"
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
    elsewhere: set[UUID] = unit.state.setdefault(_NEEDS, set())
    elsewhere.update(row.id for row in current.dirty if isinstance(row, Need) and _is_elsewhere(row))
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
    origins: set[UUID] = unit.state.pop(_ORIGINS, set())
    if elsewhere := unit.state.pop(_NEEDS, set()):
        measures, recommendations = told_with_needs(elsewhere)
        waiting = {(ChangedKind.MEASURE, own): False for own in current.scalars(measures)} | waiting
        origins |= set(current.scalars(recommendations))
    told = _with_dependants(current, waiting, origins)
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
        follow(dict(zip(told, numbers, strict=True)), {thing for thing, is_gone in told.items() if is_gone})


def _is_elsewhere(need: Need) -> bool:
    """Whether this flush put a Bedarf into another Sozialraum, deleted it or brought it back."""
    facts = inspect(need).attrs
    return facts.sozialraum_id.history.has_changes() or facts.deleted_at.history.has_changes()


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

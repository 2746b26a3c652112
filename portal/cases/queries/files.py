"""Finding Fälle."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.cases.models import Case, CaseDeputy, CaseEntry
from portal.cases.terms import CaseState, CaseView
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.places import queries as places


@dataclass(frozen=True)
class Tallies:
    """How many Fälle each view of a list holds."""

    open: int
    due: int
    closed: int

    def of(self, view: CaseView) -> int:
        return {CaseView.OPEN: self.open, CaseView.DUE: self.due, CaseView.CLOSED: self.closed}[view]


def case(id: UUID) -> Case:
    """One Fall with all that says who may read it. Raises `NotFound`."""
    found = session().scalar(select(Case).where(Case.id == id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def case_of_key(key: UUID) -> Case | None:
    """The Fall that was noted with this form."""
    return session().scalar(select(Case).where(Case.submission_key == key).options(*_WHOLE))


def visible_cases(viewer: Actor, view: CaseView | None = None) -> Select[Case]:
    """The Fälle this person keeps or stands in for today. Order is the caller's."""
    chosen = select(Case).where(_is_mine(viewer))
    return chosen.where(_IN_VIEW[view]()) if view is not None else chosen


def page_of(chosen: Select[Case], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the newest first."""
    return page_by_key(chosen, keys=(Case.number.desc(),), after=after, limit=limit)


def tallies(viewer: Actor) -> Tallies:
    """How many there are in each view. One query."""
    counted = [func.count().filter(_IN_VIEW[view]()) for view in (CaseView.OPEN, CaseView.DUE, CaseView.CLOSED)]
    row = session().execute(select(*counted).select_from(Case).where(_is_mine(viewer))).one()
    return Tallies(open=row[0], due=row[1], closed=row[2])


def due_cases(viewer: Actor, *, until: date, limit: int) -> list[Case]:
    """The Fälle of this person that are to be looked at up to and on this day, the longest waiting first."""
    chosen = visible_cases(viewer).where(Case.follow_up_on <= until)
    return list(session().scalars(chosen.order_by(Case.follow_up_on, Case.number).limit(limit)))


def running_cases_of(keeper_id: UUID) -> list[Case]:
    """What a Kümmerer would hand over: every Fall that is not closed, the oldest first. Nothing is said about who may see them."""
    chosen = select(Case).where(Case.keeper_id == keeper_id, Case.state == CaseState.OPEN).options(*_WHOLE)
    return list(session().scalars(chosen.order_by(Case.number)))


def kept_cases(keeper_id: UUID) -> Select[Case]:
    """Everything a Kümmerer keeps, for whom it was opened. Order is the caller's."""
    return select(Case).where(Case.keeper_id == keeper_id)


def numbers(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The numbers of those of these Fälle that are still there. One query, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    return {row.id: row.number for row in session().execute(select(Case.id, Case.number).where(Case.id.in_(wanted)))}


def entries_of(case_id: UUID) -> list[CaseEntry]:
    """The entries of a Fall, the newest first."""
    chosen = select(CaseEntry).where(CaseEntry.case_id == case_id)
    return list(session().scalars(chosen.order_by(CaseEntry.position.desc())))


def _is_mine(viewer: Actor) -> ColumnElement[bool]:
    scope = viewer.scope_of(Role.KUEMMERER)
    if viewer.id is None or scope == frozenset():
        return false()
    kept = Case.keeper_id == viewer.id
    if scope is not None:
        kept = and_(kept, Case.sozialraum_id.in_(places.subtree_ids(scope)))
    return or_(kept, Case.keeper_id.in_(_keepers_of(viewer.id)))


def _keepers_of(deputy_id: UUID) -> Select[UUID]:
    day = clock.today()
    return select(CaseDeputy.keeper_id).where(
        CaseDeputy.deputy_id == deputy_id,
        CaseDeputy.ended_at.is_(None),
        CaseDeputy.starts_on <= day,
        or_(CaseDeputy.ends_on.is_(None), CaseDeputy.ends_on >= day),
    )


_IN_VIEW = {
    CaseView.OPEN: lambda: Case.state == CaseState.OPEN,
    CaseView.DUE: lambda: Case.follow_up_on <= clock.today(),
    CaseView.CLOSED: lambda: Case.state == CaseState.CLOSED,
}
_WHOLE = (
    joinedload(Case.sozialraum),
    joinedload(Case.keeper),
    selectinload(Case.deputies),
    selectinload(Case.break_glasses),
)

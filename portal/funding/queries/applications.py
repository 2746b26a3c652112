"""Finding applications and their plans."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.funding.formats import ZERO
from portal.funding.models import FundingApplication, PlanAmount, PlanLine, ProgrammeVersion
from portal.funding.policy import READERS
from portal.funding.terms import ApplicationState, LineKind
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.places import queries as places


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a list of applications; as they stand in the address."""

    #: A Sozialraum and everything beneath it.
    around: UUID | None = None
    state: ApplicationState | None = None
    programme_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def application(id: UUID) -> FundingApplication:
    """One application with its plan and the rules it follows. Raises `NotFound`."""
    found = session().scalar(select(FundingApplication).where(FundingApplication.id == id).options(*WHOLE))
    if found is None:
        raise NotFound
    return found


def line(application_id: UUID, line_id: UUID) -> PlanLine:
    """One line of this application's plan. Raises `NotFound`."""
    found = session().scalar(select(PlanLine).where(PlanLine.id == line_id).options(selectinload(PlanLine.amounts)))
    if found is None or found.application_id != application_id:
        raise NotFound
    return found


def visible_applications(viewer: Actor, filters: Filters | None = None) -> Select[FundingApplication]:
    """The applications this person may see: those of the Sozialräume in which one minds or reads them."""
    chosen = select(FundingApplication).where(in_scope(viewer))
    return _narrowed(chosen, filters) if filters else chosen


def page_of(chosen: Select[FundingApplication], *, after: str | None, limit: int = 50) -> KeysetPage:
    """One page of applications, those that begin last first, with programme and place."""
    keys = (FundingApplication.starts_on.desc(), FundingApplication.id.desc())
    return page_by_key(chosen.options(*WITH_PROGRAMME), keys=keys, after=after, limit=limit)


def totals_of(ids: Collection[UUID]) -> dict[UUID, Decimal]:
    """What each of these applications asks for. One query, none for no ids."""
    if not ids:
        return {}
    sums = (
        select(PlanLine.application_id, func.sum(PlanAmount.amount).label("asked"))
        .join(PlanAmount, PlanAmount.line_id == PlanLine.id)
        .where(PlanLine.application_id.in_(set(ids)), PlanLine.kind == LineKind.GRANT)
        .group_by(PlanLine.application_id)
    )
    return {row.application_id: row.asked or ZERO for row in session().execute(sums)}


def application_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of those applications that exist. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(
        select(FundingApplication.id, FundingApplication.title).where(FundingApplication.id.in_(set(ids)))
    )
    return {row.id: row.title for row in rows}


def in_scope(viewer: Actor) -> ColumnElement[bool]:
    """Applications of the Sozialräume in which this person minds or reads them."""
    scope = viewer.scope_of(*READERS)
    return true() if scope is None else FundingApplication.sozialraum_id.in_(places.subtree_ids(scope))


def _narrowed(chosen: Select[FundingApplication], filters: Filters) -> Select[FundingApplication]:
    if filters.around is not None:
        chosen = chosen.where(FundingApplication.sozialraum_id.in_(places.subtree_ids([filters.around])))
    if filters.state is not None:
        chosen = chosen.where(FundingApplication.state == filters.state)
    if filters.programme_id is not None:
        versions = select(ProgrammeVersion.id).where(ProgrammeVersion.programme_id == filters.programme_id)
        chosen = chosen.where(FundingApplication.version_id.in_(versions))
    return chosen


WITH_PROGRAMME = (
    joinedload(FundingApplication.sozialraum),
    joinedload(FundingApplication.programme_version).joinedload(ProgrammeVersion.programme),
)
WITH_RULES = (
    *WITH_PROGRAMME,
    joinedload(FundingApplication.programme_version).selectinload(ProgrammeVersion.rules),
)
WHOLE = (*WITH_RULES, selectinload(FundingApplication.lines).selectinload(PlanLine.amounts))

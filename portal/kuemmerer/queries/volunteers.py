"""Who helps and who asks for help. Ask beforehand who may see the project: nothing here looks at roles except what is due."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.kuemmerer.models import AidMatch, AidRequest, KuemmererProject, Volunteer, VolunteerSkill
from portal.kuemmerer.queries.projects import in_places_of
from portal.kuemmerer.terms.volunteers import (
    ANSWERED_WITHIN_DAYS,
    CLEARANCE_MONTHS,
    AidKind,
    AidState,
    MatchState,
    VolunteerState,
)

_PROJECT_OF_VOLUNTEER = joinedload(Volunteer.project).selectinload(KuemmererProject.places)
_PROJECT_OF_REQUEST = joinedload(AidRequest.project).selectinload(KuemmererProject.places)


@dataclass(frozen=True, kw_only=True)
class VolunteerFilters:
    """What narrows the list of those who help; as it stands in the address."""

    kind: AidKind | None = None
    state: VolunteerState | None = None

    @property
    def is_empty(self) -> bool:
        return self == VolunteerFilters()


@dataclass(frozen=True, kw_only=True)
class AidFilters:
    """What narrows the Hilfegesuche; as it stands in the address."""

    kind: AidKind | None = None
    state: AidState | None = None

    @property
    def is_empty(self) -> bool:
        return self == AidFilters()


def volunteer(id: UUID) -> Volunteer:
    """One who helps, with project, place and kinds of help. Raises `NotFound`."""
    whole = (_PROJECT_OF_VOLUNTEER, joinedload(Volunteer.place), selectinload(Volunteer.skills))
    found = session().scalar(select(Volunteer).where(Volunteer.id == id).options(*whole))
    if found is None:
        raise NotFound
    return found


def aid_request(id: UUID) -> AidRequest:
    """One Hilfegesuch with project, place and everybody it was tried with. Raises `NotFound`."""
    whole = (
        _PROJECT_OF_REQUEST,
        joinedload(AidRequest.place),
        selectinload(AidRequest.matches).joinedload(AidMatch.volunteer).selectinload(Volunteer.skills),
    )
    found = session().scalar(select(AidRequest).where(AidRequest.id == id).options(*whole))
    if found is None:
        raise NotFound
    return found


def match(id: UUID) -> AidMatch:
    """One Vermittlung with both sides. Raises `NotFound`."""
    whole = (joinedload(AidMatch.request).options(_PROJECT_OF_REQUEST), joinedload(AidMatch.volunteer))
    found = session().scalar(select(AidMatch).where(AidMatch.id == id).options(*whole))
    if found is None:
        raise NotFound
    return found


def page_of_volunteers(
    project_id: UUID, filters: VolunteerFilters, *, after: str | None, limit: int = 30
) -> KeysetPage:
    """One page, who came last first: names are sealed and cannot be sorted by."""
    chosen = select(Volunteer).where(Volunteer.project_id == project_id)
    if filters.state is not None:
        chosen = chosen.where(Volunteer.state == filters.state)
    if filters.kind is not None:
        chosen = chosen.where(Volunteer.id.in_(_who_can(filters.kind)))
    chosen = chosen.options(joinedload(Volunteer.place), selectinload(Volunteer.skills))
    return page_by_key(chosen, keys=(Volunteer.id.desc(),), after=after, limit=limit)


def page_of_requests(project_id: UUID, filters: AidFilters, *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the newest first."""
    chosen = select(AidRequest).where(AidRequest.project_id == project_id)
    if filters.state is not None:
        chosen = chosen.where(AidRequest.state == filters.state)
    if filters.kind is not None:
        chosen = chosen.where(AidRequest.kind == filters.kind)
    chosen = chosen.options(joinedload(AidRequest.place), selectinload(AidRequest.matches))
    return page_by_key(chosen, keys=(AidRequest.id.desc(),), after=after, limit=limit)


def helpers_of(project_id: UUID) -> list[Volunteer]:
    """Everybody of a project who has not ended, who came last first."""
    chosen = select(Volunteer).where(Volunteer.project_id == project_id, Volunteer.state != VolunteerState.ENDED)
    whole = (joinedload(Volunteer.place), selectinload(Volunteer.skills))
    return list(session().scalars(chosen.options(*whole).order_by(Volunteer.id.desc())))


def requests_to_choose(project_id: UUID) -> list[AidRequest]:
    """The Hilfegesuche hours can be written down for: those that were matched or are done, the newest first."""
    chosen = select(AidRequest).where(
        AidRequest.project_id == project_id, AidRequest.state.in_((AidState.MATCHED, AidState.DONE))
    )
    return list(
        session().scalars(chosen.options(joinedload(AidRequest.place)).order_by(AidRequest.id.desc()).limit(50))
    )


def calls_of(project_id: UUID) -> list[AidMatch]:
    """Whom the Kümmerer has to call, who waits longest first."""
    chosen = (
        select(AidMatch)
        .join(AidMatch.request)
        .where(AidRequest.project_id == project_id, AidMatch.state == MatchState.PROPOSED)
        .options(contains_eager(AidMatch.request).joinedload(AidRequest.place), joinedload(AidMatch.volunteer))
    )
    return list(session().scalars(chosen.order_by(AidMatch.id).limit(100)))


def volunteers_by_state(project_id: UUID) -> dict[VolunteerState, int]:
    """How many stand where."""
    counted = select(Volunteer.state, func.count()).where(Volunteer.project_id == project_id)
    found = {row[0]: row[1] for row in session().execute(counted.group_by(Volunteer.state))}
    return {state: found.get(state, 0) for state in VolunteerState}


def requests_by_state(project_id: UUID) -> dict[AidState, int]:
    """How many stand where."""
    counted = select(AidRequest.state, func.count()).where(AidRequest.project_id == project_id)
    found = {row[0]: row[1] for row in session().execute(counted.group_by(AidRequest.state))}
    return {state: found.get(state, 0) for state in AidState}


def waiting_requests(viewer: Actor, *, until: date, limit: int) -> list[AidRequest]:
    """Open Hilfegesuche of this Kümmerer that should be answered up to this day, the oldest first."""
    waiting = AidRequest.asked_on <= until - timedelta(days=ANSWERED_WITHIN_DAYS)
    chosen = _of_mine(viewer).where(AidRequest.state == AidState.OPEN, waiting)
    return list(session().scalars(chosen.order_by(AidRequest.asked_on, AidRequest.id).limit(limit)))


def dated_requests(viewer: Actor, *, since: date, until: date, limit: int) -> list[AidRequest]:
    """Matched ones of this Kümmerer that begin, or end when they are regular, from day to day; the earliest first."""
    chosen = _of_mine(viewer).where(
        AidRequest.state == AidState.MATCHED,
        AidRequest.wanted_on.between(since, until) | AidRequest.until.between(since, until),
    )
    earliest = func.coalesce(AidRequest.wanted_on, AidRequest.until)
    return list(session().scalars(chosen.order_by(earliest, AidRequest.id).limit(limit)))


def old_clearances(viewer: Actor, *, until: date, limit: int) -> list[Volunteer]:
    """Who helps this Kümmerer and has to show a Führungszeugnis again up to this day, the longest overdue first."""
    chosen = (
        select(Volunteer)
        .join(Volunteer.project)
        .where(
            Volunteer.state != VolunteerState.ENDED,
            Volunteer.clearance_on <= months_later(until, -CLEARANCE_MONTHS),
            KuemmererProject.closed_at.is_(None),
            in_places_of(viewer, Role.KUEMMERER),
        )
        .options(contains_eager(Volunteer.project))
    )
    return list(session().scalars(chosen.order_by(Volunteer.clearance_on, Volunteer.id).limit(limit)))


def _of_mine(viewer: Actor) -> Select[AidRequest]:
    return (
        select(AidRequest)
        .join(AidRequest.project)
        .where(KuemmererProject.closed_at.is_(None), in_places_of(viewer, Role.KUEMMERER))
        .options(contains_eager(AidRequest.project), joinedload(AidRequest.place))
    )


def _who_can(kind: AidKind) -> Select[UUID]:
    return select(VolunteerSkill.volunteer_id).where(VolunteerSkill.kind == kind)

"""Reads of the register of Gremien and of their sessions."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, allows
from portal.needs.models import Need
from portal.network.models import Stakeholder
from portal.network.policy import NetworkPermission
from portal.network.queries import visible_stakeholders
from portal.planning.models import (
    CommitteeMember,
    CommitteeResponsibility,
    CommitteeSession,
    CouncilPaper,
    Deliberation,
    Recommendation,
)
from portal.planning.policy.council import PaperPermission
from portal.sectorplans.models import Committee, SectorPlan, sector_plan_committee

#: Sessions one Gremium or the county has ahead; more is a calendar of its own.
MOST_AHEAD = 60


def committee(id: UUID) -> Committee:
    """One Gremium, retired or not. Raises `NotFound`."""
    found = session().scalar(select(Committee).where(Committee.id == id).options(joinedload(Committee.place)))
    if found is None:
        raise NotFound
    return found


def committees(*, meets: bool | None = True) -> Sequence[Committee]:
    """The Gremien by name. `meets=None` gives those that no longer meet too, `False` only those."""
    chosen = select(Committee).options(joinedload(Committee.place)).order_by(Committee.name_key)
    if meets is not None:
        chosen = chosen.where(Committee.retired_at.is_(None) if meets else Committee.retired_at.is_not(None))
    return session().scalars(chosen).all()


def committee_choices() -> list[tuple[UUID, str]]:
    """(id, name) of the Gremien that meet."""
    return [(one.id, one.name) for one in committees()]


@dataclass(frozen=True)
class NamedMember:
    """A member as this reader may know them."""

    member: CommitteeMember
    #: "" for an Akteur this reader may not see.
    name: str


def members(viewer: Actor, committee_id: UUID) -> list[NamedMember]:
    """Who belongs to a Gremium, in the order in which they were entered."""
    rows = session().scalars(
        select(CommitteeMember)
        .where(CommitteeMember.committee_id == committee_id)
        .options(joinedload(CommitteeMember.stakeholder).joinedload(Stakeholder.sozialraum))
        .order_by(CommitteeMember.id)
    )
    return [NamedMember(one, one.called if _may_know(viewer, one) else "") for one in rows]


def _may_know(viewer: Actor, one: CommitteeMember) -> bool:
    return one.stakeholder is None or allows(NetworkPermission.READ, viewer, one.stakeholder)


def member(committee_id: UUID, member_id: UUID | None) -> CommitteeMember:
    """One member of this Gremium. Raises `NotFound`."""
    found = session().get(CommitteeMember, member_id) if member_id else None
    if found is None or found.committee_id != committee_id:
        raise NotFound
    return found


def responsibilities(committee_id: UUID | None = None) -> list[CommitteeResponsibility]:
    """Who has which part in which Handlungsfeld: of one Gremium, or of all. Two queries at most."""
    chosen = select(CommitteeResponsibility).options(
        joinedload(CommitteeResponsibility.action_field), joinedload(CommitteeResponsibility.committee)
    )
    if committee_id is not None:
        chosen = chosen.where(CommitteeResponsibility.committee_id == committee_id)
    rows = list(session().scalars(chosen))
    return sorted(rows, key=lambda one: (one.action_field.position, one.action_field.name, one.committee.name_key))


def committee_session(id: UUID) -> CommitteeSession:
    """One session. Raises `NotFound`."""
    whole = joinedload(CommitteeSession.committee).joinedload(Committee.place)
    found = session().scalar(select(CommitteeSession).where(CommitteeSession.id == id).options(whole))
    if found is None:
        raise NotFound
    return found


def sessions_ahead(*, committee_id: UUID | None = None, since: date | None = None) -> Sequence[CommitteeSession]:
    """Sessions from this day on that were not called off, the next first."""
    chosen = (
        select(CommitteeSession)
        .options(joinedload(CommitteeSession.committee).joinedload(Committee.place))
        .where(CommitteeSession.held_on >= (since or clock.today()), CommitteeSession.cancelled_at.is_(None))
        .order_by(CommitteeSession.held_on, CommitteeSession.id)
        .limit(MOST_AHEAD)
    )
    if committee_id is not None:
        chosen = chosen.where(CommitteeSession.committee_id == committee_id)
    return session().scalars(chosen).all()


def page_of_past_sessions(committee_id: UUID, *, after: str | None, limit: int = 20) -> KeysetPage:
    """Sessions of a Gremium before today, and those called off, the latest first."""
    held = CommitteeSession.held_on < clock.today()
    chosen = select(CommitteeSession).where(
        CommitteeSession.committee_id == committee_id, held | CommitteeSession.cancelled_at.is_not(None)
    )
    keys = (CommitteeSession.held_on.desc(), CommitteeSession.id.desc())
    return page_by_key(chosen, keys=keys, after=after, limit=limit)


def session_choices(*, since: date, keep: UUID | None = None) -> list[CommitteeSession]:
    """Sessions into which a paper of that day can go: from it on, not called off, of Gremien that meet."""
    return [one for one in sessions_ahead(since=since) if one.committee.retired_at is None or one.id == keep]


@dataclass(frozen=True)
class Waiting:
    """What waits for a session, as far as this reader may know it."""

    shown: tuple[Deliberation, ...] = ()
    #: Further papers this reader may not read.
    hidden: int = 0


def waiting_for(viewer: Actor, sessions: Collection[CommitteeSession]) -> dict[UUID, Waiting]:
    """The papers on the agenda of these sessions. A constant number of queries."""
    rows = session().scalars(
        select(Deliberation)
        .where(Deliberation.session_id.in_([one.id for one in sessions]))
        .options(
            joinedload(Deliberation.paper).joinedload(CouncilPaper.recommendation).options(*with_needs()),
        )
        .order_by(Deliberation.agenda_item, Deliberation.id)
    )
    found: defaultdict[UUID, list[Deliberation]] = defaultdict(list)
    hidden: defaultdict[UUID, int] = defaultdict(int)
    for row in rows:
        if allows(PaperPermission.READ, viewer, row.paper):
            found[row.session_id].append(row)
        else:
            hidden[row.session_id] += 1
    return {one.id: Waiting(tuple(found[one.id]), hidden[one.id]) for one in sessions}


def with_needs() -> tuple[_AbstractLoad, ...]:
    """What has to be loaded with Handlungsempfehlungen so that it can be asked who may read them."""
    return (joinedload(Recommendation.place), selectinload(Recommendation.needs).joinedload(Need.place))


@dataclass(frozen=True)
class CommitteeFacts:
    """Counts for a list of Gremien, by their id."""

    members: dict[UUID, int] = field(default_factory=dict)
    plans: dict[UUID, list[str]] = field(default_factory=dict)
    next_session: dict[UUID, date] = field(default_factory=dict)


def facts_of_committees() -> CommitteeFacts:
    """Members, Fachplanungen and the next session of every Gremium. Three queries."""
    counted = session().execute(
        select(CommitteeMember.committee_id, func.count()).group_by(CommitteeMember.committee_id)
    )
    named = session().execute(
        select(sector_plan_committee.c.committee_id, SectorPlan.name)
        .join(SectorPlan, SectorPlan.id == sector_plan_committee.c.sector_plan_id)
        .order_by(SectorPlan.sort_name)
    )
    coming = session().execute(
        select(CommitteeSession.committee_id, func.min(CommitteeSession.held_on))
        .where(CommitteeSession.held_on >= clock.today(), CommitteeSession.cancelled_at.is_(None))
        .group_by(CommitteeSession.committee_id)
    )
    plans: defaultdict[UUID, list[str]] = defaultdict(list)
    for committee_id, name in named:
        plans[committee_id].append(name)
    return CommitteeFacts(
        members=dict(counted.all()),
        plans=dict(plans),
        next_session=dict(coming.all()),
    )


def stakeholder_choices(viewer: Actor, committee_id: UUID) -> list[tuple[UUID, str]]:
    """(id, name) of the Akteure this person sees and that do not belong to the Gremium yet, by name."""
    there = select(CommitteeMember.stakeholder_id).where(
        CommitteeMember.committee_id == committee_id, CommitteeMember.stakeholder_id.is_not(None)
    )
    chosen = visible_stakeholders(viewer).where(Stakeholder.id.not_in(there)).order_by(Stakeholder.sort_name)
    return [(one.id, one.name) for one in session().scalars(chosen.limit(500))]


def committees_for_fields(field_ids: Collection[UUID]) -> list[CommitteeResponsibility]:
    """Which Gremien have a part in these Handlungsfelder."""
    wanted = set(field_ids)
    return [one for one in responsibilities() if one.action_field_id in wanted] if wanted else []


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What these are called, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(Committee.id, Committee.name).where(Committee.id.in_(list(ids))))
    return dict(rows.all())

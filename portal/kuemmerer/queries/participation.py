"""How people took part in the places of a project, for its report: numbers only."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal.contributions import queries as contributions
from portal.contributions.models import Contribution
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kuemmerer.models import KuemmererProject, WorkingGroup
from portal.kuemmerer.queries.projects import visible_projects
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.places import queries as places
from portal.roundtables.models import Meeting
from portal.roundtables.terms.meetings import MeetingState


def taken_part(viewer: Actor, project: KuemmererProject, since: date, until: date) -> tuple[int, int]:
    """(Wortmeldungen, Bedarfe) of the places of a project from day to day, as far as this person may read them."""
    here = places.subtree_ids([place.id for place in project.places])
    first, after = _moment(since), _moment(until + timedelta(days=1))
    said = contributions.visible(viewer).where(
        Contribution.sozialraum_id.in_(here), Contribution.received_at >= first, Contribution.received_at < after
    )
    needed = needs.visible_needs(viewer).where(
        Need.sozialraum_id.in_(here), Need.created_at >= first, Need.created_at < after
    )
    counted = [
        session().scalar(select(func.count()).select_from(one.order_by(None).subquery())) or 0
        for one in (said.with_only_columns(Contribution.id), needed.with_only_columns(Need.id))
    ]
    return counted[0], counted[1]


def meetings_held(project_id: UUID, since: date, until: date) -> list[tuple[date, str, str]]:
    """(day, group, title) of the meetings the groups of a project held from day to day, in the order of time. One query."""
    chosen = (
        select(Meeting.starts_at, WorkingGroup.name, Meeting.title)
        .join(WorkingGroup, WorkingGroup.round_table_id == Meeting.round_table_id)
        .where(
            WorkingGroup.project_id == project_id,
            Meeting.state == MeetingState.HELD,
            Meeting.starts_at >= _moment(since),
            Meeting.starts_at < _moment(until + timedelta(days=1)),
        )
        .order_by(Meeting.starts_at, Meeting.id, WorkingGroup.id)
    )
    return [(at.astimezone(ON_SCREEN).date(), group, title) for at, group, title in session().execute(chosen)]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ON_SCREEN)


def supportable(viewer: Actor) -> list[KuemmererProject]:
    """The running projects of this person with places and phases, by name; what the Förderung can be asked for."""
    chosen = visible_projects(viewer).options(
        selectinload(KuemmererProject.places), selectinload(KuemmererProject.phases)
    )
    return list(session().scalars(chosen.order_by(KuemmererProject.sort_name, KuemmererProject.id)))

"""Reading what projects ask the county's desk."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role
from portal.kuemmerer.models import HelpRequest, KuemmererProject
from portal.kuemmerer.queries.projects import in_places_of


def help_request(id: UUID) -> HelpRequest:
    """One request with its project. Raises `NotFound`."""
    found = session().scalar(
        select(HelpRequest)
        .where(HelpRequest.id == id)
        .options(joinedload(HelpRequest.project).selectinload(KuemmererProject.places))
    )
    if found is None:
        raise NotFound
    return found


def requests_of(project_id: UUID, *, limit: int = 20) -> list[HelpRequest]:
    """What a project has asked, newest first."""
    chosen = select(HelpRequest).where(HelpRequest.project_id == project_id)
    chosen = chosen.options(joinedload(HelpRequest.project).selectinload(KuemmererProject.places))
    return list(session().scalars(chosen.order_by(HelpRequest.asked_at.desc(), HelpRequest.id.desc()).limit(limit)))


def open_requests(viewer: Actor, *, unanswered: bool = False, limit: int = 100) -> list[HelpRequest]:
    """What waits for this planner, the longest waiting first, with projects; `unanswered` leaves out what has an answer."""
    chosen = _for(viewer).where(HelpRequest.closed_at.is_(None))
    if unanswered:
        chosen = chosen.where(HelpRequest.answered_at.is_(None))
    return list(session().scalars(chosen.order_by(HelpRequest.asked_at, HelpRequest.id).limit(limit)))


def closed_requests(viewer: Actor, *, limit: int = 20) -> list[HelpRequest]:
    """What was closed last."""
    chosen = _for(viewer).where(HelpRequest.closed_at.is_not(None))
    return list(session().scalars(chosen.order_by(HelpRequest.closed_at.desc(), HelpRequest.id.desc()).limit(limit)))


def _for(viewer: Actor) -> Select[HelpRequest]:
    return (
        select(HelpRequest)
        .join(HelpRequest.project)
        .where(in_places_of(viewer, Role.PLANNER))
        .options(contains_eager(HelpRequest.project).selectinload(KuemmererProject.places))
    )

"""Where systems may read Maßnahmen, Beschlussvorlagen, Beschlüsse and Verfahren, and what went away from there.

These are the places by which `queries.resources` decides what a system of a Sozialraum sees. Drafts are nowhere.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, union

from portal.consultations.models import Consultation
from portal.consultations.terms import ConsultationState
from portal.feed.models.changes import FeedPresence
from portal.feed.models.clients import ApiClient
from portal.feed.terms.changes import ChangedKind
from portal.kernel.db import session
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.places import queries as places
from portal.planning.models import (
    CouncilPaper,
    Decision,
    Recommendation,
    measure_need,
    measure_place,
    recommendation_need,
)
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import RecommendationState

#: Ids of things, each beside a place at which it may be read.
Spots = Select[UUID, UUID]


@dataclass(frozen=True)
class Departed:
    """What is left of a thing for those who may read it no more."""

    object_id: UUID
    #: Number of the change with which it went.
    change_number: int
    at: datetime


def departed(
    reader: ApiClient,
    kind: ChangedKind,
    visible: Select[Any],
    *,
    after: int = 0,
    until: int | None = None,
    since: datetime | None = None,
    limit: int = 1,
    id: UUID | None = None,
) -> list[Departed]:
    """What a reader could read and may read no more, the first to go first. What happens to it afterwards is not told.

    `visible` selects the ids of all that the reader may read. Each thing comes once, with the change that took it out.
    """
    number, moment = func.max(FeedPresence.left_number), func.max(FeedPresence.left_at)
    chosen = select(FeedPresence.object_id, number, moment).where(
        FeedPresence.kind == kind, FeedPresence.left_number > after, FeedPresence.object_id.not_in(visible)
    )
    scope = reader.scope_of(*READERS)
    if scope is not None:
        chosen = chosen.where(FeedPresence.sozialraum_id.in_(places.subtree_ids(scope)))
    if until is not None:
        chosen = chosen.where(FeedPresence.left_number <= until)
    if since is not None:
        chosen = chosen.where(FeedPresence.left_at >= since)
    if id is not None:
        chosen = chosen.where(FeedPresence.object_id == id)
    rows = session().execute(chosen.group_by(FeedPresence.object_id).order_by(number).limit(limit)).all()
    return [Departed(own, left, at) for own, left, at in rows if left is not None and at is not None]


def _of_measures(ids: Collection[UUID]) -> Spots:
    there = measure_place.c
    return select(there.measure_id, there.sozialraum_id).where(there.measure_id.in_(ids))


def _of_papers(ids: Collection[UUID]) -> Spots:
    around = _around_recommendations()
    return (
        select(CouncilPaper.id, around.c.sozialraum_id)
        .join(around, around.c.recommendation_id == CouncilPaper.recommendation_id)
        .where(CouncilPaper.id.in_(ids), CouncilPaper.state != PaperState.DRAFT)
    )


def _of_decisions(ids: Collection[UUID]) -> Spots:
    around = _around_recommendations()
    return (
        select(Decision.id, around.c.sozialraum_id)
        .join(CouncilPaper, CouncilPaper.id == Decision.paper_id)
        .join(around, around.c.recommendation_id == CouncilPaper.recommendation_id)
        .where(Decision.id.in_(ids))
    )


def _of_consultations(ids: Collection[UUID]) -> Spots:
    published = Consultation.state != ConsultationState.DRAFT
    return select(Consultation.id, Consultation.sozialraum_id).where(Consultation.id.in_(ids), published)


def _around_recommendations() -> Any:
    """Each Handlungsempfehlung beside its own place and those of the Bedarfe it is about."""
    told = Recommendation.state != RecommendationState.DRAFT
    own = select(Recommendation.id.label("recommendation_id"), Recommendation.sozialraum_id).where(told)
    behind = (
        select(recommendation_need.c.recommendation_id, Need.sozialraum_id)
        .join(Need, Need.id == recommendation_need.c.need_id)
        .join(Recommendation, Recommendation.id == recommendation_need.c.recommendation_id)
        .where(told, Need.deleted_at.is_(None))
    )
    return union(own, behind).subquery()


PLACES: dict[ChangedKind, Callable[[Collection[UUID]], Spots]] = {
    ChangedKind.MEASURE: _of_measures,
    ChangedKind.PAPER: _of_papers,
    ChangedKind.DECISION: _of_decisions,
    ChangedKind.CONSULTATION: _of_consultations,
}


def told_with_needs(need_ids: Collection[UUID]) -> tuple[Select[UUID], Select[UUID]]:
    """The ids of the Maßnahmen and of the Handlungsempfehlungen that name these Bedarfe."""
    measures = select(measure_need.c.measure_id).where(measure_need.c.need_id.in_(need_ids)).distinct()
    origins = select(recommendation_need.c.recommendation_id).where(recommendation_need.c.need_id.in_(need_ids))
    return measures, origins.distinct()

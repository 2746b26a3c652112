"""What systems may read of Maßnahmen, Beschlussvorlagen, Beschlüsse and Verfahren. The rest does not exist for them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from portal.consultations.models import Consultation
from portal.consultations.queries import visible_consultations
from portal.consultations.terms import ConsultationState
from portal.feed.models.clients import ApiClient
from portal.feed.policy.writing import Writer
from portal.feed.queries.scopes import beneath
from portal.feed.terms.clients import ApiRight
from portal.kernel.db import session
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.places import queries as places
from portal.planning.models import (
    CommitteeSession,
    CouncilPaper,
    Decision,
    Deliberation,
    Measure,
    Recommendation,
    measure_need,
    recommendation_need,
)
from portal.planning.queries.decisions import visible_decisions
from portal.planning.queries.measures import MeasureFilters, in_places, visible_measures
from portal.planning.queries.papers import deliberations_of, visible_papers
from portal.planning.terms.decisions import Result
from portal.planning.terms.papers import PaperState


def readable_measures(reader: ApiClient, filters: MeasureFilters) -> Select[Any]:
    """Ids of the Maßnahmen with a place in the reader's Sozialraum; those of the county around it are not among them."""
    chosen = visible_measures(reader, filters)
    scope = reader.scope_of(*READERS)
    if scope is not None:
        chosen = chosen.where(in_places(sorted(beneath(scope))))
    return chosen.with_only_columns(Measure.id)


def readable_papers(
    reader: ApiClient, *, status: PaperState | None = None, place_id: UUID | None = None, as_planner: bool = False
) -> Select[Any]:
    """Ids of the Beschlussvorlagen that were submitted; drafts too for who may write them, or asks in order to write."""
    plans = as_planner or reader.may(ApiRight.WRITE_PAPERS)
    chosen = visible_papers(Writer(reader) if plans else reader, state=status)
    if place_id is not None:
        chosen = chosen.where(CouncilPaper.recommendation_id.in_(_recommendations_in(place_id)))
    return chosen.with_only_columns(CouncilPaper.id)


def readable_decisions(reader: ApiClient, *, result: Result | None = None, place_id: UUID | None = None) -> Select[Any]:
    """Ids of the Beschlüsse for the reader's Sozialraum, or for Bedarfe that lie there."""
    chosen = visible_decisions(reader)
    if result is not None:
        chosen = chosen.where(Decision.result == result)
    if place_id is not None:
        papers = select(CouncilPaper.id).where(CouncilPaper.recommendation_id.in_(_recommendations_in(place_id)))
        chosen = chosen.where(Decision.paper_id.in_(papers))
    return chosen.with_only_columns(Decision.id)


def readable_consultations(
    reader: ApiClient, *, state: ConsultationState | None = None, place_id: UUID | None = None
) -> Select[Any]:
    """Ids of the published and closed Verfahren in the reader's Sozialraum."""
    chosen = visible_consultations(reader, state=state, around=place_id)
    scope = reader.scope_of(*READERS)
    if scope is not None:
        chosen = chosen.where(Consultation.sozialraum_id.in_(places.subtree_ids(scope)))
    return chosen.where(Consultation.state != ConsultationState.DRAFT).with_only_columns(Consultation.id)


def measures(ids: Collection[UUID]) -> Sequence[Measure]:
    """These Maßnahmen with places and Meilensteine. Three queries."""
    whole = (selectinload(Measure.places), selectinload(Measure.milestones))
    return _rows(select(Measure).where(Measure.id.in_(ids)).options(*whole))


def papers(ids: Collection[UUID]) -> Sequence[CouncilPaper]:
    """These Beschlussvorlagen with where they come from."""
    whole = joinedload(CouncilPaper.recommendation)
    return _rows(select(CouncilPaper).where(CouncilPaper.id.in_(ids)).options(whole))


def decisions(ids: Collection[UUID]) -> Sequence[Decision]:
    """These Beschlüsse with session and paper. One query."""
    meets = joinedload(Decision.deliberation).joinedload(Deliberation.session).joinedload(CommitteeSession.committee)
    origin = joinedload(Decision.paper).joinedload(CouncilPaper.recommendation)
    return _rows(select(Decision).where(Decision.id.in_(ids)).options(meets, origin))


def consultations(ids: Collection[UUID]) -> Sequence[Consultation]:
    """These Verfahren with their places. One query."""
    whole = joinedload(Consultation.sozialraum)
    return _rows(select(Consultation).where(Consultation.id.in_(ids)).options(whole))


def stations(paper_ids: Collection[UUID]) -> dict[UUID, list[Deliberation]]:
    """The Beratungsfolgen of these papers."""
    found: dict[UUID, list[Deliberation]] = {one: [] for one in paper_ids}
    for one in deliberations_of(paper_ids):
        found[one.paper_id].append(one)
    return found


def needs_of_measures(reader: ApiClient, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The ids of the Bedarfe each of these answers, as far as the reader may know about them. One query."""
    link = measure_need.c
    return _linked(reader, select(link.measure_id, Need.id).join(Need, Need.id == link.need_id), link.measure_id, ids)


def needs_of_recommendations(reader: ApiClient, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The same for Handlungsempfehlungen. One query."""
    link = recommendation_need.c
    chosen = select(link.recommendation_id, Need.id).join(Need, Need.id == link.need_id)
    return _linked(reader, chosen, link.recommendation_id, ids)


def measures_of_decisions(reader: ApiClient, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The Maßnahmen that carry out each of these and that the reader may read. One query."""
    readable = readable_measures(reader, MeasureFilters())
    chosen = select(Measure.decision_id, Measure.id).where(Measure.decision_id.in_(ids), Measure.id.in_(readable))
    found: dict[Any, list[str]] = {}
    for decision_id, measure_id in session().execute(chosen.order_by(Measure.id)):
        found.setdefault(decision_id, []).append(str(measure_id))
    return found


def _linked(reader: ApiClient, chosen: Select[Any], of: Any, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    scope = reader.scope_of(*READERS)
    if scope is not None:
        chosen = chosen.where(Need.sozialraum_id.in_(places.subtree_ids(scope)))
    found: dict[UUID, list[str]] = {}
    for owner, need_id in session().execute(chosen.where(of.in_(ids), Need.deleted_at.is_(None)).order_by(Need.id)):
        found.setdefault(owner, []).append(str(need_id))
    return found


def _recommendations_in(place_id: UUID) -> Select[Any]:
    return select(Recommendation.id).where(Recommendation.sozialraum_id.in_(places.subtree_ids([place_id])))


def _rows(chosen: Select[Any]) -> Sequence[Any]:
    return session().scalars(chosen.execution_options(populate_existing=True)).all()

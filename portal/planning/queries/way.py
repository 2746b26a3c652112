"""What planning knows of the way of one Bedarf."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.planning.models import Evaluation, Milestone
from portal.planning.models.analysis import EvidenceDecision, NeedAnalysis

#: Rows of one kind that a path shows.
MOST_STATIONS = 100


def levels_decided(need_id: UUID) -> Sequence[EvidenceDecision]:
    """Every decision about how far a Bedarf is borne out, in all its analyses, the first first. One query."""
    chosen = select(EvidenceDecision).join(NeedAnalysis, NeedAnalysis.id == EvidenceDecision.analysis_id)
    ordered = chosen.where(NeedAnalysis.need_id == need_id).order_by(EvidenceDecision.at, EvidenceDecision.id)
    return session().scalars(ordered.limit(MOST_STATIONS)).all()


def milestones_reached(measure_ids: Collection[UUID]) -> Sequence[Milestone]:
    """The Meilensteine of these Maßnahmen that were reached, the first first. One query, none for no ids."""
    if not measure_ids:
        return []
    chosen = select(Milestone).where(Milestone.measure_id.in_(measure_ids), Milestone.done_on.is_not(None))
    return session().scalars(chosen.order_by(Milestone.done_on, Milestone.id).limit(MOST_STATIONS)).all()


def evaluations_held(measure_ids: Collection[UUID]) -> Sequence[Evaluation]:
    """The reviews of these Maßnahmen, the first first. One query, none for no ids."""
    if not measure_ids:
        return []
    chosen = select(Evaluation).where(Evaluation.measure_id.in_(measure_ids))
    return session().scalars(chosen.order_by(Evaluation.held_on, Evaluation.id).limit(MOST_STATIONS)).all()

"""What Maßnahmen were to bring about, and what their reviews found."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor
from portal.planning.models import Effect, Evaluation, Measure
from portal.planning.queries.measures import MeasureFilters, measures_of_need, visible_measures
from portal.planning.terms.evaluations import EffectStage


def effects_of(measure_id: UUID) -> list[Effect]:
    """The rows of the Wirkungstreppe, from what is put in up to the impact."""
    rows = session().scalars(select(Effect).where(Effect.measure_id == measure_id).order_by(Effect.id))
    order = list(EffectStage)
    return sorted(rows, key=lambda one: order.index(one.stage))


def effect(measure_id: UUID, effect_id: UUID) -> Effect:
    """One row of the Wirkungstreppe of this Maßnahme. Raises `NotFound`."""
    found = session().get(Effect, effect_id)
    if found is None or found.measure_id != measure_id:
        raise NotFound
    return found


def evaluations_of_measure(measure_id: UUID) -> list[Evaluation]:
    """Its reviews, the latest first."""
    chosen = select(Evaluation).where(Evaluation.measure_id == measure_id)
    return list(session().scalars(chosen.order_by(Evaluation.held_on.desc(), Evaluation.id.desc())))


def evaluations_of(viewer: Actor, need_id: UUID) -> list[Evaluation]:
    """What reviews found about the Maßnahmen that answer a Bedarf, the latest first, each with its Maßnahme.

    For the next Bedarfsanalyse. Only of Maßnahmen this person may see. The same queries however many there are.
    """
    ids = [one.id for one in measures_of_need(viewer, need_id)]
    chosen = select(Evaluation).where(Evaluation.measure_id.in_(ids)).options(joinedload(Evaluation.measure))
    return list(session().scalars(chosen.order_by(Evaluation.held_on.desc(), Evaluation.id.desc()))) if ids else []


def latest_evaluations(measure_ids: Collection[UUID]) -> dict[UUID, Evaluation]:
    """The latest review of each of these Maßnahmen that has one. One query, none for no ids."""
    if not measure_ids:
        return {}
    chosen = select(Evaluation).where(Evaluation.measure_id.in_(measure_ids))
    return {one.measure_id: one for one in session().scalars(chosen.order_by(Evaluation.held_on, Evaluation.id))}


def due_reviews(viewer: Actor, *, until: date, limit: int, filters: MeasureFilters | None = None) -> list[Measure]:
    """Maßnahmen of this person's sight whose review is due up to this day, the longest due first."""
    chosen = visible_measures(viewer, filters).where(Measure.reviews_ended_on.is_(None), Measure.review_on <= until)
    ordered = chosen.options(selectinload(Measure.places)).order_by(Measure.review_on, Measure.id)
    return list(session().scalars(ordered.limit(limit)))

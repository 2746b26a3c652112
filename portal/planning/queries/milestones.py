"""What is due in Maßnahmen: Meilensteine and reviews."""

from datetime import date

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.policy import Actor, allows
from portal.planning.models import Measure, Milestone
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries.measures import MeasureFilters, condition_of, visible_measures
from portal.planning.terms.measures import MeasureStatus


def overdue_milestones(viewer: Actor, filters: MeasureFilters, *, limit: int) -> list[Milestone]:
    """Open Meilensteine whose day is past, of running Maßnahmen in sight with these filters, the longest overdue first."""
    return _milestones(
        visible_measures(viewer, filters).with_only_columns(Measure.id), Milestone.due_on < today(), limit
    )


def own_due_milestones(viewer: Actor, *, until: date, limit: int) -> list[Milestone]:
    """Open Meilensteine up to this day of the Maßnahmen this person minds; for the Sozialplanung also of those nobody minds."""
    mine = visible_measures(viewer).where(_is_mine(viewer)).with_only_columns(Measure.id)
    return _milestones(mine, Milestone.due_on <= until, limit)


def own_due_reviews(viewer: Actor, *, until: date, limit: int) -> list[Measure]:
    """Maßnahmen this person minds (see above) whose review is due up to this day, the longest due first."""
    chosen = visible_measures(viewer).where(
        _is_mine(viewer), Measure.reviews_ended_on.is_(None), Measure.review_on <= until
    )
    ordered = chosen.options(selectinload(Measure.places)).order_by(Measure.review_on, Measure.id)
    return list(session().scalars(ordered.limit(limit)))


def _milestones(measures: object, when: ColumnElement[bool], limit: int) -> list[Milestone]:
    chosen = (
        select(Milestone)
        .join(Milestone.measure)
        .where(
            Milestone.done_on.is_(None),
            when,
            Milestone.measure_id.in_(measures),  # type: ignore[arg-type]
            and_(not_(condition_of(MeasureStatus.STOPPED)), not_(condition_of(MeasureStatus.DONE))),
        )
        .options(contains_eager(Milestone.measure).selectinload(Measure.places))
    )
    return list(session().scalars(chosen.order_by(Milestone.due_on, Milestone.id).limit(limit)))


def _is_mine(viewer: Actor) -> ColumnElement[bool]:
    mine = Measure.responsible_id == viewer.id
    if allows(MeasurePermission.ADD, viewer):
        return or_(mine, Measure.responsible_id.is_(None))
    return mine

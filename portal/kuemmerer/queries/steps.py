"""Finding steps."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role
from portal.kuemmerer.models import ChecklistStep, KuemmererProject
from portal.kuemmerer.models.steps import still_open
from portal.kuemmerer.queries.projects import has_begun, in_places_of
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import Responsible


def steps_of(project_id: UUID, phase: Phase | None = None) -> list[ChecklistStep]:
    """The steps of a project in their order, with their photos; of one phase, or of all."""
    chosen = select(ChecklistStep).where(ChecklistStep.project_id == project_id)
    if phase is not None:
        chosen = chosen.where(ChecklistStep.phase == phase)
    found = session().scalars(
        chosen.options(joinedload(ChecklistStep.project), selectinload(ChecklistStep.photos)).order_by(
            ChecklistStep.position, ChecklistStep.id
        )
    )
    return sorted(found, key=lambda step: step.phase.number)


def step(id: UUID) -> ChecklistStep:
    """One step with its photos and its project. Raises `NotFound`."""
    found = session().scalar(
        select(ChecklistStep)
        .where(ChecklistStep.id == id)
        .options(
            joinedload(ChecklistStep.project).selectinload(KuemmererProject.places),
            selectinload(ChecklistStep.photos),
        )
    )
    if found is None:
        raise NotFound
    return found


def next_steps(project_id: UUID, *, limit: int = 5) -> list[ChecklistStep]:
    """The open steps of the phases it has reached that have a day, the earliest first."""
    chosen = (
        select(ChecklistStep)
        .join(ChecklistStep.project)
        .where(
            ChecklistStep.project_id == project_id,
            still_open(),
            ChecklistStep.due_on.is_not(None),
            has_begun(),
        )
        .options(contains_eager(ChecklistStep.project))
    )
    return list(session().scalars(chosen.order_by(ChecklistStep.due_on, ChecklistStep.id).limit(limit)))


def due_steps(viewer: Actor, *, until: date, limit: int) -> Sequence[ChecklistStep]:
    """Open steps that are due up to this day and that this person may tick, in running projects, the longest overdue first.

    The Kümmerer gets all of their projects, the Gemeinde those it is responsible for itself. The Sozialplanung, which could
    tick everything everywhere, gets the steps of the Landkreis. One query.
    """
    mine = (
        in_places_of(viewer, Role.KUEMMERER)
        | (in_places_of(viewer, Role.MUNICIPALITY) & (ChecklistStep.responsible == Responsible.MUNICIPALITY))
        | (in_places_of(viewer, Role.PLANNER) & (ChecklistStep.responsible == Responsible.COUNTY))
    )
    chosen = (
        select(ChecklistStep)
        .join(ChecklistStep.project)
        .where(
            still_open(),
            ChecklistStep.due_on <= until,
            KuemmererProject.closed_at.is_(None),
            has_begun(),
            mine,
        )
        .options(contains_eager(ChecklistStep.project))
    )
    return session().scalars(chosen.order_by(ChecklistStep.due_on, ChecklistStep.id).limit(limit)).all()


def counts_of(project_id: UUID) -> dict[Phase, tuple[int, int]]:
    """(steps that apply, of them done) of each phase of a project."""
    counted = (
        select(ChecklistStep.phase, func.count(), func.count(ChecklistStep.done_on))
        .where(ChecklistStep.project_id == project_id, ChecklistStep.waived_at.is_(None))
        .group_by(ChecklistStep.phase)
    )
    return {row[0]: (row[1], row[2]) for row in session().execute(counted)}

"""On which day a step is due."""

from datetime import date, timedelta

from sqlalchemy import select

from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kuemmerer.models import ChecklistStep, KuemmererProject
from portal.kuemmerer.models.steps import still_open
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import DueUnit


def day_after(begin: date, after: int | None, unit: DueUnit) -> date | None:
    """The day so many weeks or calendar months after `begin`; None for a step without a day."""
    if after is None:
        return None
    return months_later(begin, after) if unit is DueUnit.MONTHS else begin + timedelta(weeks=after)


def count_anew(project: KuemmererProject, phase: Phase) -> None:
    """After the begin of a phase has moved: its open steps move along, except those whose day was set by hand."""
    begin = project.in_phase(phase).begin
    moving = select(ChecklistStep).where(
        ChecklistStep.project_id == project.id,
        ChecklistStep.phase == phase,
        still_open(),
        ChecklistStep.due_reason == "",
    )
    for step in session().scalars(moving.order_by(ChecklistStep.id)):
        step.due_on = day_after(begin, step.due_after, step.due_unit)

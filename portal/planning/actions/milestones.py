"""Meilensteine of a Maßnahme; its status follows from them."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.planning.actions.measure_drafts import check_day
from portal.planning.actions.remembering import remember
from portal.planning.models import Measure, Milestone
from portal.planning.policy.measures import MeasurePermission
from portal.planning.terms.measures import MOST_MILESTONES, MeasureEntryKind


def add_milestone(
    measure: Measure, *, title: str, due_on: date, submission_key: UUID | None = None, by: Actor
) -> Milestone:
    """Say what is to be reached by a day. The same key again answers what is there. Raises `InvalidInput`."""
    ensure(MeasurePermission.EDIT, by, measure)
    if submission_key is not None:
        sent = session().scalar(select(Milestone).where(Milestone.submission_key == submission_key))
        if sent is not None:
            ensure(MeasurePermission.READ, by, sent)
            return sent
    _check(title, due_on)
    if measure.milestones_done + measure.milestones_open >= MOST_MILESTONES:
        raise InvalidInput(
            "measure.too-many-milestones",
            N_("Eine Maßnahme kann höchstens %(most)s Meilensteine haben."),
            field="title",
            most=MOST_MILESTONES,
        )
    made = Milestone(measure_id=measure.id, title=title, due_on=due_on, submission_key=submission_key)
    session().add(made)
    _recount(measure)
    remember(measure, MeasureEntryKind.MILESTONE_ADDED, text=title, by=by)
    return made


def edit_milestone(
    milestone: Milestone, *, title: str, due_on: date, done_on: date | None, version: int, by: Actor
) -> None:
    """Change its words and days. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(MeasurePermission.EDIT, by, milestone)
    if milestone.version != version:
        raise Conflict
    _check(title, due_on)
    _check_done(done_on)
    milestone.title, milestone.due_on = title, due_on
    if done_on != milestone.done_on:
        milestone.done_on, milestone.done_by = done_on, by.id if done_on else None
    _recount(milestone.measure)
    remember(milestone.measure, MeasureEntryKind.MILESTONE_CHANGED, text=title, by=by)


def reach_milestone(milestone: Milestone, *, on: date | None = None, by: Actor) -> None:
    """Say that it was reached, today unless `on` says another day. One that was reached before keeps its day."""
    ensure(MeasurePermission.PROGRESS, by, milestone)
    if milestone.done_on is None:
        _check_done(on)
        milestone.done_on, milestone.done_by = on or today(), by.id
        _recount(milestone.measure)
        remember(milestone.measure, MeasureEntryKind.MILESTONE_DONE, text=milestone.title, by=by)


def reopen_milestone(milestone: Milestone, *, by: Actor) -> None:
    """Say that it was not reached after all. An open one stays open."""
    ensure(MeasurePermission.PROGRESS, by, milestone)
    if milestone.done_on is not None:
        milestone.done_on, milestone.done_by = None, None
        _recount(milestone.measure)
        remember(milestone.measure, MeasureEntryKind.MILESTONE_REOPENED, text=milestone.title, by=by)


def remove_milestone(milestone: Milestone, *, by: Actor) -> None:
    """Take it out for good."""
    ensure(MeasurePermission.EDIT, by, milestone)
    measure, title = milestone.measure, milestone.title
    session().delete(milestone)
    _recount(measure)
    remember(measure, MeasureEntryKind.MILESTONE_REMOVED, text=title, by=by)


def _recount(measure: Measure) -> None:
    """Keep the counts that lists and the status are read from."""
    session().flush()
    mine = Milestone.measure_id == measure.id
    counted = select(
        func.count(Milestone.done_on),
        func.count(),
        func.min(Milestone.due_on).filter(Milestone.done_on.is_(None)),
        func.max(Milestone.done_on),
    ).where(mine)
    done, altogether, next_due, last_done = session().execute(counted).one()
    measure.milestones_done, measure.milestones_open = done, altogether - done
    measure.next_due_on, measure.last_done_on = next_due, last_done
    measure.updated_at = (
        now()
    )  # also for who looks only at the Maßnahme: words and days of its Meilensteine are part of it
    session().flush()
    session().expire(measure, ["milestones"])


def _check(title: str, due_on: date) -> None:
    if not title:
        raise InvalidInput("measure.no-milestone", N_("Bitte schreiben Sie, was erreicht sein soll."), field="title")
    check_day(due_on, field="due_on")


def _check_done(day: date | None) -> None:
    check_day(day, field="done_on")
    if day is not None and day > today():
        raise InvalidInput("measure.future", N_("Dieser Tag liegt in der Zukunft."), field="done_on")

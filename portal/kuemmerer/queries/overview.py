"""All projects on one page, several side by side, and what was done in them since a day. The number of queries is constant."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role
from portal.kuemmerer.models import ChecklistStep, DiaryEntry, HelpRequest, KuemmererProject, ProjectEntry
from portal.kuemmerer.queries.projects import Filters, in_places_of, visible_project_ids, visible_projects
from portal.kuemmerer.terms.projects import EntryKind, Phase

#: A county has fewer projects than this; the page of all of them ends here.
MOST_SHOWN = 300
#: Of that many of a kind the hand-out tells; the rest is counted.
MOST_TOLD = 2000
_WHOLE = (
    selectinload(KuemmererProject.places),
    selectinload(KuemmererProject.phases),
    selectinload(KuemmererProject.assignments),
)


def all_projects(viewer: Actor, filters: Filters) -> list[KuemmererProject]:
    """Every project this person may see, by name, with places, phases and who is responsible."""
    chosen = visible_projects(viewer, filters).options(*_WHOLE)
    ordered = chosen.order_by(KuemmererProject.sort_name, KuemmererProject.id)
    return list(session().scalars(ordered.limit(MOST_SHOWN)))


def several(viewer: Actor, ids: Sequence[UUID]) -> list[KuemmererProject]:
    """These projects in the order given. Raises `NotFound` unless this person may see all of them."""
    wanted = list(dict.fromkeys(ids))
    chosen = visible_projects(viewer, Filters(closed=True)).where(KuemmererProject.id.in_(wanted)).options(*_WHOLE)
    found = {one.id: one for one in session().scalars(chosen)}
    if len(found) != len(wanted):
        raise NotFound
    return [found[one] for one in wanted]


def public_elsewhere(viewer: Actor) -> list[KuemmererProject]:
    """Running projects this person may not see, of which the pages of their places tell everybody, by name."""
    chosen = select(KuemmererProject).where(
        KuemmererProject.is_public,
        KuemmererProject.closed_at.is_(None),
        KuemmererProject.id.not_in(visible_project_ids(viewer)),
    )
    whole = chosen.options(selectinload(KuemmererProject.places))
    return list(session().scalars(whole.order_by(KuemmererProject.sort_name, KuemmererProject.id).limit(MOST_SHOWN)))


def own_running(viewer: Actor, *, limit: int) -> list[KuemmererProject]:
    """The running projects in which this person is Kümmerer, by name."""
    chosen = select(KuemmererProject).where(KuemmererProject.closed_at.is_(None), in_places_of(viewer, Role.KUEMMERER))
    return list(session().scalars(chosen.order_by(KuemmererProject.sort_name, KuemmererProject.id).limit(limit)))


def hours_of(project_ids: Collection[UUID]) -> dict[UUID, Decimal]:
    """Hours of work noted in the diaries of these projects; those without any are left out. One query."""
    counted = (
        select(DiaryEntry.project_id, func.sum(DiaryEntry.hours))
        .where(DiaryEntry.project_id.in_(project_ids), DiaryEntry.hours.is_not(None))
        .group_by(DiaryEntry.project_id)
    )
    return {project_id: hours for project_id, hours in session().execute(counted) if hours is not None}


def help_of(project_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """How often each of these asked the county for help, and how often it was answered. One query."""
    counted = (
        select(HelpRequest.project_id, func.count(), func.count(HelpRequest.answered_at))
        .where(HelpRequest.project_id.in_(project_ids))
        .group_by(HelpRequest.project_id)
    )
    return {row[0]: (row[1], row[2]) for row in session().execute(counted)}


@dataclass
class Since:
    """What happened in one project since a day."""

    #: Steps that were done, the latest first.
    steps: list[ChecklistStep] = field(default_factory=list)
    #: Phases that began, on the day that was named for them.
    phases: list[tuple[Phase, date]] = field(default_factory=list)
    #: Questions to the county, the latest first.
    asked: list[HelpRequest] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        return sum(not one.is_answered for one in self.asked)


def happened_since(project_ids: Collection[UUID], since: date) -> dict[UUID, Since]:
    """What was done in these projects from that day on. Three queries, however many they are."""
    found: dict[UUID, Since] = defaultdict(Since)
    if not project_ids:
        return found
    done = select(ChecklistStep).where(ChecklistStep.project_id.in_(project_ids), ChecklistStep.done_on >= since)
    for step in session().scalars(
        done.order_by(ChecklistStep.done_on.desc(), ChecklistStep.id.desc()).limit(MOST_TOLD)
    ):
        found[step.project_id].steps.append(step)
    begin = datetime.combine(since, time(), ON_SCREEN)
    gates = select(ProjectEntry).where(
        ProjectEntry.project_id.in_(project_ids),
        ProjectEntry.kind == EntryKind.GATE_PASSED,
        or_(ProjectEntry.on >= since, and_(ProjectEntry.on.is_(None), ProjectEntry.at >= begin)),
    )
    for entry in session().scalars(gates.order_by(ProjectEntry.at, ProjectEntry.id)):
        if entry.phase is not None:
            day = entry.on or entry.at.astimezone(ON_SCREEN).date()
            found[entry.project_id].phases.append((entry.phase, day))
    asked = select(HelpRequest).where(HelpRequest.project_id.in_(project_ids), HelpRequest.asked_at >= begin)
    for question in session().scalars(
        asked.order_by(HelpRequest.asked_at.desc(), HelpRequest.id.desc()).limit(MOST_TOLD)
    ):
        found[question.project_id].asked.append(question)
    return found


def last_done(project_id: UUID, *, limit: int) -> list[ChecklistStep]:
    """The steps of a project that were done last, the latest first."""
    chosen = select(ChecklistStep).where(ChecklistStep.project_id == project_id, ChecklistStep.done_on.is_not(None))
    ordered = chosen.order_by(ChecklistStep.done_on.desc(), ChecklistStep.position.desc(), ChecklistStep.id)
    return list(session().scalars(ordered.limit(limit)))

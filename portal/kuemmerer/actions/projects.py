"""Beginning a project, changing it, saying who is responsible, ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.kernel import audit
from portal.kernel.clock import months_later, now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.text import N_, fold
from portal.kuemmerer.actions import templates
from portal.kuemmerer.actions.counting import day_after
from portal.kuemmerer.actions.telling import tell
from portal.kuemmerer.models import (
    ChecklistStep,
    ChecklistVersion,
    KuemmererAssignment,
    KuemmererProject,
    ProjectPhase,
)
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.projects import FIRST_DAY, LAST_DAY, MOST_PLACES, EntryKind, Phase
from portal.places.models import Sozialraum

ASSIGNED = audit.kind(
    "kuemmerer.assigned", N_("Zuständigkeit für ein Quartiersprojekt übertragen"), keys=("project_id", "account_id")
)
RELEASED = audit.kind(
    "kuemmerer.released", N_("Zuständigkeit für ein Quartiersprojekt beendet"), keys=("project_id", "account_id")
)
CLOSED = audit.kind("kuemmerer.closed", N_("Quartiersprojekt beendet"), keys=("project_id",))


@dataclass(frozen=True, kw_only=True)
class ProjectDraft:
    """What is written about a project by hand."""

    name: str
    places: Sequence[Sozialraum]
    aim: str = ""
    is_public: bool = False
    contact_name: str = ""
    contact_phone: str = ""


def begin(
    draft: ProjectDraft,
    *,
    begun_on: date | None = None,
    responsible_ids: Sequence[UUID] = (),
    submission_key: UUID | None = None,
    by: Actor,
) -> KuemmererProject:
    """Begin a project in its first phase with the steps of the published Checkliste. The same key again answers what is there.

    Every phase is planned with its usual length from `begun_on` (default: today). Raises `InvalidInput` for no place, too many
    places, a day outside this century, and for somebody who is no Kümmerer there.
    """
    if submission_key is not None:
        there = session().scalar(select(KuemmererProject).where(KuemmererProject.submission_key == submission_key))
        if there is not None:
            ensure(KuemmererPermission.READ, by, there)
            return there
    _check(draft, by)
    first = begun_on or today()
    check_day(first, field="begun_on")
    checklist = templates.current()
    project = KuemmererProject(
        phase=Phase.PREPARATION, checklist_id=checklist.id, created_by=by.id, submission_key=submission_key
    )
    project.assignments = []
    _write(project, draft)
    project.phases = _plan(first)
    session().add(project)
    session().flush()
    session().add_all(_steps(project, checklist))
    tell(project, EntryKind.BEGUN, by=by, phase=project.phase, on=first)
    for account_id in dict.fromkeys(responsible_ids):
        _assign(project, account_id, since=first, by=by)
    session().flush()
    return project


def edit(project: KuemmererProject, draft: ProjectDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about it. Raises `Conflict` when somebody saved since `version`."""
    ensure(KuemmererPermission.EDIT, by, project)
    if project.version != version:
        raise Conflict
    _check(draft, by, besides=project.places)
    _write(project, draft)
    session().flush()


def assign(project: KuemmererProject, account_id: UUID, *, by: Actor) -> None:
    """Make somebody responsible. Raises `InvalidInput` for an account that is no Kümmerer in one of the project's places."""
    ensure(KuemmererPermission.GOVERN, by, project)
    _assign(project, account_id, since=today(), by=by)


def release(project: KuemmererProject, account_id: UUID, *, by: Actor) -> None:
    """End a responsibility today; what the person did stays. Doing it again does nothing."""
    ensure(KuemmererPermission.GOVERN, by, project)
    _release(project, account_id, by=by)


def change_responsible(project: KuemmererProject, old_id: UUID | None, new_id: UUID, *, by: Actor) -> None:
    """End one responsibility and begin another. Who calls has asked whether `by` may; what others are responsible for stays.

    Raises `InvalidInput` when the new one is no Kümmerer in one of the project's places.
    """
    _assign(project, new_id, since=today(), by=by)
    if old_id is not None:
        _release(project, old_id, by=by)
    session().flush()


def close(project: KuemmererProject, *, reason: str, by: Actor) -> None:
    """End a project for good or for a while. Everything stays to be read; nothing is due any more."""
    ensure(KuemmererPermission.GOVERN, by, project)
    if not reason:
        raise InvalidInput("kuemmerer.no-reason", N_("Bitte schreiben Sie, warum das Projekt endet."), field="reason")
    if project.is_running:
        project.closed_at = now()
        tell(project, EntryKind.CLOSED, by=by, text=reason)
        audit.log(CLOSED, by=by, project_id=project.id)


def reopen(project: KuemmererProject, *, by: Actor) -> None:
    """Let an ended project go on where it stood."""
    ensure(KuemmererPermission.GOVERN, by, project)
    if not project.is_running:
        project.closed_at = None
        tell(project, EntryKind.REOPENED, by=by)


def check_day(day: date, *, field: str) -> None:
    """Raises `InvalidInput` for a day that no project of this century has."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InvalidInput(
            "kuemmerer.impossible-day", N_("Bitte prüfen Sie das Jahr: möglich sind 2000 bis 2099."), field=field
        )


def _check(draft: ProjectDraft, by: Actor, *, besides: Sequence[Sozialraum] = ()) -> None:
    if not draft.name:
        raise InvalidInput("kuemmerer.no-name", N_("Bitte geben Sie dem Projekt einen Namen."), field="name")
    if not draft.places:
        raise InvalidInput(
            "kuemmerer.no-place", N_("Bitte wählen Sie mindestens eine Gemeinde oder ein Quartier."), field="place_ids"
        )
    if len(draft.places) > MOST_PLACES:
        raise InvalidInput(
            "kuemmerer.too-many-places",
            N_("Ein Projekt kann höchstens %(most)s Orte umfassen."),
            field="place_ids",
            most=MOST_PLACES,
        )
    kept = {place.id for place in besides}
    for place in draft.places:
        if place.id not in kept:
            ensure(KuemmererPermission.BEGIN_HERE, by, place)


def _write(project: KuemmererProject, draft: ProjectDraft) -> None:
    project.name, project.sort_name = draft.name, fold(draft.name)
    project.aim, project.is_public = draft.aim, draft.is_public
    project.contact_name, project.contact_phone = draft.contact_name, draft.contact_phone
    if {place.id for place in draft.places} != {place.id for place in project.places}:
        project.places = list(draft.places)


def _plan(first: date) -> list[ProjectPhase]:
    """Every phase with its usual length, one after the other; the first begins."""
    phases, begin = [], first
    for phase in Phase:
        after = months_later(begin, phase.months) if phase.months else None
        phases.append(
            ProjectPhase(
                phase=phase,
                position=phase.number,
                planned_begin=begin,
                planned_end=after - timedelta(days=1) if after else None,
                begun_on=first if phase is Phase.PREPARATION else None,
            )
        )
        begin = after or begin
    return phases


def _steps(project: KuemmererProject, checklist: ChecklistVersion) -> list[ChecklistStep]:
    return [
        ChecklistStep(
            project_id=project.id,
            template_key=step.key,
            phase=step.phase,
            position=step.position,
            title=step.title,
            explanation=step.explanation,
            responsible=step.responsible,
            due_after=step.due_after,
            due_unit=step.due_unit,
            due_on=day_after(project.in_phase(step.phase).begin, step.due_after, step.due_unit),
            proof=step.proof,
            aid=step.aid,
        )
        for step in checklist.steps
    ]


def _assign(project: KuemmererProject, account_id: UUID, *, since: date, by: Actor) -> None:
    if account_id in project.responsible_ids:
        return
    fitting = {one.id for one in accounts.holders(Role.KUEMMERER, within=project.lineage)}
    if account_id not in fitting:
        raise InvalidInput(
            "kuemmerer.no-kuemmerer",
            N_("Diese Person ist in keinem der Orte Kümmerer. Geben Sie ihr erst die Rolle."),
            field="account_id",
        )
    project.assignments.append(KuemmererAssignment(project_id=project.id, account_id=account_id, since=since))
    tell(project, EntryKind.ASSIGNED, by=by, account_id=account_id)
    audit.log(ASSIGNED, by=by, project_id=project.id, account_id=account_id)


def _release(project: KuemmererProject, account_id: UUID, *, by: Actor) -> None:
    for one in project.assignments:
        if one.account_id == account_id and one.until is None:
            one.until = max(one.since, today())
            tell(project, EntryKind.RELEASED, by=by, account_id=account_id)
            audit.log(RELEASED, by=by, project_id=project.id, account_id=account_id)

"""A running project takes over a new version of the Checkliste, when somebody asks for it."""

from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.policy import Actor, ensure
from portal.kuemmerer.actions.counting import day_after
from portal.kuemmerer.actions.telling import tell
from portal.kuemmerer.models import ChecklistStep, ChecklistVersion, KuemmererProject, TemplateStep
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import steps
from portal.kuemmerer.queries.changes import Changes, changes_for
from portal.kuemmerer.terms.projects import EntryKind


def take_over(project: KuemmererProject, target: ChecklistVersion, *, number: int, by: Actor) -> Changes:
    """Bring the open steps of a project to a published version; answers what changed. Again it changes nothing.

    `number` is the version somebody has seen the preview of. Raises `Conflict` when it is not the one that is to be taken.
    Done steps stay; open steps that the version no longer has go, unless something is noted on them.
    """
    ensure(KuemmererPermission.EDIT_STEPS, by, project)
    if target.number != number or target.is_draft:
        raise Conflict
    if project.checklist_id == target.id:
        return Changes()
    told = changes_for(steps.steps_of(project.id), target)
    for wanted in told.added:
        step = ChecklistStep(project_id=project.id, template_key=wanted.key)
        session().add(step)
        _follow(project, step, wanted)
    for one in told.changed:
        _follow(project, one.step, one.becomes)
    for gone in told.removed:
        session().delete(gone)
    _order(project, target)
    project.checklist_id = target.id
    tell(project, EntryKind.CHECKLIST_TAKEN, by=by, text=target.changes)
    session().flush()
    return told


def _follow(project: KuemmererProject, step: ChecklistStep, wanted: TemplateStep) -> None:
    step.phase, step.position = wanted.phase, wanted.position
    step.title, step.explanation, step.proof = wanted.title, wanted.explanation, wanted.proof
    step.responsible, step.aid = wanted.responsible, wanted.aid
    step.due_after, step.due_unit = wanted.due_after, wanted.due_unit
    if not step.due_reason:
        step.due_on = day_after(project.in_phase(step.phase).begin, step.due_after, step.due_unit)


def _order(project: KuemmererProject, target: ChecklistVersion) -> None:
    """The order of the version for its steps; steps of the project's own come behind."""
    session().flush()
    place = {wanted.key: wanted.position for wanted in target.steps}
    last = max(place.values(), default=0)
    for step in steps.steps_of(project.id):
        if step.template_key in place:
            step.position = place[step.template_key]
        else:
            last += 1
            step.position = last

"""Writing a new version of the Checkliste: a draft is made from what is published, changed step by step, and published."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.templates import current
from portal.kuemmerer.models import ChecklistVersion, TemplateStep
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import templates
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import (
    MOST_MONTHS,
    MOST_STEPS,
    MOST_WEEKS,
    ChecklistState,
    DueUnit,
    Responsible,
    StepAid,
)

PUBLISHED = audit.kind(
    "kuemmerer.checklist-published", N_("Neue Fassung der Checkliste veröffentlicht"), keys=("number",)
)
#: What a new version of a step is compared and copied by.
STEP_FIELDS = ("phase", "title", "explanation", "responsible", "due_after", "due_unit", "proof", "aid")


@dataclass(frozen=True, kw_only=True)
class TemplateDraft:
    """What is written about a step of the Checkliste. `due_after` counts from the begin of its phase in `due_unit`."""

    phase: Phase
    title: str
    responsible: Responsible
    explanation: str = ""
    due_after: int | None = None
    due_unit: DueUnit = DueUnit.WEEKS
    proof: str = ""
    aid: StepAid | None = None


def begin_draft(*, by: Actor) -> ChecklistVersion:
    """A draft with the steps of the published version; the one that is being written when there is one already."""
    ensure(KuemmererPermission.EDIT_CHECKLIST, by)
    if (there := templates.draft()) is not None:
        return there
    source = current()
    steps = [
        TemplateStep(key=step.key, position=number, **{name: getattr(step, name) for name in STEP_FIELDS})
        for number, step in enumerate(source.steps, 1)
    ]
    draft = ChecklistVersion(number=source.number + 1, state=ChecklistState.DRAFT, steps=steps)
    session().add(draft)
    session().flush()
    return draft


def add_template_step(draft: ChecklistVersion, written: TemplateDraft, *, by: Actor) -> TemplateStep:
    """Add a step at the end of its phase."""
    _must_be_draft(draft, by)
    _check(written)
    if len(draft.steps) >= MOST_STEPS:
        raise InvalidInput(
            "kuemmerer.too-many-steps", N_("Mehr als %(most)s Schritte hat keine Checkliste."), most=MOST_STEPS
        )
    step = TemplateStep(key=new_id(), position=max((one.position for one in draft.steps), default=0) + 1)
    _write(step, written)
    draft.steps.append(step)
    session().flush()
    return step


def edit_template_step(step: TemplateStep, written: TemplateDraft, *, version: int, by: Actor) -> None:
    """Replace what a step of the draft says. Raises `Conflict` when somebody saved since `version`."""
    _must_be_draft(step.checklist, by)
    if step.version != version:
        raise Conflict
    _check(written)
    _write(step, written)
    session().flush()


def move_template_step(step: TemplateStep, *, down: bool, by: Actor) -> None:
    """Change places with the step before or after it in its phase; at the edge nothing happens."""
    _must_be_draft(step.checklist, by)
    row = step.checklist.of_phase(step.phase)
    here = row.index(step)
    there = here + 1 if down else here - 1
    if 0 <= there < len(row):
        row[there].position, step.position = step.position, row[there].position
    session().flush()


def remove_template_step(step: TemplateStep, *, by: Actor) -> None:
    """Leave a step out of the draft. Projects that have it keep it until they take the new version over."""
    _must_be_draft(step.checklist, by)
    step.checklist.steps.remove(step)
    session().flush()


def publish_draft(draft: ChecklistVersion, *, changes: str, version: int, by: Actor) -> None:
    """Make the draft what new projects begin with. Running projects stay as they are until they are asked to take it over.

    Raises `InvalidInput` without a word about what is different, for a phase without steps, and when nothing is different.
    """
    _must_be_draft(draft, by)
    if draft.version != version:
        raise Conflict
    if not changes:
        raise InvalidInput(
            "kuemmerer.no-changes", N_("Bitte schreiben Sie in einem Satz, was sich ändert."), field="changes"
        )
    if any(not draft.of_phase(phase) for phase in Phase):
        raise InvalidInput("kuemmerer.empty-phase", N_("Jede Phase braucht mindestens einen Schritt."))
    if _told(draft.steps) == _told(current().steps):
        raise InvalidInput(
            "kuemmerer.nothing-new", N_("Der Entwurf ist gleich der gültigen Fassung. Ändern Sie erst etwas.")
        )
    draft.changes, draft.published_at, draft.published_by = changes, now(), by.id
    draft.state = ChecklistState.PUBLISHED
    audit.log(PUBLISHED, by=by, number=draft.number)
    session().flush()


def discard_draft(draft: ChecklistVersion, *, by: Actor) -> None:
    """Throw the draft away."""
    _must_be_draft(draft, by)
    session().delete(draft)
    session().flush()


def _must_be_draft(checklist: ChecklistVersion, by: Actor) -> None:
    ensure(KuemmererPermission.EDIT_CHECKLIST, by)
    if not checklist.is_draft:
        raise InvalidTransition


def _check(written: TemplateDraft) -> None:
    if not written.title:
        raise InvalidInput("kuemmerer.no-title", N_("Bitte sagen Sie, was zu tun ist."), field="title")
    most = MOST_MONTHS if written.due_unit is DueUnit.MONTHS else MOST_WEEKS
    if written.due_after is not None and not 0 <= written.due_after <= most:
        raise InvalidInput(
            "kuemmerer.due-too-far",
            N_("Bitte geben Sie eine Zahl von 0 bis %(most)s an, oder lassen Sie das Feld leer."),
            field="due_after",
            most=most,
        )


def _write(step: TemplateStep, written: TemplateDraft) -> None:
    for name in STEP_FIELDS:
        setattr(step, name, getattr(written, name))


def _told(steps: Iterable[TemplateStep]) -> list[tuple[object, ...]]:
    ordered = sorted(steps, key=lambda step: (step.phase.number, step.position))
    return [(step.key, *(getattr(step, name) for name in STEP_FIELDS)) for step in ordered]

"""What a new version of the Checkliste would change in a running project."""

from dataclasses import dataclass, field

from portal.kuemmerer.models import ChecklistStep, ChecklistVersion, TemplateStep
from portal.kuemmerer.terms.projects import Phase

_TOLD = ("phase", "title", "explanation", "responsible", "due_after", "due_unit", "proof", "aid")


@dataclass(frozen=True)
class ChangedStep:
    """An open step that would say something else."""

    step: ChecklistStep
    becomes: TemplateStep
    #: Names of the columns that differ.
    fields: tuple[str, ...]


@dataclass
class Changes:
    """Everything that taking over would do. Done steps stay as they are; so do steps on which somebody has written."""

    added: list[TemplateStep] = field(default_factory=list)
    changed: list[ChangedStep] = field(default_factory=list)
    removed: list[ChecklistStep] = field(default_factory=list)
    #: Steps that the new version no longer has, and that stay because something is noted on them.
    kept: list[ChecklistStep] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


def changes_for(steps: list[ChecklistStep], target: ChecklistVersion) -> Changes:
    """Compare the steps of a project (all of them, with photos) with a version."""
    mine = {step.template_key: step for step in steps if step.template_key is not None}
    told = Changes()
    for wanted in sorted(target.steps, key=lambda one: (one.phase.number, one.position)):
        step = mine.pop(wanted.key, None)
        if step is None:
            told.added.append(wanted)
        elif step.is_open and (fields := differing(step, wanted)):
            told.changed.append(ChangedStep(step, wanted, fields))
    for step in mine.values():
        (told.kept if step.is_touched else told.removed).append(step)
    return told


def differing(step: ChecklistStep, wanted: TemplateStep) -> tuple[str, ...]:
    """The columns in which a step differs from that of a version."""
    return tuple(name for name in _TOLD if getattr(step, name) != getattr(wanted, name))


def by_phase(steps: list[TemplateStep]) -> list[tuple[Phase, list[TemplateStep]]]:
    """Steps of a version under their phases."""
    ordered = sorted(steps, key=lambda one: one.position)
    return [(phase, [step for step in ordered if step.phase is phase]) for phase in Phase]

"""Ticking steps, moving their days, and a project's own steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.counting import day_after
from portal.kuemmerer.actions.photos import Picture, add_photos
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.telling import mark_active, tell
from portal.kuemmerer.models import ChecklistStep, KuemmererProject
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.projects import EntryKind, Phase
from portal.kuemmerer.terms.steps import MOST_STEPS, DueUnit, Responsible


@dataclass(frozen=True, kw_only=True)
class StepDraft:
    """What is written about a step of the project's own."""

    title: str
    phase: Phase
    responsible: Responsible
    explanation: str = ""
    proof: str = ""
    due_on: date | None = None


def tick(
    step: ChecklistStep,
    *,
    version: int,
    on: date | None = None,
    note: str = "",
    proof_found: str = "",
    photos: Sequence[Picture] = (),
    submission_key: UUID | None = None,
    by: Actor,
) -> None:
    """Note that a step is done, on a day (default: today), with what should be remembered and photos, all in one.

    On a step that is done already it changes what is noted; one that fell away applies again. The same key again does nothing.
    Raises `Conflict` when somebody saved since `version`, `InvalidInput` for a day in the future and too many photos.
    """
    ensure(KuemmererPermission.TICK, by, step)
    if submission_key is not None and step.ticked_with == submission_key:
        return
    if step.version != version:
        raise Conflict
    day = on or step.done_on or today()
    check_day(day, field="done_on")
    if day > today():
        raise InvalidInput("kuemmerer.future", N_("Dieser Tag liegt in der Zukunft."), field="done_on")
    if not step.is_done:
        step.done_at, step.done_by = now(), by.id
    step.waived_at, step.waived_reason = None, ""
    step.done_on, step.note, step.proof_found = day, note, proof_found
    step.ticked_with = submission_key
    add_photos(step, photos, by=by)
    mark_active(step.project)


def note_on(
    step: ChecklistStep,
    *,
    version: int,
    note: str,
    proof_found: str,
    photos: Sequence[Picture] = (),
    submission_key: UUID | None = None,
    by: Actor,
) -> None:
    """Write on a step without saying that it is done. The same key again does nothing. Raises `Conflict`, `InvalidInput`."""
    ensure(KuemmererPermission.TICK, by, step)
    if submission_key is not None and step.ticked_with == submission_key:
        return
    if step.version != version:
        raise Conflict
    step.note, step.proof_found, step.ticked_with = note, proof_found, submission_key
    add_photos(step, photos, by=by)
    mark_active(step.project)


def waive(step: ChecklistStep, *, reason: str, version: int, by: Actor) -> None:
    """Note that an open step falls away in this project, and why: progress no longer counts it. The history keeps the reason.

    On one that fell away already it changes the reason. Raises `InvalidInput` without a reason and for a done step, `Conflict` when
    somebody saved since `version`.
    """
    ensure(KuemmererPermission.EDIT_STEPS, by, step)
    if step.version != version:
        raise Conflict
    if not reason:
        raise InvalidInput(
            "kuemmerer.no-reason", N_("Bitte schreiben Sie kurz, warum der Schritt entfällt."), field="waived_reason"
        )
    if step.is_done:
        raise InvalidInput("kuemmerer.is-done", N_("Dieser Schritt ist schon erledigt. Öffnen Sie ihn zuerst wieder."))
    step.waived_at, step.waived_reason = now(), reason
    tell(step.project, EntryKind.STEP_WAIVED, by=by, text=f"{step.title}: {reason}", phase=step.phase)


def untick(step: ChecklistStep, *, by: Actor) -> None:
    """Open a step again that was done or fell away; note and photos stay. Doing it again does nothing."""
    ensure(KuemmererPermission.TICK, by, step)
    if not step.is_open:
        step.done_on = step.done_at = step.done_by = step.ticked_with = None
        step.waived_at, step.waived_reason = None, ""
        tell(step.project, EntryKind.STEP_OPENED, by=by, text=step.title, phase=step.phase)


def move_due(step: ChecklistStep, *, to: date | None, reason: str, version: int, by: Actor) -> None:
    """Set the day of a step by hand, with a reason; None goes back to the day counted from the begin of the phase.

    Raises `InvalidInput` without a reason, `Conflict` when somebody saved since `version`.
    """
    ensure(KuemmererPermission.EDIT_STEPS, by, step)
    if step.version != version:
        raise Conflict
    if to is None:
        step.due_on = day_after(step.project.in_phase(step.phase).begin, step.due_after, step.due_unit)
        step.due_reason = ""
    else:
        check_day(to, field="due_on")
        if not reason:
            raise InvalidInput(
                "kuemmerer.no-reason", N_("Bitte schreiben Sie kurz, warum der Termin verschoben wird."), field="reason"
            )
        step.due_on, step.due_reason = to, reason
    tell(step.project, EntryKind.DUE_MOVED, by=by, text=step.title, phase=step.phase, on=step.due_on)


def add_step(
    project: KuemmererProject, draft: StepDraft, *, submission_key: UUID | None = None, by: Actor
) -> ChecklistStep:
    """Add a step of the project's own at the end of its phase. The same key again answers the one that is there."""
    ensure(KuemmererPermission.EDIT_STEPS, by, project)
    mine = ChecklistStep.project_id == project.id
    if submission_key is not None:
        wanted = select(ChecklistStep).where(mine, ChecklistStep.submission_key == submission_key)
        if (there := session().scalar(wanted)) is not None:
            return there
    _check(draft)
    count, last = session().execute(select(func.count(), func.max(ChecklistStep.position)).where(mine)).one()
    if count >= MOST_STEPS:
        raise InvalidInput(
            "kuemmerer.too-many-steps", N_("Mehr als %(most)s Schritte hat kein Projekt."), most=MOST_STEPS
        )
    step = ChecklistStep(
        project_id=project.id, position=(last or 0) + 1, due_unit=DueUnit.WEEKS, submission_key=submission_key
    )
    _write(step, draft)
    session().add(step)
    mark_active(project)
    return step


def edit_step(step: ChecklistStep, draft: StepDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about a step of the project's own. Raises `Conflict`, `InvalidInput`."""
    ensure(KuemmererPermission.EDIT_STEPS, by, step)
    _must_be_own(step)
    if step.version != version:
        raise Conflict
    _check(draft)
    _write(step, draft)
    mark_active(step.project)


def remove_step(step: ChecklistStep, *, by: Actor) -> None:
    """Take away a step of the project's own on which nobody has written. Raises `InvalidInput` for any other."""
    ensure(KuemmererPermission.EDIT_STEPS, by, step)
    _must_be_own(step)
    if step.is_touched:
        raise InvalidInput(
            "kuemmerer.step-is-touched",
            N_("Zu diesem Schritt ist schon etwas festgehalten; er bleibt deshalb stehen."),
        )
    tell(step.project, EntryKind.STEP_REMOVED, by=by, text=step.title, phase=step.phase)
    session().delete(step)
    session().flush()


def _must_be_own(step: ChecklistStep) -> None:
    if not step.is_own:
        raise InvalidInput(
            "kuemmerer.not-own",
            N_("Dieser Schritt kommt aus der Checkliste des Landkreises. Ändern können Sie nur seinen Termin."),
        )


def _check(draft: StepDraft) -> None:
    if not draft.title:
        raise InvalidInput("kuemmerer.no-title", N_("Bitte sagen Sie, was zu tun ist."), field="title")
    if draft.due_on is not None:
        check_day(draft.due_on, field="due_on")


def _write(step: ChecklistStep, draft: StepDraft) -> None:
    step.title, step.explanation, step.proof = draft.title, draft.explanation, draft.proof
    step.phase, step.responsible, step.due_on = draft.phase, draft.responsible, draft.due_on

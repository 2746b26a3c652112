"""Through the four phases: the plan, the gates, and the way back."""

from datetime import date

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.counting import count_anew
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.telling import tell
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.projects import EntryKind, Phase


def pass_gate(project: KuemmererProject, *, on: date, reference: str, version: int, by: Actor) -> None:
    """End the present phase on the day its gate was passed; the next one begins that day and its steps are counted from it.

    Open steps stay open and due. Raises `InvalidInput` without a reference and for a day before the phase began or in the future,
    `InvalidTransition` in the last phase, `Conflict` when somebody saved since `version`.
    """
    ensure(KuemmererPermission.EDIT, by, project)
    if project.version != version:
        raise Conflict
    phase, following = project.now, project.phase.next
    if following is None:
        raise InvalidTransition
    if not reference:
        raise InvalidInput(
            "kuemmerer.no-reference",
            N_("Bitte schreiben Sie, was das belegt: zum Beispiel Sitzung und Tagesordnungspunkt."),
            field="reference",
        )
    _check_past(on, since=phase.begin)
    phase.ended_on, phase.gate_reference = on, reference
    project.phase = following
    project.in_phase(following).begun_on = on
    count_anew(project, following)
    tell(project, EntryKind.GATE_PASSED, by=by, text=reference, phase=following, on=on)
    session().flush()


def go_back(project: KuemmererProject, *, to: Phase, reason: str, version: int, by: Actor) -> None:
    """Return to an earlier phase. Its gate counts as not passed; the phases behind it have not begun. History keeps both.

    Raises `InvalidInput` without a reason, `InvalidTransition` for a phase that is not earlier, `Conflict`.
    """
    ensure(KuemmererPermission.EDIT, by, project)
    if project.version != version:
        raise Conflict
    if to.number >= project.phase.number:
        raise InvalidTransition
    if not reason:
        raise InvalidInput("kuemmerer.no-reason", N_("Bitte schreiben Sie, warum es zurückgeht."), field="reason")
    for one in project.phases:
        if one.position >= to.number:
            one.ended_on, one.gate_reference = None, ""
        if one.position > to.number:
            one.begun_on = None
            count_anew(project, one.phase)
    project.phase = to
    tell(project, EntryKind.WENT_BACK, by=by, text=reason, phase=to)
    session().flush()


def plan_phase(
    project: KuemmererProject, phase: Phase, *, begin: date, end: date | None, version: int, reason: str = "", by: Actor
) -> None:
    """Set when a phase is to begin and end. Steps of a phase that has not begun are counted from the new day.

    `version` is that of the phase. Raises `InvalidInput` for days in the wrong order or outside this century, `Conflict`.
    """
    ensure(KuemmererPermission.EDIT, by, project)
    planned = project.in_phase(phase)
    if planned.version != version:
        raise Conflict
    check_day(begin, field="planned_begin")
    if end is not None:
        check_day(end, field="planned_end")
        if end < begin:
            raise InvalidInput(
                "kuemmerer.ends-before-it-begins", N_("Das Ende liegt vor dem Beginn."), field="planned_end"
            )
    elif phase.months is not None:
        raise InvalidInput("kuemmerer.no-end", N_("Bitte geben Sie das geplante Ende an."), field="planned_end")
    planned.planned_begin, planned.planned_end = begin, end
    if planned.begun_on is None:
        count_anew(project, phase)
    tell(project, EntryKind.PLANNED, by=by, text=reason, phase=phase)
    session().flush()


def _check_past(on: date, *, since: date) -> None:
    check_day(on, field="on")
    if on > today():
        raise InvalidInput("kuemmerer.future", N_("Dieser Tag liegt in der Zukunft."), field="on")
    if on < since:
        raise InvalidInput("kuemmerer.before-begin", N_("Dieser Tag liegt vor dem Beginn der Phase."), field="on")

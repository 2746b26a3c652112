"""`…/schritte/…`: a step, ticked with note and photo in one go."""

from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request, url_for
from werkzeug.exceptions import HTTPException

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import actions
from portal.kuemmerer.forms import DueForm, TickForm, WaiveForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import steps
from portal.kuemmerer.routes.blueprint import bp, step_in_url
from portal.kuemmerer.routes.photos import Taken, taken
from portal.kuemmerer.terms.steps import StepAid
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of, refused
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import ChecklistStep

tells("step-ticked", N_("Erledigt. Der Schritt zählt im Fortschritt mit."))
tells("step-noted", N_("Gespeichert. Der Schritt ist noch offen."))
tells("step-opened", N_("Der Schritt ist wieder offen. Notiz und Fotos sind noch da."))
tells("step-waived", N_("Der Schritt entfällt. Er zählt im Fortschritt nicht mehr mit."))
tells("step-due-moved", N_("Der Termin ist geändert."))


@bp.get("/<uuid:project_id>/schritte/<uuid:step_id>")
@requires(KuemmererPermission.READ, of=step_in_url)
def step(step: "ChecklistStep") -> Response:
    return step_page(step)


@bp.post("/<uuid:project_id>/schritte/<uuid:step_id>")
@requires(KuemmererPermission.TICK, of=step_in_url)
def tick(step: "ChecklistStep") -> Response:
    """Done with photo in one submit; with the other button only the note is kept."""
    form, photos, is_done = TickForm(), taken(), request.form.get("what") != "note"
    good = form.validate_on_submit()
    if photos.error is not None:
        form.take(photos.error)
    if not good or photos.error is not None:
        return step_page(step, form=form, photos=photos, status=422)
    try:
        with unit_of_work():
            _save(steps.step(step.id), form, photos, is_done=is_done)
    except Conflict:
        theirs = steps.step(step.id)
        if theirs.ticked_with == form.key:  # a second tap while the first was still under way
            return _saved(theirs, is_done=is_done)
        told: dict[str, Any] = {"conflicts": conflicts_of(form, theirs, ("note", "proof_found")), "is_conflict": True}
        form.renew_key()
        return step_page(theirs, form=form, photos=photos, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return step_page(steps.step(step.id), form=form, photos=photos, status=422)
    return _saved(step, is_done=is_done)


@bp.post("/<uuid:project_id>/schritte/<uuid:step_id>/entfaellt")
@requires(KuemmererPermission.EDIT_STEPS, of=step_in_url)
def waive(step: "ChecklistStep") -> Response:
    form = WaiveForm()
    if not form.validate_on_submit():
        return step_page(step, waive_form=form, status=422)
    try:
        with unit_of_work():
            reason = str(form.waived_reason.data or "")
            actions.waive(steps.step(step.id), reason=reason, version=form.seen_version, by=actor())
    except (Conflict, InvalidInput) as error:
        fresh = steps.step(step.id)
        return step_page(fresh, waive_form=form, status=refused(form, error, fresh.version))
    return reply(_address(step), tell="step-waived")


@bp.post("/<uuid:project_id>/schritte/<uuid:step_id>/oeffnen")
@requires(KuemmererPermission.TICK, of=step_in_url)
def untick(step: "ChecklistStep") -> Response:
    if not Form().validate_on_submit():
        return step_page(step, status=422)
    with unit_of_work():
        actions.untick(steps.step(step.id), by=actor())
    return reply(_address(step), tell="step-opened")


@bp.post("/<uuid:project_id>/schritte/<uuid:step_id>/termin")
@requires(KuemmererPermission.EDIT_STEPS, of=step_in_url)
def move_due(step: "ChecklistStep") -> Response:
    """Set the day by hand; with the other button the counted one counts again."""
    form = DueForm()
    back_to_counted = request.form.get("what") == "counted"
    if not (Form() if back_to_counted else form).validate_on_submit():
        return step_page(step, due_form=form, status=422)
    try:
        with unit_of_work():
            actions.move_due(
                steps.step(step.id),
                to=None if back_to_counted else form.due_on.data,
                reason=str(form.reason.data or ""),
                version=form.seen_version,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        fresh = steps.step(step.id)
        return step_page(fresh, due_form=form, status=refused(form, error, fresh.version))
    return reply(_address(step), tell="step-due-moved")


def step_page(
    step: "ChecklistStep",
    *,
    form: TickForm | None = None,
    due_form: DueForm | None = None,
    waive_form: WaiveForm | None = None,
    photos: Taken | None = None,
    status: int = 200,
    **context: Any,
) -> Response:
    """Everything about a step, with the form that ticks it."""
    names = ("note", "proof_found", "version")
    values = {name: getattr(step, name) for name in names} | {"done_on": step.done_on or today()}
    return page(
        "kuemmerer/step.html",
        status=status,
        step=step,
        project=step.project,
        aid_address=aid_address(step),
        people=accounts.names([step.done_by]),
        form=form or TickForm(formdata=None, data=values),
        due_form=due_form or DueForm(formdata=None, data={"due_on": step.due_on, "version": step.version}),
        waive_form=waive_form or WaiveForm(formdata=None, obj=step),
        photo_notes=photos.notes if photos else [],
        accepted_types=uploads.ACCEPTED_TYPES,
        **context,
    )


def aid_address(step: "ChecklistStep") -> str | None:
    """Where the room that helps with a step is; None when this portal does not have it."""
    if step.aid is None:
        return None
    if step.aid is StepAid.DIARY:
        return url_for("kuemmerer.diary", project_id=step.project_id)
    try:
        current_app.url_map.bind("localhost").match(step.aid.path)
    except HTTPException:
        return None
    return request.script_root + step.aid.path


def _save(step: "ChecklistStep", form: TickForm, photos: Taken, *, is_done: bool) -> None:
    note, found = str(form.note.data or ""), str(form.proof_found.data or "")
    told: dict[str, Any] = {"version": form.seen_version, "note": note, "proof_found": found}
    told |= {"photos": photos.photos, "submission_key": form.key, "by": actor()}
    if is_done:
        actions.tick(step, on=form.done_on.data, **told)
    else:
        actions.note_on(step, **told)


def _saved(step: "ChecklistStep", *, is_done: bool) -> Response:
    """On to the steps of the phase after ticking; a note leaves one on the step."""
    if is_done:
        back = url_for("kuemmerer.show", project_id=step.project_id, phase=step.phase.value)
        return reply(back, tell="step-ticked")
    return reply(_address(step), tell="step-noted")


def _address(step: "ChecklistStep") -> str:
    return url_for("kuemmerer.step", project_id=step.project_id, step_id=step.id)

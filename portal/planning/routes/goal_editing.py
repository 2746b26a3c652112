"""A goal is written: set by the leadership, proposed from below, changed, deleted."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.planning.actions import goals as actions
from portal.planning.actions.goals import GoalDraft
from portal.planning.forms.goals import GoalForm
from portal.planning.policy.goals import GoalPermission
from portal.planning.queries import goals as queries
from portal.planning.routes.analysis_page import indicator_choices
from portal.planning.routes.goal_page import can_edit, goal_in_url, goal_page, hang_form
from portal.planning.routes.goals import bp, part_in_url, procedure_in_url
from portal.planning.terms.goals import GoalLevel
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form, as_uuid
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.goals import Goal, GoalPart, GoalProcedure

tells("goal-set", N_("Das Ziel steht im Baum."))
tells("goal-proposed", N_("Ihr Vorschlag steht im Baum. Die Sozialplanung nimmt ihn in den Abgleich."))
tells("goal-saved", N_("Gespeichert."))
tells("goal-deleted", N_("Das Ziel ist gelöscht."))
_TEXTS = ("title", "meaning", "target_on")


@bp.get("/<uuid:procedure_id>/ziel/neu")
@requires(GoalPermission.SET, of=procedure_in_url)
def new_goal(procedure: "GoalProcedure") -> Response:
    everybody = [one.id for one in procedure.parts]
    values = {"parent_id": as_uuid(request.args.get("unter")), "recipient_ids": everybody}
    return _edit_page(_form(procedure, data=values), procedure)


@bp.post("/<uuid:procedure_id>/ziel/neu")
@requires(GoalPermission.SET, of=procedure_in_url)
def create_goal(procedure: "GoalProcedure") -> Response:
    form = _form(procedure)
    if not form.validate_on_submit():
        return _edit_page(form, procedure, status=422)
    try:
        with unit_of_work():
            fresh = queries.procedure(procedure.id)
            actions.set_goal(fresh, _draft(form, fresh), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _edit_page(form, queries.procedure(procedure.id), status=422)
    return reply(url_for("goals.show", procedure_id=procedure.id, _anchor="baum"), tell="goal-set")


@bp.get("/<uuid:procedure_id>/vorschlag/<uuid:part_id>")
@requires(GoalPermission.PROPOSE, of=part_in_url)
def new_proposal(part: "GoalPart") -> Response:
    values = {"parent_id": as_uuid(request.args.get("unter"))}
    return _edit_page(_form(part.procedure, data=values), part.procedure, part=part)


@bp.post("/<uuid:procedure_id>/vorschlag/<uuid:part_id>")
@requires(GoalPermission.PROPOSE, of=part_in_url)
def propose(part: "GoalPart") -> Response:
    form = _form(part.procedure)
    if not form.validate_on_submit():
        return _edit_page(form, part.procedure, part=part, status=422)
    procedure_id = part.procedure_id
    try:
        with unit_of_work():
            fresh = queries.procedure(procedure_id)
            mine = queries.part(fresh, part.id)
            actions.propose_goal(mine, _draft(form, fresh), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        fresh = queries.procedure(procedure_id)
        return _edit_page(form, fresh, part=queries.part(fresh, part.id), status=422)
    return reply(url_for("goals.show", procedure_id=procedure_id, _anchor="baum"), tell="goal-proposed")


@bp.get("/ziel/<uuid:goal_id>/bearbeiten")
@requires(GoalPermission.READ, of=goal_in_url)
def edit_goal(goal: "Goal") -> Response:
    _ensure_editable(goal)
    names = ("title", "meaning", "parent_id", "part_id", "indicator_key", "target_value", "target_on", "version")
    values: dict[str, Any] = {name: getattr(goal, name) for name in names}
    values |= {
        "aim": (goal.aim.value if goal.aim else "at_least"),
        "recipient_ids": [one.id for one in goal.recipients],
    }
    return _edit_page(_form(goal.procedure, data=values), goal.procedure, goal=goal)


@bp.post("/ziel/<uuid:goal_id>/bearbeiten")
@requires(GoalPermission.READ, of=goal_in_url)
def save_goal(goal: "Goal") -> Response:
    _ensure_editable(goal)
    form = _form(goal.procedure)
    if not form.validate_on_submit():
        return _edit_page(form, goal.procedure, goal=goal, status=422)
    try:
        with unit_of_work():
            fresh = queries.goal(goal.id)
            actions.edit_goal(fresh, _draft(form, fresh.procedure), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.goal(goal.id)
        found = conflicts_of(form, theirs, _TEXTS)
        return _edit_page(form, theirs.procedure, goal=theirs, conflicts=found, is_conflict=True, status=409)
    except InvalidInput as error:
        form.take(error)
        fresh = queries.goal(goal.id)
        return _edit_page(form, fresh.procedure, goal=fresh, status=422)
    return reply(url_for("goals.show_goal", goal_id=goal.id), tell="goal-saved")


@bp.post("/ziel/<uuid:goal_id>/loeschen")
@requires(GoalPermission.READ, of=goal_in_url)
def delete_goal(goal: "Goal") -> Response:
    _ensure_editable(goal)
    form, procedure_id = hang_form(goal), goal.procedure_id
    if not Form().validate_on_submit():
        return goal_page(goal, status=422)
    try:
        with unit_of_work():
            actions.delete_goal(queries.goal(goal.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return goal_page(queries.goal(goal.id), form=form, status=422)
    return reply(url_for("goals.show", procedure_id=procedure_id, _anchor="baum"), tell="goal-deleted")


def _ensure_editable(goal: "Goal") -> None:
    """The form of a goal is there for those who set it and for those who proposed it. Raises `NotFound`."""
    if not can_edit(goal):
        raise NotFound


def _form(procedure: "GoalProcedure", **kwargs: Any) -> GoalForm:
    deepest = GoalLevel.PARTIAL
    parents = [
        (one.id, f"{_(one.level.label)}: {one.title}")
        for one in procedure.goals
        if one.level is not deepest and one.outcome.holds
    ]
    parts = [(one.id, one.name) for one in procedure.parts]
    return GoalForm(parents=parents, parts=parts, indicators=indicator_choices(), **kwargs)


def _draft(form: GoalForm, procedure: "GoalProcedure") -> GoalDraft:
    by_id = {one.id: one for one in procedure.goals}
    parts = {one.id: one for one in procedure.parts}
    chosen, minded_by = form.parent_id.chosen, form.part_id.chosen
    return GoalDraft(
        title=str(form.title.data),
        meaning=str(form.meaning.data or ""),
        parent=by_id.get(chosen) if chosen else None,
        part=parts.get(minded_by) if minded_by else None,
        recipients=[parts[one] for one in form.recipient_ids.chosen if one in parts],
        indicator_key=str(form.indicator_key.data or ""),
        aim=form.aim.chosen,
        target_value=form.target_value.number,
        target_on=form.target_on.data,
    )


def _edit_page(
    form: GoalForm,
    procedure: "GoalProcedure",
    *,
    goal: "Goal | None" = None,
    part: "GoalPart | None" = None,
    status: int = 200,
    **more: Any,
) -> Response:
    template = "planning/goals/edit_goal.html"
    return page(template, status=status, form=form, procedure=procedure, goal=goal, part=part, **more)

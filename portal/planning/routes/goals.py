"""The Gegenstromverfahren: the list, one with its tree and its steps, who takes part, the decision, the Fassungen."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.planning.actions import goal_procedures as actions
from portal.planning.actions import goal_rounds
from portal.planning.actions.goal_procedures import ProcedureDraft
from portal.planning.forms.goals import DecideForm, PartForm, ProcedureForm
from portal.planning.policy.goals import ANSWERS_FOR_DEPARTMENT, GoalPermission
from portal.planning.queries import choices, committees
from portal.planning.queries import goals as queries
from portal.planning.terms.goals import TRANSITIONS, GoalLevel, GoalOutcome, ProcedureStage, StatementAnswer, TargetAim
from portal.planning.terms.movement import Movement
from portal.web.access import actor, may, requires
from portal.web.conflicts import conflicts_of, refused
from portal.web.errors import status_of
from portal.web.forms import Form, VersionedForm, as_uuid
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.goals import GoalPart, GoalProcedure

bp = Blueprint("goals", __name__, url_prefix="/arbeit/planung/ziele")

tells(
    "goals-begun",
    N_("Das Verfahren ist angelegt. Schreiben Sie jetzt die Ziele der Leitung auf, und wer beteiligt ist."),
)
tells("goals-saved", N_("Gespeichert."))
tells("goals-deleted", N_("Das Verfahren ist gelöscht."))
tells("goals-part", N_("Die Stelle ist beteiligt."))
tells("goals-part-off", N_("Die Stelle ist nicht mehr beteiligt."))
tells("goals-moved", N_("Der nächste Schritt hat begonnen. Der Stand von eben ist als Fassung festgehalten."))
tells("goals-decided", N_("Beschlossen. Die Ziele gelten jetzt; hängen Sie Maßnahmen und Bedarfe daran."))

_TEXTS = ("title", "purpose", "due_on")


def procedure_in_url(procedure_id: UUID, **_rest: Any) -> "GoalProcedure":
    """The Gegenstromverfahren of an address. Raises `NotFound`."""
    return queries.procedure(procedure_id)


def part_in_url(procedure_id: UUID, part_id: UUID, **_rest: Any) -> "GoalPart":
    """The department or Gemeinde of an address. Raises `NotFound`."""
    return queries.part(queries.procedure(procedure_id), part_id)


@bp.get("")
@requires(GoalPermission.LIST)
def index() -> Response:
    who = actor()
    found = queries.page_of(queries.visible_procedures(who), after=request.args.get("after"))
    return page(
        "planning/goals/list.html",
        fragment="procedure_rows",
        found=found,
        waiting=queries.waiting_for(who),
        here=url_for("goals.index"),
    )


@bp.get("/neu")
@requires(GoalPermission.ADD)
def new() -> Response:
    return _edit_page(_form(data=_first_place()), None)


@bp.post("/neu")
@requires(GoalPermission.ADD)
def create() -> Response:
    form = _form()
    if not form.validate_on_submit():
        return _edit_page(form, None, status=422)
    try:
        with unit_of_work():
            made = actions.begin_procedure(_draft(form), submission_key=form.key, by=actor())
    except (InvalidInput, Forbidden) as error:
        form.take(error)
        return _edit_page(form, None, status=422)
    return reply(url_for("goals.show", procedure_id=made.id), tell="goals-begun")


@bp.get("/<uuid:procedure_id>")
@requires(GoalPermission.READ, of=procedure_in_url)
def show(procedure: "GoalProcedure") -> Response:
    return procedure_page(procedure)


def procedure_page(
    procedure: "GoalProcedure", *, form: Form | None = None, part_form: PartForm | None = None, status: int = 200
) -> Response:
    """The tree with its movement, the step at hand, who takes part."""
    roots = queries.tree(procedure)
    leads = may(GoalPermission.LEAD, procedure)
    return page(
        "planning/goals/procedure.html",
        status=status,
        procedure=procedure,
        roots=roots,
        readings=queries.readings(procedure, procedure.goals),
        mine=queries.my_parts(actor(), procedure),
        statement=queries.statement,
        stages=list(ProcedureStage),
        stage_names=[_(one.label) for one in ProcedureStage],
        following=sorted(TRANSITIONS.next(procedure.stage)) if leads else [],
        versions=queries.versions(procedure.id) if may(GoalPermission.COMPARE, procedure) else [],
        movements=list(Movement),
        form=form or Form(formdata=None),
        part_form=part_form or (_part_form(procedure, formdata=None) if leads else None),
    )


@bp.get("/<uuid:procedure_id>/bearbeiten")
@requires(GoalPermission.LEAD, of=procedure_in_url)
def edit(procedure: "GoalProcedure") -> Response:
    values = {name: getattr(procedure, name) for name in (*_TEXTS, "sozialraum_id", "version")}
    return _edit_page(_form(data=values), procedure)


@bp.post("/<uuid:procedure_id>/bearbeiten")
@requires(GoalPermission.LEAD, of=procedure_in_url)
def save(procedure: "GoalProcedure") -> Response:
    form = _form()
    form.sozialraum_id.data = procedure.sozialraum_id
    if not form.validate_on_submit():
        return _edit_page(form, procedure, status=422)
    try:
        with unit_of_work():
            fresh = queries.procedure(procedure.id)
            actions.edit_procedure(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.procedure(procedure.id)
        return _edit_page(form, theirs, status=409, conflicts=conflicts_of(form, theirs, _TEXTS), is_conflict=True)
    except InvalidInput as error:
        form.take(error)
        return _edit_page(form, queries.procedure(procedure.id), status=422)
    return reply(url_for("goals.show", procedure_id=procedure.id), tell="goals-saved")


@bp.post("/<uuid:procedure_id>/loeschen")
@requires(GoalPermission.DELETE, of=procedure_in_url)
def delete(procedure: "GoalProcedure") -> Response:
    if not Form().validate_on_submit():
        return procedure_page(procedure, status=422)
    with unit_of_work():
        actions.delete_procedure(queries.procedure(procedure.id), by=actor())
    return reply(url_for("goals.index"), tell="goals-deleted")


@bp.post("/<uuid:procedure_id>/beteiligte")
@requires(GoalPermission.LEAD, of=procedure_in_url)
def add_part(procedure: "GoalProcedure") -> Response:
    form = _part_form(procedure)
    if not form.validate_on_submit():
        return procedure_page(procedure, part_form=form, status=422)
    try:
        with unit_of_work():
            place = places.place(form.sozialraum_id.chosen) if form.sozialraum_id.chosen else None
            fresh = queries.procedure(procedure.id)
            responsible = form.responsible_id.chosen
            actions.add_part(fresh, place=place, name=str(form.name.data or ""), responsible_id=responsible, by=actor())
    except InvalidInput as error:
        form.take(error)
        return procedure_page(queries.procedure(procedure.id), part_form=form, status=422)
    return reply(url_for("goals.show", procedure_id=procedure.id, _anchor="beteiligte"), tell="goals-part")


@bp.post("/<uuid:procedure_id>/beteiligte/<uuid:part_id>/entfernen")
@requires(GoalPermission.LEAD, of=part_in_url)
def remove_part(part: "GoalPart") -> Response:
    form = Form()
    procedure_id = part.procedure_id
    if not form.validate_on_submit():
        return procedure_page(queries.procedure(procedure_id), form=form, status=422)
    try:
        with unit_of_work():
            actions.remove_part(queries.part(queries.procedure(procedure_id), part.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return procedure_page(queries.procedure(procedure_id), form=form, status=422)
    return reply(url_for("goals.show", procedure_id=procedure_id, _anchor="beteiligte"), tell="goals-part-off")


@bp.post("/<uuid:procedure_id>/weiter")
@requires(GoalPermission.LEAD, of=procedure_in_url)
def go_on(procedure: "GoalProcedure") -> Response:
    form, wanted = VersionedForm(), request.form.get("schritt", "")
    if wanted not in set(ProcedureStage) or not form.validate_on_submit():
        return procedure_page(procedure, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.procedure(procedure.id)
            goal_rounds.go_on(fresh, ProcedureStage(wanted), version=form.seen_version, by=actor())
    except DomainError as error:
        form.take(error)
        return procedure_page(queries.procedure(procedure.id), form=form, status=status_of(error))
    return reply(url_for("goals.show", procedure_id=procedure.id), tell="goals-moved")


@bp.get("/<uuid:procedure_id>/beschluss")
@requires(GoalPermission.RECONCILE, of=procedure_in_url)
def decision(procedure: "GoalProcedure") -> Response:
    return _decide_page(_decide_form(data={"version": procedure.version}), procedure)


@bp.post("/<uuid:procedure_id>/beschluss")
@requires(GoalPermission.RECONCILE, of=procedure_in_url)
def decide(procedure: "GoalProcedure") -> Response:
    form = _decide_form()
    if not form.validate_on_submit():
        return _decide_page(form, procedure, status=422)
    day = form.decided_on.data
    assert day is not None, "the form was validated"
    try:
        with unit_of_work():
            goal_rounds.decide(
                queries.procedure(procedure.id),
                decided_on=day,
                committee_id=form.committee_id.chosen,
                decision_id=form.decision_id.chosen,
                conclusion=str(form.conclusion.data or ""),
                version=form.seen_version,
                by=actor(),
            )
    except DomainError as error:
        fresh = queries.procedure(procedure.id)
        return _decide_page(form, fresh, status=refused(form, error, fresh.version))
    return reply(url_for("goals.show", procedure_id=procedure.id), tell="goals-decided")


@bp.get("/<uuid:procedure_id>/fassungen/<int(max=32767):number>/<any(setting,checking,proposing,reconciling):stage>")
@requires(GoalPermission.COMPARE, of=procedure_in_url)
def frozen(procedure: "GoalProcedure") -> Response:
    """The goals as they stood when a step of a round ended."""
    told = request.view_args or {}
    if told["number"] > procedure.round:
        raise NotFound
    found = queries.version(procedure.id, told["number"], ProcedureStage(told["stage"]))
    return page(
        "planning/goals/version.html",
        procedure=procedure,
        version=found,
        levels={one.value: one for one in GoalLevel},
        answers={one.value: one for one in StatementAnswer},
        outcomes={one.value: one for one in GoalOutcome},
        aims={one.value: one for one in TargetAim},
        by=accounts.names([found.by_id]).get(found.by_id) if found.by_id else None,
    )


def _form(**kwargs: Any) -> ProcedureForm:
    return ProcedureForm(places=places.choices_within(actor().scope_of(Role.PLANNER), county_first=True), **kwargs)


def _first_place() -> dict[str, Any]:
    mine = places.choices_within(actor().scope_of(Role.PLANNER), county_first=True)
    return {"sozialraum_id": as_uuid(request.args.get("ort")) or (mine[0][0] if mine else None)}


def _edit_page(form: ProcedureForm, procedure: "GoalProcedure | None", *, status: int = 200, **more: Any) -> Response:
    return page("planning/goals/edit_procedure.html", status=status, form=form, procedure=procedure, **more)


def _draft(form: ProcedureForm) -> ProcedureDraft:
    assert form.sozialraum_id.chosen is not None, "the form was validated"
    return ProcedureDraft(
        title=str(form.title.data),
        place=places.place(form.sozialraum_id.chosen),
        purpose=str(form.purpose.data or ""),
        due_on=form.due_on.data,
    )


def _part_form(procedure: "GoalProcedure", **kwargs: Any) -> PartForm:
    taken = {one.sozialraum_id for one in procedure.parts}
    around = places.choices_within([procedure.sozialraum_id])
    people = [(one.id, one.name) for one in accounts.holders(*ANSWERS_FOR_DEPARTMENT)]
    free = [one for one in around if one[0] not in taken and one[0] != procedure.sozialraum_id]
    return PartForm(places=free, people=people, **kwargs)


def _decide_form(**kwargs: Any) -> DecideForm:
    return DecideForm(committees=committees.committee_choices(), decisions=choices.decision_choices(actor()), **kwargs)


def _decide_page(form: DecideForm, procedure: "GoalProcedure", *, status: int = 200) -> Response:
    return page("planning/goals/decide.html", status=status, form=form, procedure=procedure)

"""The Startcheck: what was checked so far, the questions, what follows from the answers."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.planning.actions import startcheck as actions
from portal.planning.forms.startcheck import StartCheckForm
from portal.planning.policy.startcheck import StartCheckPermission
from portal.planning.queries import startcheck as queries
from portal.planning.terms.startcheck import ENOUGH, MOST, QUESTIONS, STEPS, StartStage, reply_of
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.startcheck import StartCheck

bp = Blueprint("start_checks", __name__, url_prefix="/arbeit/planung/einstieg")

tells("check-kept", N_("Festgehalten. Unten steht, womit Sie am besten beginnen."))
tells("check-deleted", N_("Der Startcheck ist gelöscht."))


def check_in_url(check_id: UUID) -> "StartCheck":
    """The Startcheck of an address. Raises `NotFound`."""
    return queries.check(check_id)


@bp.get("")
@requires(StartCheckPermission.LIST)
def index() -> Response:
    """What was checked so far, with its stage, and the rule."""
    found = queries.page_of(queries.visible_checks(actor()), after=request.args.get("after"))
    return page(
        "planning/startcheck/list.html",
        fragment="check_rows",
        found=found,
        standings={one.id: queries.standing_of(one) for one in found.rows},
        here=url_for("start_checks.index"),
        stages=list(StartStage),
        enough=ENOUGH,
        most=MOST,
    )


@bp.get("/neu")
@requires(StartCheckPermission.ADD)
def new() -> Response:
    mine = _places()
    return _edit_page(_form(data={"sozialraum_id": mine[0][0] if mine else None}), None)


@bp.post("/neu")
@requires(StartCheckPermission.ADD)
def create() -> Response:
    form = _form()
    if not form.validate_on_submit() or form.sozialraum_id.chosen is None:
        if form.sozialraum_id.chosen is None:
            form.take(_NOT_YOURS)
        return _edit_page(form, None, status=422)
    day = form.checked_on.data
    assert day is not None, "the form was validated"
    try:
        with unit_of_work():
            made = actions.answer_check(
                places.place(form.sozialraum_id.chosen),
                answers=form.answers,
                checked_on=day,
                remark=str(form.remark.data or ""),
                by=actor(),
            )
    except (InvalidInput, Forbidden) as error:
        form.take(error)
        return _edit_page(form, None, status=422)
    return reply(url_for("start_checks.show", check_id=made.id), tell="check-kept")


@bp.get("/<uuid:check_id>")
@requires(StartCheckPermission.READ, of=check_in_url)
def show(check: "StartCheck") -> Response:
    return check_page(check)


def check_page(check: "StartCheck", *, status: int = 200) -> Response:
    """The suggested stage, the next steps, every answer beside the one before."""
    before = queries.check_before(check)
    return page(
        "planning/startcheck/check.html",
        status=status,
        check=check,
        standing=queries.standing_of(check),
        before=before,
        standing_before=queries.standing_of(before) if before else None,
        answered=[
            (one, reply_of(check.answers, one), reply_of(before.answers, one) if before else None) for one in QUESTIONS
        ],
        stages=list(StartStage),
        steps=STEPS,
        enough=ENOUGH,
        most=MOST,
    )


@bp.get("/<uuid:check_id>/bearbeiten")
@requires(StartCheckPermission.EDIT, of=check_in_url)
def edit(check: "StartCheck") -> Response:
    values = {name: getattr(check, name) for name in ("checked_on", "remark", "version", "sozialraum_id")}
    return _edit_page(_form(data=values | dict(check.answers)), check)


@bp.post("/<uuid:check_id>/bearbeiten")
@requires(StartCheckPermission.EDIT, of=check_in_url)
def save(check: "StartCheck") -> Response:
    form = _form()
    form.checked_on.data = check.checked_on
    form.checked_on.raw_data = [check.checked_on.isoformat()]
    if not form.validate_on_submit():
        return _edit_page(form, check, status=422)
    remark = str(form.remark.data or "")
    try:
        with unit_of_work():
            fresh = queries.check(check.id)
            actions.edit_check(fresh, answers=form.answers, remark=remark, version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.check(check.id)
        return _edit_page(form, theirs, status=409, conflicts=conflicts_of(form, theirs, ("remark",)), is_conflict=True)
    return reply(url_for("start_checks.show", check_id=check.id), tell="check-kept")


@bp.post("/<uuid:check_id>/loeschen")
@requires(StartCheckPermission.EDIT, of=check_in_url)
def delete(check: "StartCheck") -> Response:
    if not Form().validate_on_submit():
        return check_page(check, status=422)
    with unit_of_work():
        actions.delete_check(queries.check(check.id), by=actor())
    return reply(url_for("start_checks.index"), tell="check-deleted")


_NOT_YOURS = InvalidInput(
    "check.place", N_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."), field="sozialraum_id"
)


def _places() -> Choices:
    return places.choices_within(actor().scope_of(Role.PLANNER), county_first=True)


def _form(**kwargs: Any) -> StartCheckForm:
    return StartCheckForm(places=_places(), **kwargs)


def _edit_page(form: StartCheckForm, check: "StartCheck | None", *, status: int = 200, **more: Any) -> Response:
    template = "planning/startcheck/edit.html"
    return page(template, status=status, form=form, check=check, questions=QUESTIONS, steps=STEPS, **more)

"""The criteria of prioritising: what they ask, what the points mean, how much each counts."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.planning.actions import criteria as actions
from portal.planning.actions.criteria import CriterionDraft
from portal.planning.forms.priorities import CriterionForm
from portal.planning.policy.priorities import PriorityPermission
from portal.planning.queries import priorities as queries
from portal.planning.terms.priorities import MOST_POINTS, SHIPPED_CRITERIA
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models.priorities import PriorityCriterion

bp = Blueprint("priority_criteria", __name__, url_prefix="/arbeit/planung/kriterien")

tells("criteria-shipped", N_("Übernommene Kriterien: %(n)s."))
tells("criterion-saved", N_("Das Kriterium ist gespeichert. Laufende Runden behalten ihre Fassung."))

_TEXTS = ("name", "question", "weight")


@bp.get("")
@requires(PriorityPermission.READ_CRITERIA)
def index() -> Response:
    return criteria_page()


def criteria_page(*, form: Form | None = None, status: int = 200) -> Response:
    """The criteria with their share of the sum of weights."""
    found = queries.criteria()
    keys = {one.key for one in queries.criteria(active=None)}
    return page(
        "planning/criteria.html",
        status=status,
        criteria=found,
        retired=queries.criteria(active=False),
        total=sum(one.weight for one in found),
        missing=[one for one in SHIPPED_CRITERIA if one.key not in keys],
        form=form or Form(formdata=None),
    )


@bp.post("/vorschlaege")
@requires(PriorityPermission.EDIT_CRITERIA)
def ship() -> Response:
    form = Form()
    if not form.validate_on_submit():
        return criteria_page(form=form, status=422)
    with unit_of_work():
        added = actions.ship_criteria(by=actor())
    return reply(url_for("priority_criteria.index"), tell="criteria-shipped", count=added)


@bp.get("/neu")
@requires(PriorityPermission.EDIT_CRITERIA)
def new() -> Response:
    return page("planning/edit_criterion.html", form=CriterionForm(data={"weight": 10}), criterion=None)


@bp.post("/neu")
@requires(PriorityPermission.EDIT_CRITERIA)
def create() -> Response:
    form = CriterionForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_criterion(_draft(form), by=actor())
            return reply(url_for("priority_criteria.index"), tell="criterion-saved")
        except InvalidInput as error:
            form.take(error)
    return page("planning/edit_criterion.html", form=form, criterion=None, status=422)


@bp.get("/<uuid:criterion_id>")
@requires(PriorityPermission.EDIT_CRITERIA)
def edit(criterion_id: UUID) -> Response:
    criterion = queries.criterion(criterion_id)
    values: dict[str, Any] = {name: getattr(criterion, name) for name in (*_TEXTS, "is_active", "version")}
    values |= {f"meaning_{points}": text for points, text in enumerate(criterion.meanings[:MOST_POINTS], 1)}
    return page("planning/edit_criterion.html", form=CriterionForm(data=values), criterion=criterion)


@bp.post("/<uuid:criterion_id>")
@requires(PriorityPermission.EDIT_CRITERIA)
def save(criterion_id: UUID) -> Response:
    form = CriterionForm()
    template = "planning/edit_criterion.html"
    if not form.validate_on_submit():
        return page(template, form=form, criterion=queries.criterion(criterion_id), status=422)
    try:
        with unit_of_work():
            fresh = queries.criterion(criterion_id)
            actions.edit_criterion(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(queries.criterion(criterion_id), form)
    except InvalidInput as error:
        form.take(error)
        return page(template, form=form, criterion=queries.criterion(criterion_id), status=422)
    return reply(url_for("priority_criteria.index"), tell="criterion-saved")


def _draft(form: CriterionForm) -> CriterionDraft:
    return CriterionDraft(
        name=str(form.name.data),
        weight=form.weight.count or 0,
        question=str(form.question.data or ""),
        meanings=form.meanings,
        is_active=bool(form.is_active.data),
    )


def _conflict(theirs: "PriorityCriterion", form: CriterionForm) -> Response:
    return page(
        "planning/edit_criterion.html",
        criterion=theirs,
        form=form,
        conflicts=conflicts_of(form, theirs, _TEXTS),
        is_conflict=True,
        status=409,
    )

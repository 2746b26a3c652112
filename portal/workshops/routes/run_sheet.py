"""`/arbeit/werkstaetten/<id>/ablauf`: the run-sheet with times, its pieces, and the sheet on paper."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells
from portal.workshops import queries
from portal.workshops.actions import run_sheet as actions
from portal.workshops.actions.run_sheet import ItemDraft
from portal.workshops.forms.drafting import ItemForm
from portal.workshops.policy import WorkshopPermission
from portal.workshops.routes.tabs import tab, workshop_in_url
from portal.workshops.terms.steps import WorkshopStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.workshops.models import FutureWorkshop, RunSheetItem

bp = Blueprint("run_sheet", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/ablauf")
tab(N_("Ablauf"), "run_sheet.show", WorkshopPermission.READ, order=14)
tells("run-sheet-saved", N_("Der Ablauf ist gespeichert."))
tells("run-sheet-removed", N_("Der Punkt steht nicht mehr im Ablauf."))


@dataclass(frozen=True)
class TimedItem:
    """A piece with the clock time at which it begins; None when the workshop has no beginning or nobody looks at the clock."""

    item: "RunSheetItem"
    begins: datetime | None


@dataclass(frozen=True)
class TimedStep:
    """A step with its pieces and how long they take together."""

    step: WorkshopStep
    items: list[TimedItem]

    @property
    def minutes(self) -> int:
        return sum(one.item.minutes for one in self.items)


def timed(workshop: "FutureWorkshop", items: "Sequence[RunSheetItem]") -> list[TimedStep]:
    """The pieces with their times: the preparation ends when the doors open, everything else follows from the beginning."""
    start = workshop.starts_at.astimezone(clock.ON_SCREEN) if workshop.starts_at and not workshop.is_online else None
    before = sum(item.minutes for item in items if item.step is WorkshopStep.PREPARATION)
    at = start - timedelta(minutes=before) if start else None
    found: dict[WorkshopStep, list[TimedItem]] = {step: [] for step in WorkshopStep}
    for item in items:
        found[item.step].append(TimedItem(item, at if item.minutes else None))
        at = at + timedelta(minutes=item.minutes) if at else None
    return [TimedStep(step, pieces) for step, pieces in found.items()]


def item_in_url(workshop_id: UUID, item_id: UUID) -> "RunSheetItem":
    """The piece that the address names. Raises `NotFound` for one of another workshop."""
    return queries.run_sheet_item(item_id, workshop_id=workshop_id)


@bp.get("")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def show(workshop: "FutureWorkshop") -> Response:
    return _page("workshops/work/run_sheet.html", workshop)


@bp.get("/druck")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def on_paper(workshop: "FutureWorkshop") -> Response:
    return _page("workshops/work/run_sheet_print.html", workshop)


@bp.get("/neu")
@requires(WorkshopPermission.EDIT, of=workshop_in_url)
def new(workshop: "FutureWorkshop") -> Response:
    form = ItemForm(data={"step": request.args.get("schritt", workshop.step.value), "minutes": 15})
    return _edit(workshop, None, form)


@bp.post("/neu")
@requires(WorkshopPermission.EDIT, of=workshop_in_url)
def add(workshop: "FutureWorkshop") -> Response:
    form = ItemForm()
    if not form.validate_on_submit():
        return _edit(workshop, None, form, status=422)
    try:
        with unit_of_work():
            actions.add_item(queries.workshop(workshop.id), _draft(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _edit(workshop, None, form, status=422)
    return reply(_here(workshop), tell="run-sheet-saved")


@bp.get("/<uuid:item_id>/bearbeiten")
@requires(WorkshopPermission.EDIT, of=item_in_url)
def edit(item: "RunSheetItem") -> Response:
    values = {name: getattr(item, name) for name in ("title", "minutes", "material", "spoken", "version")}
    return _edit(item.workshop, item, ItemForm(data=values | {"step": item.step.value}))


@bp.post("/<uuid:item_id>/bearbeiten")
@requires(WorkshopPermission.EDIT, of=item_in_url)
def save(item: "RunSheetItem") -> Response:
    form, workshop = ItemForm(), item.workshop
    if not form.validate_on_submit():
        return _edit(workshop, item, form, status=422)
    try:
        with unit_of_work():
            actions.write_item(_fresh(item), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = _fresh(item)
        conflicts = [(label, stored, str(typed)) for label, stored, typed in form.differences(theirs)]
        form.version.data = str(theirs.version)
        differing = [one for one in conflicts if one[1] != one[2]]
        return _edit(workshop, theirs, form, conflicts=differing, status=409)
    except InvalidInput as error:
        form.take(error)
        return _edit(workshop, _fresh(item), form, status=422)
    return reply(_here(workshop), tell="run-sheet-saved")


@bp.post("/<uuid:item_id>/verschieben")
@requires(WorkshopPermission.EDIT, of=item_in_url)
def move(item: "RunSheetItem") -> Response:
    if not Form().validate_on_submit():
        return _page("workshops/work/run_sheet.html", item.workshop, status=422)
    with unit_of_work():
        actions.move_item(_fresh(item), up=request.form.get("wohin") == "hoch", by=actor())
    return reply(_here(item.workshop), tell="run-sheet-saved")


@bp.post("/<uuid:item_id>/entfernen")
@requires(WorkshopPermission.EDIT, of=item_in_url)
def remove(item: "RunSheetItem") -> Response:
    workshop = item.workshop
    if not Form().validate_on_submit():
        return _page("workshops/work/run_sheet.html", workshop, status=422)
    with unit_of_work():
        actions.remove_item(_fresh(item), by=actor())
    return reply(_here(workshop), tell="run-sheet-removed")


def _fresh(item: "RunSheetItem") -> "RunSheetItem":
    return queries.run_sheet_item(item.id, workshop_id=item.workshop_id)


def _draft(form: ItemForm) -> ItemDraft:
    return ItemDraft(
        title=str(form.title.data),
        step=form.chosen_step,
        minutes=form.minutes.data or 0,
        material=str(form.material.data or ""),
        spoken=str(form.spoken.data or ""),
    )


def _page(template: str, workshop: "FutureWorkshop", *, status: int = 200) -> Response:
    steps = timed(workshop, queries.run_sheet(workshop.id))
    inside = [one for one in steps if one.step not in (WorkshopStep.PREPARATION, WorkshopStep.PERMANENT)]
    minutes = sum(one.minutes for one in inside)
    ends = workshop.starts_at + timedelta(minutes=minutes) if workshop.starts_at and not workshop.is_online else None
    return page(
        template,
        status=status,
        workshop=workshop,
        timed_steps=steps,
        minutes=minutes,
        ends=ends,
    )


def _edit(
    workshop: "FutureWorkshop", item: "RunSheetItem | None", form: ItemForm, *, status: int = 200, **context: Any
) -> Response:
    return page("workshops/work/run_sheet_item.html", workshop=workshop, item=item, form=form, status=status, **context)


def _here(workshop: "FutureWorkshop") -> str:
    return url_for("run_sheet.show", workshop_id=workshop.id)

"""`/arbeit/werkstaetten/<id>/leiten`: the one page the moderator has open while people are in the room."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.walls import queries as walls
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells
from portal.workshops import queries
from portal.workshops.actions import drafting
from portal.workshops.actions import leading as actions
from portal.workshops.forms.drafting import PeopleForm
from portal.workshops.forms.leading import StepForm, TimerForm
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.chain import chain
from portal.workshops.routes.tabs import tab, workshop_in_url
from portal.workshops.terms.steps import WEIGHING, WorkshopStep, after, before, opening

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshop_leading", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/leiten")
tab(N_("Leiten"), "workshop_leading.show", WorkshopPermission.READ, order=30)
tells("workshop-step", N_("Weiter. Was an der Wand offen ist, hat sich mit geändert."))
tells("workshop-step-back", N_("Einen Schritt zurück. An der Wand ist nichts verloren."))
tells("workshop-weighs", N_("Jetzt können alle Punkte setzen. Neue Karten kommen erst danach wieder dazu."))
tells("workshop-collects", N_("Jetzt können alle wieder Karten schreiben."))
tells("workshop-timer", N_("Der Timer läuft, auch am Beamer und auf den Telefonen."))
tells("workshop-people", N_("Gespeichert."))


@bp.get("")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def show(workshop: "FutureWorkshop") -> Response:
    return _page(workshop)


@bp.post("/weiter")
@requires(WorkshopPermission.LEAD, of=workshop_in_url)
def go_on(workshop: "FutureWorkshop") -> Response:
    form = StepForm()
    if not form.validate_on_submit():
        return _page(workshop, step_form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.workshop(workshop.id)
            actions.go_on(fresh, seen=form.seen_step, anyway=bool(form.anyway.data), by=actor())
    except DomainError as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), step_form=form, status=status_of(error))
    return reply(_here(workshop), tell="workshop-step")


@bp.post("/zurueck")
@requires(WorkshopPermission.LEAD, of=workshop_in_url)
def go_back(workshop: "FutureWorkshop") -> Response:
    form = StepForm()
    if not form.validate_on_submit():
        return _page(workshop, step_form=form, status=422)
    try:
        with unit_of_work():
            actions.go_back(queries.workshop(workshop.id), seen=form.seen_step, by=actor())
    except DomainError as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), step_form=form, status=status_of(error))
    return reply(_here(workshop), tell="workshop-step-back")


@bp.post("/punkte")
@requires(WorkshopPermission.LEAD, of=workshop_in_url)
def weigh(workshop: "FutureWorkshop") -> Response:
    return _weigh(workshop, on=True)


@bp.post("/karten")
@requires(WorkshopPermission.LEAD, of=workshop_in_url)
def collect(workshop: "FutureWorkshop") -> Response:
    return _weigh(workshop, on=False)


@bp.post("/zeit")
@requires(WorkshopPermission.LEAD, of=workshop_in_url)
def take_time(workshop: "FutureWorkshop") -> Response:
    form = TimerForm()
    if not form.validate_on_submit():
        return _page(workshop, timer_form=form, status=422)
    try:
        with unit_of_work():
            actions.take_time(queries.workshop(workshop.id), minutes=form.minutes.data or 0, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), timer_form=form, status=422)
    return reply(_here(workshop), tell="workshop-timer")


@bp.post("/teilnahme")
@requires(WorkshopPermission.EDIT, of=workshop_in_url)
def count_people(workshop: "FutureWorkshop") -> Response:
    form = PeopleForm()
    if not form.validate_on_submit():
        return _page(workshop, people_form=form, status=422)
    try:
        with unit_of_work():
            drafting.count_people(
                queries.workshop(workshop.id),
                people=form.people.data,
                participants=str(form.participants.data or ""),
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        theirs = queries.workshop(workshop.id)
        conflicts = [(label, stored, str(typed)) for label, stored, typed in form.differences(theirs)]
        conflicts = [one for one in conflicts if one[1] != one[2]]
        if not conflicts:
            return reply(_here(workshop), tell="workshop-people")
        form.version.data = str(theirs.version)
        return _page(theirs, people_form=form, conflicts=conflicts, status=409)
    return reply(_here(workshop), tell="workshop-people")


def _weigh(workshop: "FutureWorkshop", *, on: bool) -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(workshop, form=form, status=422)
    try:
        with unit_of_work():
            actions.weigh(queries.workshop(workshop.id), on=on, by=actor())
    except DomainError as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), form=form, status=status_of(error))
    return reply(_here(workshop), tell="workshop-weighs" if on else "workshop-collects")


def _page(
    workshop: "FutureWorkshop",
    *,
    step_form: StepForm | None = None,
    timer_form: TimerForm | None = None,
    people_form: PeopleForm | None = None,
    form: Form | None = None,
    status: int = 200,
    **context: Any,
) -> Response:
    step = workshop.step
    wall = walls.wall(workshop.wall_id)
    items = [item for item in queries.run_sheet(workshop.id) if item.step is step]
    step_form = step_form or StepForm(formdata=None, data={"seen": step.value})
    people = {"people": workshop.people, "participants": workshop.participants, "version": workshop.version}
    return page(
        "workshops/work/lead.html",
        fragment="lead_counts",
        status=status,
        workshop=workshop,
        wall=wall,
        steps=list(WorkshopStep),
        items=items,
        coming=after(step),
        former=before(step),
        can_weigh=step.phase in WEIGHING and not workshop.is_online,
        open_now=opening(step, is_online=workshop.is_online, weighs=workshop.weighs),
        chain=chain(workshop, for_staff=True),
        timer_runs=wall.timer_ends_at is not None and wall.timer_ends_at > clock.now(),
        step_form=step_form,
        timer_form=timer_form or TimerForm(formdata=None, data={"minutes": 15}),
        people_form=people_form or PeopleForm(formdata=None, data=people),
        form=form or Form(formdata=None),
        **context,
    )


def _here(workshop: "FutureWorkshop") -> str:
    return url_for("workshop_leading.show", workshop_id=workshop.id)

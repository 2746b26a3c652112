"""`/arbeit/werkstaetten`: the list, a new workshop, and the first page of each."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.consultations.terms.methods import FOR_METHOD
from portal.kernel import runtime
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.walls import queries as walls
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells
from portal.web.site import site
from portal.workshops import queries
from portal.workshops.actions import drafting as actions
from portal.workshops.actions import publishing
from portal.workshops.actions.drafting import WorkshopDraft
from portal.workshops.forms.drafting import NewWorkshopForm, StepFilterForm
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.sketches import unfinished_counts
from portal.workshops.routes.choices import consultation_choices, place_choices
from portal.workshops.routes.method_starts import values_for
from portal.workshops.routes.tabs import tab, tabs_of, workshop_in_url
from portal.workshops.terms.limits import Requirement
from portal.workshops.terms.steps import WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshops", __name__, url_prefix="/arbeit/werkstaetten")
bp.add_app_template_global(tabs_of, "workshop_tabs")

nav_entry(
    "work",
    label=N_("Zukunftswerkstätten"),
    endpoint="workshops.index",
    order=62,
    permission=WorkshopPermission.LIST,
    icon="people",
)
tab(N_("Überblick"), "workshops.detail", WorkshopPermission.READ, order=10)
tells("workshop-drafted", N_("Die Werkstatt ist angelegt, mit Ablauf und Wand. Noch sieht sie niemand außerhalb."))
tells("workshop-published", N_("Veröffentlicht. Alle können die Werkstatt jetzt sehen."))
tells("workshop-discarded", N_("Der Entwurf ist gelöscht."))


@bp.get("")
@requires(WorkshopPermission.LIST)
def index() -> Response:
    form = StepFilterForm(formdata=request.args)
    step = next((step for step in WorkshopStep if step.value == form.schritt.data), None)
    found = queries.newest_page(queries.own_workshops(actor(), step=step), after=request.args.get("after"))
    return page(
        "workshops/work/index.html",
        fragment="workshop_rows",
        form=form,
        found=found,
        step=step,
        names=places.names(row.sozialraum_id for row in found.rows),
        unfinished=unfinished_counts([row.id for row in found.rows]),
        here=url_for("workshops.index", schritt=step.value if step else None),
    )


@bp.get("/neu")
@requires(WorkshopPermission.DRAFT)
def new() -> Response:
    mine = place_choices()
    values = {
        "sozialraum_id": mine[0][0] if len(mine) == 1 else None,
        "consultation_id": as_uuid(request.args.get("verfahren")),
        "template": WorkshopTemplate.EVENING.value,
        **values_for(request.args.get(FOR_METHOD)),
    }
    return _new(NewWorkshopForm(places=mine, consultations=consultation_choices(), data=values))


@bp.post("/neu")
@requires(WorkshopPermission.DRAFT)
def create() -> Response:
    form = NewWorkshopForm(places=place_choices(), consultations=consultation_choices())
    if not form.validate_on_submit() or form.chosen_template is None:
        return _new(form, status=422)
    try:
        with unit_of_work():
            workshop = actions.create(
                _first_draft(form), form.chosen_template, place=places.place(form.sozialraum_id.data), by=actor()
            )
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("workshop_settings.edit", workshop_id=workshop.id), tell="workshop-drafted")


@bp.get("/<uuid:workshop_id>")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def detail(workshop: "FutureWorkshop") -> Response:
    return overview(workshop)


@bp.post("/<uuid:workshop_id>/veroeffentlichen")
@requires(WorkshopPermission.PUBLISH, of=workshop_in_url)
def publish(workshop: "FutureWorkshop") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(workshop, form=form, status=422)
    try:
        with unit_of_work():
            publishing.publish(queries.workshop(workshop.id), by=actor())
    except DomainError as error:
        form.take(error)
        return overview(queries.workshop(workshop.id), form=form, status=status_of(error))
    return reply(url_for("workshops.detail", workshop_id=workshop.id), tell="workshop-published")


@bp.post("/<uuid:workshop_id>/verwerfen")
@requires(WorkshopPermission.DISCARD, of=workshop_in_url)
def discard(workshop: "FutureWorkshop") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(workshop, form=form, status=422)
    with unit_of_work():
        actions.discard(queries.workshop(workshop.id), by=actor())
    return reply(url_for("workshops.index"), tell="workshop-discarded")


def overview(workshop: "FutureWorkshop", *, form: Form | None = None, status: int = 200) -> Response:
    """The first page of a workshop; `form` is the one whose sending did not work."""
    missing = queries.missing_for_publication(workshop)
    items = queries.run_sheet(workshop.id)
    return page(
        "workshops/work/detail.html",
        status=status,
        workshop=workshop,
        wall=walls.wall(workshop.wall_id),
        place=places.tree().get(workshop.sozialraum_id),
        consultation=consultations.titles([workshop.consultation_id]).get(workshop.consultation_id)
        if workshop.consultation_id
        else None,
        checklist=[(requirement, requirement not in missing) for requirement in Requirement],
        steps=list(WorkshopStep),
        pieces={step: [item for item in items if item.step is step] for step in WorkshopStep},
        link=public_address(workshop) if workshop.is_public else "",
        form=form or Form(formdata=None),
    )


def public_address(workshop: "FutureWorkshop") -> str:
    """Where everybody finds it, as it stands on posters."""
    return runtime.settings().base_url.rstrip("/") + url_for("public_workshops.show", slug=workshop.slug)


def _new(form: NewWorkshopForm, *, status: int = 200) -> Response:
    return page("workshops/work/new.html", form=form, templates=list(WorkshopTemplate), status=status)


def _first_draft(form: NewWorkshopForm) -> WorkshopDraft:
    """Title and contact: of the Verfahren, or else of the county."""
    lent = site()
    name, phone, email = lent.contact_name, lent.contact_phone, lent.contact_email
    if form.consultation_id.data:
        consultation = consultations.consultation(form.consultation_id.data)
        name, phone, email = consultation.contact_name, consultation.contact_phone, consultation.contact_email
    return WorkshopDraft(
        title=str(form.title.data),
        consultation_id=form.consultation_id.data,
        led_by=actor().name,
        contact_name=name,
        contact_phone=phone,
        contact_email=email,
    )

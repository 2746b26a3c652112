"""`/arbeit/beteiligung`: drafting, checking, publishing and closing Verfahren."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.consultations import actions, queries
from portal.consultations.actions import ConsultationDraft
from portal.consultations.forms import Choices, ConsultationForm, OutcomeForm, StateFilterForm
from portal.consultations.policy import EDITORS, ConsultationPermission
from portal.consultations.routes.method_starts import values_for
from portal.consultations.terms import ConsultationState, Requirement
from portal.consultations.terms.methods import FOR_METHOD
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.consultations.models import Consultation

bp = Blueprint("consultations", __name__, url_prefix="/arbeit/beteiligung")

nav_entry(
    "work",
    label=N_("Beteiligungsverfahren"),
    endpoint="consultations.index",
    order=50,
    permission=ConsultationPermission.LIST,
    icon="people",
)
tells("consultation-drafted", N_("Der Entwurf ist gespeichert. Noch sieht ihn niemand außerhalb."))
tells("consultation-saved", N_("Gespeichert."))
tells("consultation-published", N_("Veröffentlicht. Alle können das Verfahren jetzt sehen."))
tells("consultation-closed", N_("Abgeschlossen. Was daraus wurde, steht jetzt auf der öffentlichen Seite."))
tells("consultation-discarded", N_("Der Entwurf ist gelöscht."))

_FIELDS = (
    "title",
    "purpose",
    "opens_on",
    "closes_on",
    "contact_name",
    "contact_phone",
    "contact_email",
    "moderate_first",
)


def _in_url(consultation_id: UUID) -> "Consultation":
    return queries.consultation(consultation_id)


@bp.get("")
@requires(ConsultationPermission.LIST)
def index() -> Response:
    form = StateFilterForm(formdata=request.args)
    state = next((state for state in ConsultationState if state.value == form.stand.data), None)
    found = queries.newest_page(queries.own_consultations(actor(), state=state), after=request.args.get("after"))
    return page(
        "consultations/work_index.html",
        fragment="consultation_rows",
        form=form,
        found=found,
        state=state,
        names=places.names(row.sozialraum_id for row in found.rows),
        here=url_for("consultations.index", stand=state.value if state else None),
    )


@bp.get("/neu")
@requires(ConsultationPermission.DRAFT)
def new() -> Response:
    mine = _choices()
    values: dict[str, Any] = {
        "sozialraum_id": mine[0][0] if len(mine) == 1 else None,
        "contact_name": actor().name,
    }
    values |= values_for(request.args.get(FOR_METHOD))
    return page("consultations/edit.html", form=ConsultationForm(places=mine, data=values), consultation=None)


@bp.post("/neu")
@requires(ConsultationPermission.DRAFT)
def create() -> Response:
    form = ConsultationForm(places=_choices())
    if not form.validate_on_submit():
        return page("consultations/edit.html", form=form, consultation=None, status=422)
    try:
        with unit_of_work():
            consultation = actions.create(_draft(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("consultations/edit.html", form=form, consultation=None, status=422)
    return reply(url_for("consultations.detail", consultation_id=consultation.id), tell="consultation-drafted")


@bp.get("/<uuid:consultation_id>")
@requires(ConsultationPermission.READ, of=_in_url)
def detail(consultation: "Consultation") -> Response:
    return _detail(consultation)


@bp.get("/<uuid:consultation_id>/vorschau")
@requires(ConsultationPermission.READ, of=_in_url)
def preview(consultation: "Consultation") -> Response:
    return page(
        "consultations/show.html",
        consultation=consultation,
        place=places.tree().get(consultation.sozialraum_id),
        is_preview=True,
    )


@bp.get("/<uuid:consultation_id>/bearbeiten")
@requires(ConsultationPermission.EDIT, of=_in_url)
def edit(consultation: "Consultation") -> Response:
    return page("consultations/edit.html", form=_form_of(consultation), consultation=consultation)


@bp.post("/<uuid:consultation_id>/bearbeiten")
@requires(ConsultationPermission.EDIT, of=_in_url)
def save(consultation: "Consultation") -> Response:
    form = ConsultationForm(places=_choices())
    if not form.validate_on_submit():
        return page("consultations/edit.html", form=form, consultation=consultation, status=422)
    try:
        with unit_of_work():
            fresh = queries.consultation(consultation.id)
            actions.edit(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, queries.consultation(consultation.id))
    except InvalidInput as error:
        form.take(error)
        return page(
            "consultations/edit.html", form=form, consultation=queries.consultation(consultation.id), status=422
        )
    return reply(url_for("consultations.detail", consultation_id=consultation.id), tell="consultation-saved")


@bp.post("/<uuid:consultation_id>/veroeffentlichen")
@requires(ConsultationPermission.PUBLISH, of=_in_url)
def publish(consultation: "Consultation") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _detail(consultation, form=form, status=422)
    try:
        with unit_of_work():
            actions.publish(queries.consultation(consultation.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _detail(queries.consultation(consultation.id), form=form, status=422)
    return reply(url_for("consultations.detail", consultation_id=consultation.id), tell="consultation-published")


@bp.get("/<uuid:consultation_id>/abschliessen")
@requires(ConsultationPermission.CLOSE, of=_in_url)
def ask_to_close(consultation: "Consultation") -> Response:
    return page(
        "consultations/close.html", consultation=consultation, form=OutcomeForm(data={"version": consultation.version})
    )


@bp.post("/<uuid:consultation_id>/abschliessen")
@requires(ConsultationPermission.CLOSE, of=_in_url)
def close(consultation: "Consultation") -> Response:
    form = OutcomeForm()
    if not form.validate_on_submit():
        return page("consultations/close.html", consultation=consultation, form=form, status=422)
    with unit_of_work():
        actions.close(queries.consultation(consultation.id), outcome=str(form.outcome.data), by=actor())
    return reply(url_for("consultations.detail", consultation_id=consultation.id), tell="consultation-closed")


@bp.get("/<uuid:consultation_id>/ergebnis")
@requires(ConsultationPermission.TELL_OUTCOME, of=_in_url)
def edit_outcome(consultation: "Consultation") -> Response:
    form = OutcomeForm(data={"version": consultation.version, "outcome": consultation.outcome})
    return page("consultations/close.html", consultation=consultation, form=form)


@bp.post("/<uuid:consultation_id>/ergebnis")
@requires(ConsultationPermission.TELL_OUTCOME, of=_in_url)
def tell_outcome(consultation: "Consultation") -> Response:
    form = OutcomeForm()
    if not form.validate_on_submit():
        return page("consultations/close.html", consultation=consultation, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.consultation(consultation.id)
            actions.tell_outcome(fresh, outcome=str(form.outcome.data), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.consultation(consultation.id)
        form.version.data = str(theirs.version)
        return page("consultations/close.html", consultation=theirs, form=form, theirs=theirs.outcome, status=409)
    return reply(url_for("consultations.detail", consultation_id=consultation.id), tell="consultation-saved")


@bp.post("/<uuid:consultation_id>/verwerfen")
@requires(ConsultationPermission.DISCARD, of=_in_url)
def discard(consultation: "Consultation") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _detail(consultation, form=form, status=422)
    with unit_of_work():
        actions.discard(queries.consultation(consultation.id), by=actor())
    return reply(url_for("consultations.index"), tell="consultation-discarded")


def _detail(consultation: "Consultation", *, form: Form | None = None, status: int = 200) -> Response:
    missing = queries.missing_for_publication(consultation)
    return page(
        "consultations/detail.html",
        status=status,
        consultation=consultation,
        place=places.tree().get(consultation.sozialraum_id),
        checklist=[(requirement, requirement not in missing) for requirement in Requirement],
        form=form or Form(),
    )


def _conflict(form: ConsultationForm, theirs: "Consultation") -> Response:
    """Somebody saved meanwhile: both texts side by side, the own one still in the form, ready to be saved again."""
    mine = {name: getattr(form, name).data for name in _FIELDS}
    changed = [name for name in _FIELDS if (mine[name] or "") != (getattr(theirs, name) or "")]
    form.version.data = str(theirs.version)
    return page("consultations/edit.html", form=form, consultation=theirs, changed=changed, status=409)


def _choices() -> Choices:
    return places.choices_within(actor().scope_of(*EDITORS))


def _form_of(consultation: "Consultation") -> ConsultationForm:
    values: dict[str, Any] = {name: getattr(consultation, name) for name in _FIELDS}
    return ConsultationForm(
        places=_choices(), data=values | {"sozialraum_id": consultation.sozialraum_id, "version": consultation.version}
    )


def _draft(form: ConsultationForm) -> ConsultationDraft:
    return ConsultationDraft(
        title=str(form.title.data),
        place=places.place(form.sozialraum_id.data),
        purpose=str(form.purpose.data or ""),
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        contact_name=str(form.contact_name.data or ""),
        contact_phone=str(form.contact_phone.data or ""),
        contact_email=str(form.contact_email.data or ""),
        moderate_first=bool(form.moderate_first.data),
    )

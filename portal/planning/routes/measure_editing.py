"""Planning a Maßnahme, changing it, linking its Bedarfe, stopping it, and what residents may read of it."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Role
from portal.kernel.text import N_, clean_text
from portal.places import queries as places
from portal.planning.actions import measures as actions
from portal.planning.actions.measure_drafts import MeasureDraft
from portal.planning.forms.measures import MeasureForm, NeedSearchForm, ReleaseForm, SpentForm, StopForm
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import choices
from portal.planning.queries import measures as queries
from portal.planning.routes.measures import bp, measure_in_url, measure_page, people_choices
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of, refused
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import Measure

tells("measure-planned", N_("Die Maßnahme ist angelegt. Setzen Sie jetzt die ersten Meilensteine."))
tells("measure-saved", N_("Die Maßnahme ist gespeichert."))
tells("measure-need-linked", N_("Der Bedarf ist verknüpft."))
tells("measure-need-unlinked", N_("Die Verknüpfung ist gelöst. Den Bedarf gibt es weiterhin."))
tells("measure-stopped", N_("Die Maßnahme ist gestoppt."))
tells("measure-resumed", N_("Die Maßnahme läuft weiter."))
tells("measure-released", N_("Ab jetzt können alle lesen, was Sie geschrieben haben."))
tells("measure-withdrawn", N_("Die Maßnahme steht nicht mehr auf öffentlichen Seiten."))
tells("measure-spent", N_("Der Betrag ist gespeichert."))

_TEXTS = ("title", "what", "begins_on", "ends_on", "review_on", "budget_planned", "budget_spent")
_LONGEST_SEARCH = 200
#: Bedarfe that an address can fill into a new Maßnahme.
_MOST_NEEDS = 40


@bp.get("/neu")
@requires(MeasurePermission.ADD)
def new() -> Response:
    """The form, with the Bedarfe, their place and the Beschluss filled in that the address names."""
    named = [one for one in map(as_uuid, request.args.getlist("bedarf")[:_MOST_NEEDS]) if one]
    found = choices.readable_needs(actor(), named)
    values: dict[str, Any] = {"decision_id": as_uuid(request.args.get("beschluss"))}
    if found:
        values |= {"need_ids": [one.id for one in found], "sozialraum_id": found[0].sozialraum_id}
    return _edit_page(None, _form(None, needs=[one.id for one in found], data=values))


@bp.post("/neu")
@requires(MeasurePermission.ADD)
def create() -> Response:
    form = _form(None, needs=[one for one in map(as_uuid, request.form.getlist("need_ids")) if one])
    if form.validate_on_submit():
        try:
            with unit_of_work():
                made = actions.plan_measure(
                    _draft(form), need_ids=form.need_ids.chosen, submission_key=form.key, by=actor()
                )
            return reply(url_for("measures.show", measure_id=made.id), tell="measure-planned")
        except InvalidInput as error:
            form.take(error)
    return _edit_page(None, form, status=422)


@bp.get("/<uuid:measure_id>/bearbeiten")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def edit(measure: "Measure") -> Response:
    names = (*_TEXTS, "responsible_id", "stakeholder_id", "funding_application_id", "decision_id", "version")
    values: dict[str, Any] = {name: getattr(measure, name) for name in names}
    first, *further = [place.id for place in measure.places]
    values |= {
        "priority": measure.priority.value,
        "sozialraum_id": first,
        "further_place_ids": further,
        "partner_ids": [one.id for one in measure.partners],
    }
    return _edit_page(measure, _form(measure, data=values))


@bp.post("/<uuid:measure_id>/bearbeiten")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def save(measure: "Measure") -> Response:
    form = _form(measure)
    if not form.validate_on_submit():
        return _edit_page(measure, form, status=422)
    try:
        with unit_of_work():
            actions.edit_measure(queries.measure(measure.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.measure(measure.id)
        return _edit_page(theirs, form, conflicts=conflicts_of(form, theirs, _TEXTS), status=409)
    except InvalidInput as error:
        form.take(error)
        return _edit_page(queries.measure(measure.id), form, status=422)
    return reply(url_for("measures.show", measure_id=measure.id), tell="measure-saved")


@bp.post("/<uuid:measure_id>/kosten")
@requires(MeasurePermission.PROGRESS, of=measure_in_url)
def note_spent(measure: "Measure") -> Response:
    form, status = SpentForm(), 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.measure(measure.id)
                actions.note_spent(fresh, form.budget_spent.data, version=form.seen_version, by=actor())
            return reply(url_for("measures.show", measure_id=measure.id, _anchor="kosten"), tell="measure-spent")
        except (Conflict, InvalidInput) as error:
            status = refused(form, error, queries.measure(measure.id).version)
    return measure_page(queries.measure(measure.id), spent_form=form, status=status)


@bp.get("/<uuid:measure_id>/bedarfe")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def needs(measure: "Measure") -> Response:
    return _needs_page(measure)


@bp.post("/<uuid:measure_id>/bedarfe")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def link_need(measure: "Measure") -> Response:
    form, wanted = Form(), as_uuid(request.form.get("need_id"))
    if form.validate_on_submit():
        try:
            if wanted is None:
                raise InvalidInput("measure.no-need", N_("Bitte wählen Sie einen Bedarf."))
            with unit_of_work():
                actions.link_need(queries.measure(measure.id), wanted, by=actor())
            return reply(url_for("measures.needs", measure_id=measure.id), tell="measure-need-linked")
        except InvalidInput as error:
            form.take(error)
    return _needs_page(queries.measure(measure.id), form=form, status=422)


@bp.post("/<uuid:measure_id>/bedarfe/loesen")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def unlink_need(measure: "Measure") -> Response:
    form, wanted = Form(), as_uuid(request.form.get("need_id"))
    if not form.validate_on_submit() or wanted is None:
        return _needs_page(measure, form=form, status=422)
    with unit_of_work():
        actions.unlink_need(queries.measure(measure.id), wanted, by=actor())
    return reply(url_for("measures.needs", measure_id=measure.id), tell="measure-need-unlinked")


@bp.get("/<uuid:measure_id>/stoppen")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def ask_to_stop(measure: "Measure") -> Response:
    return page("planning/measures/stop.html", measure=measure, form=StopForm(data={"version": measure.version}))


@bp.post("/<uuid:measure_id>/stoppen")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def stop(measure: "Measure") -> Response:
    form, status = StopForm(), 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.measure(measure.id)
                actions.stop_measure(fresh, reason=str(form.reason.data), version=form.seen_version, by=actor())
            return reply(url_for("measures.show", measure_id=measure.id), tell="measure-stopped")
        except (Conflict, InvalidInput) as error:
            status = refused(form, error, queries.measure(measure.id).version)
    return page("planning/measures/stop.html", measure=queries.measure(measure.id), form=form, status=status)


@bp.post("/<uuid:measure_id>/fortsetzen")
@requires(MeasurePermission.EDIT, of=measure_in_url)
def resume(measure: "Measure") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return measure_page(measure, form=form, status=422)
    with unit_of_work():
        actions.resume_measure(queries.measure(measure.id), by=actor())
    return reply(url_for("measures.show", measure_id=measure.id), tell="measure-resumed")


@bp.get("/<uuid:measure_id>/oeffentlich")
@requires(MeasurePermission.RELEASE, of=measure_in_url)
def ask_to_release(measure: "Measure") -> Response:
    values = {"title": measure.public_title, "sentence": measure.public_sentence, "version": measure.version}
    return page("planning/measures/release.html", measure=measure, form=ReleaseForm(data=values))


@bp.post("/<uuid:measure_id>/oeffentlich")
@requires(MeasurePermission.RELEASE, of=measure_in_url)
def release(measure: "Measure") -> Response:
    form, status, conflicts = ReleaseForm(), 422, None
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.release_measure(
                    queries.measure(measure.id),
                    title=str(form.title.data or ""),
                    sentence=str(form.sentence.data),
                    version=form.seen_version,
                    by=actor(),
                )
            return reply(url_for("measures.show", measure_id=measure.id), tell="measure-released")
        except Conflict:
            theirs = queries.measure(measure.id)
            told = {"title": theirs.public_title, "sentence": theirs.public_sentence}
            conflicts, status = conflicts_of(form, theirs, tuple(told), told=told), 409
        except InvalidInput as error:
            form.take(error)
    fresh = queries.measure(measure.id)
    return page(
        "planning/measures/release.html",
        measure=fresh,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


@bp.post("/<uuid:measure_id>/nicht-oeffentlich")
@requires(MeasurePermission.RELEASE, of=measure_in_url)
def withdraw(measure: "Measure") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return measure_page(measure, form=form, status=422)
    with unit_of_work():
        actions.withdraw_measure(queries.measure(measure.id), by=actor())
    return reply(url_for("measures.show", measure_id=measure.id), tell="measure-withdrawn")


def _form(measure: "Measure | None", *, needs: list[UUID | None] | None = None, **kwargs: Any) -> MeasureForm:
    who = actor()
    kept = measure.decision_id if measure else None
    named = [one for one in needs or [] if one is not None]
    return MeasureForm(
        places=places.choices_within(who.scope_of(Role.PLANNER), county_first=True),
        people=people_choices(keep=measure.responsible_id if measure else None),
        stakeholders=choices.stakeholder_choices(who, keep=measure),
        applications=choices.application_choices(who, keep=measure.funding_application_id if measure else None),
        decisions=choices.decision_choices(who, keep=kept),
        needs=[(one.id, f"{one.number} {one.title}") for one in choices.readable_needs(who, named)],
        **kwargs,
    )


def _draft(form: MeasureForm) -> MeasureDraft:
    first: UUID | None = form.sozialraum_id.chosen
    place_ids = [*([first] if first else []), *form.further_place_ids.chosen]
    review_on = form.review_on.data
    assert review_on is not None
    return MeasureDraft(
        title=str(form.title.data),
        what=str(form.what.data or ""),
        places=[places.place(one) for one in dict.fromkeys(place_ids)],
        priority=form.priority.chosen,
        responsible_id=form.responsible_id.chosen,
        stakeholder_id=form.stakeholder_id.chosen,
        partner_ids=form.partner_ids.chosen,
        begins_on=form.begins_on.data,
        ends_on=form.ends_on.data,
        review_on=review_on,
        budget_planned=form.budget_planned.data,
        budget_spent=form.budget_spent.data,
        funding_application_id=form.funding_application_id.chosen,
        decision_id=form.decision_id.chosen,
    )


def _edit_page(
    measure: "Measure | None", form: MeasureForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "planning/measures/edit.html",
        measure=measure,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def _needs_page(measure: "Measure", *, form: Form | None = None, status: int = 200) -> Response:
    words = clean_text(request.args.get("q", "")[:_LONGEST_SEARCH], lines=False)
    linked = queries.answered_needs(actor(), measure.id)
    there = {one.id for one in linked}
    found = choices.needs_to_choose(actor(), measure, words)
    return page(
        "planning/measures/needs.html",
        measure=measure,
        linked=linked,
        found=[one for one in found if one.id not in there],
        words=words,
        search=NeedSearchForm(formdata=request.args),
        form=form or Form(formdata=None),
        status=status,
    )

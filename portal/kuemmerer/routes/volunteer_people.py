"""`…/ehrenamt/ehrenamtliche`: who helps."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import volunteers as actions
from portal.kuemmerer.actions.volunteers import VolunteerDraft
from portal.kuemmerer.forms.volunteers import PeopleFilterForm, VolunteerForm
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.queries import volunteers as queries
from portal.kuemmerer.queries.volunteers import VolunteerFilters
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.kuemmerer.routes.volunteers import bp, place_choices, views_of, volunteer_in_url, when
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject, Volunteer

tells("volunteer-noted", N_("Notiert. Ab jetzt wird die Person bei passenden Gesuchen vorgeschlagen."))
tells("volunteer-saved", N_("Gespeichert."))
tells("volunteer-forgotten", N_("Name, Kontakt und Anmerkungen sind gelöscht. Die Stunden bleiben ohne Namen stehen."))

_TEXTS = ("name", "phone", "mail", "remark", "consent_on", "insured_on", "clearance_on")


@bp.get("/<uuid:project_id>/ehrenamt/ehrenamtliche")
@requires(VolunteerPermission.READ, of=project_in_url)
def people(project: "KuemmererProject") -> Response:
    form = PeopleFilterForm(formdata=request.args)
    filters = VolunteerFilters(kind=form.art.chosen, state=form.stand.chosen)
    told = {"art": filters.kind, "stand": filters.state}
    arguments: dict[str, Any] = {name: one.value for name, one in told.items() if one is not None}
    return page(
        "kuemmerer/volunteers/people.html",
        fragment="people_rows",
        project=project,
        views=views_of(project),
        form=form,
        filters=filters,
        found=queries.page_of_volunteers(project.id, filters, after=request.args.get("after")),
        here=url_for("volunteers.people", project_id=project.id, **arguments),
    )


@bp.get("/<uuid:project_id>/ehrenamt/ehrenamtliche/neu")
@requires(VolunteerPermission.EDIT, of=project_in_url)
def new_person(project: "KuemmererProject") -> Response:
    return _edit_page(project, VolunteerForm(places=place_choices(project)))


@bp.post("/<uuid:project_id>/ehrenamt/ehrenamtliche/neu")
@requires(VolunteerPermission.EDIT, of=project_in_url)
def create_person(project: "KuemmererProject") -> Response:
    form = VolunteerForm(places=place_choices(project))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = projects.project(project.id)
                made = actions.note_volunteer(fresh, _draft(form), submission_key=form.key, by=actor())
            return reply(url_for("volunteers.show_person", volunteer_id=made.id), tell="volunteer-noted")
        except InvalidInput as error:
            form.take(error)
    return _edit_page(projects.project(project.id), form, status=422)


@bp.get("/ehrenamt/ehrenamtliche/<uuid:volunteer_id>")
@requires(VolunteerPermission.READ, of=volunteer_in_url)
def show_person(volunteer: "Volunteer") -> Response:
    return page(
        "kuemmerer/volunteers/person.html",
        project=volunteer.project,
        volunteer=volunteer,
        when=when(volunteer.times),
    )


@bp.get("/ehrenamt/ehrenamtliche/<uuid:volunteer_id>/bearbeiten")
@requires(VolunteerPermission.EDIT, of=volunteer_in_url)
def edit_person(volunteer: "Volunteer") -> Response:
    values: dict[str, Any] = {name: getattr(volunteer, name) for name in (*_TEXTS, "times", "version")}
    values |= {
        "place_id": volunteer.sozialraum_id,
        "kinds": [kind.value for kind in volunteer.kinds],
        "state": volunteer.state.value,
        "consent_way": volunteer.consent_way.value if volunteer.consent_way else "",
    }
    form = VolunteerForm(places=place_choices(volunteer.project), data=values)
    return _edit_page(volunteer.project, form, volunteer=volunteer)


@bp.post("/ehrenamt/ehrenamtliche/<uuid:volunteer_id>/bearbeiten")
@requires(VolunteerPermission.EDIT, of=volunteer_in_url)
def save_person(volunteer: "Volunteer") -> Response:
    form = VolunteerForm(places=place_choices(volunteer.project))
    conflicts, status = None, 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.volunteer(volunteer.id)
                actions.edit_volunteer(fresh, _draft(form), version=form.seen_version, by=actor())
            return reply(url_for("volunteers.show_person", volunteer_id=volunteer.id), tell="volunteer-saved")
        except Conflict:
            conflicts, status = conflicts_of(form, queries.volunteer(volunteer.id), _TEXTS), 409
        except InvalidInput as error:
            form.take(error)
    stored = queries.volunteer(volunteer.id)
    return _edit_page(stored.project, form, volunteer=stored, conflicts=conflicts, status=status)


@bp.post("/ehrenamt/ehrenamtliche/<uuid:volunteer_id>/widerruf")
@requires(VolunteerPermission.FORGET, of=volunteer_in_url)
def withdraw_person(volunteer: "Volunteer") -> Response:
    """Take the consent back: everything that says who it was goes at once."""
    address = url_for("volunteers.people", project_id=volunteer.project_id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        actions.withdraw_consent(queries.volunteer(volunteer.id), by=actor())
    return reply(address, tell="volunteer-forgotten")


def _edit_page(
    project: "KuemmererProject",
    form: VolunteerForm,
    *,
    volunteer: "Volunteer | None" = None,
    conflicts: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> Response:
    return page(
        "kuemmerer/volunteers/person_edit.html",
        project=project,
        volunteer=volunteer,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def _draft(form: VolunteerForm) -> VolunteerDraft:
    place_id = form.place_id.chosen
    return VolunteerDraft(
        name=str(form["name"].data),
        kinds=form.kinds.chosen,
        phone=str(form.phone.data or ""),
        mail=str(form.mail.data or ""),
        place=places.place(place_id) if place_id else None,
        times=form.times.times,
        state=form.state.chosen,
        insured_on=form.insured_on.data,
        clearance_on=form.clearance_on.data,
        consent_way=form.consent_way.chosen,
        consent_on=form.consent_on.data,
        remark=str(form.remark.data or ""),
    )

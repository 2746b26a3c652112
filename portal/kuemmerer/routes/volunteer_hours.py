"""`…/ehrenamt/stunden`: writing down hours, their sums and the workbook."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from flask import Response, request, url_for

from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import exports
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions.volunteer_hours import HoursDraft, remove_hours, write_hours
from portal.kuemmerer.forms.volunteers import HoursForm
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.queries import hours as queries
from portal.kuemmerer.queries import subprojects, volunteers
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.kuemmerer.routes.volunteers import bp, views_of
from portal.kuemmerer.terms.projects import FIRST_DAY
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.forms import Form
from portal.web.i18n import _, as_date
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject, VolunteerHours

tells("hours-written", N_("Die Stunden sind eingetragen."))
tells("hours-removed", N_("Der Eintrag ist gelöscht."))


def hours_in_url(entry_id: UUID) -> "VolunteerHours":
    return queries.hours_entry(entry_id)


@bp.get("/<uuid:project_id>/ehrenamt/stunden")
@requires(VolunteerPermission.READ, of=project_in_url)
def hours_page(project: "KuemmererProject") -> Response:
    known = {"on": today(), "request_id": request.args.get("gesuch"), "sub_project_id": request.args.get("teilprojekt")}
    return _hours_page(project, _form(project, data={name: value for name, value in known.items() if value}))


@bp.post("/<uuid:project_id>/ehrenamt/stunden")
@requires(VolunteerPermission.EDIT, of=project_in_url)
def create_hours(project: "KuemmererProject") -> Response:
    form = _form(project)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = projects.project(project.id)
                write_hours(fresh, _draft(form), submission_key=form.key, by=actor())
            return reply(url_for("volunteers.hours_page", project_id=project.id), tell="hours-written")
        except InvalidInput as error:
            form.take(error)
    return _hours_page(projects.project(project.id), form, status=422)


@bp.post("/ehrenamt/stunden/<uuid:entry_id>/loeschen")
@requires(VolunteerPermission.EDIT, of=hours_in_url)
def delete_hours(entry: "VolunteerHours") -> Response:
    address = url_for("volunteers.hours_page", project_id=entry.project_id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        remove_hours(queries.hours_entry(entry.id), by=actor())
    return reply(address, tell="hours-removed")


@bp.get("/<uuid:project_id>/ehrenamt/stunden.xlsx")
@requires(VolunteerPermission.COUNT, of=project_in_url)
def hours_workbook(project: "KuemmererProject") -> Response:
    """Every entry without names: day, hours, kind of help, Teilprojekt."""
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        exports.hours_xlsx(path, project.name, queries.all_hours(project.id))
        content = path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
    return download(content, f"ehrenamtsstunden-{today().isoformat()}.xlsx", XLSX_MIMETYPE)


def _form(project: "KuemmererProject", *, data: dict[str, object] | None = None) -> HoursForm:
    people: Choices = [(one.id, one.name_told or _("ohne Namen")) for one in volunteers.helpers_of(project.id)]
    asked: Choices = [
        (one.id, f"{_(one.kind.label)}, {one.place.name}, {as_date(one.asked_on, 'medium')}")
        for one in volunteers.requests_to_choose(project.id)
    ]
    running: Choices = [(one.id, one.name) for one in subprojects.sub_projects_of(project.id)]
    return HoursForm(people=people, requests=asked, sub_projects=running, data=data)


def _hours_page(project: "KuemmererProject", form: HoursForm, *, status: int = 200) -> Response:
    found = queries.page_of_hours(project.id, after=request.args.get("after"))
    return page(
        "kuemmerer/volunteers/hours.html",
        fragment="hours_rows",
        project=project,
        views=views_of(project),
        form=form,
        found=found,
        here=url_for("volunteers.hours_page", project_id=project.id),
        sums=queries.hours_between(FIRST_DAY, today(), project_id=project.id),
        this_year=queries.hours_between(date(today().year, 1, 1), today(), project_id=project.id).total,
        status=status,
    )


def _draft(form: HoursForm) -> HoursDraft:
    assert form.hours.number is not None
    assert form.on.data is not None
    volunteer_id, request_id, part_id = form.volunteer_id.chosen, form.request_id.chosen, form.sub_project_id.chosen
    return HoursDraft(
        on=form.on.data,
        hours=form.hours.number,
        kind=form.kind.chosen,
        volunteer=volunteers.volunteer(volunteer_id) if volunteer_id else None,
        request=volunteers.aid_request(request_id) if request_id else None,
        sub_project=subprojects.sub_project(part_id) if part_id else None,
    )

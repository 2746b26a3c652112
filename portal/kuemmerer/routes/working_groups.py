"""`/arbeit/quartiersprojekte/…/arbeitsgruppen`: the groups of a project, and the page of one."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import groups as actions
from portal.kuemmerer.actions.groups import GroupDraft
from portal.kuemmerer.forms.groups import DropIdeaForm, GroupForm, IdeaForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups as queries
from portal.kuemmerer.queries import meetings, subprojects
from portal.kuemmerer.queries.subprojects import SubProjectFilters
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.web.access import actor, may, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject, WorkingGroup

bp = Blueprint("working_groups", __name__, url_prefix="/arbeit/quartiersprojekte")

tells("group-added", N_("Die Gruppe ist angelegt. Als Nächstes: Wer gehört dazu?"))
tells("group-saved", N_("Gespeichert."))

_TEXTS = ("name", "purpose")


def group_in_url(group_id: UUID) -> "WorkingGroup":
    return queries.group(group_id)


@bp.get("/<uuid:project_id>/arbeitsgruppen")
@requires(KuemmererPermission.READ, of=project_in_url)
def index(project: "KuemmererProject") -> Response:
    """The groups. Whoever may work on the project and opens the page first finds the usual four there."""
    groups = queries.groups_of(project.id)
    if not groups and may(KuemmererPermission.EDIT, project):
        groups = _with_shipped(project)
        project = projects.project(project.id)
    return page(
        "kuemmerer/groups/index.html",
        project=project,
        groups=groups,
        called=queries.called(actor(), [one for group in groups for one in group.present_members]),
        ideas=queries.open_ideas([group.id for group in groups]),
        meetings={one.group_id: one for one in meetings.next_meetings_of([project.id])},
    )


@bp.get("/<uuid:project_id>/arbeitsgruppen/neu")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def new(project: "KuemmererProject") -> Response:
    return page("kuemmerer/groups/edit.html", project=project, group=None, form=GroupForm())


@bp.post("/<uuid:project_id>/arbeitsgruppen/neu")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def create(project: "KuemmererProject") -> Response:
    form = GroupForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = projects.project(project.id)
                made = actions.add_group(fresh, _draft(form), submission_key=form.key, by=actor())
            return reply(url_for("working_groups.show", group_id=made.id), tell="group-added")
        except InvalidInput as error:
            form.take(error)
    fresh = projects.project(project.id)
    return page("kuemmerer/groups/edit.html", project=fresh, group=None, form=form, status=422)


@bp.get("/arbeitsgruppen/<uuid:group_id>")
@requires(KuemmererPermission.READ, of=group_in_url)
def show(group: "WorkingGroup") -> Response:
    return group_page(group)


@bp.get("/arbeitsgruppen/<uuid:group_id>/bearbeiten")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def edit(group: "WorkingGroup") -> Response:
    values: dict[str, Any] = {name: getattr(group, name) for name in (*_TEXTS, "version")}
    return page("kuemmerer/groups/edit.html", project=group.project, group=group, form=GroupForm(data=values))


@bp.post("/arbeitsgruppen/<uuid:group_id>/bearbeiten")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def save(group: "WorkingGroup") -> Response:
    form, status = GroupForm(), 422
    conflicts: list[tuple[str, str, str]] | None = None
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.edit_group(queries.group(group.id), _draft(form), version=form.seen_version, by=actor())
            return reply(url_for("working_groups.show", group_id=group.id), tell="group-saved")
        except Conflict:
            theirs = queries.group(group.id)
            conflicts = conflicts_of(form, theirs, _TEXTS)
            status = 409
        except InvalidInput as error:
            form.take(error)
    fresh = queries.group(group.id)
    return page(
        "kuemmerer/groups/edit.html",
        project=fresh.project,
        group=fresh,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def group_page(
    group: "WorkingGroup", *, idea_form: IdeaForm | None = None, form: Form | None = None, status: int = 200
) -> Response:
    """Everything about one group."""
    found = queries.ideas_of(group.id, after=request.args.get("after"))
    people = queries.called(actor(), group.members)
    series = meetings.series_of(actor(), [group])
    return page(
        "kuemmerer/groups/show.html",
        fragment="idea_rows",
        status=status,
        group=group,
        project=group.project,
        called=people,
        found=found,
        here=url_for("working_groups.show", group_id=group.id),
        idea_form=idea_form or IdeaForm(members=member_choices(group), formdata=None),
        form=form or Form(formdata=None),
        drop_form=DropIdeaForm(formdata=None),
        series=series.get(group.round_table_id) if group.round_table_id else None,
        meeting=next((one for one in meetings.next_meetings_of([group.project_id]) if one.group_id == group.id), None),
        sub_projects=subprojects.sub_projects_of(group.project_id, SubProjectFilters(group_id=group.id)),
    )


def member_choices(group: "WorkingGroup") -> Choices:
    """Who belongs to a group, as far as this reader may know."""
    people = queries.called(actor(), group.present_members)
    return [(one.id, people[one.id].name or people[one.id].about or _("Mitglied")) for one in group.present_members]


def _with_shipped(project: "KuemmererProject") -> "list[WorkingGroup]":
    try:
        with unit_of_work():
            actions.make_shipped(projects.project(project.id), by=actor())
    except InvalidInput:  # somebody else opened the page at the same moment
        pass
    return queries.groups_of(project.id)


def _draft(form: GroupForm) -> GroupDraft:
    return GroupDraft(name=str(form.name.data), purpose=str(form.purpose.data or ""))

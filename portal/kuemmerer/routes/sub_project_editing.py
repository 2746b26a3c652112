"""Beginning a Teilprojekt, changing it, and moving it over the board."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import subprojects as actions
from portal.kuemmerer.actions.subprojects import SubProjectDraft
from portal.kuemmerer.forms.subprojects import MoveForm, SubProjectForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups
from portal.kuemmerer.queries import subprojects as queries
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.kuemmerer.routes.sub_projects import bp, sub_project_in_url, views_of
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import GroupIdea, KuemmererProject, SubProject

tells("sub-project-begun", N_("Das Teilprojekt steht als Idee auf der Tafel."))
tells("sub-project-saved", N_("Das Teilprojekt ist gespeichert."))
tells("sub-project-moved", N_("Verschoben."))

_TEXTS = ("name", "goal", "begins_on", "ends_on")


@bp.get("/<uuid:project_id>/teilprojekte/neu")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def new(project: "KuemmererProject") -> Response:
    idea = _idea(project, request.args.get("idee"))
    group = as_uuid(request.args.get("gruppe"))
    values: dict[str, Any] = (
        {"idea": idea.id, "goal": idea.text, "group_id": idea.group_id} if idea else {"group_id": group}
    )
    return page(
        "kuemmerer/subprojects/edit.html",
        project=project,
        sub_project=None,
        idea=idea,
        form=_form(project, data=values),
    )


@bp.post("/<uuid:project_id>/teilprojekte/neu")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def create(project: "KuemmererProject") -> Response:
    form = _form(project)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = projects.project(project.id)
                made = actions.begin_sub_project(
                    fresh, _draft(form), idea=_idea(fresh, form.idea.data), submission_key=form.key, by=actor()
                )
            return reply(url_for("sub_projects.show", sub_project_id=made.id), tell="sub-project-begun")
        except (InvalidInput, InvalidTransition) as error:
            form.take(error)
    fresh = projects.project(project.id)
    idea = _idea(fresh, form.idea.data)
    return page("kuemmerer/subprojects/edit.html", project=fresh, sub_project=None, idea=idea, form=form, status=422)


@bp.get("/teilprojekte/<uuid:sub_project_id>/bearbeiten")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def edit(sub_project: "SubProject") -> Response:
    values: dict[str, Any] = {name: getattr(sub_project, name) for name in (*_TEXTS, "group_id", "version")}
    values |= {"kind": sub_project.kind.value, "place_ids": [place.id for place in sub_project.places]}
    return _edit_page(sub_project, _form(sub_project.project, data=values))


@bp.post("/teilprojekte/<uuid:sub_project_id>/bearbeiten")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def save(sub_project: "SubProject") -> Response:
    form = _form(sub_project.project)
    if not form.validate_on_submit():
        return _edit_page(sub_project, form, status=422)
    try:
        with unit_of_work():
            fresh = queries.sub_project(sub_project.id)
            actions.edit_sub_project(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.sub_project(sub_project.id)
        conflicts = conflicts_of(form, theirs, _TEXTS)
        return _edit_page(theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _edit_page(queries.sub_project(sub_project.id), form, status=422)
    return reply(url_for("sub_projects.show", sub_project_id=sub_project.id), tell="sub-project-saved")


@bp.post("/teilprojekte/<uuid:sub_project_id>/stand")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def move(sub_project: "SubProject") -> Response:
    """Into another column; the answer is the board, or the page of the Teilprojekt where it was sent from there."""
    form, template = MoveForm(), "kuemmerer/subprojects/index.html"
    project_id = sub_project.project_id
    error: DomainError | None = None
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.sub_project(sub_project.id)
                text = str(form.text.data or "")
                actions.move(fresh, to=form.state.chosen, version=form.seen_version, text=text, by=actor())
        except Conflict as late:
            error = late
        if error is None:
            if "seite" in request.args:
                address = url_for("sub_projects.show", sub_project_id=sub_project.id)
                return reply(address, tell="sub-project-moved")
            shown = views_of(projects.project(project_id))
            here = f"{shown['here']}#karte-{sub_project.id}"
            return reply(here, template=template, fragment="sub_project_views", tell="sub-project-moved", **shown)
    moved = queries.sub_project(sub_project.id)
    context = views_of(projects.project(project_id), moved=moved, move_form=form, is_conflict=error is not None)
    status = 409 if error is not None else 422
    return page(template, fragment="sub_project_views", status=status, **context)


def _idea(project: "KuemmererProject", asked: object) -> "GroupIdea | None":
    """The idea that is taken up; None for none of this project and for one this person may not see."""
    idea_id = as_uuid(asked)
    if idea_id is None:
        return None
    try:
        found = groups.idea(idea_id)
    except NotFound:
        return None
    return found if found.project.id == project.id and allows(KuemmererPermission.EDIT, actor(), found) else None


def _form(project: "KuemmererProject", **kwargs: Any) -> SubProjectForm:
    choices = [(one.id, one.name) for one in groups.groups_of(project.id)]
    return SubProjectForm(
        groups=choices, places=places.choices_within({place.id for place in project.places}), **kwargs
    )


def _draft(form: SubProjectForm) -> SubProjectDraft:
    chosen: tuple[UUID, ...] = form.place_ids.chosen
    return SubProjectDraft(
        name=str(form.name.data),
        kind=form.kind.chosen,
        goal=str(form.goal.data or ""),
        group_id=form.group_id.chosen,
        places=[places.place(one) for one in chosen],
        begins_on=form.begins_on.data,
        ends_on=form.ends_on.data,
    )


def _edit_page(
    sub_project: "SubProject", form: SubProjectForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "kuemmerer/subprojects/edit.html",
        project=sub_project.project,
        sub_project=sub_project,
        idea=None,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )

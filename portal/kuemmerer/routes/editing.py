"""Beginning a project, and changing what is written about it."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import ProjectDraft
from portal.kuemmerer.forms import ProjectForm
from portal.kuemmerer.policy import KEEPERS, KuemmererPermission
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of
from portal.web.forms import as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

tells("project-begun", N_("Das Projekt ist angelegt. Die Checkliste für die erste Phase steht bereit."))
tells("project-saved", N_("Gespeichert."))


@bp.get("/neu")
@requires(KuemmererPermission.BEGIN)
def new() -> Response:
    mine = _places()
    wanted = as_uuid(request.args.get("ort"))
    known = {place_id for place_id, _label in mine}
    chosen = wanted if wanted in known else (mine[0][0] if len(mine) == 1 else None)
    form = ProjectForm(places=mine, data={"place_id": chosen, "begun_on": today()})
    return page("kuemmerer/edit.html", form=form, project=None)


@bp.post("/neu")
@requires(KuemmererPermission.BEGIN)
def create() -> Response:
    form = ProjectForm(places=_places())
    if not form.validate_on_submit():
        return page("kuemmerer/edit.html", form=form, project=None, status=422)
    try:
        with unit_of_work():
            draft = _draft(form)
            project = actions.begin(
                draft,
                begun_on=form.begun_on.data,
                responsible_ids=_me_if_kuemmerer(draft),
                submission_key=form.key,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/edit.html", form=form, project=None, status=422)
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="project-begun")


@bp.get("/<uuid:project_id>/bearbeiten")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def edit(project: "KuemmererProject") -> Response:
    return page("kuemmerer/edit.html", form=_form_of(project), project=project)


@bp.post("/<uuid:project_id>/bearbeiten")
@requires(KuemmererPermission.EDIT, of=project_in_url)
def save(project: "KuemmererProject") -> Response:
    form = ProjectForm(places=_places(project))
    if not form.validate_on_submit():
        return page("kuemmerer/edit.html", form=form, project=project, status=422)
    try:
        with unit_of_work():
            fresh = queries.project(project.id)
            actions.edit(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.project(project.id)
        conflicts = conflicts_of(form, theirs, ("name", "aim", "contact_name", "contact_phone"))
        told: dict[str, Any] = {"conflicts": conflicts, "is_conflict": True}
        return page("kuemmerer/edit.html", form=form, project=theirs, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/edit.html", form=form, project=queries.project(project.id), status=422)
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="project-saved")


def _places(project: "KuemmererProject | None" = None) -> Choices:
    """The Sozialräume in which this person works on projects, and those a project has already."""
    mine = list(places.choices_within(actor().scope_of(*KEEPERS)))
    known = {place_id for place_id, _label in mine}
    there = [place.id for place in project.places if place.id not in known] if project else []
    return [*mine, *places.labels(there).items()]


def _me_if_kuemmerer(draft: ProjectDraft) -> list[Any]:
    """Whoever begins a project as the Kümmerer of one of its places is responsible for it from then on."""
    me = actor()
    here = any(me.holds(Role.KUEMMERER, within=place.lineage) for place in draft.places)
    return [me.id] if here and me.id is not None else []


def _form_of(project: "KuemmererProject") -> ProjectForm:
    first, *further = [place.id for place in project.places]
    names = ("name", "aim", "is_public", "contact_name", "contact_phone", "version")
    values: dict[str, Any] = {name: getattr(project, name) for name in names}
    return ProjectForm(places=_places(project), data=values | {"place_id": first, "further_ids": further})


def _draft(form: ProjectForm) -> ProjectDraft:
    assert form.place_id.chosen is not None, "the form was validated"
    chosen = dict.fromkeys([form.place_id.chosen, *form.further_ids.chosen])
    return ProjectDraft(
        name=str(form.name.data),
        places=[places.place(one) for one in chosen],
        aim=str(form.aim.data or ""),
        is_public=bool(form.is_public.data),
        contact_name=str(form.contact_name.data or ""),
        contact_phone=str(form.contact_phone.data or ""),
    )

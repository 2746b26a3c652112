"""Ideas of the groups."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer.actions import ideas as actions
from portal.kuemmerer.forms.groups import DropIdeaForm, IdeaForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups as queries
from portal.kuemmerer.routes.working_groups import bp, group_in_url, group_page, member_choices
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import GroupIdea, WorkingGroup

tells("idea-noted", N_("Die Idee ist notiert."))
tells("idea-saved", N_("Die Idee ist gespeichert."))
tells("idea-dropped", N_("Die Idee ist verworfen; der Grund steht dabei."))
tells("idea-reopened", N_("Über die Idee wird wieder nachgedacht."))


def idea_in_url(idea_id: UUID) -> "GroupIdea":
    return queries.idea(idea_id)


@bp.post("/arbeitsgruppen/<uuid:group_id>/ideen")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def note_idea(group: "WorkingGroup") -> Response:
    form = IdeaForm(members=member_choices(group))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.note_idea(
                    queries.group(group.id),
                    str(form.text.data),
                    member_id=form.member_id.chosen,
                    submission_key=form.key,
                    by=actor(),
                )
            return reply(url_for("working_groups.show", group_id=group.id, _anchor="ideen"), tell="idea-noted")
        except InvalidInput as error:
            form.take(error)
    return group_page(queries.group(group.id), idea_form=form, status=422)


@bp.get("/arbeitsgruppen/ideen/<uuid:idea_id>")
@requires(KuemmererPermission.EDIT, of=idea_in_url)
def edit_idea(idea: "GroupIdea") -> Response:
    values: dict[str, Any] = {name: getattr(idea, name) for name in ("text", "member_id", "version")}
    return _idea_page(idea, IdeaForm(members=_members(idea), data=values))


@bp.post("/arbeitsgruppen/ideen/<uuid:idea_id>")
@requires(KuemmererPermission.EDIT, of=idea_in_url)
def save_idea(idea: "GroupIdea") -> Response:
    form = IdeaForm(members=_members(idea))
    if not form.validate_on_submit():
        return _idea_page(idea, form, status=422)
    try:
        with unit_of_work():
            actions.edit_idea(
                queries.idea(idea.id),
                str(form.text.data),
                member_id=form.member_id.chosen,
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        theirs = queries.idea(idea.id)
        conflicts = [(form.text.label.text, theirs.text, str(form.text.data))] if theirs.text != form.text.data else []
        form.version.data = str(theirs.version)
        return _idea_page(theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _idea_page(queries.idea(idea.id), form, status=422)
    return reply(_group_of(idea), tell="idea-saved")


@bp.post("/arbeitsgruppen/ideen/<uuid:idea_id>/verwerfen")
@requires(KuemmererPermission.EDIT, of=idea_in_url)
def drop_idea(idea: "GroupIdea") -> Response:
    form = DropIdeaForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.drop_idea(queries.idea(idea.id), reason=str(form.reason.data), by=actor())
            return reply(_group_of(idea), tell="idea-dropped")
        except InvalidInput as error:
            form.take(error)
    return _idea_page(queries.idea(idea.id), None, drop=form, status=422)


@bp.post("/arbeitsgruppen/ideen/<uuid:idea_id>/wieder")
@requires(KuemmererPermission.EDIT, of=idea_in_url)
def reopen_idea(idea: "GroupIdea") -> Response:
    if not Form().validate_on_submit():
        return reply(_group_of(idea))
    with unit_of_work():
        actions.reopen_idea(queries.idea(idea.id), by=actor())
    return reply(_group_of(idea), tell="idea-reopened")


def _group_of(idea: "GroupIdea") -> str:
    return url_for("working_groups.show", group_id=idea.group_id, _anchor="ideen")


def _members(idea: "GroupIdea") -> Any:
    """Who belongs to the group now, and whoever the idea came from."""
    choices = list(member_choices(idea.group))
    if idea.member is not None and idea.member.id not in {one for one, _label in choices}:
        told = queries.called(actor(), [idea.member])[idea.member.id]
        choices.append((idea.member.id, told.name or told.about or "–"))
    return choices


def _idea_page(
    idea: "GroupIdea",
    form: IdeaForm | None,
    *,
    drop: DropIdeaForm | None = None,
    conflicts: object = None,
    status: int = 200,
) -> Response:
    if form is None:
        values: dict[str, Any] = {name: getattr(idea, name) for name in ("text", "member_id", "version")}
        form = IdeaForm(members=_members(idea), formdata=None, data=values)
    return page(
        "kuemmerer/groups/idea.html",
        project=idea.project,
        group=idea.group,
        idea=idea,
        form=form,
        drop=drop or DropIdeaForm(formdata=None),
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )

"""Milestones of a Teilprojekt."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer.actions import milestones as actions
from portal.kuemmerer.forms.subprojects import MilestoneForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import subprojects as queries
from portal.kuemmerer.routes.sub_projects import bp, sub_project_in_url, sub_project_page
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import SubProject, SubProjectMilestone

tells("milestone-added", N_("Der Meilenstein ist eingetragen."))
tells("milestone-saved", N_("Der Meilenstein ist gespeichert."))
tells("milestone-reached", N_("Erreicht: Das steht mit dem heutigen Tag im Bericht."))
tells("milestone-open", N_("Der Meilenstein ist wieder offen."))
tells("milestone-removed", N_("Der Meilenstein ist entfernt."))

_FIELDS = ("title", "due_on", "done_on")


def milestone_in_url(milestone_id: UUID) -> "SubProjectMilestone":
    return queries.milestone(milestone_id)


@bp.post("/teilprojekte/<uuid:sub_project_id>/meilensteine")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def add_milestone(sub_project: "SubProject") -> Response:
    form = MilestoneForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_milestone(
                    queries.sub_project(sub_project.id),
                    title=str(form.title.data),
                    due_on=form.due_on.data or today(),
                    submission_key=form.key,
                    by=actor(),
                )
            return reply(_address(sub_project.id), tell="milestone-added")
        except InvalidInput as error:
            form.take(error)
    return sub_project_page(queries.sub_project(sub_project.id), milestone_form=form, status=422)


@bp.get("/teilprojekte/meilensteine/<uuid:milestone_id>")
@requires(KuemmererPermission.EDIT, of=milestone_in_url)
def edit_milestone(milestone: "SubProjectMilestone") -> Response:
    values: dict[str, Any] = {name: getattr(milestone, name) for name in (*_FIELDS, "version")}
    return _milestone_page(milestone, MilestoneForm(data=values))


@bp.post("/teilprojekte/meilensteine/<uuid:milestone_id>")
@requires(KuemmererPermission.EDIT, of=milestone_in_url)
def save_milestone(milestone: "SubProjectMilestone") -> Response:
    form = MilestoneForm()
    if not form.validate_on_submit():
        return _milestone_page(milestone, form, status=422)
    try:
        with unit_of_work():
            actions.edit_milestone(
                queries.milestone(milestone.id),
                title=str(form.title.data),
                due_on=form.due_on.data or today(),
                done_on=form.done_on.data,
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        theirs = queries.milestone(milestone.id)
        conflicts = conflicts_of(form, theirs, _FIELDS)
        return _milestone_page(theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _milestone_page(queries.milestone(milestone.id), form, status=422)
    return reply(_address(milestone.sub_project_id), tell="milestone-saved")


@bp.post("/teilprojekte/meilensteine/<uuid:milestone_id>/erreicht")
@requires(KuemmererPermission.EDIT, of=milestone_in_url)
def reach_milestone(milestone: "SubProjectMilestone") -> Response:
    if not Form().validate_on_submit():
        return reply(_address(milestone.sub_project_id))
    with unit_of_work():
        actions.reach(queries.milestone(milestone.id), by=actor())
    return reply(_address(milestone.sub_project_id), tell="milestone-reached")


@bp.post("/teilprojekte/meilensteine/<uuid:milestone_id>/offen")
@requires(KuemmererPermission.EDIT, of=milestone_in_url)
def reopen_milestone(milestone: "SubProjectMilestone") -> Response:
    if not Form().validate_on_submit():
        return reply(_address(milestone.sub_project_id))
    with unit_of_work():
        actions.take_back(queries.milestone(milestone.id), by=actor())
    return reply(_address(milestone.sub_project_id), tell="milestone-open")


@bp.post("/teilprojekte/meilensteine/<uuid:milestone_id>/entfernen")
@requires(KuemmererPermission.EDIT, of=milestone_in_url)
def remove_milestone(milestone: "SubProjectMilestone") -> Response:
    sub_project_id = milestone.sub_project_id
    if not Form().validate_on_submit():
        return reply(_address(sub_project_id))
    with unit_of_work():
        actions.remove_milestone(queries.milestone(milestone.id), by=actor())
    return reply(_address(sub_project_id), tell="milestone-removed")


def _address(sub_project_id: UUID) -> str:
    return url_for("sub_projects.show", sub_project_id=sub_project_id, _anchor="meilensteine")


def _milestone_page(
    milestone: "SubProjectMilestone", form: MilestoneForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "kuemmerer/subprojects/milestone.html",
        project=milestone.project,
        sub_project=milestone.sub_project,
        milestone=milestone,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )

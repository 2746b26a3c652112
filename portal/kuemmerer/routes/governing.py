"""What the Sozialplanung decides about a project: who is responsible, when it ends."""

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.forms import AssignForm, ReasonForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

tells("project-assigned", N_("Die Zuständigkeit ist eingetragen."))
tells("project-released", N_("Die Zuständigkeit ist beendet."))
tells("project-closed", N_("Das Projekt ist beendet. Es bleibt mit allem, was war, zu lesen."))
tells("project-reopened", N_("Das Projekt geht weiter."))


@bp.get("/<uuid:project_id>/zustaendig")
@requires(KuemmererPermission.GOVERN, of=project_in_url)
def responsible(project: "KuemmererProject") -> Response:
    return _page(project)


@bp.post("/<uuid:project_id>/zustaendig")
@requires(KuemmererPermission.GOVERN, of=project_in_url)
def assign(project: "KuemmererProject") -> Response:
    form = _assign_form(project)
    if not form.validate_on_submit() or form.account_id.chosen is None:
        return _page(project, assign_form=form, status=422)
    try:
        with unit_of_work():
            actions.assign(queries.project(project.id), form.account_id.chosen, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _page(queries.project(project.id), assign_form=form, status=422)
    return reply(_address(project), tell="project-assigned")


@bp.post("/<uuid:project_id>/zustaendig/<uuid:account_id>/ende")
@requires(KuemmererPermission.GOVERN, of=lambda project_id, account_id: project_in_url(project_id))
def release(project: "KuemmererProject") -> Response:
    if not Form().validate_on_submit():
        return _page(project, status=422)
    with unit_of_work():
        actions.release(queries.project(project.id), (request.view_args or {})["account_id"], by=actor())
    return reply(_address(project), tell="project-released")


@bp.post("/<uuid:project_id>/beenden")
@requires(KuemmererPermission.GOVERN, of=project_in_url)
def close(project: "KuemmererProject") -> Response:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(project, reason_form=form, status=422)
    with unit_of_work():
        actions.close(queries.project(project.id), reason=str(form.reason.data), by=actor())
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="project-closed")


@bp.post("/<uuid:project_id>/fortsetzen")
@requires(KuemmererPermission.GOVERN, of=project_in_url)
def reopen(project: "KuemmererProject") -> Response:
    if not Form().validate_on_submit():
        return _page(project, status=422)
    with unit_of_work():
        actions.reopen(queries.project(project.id), by=actor())
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="project-reopened")


def _page(
    project: "KuemmererProject",
    *,
    assign_form: AssignForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int = 200,
) -> Response:
    return page(
        "kuemmerer/responsible.html",
        status=status,
        project=project,
        people=accounts.names(project.responsible_ids),
        assign_form=assign_form or _assign_form(project, fresh=True),
        reason_form=reason_form or ReasonForm(formdata=None),
    )


def _assign_form(project: "KuemmererProject", *, fresh: bool = False) -> AssignForm:
    form = AssignForm(formdata=None) if fresh else AssignForm()
    there = set(project.responsible_ids)
    fitting = accounts.holders(Role.KUEMMERER, within=project.lineage)
    form.offer([(one.id, one.name) for one in fitting if one.id not in there])
    return form


def _address(project: "KuemmererProject") -> str:
    return url_for("kuemmerer.responsible", project_id=project.id)

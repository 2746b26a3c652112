"""Which Bedarfe a Teilprojekt answers."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.kuemmerer.actions import subprojects as actions
from portal.kuemmerer.forms.subprojects import NeedSearchForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import subprojects as queries
from portal.kuemmerer.routes.sub_projects import bp, sub_project_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.kuemmerer.models import SubProject

tells("need-linked", N_("Der Bedarf ist verbunden."))
tells("need-unlinked", N_("Die Verbindung ist gelöst. Den Bedarf gibt es weiterhin."))

_LONGEST_SEARCH = 200


@bp.get("/teilprojekte/<uuid:sub_project_id>/bedarfe")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def needs(sub_project: "SubProject") -> Response:
    return _needs_page(sub_project)


@bp.post("/teilprojekte/<uuid:sub_project_id>/bedarfe")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def link_need(sub_project: "SubProject") -> Response:
    form, wanted = Form(), as_uuid(request.form.get("need_id"))
    if form.validate_on_submit():
        try:
            if wanted is None:
                raise InvalidInput("kuemmerer.no-need", N_("Bitte wählen Sie einen Bedarf."))
            with unit_of_work():
                actions.link_need(queries.sub_project(sub_project.id), wanted, by=actor())
            return reply(_address(sub_project.id), tell="need-linked")
        except InvalidInput as error:
            form.take(error)
    return _needs_page(queries.sub_project(sub_project.id), form=form, status=422)


@bp.post("/teilprojekte/<uuid:sub_project_id>/bedarfe/loesen")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def unlink_need(sub_project: "SubProject") -> Response:
    form, wanted = Form(), as_uuid(request.form.get("need_id"))
    if form.validate_on_submit() and wanted is not None:
        with unit_of_work():
            actions.unlink_need(queries.sub_project(sub_project.id), wanted, by=actor())
        return reply(_address(sub_project.id), tell="need-unlinked")
    return reply(_address(sub_project.id))


@panel("need.main", order=60)
def sub_projects_of_need(*, need: Any, **_context: Any) -> str | None:
    """The Teilprojekte that answer a Bedarf, on its page."""
    found = queries.sub_projects_answering(actor(), need.id)
    return render_panel("kuemmerer/subprojects/need.html", found=found) if found else None


def _address(sub_project_id: UUID) -> str:
    return url_for("sub_projects.needs", sub_project_id=sub_project_id)


def _needs_page(sub_project: "SubProject", *, form: Form | None = None, status: int = 200) -> Response:
    words = clean_text(request.args.get("q", "")[:_LONGEST_SEARCH], lines=False)
    linked = queries.answered_needs(actor(), sub_project.id)
    there = {one.id for one in linked}
    found = queries.needs_to_choose(actor(), sub_project.project, words)
    return page(
        "kuemmerer/subprojects/needs.html",
        project=sub_project.project,
        sub_project=sub_project,
        linked=linked,
        found=[one for one in found if one.id not in there],
        words=words,
        search=NeedSearchForm(formdata=request.args),
        form=form or Form(formdata=None),
        status=status,
    )

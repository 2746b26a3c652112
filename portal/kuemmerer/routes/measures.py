"""Maßnahmen and Teilprojekte know of each other: those that somebody linked, and those that answer the same Bedarfe."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.kuemmerer.actions import measure_links as actions
from portal.kuemmerer.forms.subprojects import MeasureSearchForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import measure_links as queries
from portal.kuemmerer.queries import subprojects
from portal.kuemmerer.routes.sub_projects import bp, sub_project_in_url
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import measures
from portal.web.access import actor, may, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.kuemmerer.models import SubProject

tells("measure-linked", N_("Die Maßnahme ist verbunden."))
tells("measure-unlinked", N_("Die Verbindung ist gelöst. Die Maßnahme gibt es weiterhin."))

_LONGEST_SEARCH = 200


@bp.get("/teilprojekte/<uuid:sub_project_id>/massnahmen")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def measures_page(sub_project: "SubProject") -> Response:
    return _measures_page(sub_project)


@bp.post("/teilprojekte/<uuid:sub_project_id>/massnahmen")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def link_measure(sub_project: "SubProject") -> Response:
    form, wanted = Form(), as_uuid(request.form.get("measure_id"))
    if form.validate_on_submit():
        try:
            if wanted is None:
                raise InvalidInput("kuemmerer.no-measure", N_("Bitte wählen Sie eine Maßnahme."))
            with unit_of_work():
                actions.link_measure(subprojects.sub_project(sub_project.id), wanted, by=actor())
            return reply(_address(sub_project.id), tell="measure-linked")
        except InvalidInput as error:
            form.take(error)
    return _measures_page(subprojects.sub_project(sub_project.id), form=form, status=422)


@bp.post("/teilprojekte/<uuid:sub_project_id>/massnahmen/loesen")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def unlink_measure(sub_project: "SubProject") -> Response:
    form, wanted = Form(), as_uuid(request.form.get("measure_id"))
    if form.validate_on_submit() and wanted is not None:
        with unit_of_work():
            actions.unlink_measure(subprojects.sub_project(sub_project.id), wanted, by=actor())
        return reply(_address(sub_project.id), tell="measure-unlinked")
    return reply(_address(sub_project.id))


@panel("measure.main", order=40)
def sub_projects_of_measure(*, measure: Any, **_context: Any) -> str | None:
    """The Teilprojekte that belong to a Maßnahme, and those that answer its Bedarfe, on its page."""
    linked = queries.sub_projects_of(actor(), measure.id)
    need_ids = measures.need_ids_of(measure.id)
    same = subprojects.sub_projects_answering(actor(), *need_ids) if need_ids else []
    found = [one for one in same if one not in linked]
    if not linked and not found:
        return None
    return render_panel("kuemmerer/subprojects/measure.html", linked=linked, found=found)


@panel("subproject.main", order=60)
def measures_of_sub_project(*, subproject: Any, **_context: Any) -> str | None:
    """The Maßnahmen a Teilprojekt belongs to, and those that answer its Bedarfe, on its page."""
    if not may(MeasurePermission.LIST):
        return None
    linked = queries.linked_measures(actor(), subproject.id)
    needs = subprojects.answered_needs(actor(), subproject.id)
    same = measures.measures_of_needs(actor(), {one.id for one in needs})
    found = [one for one in same if one not in linked]
    edits = may(KuemmererPermission.EDIT, subproject)
    if not linked and not found and not edits:
        return None
    return render_panel(
        "kuemmerer/subprojects/measures.html", linked=linked, found=found, edits=edits, sub_project=subproject
    )


def _address(sub_project_id: UUID) -> str:
    return url_for("sub_projects.measures_page", sub_project_id=sub_project_id)


def _measures_page(sub_project: "SubProject", *, form: Form | None = None, status: int = 200) -> Response:
    words = clean_text(request.args.get("q", "")[:_LONGEST_SEARCH], lines=False)
    linked = queries.linked_measures(actor(), sub_project.id)
    found = queries.measures_to_choose(actor(), sub_project.project, words)
    return page(
        "kuemmerer/subprojects/link_measures.html",
        project=sub_project.project,
        sub_project=sub_project,
        linked=linked,
        found=[one for one in found if one not in linked],
        search=MeasureSearchForm(formdata=request.args),
        form=form or Form(formdata=None),
        status=status,
    )

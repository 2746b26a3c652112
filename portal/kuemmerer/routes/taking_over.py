"""`…/neue-fassung`: what a new version of the Checkliste would change in a project, and taking it over."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, NotFound
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.forms import TakeOverForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import changes, steps, templates
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.web.access import actor, requires
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import ChecklistVersion, KuemmererProject

tells("checklist-taken", N_("Die neue Fassung ist übernommen. Erledigte Schritte sind unverändert."))

#: What a changed column is called on the screen.
FIELD_NAMES = {
    "phase": N_("Phase"),
    "title": N_("Was ist zu tun?"),
    "explanation": N_("Erklärung"),
    "responsible": N_("Zuständig"),
    "due_after": N_("Fällig nach Beginn der Phase"),
    "due_unit": N_("Gezählt in"),
    "proof": N_("Was belegt, dass es erledigt ist?"),
    "aid": N_("Was im Portal dabei hilft"),
}


@bp.get("/<uuid:project_id>/neue-fassung")
@requires(KuemmererPermission.EDIT_STEPS, of=project_in_url)
def preview(project: "KuemmererProject") -> Response:
    return _page(project)


@bp.post("/<uuid:project_id>/neue-fassung")
@requires(KuemmererPermission.EDIT_STEPS, of=project_in_url)
def take_over(project: "KuemmererProject") -> Response:
    form = TakeOverForm()
    if not form.validate_on_submit():
        return _page(project, form=form, status=422)
    try:
        with unit_of_work():
            actions.take_over(queries.project(project.id), _newest(), number=form.seen_number, by=actor())
    except Conflict as error:
        fresh = TakeOverForm(formdata=None, data={"number": _newest().number})
        fresh.take(error)
        return _page(queries.project(project.id), form=fresh, status=409)
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="checklist-taken")


def _page(project: "KuemmererProject", *, form: TakeOverForm | None = None, status: int = 200) -> Response:
    newest = _newest()
    return page(
        "kuemmerer/take_over.html",
        status=status,
        project=project,
        newest=newest,
        is_current=project.checklist_id == newest.id,
        told=changes.changes_for(steps.steps_of(project.id), newest),
        field_names=FIELD_NAMES,
        form=form or TakeOverForm(formdata=None, data={"number": newest.number}),
    )


def _newest() -> "ChecklistVersion":
    found = templates.published()
    if found is None:
        raise NotFound
    return found

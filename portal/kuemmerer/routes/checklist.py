"""`…/checkliste`: the Checkliste of the county, its versions, and the draft of the next one."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.kuemmerer import actions
from portal.kuemmerer.actions import TemplateDraft
from portal.kuemmerer.forms import PublishForm, TemplateStepForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import changes, templates
from portal.kuemmerer.routes.blueprint import bp, template_step
from portal.kuemmerer.terms.projects import Phase
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kuemmerer.models import ChecklistVersion

tells("checklist-drafted", N_("Der Entwurf ist da. Erst wenn Sie ihn veröffentlichen, gilt er."))
tells("checklist-step-saved", N_("Gespeichert."))
tells("checklist-step-removed", N_("Der Schritt ist aus dem Entwurf genommen."))
tells("checklist-published", N_("Die neue Fassung gilt. Laufende Projekte werden gefragt, ob sie sie übernehmen."))
tells("checklist-discarded", N_("Der Entwurf ist verworfen."))


@bp.get("/checkliste")
@requires(KuemmererPermission.READ_CHECKLIST)
def checklist() -> Response:
    return _page()


@bp.post("/checkliste/entwurf")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def begin_draft() -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(status=422)
    try:
        with unit_of_work():
            actions.begin_draft(by=actor())
    except InvalidInput:
        return reply(url_for("kuemmerer.checklist"))
    return reply(url_for("kuemmerer.checklist"), tell="checklist-drafted")


@bp.get("/checkliste/schritte/neu")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def new_template_step() -> Response:
    asked = request.args.get("phase", "")
    phase = asked if asked in set(Phase) else Phase.PREPARATION.value
    _draft_or_404()
    return page("kuemmerer/template_step.html", step=None, form=TemplateStepForm(data={"phase": phase}))


@bp.post("/checkliste/schritte/neu")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def add_template_step() -> Response:
    _draft_or_404()
    form = TemplateStepForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_template_step(_draft_or_404(), _written(form), by=actor())
            return reply(url_for("kuemmerer.checklist"), tell="checklist-step-saved")
        except InvalidInput as error:
            form.take(error)
    return page("kuemmerer/template_step.html", step=None, form=form, status=422)


@bp.get("/checkliste/schritte/<uuid:step_id>")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def edit_template_step(step_id: "UUID") -> Response:
    step = template_step(step_id)
    names = ("title", "due_after", "explanation", "proof", "version")
    values = {name: getattr(step, name) for name in names}
    values |= {name: getattr(step, name).value for name in ("phase", "responsible", "due_unit")}
    values["due_after"] = "" if step.due_after is None else str(step.due_after)
    values["aid"] = step.aid.value if step.aid else ""
    return page("kuemmerer/template_step.html", step=step, form=TemplateStepForm(data=values))


@bp.post("/checkliste/schritte/<uuid:step_id>")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def save_template_step(step_id: "UUID") -> Response:
    step, form = template_step(step_id), TemplateStepForm()
    if not form.validate_on_submit():
        return page("kuemmerer/template_step.html", step=step, form=form, status=422)
    try:
        with unit_of_work():
            actions.edit_template_step(template_step(step_id), _written(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = template_step(step_id)
        told: dict[str, Any] = {
            "conflicts": conflicts_of(form, theirs, ("title", "explanation", "proof")),
            "is_conflict": True,
        }
        return page("kuemmerer/template_step.html", step=theirs, form=form, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return page("kuemmerer/template_step.html", step=template_step(step_id), form=form, status=422)
    return reply(url_for("kuemmerer.checklist"), tell="checklist-step-saved")


@bp.post("/checkliste/schritte/<uuid:step_id>/verschieben")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def move_template_step(step_id: "UUID") -> Response:
    template_step(step_id)
    if Form().validate_on_submit():
        with unit_of_work():
            down = request.form.get("richtung") == "runter"
            actions.move_template_step(template_step(step_id), down=down, by=actor())
    return reply(url_for("kuemmerer.checklist", _anchor=f"s{step_id}"))


@bp.post("/checkliste/schritte/<uuid:step_id>/entfernen")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def remove_template_step(step_id: "UUID") -> Response:
    template_step(step_id)
    if not Form().validate_on_submit():
        return _page(status=422)
    with unit_of_work():
        actions.remove_template_step(template_step(step_id), by=actor())
    return reply(url_for("kuemmerer.checklist"), tell="checklist-step-removed")


@bp.post("/checkliste/veroeffentlichen")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def publish_draft() -> Response:
    _draft_or_404()
    form = PublishForm()
    if not form.validate_on_submit():
        return _page(form=form, status=422)
    try:
        with unit_of_work():
            actions.publish_draft(
                _draft_or_404(), changes=str(form.changes.data), version=form.seen_version, by=actor()
            )
    except (Conflict, InvalidInput) as error:
        form.take(error)
        return _page(form=form, status=status_of(error))
    return reply(url_for("kuemmerer.checklist"), tell="checklist-published")


@bp.post("/checkliste/verwerfen")
@requires(KuemmererPermission.EDIT_CHECKLIST)
def discard_draft() -> Response:
    _draft_or_404()
    if not Form().validate_on_submit():
        return _page(status=422)
    with unit_of_work():
        actions.discard_draft(_draft_or_404(), by=actor())
    return reply(url_for("kuemmerer.checklist"), tell="checklist-discarded")


def _page(*, form: PublishForm | None = None, status: int = 200) -> Response:
    draft, published = templates.draft(), templates.published()
    shown = draft or published
    versions = templates.versions()
    return page(
        "kuemmerer/checklist.html",
        status=status,
        draft=draft,
        phases=changes.by_phase(shown.steps if shown else actions.shipped_steps()),
        published=published,
        versions=versions,
        in_use=templates.projects_by_version(),
        people=accounts.names([one.published_by for one in versions]),
        form=form or PublishForm(formdata=None, data={"version": draft.version if draft else 0}),
    )


def _draft_or_404() -> "ChecklistVersion":
    found = templates.draft()
    if found is None:
        raise NotFound
    return found


def _written(form: TemplateStepForm) -> TemplateDraft:
    return TemplateDraft(
        phase=form.phase.chosen,
        title=str(form.title.data),
        responsible=form.responsible.chosen,
        explanation=str(form.explanation.data or ""),
        due_after=form.after,
        due_unit=form.due_unit.chosen,
        proof=str(form.proof.data or ""),
        aid=form.aid.chosen,
    )

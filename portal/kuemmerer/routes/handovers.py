"""`…/uebergabe`: preparing that a project goes to the next Kümmerer, and giving it into their hands."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.accounts import queries as accounts
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.kuemmerer import queries
from portal.kuemmerer.actions import handovers as acting
from portal.kuemmerer.actions.handovers import HandoverDraft
from portal.kuemmerer.documents.handover_telling import told_points
from portal.kuemmerer.forms.handovers import HandedCasesForm, HandoverForm
from portal.kuemmerer.policy import HandoverPermission, KuemmererPermission
from portal.kuemmerer.queries import handovers as reading
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.kuemmerer.terms.handovers import SHOWN, HandoverState
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.i18n import _, as_date
from portal.web.jobs import has_file
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import Handover, KuemmererProject

tells("handover-begun", N_("Die Übergabe ist vorbereitet. Die Nachfolge sieht davon noch nichts."))
tells("handover-saved", N_("Gespeichert."))
tells("handover-given", N_("Übergeben. Jetzt ist die Nachfolge an der Reihe: Sie nimmt die Übergabe an."))
tells("handover-accepted", N_("Willkommen im Projekt. Ab jetzt sind Sie zuständig."))
tells("handover-cancelled", N_("Die Übergabe ist abgebrochen. Alles bleibt, wie es war."))
tells("handover-cases", N_("Gemerkt. Diese Fälle wechseln, sobald die Nachfolge annimmt."))


def handover_in_url(handover_id: UUID) -> "Handover":
    return reading.handover(handover_id)


@bp.get("/<uuid:project_id>/uebergabe")
@requires(KuemmererPermission.READ, of=project_in_url)
def handover(project: "KuemmererProject") -> Response:
    """The one that is under way, else the page to begin one; nobody else learns that there is one."""
    seen = reading.handovers_of(actor(), project.id)
    under_way = next((one for one in seen if one.state.is_open), None)
    if under_way is not None:
        return _page(under_way)
    if not seen and not allows(HandoverPermission.BEGIN, actor(), project):
        raise NotFound
    return _begin_page(project, _form(project, formdata=None))


@bp.post("/<uuid:project_id>/uebergabe")
@requires(HandoverPermission.BEGIN, of=project_in_url)
def begin_handover(project: "KuemmererProject") -> Response:
    form = _form(project)
    if not form.validate_on_submit():
        return _begin_page(project, form, status=422)
    try:
        with unit_of_work():
            fresh = queries.project(project.id)
            made = acting.begin_handover(fresh, _draft(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _begin_page(queries.project(project.id), form, status=422)
    return reply(_address(made.id), tell="handover-begun")


@bp.get("/uebergaben/<uuid:handover_id>")
@requires(HandoverPermission.READ, of=handover_in_url)
def show_handover(handover: "Handover") -> Response:
    return _page(handover)


@bp.post("/uebergaben/<uuid:handover_id>")
@requires(HandoverPermission.EDIT, of=handover_in_url)
def save_handover(handover: "Handover") -> Response:
    form = _form(handover.project, handover)
    if not form.validate_on_submit():
        return _page(handover, form=form, status=422)
    try:
        with unit_of_work():
            fresh = reading.handover(handover.id)
            acting.edit_handover(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = reading.handover(handover.id)
        told: dict[str, Any] = {"conflicts": conflicts_of(form, theirs, ("words",)), "is_conflict": True}
        return _page(theirs, form=form, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return _page(reading.handover(handover.id), form=form, status=422)
    return reply(_address(handover.id), tell="handover-saved")


@bp.post("/uebergaben/<uuid:handover_id>/uebergeben")
@requires(HandoverPermission.READ, of=handover_in_url)
def give_handover(handover: "Handover") -> Response:
    if not Form().validate_on_submit():
        return _page(handover, status=422)
    with unit_of_work():
        acting.hand_over(reading.handover(handover.id), by=actor())
    return reply(_address(handover.id), tell="handover-given")


@bp.post("/uebergaben/<uuid:handover_id>/faelle")
@requires(HandoverPermission.CHOOSE_CASES, of=handover_in_url)
def choose_handed_cases(handover: "Handover") -> Response:
    form = _cases_form(handover)
    if not form.validate_on_submit():
        return _page(handover, cases_form=form, status=422)
    try:
        with unit_of_work():
            acting.choose_cases(reading.handover(handover.id), form.case_ids.chosen, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _page(reading.handover(handover.id), cases_form=form, status=422)
    return reply(_address(handover.id), tell="handover-cases")


@bp.post("/uebergaben/<uuid:handover_id>/annehmen")
@requires(HandoverPermission.READ, of=handover_in_url)
def accept_handover(handover: "Handover") -> Response:
    if not Form().validate_on_submit():
        return _page(handover, status=422)
    with unit_of_work():
        acting.accept(reading.handover(handover.id), by=actor())
    return reply(_address(handover.id), tell="handover-accepted")


@bp.post("/uebergaben/<uuid:handover_id>/abbrechen")
@requires(HandoverPermission.READ, of=handover_in_url)
def cancel_handover(handover: "Handover") -> Response:
    if not Form().validate_on_submit():
        return _page(handover, status=422)
    project_id = handover.project_id
    with unit_of_work():
        acting.cancel_handover(reading.handover(handover.id), by=actor())
    return reply(url_for("kuemmerer.handover", project_id=project_id), tell="handover-cancelled")


def _begin_page(project: "KuemmererProject", form: HandoverForm, *, status: int = 200) -> Response:
    seen = reading.handovers_of(actor(), project.id)
    giver = acting.giver_of(project, actor())
    return page(
        "kuemmerer/handover/begin.html",
        status=status,
        project=project,
        form=form,
        seen=seen,
        giver=giver,
        people=accounts.names([giver, *(one.to_id for one in seen)]),
    )


def _page(
    handover: "Handover",
    *,
    form: HandoverForm | None = None,
    cases_form: HandedCasesForm | None = None,
    status: int = 200,
    **context: Any,
) -> Response:
    project = handover.project
    package = reading.package_of(handover)
    may_choose = allows(HandoverPermission.CHOOSE_CASES, actor(), handover)
    return page(
        "kuemmerer/handover/show.html",
        status=status,
        handover=handover,
        project=project,
        points=told_points(project, who=actor()),
        shown=SHOWN,
        people=accounts.names([handover.from_id, handover.to_id]),
        form=form or _form(project, handover, formdata=None),
        cases=reading.cases_of(actor(), project) if may_choose else [],
        cases_form=cases_form or (_cases_form(handover, fresh=True) if may_choose else None),
        cases_count=len(reading.chosen_case_ids(handover.id)),
        waits_for_role=handover.state.is_open and reading.waits_for_role(handover),
        gets_it=actor().id == handover.to_id,
        package=package,
        package_ready=package is not None and has_file(package),
        states=HandoverState,
        **context,
    )


def _form(project: "KuemmererProject", handover: "Handover | None" = None, **kwargs: Any) -> HandoverForm:
    besides = handover.from_id if handover else acting.giver_of(project, actor())
    people = [(one.id, one.name) for one in reading.successors(actor(), project, besides=besides)]
    if handover is not None:
        if handover.to_id not in {one for one, _name in people}:
            people += accounts.names([handover.to_id]).items()
        stored = {"to_id": handover.to_id, "words": handover.words, "points": handover.points}
        kwargs = {"data": stored | {"version": handover.version}} | kwargs
    return HandoverForm(people=people, **kwargs)


def _cases_form(handover: "Handover", *, fresh: bool = False) -> HandedCasesForm:
    lines = [
        (case.id, _("Fall %(number)s, seit %(day)s", number=case.number, day=as_date(case.opened_on, "medium")))
        for case in reading.cases_of(actor(), handover.project)
    ]
    if not fresh:
        return HandedCasesForm(cases=lines)
    return HandedCasesForm(cases=lines, formdata=None, data={"case_ids": reading.chosen_case_ids(handover.id)})


def _draft(form: HandoverForm) -> HandoverDraft:
    assert form.to_id.chosen is not None, "the form was validated"
    return HandoverDraft(to_id=form.to_id.chosen, words=str(form.words.data or ""), points=form.chosen_points)


def _address(handover_id: UUID) -> str:
    return url_for("kuemmerer.show_handover", handover_id=handover_id)

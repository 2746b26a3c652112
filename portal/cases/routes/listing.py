"""The list of Fälle, and noting a new one."""

from uuid import UUID

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.actions import CaseDraft
from portal.cases.forms import CaseForm
from portal.cases.policy import CasePermission
from portal.cases.routes.blueprint import bp, group_choices, place_choices, views
from portal.cases.terms import CaseView
from portal.kernel import sealing
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

tells("case-opened", N_("Der Fall ist notiert und verschlüsselt gespeichert."))


@bp.get("")
@requires(CasePermission.LIST)
def index() -> Response:
    """My Fälle and those I stand in for."""
    sealing.ensure_key()
    view = next((one for one in CaseView if one.value == request.args.get("zeigen")), CaseView.OPEN)
    found = queries.page_of(queries.visible_cases(actor(), view), after=request.args.get("after"))
    tallies, opened = queries.tallies(actor()), queries.opened_of(actor().id)
    return page(
        "cases/index.html",
        fragment="case_rows",
        view=view,
        filters=[
            (f"{_(one.label)} ({tallies.of(one)})", url_for("cases.index", zeigen=one.value), one is view)
            for one in CaseView
        ],
        found=found,
        names=places.names(row.sozialraum_id for row in found.rows),
        keepers=accounts.names({row.keeper_id for row in found.rows} - {actor().id}),
        opened=opened,
        opened_people=accounts.names(
            [one for found in opened for one in (found.asked.asked_by, found.asked.decided_by)]
        ),
        here=url_for("cases.index", zeigen=view.value),
        views=views(),
    )


@bp.get("/neu")
@requires(CasePermission.LIST)
def new() -> Response:
    """Three fields for the door; the rest can wait."""
    sealing.ensure_key()
    form = CaseForm(places=place_choices(), groups=group_choices(), data={"sozialraum_id": _only_place()})
    return _new(form)


@bp.post("/neu")
@requires(CasePermission.LIST)
def create() -> Response:
    form = CaseForm(places=place_choices(), groups=group_choices())
    if not form.validate_on_submit():
        return _new(form, status=422)
    try:
        with unit_of_work():
            case = actions.open_case(draft_of(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("cases.show", case_id=case.id), tell="case-opened")


def draft_of(form: CaseForm) -> CaseDraft:
    """What a valid form says."""
    assert form.sozialraum_id.chosen is not None, "the form was validated"
    return CaseDraft(
        concern=str(form.concern.data),
        place=places.place(form.sozialraum_id.chosen),
        name=str(form.name.data or ""),
        contact=str(form.contact.data or ""),
        way=form.way.chosen,
        target_group_id=form.target_group_id.chosen,
        guidance=form.guidance.chosen,
        guided_to=str(form.guided_to.data or ""),
        follow_up_on=form.follow_up_on.data,
    )


def _new(form: CaseForm, *, status: int = 200) -> Response:
    asks_for_place = _only_place() is None
    more = ("way", "target_group_id", "guidance", "guided_to", "follow_up_on")
    is_more_open = any(form[name].errors for name in more) or (not asks_for_place and bool(form.sozialraum_id.errors))
    return page("cases/new.html", form=form, asks_for_place=asks_for_place, is_more_open=is_more_open, status=status)


def _only_place() -> UUID | None:
    """The Sozialraum of which this person is Kümmerer, unless there are several: then they are asked."""
    scope = actor().scope_of(Role.KUEMMERER) or frozenset()
    return next(iter(scope)) if len(scope) == 1 else None

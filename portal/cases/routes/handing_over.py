"""Running Fälle to the successor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, url_for

from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.forms import HandOverForm
from portal.cases.policy import BreakGlassPermission, CasePermission
from portal.cases.routes.blueprint import bp, break_glass_in_url, views
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.i18n import _, as_date
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.cases.models import BreakGlass, Case

tells("cases-handed-over", N_("Übergeben. Die neue Person hat eine Nachricht bekommen."))


@bp.get("/uebergabe")
@requires(CasePermission.LIST)
def hand_over() -> Response:
    cases = _mine()
    return _page(_form(cases, formdata=None, data={"case_ids": [case.id for case in cases]}), cases)


@bp.post("/uebergabe")
@requires(CasePermission.LIST)
def give() -> Response:
    cases = _mine()
    form = _form(cases)
    if not _give(form):
        return _page(form, _mine(), status=422)
    return reply(url_for("cases.index"), tell="cases-handed-over")


@bp.get("/notoeffnung/<uuid:break_glass_id>/uebergabe")
@requires(BreakGlassPermission.USE, of=break_glass_in_url)
def hand_over_opened(asked: "BreakGlass") -> Response:
    """What a Kümmerer who is gone could not hand over."""
    cases = _left(asked)
    data = {"case_ids": [case.id for case in cases]}
    return _page(_form(cases, keeper_id=asked.keeper_id, formdata=None, data=data), cases, asked=asked)


@bp.post("/notoeffnung/<uuid:break_glass_id>/uebergabe")
@requires(BreakGlassPermission.USE, of=break_glass_in_url)
def give_opened(asked: "BreakGlass") -> Response:
    form = _form(_left(asked), keeper_id=asked.keeper_id)
    if not _give(form):
        return _page(form, _left(asked), asked=asked, status=422)
    return reply(url_for("cases.break_glasses"), tell="cases-handed-over")


def _mine() -> "Sequence[Case]":
    me = actor().id
    return (
        [case for case in queries.running_cases_of(me) if allows(CasePermission.HAND_OVER, actor(), case)] if me else []
    )


def _left(asked: "BreakGlass") -> "Sequence[Case]":
    running = queries.running_cases_of(asked.keeper_id)
    return [case for case in running if allows(CasePermission.HAND_OVER, actor(), case)]


def _form(cases: "Sequence[Case]", *, keeper_id: UUID | None = None, **kwargs: object) -> HandOverForm:
    keeper = keeper_id or actor().id
    people = [(one.id, one.name) for one in queries.successors(keeper)] if keeper else []
    lines = [
        (case.id, _("Fall %(number)s, seit %(day)s", number=case.number, day=as_date(case.opened_on, "medium")))
        for case in cases
    ]
    return HandOverForm(cases=lines, people=people, **kwargs)


def _give(form: HandOverForm) -> bool:
    """Hand over what the form says; False with the reason in the form."""
    if not form.validate_on_submit() or form.to_id.chosen is None:
        return False
    try:
        with unit_of_work():
            cases = [queries.case(case_id) for case_id in form.case_ids.chosen]
            actions.hand_over_cases(cases, to=accounts.account(form.to_id.chosen), by=actor())
    except InvalidInput as error:
        form.take(error)
        return False
    return True


def _page(
    form: HandOverForm, cases: "Sequence[Case]", *, asked: "BreakGlass | None" = None, status: int = 200
) -> Response:
    return page(
        "cases/hand_over.html",
        status=status,
        form=form,
        cases=cases,
        asked=asked,
        keeper=accounts.names([asked.keeper_id]).get(asked.keeper_id, "") if asked else "",
        views=[] if asked else views(),
    )

"""The deputy: both see the same page."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.forms import DeputyForm
from portal.cases.policy import CasePermission
from portal.cases.routes.blueprint import bp, deputy_in_url, views
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.choosing import Choices
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.cases.models import CaseDeputy

tells("deputy-named", N_("Die Stellvertretung ist benannt und hat eine Nachricht bekommen."))
tells("deputy-ended", N_("Die Stellvertretung ist beendet."))


@bp.get("/stellvertretung")
@requires(CasePermission.LIST)
def deputies() -> Response:
    return _page(DeputyForm(people=_people(), formdata=None, data={"starts_on": today()}))


@bp.post("/stellvertretung")
@requires(CasePermission.LIST)
def name_deputy() -> Response:
    form = DeputyForm(people=_people())
    if not form.validate_on_submit() or form.deputy_id.chosen is None or form.starts_on.data is None:
        return _page(form, status=422)
    try:
        with unit_of_work():
            actions.name_deputy(
                accounts.account(form.deputy_id.chosen),
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _page(form, status=422)
    return reply(url_for("cases.deputies"), tell="deputy-named")


@bp.post("/stellvertretung/<uuid:deputy_id>/beenden")
@requires(CasePermission.END_DEPUTY, of=deputy_in_url)
def end_deputy(deputy: "CaseDeputy") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _page(DeputyForm(people=_people(), formdata=None), ending=form, status=422)
    with unit_of_work():
        actions.end_deputy(queries.deputy(deputy.id), by=actor())
    return reply(url_for("cases.deputies"), tell="deputy-ended")


def _people() -> Choices:
    me = actor().id
    return [(one.id, one.name) for one in queries.possible_deputies(me)] if me else []


def _page(form: DeputyForm, *, ending: Form | None = None, status: int = 200) -> Response:
    me = actor().id
    assert me is not None, "a Kümmerer has an account"
    mine, former, theirs = queries.deputy_of(me), queries.deputies_of(me), queries.stands_in_for(me)
    people = [one.deputy_id for one in (*former, *([mine] if mine else []))]
    return page(
        "cases/deputies.html",
        status=status,
        form=form,
        ending=ending or Form(formdata=None),
        mine=mine,
        former=former,
        theirs=theirs,
        people=accounts.names([*people, *(one.keeper_id for one in theirs)]),
        views=views(),
    )

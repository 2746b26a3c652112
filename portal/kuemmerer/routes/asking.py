"""Asking the county's desk for help, and the list of those who answer."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, url_for

from portal.accounts import queries as accounts
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.forms import AnswerForm, HelpForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import asking as reading
from portal.kuemmerer.routes.blueprint import bp, project_in_url, request_in_url
from portal.kuemmerer.routes.directory import project_page
from portal.web.access import actor, may, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import HelpRequest, KuemmererProject

tells("help-asked", N_("Ihre Bitte ist beim Landkreis. Die Antwort erscheint hier und kommt per E-Mail."))
tells("help-answered", N_("Die Antwort ist gespeichert und unterwegs."))
tells("help-closed", N_("Als erledigt vermerkt."))


@bp.post("/<uuid:project_id>/hilfe")
@requires(KuemmererPermission.ASK_FOR_HELP, of=project_in_url)
def ask_for_help(project: "KuemmererProject") -> Response:
    form = HelpForm()
    if not form.validate_on_submit():
        return project_page(project, help_form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.project(project.id)
            actions.ask_for_help(fresh, str(form.question.data), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return project_page(queries.project(project.id), help_form=form, status=422)
    return reply(url_for("kuemmerer.show", project_id=project.id), tell="help-asked")


@bp.get("/hilfe-noetig")
@requires(KuemmererPermission.LIST_HELP)
def help_wanted() -> Response:
    return _page()


@bp.post("/hilfe-noetig/<uuid:request_id>")
@requires(KuemmererPermission.ANSWER_HELP, of=request_in_url)
def answer_help(request: "HelpRequest") -> Response:
    form = AnswerForm(prefix=f"f{request.id}-")
    if not form.validate_on_submit():
        return _page(answered=request.id, form=form, status=422)
    with unit_of_work():
        fresh = reading.help_request(request.id)
        actions.answer_help(fresh, str(form.answer.data), close=bool(form.close.data), by=actor())
    return reply(url_for("kuemmerer.help_wanted"), tell="help-answered")


@bp.post("/hilfe-noetig/<uuid:request_id>/erledigt")
@requires(KuemmererPermission.CLOSE_HELP, of=request_in_url)
def close_help(request: "HelpRequest") -> Response:
    back = url_for("kuemmerer.show", project_id=request.project_id)
    if may(KuemmererPermission.LIST_HELP):
        back = url_for("kuemmerer.help_wanted")
    if not Form().validate_on_submit():
        return reply(back)
    with unit_of_work():
        actions.close_help(reading.help_request(request.id), by=actor())
    return reply(back, tell="help-closed")


def _page(*, answered: UUID | None = None, form: AnswerForm | None = None, status: int = 200) -> Response:
    waiting, done = reading.open_requests(actor()), reading.closed_requests(actor())
    people = accounts.names(
        [one.asked_by for one in [*waiting, *done]] + [one.answered_by for one in [*waiting, *done]]
    )
    forms = {
        one.id: form
        if form is not None and one.id == answered
        else AnswerForm(formdata=None, prefix=f"f{one.id}-", data={"answer": one.answer})
        for one in waiting
    }
    return page(
        "kuemmerer/help_wanted.html",
        status=status,
        waiting=waiting,
        done=done,
        people=people,
        forms=forms,
        form=form,
    )

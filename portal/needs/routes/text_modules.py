"""The ready sentences for public answers: the county's own, else those the portal comes with."""

from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.needs import actions, queries
from portal.needs.forms import TextModuleForm
from portal.needs.policy import NeedPermission
from portal.needs.routes.blueprint import bp
from portal.needs.routes.wording import simple_mark
from portal.needs.terms import NeedStatus
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply


@bp.get("/bedarfe/textbausteine")
@requires(NeedPermission.TEXT_MODULES)
def text_modules() -> Response:
    wanted = request.args.get("status")
    status = wanted if wanted in set(NeedStatus) else NeedStatus.IN_REVIEW.value
    return modules_page(TextModuleForm(formdata=None, data={"status": status}))


@bp.post("/bedarfe/textbausteine")
@requires(NeedPermission.EDIT_TEXT_MODULES)
def add_text_module() -> Response:
    form = TextModuleForm()
    if not form.validate_on_submit():
        return modules_page(form, status=422)
    try:
        with unit_of_work():
            actions.add_text_module(
                NeedStatus(form.status.data), text=str(form.text.data), simple=form.simple, by=actor()
            )
    except DomainError as error:
        form.take(error)
        return modules_page(form, status=status_of(error))
    return reply(url_for("needs.text_modules", status=form.status.data), tell="text-module-saved")


@bp.post("/bedarfe/textbausteine/<uuid:module_id>/entfernen")
@requires(NeedPermission.EDIT_TEXT_MODULES)
def remove_text_module(module_id: UUID) -> Response:
    if not Form().validate_on_submit():
        return modules_page(TextModuleForm(formdata=None), status=422)
    with unit_of_work():
        module = actions.remove_text_module(module_id, by=actor())
    return reply(url_for("needs.text_modules", status=module.status.value), tell="text-module-removed")


def modules_page(form: TextModuleForm, *, status: int = 200) -> Response:
    shown = [one for one in NeedStatus if one is not NeedStatus.NEW]
    return page(
        "needs/text_modules.html",
        status=status,
        form=form,
        simple_mark=simple_mark,
        groups=[(one, queries.own_text_modules(one), queries.text_modules(one)) for one in shown],
    )

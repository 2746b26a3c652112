"""Telling a need on as an anonymous Bedarf."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, url_for

from portal.cases import actions, queries
from portal.cases.forms import NeedForm
from portal.cases.policy import CasePermission
from portal.cases.routes.blueprint import bp, case_in_url, field_choices, place_choices
from portal.contributions import queries as contributions
from portal.contributions.terms import ContributionKind
from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.cases.models import Case


@bp.get("/<uuid:case_id>/bedarf")
@requires(CasePermission.REPORT, of=case_in_url)
def ask_for_need(case: "Case") -> Response:
    """An empty form: nothing of the Fall stands in it but the Gemeinde."""
    node = places.tree().get(case.sozialraum_id)
    gemeinde = places.tree().gemeinde_of(node) if node else None
    known = {place_id for place_id, _label in place_choices()}
    near = gemeinde.id if gemeinde and gemeinde.id in known else case.sozialraum_id
    return _page(case, _form(formdata=None, data={"sozialraum_id": near}))


@bp.post("/<uuid:case_id>/bedarf")
@requires(CasePermission.REPORT, of=case_in_url)
def report_need(case: "Case") -> Response:
    """Two transactions on purpose: what is written together could be found together."""
    form = _form()
    if not form.validate_on_submit() or form.sozialraum_id.chosen is None:
        return _page(case, form, status=422)
    try:
        with unit_of_work():
            actions.report_need(
                queries.case(case.id),
                str(form.text.data),
                place=places.place(form.sozialraum_id.chosen),
                action_field_id=form.action_field_id.chosen,
                checked=bool(form.checked.data),
                submission_key=form.key,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        form.take(error)
        return _page(queries.case(case.id), form, status=status_of(error), code=error.code)
    with unit_of_work():
        actions.note_reported(queries.case(case.id), by=actor())
    return reply(url_for("cases.reported", submission_key=form.key))


@bp.get("/gemeldet/<uuid:submission_key>")
@requires(CasePermission.LIST)
def reported(submission_key: UUID) -> Response:
    """The Rückmelde-Code to pass on. Nothing here leads to the Fall."""
    found = contributions.by_submission_key(submission_key)
    if found is None or found.kind is not ContributionKind.CASE or found.recorded_by != actor().id:
        raise NotFound
    return page("cases/reported.html", code=codes.receipt_code(submission_key), text=found.text)


def _form(**kwargs: object) -> NeedForm:
    return NeedForm(places=place_choices(), fields=field_choices(), **kwargs)


def _page(case: "Case", form: NeedForm, *, status: int = 200, code: str = "") -> Response:
    must_check = code == "cases.names-person" or bool(form.checked.data)
    return page("cases/need.html", form=form, case=case, must_check=must_check, status=status)

"""`/rueckmeldung/umfrage`: what a Rückmelde-Code of a survey opens: the own answers, what became of the words, deleting."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.contributions import queries as said
from portal.contributions.terms import moment_of
from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions.storing import text_key
from portal.surveys.actions.withdrawing import delete_response
from portal.surveys.queries import receipts
from portal.surveys.routes.screens import in_words, say_errors, shown, spoken
from portal.surveys.terms import answers_from_json
from portal.surveys.terms import said as titled
from portal.web.access import actor, public
from portal.web.forms import Form
from portal.web.pages import page, reply, tells
from portal.web.panels import collect, contributes

if TYPE_CHECKING:
    from portal.surveys.models import SurveyResponse

bp = Blueprint("survey_receipt", __name__, url_prefix="/rueckmeldung/umfrage")

tells("response-deleted", N_("Ihre Antworten sind gelöscht, und Ihre Wortmeldungen sind zurückgenommen."))

_VIEW = "survey-receipt-view"
_VIEW_HOLDS = timedelta(hours=2)
#: The answer, and the keys of the Wortmeldungen that came of it (they follow from the code, which stands in no address).
View = tuple["SurveyResponse", dict[str, UUID]]


@contributes("receipt.code")
def address_of(*, typed: str, **_context: Any) -> Iterator[str]:
    """Where the answer to a code stands that a survey gave out."""
    response = receipts.response_by_code(typed)
    if response is None:
        return
    code = codes.normalise_code(typed)
    flagged = [one.code for one in queries.questionnaire_of(response.version_id).questions if one.contribution]
    keys = {one: text_key(code, one).hex for one in flagged if one in response.answers}
    view = codes.sign(_VIEW, json.dumps([response.id.hex, keys]), valid_for=_VIEW_HOLDS)
    yield url_for("survey_receipt.show", view=view)


@bp.get("/<view>")
@public
def show(view: str) -> Response:
    opened = _opened(view)
    return _shown(view, *opened) if opened else _closed()


@bp.post("/<view>/loeschen")
@public
def delete(view: str) -> Response:
    opened = _opened(view)
    if opened is None:
        return _closed()
    form = Form()
    if not form.validate_on_submit():
        return _shown(view, *opened, form=form, status=422)
    response, keys = opened
    with unit_of_work():
        delete_response(response, text_keys=keys.values(), by=actor())
    return reply(url_for("receipt.ask"), tell="response-deleted")


def _closed() -> Response:
    return reply(url_for("receipt.ask"), tell="receipt-closed")


def _opened(view: str) -> View | None:
    value = codes.unsign(_VIEW, view)
    if not value:
        return None
    response_id, keys = json.loads(value)
    response = receipts.response(UUID(response_id))
    return (response, {code: UUID(key) for code, key in keys.items()}) if response else None


def _shown(
    view: str, response: "SurveyResponse", keys: dict[str, UUID], *, form: Form | None = None, status: int = 200
) -> Response:
    answers, read = answers_from_json(response.answers), spoken(response.language)
    form = form or Form(formdata=None)
    say_errors(form, read)
    survey = queries.survey(response.survey_id)
    asked = [shown(response.version_id, code, response.language) for code in _in_order(response)]
    return page(
        "surveys/public/receipt.html",
        status=status,
        view=view,
        response=response,
        read=read,
        survey=survey,
        title=titled(survey.titles, read.code),
        rows=[(one, in_words(one, answers[one.code])) for one in asked],
        words=[(one, _timeline(keys[one.code])) for one in asked if one.code in keys],
        form=form,
    )


def _in_order(response: "SurveyResponse") -> list[str]:
    return [one.code for one in queries.questionnaire_of(response.version_id).questions if one.code in response.answers]


def _timeline(key: UUID) -> list[Any]:
    contribution = said.by_submission_key(key)
    return sorted(collect("receipt.timeline", contribution_id=contribution.id), key=moment_of) if contribution else []

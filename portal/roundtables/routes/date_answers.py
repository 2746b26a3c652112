"""`/runde-tische/termin/…`: a member says by secret link on which dates they could come."""

from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.roundtables.actions import dates as actions
from portal.roundtables.queries import dates as queries
from portal.roundtables.routes.finding import chosen_dates
from portal.roundtables.routes.guessing import wrong
from portal.roundtables.terms.meetings import DateAnswerKind
from portal.web.access import public
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

bp = Blueprint("date_answers", __name__, url_prefix="/runde-tische/termin")

tells("dates-answered", N_("Danke! Ihre Antwort ist angekommen. Sie können sie bis zur Entscheidung ändern."))


@bp.get("/<token>")
@public
def show(token: str) -> Response:
    return _show(token)


@bp.post("/<token>")
@public
def answer(token: str) -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _show(token, form=form, status=422)
    found = queries.by_link_token(token)
    if found is None:
        wrong()
    given = chosen_dates(found[0])
    if len(given) < len(found[0].options):
        form.take(InvalidInput("dates.incomplete", N_("Bitte antworten Sie zu jedem Termin.")))
        return _show(token, form=form, status=422, given=given)
    try:
        with unit_of_work():
            again = queries.by_link_token(token)
            assert again is not None, "it was there a moment ago"
            actions.answer_by_link(*again, given)
    except InvalidInput as error:
        form.take(error)
        return _show(token, form=form, status=422)
    return reply(url_for("date_answers.show", token=token), tell="dates-answered")


def _show(
    token: str, *, form: Form | None = None, status: int = 200, given: dict[UUID, DateAnswerKind] | None = None
) -> Response:
    found = queries.by_link_token(token)
    if found is None:
        wrong()
    finding, member = found
    stored = {option: kind for (option, of), kind in queries.answers(finding).items() if of == member.id}
    response = page(
        "roundtables/public/dates.html",
        status=status,
        finding=finding,
        member=member,
        round_table=finding.round_table,
        given=stored | (given or {}),
        kinds=list(DateAnswerKind),
        token=token,
        form=form or Form(formdata=None),
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

"""`/runde-tische/vereinbarung/<token>`: for somebody who took something over. It does just this one thing, without an account."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import agreements as actions
from portal.roundtables.forms.agreements import OwnerForm
from portal.roundtables.queries import agreements as queries
from portal.roundtables.routes.guessing import wrong
from portal.web import limits
from portal.web.access import actor, public
from portal.web.errors import status_of
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Agreement

bp = Blueprint("agreement_owner", __name__, url_prefix="/runde-tische/vereinbarung")

tells("owner-done", N_("Danke! Ihre Vereinbarung ist als erledigt vermerkt."))
tells("owner-said", N_("Danke, Ihre Nachricht ist angekommen."))
tells(
    "owner-asked",
    N_("Danke. Wir geben Ihnen Bescheid, sobald jemand zugestimmt hat. Bis dahin gilt der bisherige Tag."),
)


@bp.get("/<token>")
@public
def show(token: str) -> Response:
    return _screen(token, _of(token))


@bp.post("/<token>")
@public
def tell(token: str) -> Response:
    """Done, a sentence, or more time: the pressed button says which."""
    agreement, form = _of(token), OwnerForm()
    if not form.validate_on_submit():
        return _screen(token, agreement, form=form, status=422)
    limits.hit("agreement-owner", str(agreement.id), most=30, per_seconds=3600)
    try:
        with unit_of_work():
            told = _act(queries.by_token(token), form)
    except DomainError as error:
        form.take(error)
        return _screen(token, _of(token), form=form, status=status_of(error))
    return reply(url_for("agreement_owner.show", token=token), tell=told)


def _act(agreement: "Agreement", form: OwnerForm) -> str:
    sentence = str(form.sentence.data or "")
    match request.form.get("schritt"):
        case "erledigt":
            actions.finish_by_owner(agreement, sentence=sentence, submission_key=form.key, by=actor())
            return "owner-done"
        case "zeit":
            if form.until.data is None:
                raise InvalidInput("agreement.no-day", N_("Bitte wählen Sie einen Tag."), field="until")
            actions.ask_for_time(
                agreement, until=form.until.data, because=sentence, submission_key=form.key, by=actor()
            )
            return "owner-asked"
        case _:
            actions.say_by_owner(agreement, sentence=sentence, submission_key=form.key, by=actor())
            return "owner-said"


def _of(token: str) -> "Agreement":
    try:
        return queries.by_token(token)
    except NotFound:
        wrong()


def _screen(token: str, agreement: "Agreement", *, form: OwnerForm | None = None, status: int = 200) -> Response:
    return page(
        "roundtables/agreements/owner.html",
        status=status,
        token=token,
        agreement=agreement,
        meeting=agreement.meeting,
        round_table=agreement.round_table,
        form=form or OwnerForm(formdata=None),
    )

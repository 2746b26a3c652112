"""`/runde-tische/antwort`: people answer an invitation without an account, by link or by the code on their letter."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import addresses, arriving, replies, telling
from portal.roundtables.actions.replies import ReplyDraft
from portal.roundtables.exports.calendars import single
from portal.roundtables.forms.replies import COMES, DOES_NOT, CodeForm, ReplyForm
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series
from portal.roundtables.routes.guessing import wrong
from portal.roundtables.routes.preparing import timed
from portal.roundtables.terms.meetings import MeetingState, Reply
from portal.web.access import public
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Participant

bp = Blueprint("replies", __name__, url_prefix="/runde-tische/antwort")

tells("reply-yes", N_("Danke! Wir freuen uns auf Sie."))
tells(
    "reply-waiting",
    N_("Danke! Alle Plätze sind vergeben. Sie stehen auf der Warteliste; wir melden uns, wenn etwas frei wird."),
    tone="info",
)
tells("reply-no", N_("Danke für Ihre Nachricht. Schade, dass es nicht klappt."))
tells("arrived", N_("Willkommen! Sie stehen auf der Anwesenheitsliste."))
_TELLS = {Reply.YES: "reply-yes", Reply.WAITING: "reply-waiting", Reply.NO: "reply-no"}


@bp.get("")
@public
def enter() -> Response:
    return page("roundtables/public/code.html", form=CodeForm())


@bp.post("")
@public
def find() -> Response:
    form = CodeForm()
    if not form.validate_on_submit():
        return page("roundtables/public/code.html", form=form, status=422)
    found = queries.by_reply_code(str(form.code.data))
    if found is None:
        try:
            wrong()
        except NotFound:
            form.take(DomainError("code", _UNKNOWN, field="code"))
            return page("roundtables/public/code.html", form=form, status=422)
    return reply(url_for("replies.show", code=queries.reply_code(found.id)))


@bp.get("/<code>")
@public
def show(code: str) -> Response:
    return _show(_of(code))


@bp.post("/<code>")
@public
def answer(code: str) -> Response:
    one, form = _of(code), ReplyForm()
    if not form.validate_on_submit():
        return _show(one, form=form, status=422)
    draft = ReplyDraft(
        comes=form.comes.data == COMES,
        substitute=str(form.substitute.data or ""),
        assistance=form.needed,
        remark=str(form.remark.data or ""),
    )
    try:
        with unit_of_work():
            stands = replies.reply_by_link(queries.participant(one.id), draft)
    except InvalidInput as error:
        form.take(error)
        return _show(queries.participant(one.id), form=form, status=422)
    return reply(url_for("replies.show", code=queries.reply_code(one.id)), tell=_TELLS[stands])


@bp.post("/<code>/da")
@public
def arrive(code: str) -> Response:
    one, form = _of(code), Form()
    if not form.validate_on_submit():
        return _show(one, arrival=form, status=422)
    try:
        with unit_of_work():
            arriving.arrive_by_link(queries.participant(one.id))
    except InvalidInput as error:
        form.take(error)
        return _show(queries.participant(one.id), arrival=form, status=422)
    return reply(url_for("replies.show", code=queries.reply_code(one.id)), tell="arrived")


@bp.get("/<code>/termin.ics")
@public
def entry(code: str) -> Response:
    response = Response(single(_of(code)), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="termin.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _of(code: str) -> "Participant":
    found = queries.by_reply_code(code)
    if found is None or (found.meeting.state is MeetingState.PLANNED and found.invited_at is None):
        wrong()
    return found


def _show(
    one: "Participant", *, form: ReplyForm | None = None, arrival: Form | None = None, status: int = 200
) -> Response:
    values = {
        "comes": {Reply.YES: COMES, Reply.WAITING: COMES, Reply.NO: DOES_NOT}.get(one.reply),
        "substitute": one.substitute,
        "assistance": one.assistance,
        "remark": one.remark,
    }
    response = page(
        "roundtables/public/reply.html",
        status=status,
        person=one,
        meeting=one.meeting,
        round_table=one.meeting.round_table,
        called=telling.called(one.meeting),
        agenda=timed(one.meeting),
        line=queries.place_in_line(one) if one.reply is Reply.WAITING else None,
        form=form or ReplyForm(formdata=None, data=values),
        arrival=arrival or Form(formdata=None),
        is_door_open=arriving.door_is_open(one.meeting),
        code=queries.reply_code(one.id),
        calendar=_calendar(one),
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _calendar(one: "Participant") -> str:
    """The secret calendar of a standing member; a guest has none, nor has somebody who left."""
    member = series.member(one.member_id) if one.member_id else None
    return addresses.calendar_url(member) if member is not None and member.left_at is None else ""


_UNKNOWN = N_("Diesen Code kennen wir nicht. Bitte prüfen Sie ihn, oder rufen Sie uns an.")

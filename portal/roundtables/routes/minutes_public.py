"""Minutes outside the office: for those who were there by their code, and released ones of public series for everybody."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import protocol
from portal.roundtables.documents import minutes as documents
from portal.roundtables.forms.minutes import RemarkForm
from portal.roundtables.queries import meetings, series
from portal.roundtables.queries import minutes as queries
from portal.roundtables.routes.guessing import wrong
from portal.roundtables.terms.minutes import MinutesState
from portal.web import limits
from portal.web.access import public
from portal.web.errors import status_of
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Minutes, Participant

bp = Blueprint("public_minutes", __name__, url_prefix="/runde-tische")

tells("remark-sent", N_("Danke, Ihr Hinweis ist angekommen."))


@bp.get("/protokoll/<code>")
@public
def show(code: str) -> Response:
    """For one participant: the draft in the correction round, the released minutes afterwards."""
    participant, minutes = _of_code(code)
    return _screen(code, participant, minutes)


@bp.post("/protokoll/<code>")
@public
def remark(code: str) -> Response:
    participant, minutes = _of_code(code)
    form = RemarkForm()
    if not form.validate_on_submit():
        return _screen(code, participant, minutes, form=form, status=422)
    limits.hit("minutes-remark", str(participant.id), most=30, per_seconds=3600)
    try:
        with unit_of_work():
            protocol.remark(queries.minutes(minutes.id), participant, text=str(form.text.data), submission_key=form.key)
    except DomainError as error:
        form.take(error)
        return _screen(code, participant, minutes, form=form, status=status_of(error))
    return reply(url_for("public_minutes.show", code=code), tell="remark-sent")


@bp.get("/protokoll/<code>/protokoll.pdf")
@public
def pdf(code: str) -> Response:
    return _pdf(_of_code(code)[1])


@bp.get("/protokoll/<code>/protokoll.docx")
@public
def docx(code: str) -> Response:
    return _docx(_of_code(code)[1])


@bp.get("/<slug>/protokolle/<int(max=32767):number>")
@public
def show_released(slug: str, number: int) -> Response:
    minutes = _released(slug, number)
    return page(
        "roundtables/minutes/public.html",
        meeting=minutes.meeting,
        round_table=minutes.meeting.round_table,
        d=documents.drawn(minutes),
        slug=slug,
    )


@bp.get("/<slug>/protokolle/<int(max=32767):number>.pdf")
@public
def released_pdf(slug: str, number: int) -> Response:
    return _pdf(_released(slug, number))


@bp.get("/<slug>/protokolle/<int(max=32767):number>.docx")
@public
def released_docx(slug: str, number: int) -> Response:
    return _docx(_released(slug, number))


def _of_code(code: str) -> "tuple[Participant, Minutes]":
    """Whose code it is and the minutes they may read: the draft is for those who were there, what is released for all invited.

    Raises `NotFound` for a code nobody has, and before the round.
    """
    participant = meetings.by_reply_code(code)
    if participant is None:
        wrong()
    minutes = queries.of_meeting(participant.meeting_id)
    if minutes is None or minutes.state is MinutesState.DRAFT or not (minutes.is_released or participant.attended):
        raise NotFound
    return participant, minutes


def _released(slug: str, number: int) -> "Minutes":
    round_table = series.public_round_table(slug)
    if round_table is None:
        raise NotFound
    return queries.released_in_public(round_table.id, number)


def _screen(
    code: str, participant: "Participant", minutes: "Minutes", *, form: RemarkForm | None = None, status: int = 200
) -> Response:
    own: list[Any] = [one for one in queries.remarks(minutes.id) if one.participant_id == participant.id]
    return page(
        "roundtables/minutes/participant.html",
        status=status,
        code=code,
        participant=participant,
        minutes=minutes,
        meeting=minutes.meeting,
        round_table=minutes.meeting.round_table,
        d=documents.drawn(minutes),
        remarks=own,
        form=form or RemarkForm(formdata=None),
    )


def _pdf(minutes: "Minutes") -> Response:
    return download(documents.minutes_pdf(minutes), documents.filename(minutes, "pdf"), documents.PDF_MIMETYPE)


def _docx(minutes: "Minutes") -> Response:
    return download(documents.minutes_docx(minutes), documents.filename(minutes, "docx"), documents.DOCX_MIMETYPE)

"""`/rueckmeldung/nachfrage`: "Hat es geholfen?", answered by whoever holds the Rückmelde-Code, without account or JavaScript."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.contributions import queries as said
from portal.contributions.terms import Channel
from portal.kernel import clock, codes
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, NotFound, TooMany
from portal.kernel.text import N_
from portal.planning.actions import followups as actions
from portal.planning.forms.followups import FollowUpForm
from portal.planning.queries import followups as queries
from portal.planning.queries.followups import Question
from portal.planning.terms.followups import Helped
from portal.web import limits
from portal.web.access import public
from portal.web.i18n import language
from portal.web.pages import page, reply

bp = Blueprint("follow_ups", __name__, url_prefix="/rueckmeldung/nachfrage")

_ASKED = "planning.follow-up"
#: As long as the page of the receipt itself holds.
_HOLDS = timedelta(hours=2)
#: How long after sending the portal shows the code of the sentence.
_CODE_SHOWN = timedelta(minutes=30)
_MOST, _MOST_SECONDS = 120, 600


def address_of(question: Question, contribution_id: UUID) -> str:
    """Where the person behind this Wortmeldung answers; it holds two hours."""
    token = codes.sign(_ASKED, f"{question.follow_up.id}.{contribution_id}", valid_for=_HOLDS)
    return url_for("follow_ups.show", token=token)


@bp.get("/<token>")
@public
def show(token: str) -> Response:
    """The question on a page of its own."""
    follow_up_id, contribution_id = _opened(token)
    question = queries.question(follow_up_id, contribution_id)
    return _page(question, token, FollowUpForm(formdata=None))


@bp.post("/<token>")
@public
def answer(token: str) -> Response:
    """Take the button that was pressed and the sentence, if there is one."""
    follow_up_id, contribution_id = _opened(token)
    question = queries.question(follow_up_id, contribution_id)
    form = FollowUpForm()
    good, pressed = form.validate_on_submit(), form.helped(request.form.get("helped"))
    if not good or pressed is None:
        if good:
            form.take(InvalidInput("follow-up.no-button", N_("Bitte wählen Sie eine der drei Antworten.")))
        return _page(question, token, form, pressed=pressed, status=422)
    try:
        limits.hit("follow-up", most=_MOST, per_seconds=_MOST_SECONDS)
        with unit_of_work():
            taken = actions.answer_follow_up(
                follow_up_id,
                contribution_id,
                helped=pressed,
                remark=str(form.remark.data or ""),
                language=language(),
                submission_key=form.key,
            )
    except (InvalidInput, TooMany, Conflict) as error:
        return _refused(question, token, form, pressed, error)
    key = form.key if taken.code else None
    return reply(url_for("follow_ups.thanks", token=token, satz=key, doppelt=None if taken.is_first else 1))


@bp.get("/<token>/danke")
@public
def thanks(token: str) -> Response:
    """Thanks, and the Rückmelde-Code of the sentence for as long as it takes to write it down."""
    follow_up_id, contribution_id = _opened(token)
    question = queries.question(follow_up_id, contribution_id)
    code = _code_of(request.args.get("satz", ""))
    return page("planning/followups/thanks.html", question=question, code=code, was_there="doppelt" in request.args)


def _opened(token: str) -> tuple[UUID, UUID]:
    """The ids in a signed address. Raises `NotFound` for one that was made up or is too old."""
    value = codes.unsign(_ASKED, token)
    if value is None:
        raise NotFound
    follow_up_id, _dot, contribution_id = value.partition(".")
    return UUID(follow_up_id), UUID(contribution_id)


def _code_of(key: str) -> str:
    try:
        found = said.by_submission_key(UUID(key)) if key else None
    except ValueError:
        return ""
    if found is None or found.channel is not Channel.ONLINE or clock.now() - found.received_at > _CODE_SHOWN:
        return ""
    return codes.receipt_code(found.submission_key) if queries.measures_remarked_on([found.id]) else ""


def _refused(question: Question, token: str, form: FollowUpForm, pressed: Helped, error: DomainError) -> Response:
    if isinstance(error, Conflict):
        form.renew_key()
    form.take(error)
    status = 429 if isinstance(error, TooMany) else 409 if isinstance(error, Conflict) else 422
    response = _page(question, token, form, pressed=pressed, status=status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _page(
    question: Question, token: str, form: FollowUpForm, *, pressed: Helped | None = None, status: int = 200
) -> Response:
    return page(
        "planning/followups/ask.html",
        question=question,
        address=url_for("follow_ups.answer", token=token),
        form=form,
        pressed=pressed,
        choices=list(Helped),
        status=status,
    )

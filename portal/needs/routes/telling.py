"""After the answer: who hears of it in which way, letters, calls, notice boards, and how far that is."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.codes import sign, unsign
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.documents import calls_csv, calls_pdf, order_letters, write_letters, write_notice
from portal.needs.documents.calls import what_to_say
from portal.needs.forms import CallForm, CallsForm, LettersForm, NoticeForm
from portal.needs.policy import NeedPermission
from portal.needs.routes.blueprint import bp
from portal.needs.routes.file import need_in_url
from portal.needs.routes.wording import simple_mark
from portal.needs.terms.telling import CALL_RESULTS, CALLS_OPEN, LETTERS_AT_ONCE, mails_leave
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import download, page, reply, tells
from portal.web.site import site

if TYPE_CHECKING:
    from portal.needs.models import Need, PublicAnswer

PDF_MIMETYPE = "application/pdf"
_CALLS = "needs.calls"
_AT = "/bedarfe/<uuid:need_id>/antworten/<int(max=9223372036854775807):answer_id>"

tells("letters-posted", N_("Vermerkt. Briefe in der Post: %(n)s."))
tells("call-noted", N_("Der Anruf ist eingetragen."))
tells("calls-closed", N_("Die Anrufliste war zu lange offen. Bitte öffnen Sie sie noch einmal."), tone="info")
tells("notice-hung", N_("Vermerkt: Der Aushang hängt."))
tells("notice-down", N_("Vermerkt: Der Aushang hängt nicht."))


def answer_in_url(need: "Need") -> "PublicAnswer":
    """The public answer of an address. Raises `NotFound` for another Bedarf's and for one that was taken back."""
    return queries.answer_of(need, int((request.view_args or {})["answer_id"]))


@bp.get(_AT)
@requires(NeedPermission.TELL, of=need_in_url)
def telling(need: "Need") -> Response:
    return telling_page(need)


@bp.post(f"{_AT}/briefe")
@requires(NeedPermission.TELL, of=need_in_url)
def make_letters(need: "Need") -> Response:
    """One PDF with a letter to each, many of them by a job; what for is noted in the log."""
    answer, form = answer_in_url(need), LettersForm()
    if not form.validate_on_submit():
        return telling_page(need, letters_form=form, status=422)
    said = {"sender": str(form.sender.data), "signature": str(form.signature.data)}
    try:
        with unit_of_work():
            people = actions.make_letters(need, answer, reason=str(form.reason.data), by=actor())
            job = order_letters(need, answer, by=actor(), **said) if len(people) > LETTERS_AT_ONCE else None
    except DomainError as error:
        form.take(error)
        return telling_page(need, letters_form=form, status=status_of(error))
    if job is not None:
        return reply(url_for("jobs.detail", job_id=job.id))
    made = write_letters(need, answer, people, **said)
    return download(made, f"briefe-{need.number}-{today().isoformat()}.pdf", PDF_MIMETYPE)


@bp.post(f"{_AT}/briefe/verschickt")
@requires(NeedPermission.TELL, of=need_in_url)
def letters_posted(need: "Need") -> Response:
    answer = answer_in_url(need)
    if not Form().validate_on_submit():
        return telling_page(need, status=422)
    with unit_of_work():
        number = actions.letters_posted(need, answer, by=actor())
    return reply(_address(need, answer), tell="letters-posted", count=number)


@bp.post(f"{_AT}/anrufe")
@requires(NeedPermission.TELL, of=need_in_url)
def open_calls(need: "Need") -> Response:
    """Open the list of numbers, or take it away as a file; what for is noted in the log."""
    answer, form = answer_in_url(need), CallsForm()
    if not form.validate_on_submit():
        return telling_page(need, calls_form=form, status=422)
    try:
        with unit_of_work():
            actions.open_calls(need, answer, reason=str(form.call_reason.data), by=actor())
    except DomainError as error:
        error.field = "call_reason" if error.field == "reason" else error.field
        form.take(error)
        return telling_page(need, calls_form=form, status=status_of(error))
    name = f"anrufe-{need.number}-{today().isoformat()}"
    if request.form.get("als") == "csv":
        return download(calls_csv(answer, actor()), f"{name}.csv", OFFICE_MIMETYPE)
    if request.form.get("als") == "pdf":
        return download(calls_pdf(need, answer, actor()), f"{name}.pdf", PDF_MIMETYPE)
    view = sign(_CALLS, f"{answer.id} {actor().id}", valid_for=CALLS_OPEN)
    return reply(url_for("needs.calls", need_id=need.id, answer_id=answer.id, view=view))


@bp.get(f"{_AT}/anrufe/<view>")
@requires(NeedPermission.TELL, of=need_in_url)
def calls(need: "Need") -> Response:
    return calls_page(need)


@bp.post(f"{_AT}/anrufe/<view>/<uuid:contribution_id>")
@requires(NeedPermission.TELL, of=need_in_url)
def note_call(need: "Need") -> Response:
    answer, form = answer_in_url(need), CallForm()
    view, contribution_id = (
        str((request.view_args or {})["view"]),
        UUID(str((request.view_args or {})["contribution_id"])),
    )
    if not _is_open(answer, view):
        return reply(_address(need, answer), tell="calls-closed")
    if not form.validate_on_submit() or form.chosen is None:
        return calls_page(need, problem=_("Bitte wählen Sie, was bei dem Anruf herauskam."), status=422)
    try:
        with unit_of_work():
            actions.note_call(
                need, answer, contribution_id, result=form.chosen, seen=str(form.seen.data or ""), by=actor()
            )
    except Conflict as error:
        return calls_page(need, problem=_(error.message), status=409)
    back = url_for(
        "needs.calls",
        need_id=need.id,
        answer_id=answer.id,
        view=view,
        alle=request.args.get("alle") or None,
        after=request.args.get("after") or None,
    )
    return reply(back, tell="call-noted")


@bp.get(f"{_AT}/aushang/<uuid:place_id>.pdf")
@requires(NeedPermission.TELL, of=need_in_url)
def notice(need: "Need") -> Response:
    """The sheet for one Gemeinde. Nothing personal stands on it."""
    answer = answer_in_url(need)
    place = _gemeinde(need, answer)
    address = url_for("answers.of_place", slug=place.slug, _external=True)
    made = write_notice(need, answer, place=place, address=address)
    return download(made, f"aushang-{need.number}-{place.slug}.pdf", PDF_MIMETYPE)


@bp.post(f"{_AT}/aushang/<uuid:place_id>")
@requires(NeedPermission.TELL, of=need_in_url)
def hang_up(need: "Need") -> Response:
    answer, form = answer_in_url(need), NoticeForm()
    place = _gemeinde(need, answer)
    if not form.validate_on_submit():
        return telling_page(need, notice_form=form, notice_at=place.id, status=422)
    with unit_of_work():
        if request.form.get("haengt") == "nein":
            actions.take_down(need, answer, place.id, by=actor())
        else:
            actions.hang_up(need, answer, place.id, where=str(form.where.data or ""), by=actor())
    hangs = request.form.get("haengt") != "nein"
    return reply(_address(need, answer), tell="notice-hung" if hangs else "notice-down")


def telling_page(
    need: "Need",
    *,
    letters_form: LettersForm | None = None,
    calls_form: CallsForm | None = None,
    notice_form: NoticeForm | None = None,
    notice_at: UUID | None = None,
    status: int = 200,
) -> Response:
    """Everything there is to do about one answer. A refused form comes back as it was typed."""
    answer = answer_in_url(need)
    sender = {"sender": site().county_name or site().name, "signature": actor().name}
    return page(
        "needs/telling.html",
        status=status,
        need=need,
        answer=answer,
        audience=queries.audience(need),
        ways=queries.ways_of(answer, actor()),
        mails=queries.mail_ways(answer),
        mails_leave=mails_leave(answer.at),
        gemeinden=queries.gemeinden_behind(answer, need),
        hung=queries.notice_sheets(answer),
        letters_form=letters_form or LettersForm(formdata=None, data=sender),
        calls_form=calls_form or CallsForm(formdata=None),
        notice_form=notice_form or NoticeForm(formdata=None),
        notice_at=notice_at,
        simple_mark=simple_mark(answer.simple),
        at_once=LETTERS_AT_ONCE,
    )


def calls_page(need: "Need", *, problem: str = "", status: int = 200) -> Response:
    """The list of numbers, for as long as it was opened for."""
    answer, view = answer_in_url(need), str((request.view_args or {})["view"])
    if not _is_open(answer, view):
        return reply(_address(need, answer), tell="calls-closed")
    with_told = request.args.get("alle") == "1"
    found = queries.calls(answer, actor(), with_told=with_told, after=request.args.get("after"))
    return page(
        "needs/calls.html",
        status=status,
        need=need,
        answer=answer,
        view=view,
        page=found,
        with_told=with_told,
        problem=problem,
        results=CALL_RESULTS,
        say=what_to_say(need, answer),
        calls=queries.ways_of(answer, actor()).calls,
        place_names=places.names({call.place_id for call in found.rows if call.place_id}),
        names=accounts.names({call.by_id for call in found.rows}),
        here=url_for("needs.calls", need_id=need.id, answer_id=answer.id, view=view, alle=1 if with_told else None),
    )


def _is_open(answer: "PublicAnswer", view: str) -> bool:
    """Whether this person opened the list of this answer, with a reason, a short time ago."""
    return unsign(_CALLS, view) == f"{answer.id} {actor().id}"


def _gemeinde(need: "Need", answer: "PublicAnswer") -> places.PlaceNode:
    wanted = UUID(str((request.view_args or {})["place_id"]))
    found = next((node for node in queries.gemeinden_behind(answer, need) if node.id == wanted), None)
    if found is None:
        raise NotFound
    return found


def _address(need: "Need", answer: "PublicAnswer") -> str:
    return url_for("needs.telling", need_id=need.id, answer_id=answer.id)

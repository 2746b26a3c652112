"""Answering: first the status and the sentence, then who hears it."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.forms import AnswerForm, whole_number
from portal.needs.policy import NeedPermission
from portal.needs.routes.blueprint import bp
from portal.needs.routes.file import need_in_url
from portal.needs.routes.wording import simple_mark
from portal.needs.terms import TRANSITIONS, NeedStatus
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.i18n import _
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.needs.models import Need


@bp.get("/bedarfe/<uuid:need_id>/antwort")
@requires(NeedPermission.ANSWER, of=need_in_url)
def ask_answer(need: "Need") -> Response:
    """Status and sentence; `neu` and `baustein` in the address fill the form without JavaScript."""
    status = chosen_status(need, request.args.get("neu"))
    ready = queries.text_modules(status) if status else []
    number = whole_number(request.args.get("baustein"))
    form = AnswerForm(
        data={
            "status": status.value if status else "",
            **(sentences_of(ready[number]) if 0 <= number < len(ready) else {}),
            "version": need.version,
        }
    )
    return answer_page(need, form)


@bp.post("/bedarfe/<uuid:need_id>/antwort")
@requires(NeedPermission.ANSWER, of=need_in_url)
def answer(need: "Need") -> Response:
    form = AnswerForm()
    if not form.validate_on_submit():
        return answer_page(need, form, status=422)
    try:
        if form.chosen is None:
            raise InvalidInput("answer.no-status", N_("Bitte wählen Sie, wie es um den Bedarf steht."), field="status")
        if request.form.get("schritt") != "senden":
            actions.check_sentence(str(form.sentence.data or ""))
            actions.check_simple(form.simple)
            return answer_page(need, form, preview=True)
        with unit_of_work():
            given = actions.answer(
                need,
                status=form.chosen,
                sentence=str(form.sentence.data or ""),
                simple=form.simple,
                version=whole_number(form.version.data),
                by=actor(),
            )
            answer_id = given.id
    except Conflict:
        return conflict_page(queries.need(actor(), need.id), form)
    except DomainError as error:
        form.take(error)
        return answer_page(need, form, status=status_of(error))
    return reply(url_for("needs.telling", need_id=need.id, answer_id=answer_id), tell="need-answered")


def sentences_of(ready: queries.ReadySentence) -> dict[str, Any]:
    """A ready sentence as values of the form, with the mark of who checked its Leichte Sprache."""
    return {
        "sentence": _(ready.text),
        "simple_text": _(ready.simple.text) if ready.simple else "",
        "simple_checked_by": ready.simple.checked_by,
        "simple_checked_on": ready.simple.checked_on,
    }


def chosen_status(need: "Need", raw: str | None) -> NeedStatus | None:
    """The status in the address if it can come next; the present one for an interim report."""
    found = next((status for status in NeedStatus if status.value == raw), None)
    return found if found is not None and (found is need.status or TRANSITIONS.allows(need.status, found)) else None


def answer_page(need: "Need", form: AnswerForm, *, preview: bool = False, status: int = 200) -> Response:
    following = sorted(TRANSITIONS.next(need.status), key=list(NeedStatus).index)
    choices = [*following, *([need.status] if need.status is not NeedStatus.NEW else [])]
    form.status.choices = [(one.value, _(one.label)) for one in choices]
    return page(
        "needs/answer.html",
        fragment="answer",
        status=status,
        need=need,
        form=form,
        choices=choices,
        chosen=form.chosen,
        modules=queries.text_modules(form.chosen) if form.chosen else [],
        simple_mark=simple_mark(form.simple),
        audience=queries.audience(need),
        preview=preview,
    )


def conflict_page(need: "Need", form: AnswerForm) -> Response:
    """Somebody else was faster: what stands there now beside what was typed, which stays in the form."""
    form.version.data = str(need.version)
    following = TRANSITIONS.next(need.status)
    if form.chosen is not None and form.chosen is not need.status and form.chosen not in following:
        form.status.data = ""
    last = queries.history(need, after=None, limit=1).rows
    form.status.choices = [(one.value, _(one.label)) for one in sorted(following, key=list(NeedStatus).index)]
    return page(
        "needs/answer_conflict.html",
        status=409,
        need=need,
        form=form,
        last=last[0] if last else None,
        names=queries.names_in([need], last),
    )

"""Open questions of a Bedarf and the decision about its level."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.planning.actions import evidence_level, questions
from portal.planning.forms.analysis import AnswerForm, LevelForm, QuestionForm
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.queries import analysis as queries
from portal.planning.routes.analyses import bp, current_of, need_in_url
from portal.planning.routes.analysis_page import analysis_page, people_choices
from portal.planning.terms.evidence_level import EvidenceLevel
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of, refused
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models.analysis import OpenQuestion

tells("level-decided", N_("Entschieden. Ihre Begründung und die Zahlen von heute stehen im Verlauf."))
tells("question-asked", N_("Die Frage ist notiert. Sie steht bei der zuständigen Person unter „Heute dran“."))
tells("question-saved", N_("Gespeichert."))
tells("question-answered", N_("Die Antwort steht bei der Frage."))

_COMPARED = ("text", "due_on")


def question_in_url(question_id: UUID) -> "OpenQuestion":
    """The question of an address, as far as its Bedarf may be read. Raises `NotFound`."""
    found = queries.question(question_id)
    needs.need(actor(), found.need_id)
    return found


def need_of_question_in_url(question_id: UUID) -> "Need":
    """The Bedarf of the question of an address. Raises `NotFound`."""
    return needs.need(actor(), queries.question(question_id).need_id)


@bp.post("/<uuid:need_id>/stufe")
@requires(AnalysisPermission.DECIDE, of=need_in_url)
def decide(need: "Need") -> Response:
    form = LevelForm()
    if not form.validate_on_submit():
        return analysis_page(need, level_form=form, status=422)
    try:
        with unit_of_work():
            evidence_level.decide_level(
                current_of(needs.need(actor(), need.id)),
                level=EvidenceLevel(form.level.data),
                reason=str(form.reason.data),
                version=form.seen_version,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        fresh = needs.need(actor(), need.id)
        return analysis_page(fresh, level_form=form, status=refused(form, error, current_of(fresh).version))
    return reply(url_for("need_analyses.show", need_id=need.id, _anchor="stufe"), tell="level-decided")


@bp.post("/<uuid:need_id>/fragen")
@requires(AnalysisPermission.EDIT, of=need_in_url)
def ask(need: "Need") -> Response:
    form = QuestionForm(people=people_choices(need))
    if not form.validate_on_submit():
        return analysis_page(need, question_form=form, status=422)
    try:
        with unit_of_work():
            questions.ask_question(needs.need(actor(), need.id), **_written(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return analysis_page(needs.need(actor(), need.id), question_form=form, status=422)
    return reply(url_for("need_analyses.show", need_id=need.id, _anchor="fragen"), tell="question-asked")


@bp.get("/fragen/<uuid:question_id>")
@requires(AnalysisPermission.EDIT, of=need_of_question_in_url)
def edit_question(need: "Need") -> Response:
    question = _question_of(need)
    values = {name: getattr(question, name) for name in ("text", "responsible_id", "due_on", "version")}
    values["collection_id"] = question.data_collection_id
    form = _form(need, question, data=values)
    return page("planning/edit_question.html", need=need, question=question, form=form)


@bp.post("/fragen/<uuid:question_id>")
@requires(AnalysisPermission.EDIT, of=need_of_question_in_url)
def save_question(need: "Need") -> Response:
    question = _question_of(need)
    form = _form(need, question)
    template = "planning/edit_question.html"
    if not form.validate_on_submit():
        return page(template, need=need, question=question, form=form, status=422)
    try:
        with unit_of_work():
            questions.change_question(
                queries.question(question.id),
                **_written(form),
                collection_id=form.collection_id.chosen,
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        return _conflict(queries.question(question.id), form)
    except InvalidInput as error:
        form.take(error)
        fresh = queries.question(question.id)
        return page(template, need=fresh.need, question=fresh, form=form, status=422)
    return reply(url_for("need_analyses.show", need_id=need.id, _anchor="fragen"), tell="question-saved")


@bp.post("/fragen/<uuid:question_id>/antwort")
@requires(AnalysisPermission.ANSWER, of=question_in_url)
def answer(question: "OpenQuestion") -> Response:
    form = AnswerForm()
    need_id = question.need_id
    if not form.validate_on_submit():
        return analysis_page(needs.need(actor(), need_id), answer_form=form, answering=question.id, status=422)
    with unit_of_work():
        questions.answer_question(queries.question(question.id), answer=str(form.answer.data), by=actor())
    return reply(url_for("need_analyses.show", need_id=need_id, _anchor="fragen"), tell="question-answered")


def _question_of(need: "Need") -> "OpenQuestion":
    found = queries.question((request.view_args or {})["question_id"])
    assert found.need_id == need.id, "the address names one question"
    return found


def _form(need: "Need", question: "OpenQuestion", **kwargs: Any) -> QuestionForm:
    return QuestionForm(
        people=people_choices(need, keep=question.responsible_id),
        collections=queries.collection_choices(need, keep=question.data_collection_id),
        **kwargs,
    )


def _written(form: QuestionForm) -> dict[str, Any]:
    return {
        "text": str(form.text.data),
        "responsible_id": form.responsible_id.chosen,
        "due_on": form.due_on.data,
    }


def _conflict(theirs: "OpenQuestion", form: QuestionForm) -> Response:
    return page(
        "planning/edit_question.html",
        need=theirs.need,
        question=theirs,
        form=form,
        conflicts=conflicts_of(form, theirs, _COMPARED),
        is_conflict=True,
        status=409,
    )

"""`/arbeit/umfragen/…/probe`: walking through the draft as residents will. Nothing that is answered is stored.

The answers travel along in the form, because no table may hold them.
"""

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import publishing as actions
from portal.surveys.forms.answering import moved, read_answer
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.form import Typed, typed_in, typed_of
from portal.surveys.routes.screens import READ_IN, in_words, place_choices, shown_in, spoken, spoken_languages
from portal.surveys.routes.tabs import survey_in_url
from portal.surveys.terms import (
    Answer,
    Answers,
    Question,
    QuestionKind,
    Questionnaire,
    answers_from_json,
    asked_questions,
    check_answer,
    next_question,
    previous_question,
)
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_trial", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>/probe")


@bp.get("")
@requires(SurveyPermission.READ, of=survey_in_url)
def begin(survey: "Survey") -> Response:
    draft = queries.draft_of(survey)
    first = next_question(draft, {}, None)
    return _question(survey, draft, first, {}, Typed()) if first else _empty(survey)


@bp.post("")
@requires(SurveyPermission.READ, of=survey_in_url)
def go_on(survey: "Survey") -> Response:
    """Take the answer to one question and show the next, or the one before, or the end."""
    draft = queries.draft_of(survey)
    answers = _carried(draft)
    asked = draft.by_code.get(request.form.get("at", ""))
    if asked is None or not Form().validate_on_submit():
        return _question_or_end(survey, draft, next_question(draft, answers, None), answers)
    if request.form.get("go") == "back":
        before = previous_question(draft, answers, asked.code) or asked
        return _question(survey, draft, before, answers, typed_of(answers.get(before.code)))
    order = moved(asked, request.form) if asked.kind is QuestionKind.RANKING else None
    try:
        given = Answer(chosen=order) if order is not None else check_answer(asked, read_answer(asked, request.form))
    except DomainError as error:
        return _question(survey, draft, asked, answers, typed_in(_complaint(draft, error)), status=422)
    answers = {**answers, asked.code: given}
    if order is not None:
        return _question(survey, draft, asked, answers, typed_of(given))
    return _question_or_end(survey, draft, next_question(draft, answers, asked.code), answers)


def _question_or_end(survey: "Survey", draft: Questionnaire, asked: Question | None, answers: Answers) -> Response:
    if asked is not None:
        return _question(survey, draft, asked, answers, typed_of(answers.get(asked.code)))
    if not draft.questions:
        return _empty(survey)
    with unit_of_work():
        actions.note_tried(queries.survey(survey.id), by=actor())
    way = [one for one in asked_questions(draft, answers) if one.kind.is_asked]
    rows = [(question, in_words(question, answers.get(question.code))) for question in _shown(draft, way)]
    return page("surveys/trial_end.html", survey=survey, rows=rows)


def _shown(draft: Questionnaire, way: list[Question]) -> list[Any]:
    return [shown_in(draft, question.code, _language(draft)) for question in way]


def _question(
    survey: "Survey", draft: Questionnaire, asked: Question, answers: Answers, typed: Typed, *, status: int = 200
) -> Response:
    steps = [one for one in asked_questions(draft, answers) if one.kind.is_asked]
    carried = {code: answer.to_json() for code, answer in answers.items()}
    return page(
        "surveys/trial.html",
        status=status,
        survey=survey,
        question=shown_in(draft, asked.code, _language(draft)),
        typed=typed,
        carried=json.dumps(carried, ensure_ascii=False),
        number=steps.index(asked) + 1 if asked in steps else None,
        total=len(steps),
        is_first=previous_question(draft, answers, asked.code) is None,
        languages_offered=spoken_languages(draft.languages),
        places=place_choices(places.tree().version) if asked.kind is QuestionKind.PLACE else (),
        is_fragment=False,
    )


def _empty(survey: "Survey") -> Response:
    return page("surveys/trial_end.html", survey=survey, rows=[])


def _language(draft: Questionnaire) -> str:
    chosen = request.values.get(READ_IN, "")
    return chosen if chosen in draft.languages else draft.base


def _complaint(draft: Questionnaire, error: DomainError) -> str:
    """What is wrong with an answer, in the language in which the questions are read."""
    return spoken(_language(draft)).says(error.message, **error.params)


def _carried(draft: Questionnaire) -> dict[str, Answer]:
    """The answers so far; none when somebody made them up badly."""
    try:
        raw = answers_from_json(json.loads(request.form.get("carried", "{}")))
        known = {code: draft.by_code[code] for code in raw if code in draft.by_code}
        return {code: check_answer(replace(asked, required=False), raw[code]) for code, asked in known.items()}
    except (DomainError, ValueError, TypeError, AttributeError, RecursionError):
        return {}

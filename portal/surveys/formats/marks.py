"""What another program's format cannot say about a question, kept beside it as JSON, so that a file of ours comes back whole."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from portal.kernel.errors import InvalidInput
from portal.surveys.terms import Question, Questionnaire, Section, questionnaire_from_json

#: Name of the attribute (LimeSurvey) or column (XLSForm) that holds the marks.
NAME = "miteinander"
_LONGEST = 100_000
_AS_ESCAPE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&"}


def question_to_json(question: Question) -> dict[str, Any]:
    """One question as plain values."""
    whole = Questionnaire((Section({}, (question,)),)).to_json()
    return dict(whole["sections"][0]["questions"][0])


def marks_of(question: Question, *, said: Collection[str], written: Mapping[str, Any]) -> str:
    """JSON of every field that is not among those the format says; `written` tells how it was written ("as", "options")."""
    rest = {name: value for name, value in question_to_json(question).items() if name not in said}
    told = json.dumps({"rest": rest, **written}, ensure_ascii=False, separators=(",", ":"))
    # LimeSurvey cleans values of attributes as if they were HTML: nothing in them may look like it.
    return "".join(_AS_ESCAPE.get(sign, sign) for sign in told)


def marks_from(raw: str) -> dict[str, Any]:
    """The marks in an attribute or cell; {} for anything that is none."""
    if not raw.startswith("{") or len(raw) > _LONGEST:
        return {}
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("rest"), dict) else {}


def with_marks(question: Question, marks: Mapping[str, Any]) -> Question:
    """The question with what its marks add; unchanged when they do not fit."""
    rest = {name: value for name, value in marks["rest"].items() if name not in ("code", "show_if", "title", "hint")}
    try:
        read = questionnaire_from_json({"sections": [{"questions": [question_to_json(question) | rest]}]})
    except InvalidInput:
        return question
    return read.questions[0]

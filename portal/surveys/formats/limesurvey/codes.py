"""Codes that LimeSurvey takes: letters and digits only, 20 for a question, 5 for an answer; and conditions in its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from portal.surveys.terms import Comparison, Condition, Question, QuestionKind, Questionnaire, Test

#: Words that mean something else in its expressions (Question::rules), in whatever capitals.
_RESERVED = frozenset({"lang", "sid", "savedid", "token", "qid", "gid", "sgq", "self", "that", "this"})
#: Codes that a box to tick must not have.
_RESERVED_BOXES = frozenset({"other", "time"})
_QUESTION = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}")
_ANSWER = re.compile(r"[A-Za-z0-9]{1,5}")
_SIGNS = {Test.LESS: "<", Test.AT_MOST: "<=", Test.MORE: ">", Test.AT_LEAST: ">="}


class Unsayable(Exception):
    """LimeSurvey has no words for this condition."""


@dataclass(frozen=True)
class Written:
    """How one question is written."""

    question: Question
    code: str
    type: str
    #: {code here: code there} of its options.
    options: Mapping[str, str] = field(default_factory=dict)


def written(questionnaire: Questionnaire) -> dict[str, Written]:
    """{code here: how it is written} for all questions."""
    taken: set[str] = set()
    made: dict[str, Written] = {}
    for number, question in enumerate(questionnaire.questions, start=1):
        code = question.code
        if not _QUESTION.fullmatch(code) or code.casefold() in taken | _RESERVED:
            stem = re.sub(r"[^A-Za-z0-9]", "", code)[:14] or "Q"
            code = next(name for again in count(number) if (name := f"{stem}x{again}").casefold() not in taken)
        taken.add(code.casefold())
        made[question.code] = Written(question, code, type_of(question), _options(question))
    return made


def _options(question: Question) -> dict[str, str]:
    if question.kind is QuestionKind.YES_NO and type_of(question) == "Y":
        return {"yes": "Y", "no": "N"}
    taken = set(_RESERVED_BOXES)
    made: dict[str, str] = {}
    for option in question.choices:
        # The database compares codes without regard to capitals.
        if _ANSWER.fullmatch(option.code) and option.code.casefold() not in taken:
            made[option.code] = option.code
            taken.add(option.code.casefold())
    fresh = (name for number in count(1) if (name := f"A{number}").casefold() not in taken)
    return {option.code: made.get(option.code) or next(fresh) for option in question.choices}


def type_of(question: Question) -> str:
    """LimeSurvey's type that comes nearest."""
    if question.kind.is_choice and question.asks_why and not question.has_other:
        return "O"
    return _TYPES[question.kind]


_TYPES = {
    QuestionKind.SINGLE: "L", QuestionKind.SMILEYS: "L", QuestionKind.SCALE: "L", QuestionKind.AGE_GROUP: "L",
    QuestionKind.GENDER: "L", QuestionKind.YES_NO: "Y", QuestionKind.MULTIPLE: "M", QuestionKind.RANKING: "R",
    QuestionKind.NUMBER: "N", QuestionKind.DATE: "D", QuestionKind.SHORT_TEXT: "S", QuestionKind.LONG_TEXT: "T",
    QuestionKind.PLACE: "S", QuestionKind.POINT: "S", QuestionKind.INFO: "X",
}  # fmt: skip


def expression(condition: Condition, all_written: Mapping[str, Written]) -> str:
    """The condition as an expression. Raises `Unsayable`."""
    if isinstance(condition, Comparison):
        found = all_written.get(condition.question)
        if found is None:
            raise Unsayable
        return _comparison(condition, found)
    parts = [expression(part, all_written) for part in condition.parts]
    return f"({(' or ' if condition.any_of else ' and ').join(parts)})"


def _comparison(comparison: Comparison, found: Written) -> str:
    kind, name = found.question.kind, f"{found.code}.NAOK"
    given, empty = f"!is_empty({name})", f"is_empty({name})"
    if kind is QuestionKind.MULTIPLE:
        given, empty = f"count(that.{name}) > 0", f"count(that.{name}) == 0"
    elif kind is QuestionKind.RANKING:
        given, empty = f"!is_empty({found.code}_1.NAOK)", f"is_empty({found.code}_1.NAOK)"
    if comparison.test is Test.ANSWERED:
        return given
    if comparison.test is Test.UNANSWERED:
        return empty
    if kind in (QuestionKind.RANKING, QuestionKind.INFO, QuestionKind.PLACE, QuestionKind.POINT):
        raise Unsayable
    if comparison.test in _SIGNS:
        return f"({given} and {name} {_SIGNS[comparison.test]} {_size(comparison, kind)})"
    same = _same(comparison, found)
    return same if comparison.test is Test.IS else f"({given} and {same.replace(' == ', ' != ', 1)})"


def _size(comparison: Comparison, kind: QuestionKind) -> str:
    number = comparison.value.replace(",", ".")
    if kind not in (QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.SMILEYS) or not re.fullmatch(
        r"-?\d+(\.\d+)?", number
    ):
        raise Unsayable
    return number


def _same(comparison: Comparison, found: Written) -> str:
    value = comparison.value
    if found.question.kind is QuestionKind.MULTIPLE:
        if value == "other" and comparison.test is Test.IS:
            return f"!is_empty({found.code}_other.NAOK)"
        if value not in found.options:
            raise Unsayable
        return f'{found.code}_{found.options[value]}.NAOK == "Y"'
    if found.question.kind.is_choice:
        if value == "other" and found.question.has_other:
            return f'{found.code}.NAOK == "-oth-"'
        if value not in found.options:
            raise Unsayable
        return f'{found.code}.NAOK == "{found.options[value]}"'
    if not value.strip():
        raise Unsayable
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{found.code}.NAOK == "{escaped}"'

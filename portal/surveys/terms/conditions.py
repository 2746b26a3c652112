"""When a question is asked: comparisons with earlier answers, joined by "and" and "or"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.surveys.terms.answers import Answer

DEEPEST = 6
MOST_PARTS = 50


class Test(StrEnum):
    """How an answer is compared. Each is false for a question that was not answered, except `UNANSWERED`."""

    IS = "is"
    IS_NOT = "is_not"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"

    __test__ = False  # pytest: no test class

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Test.IS: N_("ist"),
    Test.IS_NOT: N_("ist nicht"),
    Test.LESS: N_("ist kleiner als"),
    Test.AT_MOST: N_("ist höchstens"),
    Test.MORE: N_("ist größer als"),
    Test.AT_LEAST: N_("ist mindestens"),
    Test.ANSWERED: N_("ist beantwortet"),
    Test.UNANSWERED: N_("ist nicht beantwortet"),
}


@dataclass(frozen=True)
class Comparison:
    """One earlier answer compared with a value: the code of an option, or a number."""

    question: str
    test: Test
    value: str = ""


@dataclass(frozen=True)
class Junction:
    """Several conditions, of which all (or any) must hold."""

    parts: tuple["Condition", ...]
    any_of: bool = False


Condition = Comparison | Junction


def holds(condition: Condition | None, answers: Mapping[str, Answer]) -> bool:
    """Whether the condition holds for these answers; no condition always holds."""
    if condition is None:
        return True
    if isinstance(condition, Junction):
        results = (holds(part, answers) for part in condition.parts)
        return any(results) if condition.any_of else all(results)
    return _compared(condition, answers.get(condition.question))


def _compared(comparison: Comparison, answer: Answer | None) -> bool:
    given = answer is not None and answer.is_given
    if comparison.test is Test.UNANSWERED:
        return not given
    if answer is None or not given:
        return False
    if comparison.test is Test.ANSWERED:
        return True
    if comparison.test is Test.IS:
        return comparison.value in answer.values
    if comparison.test is Test.IS_NOT:
        return comparison.value not in answer.values
    mine, theirs = answer.as_number, _number(comparison.value)
    if mine is None or theirs is None:
        return False
    return {
        Test.LESS: mine < theirs,
        Test.AT_MOST: mine <= theirs,
        Test.MORE: mine > theirs,
        Test.AT_LEAST: mine >= theirs,
    }[comparison.test]


def questions_named(condition: Condition) -> frozenset[str]:
    """Codes of the questions it asks about."""
    if isinstance(condition, Comparison):
        return frozenset({condition.question})
    return frozenset().union(*(questions_named(part) for part in condition.parts))


def condition_to_json(condition: Condition) -> dict[str, Any]:
    """{"question", "test", "value"} or {"all": […]} or {"any": […]}."""
    if isinstance(condition, Junction):
        return {"any" if condition.any_of else "all": [condition_to_json(part) for part in condition.parts]}
    plain = {"question": condition.question, "test": condition.test.value}
    return plain | ({"value": condition.value} if condition.value else {})


def condition_from_json(raw: Any, *, depth: int = 0) -> Condition | None:
    """What `condition_to_json` wrote; None for an empty junction. Raises `InvalidInput` when it is too deep or too wide."""
    if depth > DEEPEST:
        raise InvalidInput("survey.condition-too-deep", N_("Diese Bedingung ist zu tief verschachtelt."))
    if "question" in raw:
        return Comparison(str(raw["question"])[:40], Test(raw["test"]), str(raw.get("value", ""))[:200])
    any_of = "any" in raw
    rawest = raw["any"] if any_of else raw["all"]
    if len(rawest) > MOST_PARTS:
        raise InvalidInput("survey.condition-too-wide", N_("Diese Bedingung hat zu viele Teile."))
    parts = tuple(part for one in rawest if (part := condition_from_json(one, depth=depth + 1)))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Junction(parts, any_of)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None

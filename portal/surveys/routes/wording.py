"""Conditions in words, and what can be asked about in one."""

from collections.abc import Sequence

from portal.surveys.terms import Comparison, Condition, Question, QuestionKind, Questionnaire, Test, said
from portal.surveys.terms.answers import OTHER
from portal.web.i18n import _


def condition_in_words(condition: Condition, questionnaire: Questionnaire) -> str:
    """ "„Brauchen Sie Hilfe?“ ist „Ja“ und („…“ oder „…“)", for authors."""
    if isinstance(condition, Comparison):
        return _comparison(condition, questionnaire)
    parts = [
        condition_in_words(part, questionnaire)
        if isinstance(part, Comparison)
        else f"({condition_in_words(part, questionnaire)})"
        for part in condition.parts
    ]
    joint = _("oder") if condition.any_of else _("und")
    return f" {joint} ".join(parts)


def earlier_answers(earlier: Sequence[Question], base: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(question, [(value, label)]) for the list in which one picks what a condition asks about."""
    found = []
    for question in earlier:
        if question.kind is QuestionKind.INFO:
            continue
        options = [
            (f"{question.code}={option.code}", _option(question, option.code, base)) for option in question.choices
        ]
        if question.has_other:
            options.append((f"{question.code}={OTHER}", _("Sonstiges")))
        whole = (question.code, _("Wert oder Antwort der Frage „%(question)s“", question=_title(question, base)[:60]))
        found.append((_title(question, base), [*options, whole]))
    return found


def _comparison(comparison: Comparison, questionnaire: Questionnaire) -> str:
    asked = questionnaire.by_code.get(comparison.question)
    title = _title(asked, questionnaire.base) if asked else comparison.question
    if comparison.test in (Test.ANSWERED, Test.UNANSWERED):
        return f"„{title}“ {_(comparison.test.label)}"
    value = _option(asked, comparison.value, questionnaire.base) if asked else comparison.value
    return f"„{title}“ {_(comparison.test.label)} „{value}“"


def _option(question: Question, code: str, base: str) -> str:
    if code == OTHER:
        return _("Sonstiges")
    label = next((option.label for option in question.choices if option.code == code), None)
    return _(said(label, base)) if label else code


def _title(question: Question, base: str) -> str:
    return said(question.title, base) or question.code

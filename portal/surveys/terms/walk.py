"""The way through a questionnaire: which questions somebody with these answers is asked, and which comes next."""

from collections.abc import Iterator

from portal.surveys.terms.answers import Answer, Answers
from portal.surveys.terms.conditions import holds
from portal.surveys.terms.questionnaire import Question, Questionnaire


def asked_questions(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """The questions on this person's way, hints included, in order.

    A condition sees only answers to questions that are themselves on the way: what was answered before a change of mind hid the
    question does not count.
    """
    return [question for question, _ in _way(questionnaire, answers)]


def without_hidden(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers that count: those to questions on the way."""
    return {
        question.code: answers[question.code]
        for question, _ in _way(questionnaire, answers)
        if question.code in answers
    }


def next_question(questionnaire: Questionnaire, answers: Answers, after: str | None) -> Question | None:
    """The question behind `after` (the first for None); None when the way ends there."""
    way = asked_questions(questionnaire, answers)
    if after is None:
        return way[0] if way else None
    order = questionnaire.order
    here = order.get(after, -1)
    return next((question for question in way if order[question.code] > here), None)


def previous_question(questionnaire: Questionnaire, answers: Answers, before: str | None) -> Question | None:
    """The question before `before` (the last for None); None at the beginning."""
    way = asked_questions(questionnaire, answers)
    if before is None:
        return way[-1] if way else None
    order = questionnaire.order
    here = order.get(before, -1)
    return next((question for question in reversed(way) if order[question.code] < here), None)


def _way(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[Question, Answers]]:
    counted: dict[str, Answer] = {}
    for question in questionnaire.questions:
        if holds(question.show_if, counted):
            if question.code in answers:
                counted[question.code] = answers[question.code]
            yield question, counted

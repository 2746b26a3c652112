"""A questionnaire as it stands on paper: numbers of questions and answers, and the way through it in words.

The sheet and the page on which it is typed both take their numbers from here, so that a typist reads the same ones on both.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from portal.kernel.text import N_
from portal.surveys.terms.answers import OTHER, Answer
from portal.surveys.terms.conditions import Comparison, Condition, Junction, Test, holds, questions_named
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.phrases import in_every_language, phrase
from portal.surveys.terms.questionnaire import Question, Questionnaire
from portal.surveys.terms.texts import Texts, said

#: Translates a German source text and fills its places.
Speak = Callable[..., str]
#: What is typed for "keine Angabe" where 0 is an answer of its own.
DASH = "-"
#: Of more answers nobody finds the right box: the sheet has a line on which one writes, and a typist finds it by its name.
MOST_BOXES = 60
_LABEL_OTHER: Texts = in_every_language(N_("Sonstiges"))
_AMOUNTS = {
    Test.IS: N_("bei Frage %(number)s „%(value)s“ geschrieben haben"),
    Test.IS_NOT: N_("bei Frage %(number)s etwas anderes als „%(value)s“ geschrieben haben"),
    Test.LESS: N_("bei Frage %(number)s weniger als %(value)s geschrieben haben"),
    Test.AT_MOST: N_("bei Frage %(number)s höchstens %(value)s geschrieben haben"),
    Test.MORE: N_("bei Frage %(number)s mehr als %(value)s geschrieben haben"),
    Test.AT_LEAST: N_("bei Frage %(number)s mindestens %(value)s geschrieben haben"),
    Test.ANSWERED: N_("Frage %(number)s beantwortet haben"),
    Test.UNANSWERED: N_("Frage %(number)s nicht beantwortet haben"),
}


@dataclass(frozen=True)
class PrintedOption:
    """One answer with the number that stands beside its box."""

    number: int
    code: str
    label: Texts


def numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """Code of each question → its number on paper, from 1; hints have none."""
    asked = (question for question in questionnaire.questions if question.kind.is_asked)
    return {question.code: number for number, question in enumerate(asked, 1)}


def printed_options(question: Question) -> tuple[PrintedOption, ...]:
    """The answers in the order of the sheet. A scale keeps its own steps as numbers; everything else is counted from 1."""
    if question.kind is QuestionKind.SCALE:
        return tuple(PrintedOption(int(option.code), option.code, option.label) for option in question.choices)
    found = [PrintedOption(number, option.code, option.label) for number, option in enumerate(question.choices, 1)]
    if question.has_other and question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        found.append(PrintedOption(len(found) + 1, OTHER, _LABEL_OTHER))
    return tuple(found)


def is_written(question: Question) -> bool:
    """Whether the answer is written on a line although there is a list of answers."""
    return question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) and len(question.options) > MOST_BOXES


def declined_key(question: Question) -> str:
    """What is typed for "keine Angabe": 0, or a dash where 0 could be an answer."""
    counted = question.kind.is_closed and question.kind is not QuestionKind.RANKING
    return "0" if counted and all(option.number for option in printed_options(question)) else DASH


def condition_in_words(
    questionnaire: Questionnaire,
    condition: Condition,
    *,
    speak: Speak,
    language: str = "de",
    names: Mapping[str, str] | None = None,
) -> str:
    """ "Nur wenn Sie bei Frage 3 „Nein“ angekreuzt haben:". `names` tells what the ids of places in conditions are called."""
    clause = _Clauses(questionnaire, speak, language, names or {}).of(condition)
    return speak(N_("Nur wenn Sie %(clause)s:"), clause=clause)


def jumps(questionnaire: Questionnaire, question: Question) -> dict[str, int | None]:
    """Code of an answer → number of the question to go on with, for each answer behind which questions are skipped.

    None: nothing comes any more. Only questions directly behind this one and depending on nothing before it count, so the
    sheet never sends anybody past a question that is meant for them.
    """
    if not question.kind.is_choice or is_written(question):
        return {}
    number_of = numbers(questionnaire)
    position = questionnaire.questions.index(question)
    found: dict[str, int | None] = {}
    for option in printed_options(question):
        given = {question.code: Answer(chosen=(option.code,))}
        skipped = {question.code}
        for later in questionnaire.questions[position + 1 :]:
            depends = questions_named(later.show_if) if later.show_if else frozenset()
            if not depends or not depends <= skipped or holds(later.show_if, given):
                break
            skipped.add(later.code)
        passed = [code for code in skipped - {question.code} if code in number_of]
        if passed:
            after = number_of[question.code] + len(passed) + 1
            found[option.code] = after if after <= len(number_of) else None
    return found


class _Clauses:
    """Conditions as parts of one German sentence, each ending with its verb."""

    def __init__(self, questionnaire: Questionnaire, speak: Speak, language: str, names: Mapping[str, str]) -> None:
        self._questionnaire = questionnaire
        self._numbers = numbers(questionnaire)
        self._speak = speak
        self._language = language
        self._names = names

    def of(self, condition: Condition, *, inside: bool = False) -> str:
        if isinstance(condition, Comparison):
            return self._comparison(condition)
        if together := self._same_question(condition):
            return together
        word = self._speak(N_("oder") if condition.any_of else N_("und"))
        joined = f" {word} ".join(self.of(part, inside=True) for part in condition.parts)
        return f"({joined})" if inside else joined

    def _comparison(self, asked: Comparison) -> str:
        question = self._questionnaire.by_code.get(asked.question)
        if question is None or question.code not in self._numbers:
            return self._speak(N_("eine frühere Frage so beantwortet haben"))
        closed = question.kind.is_closed and asked.test not in (Test.ANSWERED, Test.UNANSWERED)
        if closed and question.kind is not QuestionKind.RANKING and not is_written(question):
            return self._ticked(question, asked)
        written = self._label(question, asked.value) if closed else asked.value.replace(".", ",")
        value = self._names.get(asked.value, written)
        return self._speak(_AMOUNTS[asked.test], number=self._numbers[question.code], value=value)

    def _ticked(self, question: Question, asked: Comparison) -> str:
        number = self._numbers[question.code]
        if asked.test is Test.IS_NOT:
            label = self._label(question, asked.value)
            return self._speak(
                N_("bei Frage %(number)s „%(option)s“ nicht angekreuzt haben"), number=number, option=label
            )
        fitting = [o.code for o in printed_options(question) if holds(asked, {question.code: Answer(chosen=(o.code,))})]
        return self._any_of(question, fitting or [asked.value])

    def _same_question(self, junction: Junction) -> str:
        """ "bei Frage 3 „a“ oder „b“ angekreuzt haben": several answers to one question in one breath."""
        parts = [part for part in junction.parts if isinstance(part, Comparison) and part.test is Test.IS]
        codes = {part.question for part in parts}
        question = self._questionnaire.by_code.get(next(iter(codes), ""))
        if not junction.any_of or len(parts) < len(junction.parts) or len(codes) > 1 or question is None:
            return ""
        if not question.kind.is_closed or question.kind is QuestionKind.RANKING or is_written(question):
            return ""
        return self._any_of(question, [part.value for part in parts])

    def _any_of(self, question: Question, codes: list[str]) -> str:
        labels = [f"„{self._label(question, code)}“" for code in codes]
        listed = f" {self._speak(N_('oder'))} ".join(_all_but_last_together(labels))
        return self._speak(
            N_("bei Frage %(number)s %(options)s angekreuzt haben"),
            number=self._numbers[question.code],
            options=listed,
        )

    def _label(self, question: Question, code: str) -> str:
        found = next((option for option in printed_options(question) if option.code == code), None)
        return option_label(question, found, speak=self._speak, language=self._language) if found else code


def option_label(question: Question, option: PrintedOption, *, speak: Speak, language: str) -> str:
    """What stands beside the box: the author's words, or the portal's own for answers that every survey has."""
    if question.kind.has_own_options and option.code != OTHER:
        return said(option.label, language)
    german = said(option.label, "de")
    return speak(german) if language == "de" else phrase(german, language) or speak(german)


def _all_but_last_together(labels: list[str]) -> Iterator[str]:
    if len(labels) > 1:
        yield ", ".join(labels[:-1])
    yield labels[-1]


def values_compared(condition: Condition) -> frozenset[str]:
    """Every value the condition compares an answer with."""
    if isinstance(condition, Comparison):
        return frozenset({condition.value})
    return frozenset().union(*(values_compared(part) for part in condition.parts))

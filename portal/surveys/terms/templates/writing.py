"""How a ready questionnaire is written down: every text in German, and beside it in Leichte Sprache."""

from dataclasses import dataclass
from typing import Any

from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.questionnaire import Option, Question, Questionnaire, Section
from portal.surveys.terms.texts import PLAIN, Texts

#: Code of the option, its German text, its text in Leichte Sprache.
Choice = tuple[str, str, str]


@dataclass(frozen=True)
class SurveyTemplate:
    """A questionnaire that can be taken as it is, or changed."""

    #: Its name in addresses and forms.
    name: str
    title: Texts
    purpose: Texts
    #: What it asks and whom, for those who choose one.
    description: str
    questionnaire: Questionnaire


def both(german: str, simple: str) -> Texts:
    """One text in both languages."""
    return {"de": german, PLAIN: simple}


def section(german: str, simple: str, *questions: Question) -> Section:
    """Questions under a heading."""
    return Section(title=both(german, simple), questions=questions)


def questionnaire(*sections: Section) -> Questionnaire:
    """A questionnaire in German and Leichte Sprache."""
    return Questionnaire(sections=sections, languages=("de", PLAIN))


def ask(code: str, kind: QuestionKind, german: str, simple: str, **values: Any) -> Question:
    """A question without options of its own."""
    return Question(code=code, kind=kind, title=both(german, simple), **values)


def one_of(code: str, german: str, simple: str, *choices: Choice, **values: Any) -> Question:
    """A question with one answer."""
    return ask(code, QuestionKind.SINGLE, german, simple, options=_options(choices), **values)


def any_of(code: str, german: str, simple: str, *choices: Choice, **values: Any) -> Question:
    """A question with several answers."""
    return ask(code, QuestionKind.MULTIPLE, german, simple, options=_options(choices), **values)


def ranked(code: str, german: str, simple: str, *choices: Choice, **values: Any) -> Question:
    """A question whose options are put in order."""
    return ask(code, QuestionKind.RANKING, german, simple, options=_options(choices), **values)


def open_words(code: str, german: str, simple: str, **values: Any) -> Question:
    """A question answered in own words."""
    return ask(code, QuestionKind.LONG_TEXT, german, simple, **values)


def _options(choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    return tuple(Option(code, both(german, simple)) for code, german, simple in choices)

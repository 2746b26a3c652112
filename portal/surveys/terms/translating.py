"""Every text of a questionnaire by a name, so that all of them can be translated side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portal.surveys.terms.questionnaire import Option, Question, Questionnaire, Section
from portal.surveys.terms.texts import Texts


@dataclass(frozen=True)
class Piece:
    """One text: where it stands and what it says in each language."""

    #: "way.title", "way.o.bus", "1.intro" (of the second section).
    name: str
    texts: Texts
    #: The code of its question; "" for a heading.
    question: str = ""


def pieces(questionnaire: Questionnaire) -> list[Piece]:
    """Every text that says something in the base language, in the order of reading."""
    return [piece for piece in _all(questionnaire) if piece.texts.get(questionnaire.base)]


def untranslated(questionnaire: Questionnaire, language: str) -> list[Piece]:
    """Those that say nothing in this language yet."""
    return [piece for piece in pieces(questionnaire) if not piece.texts.get(language)]


def translated(questionnaire: Questionnaire, language: str, texts: Mapping[str, str]) -> Questionnaire:
    """With these texts, by the name of the piece, in this language; an empty one takes the text away."""

    def put(name: str, old: Texts) -> Texts:
        if name not in texts:
            return old
        others = {one: text for one, text in old.items() if one != language}
        return others | ({language: texts[name]} if texts[name] else {})

    def of_option(code: str, option: Option) -> Option:
        return replace(option, label=put(f"{code}.o.{option.code}", option.label))

    def of_question(question: Question) -> Question:
        code = question.code
        return replace(
            question,
            title=put(f"{code}.title", question.title),
            hint=put(f"{code}.hint", question.hint),
            unit=put(f"{code}.unit", question.unit),
            low_end=put(f"{code}.low_end", question.low_end),
            high_end=put(f"{code}.high_end", question.high_end),
            options=tuple(of_option(code, option) for option in question.options),
        )

    def of_section(number: int, section: Section) -> Section:
        return replace(
            section,
            title=put(f"{number}.title", section.title),
            intro=put(f"{number}.intro", section.intro),
            questions=tuple(of_question(question) for question in section.questions),
        )

    sections = tuple(of_section(number, section) for number, section in enumerate(questionnaire.sections))
    return replace(questionnaire, sections=sections)


def _all(questionnaire: Questionnaire) -> Iterator[Piece]:
    for number, section in enumerate(questionnaire.sections):
        yield Piece(f"{number}.title", section.title)
        yield Piece(f"{number}.intro", section.intro)
        for question in section.questions:
            yield from _of_question(question)


def _of_question(question: Question) -> Iterator[Piece]:
    code = question.code
    yield Piece(f"{code}.title", question.title, code)
    yield Piece(f"{code}.hint", question.hint, code)
    for option in question.options:
        yield Piece(f"{code}.o.{option.code}", option.label, code)
    yield Piece(f"{code}.unit", question.unit, code)
    yield Piece(f"{code}.low_end", question.low_end, code)
    yield Piece(f"{code}.high_end", question.high_end, code)

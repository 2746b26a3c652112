"""A questionnaire: sections of questions, as authors write it, as a version freezes it, and as JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.surveys.terms.conditions import Condition, condition_from_json, condition_to_json, questions_named
from portal.surveys.terms.kinds import FIXED_OPTIONS, QuestionKind
from portal.surveys.terms.phrases import in_every_language
from portal.surveys.terms.texts import Texts

LONGEST_CODE = 40
LONGEST_TEXT = 4_000
MOST_QUESTIONS = 200
#: As many as there are Gemeinden and Ortsteile to choose from in a large county.
MOST_OPTIONS = 500
#: Nobody puts more than that into an order; a rank is packed in one byte.
MOST_RANKED = 60
MOST_LANGUAGES = 40
LARGEST_SCALE = 11
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
OPTION_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+-]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Option:
    """One of the answers that can be chosen."""

    code: str
    label: Texts


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `code` names it across versions and surveys and never changes once answers carry it."""

    code: str
    kind: QuestionKind
    title: Texts
    hint: Texts = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    #: Whether "Sonstiges" with a text of one's own is offered (single and multiple choice).
    has_other: bool = False
    #: Whether a further text is asked for ("Warum?"; smileys, scale and yes/no).
    asks_why: bool = False
    #: Whether one must answer to go on; "keine Angabe" is an answer.
    required: bool = False
    #: How many options must and may be chosen (multiple choice, ranking); None for no bound.
    at_least: int | None = None
    at_most: int | None = None
    #: Smallest and largest number; on a scale its first and last step.
    minimum: float | None = None
    maximum: float | None = None
    unit: Texts = field(default_factory=dict)
    #: Words at the ends of a scale.
    low_end: Texts = field(default_factory=dict)
    high_end: Texts = field(default_factory=dict)
    #: Asked only when this holds for earlier answers.
    show_if: Condition | None = None
    #: Special category of personal data (Art. 9 DSGVO): never in public results, consent is asked for.
    special_category: bool = False
    #: Left out of public results.
    unpublished: bool = False
    #: What is written becomes a Wortmeldung in the inbox.
    contribution: bool = False

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """The options one sees: the author's, those every survey has, or the steps of the scale."""
        if self.kind in FIXED_OPTIONS:
            return tuple(Option(code, in_every_language(label)) for code, label in FIXED_OPTIONS[self.kind].items())
        if self.kind is QuestionKind.SCALE:
            first = 1 if self.minimum is None else int(self.minimum)
            last = 5 if self.maximum is None else int(self.maximum)
            return tuple(Option(str(step), {"de": str(step)}) for step in range(first, last + 1))
        return self.options

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all options."""
        return frozenset(option.code for option in self.choices)


@dataclass(frozen=True)
class Section:
    """Questions that belong together under a heading."""

    title: Texts
    questions: tuple[Question, ...] = ()
    intro: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked, in its order."""

    sections: tuple[Section, ...] = ()
    #: Languages it is offered in, the base language first.
    languages: tuple[str, ...] = ("de",)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions of all sections, hints without a question included."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """How many questions stand before each one."""
        return {question.code: number for number, question in enumerate(self.questions)}

    @property
    def base(self) -> str:
        return self.languages[0] if self.languages else "de"

    def section_of(self, code: str) -> Section | None:
        """The section a question stands in."""
        return next((one for one in self.sections if any(q.code == code for q in one.questions)), None)

    def replaced(self, question: Question, *, was: str | None = None) -> "Questionnaire":
        """With `question` in the place of the one that had its code (or the code `was`)."""
        code = was or question.code
        sections = tuple(
            replace(one, questions=tuple(question if q.code == code else q for q in one.questions))
            for one in self.sections
        )
        return replace(self, sections=sections)

    def problems(self) -> list[tuple[str, str]]:
        """(code of the question or "", German sentence) for everything that keeps it from being published."""
        return list(_problems(self))

    def to_json(self) -> dict[str, Any]:
        """Plain values, with everything left out that says nothing."""
        return {"languages": list(self.languages), "sections": [_section_to_json(one) for one in self.sections]}


def _problems(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    asked = [question for question in questionnaire.questions if question.kind.is_asked]
    if not asked:
        yield "", N_("Es gibt noch keine Frage.")
    seen: set[str] = set()
    for question in questionnaire.questions:
        if question.code in seen:
            yield question.code, N_("Dieser Kurzname kommt zweimal vor.")
        yield from ((question.code, problem) for problem in _problems_of(question, questionnaire.base, seen))
        seen.add(question.code)


def _problems_of(question: Question, base: str, earlier: set[str]) -> Iterator[str]:
    if not question.title.get(base):
        yield N_("Diese Frage hat noch keinen Text.")
    if question.kind.has_own_options:
        if len(question.options) < 2:
            yield N_("Bitte geben Sie mindestens zwei Möglichkeiten an.")
        if any(not option.label.get(base) for option in question.options):
            yield N_("Eine der Möglichkeiten hat noch keinen Text.")
        if len({option.code for option in question.options}) < len(question.options):
            yield N_("Zwei Möglichkeiten haben denselben Kurznamen.")
    if question.at_least and question.at_most and question.at_least > question.at_most:
        yield N_("Es müssen mehr Möglichkeiten gewählt werden, als gewählt werden dürfen.")
    if question.minimum is not None and question.maximum is not None and question.minimum >= question.maximum:
        yield N_("Der kleinste Wert ist nicht kleiner als der größte.")
    if question.show_if is not None and not questions_named(question.show_if) <= earlier:
        yield N_("Die Bedingung fragt nach einer Frage, die nicht davor kommt.")


def questionnaire_from_json(raw: Any) -> Questionnaire:
    """The questionnaire that `to_json` wrote, or that somebody sent.

    Raises `InvalidInput` ("survey.unreadable") for anything that is none. Texts are cleaned; an incomplete questionnaire (no
    options yet, no title yet) is read all the same: `problems()` tells what is missing.
    """
    try:
        languages = tuple(dict.fromkeys(_language(one) for one in raw.get("languages") or ["de"]))[:MOST_LANGUAGES]
        sections = tuple(_section_from_json(one) for one in raw["sections"])
    except InvalidInput:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        raise _unreadable() from error
    found = Questionnaire(sections=sections, languages=languages or ("de",))
    if len(found.questions) > MOST_QUESTIONS:
        raise InvalidInput(
            "survey.too-long",
            N_("Ein Fragebogen darf höchstens %(most)s Fragen haben."),
            most=MOST_QUESTIONS,
        )
    return found


def _unreadable() -> InvalidInput:
    return InvalidInput(
        "survey.unreadable",
        N_("Dieser Fragebogen kam unvollständig an. Bitte laden Sie die Seite neu; gespeichert wurde nichts."),
    )


def _section_to_json(section: Section) -> dict[str, Any]:
    return _told({"title": dict(section.title), "intro": dict(section.intro)}) | {
        "questions": [_question_to_json(question) for question in section.questions]
    }


def _question_to_json(question: Question) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "code": question.code,
        "kind": question.kind.value,
        "title": dict(question.title),
        "hint": dict(question.hint),
        "options": [{"code": option.code, "label": dict(option.label)} for option in question.options],
        "unit": dict(question.unit),
        "low_end": dict(question.low_end),
        "high_end": dict(question.high_end),
    }
    flags = ("has_other", "asks_why", "required", "special_category", "unpublished", "contribution")
    plain |= {name: True for name in flags if getattr(question, name)}
    numbers = ("at_least", "at_most", "minimum", "maximum")
    told = _told(plain) | {name: getattr(question, name) for name in numbers if getattr(question, name) is not None}
    if question.show_if is not None:
        told["show_if"] = condition_to_json(question.show_if)
    return told


def _told(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if value not in ({}, [], "")}


def _section_from_json(raw: Mapping[str, Any]) -> Section:
    return Section(
        title=_texts(raw.get("title")),
        intro=_texts(raw.get("intro")),
        questions=tuple(_question_from_json(one) for one in raw.get("questions", [])),
    )


def _question_from_json(raw: Mapping[str, Any]) -> Question:
    code = str(raw["code"])
    if not CODE.fullmatch(code):
        raise InvalidInput(
            "survey.bad-code",
            N_(
                "Der Kurzname „%(name)s“ geht nicht: Er beginnt mit einem Buchstaben und besteht aus Buchstaben, Ziffern und _."
            ),
            name=code[:50],
        )
    kind = QuestionKind(raw["kind"])
    options = raw.get("options", [])
    if len(options) > most_options(kind):
        raise InvalidInput(
            "survey.too-many-options",
            N_("Eine Frage dieser Art darf höchstens %(most)s Möglichkeiten haben."),
            most=most_options(kind),
        )
    return Question(
        code=code,
        kind=kind,
        title=_texts(raw.get("title")),
        hint=_texts(raw.get("hint")),
        options=tuple(_option_from_json(one) for one in options) if kind.has_own_options else (),
        has_other=bool(raw.get("has_other")),
        asks_why=bool(raw.get("asks_why")),
        required=bool(raw.get("required")),
        at_least=_whole(raw.get("at_least"), MOST_OPTIONS),
        at_most=_whole(raw.get("at_most"), MOST_OPTIONS),
        minimum=_bound(raw.get("minimum"), kind),
        maximum=_bound(raw.get("maximum"), kind),
        unit=_texts(raw.get("unit"), lines=False),
        low_end=_texts(raw.get("low_end"), lines=False),
        high_end=_texts(raw.get("high_end"), lines=False),
        show_if=condition_from_json(raw["show_if"]) if raw.get("show_if") else None,
        special_category=bool(raw.get("special_category")),
        unpublished=bool(raw.get("unpublished")),
        contribution=bool(raw.get("contribution")),
    )


def most_options(kind: QuestionKind) -> int:
    """How many options a question of this kind may have."""
    return MOST_RANKED if kind is QuestionKind.RANKING else MOST_OPTIONS


def _option_from_json(raw: Mapping[str, Any]) -> Option:
    code = str(raw["code"])
    if not OPTION_CODE.fullmatch(code) or code == "other":
        raise _unreadable()
    return Option(code=code, label=_texts(raw.get("label")))


def _texts(raw: Any, *, lines: bool = True) -> dict[str, str]:
    if raw is None:
        return {}
    cleaned = {_language(code): clean_text(str(text), lines=lines)[:LONGEST_TEXT] for code, text in dict(raw).items()}
    return {language: text for language, text in cleaned.items() if text}


def _language(raw: Any) -> str:
    if not isinstance(raw, str) or not LANGUAGE.fullmatch(raw) or len(raw) > 20:
        raise _unreadable()
    return raw


def _whole(raw: Any, most: int) -> int | None:
    if raw in (None, ""):
        return None
    number = int(raw)
    if not 0 <= number <= most:
        raise _unreadable()
    return number


def _bound(raw: Any, kind: QuestionKind) -> float | None:
    if raw in (None, ""):
        return None
    number = float(raw)
    if not -1e12 <= number <= 1e12:
        raise _unreadable()
    if kind is QuestionKind.SCALE and not (number.is_integer() and 0 <= number < LARGEST_SCALE):
        raise InvalidInput("survey.scale", N_("Eine Skala hat ganze Schritte zwischen 0 und 10."))
    return number


def without(sections: Sequence[Section], code: str) -> tuple[Section, ...]:
    """The sections without one question."""
    return tuple(replace(one, questions=tuple(q for q in one.questions if q.code != code)) for one in sections)

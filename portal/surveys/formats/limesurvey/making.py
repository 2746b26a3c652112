"""What is needed to make questions of LimeSurvey's, whatever their type."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from portal.kernel.text import N_
from portal.surveys.formats.expressions import Symbol
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.limesurvey.model import LimeChoice, LimeQuestion, Words
from portal.surveys.formats.names import Names, option_codes
from portal.surveys.terms import Option, Question, QuestionKind, Texts
from portal.surveys.terms.questionnaire import LONGEST_TEXT, most_options

YES_NO = {"Y": "yes", "N": "no"}
GENDER = {"F": "female", "M": "male"}
FIVE = {str(step): str(step) for step in range(1, 6)}
TEN = {str(step): str(step) for step in range(1, 11)}


@dataclass
class Made:
    """The questions that one of LimeSurvey became, and what its names in expressions stand for."""

    questions: list[Question]
    #: {name behind the code: symbols}; "" is the question itself, "_SQ001" a row or box of it.
    symbols: dict[str, list[Symbol]] = field(default_factory=dict)


@dataclass
class Maker:
    """What all kinds need to make questions."""

    names: Names
    report: ImportReport
    texts: Callable[[Words, str], Texts]
    #: The language that stands for all where one is needed.
    base: str
    #: Those of the questionnaire.
    languages: Sequence[str] = ()

    def question(
        self, lime: LimeQuestion, kind: QuestionKind, *, code: str = "", title: Texts | None = None
    ) -> Question:
        return Question(
            code=self.names.question(code or lime.code),
            kind=kind,
            title=self.texts(lime.words, lime.code) if title is None else title,
            hint=self.texts(lime.helps, lime.code),
            required=lime.mandatory and kind is not QuestionKind.INFO,
        )

    def options(self, lime: LimeQuestion, choices: Iterable[LimeChoice]) -> tuple[tuple[Option, ...], dict[str, str]]:
        listed = list(choices)
        codes = option_codes(lime.code, (one.code for one in listed), self.report)
        unique = {one.code: one for one in listed}
        options = tuple(
            Option(codes[code], self.texts(one.words, lime.code) or {self.base: codes[code]})
            for code, one in unique.items()
        )
        return options, codes


def simple(kind: QuestionKind, values: dict[str, str] | None = None) -> Callable[[LimeQuestion, Maker], Made]:
    def make_simple(lime: LimeQuestion, maker: Maker) -> Made:
        question = maker.question(lime, kind)
        return Made([question], {"": [Symbol(question.code, values=values or {})]})

    return make_simple


def as_scale(question: Question, last: int) -> Question:
    return replace(question, kind=QuestionKind.SCALE, minimum=1, maximum=last)


def bounded(question: Question, lime: LimeQuestion, maker: Maker) -> Question:
    lowest = (
        decimal(lime, "min_num_value_n", maker)
        if not lime.attribute("slider_min")
        else decimal(lime, "slider_min", maker)
    )
    highest = (
        decimal(lime, "max_num_value_n", maker)
        if not lime.attribute("slider_max")
        else decimal(lime, "slider_max", maker)
    )
    suffix = lime.attributes.get("suffix", {})
    unit = maker.texts({language: text for language, text in suffix.items() if text.strip()}, lime.code)
    if lowest is not None and highest is not None and lowest >= highest:
        lowest = highest = None
    return replace(question, minimum=lowest, maximum=highest, unit=unit)


def too_many(lime: LimeQuestion, maker: Maker, count: int, kind: QuestionKind = QuestionKind.SINGLE) -> Made | None:
    """A short text in its place, and a remark, when there are more options than a question of this kind may have."""
    most = most_options(kind)
    if count <= most:
        return None
    maker.report.changed(
        lime.code,
        N_("Die Frage hat %(count)s Möglichkeiten, hier gehen höchstens %(most)s. Sie wurde zu einem kurzen Text."),
        count=count, most=most,
    )  # fmt: skip
    return simple(QuestionKind.SHORT_TEXT)(lime, maker)


def joined(first: Texts, second: Texts) -> Texts:
    """Both texts in each language that has one of them, the first above the second."""
    languages = dict.fromkeys([*first, *second])
    return {
        language: "\n".join(t for t in (first.get(language), second.get(language)) if t)[:LONGEST_TEXT]
        for language in languages
    }


def whole(lime: LimeQuestion, name: str, maker: Maker, most: int) -> int | None:
    value = lime.attribute(name)
    if value.isdecimal() and len(value) < 6:
        return min(int(value), most) or None
    if value:
        maker.report.left_out(
            lime.code, N_("Eine Grenze, die berechnet wurde (%(name)s): %(value)s"), name=name, value=value
        )
    return None


def decimal(lime: LimeQuestion, name: str, maker: Maker) -> float | None:
    value = lime.attribute(name)
    if not value:
        return None
    if is_number(value) and abs(float(value)) < 1e12:
        return float(value)
    maker.report.left_out(
        lime.code, N_("Eine Grenze, die berechnet wurde (%(name)s): %(value)s"), name=name, value=value
    )
    return None


def is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 1e300
    except ValueError:
        return False

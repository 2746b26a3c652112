"""Questions with rows: a matrix becomes one question per row, with the row's text in front."""

from collections.abc import Callable
from dataclasses import replace

from portal.kernel.text import N_
from portal.surveys.formats.expressions import Symbol
from portal.surveys.formats.limesurvey.making import (
    FIVE,
    TEN,
    YES_NO,
    Made,
    Maker,
    as_scale,
    bounded,
    is_number,
    joined,
    too_many,
)
from portal.surveys.formats.limesurvey.model import LimeQuestion
from portal.surveys.formats.limesurvey.words import TREND, TYPES
from portal.surveys.terms import Option, Question, QuestionKind, Texts


def per_row(kind: QuestionKind) -> Callable[[LimeQuestion, Maker], Made]:
    """Several short texts: one question each."""
    return lambda lime, maker: _rows(lime, maker, lambda question: (replace(question, kind=kind), {}))


def numbers(lime: LimeQuestion, maker: Maker) -> Made:
    return _rows(
        lime,
        maker,
        lambda question: (bounded(replace(question, kind=QuestionKind.NUMBER), lime, maker), {}),
        counts=True,
    )


def _rows(
    lime: LimeQuestion,
    maker: Maker,
    dress: Callable[[Question], tuple[Question, dict[str, str]]],
    *,
    counts: bool = False,
    ending: str = "",
    head: Texts | None = None,
) -> Made:
    """One question per row: the row's text, then what was asked about all rows."""
    made = Made([])
    asked = maker.texts(lime.words, lime.code)
    for row in lime.rows():
        title = joined(maker.texts(row.words, lime.code), asked if not head else joined(asked, head))
        question, values = dress(
            maker.question(lime, QuestionKind.SHORT_TEXT, code=f"{lime.code}_{row.code}{ending}", title=title)
        )
        made.questions.append(question)
        symbol = Symbol(question.code, values=values, counts=counts)
        made.symbols[f"_{row.code}{ending}"] = [symbol]
        made.symbols.setdefault("that", []).append(symbol)
        if row.relevance not in ("", "1"):
            maker.report.left_out(
                lime.code,
                N_("Die Zeile „%(row)s“ wurde nur unter einer Bedingung gezeigt: %(condition)s"),
                row=row.code,
                condition=row.relevance,
            )
    _tell_rows(lime, maker, len(made.questions))
    return made


def _tell_rows(lime: LimeQuestion, maker: Maker, count: int) -> None:
    if not count:
        maker.report.left_out(
            lime.code, N_("Die Frage „%(type)s“ hatte keine einzige Zeile."), type=TYPES.get(lime.type, lime.type)
        )
    else:
        maker.report.changed(
            lime.code,
            N_("Aus „%(type)s“ wurden einzelne Fragen, eine je Zeile: %(count)s."),
            type=TYPES.get(lime.type, lime.type),
            count=count,
        )


def matrix_of_scales(last: int) -> Callable[[LimeQuestion, Maker], Made]:
    values = FIVE if last == 5 else TEN
    return lambda lime, maker: _rows(lime, maker, lambda question: (as_scale(question, last), values), counts=True)


def matrix_yes_no(lime: LimeQuestion, maker: Maker) -> Made:
    maker.report.changed(
        lime.code, N_("„Unsicher“ heißt hier „Weiß nicht / keine Angabe“ und steht unter jeder Frage.")
    )
    return _rows(lime, maker, lambda question: (replace(question, kind=QuestionKind.YES_NO), YES_NO))


def matrix_trend(lime: LimeQuestion, maker: Maker) -> Made:
    options = tuple(Option(code, maker.texts(words, lime.code)) for code, words in TREND.items())
    values = {code: code for code in TREND}
    return _rows(lime, maker, lambda question: (replace(question, kind=QuestionKind.SINGLE, options=options), values))


def matrix(lime: LimeQuestion, maker: Maker) -> Made:
    if text := too_many(lime, maker, len(lime.choices())):
        return text
    options, codes = maker.options(lime, lime.choices())
    counts = all(is_number(code) for code in codes)
    return _rows(
        lime,
        maker,
        lambda question: (replace(question, kind=QuestionKind.SINGLE, options=options), codes),
        counts=counts,
    )


def matrix_of_two(lime: LimeQuestion, maker: Maker) -> Made:
    both = Made([])
    for scale, attribute in ((0, "dualscale_headerA"), (1, "dualscale_headerB")):
        options, codes = maker.options(lime, lime.choices(scale))
        head = maker.texts({k: v for k, v in lime.attributes.get(attribute, {}).items() if k}, lime.code)
        made = _rows(lime, maker, _dressed(options, codes), ending=f"_{scale}", head=head or {})
        both.questions += made.questions
        both.symbols |= made.symbols
    order = {f"{row.code}": number for number, row in enumerate(lime.rows())}
    half = len(order)
    both.questions = [both.questions[at + part] for at in range(half) for part in (0, half)] if half else []
    return both


def _dressed(
    options: tuple[Option, ...], codes: dict[str, str]
) -> Callable[[Question], tuple[Question, dict[str, str]]]:
    return lambda question: (replace(question, kind=QuestionKind.SINGLE, options=options), codes)


def table(lime: LimeQuestion, maker: Maker) -> Made:
    """Texts or numbers in rows and columns: one question per cell; boxes to tick: one question per row."""
    columns = lime.rows(1)
    if lime.type == ":" and lime.attribute("multiflexible_checkbox") == "1":
        options, codes = maker.options(lime, columns)
        made = _rows(
            lime, maker, lambda question: (replace(question, kind=QuestionKind.MULTIPLE, options=options), codes)
        )
        for row in lime.rows():
            code = made.symbols[f"_{row.code}"][0].question
            made.symbols |= {f"_{row.code}_{was}": [Symbol(code, option=to)] for was, to in codes.items()}
        return made
    made = Made([])
    number = lime.type == ":"
    for row in lime.rows():
        for column in columns:
            title = joined(
                joined(maker.texts(row.words, lime.code), maker.texts(column.words, lime.code)),
                maker.texts(lime.words, lime.code),
            )
            kind = QuestionKind.NUMBER if number else QuestionKind.SHORT_TEXT
            question = maker.question(lime, kind, code=f"{lime.code}_{row.code}_{column.code}", title=title)
            made.questions.append(question)
            symbol = Symbol(question.code, counts=number)
            made.symbols[f"_{row.code}_{column.code}"] = [symbol]
            made.symbols.setdefault("that", []).append(symbol)
    _tell_rows(lime, maker, len(made.questions))
    return made

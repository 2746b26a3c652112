"""What a typist types for an answer on a sheet, and reading it: figures for boxes, words for lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text, fold
from portal.surveys.terms.answers import OTHER, Answer, check_answer
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.paper import DASH, declined_key, is_written, printed_options
from portal.surveys.terms.questionnaire import Question
from portal.surveys.terms.texts import said

#: How long after the end paper may still be typed: it lies in letter boxes and town halls.
PAPER_COMES_LATE = timedelta(days=60)
#: From this many answers on, numbers typed one after another can no longer be told apart.
MOST_SINGLE_DIGITS = 9
_SHORT_DATE = re.compile(r"(\d{1,2})[. ](\d{1,2})[. ](\d{4}|\d{2})")
_DATE_IN_FIGURES = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_PARTS = re.compile(r"[\s,;+/]+")
#: Finds a Gemeinde or Ortsteil by what was typed; None when there is none or more than one.
FindPlace = Callable[[str], UUID | None]


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of one question: figures or the answer itself, and the words beside "Sonstiges" or "Warum?"."""

    value: str = ""
    words: str = ""


def wants_words(question: Question) -> bool:
    """Whether there is a second field for words beside the figures."""
    if is_written(question):
        return False
    has_other = any(option.code == OTHER for option in printed_options(question))
    return has_other or (question.asks_why and question.kind.is_choice)


def read_typed(question: Question, number: int, typed: Typed, *, find_place: FindPlace) -> Answer:
    """The answer that was typed; one that was passed over when nothing was.

    Raises `InvalidInput` (field = the question's code) that names the question by the number on the sheet.
    """
    value = clean_text(typed.value)
    if not value:
        if typed.words.strip() and wants_words(question):
            raise _bad(
                question, number, "words-alone", N_("Bei Frage %(number)s stehen Worte, aber es ist nichts angekreuzt.")
            )
        return Answer()
    if value in (DASH, "–", declined_key(question)):
        return Answer(declined=True)
    read = _listed if is_written(question) else _READ.get(question.kind, _written)
    answer = read(question, number, value, typed, find_place)
    try:
        return check_answer(question, answer)
    except InvalidInput as error:
        if error.code == "answer.too-many":
            raise _too_many(question, number) from error
        raise


def as_typed(question: Question, answer: Answer, *, place_name: str = "") -> Typed:
    """What a typist would have typed for this answer."""
    if answer.declined:
        return Typed(declined_key(question))
    if is_written(question):
        labels = {option.code: said(option.label, "de") for option in question.options}
        return Typed("; ".join(answer.text if code == OTHER else labels.get(code, code) for code in answer.chosen))
    number_of = {option.code: option.number for option in printed_options(question)}
    if question.kind is QuestionKind.RANKING:
        ranks = [answer.chosen.index(code) + 1 if code in answer.chosen else 0 for code in number_of]
        glue = "" if len(number_of) <= MOST_SINGLE_DIGITS else " "
        return Typed(glue.join(str(rank) for rank in ranks) if answer.chosen else "")
    if question.kind.is_closed:
        glue = "" if len(number_of) <= MOST_SINGLE_DIGITS else " "
        chosen = glue.join(str(number_of[code]) for code in answer.chosen if code in number_of)
        return Typed(chosen, answer.text)
    if answer.number is not None:
        return Typed(f"{answer.number:.15g}".replace(".", ","))
    if answer.on is not None:
        return Typed(f"{answer.on:%d.%m.%Y}")
    return Typed(place_name if answer.place else answer.text)


def _bad(question: Question, number: int, code: str, message: str, **params: Any) -> InvalidInput:
    return InvalidInput(f"sheet.{code}", message, field=question.code, number=number, **params)


def _too_many(question: Question, number: int) -> InvalidInput:
    if question.kind.is_choice:
        message = N_("Bei Frage %(number)s gilt nur eine Antwort. Sind zwei angekreuzt, tippen Sie %(key)s.")
        return _bad(question, number, "two-ticks", message, key=declined_key(question))
    message = N_("Bei Frage %(number)s sind höchstens %(most)s Antworten vorgesehen. Sind es mehr, tippen Sie %(key)s.")
    return _bad(question, number, "too-many", message, most=question.at_most, key=declined_key(question))


def _figures(question: Question, number: int, value: str) -> list[int]:
    options = printed_options(question)
    parts = [part for part in _PARTS.split(value) if part]
    one_each = question.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING) and len(options) <= MOST_SINGLE_DIGITS
    if one_each:
        parts = [figure for part in parts for figure in part]
    if not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in parts):
        raise _bad(
            question,
            number,
            "no-figures",
            N_("Bei Frage %(number)s tippen Sie bitte die Nummern, die neben den Kästchen stehen."),
        )
    return [int(part) for part in parts]


def _ticked(question: Question, number: int, value: str, typed: Typed, _find: FindPlace) -> Answer:
    code_of = {option.number: option.code for option in printed_options(question)}
    figures = _figures(question, number, value)
    unknown = next((figure for figure in figures if figure not in code_of), None)
    if unknown == 0:
        raise _bad(
            question,
            number,
            "declined-and-more",
            N_("Bei Frage %(number)s steht „keine Angabe“ neben anderen Antworten. Bitte tippen Sie, was gilt."),
        )
    if question.kind.is_choice and _are_several_ticks(question, value, figures, code_of):
        raise _too_many(question, number)
    if unknown is not None:
        raise _bad(
            question, number, "no-such-option", N_("Bei Frage %(number)s gibt es keine %(typed)s."), typed=unknown
        )
    if typed.words.strip() and not (question.asks_why or OTHER in [code_of[figure] for figure in figures]):
        raise _bad(
            question,
            number,
            "other-not-ticked",
            N_("Bei Frage %(number)s stehen Worte, aber „Sonstiges“ ist nicht angekreuzt."),
        )
    return Answer(chosen=tuple(code_of[figure] for figure in figures), text=typed.words)


def _listed(question: Question, number: int, value: str, _typed: Typed, _find: FindPlace) -> Answer:
    """Names of answers as they stand in the list, in any of its languages; what is not in it is "Sonstiges" if there is that."""
    code_of = {fold(label): option.code for option in question.options for label in option.label.values()}
    whole = question.kind.is_choice or fold(value) in code_of
    names = [name.strip() for name in ([value] if whole else value.split(";")) if name.strip()]
    unknown = [name for name in names if fold(name) not in code_of]
    if unknown and not question.has_other:
        raise _bad(
            question,
            number,
            "not-listed",
            N_("Bei Frage %(number)s: „%(typed)s“ steht nicht in der Liste. Ist es unleserlich, tippen Sie -."),
            typed=unknown[0][:60],
        )
    chosen = [code_of[fold(name)] for name in names if fold(name) in code_of]
    return Answer(chosen=(*chosen, *([OTHER] if unknown else [])), text="; ".join(unknown))


def _are_several_ticks(question: Question, value: str, figures: list[int], code_of: dict[int, str]) -> bool:
    """ "12" where only 1 to 5 exist means that two boxes are ticked; so does "1 2" anywhere."""
    if len(figures) > 1:
        return True
    apart = [int(figure) for figure in value if figure.isdecimal()]
    return (
        len(apart) > 1
        and figures[0] not in code_of
        and max(code_of) <= MOST_SINGLE_DIGITS
        and set(apart) <= set(code_of)
    )


def _ranked(question: Question, number: int, value: str, _typed: Typed, _find: FindPlace) -> Answer:
    """For each option in the order of the sheet the number that was written beside it; 0 for none."""
    codes = [option.code for option in printed_options(question)]
    ranks = _figures(question, number, value)
    if len(ranks) > len(codes):
        raise _bad(
            question,
            number,
            "too-many-ranks",
            N_(
                "Bei Frage %(number)s gibt es nur %(most)s Zeilen. Bitte tippen Sie für jede Zeile eine Zahl, 0 für keine."
            ),
            most=len(codes),
        )
    given = [rank for rank in ranks if rank]
    twice = next((rank for rank in given if given.count(rank) > 1), None)
    if twice is not None:
        raise _bad(
            question,
            number,
            "rank-twice",
            N_("Bei Frage %(number)s steht die %(rank)s zweimal. Ist das auf dem Bogen so, tippen Sie %(key)s."),
            rank=twice,
            key=DASH,
        )
    ordered = sorted((rank, code) for rank, code in zip(ranks, codes, strict=False) if rank)
    return Answer(chosen=tuple(code for _rank, code in ordered))


def _counted(question: Question, number: int, value: str, _typed: Typed, _find: FindPlace) -> Answer:
    try:
        return Answer(number=float(value.replace(" ", "").replace(",", ".")))
    except ValueError:
        raise _bad(
            question,
            number,
            "no-number",
            N_("Bei Frage %(number)s tippen Sie bitte eine Zahl, zum Beispiel 12 oder 3,5."),
        ) from None


def _dated(question: Question, number: int, value: str, _typed: Typed, _find: FindPlace) -> Answer:
    found = _SHORT_DATE.fullmatch(value) or _DATE_IN_FIGURES.fullmatch(value)
    try:
        if found is None:
            return Answer(on=date.fromisoformat(value))
        day, month, year = (int(part) for part in found.groups())
        return Answer(on=date(year if year > 99 else 2000 + year, month, day))
    except ValueError:
        raise _bad(
            question,
            number,
            "no-date",
            N_("Bei Frage %(number)s tippen Sie bitte ein Datum, zum Beispiel 24.12.2026 oder 24122026."),
        ) from None


def _placed(question: Question, number: int, value: str, _typed: Typed, find_place: FindPlace) -> Answer:
    place = find_place(value)
    if place is None:
        raise _bad(
            question,
            number,
            "no-place",
            N_(
                "Bei Frage %(number)s: Den Ort „%(typed)s“ gibt es in unserer Liste nicht. Ist er unleserlich, tippen Sie -."
            ),
            typed=value[:60],
        )
    return Answer(place=place)


def _written(_question: Question, _number: int, value: str, _typed: Typed, _find: FindPlace) -> Answer:
    return Answer(text=value)


_READ: dict[QuestionKind, Callable[[Question, int, str, Typed, FindPlace], Answer]] = {
    QuestionKind.SINGLE: _ticked,
    QuestionKind.YES_NO: _ticked,
    QuestionKind.SMILEYS: _ticked,
    QuestionKind.SCALE: _ticked,
    QuestionKind.AGE_GROUP: _ticked,
    QuestionKind.GENDER: _ticked,
    QuestionKind.MULTIPLE: _ticked,
    QuestionKind.RANKING: _ranked,
    QuestionKind.NUMBER: _counted,
    QuestionKind.DATE: _dated,
    QuestionKind.PLACE: _placed,
}

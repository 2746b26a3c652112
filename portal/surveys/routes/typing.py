"""One sheet on the screen: its rows, reading what was typed into them, and filling them again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.kernel.errors import InvalidInput
from portal.surveys import queries
from portal.surveys.forms.sheets import ANSWER, WORDS, SheetForm
from portal.surveys.queries import sheets as reading
from portal.surveys.terms import Answer, Question, QuestionKind, Questionnaire, said
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.conditions import condition_to_json
from portal.surveys.terms.paper import (
    PrintedOption,
    condition_in_words,
    declined_key,
    is_written,
    numbers,
    option_label,
    printed_options,
)
from portal.surveys.terms.sheets import MOST_SINGLE_DIGITS, Typed, as_typed, read_typed
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.surveys.models import Sheet, SheetBatch

_FEW_LETTERS = (QuestionKind.NUMBER, QuestionKind.DATE)


@dataclass(frozen=True)
class Row:
    """One question on the page where sheets are typed."""

    number: int
    question: Question
    title: str
    #: (key, label) of the answers as printed.
    options: list[tuple[str, str]]
    #: Names to choose from where the sheet has a line instead of boxes.
    listed: list[str]
    #: What is typed for "keine Angabe".
    decline: str
    #: "Nur wenn …", "" when it is always asked.
    condition: str
    #: What the field holds, in a few words, where there are no keys.
    hint: str
    #: "short" for keys, figures and dates, else "long".
    width: str
    answer: Any
    words: Any
    words_label: str
    #: What the page needs to jump and grey out (JSON).
    props: str

    @property
    def errors(self) -> list[str]:
        """Everything that is wrong with the row."""
        return [*self.answer.errors, *(self.words.errors if self.words else [])]


def rows_of(questionnaire: Questionnaire, form: SheetForm) -> list[Row]:
    """The rows of a sheet in the order of the paper."""
    number_of = numbers(questionnaire)
    return [
        _row(questionnaire, question, number_of[question.code], form)
        for question in questionnaire.questions
        if question.kind.is_asked
    ]


def first_to_fill(rows: Sequence[Row]) -> int:
    """Number of the question where typing goes on: the first with an error, else the first empty one, else the first."""
    wrong = (row.number for row in rows if row.errors)
    empty = (row.number for row in rows if not row.answer.data)
    return next(wrong, None) or next(empty, None) or 1


def read_sheet(form: SheetForm, batch: "SheetBatch") -> dict[str, Answer] | None:
    """The answers that were typed; None when something cannot be read, which then stands at its field."""
    good = form.validate_on_submit()
    questionnaire = queries.questionnaire_of(batch.version_id)
    found: dict[str, Answer] = {}
    for code, number in numbers(questionnaire).items():
        try:
            answer = read_typed(questionnaire.by_code[code], number, form.typed(code), find_place=reading.found_place)
        except InvalidInput as error:
            error.field = ANSWER + code
            form.take(error)
            good = False
        else:
            found[code] = answer
    return {code: answer for code, answer in found.items() if not answer.is_passed_over} if good else None


def typed_answers(questionnaire: Questionnaire, sheet: "Sheet") -> dict[str, Typed]:
    """What stands in the fields of a sheet that was typed before."""
    return {
        code: as_typed(questionnaire.by_code[code], answer, place_name=reading.place_label(answer))
        for code, answer in reading.answers_of(sheet).items()
        if code in questionnaire.by_code
    }


def in_words(question: Question, answer: Answer | None) -> str:
    """An answer as it can be compared with the paper: "2 – Nein"."""
    if answer is None or answer.is_passed_over:
        return _("nichts angekreuzt")
    if answer.declined:
        return _("keine Angabe")
    labels = {option.code: option for option in printed_options(question)}
    chosen = [_option_in_words(question, labels[code]) for code in answer.chosen if code in labels]
    rest = "" if chosen else as_typed(question, answer, place_name=reading.place_label(answer)).value
    return "; ".join(part for part in (*chosen, answer.text if chosen else rest) if part)


def _option_in_words(question: Question, option: PrintedOption) -> str:
    """ "2 – Nein"; a step of a scale is its own label, and what was written on a line has no number."""
    if is_written(question):
        return option_label(question, option, speak=_, language="de")
    if question.kind is QuestionKind.SCALE:
        return str(option.number)
    return f"{option.number} – {option_label(question, option, speak=_, language='de')}"


def _row(questionnaire: Questionnaire, question: Question, number: int, form: SheetForm) -> Row:
    written = is_written(question)
    options = [
        (str(option.number), option_label(question, option, speak=_, language="de"))
        for option in printed_options(question)
        if question.kind is not QuestionKind.SCALE and not written
    ]
    short = (question.kind.is_closed and not written) or question.kind in _FEW_LETTERS
    fields = form._fields
    return Row(
        number=number,
        question=question,
        title=said(question.title, "de"),
        options=options,
        listed=[said(option.label, "de") for option in question.options] if written else [],
        decline=declined_key(question),
        condition=condition_in_words(questionnaire, question.show_if, speak=_) if question.show_if else "",
        hint=_hint(question),
        width="short" if short or question.kind is QuestionKind.RANKING else "long",
        answer=fields[ANSWER + question.code],
        words=fields.get(WORDS + question.code),
        words_label=_("Warum?") if question.asks_why else _("Sonstiges, in Worten"),
        props=json.dumps(_props(question), ensure_ascii=False),
    )


def _hint(question: Question) -> str:
    if question.kind is QuestionKind.SCALE:
        steps = printed_options(question)
        ends = [end for end in (said(question.low_end, "de"), said(question.high_end, "de")) if end]
        scale = _("%(first)s bis %(last)s", first=steps[0].number, last=steps[-1].number)
        return f"{scale} ({' – '.join(ends)})" if ends else scale
    if is_written(question):
        one = question.kind is QuestionKind.SINGLE
        return _("Name aus der Liste") if one else _("Namen aus der Liste, mit Strichpunkt dazwischen")
    hints = {
        QuestionKind.RANKING: _("je Zeile die Zahl aus dem Kästchen, 0 für keine"),
        QuestionKind.DATE: _("Datum, zum Beispiel 24122026"),
        QuestionKind.NUMBER: said(question.unit, "de") or _("Zahl"),
        QuestionKind.PLACE: _("Gemeinde oder Ortsteil"),
        QuestionKind.MULTIPLE: _("alle Zahlen hintereinander, dann Eingabetaste")
        if len(printed_options(question)) <= MOST_SINGLE_DIGITS
        else _("Zahlen mit Leerzeichen dazwischen, dann Eingabetaste"),
    }
    return hints.get(question.kind, "" if question.kind.is_closed else _("Text"))


def _props(question: Question) -> dict[str, Any]:
    options = printed_options(question)
    written = is_written(question)
    names = {said(option.label, "de"): option.code for option in question.options} if written else {}
    return {
        "code": question.code,
        "one": question.kind.is_choice and not written,
        "names": names,
        "ranking": question.kind is QuestionKind.RANKING,
        "codes": {} if written else {str(option.number): option.code for option in options},
        "decline": declined_key(question),
        "other": next((str(option.number) for option in options if option.code == OTHER), ""),
        "why": question.asks_why and question.kind.is_choice,
        "showIf": condition_to_json(question.show_if) if question.show_if else None,
    }

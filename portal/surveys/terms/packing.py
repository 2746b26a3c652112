"""The countable answers of a Teilnahme as a few bytes in fixed places, so that 100,000 of them can be counted at once.

The bytes follow from the answers and the version's questionnaire alone; `portal surveys repack` makes them anew.

- one option: one byte, two from 253 options on. 0 not asked, 1 passed over, 2 "keine Angabe", 3 "Sonstiges", 4 and up the
  options in their order
- several options: eight bytes for every 64 bits, in the same order (bit 0 is set whenever the question was asked)
- ranking: one byte per option, its rank from 1, 0 for none; before them one byte as above (0, 1, 2, or 4 for "ranked")
- number: eight bytes, a double; NaN not asked, -inf passed over, +inf "keine Angabe"
- date: the same with the number of the day (1 January of the year 1 is 1)
- point: two doubles, latitude (marks as above, 1000 when it was only described in words) and longitude
"""

import math
import struct
from dataclasses import dataclass

from portal.surveys.terms.answers import OTHER, Answer, Answers
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.questionnaire import Question, Questionnaire
from portal.surveys.terms.walk import asked_questions

NOT_ASKED, PASSED_OVER, DECLINED, OWN, FIRST_OPTION = 0, 1, 2, 3, 4
#: How many bits one word of a question with several options has.
WORD = 64
#: Stands for the latitude of a point that somebody described instead of showing it.
IN_WORDS = 1000.0


@dataclass(frozen=True)
class Layout:
    """Where each countable question lies: `struct` format of one Teilnahme, and (code, offset, kind of cell, options) per question.

    Kinds of cells: "u1" one option, "u2" one of very many, "u8" several, "rank", "f8" a number, "day", "point".
    """

    form: struct.Struct
    cells: tuple[tuple[str, int, str, tuple[str, ...]], ...]
    questions: tuple[Question, ...]


def layout_of(questionnaire: Questionnaire) -> Layout:
    """The layout of a version. Equal questionnaires have equal layouts."""
    form, cells, counted, offset = "<", [], [], 0
    for question in questionnaire.questions:
        cell = _cell(question)
        if cell is None:
            continue
        kind, code = cell
        cells.append((question.code, offset, kind, tuple(option.code for option in question.choices)))
        counted.append(question)
        form += code
        offset += struct.calcsize("<" + code)
    return Layout(struct.Struct(form), tuple(cells), tuple(counted))


def pack(questionnaire: Questionnaire, answers: Answers) -> bytes:
    """The bytes of one Teilnahme."""
    layout = _kept_layout(questionnaire)
    way = {question.code for question in asked_questions(questionnaire, answers)}
    values: list[int | float] = []
    for question in layout.questions:
        answer = answers.get(question.code, Answer()) if question.code in way else None
        values += _values(question, answer)
    return layout.form.pack(*values)


_kept: dict[int, tuple[Questionnaire, Layout]] = {}


def _kept_layout(questionnaire: Questionnaire) -> Layout:
    """Questionnaires of versions are read once per process and shared, so their layouts are kept by identity."""
    found = _kept.get(id(questionnaire))
    if found is not None and found[0] is questionnaire:
        return found[1]
    if len(_kept) > 64:
        _kept.clear()
    made = layout_of(questionnaire)
    _kept[id(questionnaire)] = (questionnaire, made)
    return made


def _cell(question: Question) -> tuple[str, str] | None:
    values = FIRST_OPTION + len(question.choices)
    if question.kind.is_choice:
        return ("u1", "B") if values <= 256 else ("u2", "H")
    if question.kind is QuestionKind.MULTIPLE:
        return "u8", f"{-(-values // WORD)}Q"
    if question.kind is QuestionKind.RANKING:
        return "rank", f"{1 + len(question.choices)}B"
    return _MEASURES.get(question.kind)


#: Kind of cell and its `struct` format.
_MEASURES = {QuestionKind.NUMBER: ("f8", "d"), QuestionKind.DATE: ("day", "d"), QuestionKind.POINT: ("point", "2d")}


def _values(question: Question, answer: Answer | None) -> list[int | float]:
    if question.kind is QuestionKind.NUMBER:
        return [_marked(answer, answer.number if answer else None)]
    if question.kind is QuestionKind.DATE:
        return [_marked(answer, answer.on.toordinal() if answer and answer.on else None)]
    if question.kind is QuestionKind.POINT:
        return _as_point(answer)
    mark = NOT_ASKED if answer is None else DECLINED if answer.declined else PASSED_OVER if not answer.chosen else OWN
    order = {option.code: number for number, option in enumerate(question.choices)}
    if question.kind is QuestionKind.RANKING:
        chosen = answer.chosen if answer is not None else ()
        ranks = [0] * len(order)
        for rank, code in enumerate(chosen, start=1):
            ranks[order[code]] = rank
        return [FIRST_OPTION if chosen else mark, *ranks]
    if question.kind is QuestionKind.MULTIPLE:
        return _in_words(_as_bits(answer, mark, order), FIRST_OPTION + len(order))
    if answer is None or not answer.chosen or answer.chosen[0] == OTHER:
        return [mark]
    return [FIRST_OPTION + order[answer.chosen[0]]]


def _in_words(bits: int, size: int) -> list[int | float]:
    """The bits in words, the lowest first."""
    return [(bits >> first) & ((1 << WORD) - 1) for first in range(0, size, WORD)]


def _as_bits(answer: Answer | None, mark: int, order: dict[str, int]) -> int:
    if answer is None:
        return 0
    bits = 1
    if not answer.chosen:
        return bits | (1 << mark)
    for code in answer.chosen:
        bits |= 1 << (OWN if code == OTHER else FIRST_OPTION + order[code])
    return bits


def _marked(answer: Answer | None, value: float | None) -> float:
    if answer is None:
        return math.nan
    if answer.declined:
        return math.inf
    return -math.inf if value is None else float(value)


def _as_point(answer: Answer | None) -> list[int | float]:
    if answer is None or answer.latitude is None or answer.longitude is None:
        return [_marked(answer, IN_WORDS if answer and answer.text else None), 0.0]
    return [answer.latitude, answer.longitude]

"""Counted answers, question by question: for multiple choice people per option, never combinations."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.surveys.models import Survey, SurveyResponse
from portal.surveys.queries.columns import CHANNELS, NO_PLACE, Array, Columns, Part, columns_of
from portal.surveys.queries.counted import OptionCount, QuestionResult, Rows, gemeinde_id, joined, only
from portal.surveys.queries.filtering import EVERYTHING, ResultFilter, chosen_rows
from portal.surveys.queries.measures import count_days, count_numbers, count_points
from portal.surveys.queries.surveys import own_surveys, response_count
from portal.surveys.terms import Channel, Question, QuestionKind, SurveyState, SurveyTiming
from portal.surveys.terms.disclosure import TOGETHER, settled_day
from portal.surveys.terms.packing import DECLINED, FIRST_OPTION, NOT_ASKED, OWN, PASSED_OVER, WORD

MOST_OTHERS = 200


@dataclass(frozen=True)
class Results:
    """A counted survey."""

    #: Teilnahmen that were counted, and all there are.
    count: int
    total: int
    questions: tuple[QuestionResult, ...]
    channels: tuple[tuple[Channel, int], ...]
    #: (Gemeinde or NO_PLACE, people), the most first.
    places: tuple[tuple[UUID, int], ...]


@dataclass(frozen=True)
class LiveAnswers:
    """The answers that staff see counted."""

    columns: Columns
    #: Whether later answers may be waiting, and the last day that is counted (None: not even one).
    delayed: bool = False
    until: date | None = None


def results_of(columns: Columns, wanted: ResultFilter = EVERYTHING) -> Results:
    """Count everything that can be counted."""
    rows = chosen_rows(columns, wanted)
    by_place = _by_gemeinde(columns, rows)
    shown = tuple(
        _counted(columns, question, rows, by_place)
        for question in columns.questions
        if question.kind is not QuestionKind.INFO
    )
    channels = _bincount([(part.channels, chosen) for part, chosen in zip(columns.parts, rows, strict=True)])
    return Results(
        count=sum(_size(part, chosen) for part, chosen in zip(columns.parts, rows, strict=True)),
        total=columns.count,
        questions=shown,
        channels=tuple((channel, channels.get(number, 0)) for number, channel in enumerate(CHANNELS)),
        places=tuple(by_place.most_common()),
    )


def comes_in_steps(survey: Survey) -> bool:
    """Whether its numbers must not tell when somebody answered: an anonymous survey that still takes answers."""
    return survey.anonymous and survey.timing is not SurveyTiming.OVER


def counter(survey: Survey) -> tuple[int, bool]:
    """(Teilnahmen so far, whether the number is exact): anonymous surveys are counted in steps while they run."""
    exact = response_count(survey.id)
    return (exact - exact % TOGETHER, False) if comes_in_steps(survey) else (exact, True)


def live_answers(survey: Survey) -> LiveAnswers:
    """What staff may see counted now. Of a running anonymous survey whole days, and at least five people together."""
    columns = columns_of(survey.id)
    if not comes_in_steps(survey):
        return LiveAnswers(columns)
    until = settled_day(columns.per_day(), before=clock.today())
    return LiveAnswers(columns.until(until), delayed=True, until=until)


def live_until(survey: Survey) -> date | None:
    """The same day without counting anything; None for all days, the first day there is for not even one."""
    if not comes_in_steps(survey):
        return None
    chosen = select(SurveyResponse.given_on, func.count()).where(SurveyResponse.survey_id == survey.id)
    per_day = {day: int(count) for day, count in session().execute(chosen.group_by(SurveyResponse.given_on))}
    return settled_day(per_day, before=clock.today()) or date.min


def tells_single_people(survey: Survey, people: int) -> bool:
    """Whether so few answers of an anonymous survey would show what one person said."""
    return survey.anonymous and 0 < people < TOGETHER


def own_others(viewer: Actor, survey: Survey) -> list[Survey]:
    """Further surveys of this person's Sozialräume that were answered, to compare with; the newest first."""
    chosen = own_surveys(viewer).where(Survey.id != survey.id, Survey.state != SurveyState.DRAFT)
    return list(session().scalars(chosen.order_by(Survey.id.desc()).limit(MOST_OTHERS)))


def _counted(columns: Columns, question: Question, rows: Rows, by_place: Counter[UUID]) -> QuestionResult:
    count = _COUNT.get(_kind_of_cell(question))
    if count is not None:
        return count(columns, question, rows)
    first_place = next((one.code for one in columns.questions if one.kind is QuestionKind.PLACE), None)
    if question.code == first_place:
        return _places(question, by_place)
    return QuestionResult(question=question)


def _kind_of_cell(question: Question) -> str:
    if question.kind.is_choice:
        return "u1"
    return _CELLS.get(question.kind, "")


def _choices(columns: Columns, question: Question, rows: Rows) -> QuestionResult:
    """One option or several: an option was chosen by so many people. A change between both is counted as well."""
    import numpy as np

    fitting, apart = joined(columns, question, rows, ("u1", "u2", "u8"))
    marks: Counter[int] = Counter()
    chosen: Counter[str] = Counter()
    asked = answered = 0
    for part, row, kind, options in fitting:
        size = FIRST_OPTION + len(options)
        if kind != "u8":
            counts = np.bincount(only(part.column(question.code), row), minlength=size).tolist()
            asked += sum(counts) - counts[NOT_ASKED]
            answered += sum(counts[OWN:])
        else:
            counts = _ticks(part, question.code, row, size)
            asked += counts[0]
            answered += counts[0] - counts[PASSED_OVER] - counts[DECLINED]
        marks.update({mark: counts[mark] for mark in (PASSED_OVER, DECLINED, OWN)})
        chosen.update(dict(zip(options, counts[FIRST_OPTION:], strict=True)))
    values = _values_of_steps(question, chosen)
    return QuestionResult(
        question=question,
        asked=asked,
        answered=answered,
        passed_over=marks[PASSED_OVER],
        declined=marks[DECLINED],
        other=marks[OWN],
        options=tuple(
            OptionCount(code, columns.label_of(question.code, code), chosen[code])
            for code in columns.options(question.code)
        ),
        mean=mean_of(values),
        median=median_of(values),
        apart=apart,
    )


def _ticks(part: Part, code: str, row: Array | None, size: int) -> list[int]:
    """How many people have each bit, word by word."""
    import numpy as np

    counts: list[int] = []
    for first in range(0, size, WORD):
        word = only(part.column(code, extra=first // 8), row)
        counts += [int(np.count_nonzero(word & np.uint64(1 << bit))) for bit in range(min(WORD, size - first))]
    return counts


def _ranking(columns: Columns, question: Question, rows: Rows) -> QuestionResult:
    import numpy as np

    fitting, apart = joined(columns, question, rows, ("rank",))
    marks: Counter[int] = Counter()
    ranked: Counter[str] = Counter()
    first: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for part, row, _kind, options in fitting:
        marks.update(dict(enumerate(np.bincount(only(part.column(question.code), row), minlength=5).tolist())))
        for position, code in enumerate(options):
            ranks = only(part.column(question.code, extra=1 + position), row)
            ranked[code] += int(np.count_nonzero(ranks))
            first[code] += int(np.count_nonzero(ranks == 1))
            total[code] += int(ranks.sum(dtype=np.int64))
    return QuestionResult(
        question=question,
        asked=sum(count for mark, count in marks.items() if mark != NOT_ASKED),
        answered=marks[FIRST_OPTION],
        passed_over=marks[PASSED_OVER],
        declined=marks[DECLINED],
        options=tuple(
            OptionCount(
                code,
                columns.label_of(question.code, code),
                ranked[code],
                total[code] / ranked[code] if ranked[code] else None,
                first[code],
            )
            for code in columns.options(question.code)
        ),
        apart=apart,
    )


def _places(question: Question, by_place: Counter[UUID]) -> QuestionResult:
    """The first question for a place is kept beside the answers; who named none cannot be told from who was not asked."""
    tree = places.tree()
    named = [(place, count) for place, count in by_place.most_common() if place != NO_PLACE]
    answered = sum(count for _place, count in named)
    return QuestionResult(
        question=question,
        asked=by_place.total(),
        answered=answered,
        passed_over=by_place.total() - answered,
        options=tuple(
            OptionCount(str(place), {"de": node.name if (node := tree.get(place)) else "–"}, count)
            for place, count in named
        ),
    )


def _by_gemeinde(columns: Columns, rows: Rows) -> Counter[UUID]:
    """People per Gemeinde: Ortsteile count for theirs."""
    counts = _bincount([(part.places, chosen) for part, chosen in zip(columns.parts, rows, strict=True)])
    return _merged(columns, counts)


def _merged(columns: Columns, counts: Mapping[int, int]) -> Counter[UUID]:
    found: Counter[UUID] = Counter()
    for number, count in counts.items():
        if count:
            found[gemeinde_id(columns.places[number])] += count
    return found


def _bincount(pairs: Sequence[tuple[Array, Array | None]]) -> dict[int, int]:
    import numpy as np

    total: Counter[int] = Counter()
    for values, chosen in pairs:
        total.update(dict(enumerate(np.bincount(only(values, chosen)).tolist())))
    return total


def _size(part: Part, chosen: Array | None) -> int:
    return part.count if chosen is None else int(chosen.sum())


def _values_of_steps(question: Question, chosen: Mapping[str, int]) -> list[tuple[float, int]]:
    """(value, how often) where options stand for numbers: scales and smileys."""
    if question.kind not in (QuestionKind.SCALE, QuestionKind.SMILEYS):
        return []
    return sorted((float(code), count) for code, count in chosen.items() if count and code.isdecimal())


def mean_of(values: Sequence[tuple[float, int]]) -> float | None:
    """The mean of (value, how often); None of nothing."""
    people = sum(count for _value, count in values)
    return sum(value * count for value, count in values) / people if people else None


def median_of(values: Sequence[tuple[float, int]]) -> float | None:
    """The median of sorted (value, how often); None of nothing."""
    people = sum(count for _value, count in values)
    if not people:
        return None
    lower, upper = (people - 1) // 2, people // 2
    return (_at(values, lower) + _at(values, upper)) / 2


def _at(values: Sequence[tuple[float, int]], position: int) -> float:
    for value, count in values:
        if position < count:
            return value
        position -= count
    raise IndexError(position)


_CELLS = {
    QuestionKind.MULTIPLE: "u8",
    QuestionKind.RANKING: "rank",
    QuestionKind.NUMBER: "f8",
    QuestionKind.DATE: "day",
    QuestionKind.POINT: "point",
}
_COUNT: dict[str, Callable[[Columns, Question, Rows], QuestionResult]] = {
    "u1": _choices,
    "u8": _choices,
    "rank": _ranking,
    "f8": count_numbers,
    "day": count_days,
    "point": count_points,
}

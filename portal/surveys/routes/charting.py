"""Counted answers as the rows that charts and their tables print, in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.places import queries as places
from portal.surveys.charts import share, width
from portal.surveys.queries.counted import QuestionResult
from portal.surveys.terms import FIXED_OPTIONS, Question, QuestionKind, said
from portal.surveys.terms.answers import OTHER
from portal.web.i18n import _, as_date, as_number, language


@dataclass(frozen=True)
class Row:
    """One bar: its words, the people, their share in per cent, its length, and how it is drawn ("plain" or "aside")."""

    label: str
    count: int
    share: float | None
    width: str
    look: str = "plain"
    #: What else the table says: mean rank, first places.
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """One question with its bars."""

    question: Question
    title: str
    result: QuestionResult
    rows: tuple[Row, ...]
    #: Headings of `Row.more`.
    more: tuple[str, ...] = ()
    #: What lies in the middle and at the ends, in words.
    facts: tuple[str, ...] = ()
    #: The Gemeinden in which points lie.
    where: tuple[Row, ...] = ()


def chart_of(result: QuestionResult, *, with_ends: bool = True) -> Chart:
    """The bars of a question; none where only words were written. Each end of numbers and days is what one person said."""
    question = result.question
    title = said(question.title, language())
    if question.kind is QuestionKind.RANKING:
        more = (_("Mittlerer Rang"), _("Auf Platz 1"))
        return Chart(question, title, result, (*_ranked(result), *_asides(result)), more)
    asides = _asides(result)
    if question.kind is QuestionKind.NUMBER:
        return Chart(
            question,
            title,
            result,
            (*_steps(result), *asides),
            facts=_facts_of_numbers(result)[0 if with_ends else 2 :],
        )
    if question.kind is QuestionKind.DATE:
        return Chart(
            question, title, result, (*_periods(result), *asides), facts=_facts_of_days(result)[0 if with_ends else 2 :]
        )
    if question.kind is QuestionKind.POINT:
        return Chart(question, title, result, (*_points(result), *asides), where=tuple(_where(result)))
    facts = _facts_of_steps(result)
    return Chart(question, title, result, (*_options(result), *asides) if result.options else (), facts=facts)


def label_of(question: Question | None, texts: Mapping[str, str]) -> str:
    """The words of an option: those of the authors, or our own where an option is the same in every survey."""
    if question is None or question.kind in FIXED_OPTIONS:
        return _(texts.get("de", "")) if texts else ""
    return said(texts, language())


def answer_label(question: Question, code: str, texts: Mapping[str, str]) -> str:
    """The words of an answer; "Sonstiges" for an own one."""
    return _("Sonstiges") if code == OTHER else label_of(question, texts) or code


def _options(result: QuestionResult) -> list[Row]:
    pairs = [(label_of(result.question, option.label) or option.code, option.count) for option in result.options]
    if result.question.has_other:
        pairs.append((_("Sonstiges"), result.other))
    return rows_of(pairs, of=result.answered)


def _ranked(result: QuestionResult) -> list[Row]:
    ordered = sorted(result.options, key=lambda option: (option.mean_rank is None, option.mean_rank or 0))
    return [
        Row(
            label_of(result.question, option.label) or option.code,
            option.count,
            share(option.count, result.answered),
            width(option.count, result.answered),
            more=("–" if option.mean_rank is None else as_number(round(option.mean_rank, 1)), as_number(option.first)),
        )
        for option in ordered
    ]


def _steps(result: QuestionResult) -> list[Row]:
    return rows_of(
        [(step_label(step.low, step.high, is_last=step is result.bins[-1]), step.count) for step in result.bins],
        of=result.answered,
    )


def _periods(result: QuestionResult) -> list[Row]:
    return rows_of([(period_label(one.first, one.last), one.count) for one in result.periods], of=result.answered)


def _points(result: QuestionResult) -> list[Row]:
    return rows_of([(_(option.label["de"]), option.count) for option in result.options], of=result.answered)


def _where(result: QuestionResult) -> list[Row]:
    tree = places.tree()
    pairs = [
        (node.name if (node := tree.get(place)) else _("außerhalb des Landkreises"), count)
        for place, count in result.where
    ]
    return rows_of(pairs, of=sum(count for _place, count in result.where))


def _facts_of_numbers(result: QuestionResult) -> tuple[str, ...]:
    if result.ends is None:
        return ()
    unit = said(result.question.unit, language())
    least, most = (f"{as_number(round(end, 2))} {unit}".strip() for end in result.ends)
    return (
        _("kleinste Zahl %(number)s", number=least),
        _("größte Zahl %(number)s", number=most),
        *_middles(result, unit),
    )


def _facts_of_steps(result: QuestionResult) -> tuple[str, ...]:
    return _middles(result, "") if result.mean is not None else ()


def _middles(result: QuestionResult, unit: str) -> tuple[str, ...]:
    mean, median = (f"{as_number(round(one or 0.0, 2))} {unit}".strip() for one in (result.mean, result.median))
    return (_("Mittelwert %(mean)s", mean=mean), _("Median %(median)s", median=median))


def _facts_of_days(result: QuestionResult) -> tuple[str, ...]:
    if result.days is None:
        return ()
    first, middle, last = (as_date(day, "medium") for day in result.days)
    return (
        _("frühester Tag %(day)s", day=first),
        _("spätester Tag %(day)s", day=last),
        _("die Hälfte bis %(day)s", day=middle),
    )


def period_label(first: date, last: date) -> str:
    """ "März 2026", "2026" or "1940 bis 1949"."""
    if first.month == last.month:
        return as_date(first, "LLLL yyyy")
    if first.year == last.year:
        return str(first.year)
    return _("%(low)s bis %(high)s", low=str(first.year), high=str(last.year))


def step_label(low: float, high: float, *, is_last: bool) -> str:
    """ "20 bis unter 40"; the last step includes its end."""
    low_words, high_words = as_number(round(low, 6)), as_number(round(high, 6))
    if is_last:
        return _("%(low)s bis %(high)s", low=low_words, high=high_words)
    return _("%(low)s bis unter %(high)s", low=low_words, high=high_words)


def _asides(result: QuestionResult) -> list[Row]:
    """Who came to the question and did not answer it, as a share of all who came to it."""
    pairs = [(_("Weiß nicht / keine Angabe"), result.declined), (_("Nicht beantwortet"), result.passed_over)]
    return rows_of([pair for pair in pairs if pair[1]], of=result.asked, look="aside")


def rows_of(pairs: Sequence[tuple[str, int]], *, of: int, look: str = "plain") -> list[Row]:
    """Bars of (words, people) as shares of `of`."""
    return [Row(label, count, share(count, of), width(count, of), look) for label, count in pairs]


@dataclass(frozen=True)
class Pair:
    """One option in two surveys, or beside the population."""

    label: str
    mine: Row
    theirs: Row

    @property
    def difference(self) -> float | None:
        """In percentage points."""
        if self.mine.share is None or self.theirs.share is None:
            return None
        return round(self.mine.share - self.theirs.share, 1)


def compared(mine: QuestionResult, theirs: Mapping[str, int], of: int) -> list[Pair]:
    """The options that both sides have, by code."""
    both = [option for option in mine.options if option.code in theirs]
    return [
        Pair(
            label, *rows_of([(label, option.count)], of=mine.answered), *rows_of([(label, theirs[option.code])], of=of)
        )
        for option in both
        for label in [label_of(mine.question, option.label) or option.code]
    ]


def population_of(result: QuestionResult, sources: Sequence[Any]) -> list[tuple[str, list[Pair]]]:
    """(where the figures are from, pairs) for each source of the population by age group.

    A source gives {"source": words, "people": {code of the age group: people}}; groups it does not know are left out.
    """
    if result.question.kind is not QuestionKind.AGE_GROUP:
        return []
    return [
        (str(one["source"]), pairs)
        for one in sources
        if (pairs := compared(result, one["people"], sum(one["people"].values())))
    ]

"""Numbers, days and points, counted: in steps, by month or year, by the Gemeinde in which they lie."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys.charts import bins_of, periods_of
from portal.surveys.queries.columns import NO_PLACE, Columns
from portal.surveys.queries.counted import Bin, OptionCount, Period, QuestionResult, Rows, gemeinde_id, joined, only
from portal.surveys.terms import Question
from portal.surveys.terms.packing import IN_WORDS

#: How a point was given: code, and the words of the row.
ON_MAP, TOLD = ("map", N_("auf der Karte gezeigt")), ("words", N_("nur in Worten beschrieben"))


def count_numbers(columns: Columns, question: Question, rows: Rows) -> QuestionResult:
    """In at most eight steps, with what lies in the middle and at the ends."""
    import numpy as np

    every, values, apart = _read(columns, question, rows, "f8")
    return QuestionResult(
        question=question,
        **_asked(every, len(values)),
        bins=_bins(values),
        mean=float(values.mean()) if len(values) else None,
        median=float(np.median(values)) if len(values) else None,
        ends=(float(values.min()), float(values.max())) if len(values) else None,
        apart=apart,
    )


def count_days(columns: Columns, question: Question, rows: Rows) -> QuestionResult:
    """By month, year or ten years, whichever makes a picture."""
    import numpy as np

    every, values, apart = _read(columns, question, rows, "day")
    numbers = np.sort(values.astype(np.int64))
    days = [date.fromordinal(int(numbers[place])) for place in (0, (len(numbers) - 1) // 2, -1)] if len(numbers) else []
    found = []
    for first, last in periods_of(days[0], days[2]) if days else ():
        begin, end = np.searchsorted(numbers, (first.toordinal(), last.toordinal() + 1)).tolist()
        found.append(Period(first, last, end - begin))
    return QuestionResult(
        question=question,
        **_asked(every, len(values)),
        periods=tuple(found),
        days=(days[0], days[1], days[2]) if days else None,
        apart=apart,
    )


def count_points(columns: Columns, question: Question, rows: Rows) -> QuestionResult:
    """How many were shown on the map, and in which Gemeinden they lie."""
    import numpy as np

    every, values, apart = _read(columns, question, rows, "point")
    shown = int(np.count_nonzero(values != IN_WORDS))
    return QuestionResult(
        question=question,
        **_asked(every, len(values)),
        options=tuple(
            OptionCount(code, {"de": label}, count)
            for (code, label), count in ((ON_MAP, shown), (TOLD, len(values) - shown))
        ),
        where=_gemeinden(columns, question, rows) if shown else (),
        apart=apart,
    )


def _read(columns: Columns, question: Question, rows: Rows, kind: str) -> tuple[Any, Any, tuple[int, ...]]:
    """All cells with their marks, the answers among them, and the versions that asked otherwise."""
    import numpy as np

    fitting, apart = joined(columns, question, rows, (kind,))
    cells = [only(part.column(question.code), row) for part, row, _kind, _options in fitting]
    every: Any = np.concatenate([np.zeros(0), *cells])
    return every, every[np.isfinite(every)], apart


def _asked(every: Any, answered: int) -> dict[str, Any]:
    import numpy as np

    return {
        "asked": int(len(every) - np.count_nonzero(np.isnan(every))),
        "answered": answered,
        "passed_over": int(np.count_nonzero(np.isneginf(every))),
        "declined": int(np.count_nonzero(np.isposinf(every))),
    }


def _gemeinden(columns: Columns, question: Question, rows: Rows) -> tuple[tuple[UUID, int], ...]:
    import numpy as np

    points: list[tuple[float, float]] = []
    for part, row, _kind, _options in joined(columns, question, rows, ("point",))[0]:
        latitudes = only(part.column(question.code), row)
        longitudes = only(part.column(question.code, extra=8), row)
        shown = np.isfinite(latitudes) & (latitudes != IN_WORDS)
        points += zip(latitudes[shown].tolist(), longitudes[shown].tolist(), strict=True)
    found = Counter(gemeinde_id(place) if place else NO_PLACE for place in places.places_at(points))
    return tuple(found.most_common())


def _bins(values: Any) -> tuple[Bin, ...]:
    import numpy as np

    if not len(values):
        return ()
    steps = bins_of(float(values.min()), float(values.max()))
    edges = [low for low, _high in steps] + [steps[-1][1]]
    positions = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(steps) - 1)
    counts = np.bincount(positions, minlength=len(steps)).tolist()
    return tuple(Bin(low, high, count) for (low, high), count in zip(steps, counts, strict=True))

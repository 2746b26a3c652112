"""Two questions against each other: how people with one answer answered the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from portal.places import queries as places
from portal.surveys.queries.columns import CHANNELS, NO_PLACE, Array, Columns, Part
from portal.surveys.queries.counted import gemeinde_id
from portal.surveys.queries.filtering import EVERYTHING, ResultFilter, chosen_rows, gave
from portal.surveys.terms import QuestionKind
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.crossing import hidden_cells, told_lines

#: What can stand on a side besides closed questions.
PLACE, CHANNEL = "gemeinde", "kanal"
#: More rows nobody reads.
MOST_LINES = 200
Counts = Sequence[Sequence[int | None]]


@dataclass(frozen=True)
class Line:
    """A row or column: the answer it stands for, and its words (of the question's authors, or our own German ones)."""

    key: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class CrossTable:
    """Counts of people; with multiple choice one person can stand in several rows or columns. None for a hidden count."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    counts: tuple[tuple[int | None, ...], ...]
    #: People in each row, in each column, and all who answered both. Of a shielded table: whoever gave the answer of the line,
    #: and all who took part. The result page says that as well, so it adds nothing that could be subtracted.
    row_people: tuple[int | None, ...]
    column_people: tuple[int | None, ...]
    people: int

    def row_share(self, row: int, column: int) -> float | None:
        """Per cent of the people of the row."""
        return _share(self.counts[row][column], self.row_people[row])

    def column_share(self, row: int, column: int) -> float | None:
        """Per cent of the people of the column."""
        return _share(self.counts[row][column], self.column_people[column])

    @cached_property
    def has_hidden(self) -> bool:
        """Whether a figure is not shown."""
        return any(count is None for row in (*self.counts, self.row_people, self.column_people) for count in row)

    @cached_property
    def tells_nothing(self) -> bool:
        """Whether not a single figure is left in it."""
        return self.has_hidden and all(count is None for row in self.counts for count in row)


def sides(columns: Columns) -> list[str]:
    """What can be crossed: Gemeinde and channel, then every closed question but rankings and very long lists, by code."""
    asked = [one.code for one in columns.questions if one.kind.is_closed and one.kind is not QuestionKind.RANKING]
    return [PLACE, CHANNEL, *(code for code in asked if len(columns.options(code)) <= MOST_LINES)]


def cross_table(columns: Columns, down: str, across: str, wanted: ResultFilter = EVERYTHING) -> CrossTable:
    """Count `down` (rows) against `across` (columns) among those who answered both."""
    row_lines, column_lines = lines_of(columns, down), lines_of(columns, across)
    found = _counted(columns, (down, row_lines), (across, column_lines), wanted)
    return _without_empty(
        row_lines,
        column_lines,
        found.counts.tolist(),
        found.rows_both.tolist(),
        found.columns_both.tolist(),
        found.both,
    )


def shielded_cross_table(columns: Columns, down: str, across: str) -> CrossTable:
    """The same for an anonymous survey: without any figure that fewer than five people share (`terms.crossing`)."""
    import numpy as np

    row_lines, column_lines = lines_of(columns, down), lines_of(columns, across)
    found = _counted(columns, (down, row_lines), (across, column_lines), EVERYTHING)
    people = columns.count
    rows_apart, columns_apart = _are_apart(columns, down), _are_apart(columns, across)
    told, told_columns = (
        told_lines(sizes, people, apart=apart)
        for sizes, apart in ((found.rows, rows_apart), (found.columns, columns_apart))
    )
    hidden: Any = np.ones(found.counts.shape, dtype=bool)
    hidden[np.ix_(told, told_columns)] = hidden_cells(
        found.counts[np.ix_(told, told_columns)],
        found.rows[told],
        found.columns[told_columns],
        people,
        rows_apart=rows_apart,
        columns_apart=columns_apart,
    )
    return _without_empty(
        row_lines,
        column_lines,
        _shown(found.counts, ~hidden),
        _shown(found.rows, told),
        _shown(found.columns, told_columns),
        people,
    )


@dataclass(frozen=True)
class _Counted:
    """People per cell; per row and column all of them, and those who answered both."""

    counts: Any
    rows: Any
    columns: Any
    rows_both: Any
    columns_both: Any
    both: int


def _counted(
    columns: Columns, down: tuple[str, list[Line]], across: tuple[str, list[Line]], wanted: ResultFilter
) -> _Counted:
    import numpy as np

    height, width = len(down[1]), len(across[1])
    counts: Any = np.zeros((height, width), dtype=np.int64)
    every: list[Any] = [np.zeros(size, dtype=np.int64) for size in (height, width, height, width)]
    people = 0
    for part, chosen in zip(columns.parts, chosen_rows(columns, wanted), strict=True):
        rows = _membership(columns, part, *down)
        others = _membership(columns, part, *across)
        both = rows.any(axis=0) & others.any(axis=0)
        both = both if chosen is None else both & chosen
        every[0] += np.count_nonzero(rows, axis=1)
        every[1] += np.count_nonzero(others, axis=1)
        rows, others = rows[:, both].astype(np.float32), others[:, both].astype(np.float32)
        # Up to 16,777,216 people single precision counts exactly, and it multiplies twice as fast.
        counts += (rows @ others.T).astype(np.int64)
        every[2] += rows.sum(axis=1, dtype=np.float64).astype(np.int64)
        every[3] += others.sum(axis=1, dtype=np.float64).astype(np.int64)
        people += int(both.sum())
    return _Counted(counts, every[0], every[1], every[2], every[3], people)


def _shown(counts: Any, told: Any) -> Any:
    """As lists, with None for everything that is not told."""
    found = counts.astype(object)
    found[~told] = None
    return found.tolist()


def _are_apart(columns: Columns, side: str) -> bool:
    """Whether nobody can stand in two lines of this side: never when a version allowed several answers."""
    if side in (PLACE, CHANNEL):
        return True
    return all(part.cells[side][1] != "u8" for part in columns.parts if side in part.cells)


def lines_of(columns: Columns, side: str) -> list[Line]:
    """The answers a side can have."""
    if side == CHANNEL:
        return [Line(channel.value, {"de": channel.label}) for channel in CHANNELS]
    if side == PLACE:
        return _gemeinden(columns)
    question = columns.by_code[side]
    options = [Line(code, columns.label_of(side, code)) for code in columns.options(side)]
    return options + ([Line(OTHER, {})] if question.has_other else [])


def _gemeinden(columns: Columns) -> list[Line]:
    tree = places.tree()
    found = {gemeinde_id(place) for place in columns.places if place != NO_PLACE}
    known = sorted((node for place in found if (node := tree.get(place))), key=lambda node: node.folded)
    return [Line(str(node.id), {"de": node.name}) for node in known[:MOST_LINES]]


def _membership(columns: Columns, part: Part, side: str, lines: Sequence[Line]) -> Array:
    """One row per line, one column per Teilnahme: who belongs to it."""
    import numpy as np

    if side == CHANNEL:
        return np.array([part.channels == number for number in range(len(CHANNELS))])
    if side == PLACE:
        homes = [gemeinde_id(place) for place in columns.places]
        where = {line.key: number for number, line in enumerate(lines)}
        number_of = np.array([_number(where, home) for home in homes], dtype=np.int32)
        return np.array([number_of[part.places] == number for number in range(len(lines))]).reshape(
            len(lines), part.count
        )
    return np.array([gave(part, side, line.key) for line in lines]).reshape(len(lines), part.count)


def _number(where: Mapping[str, int], home: UUID) -> int:
    return where.get(str(home), -1)


def _without_empty(
    rows: Sequence[Line],
    columns: Sequence[Line],
    counts: Counts,
    row_people: Sequence[int | None],
    column_people: Sequence[int | None],
    people: int,
) -> CrossTable:
    """Gemeinden from which nobody answered are left out; answers that nobody gave stay, they say something."""
    kept = [number for number, line in enumerate(rows) if row_people[number] != 0 or not _is_place(line)]
    kept_columns = [number for number, line in enumerate(columns) if column_people[number] != 0 or not _is_place(line)]
    return CrossTable(
        rows=tuple(rows[number] for number in kept),
        columns=tuple(columns[number] for number in kept_columns),
        counts=tuple(tuple(counts[row][column] for column in kept_columns) for row in kept),
        row_people=tuple(row_people[number] for number in kept),
        column_people=tuple(column_people[number] for number in kept_columns),
        people=people,
    )


def _share(count: int | None, of: int | None) -> float | None:
    return 100 * count / of if count is not None and of else None


def _is_place(line: Line) -> bool:
    return len(line.key) == 36 and line.key.count("-") == 4

"""Which figures of a cross table may be shown for an anonymous survey: none that fewer than five people share.

Whoever reads it knows how many people stand behind every line (the result page says so) and can add and subtract. So a line of
one to four people is hidden, and a cell of one to four; and where a sum would tell them after all, the next smallest with them.

What holds: no shown cell or line stands for one to four people; the hidden cells of no line add up to one to four; and no hidden
cell of one to four can be computed from sums of lines in any number. What does not: somebody may still learn a range, or that all
people of a line said the same. A second table of other questions is another look at the same people; nobody can join the two
person by person, but who already knows much about somebody may find it confirmed.
"""

from typing import TYPE_CHECKING, Any

from portal.surveys.terms.disclosure import TOGETHER

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]
else:
    Array = Any

_NEARLY = 1e-6


def told_lines(sizes: Array, people: int, *, apart: bool) -> Array:
    """Which lines with so many people may be shown.

    `apart` when nobody stands in two of them: then those who are left, hidden or without an answer, must not be few either.
    """
    told: Array = ~_few(sizes)
    if not apart:
        # Everybody but the people of a line is a group as well.
        told &= ~_few(people - sizes)
        return told
    if _few(people - sizes[told].sum()):
        told[_smallest(sizes, told)] = False
    return told


def hidden_cells(
    counts: Array, rows: Array, columns: Array, people: int, *, rows_apart: bool, columns_apart: bool
) -> Array:
    """Which cells of the shown lines, with `rows` and `columns` people, must not be shown."""
    if rows_apart and columns_apart:
        return _of_both(counts, rows, columns, people)
    if rows_apart:
        return _of_each_column(counts, rows, columns, people)
    if columns_apart:
        return _of_each_column(counts.T, columns, rows, people).T
    without = (rows[:, None] - counts, columns[None, :] - counts)
    hidden: Array = _few(counts) | _few(without[0]) | _few(without[1]) | _few(people - columns - without[0])
    return hidden


def _few(counts: Any) -> Any:
    return (counts > 0) & (counts < TOGETHER)


def _smallest(counts: Array, among: Array) -> int:
    """Where the smallest of these counts stands, one of nobody last."""
    import numpy as np

    return int(np.where(among, np.where(counts > 0, counts, counts.max() + 1), counts.max() + 2).argmin())


def _of_each_column(counts: Array, rows: Array, columns: Array, people: int) -> Array:
    """Of each column the people in it and those not in it are told apart, row by row."""
    inside, outside = counts, rows[:, None] - counts
    rest = columns - inside.sum(axis=0)
    rests = (rest, people - rows.sum() - rest)
    hidden: Array = _few(inside) | _few(outside)
    for column in range(len(columns)):
        chosen = hidden[:, column]
        for _more in range(len(rows)):
            few = [
                kind[:, column]
                for kind, left in zip((inside, outside), rests, strict=True)
                if _few(kind[chosen, column].sum() + left[column])
            ]
            if not few or chosen.all():
                break
            chosen[_smallest(few[0], ~chosen)] = True
    return hidden


def _of_both(counts: Array, rows: Array, columns: Array, people: int) -> Array:
    """Every person stands in one cell, with one more row and column for all who are in no shown line."""
    import numpy as np

    table: Array = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.int64)
    table[:-1, :-1] = counts
    table[:-1, -1] = rows - counts.sum(axis=1)
    table[-1, :] = [*columns, people - columns.sum()] - table[:-1].sum(axis=0)
    hidden: Array = _few(table)
    left = table[-1].sum() > 0, table[:, -1].sum() > 0
    hidden[-1], hidden[:, -1], hidden[-1, -1] = left[0], left[1], all(left)
    rest: Array = np.zeros_like(hidden)
    rest[-1], rest[:, -1] = True, True
    while True:
        shown = ~hidden & ~rest
        added = False
        for table_, shown_, hidden_ in ((table, shown, hidden), (table.T, shown.T, hidden.T)):
            for line in np.flatnonzero(_few(np.where(hidden_, table_, 0).sum(axis=1)) & shown_.any(axis=1)):
                hidden_[line, _smallest(table_[line], shown_[line])] = True
                added = True
        if added:
            continue
        for row, column in np.argwhere(_computable(hidden) & _few(table)):
            if shown[row].any():
                hidden[row, _smallest(table[row], shown[row])] = True
            elif shown[:, column].any():
                hidden[_smallest(table[:, column], shown[:, column]), column] = True
            else:
                return np.ones(counts.shape, dtype=bool)
            added = True
        if not added:
            return hidden[:-1, :-1]


def _computable(hidden: Array) -> Array:
    """Which hidden cells follow from the sums of all lines.

    With lines as nodes and hidden cells as edges these are the edges on no circle: whatever one cell of a circle has less, the
    next can have more. An edge on no circle is one with an electrical resistance of exactly one.
    """
    import numpy as np

    if not hidden.any():
        return hidden
    height = len(hidden)
    size = height + hidden.shape[1]
    graph: Array = np.zeros((size, size))
    graph[:height, height:] = -hidden.astype(float)
    graph += graph.T
    np.fill_diagonal(graph, -graph.sum(axis=1))
    inverse = np.linalg.pinv(graph, hermitian=True)
    own = np.diag(inverse)
    resistance = own[:height, None] + own[None, height:] - 2 * inverse[:height, height:]
    found: Array = hidden & (resistance > 1 - _NEARLY)
    return found

"""When a question is asked, as rows of a form: each compares one earlier answer, rows of one group belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from portal.surveys.terms import Comparison, Condition, Junction, Question, Test

#: Groups a row can belong to; "" stands alone.
GROUPS = ("", "A", "B", "C")
MOST_ROWS = 12
NEEDS_NO_VALUE = frozenset({Test.ANSWERED, Test.UNANSWERED})


@dataclass(frozen=True)
class Row:
    """One comparison as the form shows it."""

    #: "way=bus" for an option, "minutes" for a question as a whole; "" for an empty row.
    answer: str = ""
    test: str = Test.IS.value
    value: str = ""
    group: str = ""


def rows_of(condition: Condition | None, earlier: Sequence[Question]) -> list[Row] | None:
    """The rows that say this; None when it is nested too deep for the form."""
    if condition is None:
        return []
    if isinstance(condition, Comparison):
        return [_row(condition, "", earlier)]
    rows: list[Row] = []
    groups = iter(GROUPS[1:])
    for part in condition.parts:
        if isinstance(part, Comparison):
            rows.append(_row(part, "", earlier))
            continue
        group = next(groups, None)
        inner = [one for one in part.parts if isinstance(one, Comparison)]
        if group is None or part.any_of == condition.any_of or len(inner) < len(part.parts):
            return None
        rows += [_row(one, group, earlier) for one in inner]
    return rows if len(rows) <= MOST_ROWS else None


def sent_rows(sent: "MultiDict[str, str]") -> list[Row]:
    """The rows as they were sent, filled ones only."""
    columns = [sent.getlist(name)[:MOST_ROWS] for name in ("when_answer", "when_test", "when_value", "when_group")]
    filled = zip(*columns, strict=False)
    return [Row(answer[:250], test, value.strip()[:200], group) for answer, test, value, group in filled if answer]


def condition_of(rows: Sequence[Row], *, any_of: bool, earlier: Sequence[Question]) -> Condition | None:
    """The condition these rows say. Rows of one group are joined the other way round: "all" of groups with "any" inside."""
    known = {question.code for question in earlier}
    alone: list[Condition] = []
    grouped: dict[str, list[Condition]] = {}
    for row in rows:
        comparison = _comparison(row)
        if comparison is None or comparison.question not in known:
            continue
        if row.group in GROUPS[1:]:
            grouped.setdefault(row.group, []).append(comparison)
        else:
            alone.append(comparison)
    joined = [parts[0] if len(parts) == 1 else Junction(tuple(parts), not any_of) for parts in grouped.values()]
    every = (*alone, *joined)
    if len(every) < 2:
        return every[0] if every else None
    return Junction(every, any_of)


def _comparison(row: Row) -> Comparison | None:
    code, _mark, option = row.answer.partition("=")
    test = next((one for one in Test if one.value == row.test), None)
    if test is None:
        return None
    if test in NEEDS_NO_VALUE:
        return Comparison(code, test)
    value = option or row.value
    return Comparison(code, test, value) if value else None


def _row(comparison: Comparison, group: str, earlier: Sequence[Question]) -> Row:
    asked = next((question for question in earlier if question.code == comparison.question), None)
    is_option = asked is not None and (comparison.value in asked.codes or comparison.value == "other")
    answer = f"{comparison.question}={comparison.value}" if is_option else comparison.question
    return Row(answer, comparison.test.value, "" if is_option else comparison.value, group)

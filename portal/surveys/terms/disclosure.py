"""What of a counted question may be shown to everybody, so that nobody can be recognised.

Counts are rounded to five and shown from the threshold on. A count below it is hidden, and when it could be found out from the
others and the sum, further counts are hidden with it (secondary suppression), the smallest first. Everything follows from the
counts alone, so the same counts always give the same table.

This is for what everybody sees. Staff see exact counts, question by question. Of an anonymous survey they see less:

- While it runs, whole days only, and at least five people more each time (`settled_day`); nothing that joins two questions.
- Never a filter: two filters that differ by one person would show that person's answers.
- After the end two questions against each other, without any line or cell of one to four people (`terms.crossing`).

What this does not hold back: a single count of one question may be small, for it says nothing else about whoever gave that answer.
Whoever looks before and after a receipt is used to delete answers sees the difference; so does who looks before and after a
paper sheet is typed, and the same roles may read that sheet anyway. Own words and single rows in a file say
what they say. There the roles stand guard: reading needs one, and every file is in the log.

What a reader can find out is measured against the worst case: somebody who knows this rule, and which of the hidden counts are
the small ones. Even to them each small count stays anything from 0 to the threshold less one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

ROUNDED_TO = 5
_BLUR = ROUNDED_TO // 2
THRESHOLD = 5
THRESHOLDS = (5, 10, 20)
#: While an anonymous survey runs, so many Teilnahmen come to light together.
TOGETHER = 5


@dataclass(frozen=True)
class SafeTable:
    """A table that may be shown."""

    #: Answers, rounded; None when there are too few to show anything.
    people: int | None
    #: Rounded count per option; None for a hidden one.
    counts: Mapping[str, int | None]

    @property
    def has_hidden(self) -> bool:
        """Whether something is not shown that somebody might want to find out."""
        return self.people is None or any(count is None for count in self.counts.values())


def settled_day(per_day: Mapping[date, int], *, before: date) -> date | None:
    """Until which day the answers to a running anonymous survey are counted; None while there are too few.

    Whole days, and always at least five people more than the time before: looking again and again shows nobody's answers alone.
    """
    settled, waiting = None, 0
    for day in sorted(day for day in per_day if day < before):
        waiting += per_day[day]
        if waiting >= TOGETHER:
            settled, waiting = day, 0
    return settled


def rounded(count: int) -> int:
    """To the nearest five."""
    return ROUNDED_TO * ((count + _BLUR) // ROUNDED_TO)


def safe_table(
    counts: Mapping[str, int],
    people: int,
    *,
    threshold: int = THRESHOLD,
    least_each: int = 1,
    most_each: int | None = 1,
) -> SafeTable:
    """What may be shown of a table with `people` answers.

    `least_each` and `most_each` are how many options one person must and can choose: 1 and 1 when the counts sum up to
    `people`, None for any number.
    """
    if people < threshold:
        return SafeTable(None, dict.fromkeys(counts))
    shown = {code: count for code, count in counts.items() if count >= threshold}
    small = len(counts) - len(shown)
    while shown and small and not _is_safe(shown, people, small, len(counts), threshold, (least_each, most_each)):
        del shown[min(shown, key=lambda code: (shown[code], code))]
    if not shown:
        return SafeTable(None, dict.fromkeys(counts))
    return SafeTable(rounded(people), {code: rounded(counts[code]) if code in shown else None for code in counts})


def _is_safe(
    shown: Mapping[str, int], people: int, small: int, every: int, threshold: int, each: tuple[int, int | None]
) -> bool:
    """Whether each small count can still be anything from 0 to threshold - 1, for somebody who knows which ones they are."""
    as_read = sum(rounded(count) for count in shown.values())
    hidden_large = every - len(shown) - small
    # The sum of the hidden counts lies between these two, as far as the rounded figures tell.
    least = (rounded(people) - _BLUR) * each[0] - as_read - _BLUR * len(shown)
    most = (rounded(people) + _BLUR) * each[1] - as_read + _BLUR * len(shown) if each[1] is not None else None
    # The others can at most be so many: without a large one among them they are all small.
    could_be_zero = hidden_large > 0 or least <= (small - 1) * (threshold - 1)
    could_be_largest = most is None or most - hidden_large * threshold >= threshold - 1
    return could_be_zero and could_be_largest

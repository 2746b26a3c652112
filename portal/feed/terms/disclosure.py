"""What of counts in places, Handlungsfelder and stages may be given away, so that no small count can be computed.

Counts are rounded to five and shown from the threshold on. Smaller ones are hidden, and further ones with them until nobody can
narrow down a small one any more: whoever knows this rule, all figures shown, and which of the hidden ones are the small ones, must
still find every value from 0 to the threshold less one possible for each of them. Of what was hidden with them they know nothing.

The table is a network: from the county to its Gemeinden, their Handlungsfelder, their stages, and back through the sums of the
county. A value is possible when the flow can be changed so; that is found out exactly, with whole numbers, by looking for a way
round through what could be otherwise. Where there is none, the sums that stand in the way are known, and the smallest of them is
hidden. Everything follows from the counts alone: the same counts always give the same table.

What is public one by one, such as a Bedarf with its answer, anybody can count: a small count can still be everything from there on.
And anybody may keep earlier tables and guess that little has changed: where a count of today fits what an earlier table said of it,
that table is held against it too. What such a table gave away cannot be taken back; when a small count could be narrowed down with
it, nothing is told at all.
"""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence

from portal.feed.terms.open_data import ALL

ROUNDED_TO = 5
THRESHOLD = 5
_BLUR = ROUNDED_TO // 2
_NO_LIMIT = 1 << 40
#: Stands for places that no row tells of: their counts are in the sums of the county only. Somebody may know them by heart, so
#: they hide nothing.
ELSEWHERE = "elsewhere"

#: Place, Handlungsfeld and stage; `ALL` for the sum over one of them.
Cell = tuple[Hashable, Hashable, Hashable]


def rounded(count: int) -> int:
    """To the nearest five."""
    return ROUNDED_TO * ((count + _BLUR) // ROUNDED_TO)


class Disclosing(Exception):
    """Together with earlier tables this one would narrow down a small count."""


def safe_counts(
    counts: Mapping[Cell, int],
    *,
    places: Sequence[Hashable],
    fields: Sequence[Hashable],
    stages: Sequence[Hashable],
    public: Mapping[Cell, int] | None = None,
    earlier: Sequence[Mapping[Cell, int | None]] = (),
) -> dict[Cell, int | None]:
    """Every cell and every sum of the table, rounded; None for a hidden one. Raises `Disclosing`.

    `counts` holds the single cells; what lies at `ELSEWHERE` is only counted in the sums. There are sums over the stages, over
    Handlungsfelder and stages, and each of them over all places; none over Handlungsfelder alone. `public` tells of single cells
    how many of them anybody can find one by one; `earlier` are tables that were given away before.
    """
    network = _Network(_edges(counts, public or {}, places, fields, stages))
    for cell, edge in network.edges.items():
        for table in earlier:
            if (said := table.get(cell)) is not None:
                edge.remember(said)
    network.protect()
    return {
        cell: rounded(edge.count) if edge.is_shown else None
        for cell, edge in network.edges.items()
        if cell[0] != ELSEWHERE
    }


class _Edge:
    """One count: from which sum it comes and into which it goes."""

    __slots__ = (
        "count",
        "end",
        "flow",
        "is_shown",
        "is_small",
        "is_told",
        "known",
        "least",
        "most",
        "remembered",
        "seen_least",
        "seen_most",
        "start",
    )

    def __init__(self, start: Hashable, end: Hashable, count: int, known: int, *, is_told: bool = True) -> None:
        self.start, self.end = start, end
        #: What was counted, and how much of it anybody can find one by one.
        self.count, self.known = count, min(known, count)
        #: Between what earlier tables leave it when they still hold.
        self.remembered: tuple[int, int] | None = None
        self.is_told = is_told
        self.is_small = is_told and count < THRESHOLD
        self.is_shown = is_told and not self.is_small
        #: What it is in the table that is looked at; another one that fits everything shown just as well.
        self.flow = self.seen_least = self.seen_most = count
        self.least, self.most = self._bounds()

    def remember(self, said: int) -> None:
        """An earlier table said this of it."""
        first, last = max(THRESHOLD, said - _BLUR), said + _BLUR
        if self.is_told and first <= self.count <= last:
            least, most = self.remembered or (first, last)
            self.remembered = max(first, least), min(last, most)
            self.least, self.most = self._bounds()

    @property
    def hiding_helps(self) -> bool:
        return self.is_shown and self.remembered is None

    def hide(self) -> None:
        self.is_shown = False
        self.least, self.most = self._bounds()

    def change(self, by: int) -> None:
        self.flow += by
        self.seen_least, self.seen_most = min(self.seen_least, self.flow), max(self.seen_most, self.flow)

    def _bounds(self) -> tuple[int, int]:
        """What it can be for somebody who reads the table and knows the rule."""
        if not self.is_told:
            return self.count, self.count
        if self.is_small:
            return self.known, THRESHOLD - 1
        least, most = self.remembered or (0, _NO_LIMIT)
        if self.is_shown:
            least, most = max(THRESHOLD, least, rounded(self.count) - _BLUR), min(most, rounded(self.count) + _BLUR)
        return max(least, self.known), most


def _sums(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Every cell and every sum."""
    sums: dict[Cell, int] = {}
    for (place, field_, stage), count in counts.items():
        for cell in ((place, field_, stage), (place, field_, ALL), (place, ALL, ALL)):
            for where in (cell, (ALL, *cell[1:])):
                sums[where] = sums.get(where, 0) + count
    return sums


def _edges(
    counts: Mapping[Cell, int],
    public: Mapping[Cell, int],
    places: Sequence[Hashable],
    fields: Sequence[Hashable],
    stages: Sequence[Hashable],
) -> dict[Cell, _Edge]:
    counted, known, edges = _sums(counts), _sums(public), dict[Cell, _Edge]()

    def lead(start: Hashable, end: Hashable, cell: Cell) -> None:
        is_told = cell[0] != ELSEWHERE
        edges[cell] = _Edge(start, end, counted.get(cell, 0), known.get(cell, 0), is_told=is_told)

    for place in (*places, ELSEWHERE):
        lead("county", ("place", place), (place, ALL, ALL))
        for one in fields:
            inner = ("place", place, one)
            lead(("place", place), inner, (place, one, ALL))
            for stage in stages:
                lead(inner, ("sum", one, stage), (place, one, stage))
    for one in fields:
        for stage in stages:
            lead(("sum", one, stage), ("sum", one), (ALL, one, stage))
        lead(("sum", one), "all", (ALL, one, ALL))
    lead("all", "county", (ALL, ALL, ALL))
    return edges


#: A step of a way round: along an edge (+1) or against it (-1).
_Step = tuple[_Edge, int]


class _Network:
    def __init__(self, edges: dict[Cell, _Edge]) -> None:
        self.edges = edges
        self._beside: dict[Hashable, list[tuple[_Edge, int, Hashable]]] = {}
        for edge in edges.values():
            self._beside.setdefault(edge.start, []).append((edge, 1, edge.end))
            self._beside.setdefault(edge.end, []).append((edge, -1, edge.start))

    def protect(self) -> None:
        """Hide counts until each small one can be anything. Hiding only ever widens what is possible, so once round is enough."""
        for edge in self.edges.values():
            if edge.is_small:
                self._widen(edge, up=True)
                self._widen(edge, up=False)

    def _widen(self, edge: _Edge, *, up: bool) -> None:
        while edge.seen_most < THRESHOLD - 1 if up else edge.seen_least > edge.known:
            way, in_the_way = self._way_round(edge, up=up)
            if way:
                wanted = THRESHOLD - 1 - edge.flow if up else edge.flow - edge.known
                by = min([wanted, *(_room(one, sign) for one, sign in way)])
                for one, sign in [*way, (edge, 1 if up else -1)]:
                    one.change(sign * by)
            elif hideable := [one for one in in_the_way if one.hiding_helps]:
                min(hideable, key=lambda one: one.count).hide()
            elif in_the_way:
                raise Disclosing
            else:
                return  # nothing that is shown narrows it down

    def _way_round(self, edge: _Edge, *, up: bool) -> tuple[list[_Step], list[_Edge]]:
        """The steps that make up for a change of this edge; without any, the counts told now or earlier that stand in the way."""
        begin, goal = (edge.end, edge.start) if up else (edge.start, edge.end)
        came: dict[Hashable, tuple[Hashable, _Step] | None] = {begin: None}
        waiting, blocked = deque([begin]), []
        while waiting:
            here = waiting.popleft()
            for one, sign, there in self._beside[here]:
                if there in came or one is edge:
                    continue
                if _room(one, sign) <= 0:
                    blocked.append((one, there))
                    continue
                came[there] = here, (one, sign)
                if there == goal:
                    return _steps_back(came, goal), []
                waiting.append(there)
        return [], [one for one, there in blocked if there not in came and (one.is_shown or one.remembered)]


def _room(edge: _Edge, sign: int) -> int:
    """By how much it can still become more (1) or less (-1)."""
    return edge.most - edge.flow if sign > 0 else edge.flow - edge.least


def _steps_back(came: Mapping[Hashable, tuple[Hashable, _Step] | None], goal: Hashable) -> list[_Step]:
    steps, here = [], goal
    while (before := came[here]) is not None:
        here, step = before
        steps.append(step)
    return steps

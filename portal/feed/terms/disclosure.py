"""What of counts in places, Handlungsfelder and stages may be given away, so that no small count can be computed.

Counts are rounded to five and shown from the threshold on. Smaller ones are hidden, and further ones with them until nobody can
narrow down a small one any more: whoever knows this rule, all figures shown, and which of the hidden ones are the small ones, must
still find every value from 0 to the threshold less one possible for each of them. Of what was hidden with them they know nothing.

The table is a network: from the county to its Gemeinden, their Handlungsfelder, their stages, and back through the sums of the
county. A value is possible when the flow can be changed so; that is found out exactly, with whole numbers, by looking for a way
round through what could be otherwise. Where there is none, the sums that stand in the way are known, and the smallest of them is
hidden. Everything follows from the counts alone: the same counts always give the same table.
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


def safe_counts(
    counts: Mapping[Cell, int], *, places: Sequence[Hashable], fields: Sequence[Hashable], stages: Sequence[Hashable]
) -> dict[Cell, int | None]:
    """Every cell and every sum of the table, rounded; None for a hidden one.

    `counts` holds the single cells; what lies at `ELSEWHERE` is only counted in the sums. There are sums over the stages, over
    Handlungsfelder and stages, and each of them over all places; none over Handlungsfelder alone.
    """
    network = _Network(_edges(counts, places, fields, stages))
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
        "least",
        "most",
        "seen_least",
        "seen_most",
        "start",
    )

    def __init__(self, start: Hashable, end: Hashable, count: int, *, is_told: bool = True) -> None:
        self.start, self.end = start, end
        #: What was counted.
        self.count = count
        self.is_told = is_told
        self.is_small = is_told and count < THRESHOLD
        self.is_shown = is_told and not self.is_small
        #: What it is in the table that is looked at; another one that fits everything shown just as well.
        self.flow = self.seen_least = self.seen_most = count
        self.least, self.most = self._bounds()

    def hide(self) -> None:
        self.is_shown = False
        self.least, self.most = self._bounds()

    def change(self, by: int) -> None:
        self.flow += by
        self.seen_least, self.seen_most = min(self.seen_least, self.flow), max(self.seen_most, self.flow)

    def _bounds(self) -> tuple[int, int]:
        """What it can be for somebody who reads the table and knows the rule."""
        if self.is_shown:
            return max(THRESHOLD, rounded(self.count) - _BLUR), rounded(self.count) + _BLUR
        if self.is_small:
            return 0, THRESHOLD - 1
        if not self.is_told:
            return self.count, self.count
        return 0, _NO_LIMIT


def _edges(
    counts: Mapping[Cell, int], places: Sequence[Hashable], fields: Sequence[Hashable], stages: Sequence[Hashable]
) -> dict[Cell, _Edge]:
    sums: dict[Cell, int] = {}
    for (place, field_, stage), count in counts.items():
        for cell in ((place, field_, stage), (place, field_, ALL), (place, ALL, ALL)):
            for where in (cell, (ALL, *cell[1:])):
                sums[where] = sums.get(where, 0) + count
    edges: dict[Cell, _Edge] = {}
    for place in (*places, ELSEWHERE):
        told = place != ELSEWHERE
        edges[place, ALL, ALL] = _Edge("county", ("place", place), sums.get((place, ALL, ALL), 0), is_told=told)
        for one in fields:
            inner = ("place", place, one)
            edges[place, one, ALL] = _Edge(("place", place), inner, sums.get((place, one, ALL), 0), is_told=told)
            for stage in stages:
                edges[place, one, stage] = _Edge(
                    inner, ("sum", one, stage), sums.get((place, one, stage), 0), is_told=told
                )
    for one in fields:
        for stage in stages:
            edges[ALL, one, stage] = _Edge(("sum", one, stage), ("sum", one), sums.get((ALL, one, stage), 0))
        edges[ALL, one, ALL] = _Edge(("sum", one), "all", sums.get((ALL, one, ALL), 0))
    edges[ALL, ALL, ALL] = _Edge("all", "county", sums.get((ALL, ALL, ALL), 0))
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
        while edge.seen_most < THRESHOLD - 1 if up else edge.seen_least > 0:
            way, in_the_way = self._way_round(edge, up=up)
            if way:
                wanted = THRESHOLD - 1 - edge.flow if up else edge.flow
                by = min([wanted, *(_room(one, sign) for one, sign in way)])
                for one, sign in [*way, (edge, 1 if up else -1)]:
                    one.change(sign * by)
            elif in_the_way:
                min(in_the_way, key=lambda one: one.count).hide()
            else:
                return  # nothing that is shown narrows it down

    def _way_round(self, edge: _Edge, *, up: bool) -> tuple[list[_Step], list[_Edge]]:
        """The steps that make up for a change of this edge; without any, the shown counts that stand in the way."""
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
        return [], [one for one, there in blocked if there not in came and one.is_shown]


def _room(edge: _Edge, sign: int) -> int:
    """By how much it can still become more (1) or less (-1)."""
    return edge.most - edge.flow if sign > 0 else edge.flow - edge.least


def _steps_back(came: Mapping[Hashable, tuple[Hashable, _Step] | None], goal: Hashable) -> list[_Step]:
    steps, here = [], goal
    while (before := came[here]) is not None:
        here, step = before
        steps.append(step)
    return steps

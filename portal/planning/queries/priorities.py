"""Reads of criteria and rounds of prioritising."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.needs.models import Need
from portal.needs.queries.spaces import within
from portal.needs.terms.states import OPEN_STATUSES
from portal.planning.models.priorities import (
    PriorityCriterion,
    PriorityRound,
    PriorityScore,
    RoundCriterion,
    RoundMember,
    RoundNeed,
)
from portal.planning.terms.priorities import WIDE_SPREAD, RoundState
from portal.planning.terms.ranking import Ranked, mean, ranking

_SHOWN = (joinedload(PriorityRound.place), selectinload(PriorityRound.members))
_WHOLE = (
    joinedload(PriorityRound.place),
    selectinload(PriorityRound.members).joinedload(RoundMember.account),
    selectinload(PriorityRound.members).selectinload(RoundMember.scores),
    selectinload(PriorityRound.criteria),
    selectinload(PriorityRound.entries).joinedload(RoundNeed.need).joinedload(Need.place),
)


@dataclass(frozen=True)
class Spread:
    """How far the points of several people lie apart for one Bedarf and one criterion."""

    #: Of those who judged it; empty when nobody did.
    points: tuple[int, ...]
    #: How many said that they cannot judge it.
    without: int = 0

    @property
    def mean(self) -> Fraction | None:
        """Of those who judged it; None when nobody did."""
        return mean(self.points) if self.points else None

    @property
    def least(self) -> int:
        return min(self.points, default=0)

    @property
    def most(self) -> int:
        return max(self.points, default=0)

    @property
    def is_wide(self) -> bool:
        """Whether it calls for a talk."""
        return self.most - self.least >= WIDE_SPREAD


@dataclass(frozen=True)
class ResultLine:
    """One Bedarf in the result."""

    need: Need
    ranked: Ranked
    #: By criterion.
    spreads: dict[UUID, Spread]

    @property
    def score(self) -> float:
        """Weighted mean of the points, from 1 to 5, with two decimals."""
        return round(float(self.ranked.score), 2)

    @property
    def disputed(self) -> int:
        """On how many criteria people differ widely."""
        return sum(one.is_wide for one in self.spreads.values())


@dataclass(frozen=True)
class UnrankedLine:
    """A Bedarf without a place: for at least one criterion nobody could judge it, so its points would not compare."""

    need: Need
    #: By criterion.
    spreads: dict[UUID, Spread]


@dataclass(frozen=True)
class Result:
    """The ranking of a round from the sheets that were handed in."""

    lines: tuple[ResultLine, ...]
    #: Whose sheets count.
    members: tuple[RoundMember, ...]
    #: Bedarfe that get no place, in the order of the round.
    unranked: tuple[UnrankedLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.members

    @property
    def firm(self) -> int:
        """How many Bedarfe keep their place whatever happens to one weight."""
        return sum(line.ranked.interval.is_firm for line in self.lines)


def criteria(*, active: bool | None = True) -> list[PriorityCriterion]:
    """The criteria of the county in their order; those that are asked, those retired, or all with None."""
    chosen = select(PriorityCriterion).order_by(PriorityCriterion.position, PriorityCriterion.name_key)
    return list(session().scalars(chosen if active is None else chosen.where(PriorityCriterion.is_active == active)))


def criterion(criterion_id: UUID) -> PriorityCriterion:
    """One criterion. Raises `NotFound`."""
    found = session().get(PriorityCriterion, criterion_id)
    if found is None:
        raise NotFound
    return found


def round_(round_id: UUID) -> PriorityRound:
    """One round with its people, their points, criteria and Bedarfe; a constant number of queries. Raises `NotFound`."""
    found = session().scalar(select(PriorityRound).where(PriorityRound.id == round_id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def visible_rounds(viewer: Actor) -> Select[PriorityRound]:
    """Rounds over Sozialräume that this person plans for, and those in which they score. Order is the caller's."""
    planned = within(PriorityRound.sozialraum_id, place_id=None, scope=viewer.scope_of(Role.PLANNER))
    asked = select(RoundMember.round_id).where(RoundMember.account_id == viewer.id)
    scored = PriorityRound.id.in_(asked) & (PriorityRound.state != RoundState.DRAFT)
    if not planned:
        return select(PriorityRound)
    return select(PriorityRound).where(or_(planned[0], scored))


def page_of(chosen: Select[PriorityRound], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of rounds, the newest first."""
    keys = (PriorityRound.created_at.desc(), PriorityRound.id.desc())
    return page_by_key(chosen.options(*_SHOWN), keys=keys, after=after, limit=limit)


def to_score(account_id: UUID, *, until: date | None = None, limit: int = 25) -> list[PriorityRound]:
    """Open rounds in which this person has not handed in, the earliest day first; only those with a day when `until` is given."""
    chosen = (
        select(PriorityRound)
        .join(RoundMember, RoundMember.round_id == PriorityRound.id)
        .where(RoundMember.account_id == account_id, RoundMember.handed_in_at.is_(None))
        .where(PriorityRound.state == RoundState.OPEN)
        .options(*_SHOWN)
    )
    if until is not None:
        chosen = chosen.where(PriorityRound.due_on <= until)
    return list(session().scalars(chosen.order_by(PriorityRound.due_on.nulls_last(), PriorityRound.id).limit(limit)))


def choosable_needs(place_id: UUID, *, keep: Collection[UUID] = (), limit: int = 300) -> list[Need]:
    """Open Bedarfe of a Sozialraum that a round can weigh, the newest first, and those that are in it already."""

    here = (
        *within(Need.sozialraum_id, place_id=place_id, scope=None),
        Need.deleted_at.is_(None),
        Need.merged_into_id.is_(None),
        Need.status.in_(OPEN_STATUSES),
    )
    chosen = select(Need).where(*here).options(joinedload(Need.place)).order_by(Need.seq.desc()).limit(limit)
    found = list(session().scalars(chosen))
    missing = set(keep) - {one.id for one in found}
    return [*found, *session().scalars(select(Need).where(Need.id.in_(missing)))] if missing else found


def result(round_: PriorityRound) -> Result:
    """The ranking from the sheets handed in. No query: the round was read whole."""
    counted = tuple(one for one in round_.members if one.has_handed_in)
    if not counted or not round_.criteria:
        return Result((), ())
    spreads = _spreads(counted, round_.entries, round_.criteria)
    judged = {need_id: _means(of) for need_id, of in spreads.items()}
    means = {need_id: of for need_id, of in judged.items() if of is not None}
    weights = {one.id: one.weight for one in round_.criteria}
    needs = {entry.need_id: entry.need for entry in round_.entries}
    lines = tuple(ResultLine(needs[one.need_id], one, spreads[one.need_id]) for one in ranking(means, weights))
    unranked = tuple(UnrankedLine(needs[one], spreads[one]) for one, of in judged.items() if of is None)
    return Result(lines, counted, unranked)


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these rounds and criteria. Two queries, none for no ids."""
    if not ids:
        return {}
    rounds = session().execute(select(PriorityRound.id, PriorityRound.title).where(PriorityRound.id.in_(ids)))
    named = session().execute(select(PriorityCriterion.id, PriorityCriterion.name).where(PriorityCriterion.id.in_(ids)))
    return {row[0]: row[1] for row in (*rounds, *named)}


def rounds_of_need(need_id: UUID, *, limit: int = 10) -> list[PriorityRound]:
    """Closed rounds in which a Bedarf was weighed, the newest first."""
    chosen = (
        select(PriorityRound)
        .join(RoundNeed, RoundNeed.round_id == PriorityRound.id)
        .where(RoundNeed.need_id == need_id, PriorityRound.state == RoundState.CLOSED)
        .options(*_WHOLE)
    )
    return list(session().scalars(chosen.order_by(PriorityRound.closed_at.desc(), PriorityRound.id).limit(limit)))


def _spreads(
    members: Sequence[RoundMember], entries: Sequence[RoundNeed], criteria: Sequence[RoundCriterion]
) -> dict[UUID, dict[UUID, Spread]]:
    given: defaultdict[tuple[UUID, UUID], list[int | None]] = defaultdict(list)
    for member in members:
        for one in member.scores:
            given[one.round_need_id, one.round_criterion_id].append(one.points)
    return {entry.need_id: {one.id: _spread(given[entry.id, one.id]) for one in criteria} for entry in entries}


def _spread(given: Sequence[int | None]) -> Spread:
    points = tuple(one for one in given if one is not None)
    return Spread(points, len(given) - len(points))


def _means(spreads: dict[UUID, Spread]) -> dict[UUID, Fraction] | None:
    """The mean for each criterion; None when there is one for which nobody could judge the Bedarf."""
    found = {one: spread.mean for one, spread in spreads.items()}
    known = {one: middle for one, middle in found.items() if middle is not None}
    return known if len(known) == len(found) else None


def points_of(member: RoundMember) -> dict[tuple[UUID, UUID], int | None]:
    """What a person gave so far, by Bedarf in the round and criterion of the round; None for "cannot judge"."""
    scores: Sequence[PriorityScore] = member.scores
    return {(one.round_need_id, one.round_criterion_id): one.points for one in scores}

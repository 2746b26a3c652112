"""What is known about a Bedarf: Belege by source and stance, and the numbers that the rule works with."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from portal.contributions.models import Contribution
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel.db import session
from portal.needs.models import Evidence, Need
from portal.needs.terms import EvidenceKind, Stance
from portal.places import queries as places
from portal.planning.models.analysis import AnalysisIndicator, NeedAnalysis
from portal.planning.terms.evidence_level import EvidenceFacts, Thresholds

#: Belege by hand that a page shows on each side.
MOST_BY_HAND = 60


@dataclass(frozen=True)
class FormatShare:
    """What came in one format of taking part."""

    kind: ContributionKind
    for_it: int
    against_it: int

    @property
    def total(self) -> int:
        return self.for_it + self.against_it


@dataclass(frozen=True)
class Share:
    """How many Wortmeldungen came by one channel or from one place."""

    name: str
    number: int


@dataclass(frozen=True)
class EvidenceMatrix:
    """Everything behind a Bedarf, ordered by where it comes from."""

    #: Wortmeldungen by format; findings of Begehungen stand among them.
    formats: tuple[FormatShare, ...]
    #: By channel and by place, the most first.
    channels: tuple[Share, ...]
    places: tuple[Share, ...]
    #: Belege added by hand, oldest first.
    by_hand: tuple[Evidence, ...]
    first_on: datetime | None
    last_on: datetime | None

    @property
    def contributions_for(self) -> int:
        return sum(one.for_it for one in self.formats)

    @property
    def contributions_against(self) -> int:
        return sum(one.against_it for one in self.formats)

    def on_side(self, stance: Stance) -> list[Evidence]:
        """The Belege by hand that speak for, or against, the Bedarf."""
        return [one for one in self.by_hand if one.stance is stance]

    def kinds(self, stance: Stance) -> set[EvidenceKind]:
        """Kinds of Belege other than what people say, on one side. Findings of a Begehung count as Begehung."""
        kinds = {one.kind for one in self.on_side(stance)}
        found = {one.kind for one in self.formats if _on_side(one, stance)}
        return kinds | ({EvidenceKind.WALK_AUDIT} if ContributionKind.FINDING in found else set())

    def formats_on_side(self, stance: Stance) -> int:
        """In how many formats people speak for, or against, the Bedarf."""
        return sum(1 for one in self.formats if one.kind is not ContributionKind.FINDING and _on_side(one, stance))


def evidence_matrix(need_id: UUID) -> EvidenceMatrix:
    """The Belege of a Bedarf, counted and listed. Two queries, however many there are."""
    rows = session().execute(_counted(need_id)).all()
    by_hand = (
        select(Evidence)
        .where(Evidence.need_id == need_id, Evidence.kind != EvidenceKind.CONTRIBUTION)
        .order_by(Evidence.added_at, Evidence.id)
        .limit(2 * MOST_BY_HAND)
    )
    place_names = places.names({row.sozialraum_id for row in rows if row.sozialraum_id})
    return EvidenceMatrix(
        formats=_formats(rows),
        channels=_shares([(Channel(row.channel).label, row.number) for row in rows if row.channel]),
        places=_shares([(place_names.get(row.sozialraum_id, ""), row.number) for row in rows if row.sozialraum_id]),
        by_hand=tuple(session().scalars(by_hand)),
        first_on=min((row.first for row in rows), default=None),
        last_on=max((row.last for row in rows), default=None),
    )


def facts_of(need: Need, matrix: EvidenceMatrix, analysis: NeedAnalysis | None, rule: Thresholds) -> EvidenceFacts:
    """The numbers the rule works with.

    A Kennzahl counts as a source where it differs by at least the lower threshold, for or against the Bedarf.
    """
    indicators: Sequence[AnalysisIndicator] = analysis.indicators if analysis else ()
    differences = [found for one in indicators if (found := one.deviation) is not None]
    sides = {Stance.FOR: matrix.kinds(Stance.FOR), Stance.AGAINST: matrix.kinds(Stance.AGAINST)}
    if any(one >= rule.deviation_some for one in differences):
        sides[Stance.FOR].add(EvidenceKind.INDICATOR)
    if any(-one >= rule.deviation_some for one in differences):
        sides[Stance.AGAINST].add(EvidenceKind.INDICATOR)
    return EvidenceFacts(
        formats=matrix.formats_on_side(Stance.FOR),
        other_kinds=len(sides[Stance.FOR]),
        formats_against=matrix.formats_on_side(Stance.AGAINST),
        other_kinds_against=len(sides[Stance.AGAINST]),
        people=min(need.people_count, matrix.contributions_for),
        group_size=analysis.group_size if analysis else None,
        deviation=max(differences, default=None),
    )


def people_by_need(need_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """How many people are behind these Bedarfe. One query."""
    if not need_ids:
        return {}
    rows = session().execute(select(Need.id, Need.people_count).where(Need.id.in_(set(need_ids))))
    return {row.id: row.people_count for row in rows}


def as_stored(facts: EvidenceFacts, rule: Thresholds) -> dict[str, object]:
    """The numbers as a decision keeps them."""
    told: dict[str, object] = {name: getattr(facts, name) for name in EvidenceFacts.__dataclass_fields__}
    told["deviation"] = None if facts.deviation is None else str(facts.deviation)
    return told | {"rule": rule.valid_from.isoformat()}


def from_stored(told: Mapping[str, object]) -> EvidenceFacts:
    """The numbers as they stood at a decision."""
    known = {name: told.get(name) for name in EvidenceFacts.__dataclass_fields__ if name in told}
    deviation = known.get("deviation")
    known["deviation"] = None if deviation is None else Decimal(str(deviation))
    return EvidenceFacts(**known)  # type: ignore[arg-type]


def _counted(need_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Contribution.kind,
            Evidence.stance,
            Evidence.channel,
            Contribution.sozialraum_id,
            func.count(Evidence.contribution_id.distinct()).label("number"),
            func.min(Contribution.received_at).label("first"),
            func.max(Contribution.received_at).label("last"),
        )
        .join(Contribution, Contribution.id == Evidence.contribution_id)
        .where(Evidence.need_id == need_id, Evidence.kind == EvidenceKind.CONTRIBUTION)
        .group_by(Contribution.kind, Evidence.stance, Evidence.channel, Contribution.sozialraum_id)
    )


def _formats(rows: Sequence[Row[Any]]) -> tuple[FormatShare, ...]:
    found: defaultdict[ContributionKind, dict[Stance, int]] = defaultdict(lambda: {Stance.FOR: 0, Stance.AGAINST: 0})
    for row in rows:
        found[row.kind][row.stance] += row.number
    shares = [FormatShare(kind, sides[Stance.FOR], sides[Stance.AGAINST]) for kind, sides in found.items()]
    return tuple(sorted(shares, key=lambda one: (-one.total, one.kind)))


def _shares(counted: Iterable[tuple[str, int]]) -> tuple[Share, ...]:
    totals: defaultdict[str, int] = defaultdict(int)
    for name, number in counted:
        totals[name] += number
    return tuple(Share(name, number) for name, number in sorted(totals.items(), key=lambda one: (-one[1], one[0])))


def _on_side(share: FormatShare, stance: Stance) -> bool:
    return bool(share.for_it if stance is Stance.FOR else share.against_it)

"""What hangs on a wall, as the room or the staff see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from portal.contributions.models import Contribution
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.walls.models import Dot, Wall, WallCard, WallCluster, WallColumn
from portal.walls.queries.walls import columns_of


@dataclass(frozen=True, slots=True)
class DotCount:
    """How many dots stand somewhere: from phones, and placed by the moderation for the room."""

    phones: int = 0
    room: int = 0

    @property
    def total(self) -> int:
        return self.phones + self.room

    def __add__(self, other: "DotCount") -> "DotCount":
        return DotCount(self.phones + other.phones, self.room + other.room)


NO_DOTS = DotCount()


@dataclass(frozen=True, slots=True)
class CardContent:
    """A card with its words. What is covered has neither words nor name here, unless the staff look."""

    card: WallCard
    text: str
    name: str
    counted: DotCount
    moderation: ModerationState

    @property
    def contribution_id(self) -> UUID:
        return self.card.contribution_id

    @property
    def dots(self) -> int:
        return self.counted.total

    @property
    def is_covered(self) -> bool:
        return self.card.is_covered

    @property
    def was_typed(self) -> bool:
        return self.card.was_typed


@dataclass(frozen=True, slots=True)
class ClusterContent:
    """A cluster with its cards and all dots at it or at one of them."""

    cluster: WallCluster
    cards: tuple[CardContent, ...]
    counted: DotCount

    @property
    def title(self) -> str:
        return self.cluster.title

    @property
    def dots(self) -> int:
        return self.counted.total


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """A column with its clusters and the cards that hang by themselves."""

    column: WallColumn
    clusters: tuple[ClusterContent, ...]
    loose: tuple[CardContent, ...]
    #: All dots in it; known also while nobody sees where they stand.
    counted: DotCount
    #: Whether dots are being placed here in secret: then no card or cluster of it says how many it has.
    hides_dots: bool

    @property
    def dots(self) -> int:
        return self.counted.total

    @property
    def cards(self) -> int:
        return len(self.loose) + sum(len(one.cards) for one in self.clusters)


@dataclass(frozen=True, slots=True)
class WallContent:
    """Everything on a wall."""

    columns: tuple[ColumnContent, ...]
    #: Cards that wait for release or were hidden; only for staff.
    set_aside: tuple[CardContent, ...] = ()

    @property
    def cards(self) -> int:
        return sum(one.cards for one in self.columns)

    @property
    def dots(self) -> int:
        return sum(one.dots for one in self.columns)

    @property
    def waiting(self) -> int:
        """Cards that somebody must read before others see them."""
        return sum(one.moderation is ModerationState.HELD for one in self.set_aside)


_Spot = tuple[UUID | None, UUID | None]


def content(wall: Wall, *, for_staff: bool) -> WallContent:
    """What hangs on the wall. Four queries, however much it is.

    What was taken back is not there, what waits or was hidden only for the staff, in `set_aside`. A covered card keeps its words
    from everybody but the staff. While dots are placed in secret, nobody learns where they stand.
    """
    columns = columns_of(wall.id)
    secret = {one.id for one in columns if one.takes_dots and wall.secret_dots}
    dots = _dots(wall.id)
    shown: dict[tuple[UUID, UUID | None], list[CardContent]] = defaultdict(list)
    set_aside: list[CardContent] = []
    totals: dict[UUID, DotCount] = defaultdict(DotCount)
    for card, words, moderation in _cards(wall.id):
        counted = dots.get((card.contribution_id, None), NO_DOTS)
        totals[card.column_id] += counted
        told = _told(card, words, moderation, NO_DOTS if card.column_id in secret else counted, for_staff)
        if moderation is ModerationState.RELEASED:
            shown[card.column_id, card.cluster_id].append(told)
        else:
            set_aside.append(told)
    clusters: dict[UUID, list[ClusterContent]] = defaultdict(list)
    for cluster in _clusters(wall.id):
        counted = dots.get((None, cluster.id), NO_DOTS)
        totals[cluster.column_id] += counted
        cards = shown[cluster.column_id, cluster.id]
        seen = NO_DOTS if cluster.column_id in secret else _sum([counted, *(one.counted for one in cards)])
        clusters[cluster.column_id].append(ClusterContent(cluster, tuple(cards), seen))
    return WallContent(
        tuple(
            ColumnContent(
                one, tuple(clusters[one.id]), tuple(shown[one.id, None]), totals[one.id], hides_dots=one.id in secret
            )
            for one in columns
        ),
        tuple(set_aside) if for_staff else (),
    )


def _told(card: WallCard, words: str, moderation: ModerationState, counted: DotCount, for_staff: bool) -> CardContent:
    is_secret = card.is_covered and not for_staff
    return CardContent(card, "" if is_secret else words, "" if is_secret else card.name, counted, moderation)


def _cards(wall_id: UUID) -> Iterable[tuple[WallCard, str, ModerationState]]:
    rows = (
        select(WallCard, Contribution.text, Contribution.moderation)
        .join(Contribution, Contribution.id == WallCard.contribution_id)
        .where(WallCard.wall_id == wall_id, Contribution.withdrawn_at.is_(None))
        .order_by(WallCard.position, WallCard.contribution_id)
    )
    return ((card, words, moderation) for card, words, moderation in session().execute(rows))


def _clusters(wall_id: UUID) -> Sequence[WallCluster]:
    chosen = select(WallCluster).where(WallCluster.wall_id == wall_id)
    return session().scalars(chosen.order_by(WallCluster.position, WallCluster.id)).all()


def _dots(wall_id: UUID) -> dict[_Spot, DotCount]:
    of_phone = Dot.guest_id.is_not(None)
    rows = (
        select(Dot.card_id, Dot.cluster_id, of_phone, func.sum(Dot.number))
        .where(Dot.wall_id == wall_id)
        .group_by(Dot.card_id, Dot.cluster_id, of_phone)
    )
    found: dict[_Spot, DotCount] = defaultdict(DotCount)
    for card_id, cluster_id, phone, number in session().execute(rows):
        found[card_id, cluster_id] += DotCount(phones=number) if phone else DotCount(room=number)
    return found


def _sum(counts: Iterable[DotCount]) -> DotCount:
    return sum(counts, NO_DOTS)

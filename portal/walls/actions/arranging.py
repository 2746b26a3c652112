"""Ordering what hangs there: clusters with titles, cards in them, what is turned to the room and what is hidden."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls import queries
from portal.walls.actions.changes import hold, touch
from portal.walls.models import Dot, Wall, WallCard, WallCluster
from portal.walls.policy import WallPermission
from portal.walls.terms.states import LONGEST_CLUSTER_TITLE, MOST_CLUSTERS

_NO_TITLE = N_("Bitte geben Sie der Gruppe eine Überschrift.")
_TOO_LONG = N_("Die Überschrift ist zu lang. Möglich sind %(most)s Zeichen.")
_MANY = N_("Auf eine Wand passen höchstens %(most)s Gruppen.")
_HAS_DOTS = N_("An dieser Gruppe kleben schon Punkte. Sie muss deshalb bleiben; umbenennen können Sie sie.")
_CARD_HAS_DOTS = N_("An dieser Karte kleben schon Punkte. Sie bleibt deshalb in ihrer Spalte.")


def ensure_some(cards: Collection[UUID]) -> None:
    """Raises `InvalidInput` when no card was chosen."""
    if not cards:
        raise InvalidInput("wall.no-cards", N_("Bitte kreuzen Sie zuerst die Karten an."))


def make_cluster(
    wall: Wall, column_id: UUID | None, title: str, *, cards: Collection[UUID] = (), by: Actor
) -> WallCluster:
    """Begin a cluster at the end of a column, and put these cards into it."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    column = queries.column(wall, column_id)
    _check_title(title)
    number = session().scalar(select(func.count()).where(WallCluster.wall_id == wall.id)) or 0
    if number >= MOST_CLUSTERS:
        raise InvalidInput("wall.many-clusters", _MANY, field="title", most=MOST_CLUSTERS)
    cluster = WallCluster(wall_id=wall.id, column_id=column.id, position=_end_of(column.id), title=title)
    session().add(cluster)
    session().flush()
    for card_id in cards:
        _put(queries.card(wall, card_id), cluster.column_id, cluster.id)
    touch(wall, phones=True)
    return cluster


def title_cluster(wall: Wall, cluster_id: UUID | None, title: str, *, version: int, by: Actor) -> None:
    """Give a cluster another title. Raises `Conflict` when somebody else did so meanwhile."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    cluster = queries.cluster(wall, cluster_id)
    if cluster.title == title:
        return
    if cluster.version != version:
        raise Conflict
    _check_title(title)
    cluster.title = title
    touch(wall, phones=True)


def dissolve_cluster(wall: Wall, cluster_id: UUID | None, *, by: Actor) -> None:
    """Let the cards of a cluster hang by themselves again. Raises `InvalidInput` when dots stand at it: they would be lost."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    cluster = queries.cluster(wall, cluster_id)
    if session().scalar(select(Dot.id).where(Dot.cluster_id == cluster.id).limit(1)) is not None:
        raise InvalidInput("wall.cluster-has-dots", _HAS_DOTS)
    session().execute(update(WallCard).where(WallCard.cluster_id == cluster.id).values(cluster_id=None))
    session().delete(cluster)
    touch(wall, phones=True)


def move_cluster(wall: Wall, cluster_id: UUID | None, *, up: bool, by: Actor) -> None:
    """Change places with the cluster above or below; at the end of the column nothing changes."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    cluster = queries.cluster(wall, cluster_id)
    order = [one.id for one in queries.clusters_of(cluster.column_id)]
    _write_order(_swapped(order, cluster.id, up=up))
    touch(wall, phones=True)


def put_cards(
    wall: Wall, cards: Collection[UUID], *, column_id: UUID | None = None, cluster_id: UUID | None = None, by: Actor
) -> None:
    """Put cards into a cluster, or let them hang by themselves in a column.

    Raises `InvalidInput` when a card with dots of its own would leave its column: its dots belong to the round of that column.
    """
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    if cluster_id is not None:
        target = queries.cluster(wall, cluster_id)
        column, cluster = target.column_id, target.id
    else:
        column, cluster = queries.column(wall, column_id).id, None
    for card_id in cards:
        _put(queries.card(wall, card_id), column, cluster)
    touch(wall, phones=True)


def move_card(wall: Wall, card_id: UUID | None, *, up: bool, by: Actor) -> None:
    """Change places with the card above or below, in its cluster or among those that hang by themselves."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    card = queries.card(wall, card_id)
    beside = select(WallCard).where(WallCard.column_id == card.column_id, _same_cluster(card))
    order = list(session().scalars(beside.order_by(WallCard.position, WallCard.contribution_id)))
    ids = [one.contribution_id for one in order]
    positions = sorted(one.position for one in order)
    for position, one_id in zip(positions, _swapped(ids, card.contribution_id, up=up), strict=True):
        statement = update(WallCard).where(WallCard.contribution_id == one_id)
        session().execute(statement.values(position=position))
    touch(wall, phones=True)


def turn_cards(wall: Wall, cards: Collection[UUID] | None = None, *, covered: bool, by: Actor) -> None:
    """Turn these cards, or all of the wall, to the room or with their back to it."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    chosen = update(WallCard).where(WallCard.wall_id == wall.id)
    if cards is not None:
        chosen = chosen.where(WallCard.contribution_id.in_(cards))
    session().execute(chosen.values(is_covered=covered))
    touch(wall, phones=True)


def hide_card(wall: Wall, card_id: UUID | None, *, reason: str, by: Actor) -> None:
    """Show a card to nobody else; its author reads why. Its words are never changed."""
    _moderate(wall, card_id, ModerationState.HIDDEN, reason, by)


def release_card(wall: Wall, card_id: UUID | None, *, by: Actor) -> None:
    """Show a card that waited or was hidden."""
    _moderate(wall, card_id, ModerationState.RELEASED, "", by)


def release_waiting(wall: Wall, *, by: Actor) -> None:
    """Show every card that waits because somebody reads first in this Verfahren; what was hidden stays hidden."""
    for one in queries.content(wall, for_staff=True).set_aside:
        if one.moderation is ModerationState.HELD:
            _moderate(wall, one.contribution_id, ModerationState.RELEASED, "", by)


def _moderate(wall: Wall, card_id: UUID | None, to: ModerationState, reason: str, by: Actor) -> None:
    # The Wortmeldung is held before the wall, as when somebody takes it back: so nobody waits in a circle.
    ensure(WallPermission.MODERATE, by, wall)
    card = queries.card(wall, card_id)
    contribution = said.contribution(card.contribution_id)
    if contribution.moderation is not to:
        contributions.moderate(contribution, to=to, reason=reason, by=by)


def _put(card: WallCard, column_id: UUID, cluster_id: UUID | None) -> None:
    if card.column_id != column_id and session().scalar(
        select(Dot.id).where(Dot.card_id == card.contribution_id).limit(1)
    ):
        raise InvalidInput("wall.card-has-dots", _CARD_HAS_DOTS)
    card.column_id, card.cluster_id = column_id, cluster_id


def _check_title(title: str) -> None:
    if not title:
        raise InvalidInput("wall.cluster-without-title", _NO_TITLE, field="title")
    if len(title) > LONGEST_CLUSTER_TITLE:
        raise InvalidInput("wall.cluster-title", _TOO_LONG, field="title", most=LONGEST_CLUSTER_TITLE)


def _end_of(column_id: UUID) -> int:
    last = session().scalar(select(func.max(WallCluster.position)).where(WallCluster.column_id == column_id))
    return 0 if last is None else last + 1


def _same_cluster(card: WallCard) -> ColumnElement[bool]:
    return WallCard.cluster_id.is_(None) if card.cluster_id is None else WallCard.cluster_id == card.cluster_id


def _swapped(order: list[UUID], moved: UUID, *, up: bool) -> list[UUID]:
    """The order with one changed places with its neighbour; the same when there is none."""
    here = order.index(moved)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order


def _write_order(order: list[UUID]) -> None:
    """Positions leave versions alone: moving a cluster is no reason to refuse somebody who is typing its title."""
    for position, one_id in enumerate(order):
        session().execute(update(WallCluster).where(WallCluster.id == one_id).values(position=position))

"""Dots: a person's voice at cards and clusters, within a budget that the database holds."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from portal.contributions import queries as said
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls import queries
from portal.walls.actions.cards import NOT_OPEN, ensure_guest
from portal.walls.actions.changes import hold, touch
from portal.walls.models import Dot, Wall, WallColumn
from portal.walls.models.cards import NO_DOT_LEFT, ONE_EACH
from portal.walls.policy import WallPermission
from portal.walls.queries import guests
from portal.walls.terms.states import MOST_DOTS_OF_THE_ROOM

_TAKES_NO_DOTS = N_("An „%(title)s“ können gerade keine Punkte geklebt werden. Es wurde nichts geändert.")
_SENT_BEFORE = N_("Dieser Punkt ist schon geklebt. Für einen weiteren tippen Sie bitte noch einmal.")
_NEEDS_SLIP = N_("Für Punkte brauchen Sie den Code von Ihrem Stimmzettel. Bitte geben Sie ihn zuerst ein.")
_NUMBER = N_("Möglich sind 0 bis %(most)s Punkte.")
_IN_A_CLUSTER = N_("Diese Karte gehört zu einer Gruppe. Bitte kleben Sie Ihren Punkt an die Gruppe.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a dot stands: at a cluster, or at a card that hangs by itself."""

    card_id: UUID | None = None
    cluster_id: UUID | None = None


def place_dot(wall: Wall, spot: Spot, *, guest_id: UUID, submission_key: UUID) -> Dot:
    """Place one dot of a phone, once: the same `submission_key` never makes a second one.

    Raises `InvalidTransition` when the wall or the column takes no dots (any more), `InvalidInput` when the phone has none left in
    this round, or one stands here already and may not be joined by another, `Conflict` when the key placed a dot elsewhere. Nothing
    is changed then.
    """
    hold(wall)
    first = session().scalar(select(Dot).where(Dot.submission_key == submission_key))
    if first is not None:
        if (first.guest_id, first.card_id, first.cluster_id) != (guest_id, spot.card_id, spot.cluster_id):
            raise Conflict("wall.dot-sent", _SENT_BEFORE)
        return first
    if not wall.is_open:
        raise InvalidTransition("wall.not-open", NOT_OPEN)
    column = _column_of(wall, spot)
    if not column.takes_dots:
        raise InvalidTransition("wall.takes-no-dots", _TAKES_NO_DOTS, title=column.title)
    _ensure_slip(wall, guest_id)
    ensure_guest(wall, guest_id)
    dot = Dot(
        wall_id=wall.id,
        budget=wall.dots_per_person,
        round=column.dot_round,
        guest_id=guest_id,
        slot=_free_slot(wall, column, guest_id, spot),
        card_id=spot.card_id,
        cluster_id=spot.cluster_id,
        stacked=wall.stacking,
        submission_key=submission_key,
    )
    session().add(dot)
    touch(wall)
    return dot


def take_back_dot(wall: Wall, dot_id: UUID | None, *, guest_id: UUID) -> None:
    """Take a dot of this phone off again, while its column takes dots. One that is gone, or another's, changes nothing."""
    hold(wall)
    dot = session().get(Dot, dot_id) if dot_id else None
    if dot is None or dot.wall_id != wall.id or dot.guest_id != guest_id:
        return
    column = _column_of(wall, Spot(card_id=dot.card_id, cluster_id=dot.cluster_id), is_placing=False)
    if not (wall.is_open and column.takes_dots):
        raise InvalidTransition("wall.takes-no-dots", _TAKES_NO_DOTS, title=column.title)
    session().delete(dot)
    touch(wall)


def place_dots_for_room(wall: Wall, spot: Spot, *, number: int, by: Actor) -> None:
    """So many dots stand here for people in the room without a phone, marked as such; 0 takes them off. Doing it again changes
    nothing. They are of no phone and count against no budget."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    if not 0 <= number <= MOST_DOTS_OF_THE_ROOM:
        raise InvalidInput("wall.room-dots", _NUMBER, field="number", most=MOST_DOTS_OF_THE_ROOM)
    column = _column_of(wall, spot)
    there = session().scalar(select(Dot).where(Dot.wall_id == wall.id, Dot.guest_id.is_(None), _at(spot)))
    if there is not None and not number:
        session().delete(there)
    elif there is not None:
        there.number = number
    elif number:
        session().add(
            Dot(
                wall_id=wall.id,
                budget=wall.dots_per_person,
                round=column.dot_round,
                number=number,
                card_id=spot.card_id,
                cluster_id=spot.cluster_id,
            )
        )
    touch(wall)


def _free_slot(wall: Wall, column: WallColumn, guest_id: UUID, spot: Spot) -> int:
    """The lowest slot of this phone that is free. The wall is held, so nobody takes it meanwhile; and if, the database refuses."""
    chosen = select(Dot.slot, Dot.card_id, Dot.cluster_id)
    own = session().execute(chosen.where(Dot.guest_id == guest_id, Dot.round == column.dot_round)).all()
    if not wall.stacking and any((one.card_id, one.cluster_id) == (spot.card_id, spot.cluster_id) for one in own):
        raise InvalidInput("wall.one-each", ONE_EACH)
    taken = {one.slot for one in own}
    free = next((slot for slot in range(1, wall.dots_per_person + 1) if slot not in taken), None)
    if free is None:
        raise InvalidInput("wall.no-dot-left", NO_DOT_LEFT)
    return free


def _column_of(wall: Wall, spot: Spot, *, is_placing: bool = True) -> WallColumn:
    """The column of a spot. Raises `NotFound` for what is not on this wall, or not for everybody to see."""
    if spot.cluster_id is not None:
        return queries.column(wall, queries.cluster(wall, spot.cluster_id).column_id)
    card = queries.card(wall, spot.card_id)
    if is_placing:
        contribution = said.contribution(card.contribution_id)
        if contribution.is_withdrawn or contribution.moderation is not ModerationState.RELEASED:
            raise NotFound
        if card.cluster_id is not None:
            raise InvalidInput("wall.card-in-a-cluster", _IN_A_CLUSTER)
    return queries.column(wall, card.column_id)


def _ensure_slip(wall: Wall, guest_id: UUID) -> None:
    if not wall.needs_slip:
        return
    guest = guests.guest_or_none(wall, guest_id)
    if guest is None or guest.slip_hash is None:
        raise InvalidInput("wall.needs-slip", _NEEDS_SLIP, field="slip")


def _at(spot: Spot) -> ColumnElement[bool]:
    if spot.cluster_id is not None:
        return Dot.cluster_id == spot.cluster_id
    return Dot.card_id == spot.card_id

"""What people bring to a wall: cards, dots, and the phones they come from."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, explain_constraint
from portal.kernel.text import N_
from portal.walls.terms.states import LONGEST_FIRST_NAME, MOST_DOTS_OF_THE_ROOM

_OF_THE_ROOM = text("guest_id IS NULL")
_ONE_EACH = text("guest_id IS NOT NULL AND NOT stacked")


class WallGuest(Base):
    """One phone at one wall, or one printed slip. It is known by a signed name in its cookie; no person's name is with it."""

    __tablename__ = "wall_guest"
    #: Random, because the order of rows could identify a person.
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="CASCADE"))
    #: Day on which it first brought something; NULL once it was forgotten, under an id that no phone has.
    begun_on: Mapped[date | None] = mapped_column(Date, default=clock.today)
    #: Keyed hash of the voting code of a slip; NULL for a phone without one.
    slip_hash: Mapped[bytes | None] = mapped_column(unique=True)

    __table_args__ = (UniqueConstraint("wall_id", "id"),)


class WallCard(Base):
    """One card: the place of a Wortmeldung on a wall. Its words are those of the Wortmeldung."""

    __tablename__ = "wall_card"
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    wall_id: Mapped[UUID] = mapped_column(ForeignKey("wall.id", ondelete="RESTRICT"))
    column_id: Mapped[UUID] = mapped_column(ForeignKey("wall_column.id", ondelete="RESTRICT"), index=True)
    #: NULL while it hangs by itself.
    cluster_id: Mapped[UUID | None] = mapped_column(ForeignKey("wall_cluster.id", ondelete="SET NULL"), index=True)
    #: Its place within its cluster or, hanging by itself, within its column; the order of arrival (`Contribution.seq`) until moved.
    position: Mapped[int] = mapped_column(BigInteger)
    #: First name of the author, if they gave one.
    name: Mapped[str] = mapped_column(String(LONGEST_FIRST_NAME), default="")
    #: Whether it hangs with its back to the room.
    is_covered: Mapped[bool] = mapped_column(default=False)
    #: Whether the moderation typed it for somebody; marked as such.
    was_typed: Mapped[bool] = mapped_column(default=False)
    #: The phone it came from; NULL once that was forgotten, and for typed ones.
    guest_id: Mapped[UUID | None] = mapped_column(ForeignKey("wall_guest.id", ondelete="SET NULL"), index=True)

    __table_args__ = (Index("ix_wall_card_wall_id_position", "wall_id", "position"),)

    @property
    def id(self) -> UUID:
        return self.contribution_id


class Dot(Base, Keyed):
    """One dot at a card or a cluster; or, without a phone, so many dots as the moderation placed there for the room.

    The budget is held by the database: a phone has the slots 1 to `budget` of each round, each of them once, and `budget` is that
    of the wall by a foreign key. Whatever arrives at the same moment or again, there is no slot for one dot more.
    """

    __tablename__ = "wall_dot"
    wall_id: Mapped[UUID]
    #: Follows `Wall.dots_per_person`.
    budget: Mapped[int] = mapped_column(SmallInteger)
    #: The round of its column (`WallColumn.dot_round`).
    round: Mapped[int] = mapped_column("dot_round", SmallInteger)
    #: The phone; NULL for dots of the room.
    guest_id: Mapped[UUID | None]
    #: Which of the phone's dots it is; NULL for dots of the room.
    slot: Mapped[int | None] = mapped_column(SmallInteger)
    #: 1, or how many the moderation placed for the room.
    number: Mapped[int] = mapped_column(SmallInteger, default=1)
    card_id: Mapped[UUID | None] = mapped_column(ForeignKey("wall_card.contribution_id", ondelete="CASCADE"))
    cluster_id: Mapped[UUID | None] = mapped_column(ForeignKey("wall_cluster.id", ondelete="RESTRICT"))
    #: Whether the wall let one person place several at the same spot when it was placed.
    stacked: Mapped[bool] = mapped_column(default=False)
    #: Made by the phone: the same key never makes a second dot; NULL once the phone was forgotten.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["wall_id", "budget"], ["wall.id", "wall.dots_per_person"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["wall_id", "guest_id"], ["wall_guest.wall_id", "wall_guest.id"], ondelete="CASCADE"),
        UniqueConstraint("guest_id", "dot_round", "slot"),
        CheckConstraint("slot BETWEEN 1 AND budget", name="within_the_budget"),
        CheckConstraint("(guest_id IS NULL) = (slot IS NULL)", name="each_of_a_phone_has_a_slot"),
        CheckConstraint(
            f"number BETWEEN 1 AND {MOST_DOTS_OF_THE_ROOM} AND (guest_id IS NULL OR number = 1)", name="counts_once"
        ),
        CheckConstraint("(card_id IS NULL) <> (cluster_id IS NULL)", name="stands_somewhere"),
        Index("ix_wall_dot_wall_id", "wall_id"),
        Index("ix_wall_dot_card_id", "card_id"),
        Index("ix_wall_dot_cluster_id", "cluster_id"),
        Index(
            "uq_wall_dot_guest_id_card_id",
            "guest_id",
            "card_id",
            unique=True,
            sqlite_where=_ONE_EACH,
            postgresql_where=_ONE_EACH,
        ),
        Index(
            "uq_wall_dot_guest_id_cluster_id",
            "guest_id",
            "cluster_id",
            unique=True,
            sqlite_where=_ONE_EACH,
            postgresql_where=_ONE_EACH,
        ),
        Index(
            "uq_wall_dot_room_card_id",
            "card_id",
            unique=True,
            sqlite_where=_OF_THE_ROOM,
            postgresql_where=_OF_THE_ROOM,
        ),
        Index(
            "uq_wall_dot_room_cluster_id",
            "cluster_id",
            unique=True,
            sqlite_where=_OF_THE_ROOM,
            postgresql_where=_OF_THE_ROOM,
        ),
    )


NO_DOT_LEFT = N_("Sie haben alle Ihre Punkte geklebt. Einen davon können Sie zurücknehmen.")
ONE_EACH = N_("Hier klebt schon ein Punkt von Ihnen. An jede Stelle passt einer.")

explain_constraint("ck_wall_dot_within_the_budget", NO_DOT_LEFT)
explain_constraint(
    "uq_wall_dot_guest_id_dot_round_slot", NO_DOT_LEFT, columns="wall_dot.guest_id, wall_dot.dot_round, wall_dot.slot"
)
explain_constraint("uq_wall_dot_guest_id_card_id", ONE_EACH, columns="wall_dot.guest_id, wall_dot.card_id")
explain_constraint("uq_wall_dot_guest_id_cluster_id", ONE_EACH, columns="wall_dot.guest_id, wall_dot.cluster_id")

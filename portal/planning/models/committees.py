"""What the register keeps of a Gremium: members, responsibilities, sessions. The Gremium itself stands with the Fachplanungen."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import ActionField
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.network.models import Stakeholder
from portal.planning.terms.committees import LONGEST_FUNCTION, LONGEST_MEMBER, LONGEST_SESSION_PLACE, Part
from portal.sectorplans.models import Committee


class CommitteeMember(Base, Keyed):
    """Somebody who belongs to a Gremium: an Akteur of the network, or a name that was typed."""

    __tablename__ = "committee_member"
    committee_id: Mapped[UUID] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"), index=True)
    #: The Akteur; NULL for a typed name.
    stakeholder_id: Mapped[UUID | None] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    #: The typed name; empty for an Akteur.
    name: Mapped[str] = mapped_column(String(LONGEST_MEMBER), default="")
    #: What they are there, for example "Vorsitz"; may be empty.
    function: Mapped[str] = mapped_column(String(LONGEST_FUNCTION), default="")

    stakeholder: Mapped[Stakeholder | None] = relationship(lazy="select", viewonly=True)

    __table_args__ = (
        CheckConstraint("(stakeholder_id IS NULL) = (name <> '')", name="has_one_name"),
        UniqueConstraint("committee_id", "stakeholder_id"),
    )

    @property
    def called(self) -> str:
        """The name on the screen."""
        return self.stakeholder.name if self.stakeholder is not None else self.name


class CommitteeResponsibility(Base, Keyed):
    """The part a Gremium has where a Handlungsfeld is concerned."""

    __tablename__ = "committee_responsibility"
    committee_id: Mapped[UUID] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"))
    action_field_id: Mapped[UUID] = mapped_column(ForeignKey("action_field.id", ondelete="CASCADE"), index=True)
    part: Mapped[Part] = enum_column(Part)
    #: Taken over from the shipped example and not yet confirmed by anybody.
    is_example: Mapped[bool] = mapped_column(default=False)

    committee: Mapped[Committee] = relationship(lazy="select", viewonly=True)
    action_field: Mapped[ActionField] = relationship(lazy="select", viewonly=True)

    __table_args__ = (UniqueConstraint("committee_id", "action_field_id"),)


class CommitteeSession(Base, Keyed, Stamped, Versioned):
    """A Gremium meets."""

    __tablename__ = "committee_session"
    committee_id: Mapped[UUID] = mapped_column(ForeignKey("committee.id", ondelete="RESTRICT"))
    held_on: Mapped[date] = mapped_column(Date)
    #: Time of day on that place's clock; NULL while it is not known.
    begins_at: Mapped[time | None] = mapped_column(Time)
    #: Room or building; may be empty.
    venue: Mapped[str] = mapped_column(String(LONGEST_SESSION_PLACE), default="")
    #: Since when it is called off.
    cancelled_at: Mapped[datetime | None]
    #: Key of the form it was entered with.
    submission_key: Mapped[UUID | None]

    committee: Mapped[Committee] = relationship(lazy="select", viewonly=True)

    __table_args__ = (
        UniqueConstraint("committee_id", "held_on"),
        UniqueConstraint("submission_key"),
        Index("ix_committee_session_held_on", "held_on", "id"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.committee.lineage


explain_constraint(
    "uq_committee_session_committee_id_held_on",
    N_("An diesem Tag tagt das Gremium schon."),
    field="held_on",
    columns="committee_session.committee_id, committee_session.held_on",
)
explain_constraint(
    "uq_committee_member_committee_id_stakeholder_id",
    N_("Dieser Akteur gehört schon dazu."),
    field="stakeholder_id",
    columns="committee_member.committee_id, committee_member.stakeholder_id",
)

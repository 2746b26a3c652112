"""The tables of the Ehrenamt. Who somebody is and how they are reached stands in columns that only the key opens.

It is the key of the Fälle: the daily duty of this room seals anew what lies under an older key. In the clear is what lists, the
search for somebody fitting and the report need: place, kind of help, half-days, states and days.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.clock import months_later
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.sealing import SealBroken, Sealed
from portal.kernel.text import N_
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.models.subprojects import SubProject
from portal.kuemmerer.terms.volunteers import (
    CLEARANCE_MONTHS,
    AidKind,
    AidState,
    MatchState,
    VolunteerState,
)
from portal.network.terms import ConsentWay
from portal.places.models import Sozialraum


class VolunteerSkill(Base):
    """One kind of help that somebody offers."""

    __tablename__ = "volunteer_skill"
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[AidKind] = enum_column(AidKind, primary_key=True)


class Volunteer(Base, Keyed, Stamped, Versioned):
    """Somebody who helps: what, where, when, and what was looked at before."""

    __tablename__ = "volunteer"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    #: Where they help; NULL for all places of the project.
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    state: Mapped[VolunteerState] = enum_column(VolunteerState, default=VolunteerState.ACTIVE)
    name_sealed: Mapped[bytes]
    phone_sealed: Mapped[bytes]
    mail_sealed: Mapped[bytes]
    #: What else is to be known, for example about the insurance.
    remark_sealed: Mapped[bytes]
    #: Half-days on which they can, a bit for each; 0 while nobody asked.
    times: Mapped[int] = mapped_column(Integer, default=0)
    #: The day on which the insurance was looked at.
    insured_on: Mapped[date | None] = mapped_column(Date)
    #: The day on which an erweitertes Führungszeugnis was shown. The paper itself is never kept, § 72a (5) SGB VIII.
    clearance_on: Mapped[date | None] = mapped_column(Date)
    #: How and on which day they agreed to being kept here; both or none.
    consent_way: Mapped[ConsentWay | None] = enum_column(ConsentWay, nullable=True)
    consent_on: Mapped[date | None] = mapped_column(Date)
    #: The day on which they took it back or the Ehrenamt ended.
    ended_on: Mapped[date | None] = mapped_column(Date)
    #: The day since which nothing says any more who it is.
    forgotten_on: Mapped[date | None] = mapped_column(Date)
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    name = Sealed()
    phone = Sealed()
    mail = Sealed()
    remark = Sealed()
    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    place: Mapped[Sozialraum | None] = relationship(viewonly=True)
    skills: Mapped[list[VolunteerSkill]] = relationship(order_by=VolunteerSkill.kind, cascade="all, delete-orphan")

    __table_args__ = (
        CheckConstraint("(consent_way IS NULL) = (consent_on IS NULL)", name="consent_has_way_and_day"),
        CheckConstraint("(state = 'ended') = (ended_on IS NOT NULL)", name="ended_has_a_day"),
        CheckConstraint("times BETWEEN 0 AND 2097151", name="times_of_one_week"),
        Index("ix_volunteer_project_id_id", "project_id", "id"),
        Index("ix_volunteer_state_ended_on", "state", "ended_on"),
        Index("ix_volunteer_clearance_on", "clearance_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of the project."""
        return self.project.lineage

    @property
    def kinds(self) -> list[AidKind]:
        """What they offer, in the order of the list to choose from."""
        mine = {one.kind for one in self.skills}
        return [kind for kind in AidKind if kind in mine]

    @property
    def name_told(self) -> str:
        """The name; nothing when it was deleted or no key opens it. Raises `KeyMissing`."""
        return _told(self, "name")

    @property
    def has_consent(self) -> bool:
        return self.consent_on is not None

    @property
    def clearance_ends_on(self) -> date | None:
        """The day from which the Führungszeugnis counts as old."""
        return months_later(self.clearance_on, CLEARANCE_MONTHS) if self.clearance_on else None

    @property
    def has_old_clearance(self) -> bool:
        return self.clearance_ends_on is not None and self.clearance_ends_on <= clock.today()


class AidRequest(Base, Keyed, Stamped, Versioned):
    """A Hilfegesuch: somebody asks for help, once or regularly."""

    __tablename__ = "aid_request"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    #: Where help is needed.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[AidKind] = enum_column(AidKind)
    state: Mapped[AidState] = enum_column(AidState, default=AidState.OPEN)
    #: Who asks; may say nothing.
    name_sealed: Mapped[bytes]
    contact_sealed: Mapped[bytes]
    #: What exactly, in the words of the person.
    what_sealed: Mapped[bytes]
    #: Half-days on which it would suit, a bit for each; 0 for any.
    times: Mapped[int] = mapped_column(Integer, default=0)
    is_regular: Mapped[bool] = mapped_column(default=False)
    #: The day on which help is needed, or from which on; NULL for any.
    wanted_on: Mapped[date | None] = mapped_column(Date)
    #: The last day of regular help; NULL for none.
    until: Mapped[date | None] = mapped_column(Date)
    #: Whether only somebody may come whose Führungszeugnis was seen.
    needs_clearance: Mapped[bool] = mapped_column(default=False)
    asked_on: Mapped[date] = mapped_column(Date)
    #: The day on which it was done or withdrawn.
    closed_on: Mapped[date | None] = mapped_column(Date)
    #: The day since which nothing says any more who asked for what.
    forgotten_on: Mapped[date | None] = mapped_column(Date)
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    name = Sealed()
    contact = Sealed()
    what = Sealed()
    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    place: Mapped[Sozialraum] = relationship(viewonly=True)
    matches: Mapped[list["AidMatch"]] = relationship(viewonly=True, order_by="AidMatch.id")

    __table_args__ = (
        CheckConstraint("(state IN ('done', 'withdrawn')) = (closed_on IS NOT NULL)", name="over_has_a_day"),
        CheckConstraint("until >= wanted_on", name="until_after_wanted"),
        CheckConstraint("times BETWEEN 0 AND 2097151", name="times_of_one_week"),
        Index("ix_aid_request_project_id_id", "project_id", "id"),
        Index("ix_aid_request_state_asked_on", "state", "asked_on"),
        Index("ix_aid_request_closed_on", "closed_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of the project."""
        return self.project.lineage

    @property
    def name_told(self) -> str:
        """Who asks; nothing when it was deleted or no key opens it. Raises `KeyMissing`."""
        return _told(self, "name")


class AidMatch(Base, Keyed, Versioned):
    """A Vermittlung: one who helps and one who asks, whom the Kümmerer calls."""

    __tablename__ = "aid_match"
    request_id: Mapped[UUID] = mapped_column(ForeignKey("aid_request.id", ondelete="CASCADE"))
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    state: Mapped[MatchState] = enum_column(MatchState, default=MatchState.PROPOSED)
    made_on: Mapped[date] = mapped_column(Date)
    #: The days on which the two were reached; NULL before.
    volunteer_called_on: Mapped[date | None] = mapped_column(Date)
    requester_called_on: Mapped[date | None] = mapped_column(Date)

    request: Mapped[AidRequest] = relationship(viewonly=True)
    volunteer: Mapped[Volunteer] = relationship(viewonly=True)

    __table_args__ = (UniqueConstraint("request_id", "volunteer_id", name="uq_aid_match_once"),)

    @property
    def project(self) -> KuemmererProject:
        return self.request.project

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of the project."""
        return self.project.lineage


class VolunteerHours(Base, Keyed, Stamped, Versioned):
    """Hours somebody gave; they stay in the report when nothing is left of the person."""

    __tablename__ = "volunteer_hours"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    #: NULL for a team, or somebody who is not on the list.
    volunteer_id: Mapped[UUID | None] = mapped_column(ForeignKey("volunteer.id", ondelete="SET NULL"), index=True)
    #: The Hilfegesuch they helped with, and the Teilprojekt they helped in.
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("aid_request.id", ondelete="SET NULL"), index=True)
    sub_project_id: Mapped[UUID | None] = mapped_column(ForeignKey("sub_project.id", ondelete="SET NULL"), index=True)
    kind: Mapped[AidKind] = enum_column(AidKind)
    on: Mapped[date] = mapped_column(Date)
    #: In quarters of an hour.
    hours: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    volunteer: Mapped[Volunteer | None] = relationship(viewonly=True)
    sub_project: Mapped[SubProject | None] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("hours > 0 AND hours <= 200", name="hours_possible"),
        Index("ix_volunteer_hours_project_id_on_id", "project_id", "on", "id"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of the project."""
        return self.project.lineage


def _told(row: Volunteer | AidRequest, name: str) -> str:
    try:
        return str(getattr(row, name))
    except SealBroken:
        return ""


_TWICE = N_("Das ist schon gespeichert; es wurde zweimal gesendet. Sehen Sie bitte in der Liste nach.")
explain_constraint("uq_volunteer_submission_key", _TWICE, columns="volunteer.submission_key")
explain_constraint("uq_aid_request_submission_key", _TWICE, columns="aid_request.submission_key")
explain_constraint("uq_volunteer_hours_submission_key", _TWICE, columns="volunteer_hours.submission_key")
explain_constraint(
    "uq_aid_match_once",
    N_("Diese beiden sind schon vermittelt oder vorgeschlagen."),
    field="volunteer_id",
    columns="aid_match.request_id, aid_match.volunteer_id",
)

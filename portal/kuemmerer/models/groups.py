"""Arbeitsgruppen and the Steuerungsgremium: who belongs to them, where they meet, what they want to do."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.kuemmerer.models.projects import KuemmererProject
from portal.kuemmerer.terms.groups import (
    LONGEST_GROUP_NAME,
    LONGEST_IDEA,
    LONGEST_IDEA_REASON,
    LONGEST_PURPOSE,
    GroupTheme,
    IdeaState,
)

if TYPE_CHECKING:
    from portal.kuemmerer.models.subprojects import SubProject

_IS_SHIPPED = text("theme != 'other'")
_IS_NOW = text("until IS NULL")
_SPEAKS_NOW = text("until IS NULL AND is_speaker")


class WorkingGroup(Base, Keyed, Stamped, Versioned):
    """One Arbeitsgruppe of a project, or its Steuerungsgremium."""

    __tablename__ = "working_group"
    project_id: Mapped[UUID] = mapped_column(ForeignKey("kuemmerer_project.id", ondelete="CASCADE"))
    theme: Mapped[GroupTheme] = enum_column(GroupTheme)
    name: Mapped[str] = mapped_column(String(LONGEST_GROUP_NAME))
    #: What it works on; may be empty.
    purpose: Mapped[str] = mapped_column(String(LONGEST_PURPOSE), default="")
    #: Its place on the page, from 1.
    position: Mapped[int]
    #: The Runder Tisch as which it meets; NULL while it has none.
    round_table_id: Mapped[UUID | None] = mapped_column(ForeignKey("round_table.id", ondelete="SET NULL"), index=True)
    #: Key of the form it was added with; NULL for what every project has.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    project: Mapped[KuemmererProject] = relationship(viewonly=True)
    members: Mapped[list["GroupMember"]] = relationship(
        back_populates="group", order_by="(GroupMember.since, GroupMember.id)"
    )

    __table_args__ = (
        Index("ix_working_group_project_id_position", "project_id", "position"),
        Index(
            "uq_working_group_project_id_theme",
            "project_id",
            "theme",
            unique=True,
            sqlite_where=_IS_SHIPPED,
            postgresql_where=_IS_SHIPPED,
        ),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.project.lineage

    @property
    def is_steering(self) -> bool:
        return self.theme is GroupTheme.STEERING

    @property
    def present_members(self) -> list["GroupMember"]:
        """Who belongs to it now, the spokesperson first, then by the day of joining."""
        return sorted((one for one in self.members if one.is_present), key=lambda one: not one.is_speaker)


class GroupMember(Base, Keyed, Versioned):
    """That somebody belongs to a group, from a day to a day.

    No name is copied: it is read from the network or the account, so that it goes with the consent.
    """

    __tablename__ = "group_member"
    group_id: Mapped[UUID] = mapped_column(ForeignKey("working_group.id", ondelete="CASCADE"))
    #: The contact of the network; NULL for staff, and when the contact is gone.
    contact_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("stakeholder_contact.id", ondelete="SET NULL"), index=True
    )
    #: The account of somebody who works with this portal; NULL for contacts.
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)
    #: Whether this person speaks for the group; one at a time.
    is_speaker: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date] = mapped_column(Date, default=clock.today)
    #: The last day; NULL while it lasts.
    until: Mapped[date | None] = mapped_column(Date)

    group: Mapped[WorkingGroup] = relationship(back_populates="members")

    __table_args__ = (
        CheckConstraint("until >= since", name="until_after_since"),
        CheckConstraint("contact_id IS NULL OR account_id IS NULL", name="one_person"),
        Index(
            "uq_group_member_contact_once",
            "group_id",
            "contact_id",
            unique=True,
            sqlite_where=_IS_NOW,
            postgresql_where=_IS_NOW,
        ),
        Index(
            "uq_group_member_account_once",
            "group_id",
            "account_id",
            unique=True,
            sqlite_where=_IS_NOW,
            postgresql_where=_IS_NOW,
        ),
        Index(
            "uq_group_member_one_speaker",
            "group_id",
            unique=True,
            sqlite_where=_SPEAKS_NOW,
            postgresql_where=_SPEAKS_NOW,
        ),
    )

    @property
    def project(self) -> KuemmererProject:
        """The project of its group."""
        return self.group.project

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.group.lineage

    @property
    def is_present(self) -> bool:
        """Whether it lasts."""
        return self.until is None


class GroupIdea(Base, Keyed, Stamped, Versioned):
    """An idea for a Maßnahme that came up in a group, and what became of it."""

    __tablename__ = "group_idea"
    group_id: Mapped[UUID] = mapped_column(ForeignKey("working_group.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(LONGEST_IDEA))
    #: The member it came from; NULL for an idea of the whole group.
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("group_member.id", ondelete="SET NULL"))
    state: Mapped[IdeaState] = enum_column(IdeaState, default=IdeaState.IDEA)
    #: Why it was dropped; empty otherwise.
    reason: Mapped[str] = mapped_column(String(LONGEST_IDEA_REASON), default="")
    #: The Teilprojekt it became; NULL unless it was taken up.
    sub_project_id: Mapped[UUID | None] = mapped_column(ForeignKey("sub_project.id", ondelete="RESTRICT"), index=True)
    #: The account that wrote it down; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)

    group: Mapped[WorkingGroup] = relationship(viewonly=True)
    member: Mapped[GroupMember | None] = relationship(viewonly=True)
    sub_project: Mapped["SubProject | None"] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("(state = 'dropped') = (reason != '')", name="dropped_for_a_reason"),
        CheckConstraint("(state = 'taken_up') = (sub_project_id IS NOT NULL)", name="taken_up_as_something"),
        Index("ix_group_idea_group_id_id", "group_id", "id"),
    )

    @property
    def project(self) -> KuemmererProject:
        """The project of its group."""
        return self.group.project

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the places of its project."""
        return self.group.lineage


_IS_MEMBER = N_("Diese Person gehört schon zur Gruppe.")
explain_constraint(
    "uq_group_member_contact_once",
    _IS_MEMBER,
    field="contact_id",
    columns="group_member.group_id, group_member.contact_id",
)
explain_constraint(
    "uq_group_member_account_once",
    _IS_MEMBER,
    field="account_id",
    columns="group_member.group_id, group_member.account_id",
)
explain_constraint(
    "uq_group_member_one_speaker",
    N_("Jemand anderes spricht inzwischen für die Gruppe. Laden Sie die Seite neu."),
    field="is_speaker",
    columns="group_member.group_id",
)
explain_constraint(
    "uq_working_group_project_id_theme",
    N_("Diese Gruppe hat das Projekt schon."),
    columns="working_group.project_id, working_group.theme",
)
explain_constraint(
    "uq_working_group_submission_key",
    N_("Diese Gruppe ist schon angelegt; sie wurde zweimal gesendet."),
    columns="working_group.submission_key",
)
explain_constraint(
    "uq_group_idea_submission_key",
    N_("Diese Idee steht schon da; sie wurde zweimal gesendet."),
    columns="group_idea.submission_key",
)

"""The tables of the network."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.county.models import ActionField
from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column
from portal.network.terms import (
    CONSENT_GROWS_OLD,
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_ROLE,
    LONGEST_STEP,
    LONGEST_WEBSITE,
    Attitude,
    ConsentWay,
    ContactWay,
    ImportState,
    Nature,
    Quadrant,
    StakeholderKind,
)
from portal.places.models import Sozialraum

stakeholder_action_field = Table(
    "stakeholder_action_field",
    Base.metadata,
    Column("stakeholder_id", ForeignKey("stakeholder.id", ondelete="CASCADE"), primary_key=True),
    Column("action_field_id", ForeignKey("action_field.id"), primary_key=True, index=True),
)


class Stakeholder(Base, Keyed, Stamped, Versioned):
    """One Akteur: an organisation, or a person who acts for nobody but themselves."""

    __tablename__ = "stakeholder"
    #: Name of the organisation, or of the person.
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    #: The name as it is sorted, searched and compared: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME))
    nature: Mapped[Nature] = enum_column(Nature, default=Nature.ORGANISATION)
    kind: Mapped[StakeholderKind] = enum_column(StakeholderKind, default=StakeholderKind.OTHER)
    #: Where it works; decides who may see it.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: A role it has for the place, for example "Seniorenbeauftragte"; may be empty.
    role: Mapped[str] = mapped_column(String(LONGEST_ROLE), default="")
    website: Mapped[str] = mapped_column(String(LONGEST_WEBSITE), default="")
    #: What those who work here should know; never public.
    notes: Mapped[str] = mapped_column(default="")
    #: How much it can move, 1 to 5; NULL until it was assessed.
    influence: Mapped[int | None]
    #: How much the common cause matters to it, 1 to 5; NULL until it was assessed.
    interest: Mapped[int | None]
    attitude: Mapped[Attitude] = enum_column(Attitude, default=Attitude.UNKNOWN)
    #: What is to be done next with it, in one sentence.
    next_step: Mapped[str] = mapped_column(String(LONGEST_STEP), default="")
    #: The day on which it is to be looked at again.
    review_on: Mapped[date | None] = mapped_column(Date)
    #: The Akteur it has become part of; NULL for all that are on lists.
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    #: Since when it is no longer part of the network.
    retired_at: Mapped[datetime | None]
    #: Key of the form it was entered with; NULL for what came from a file.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    #: The account that entered it; NULL for the portal itself.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)
    action_fields: Mapped[list[ActionField]] = relationship(
        secondary=stakeholder_action_field, order_by=ActionField.position
    )
    contacts: Mapped[list["StakeholderContact"]] = relationship(
        back_populates="stakeholder", order_by="StakeholderContact.id"
    )

    __table_args__ = (
        CheckConstraint("influence BETWEEN 1 AND 5", name="influence_in_bounds"),
        CheckConstraint("interest BETWEEN 1 AND 5", name="interest_in_bounds"),
        CheckConstraint("(influence IS NULL) = (interest IS NULL)", name="assessed_in_both"),
        CheckConstraint("merged_into_id != id", name="not_its_own_part"),
        Index("ix_stakeholder_sort_name_id", "sort_name", "id"),
        Index("ix_stakeholder_review_on", "review_on"),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_listed(self) -> bool:
        """Whether it is one of the network, neither part of another one nor taken out."""
        return self.merged_into_id is None and self.retired_at is None

    @property
    def is_person(self) -> bool:
        return self.nature is Nature.PERSON

    @property
    def quadrant(self) -> Quadrant | None:
        """Its field in the analysis; None until it was assessed."""
        if self.influence is None or self.interest is None:
            return None
        return Quadrant.of(self.influence, self.interest)

    @property
    def is_due(self) -> bool:
        """Whether the day of its review has come."""
        return self.review_on is not None and self.review_on <= clock.today()

    @property
    def people(self) -> list["StakeholderContact"]:
        """Its contacts without those that were erased."""
        return [contact for contact in self.contacts if not contact.is_erased]


class StakeholderContact(Base, Keyed, Stamped, Versioned):
    """A person one writes to or rings. With the consent goes everything that says who it is; the empty row stays."""

    __tablename__ = "stakeholder_contact"
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    #: First and last name; may be empty for an office that has an address but no person.
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: The name as it is searched and compared: folded.
    sort_name: Mapped[str] = mapped_column(String(2 * LONGEST_NAME), default="")
    #: What the person is there, for example "Vorsitzende".
    function: Mapped[str] = mapped_column(String(LONGEST_ROLE), default="")
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="")
    #: The address as two spellings of it are compared.
    email_key: Mapped[str] = mapped_column(String(LONGEST_EMAIL), default="", index=True)
    phone: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="")
    #: The number as two spellings of it are compared: digits from the country on.
    phone_key: Mapped[str] = mapped_column(String(LONGEST_PHONE), default="", index=True)
    #: Street, postcode and town, one line each, as they stand on an envelope.
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    #: How the person wishes to be reached.
    way: Mapped[ContactWay] = enum_column(ContactWay, default=ContactWay.MAIL)
    #: The day on which the person agreed to be kept and written to; NULL without consent, then the contact is on no list.
    consented_on: Mapped[date | None] = mapped_column(Date, index=True)
    #: How the person agreed; NULL without consent.
    consent_way: Mapped[ConsentWay | None] = enum_column(ConsentWay)
    #: Whether the name may stand in minutes and lists of participants; otherwise the function does.
    may_be_named: Mapped[bool] = mapped_column(default=False)
    #: Since when everything personal is gone.
    erased_at: Mapped[datetime | None]
    #: Key of the form it was entered with; NULL for what came from a file.
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    #: Keyed digests of the erased address and name, so that no file brings them back; tells nobody who it was.
    erased_marks: Mapped[list[str]] = mapped_column(default=list)

    stakeholder: Mapped[Stakeholder] = relationship(back_populates="contacts")

    __table_args__ = (
        CheckConstraint("(consented_on IS NULL) = (consent_way IS NULL)", name="consent_says_how"),
        CheckConstraint(
            "erased_at IS NULL OR (name = '' AND email = '' AND phone = '' AND address = '')", name="erased_is_empty"
        ),
    )

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around its Akteur, the county first."""
        return self.stakeholder.lineage

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def called(self) -> str:
        """What the contact is called on lists: the name, else the function, else the address."""
        return self.name or self.function or self.email or self.phone

    @property
    def consent_is_old(self) -> bool:
        """Whether the consent is to be asked for anew."""
        return self.consented_on is not None and self.consented_on <= clock.today() - CONSENT_GROWS_OLD


class StakeholderReview(Base, Keyed):
    """How an Akteur was seen on one day; the history of the analysis."""

    __tablename__ = "stakeholder_review"
    stakeholder_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    #: The account that assessed it; NULL for the portal itself.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    influence: Mapped[int | None]
    interest: Mapped[int | None]
    attitude: Mapped[Attitude] = enum_column(Attitude)
    next_step: Mapped[str] = mapped_column(String(LONGEST_STEP), default="")


class StakeholderMerge(Base, Keyed):
    """Two Akteure that became one, with all that is needed to part them again."""

    __tablename__ = "stakeholder_merge"
    #: The one that stayed on the lists.
    kept_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    #: The one that became part of it.
    merged_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Contacts that came along.
    contact_ids: Mapped[list[str]]
    #: Handlungsfelder that the kept one did not have before.
    field_ids: Mapped[list[str]]
    #: What the kept one was given because it had nothing there: column → value before.
    filled: Mapped[dict[str, Any]]
    #: When they were parted again; NULL while they are one.
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))


class StakeholderDistinction(Base):
    """Two Akteure that look alike and are not the same, as somebody found out."""

    __tablename__ = "stakeholder_distinction"
    #: The smaller id of the two.
    first_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), primary_key=True)
    second_id: Mapped[UUID] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), primary_key=True)


class StakeholderImport(Base, Keyed, Versioned):
    """A file that was looked at, and what became of it. Its rows are forgotten once they were taken over, or after a day."""

    __tablename__ = "stakeholder_import"
    file_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[ImportState] = enum_column(ImportState, default=ImportState.PREVIEW)
    #: Where rows belong that name no place of their own.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    #: The account that handed it in and alone may take it over.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    taken_at: Mapped[datetime | None]
    #: Rows that can be used, as `StakeholderRow` writes them; emptied when they were taken over.
    rows: Mapped[dict[str, Any]]
    #: What was skipped, line by line with its reason, and what was left out of rows that can be used.
    report: Mapped[dict[str, Any]]

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around the place its rows go to."""
        return self.sozialraum.lineage

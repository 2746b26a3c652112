"""The systems that hold a key, and which of their requests were refused."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.feed.terms.clients import (
    KEY_PREFIX,
    KEY_SHOWN,
    NAME_LONGEST,
    PURPOSE_LONGEST,
    REASON_LONGEST,
    REQUESTS_USUAL,
    ApiRight,
)
from portal.kernel.clock import now, today
from portal.kernel.db import Base, Keyed
from portal.kernel.policy import Role
from portal.places.models import Sozialraum


class ApiClient(Keyed, Base):
    """A system of the county that has a key.

    Implements `kernel.policy.Actor`: it reads like a Fachplanung, and of that only what its rights say. Rows stay after the
    key was withdrawn, so that the page can tell who read until when.
    """

    __tablename__ = "api_client"

    #: What the administrators call it, for example "QGIS im Landratsamt".
    name: Mapped[str] = mapped_column(String(NAME_LONGEST))
    #: What it reads for; may be empty.
    purpose: Mapped[str] = mapped_column(String(PURPOSE_LONGEST), default="")
    #: Hash of the key; the key itself is shown once and stored nowhere.
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    #: The first characters of the key, to tell keys apart.
    prefix: Mapped[str] = mapped_column(String(len(KEY_PREFIX) + KEY_SHOWN))
    #: It reads what lies in this Sozialraum; empty is the whole county.
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id"))
    #: Key of the form that made it: sending it twice makes one.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: The latest request with this key, exact to a minute.
    last_used_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Since when the key counts no more.
    revoked_at: Mapped[datetime | None]
    #: What it may do: values of `ApiRight`.
    rights: Mapped[list[str]] = mapped_column(default=list)
    #: Why it may read the names of responsible colleagues; empty without that right.
    names_reason: Mapped[str] = mapped_column(String(REASON_LONGEST), default="")
    #: The last day on which the key counts; NULL for no end.
    expires_on: Mapped[date | None] = mapped_column(Date)
    #: Requests it may make in a minute.
    requests_per_minute: Mapped[int] = mapped_column(SmallInteger, default=REQUESTS_USUAL)
    #: Hash of the key before the last rotation; NULL without one.
    previous_key_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    #: Until when that one counts beside the new one.
    previous_key_until: Mapped[datetime | None]
    #: When the key was last replaced by a new one.
    rotated_at: Mapped[datetime | None]
    #: Key of the form of the last rotation: sending it twice makes one new key.
    rotation_key: Mapped[UUID | None]

    place: Mapped[Sozialraum | None] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("requests_per_minute > 0", name="some_requests"),
        Index("ix_api_client_previous_key_hash", "previous_key_hash", unique=True),
    )

    is_authenticated = True

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < today()

    @property
    def is_live(self) -> bool:
        """Whether its key counts today."""
        return not self.is_revoked and not self.is_expired

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume around what it may read, from the county down; empty for the whole county."""
        return self.place.lineage if self.place is not None else ()

    def may(self, right: ApiRight) -> bool:
        """Whether somebody gave it this right."""
        return right.value in self.rights

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        """A key counts as Fachplanung in its Sozialraum and everything beneath, and as nothing else."""
        if not self.is_live or Role.SECTOR_PLANNER not in roles:
            return False
        return within is None or self.sozialraum_id is None or self.sozialraum_id in within

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        """Where it may read: None is the whole county, an empty set nowhere."""
        if not self.holds(*roles):
            return frozenset()
        return None if self.sozialraum_id is None else frozenset({self.sozialraum_id})


class ApiFailure(Base):
    """How many requests of a system were refused on a day, by status."""

    __tablename__ = "api_failure"
    client_id: Mapped[UUID] = mapped_column(ForeignKey("api_client.id", ondelete="CASCADE"), primary_key=True)
    on_day: Mapped[date] = mapped_column(Date, primary_key=True)
    #: HTTP status of the answer, 400 and above.
    status: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    #: How many there were; of 429 one in each minute.
    number: Mapped[int]

"""The tables of outgoing data."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.feed.terms.clients import KEY_PREFIX, KEY_SHOWN, NAME_LONGEST, PURPOSE_LONGEST
from portal.kernel.clock import now
from portal.kernel.db import Base, Keyed
from portal.kernel.policy import Role
from portal.places.models import Sozialraum


class ApiClient(Keyed, Base):
    """A system of the county that may read Bedarfe with a key.

    Implements `kernel.policy.Actor`: it reads like a Fachplanung. Rows stay after the key
    was withdrawn, so that the page can tell who read until when.
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

    place: Mapped[Sozialraum | None] = relationship(viewonly=True)

    is_authenticated = True

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume around what it may read, from the county down; empty for the whole county."""
        return self.place.lineage if self.place is not None else ()

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        """A key counts as Fachplanung in its Sozialraum and everything beneath, and as nothing else."""
        if self.is_revoked or Role.SECTOR_PLANNER not in roles:
            return False
        return within is None or self.sozialraum_id is None or self.sozialraum_id in within

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        """Where it may read: None is the whole county, an empty set nowhere."""
        if not self.holds(*roles):
            return frozenset()
        return None if self.sozialraum_id is None else frozenset({self.sozialraum_id})

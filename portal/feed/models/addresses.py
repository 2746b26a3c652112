"""Addresses under which a program that can send no key pulls the time series of a system."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.feed.models.clients import ApiClient
from portal.kernel.clock import now, today
from portal.kernel.db import Base, Keyed


class FeedAddress(Keyed, Base):
    """One signed address. It opens the time series that its system may read, and nothing else; the row stays when it ends."""

    __tablename__ = "feed_address"

    #: The system whose rights and Sozialraum count; without its key the address is closed too.
    client_id: Mapped[UUID] = mapped_column(ForeignKey("api_client.id", ondelete="CASCADE"), index=True)
    #: The last day on which it is answered.
    expires_on: Mapped[date] = mapped_column(Date)
    #: Key of the form that made it: sending it twice makes one.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: The latest request, exact to a minute.
    last_used_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Since when it is closed.
    revoked_at: Mapped[datetime | None]

    client: Mapped[ApiClient] = relationship(viewonly=True)

    @property
    def is_open(self) -> bool:
        """Whether it is answered today."""
        return self.revoked_at is None and self.expires_on >= today() and self.client.is_live

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """The Sozialräume around what its system may read, from the county down."""
        return self.client.lineage

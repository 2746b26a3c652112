"""Webhooks: where events are sent, what waits to be sent, and what became of each try."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.feed.models.clients import ApiClient
from portal.feed.terms.webhooks import DESCRIPTION_LONGEST, URL_LONGEST, Outcome, PauseReason
from portal.kernel.clock import now
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


class Webhook(Keyed, Stamped, Versioned, Base):
    """An address of a system to which the portal sends what happens to Bedarfe.

    People change the first half of the columns; the worker writes the second half and leaves `version` alone.
    """

    __tablename__ = "webhook"

    api_client_id: Mapped[UUID] = mapped_column(ForeignKey("api_client.id"), index=True)
    #: Where events are posted to; https.
    url: Mapped[str] = mapped_column(String(URL_LONGEST))
    #: What it is for; may be empty.
    description: Mapped[str] = mapped_column(String(DESCRIPTION_LONGEST), default="")
    #: Which types are sent; empty is all of them.
    event_types: Mapped[list[str]] = mapped_column(default=list)
    #: From this and the portal's own key the secret is made; the secret itself is stored nowhere.
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
    #: The same for the secret before the latest rotation.
    old_salt: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    #: Until when the old secret signs too.
    old_until: Mapped[datetime | None]
    #: Since when nothing is sent; what happens meanwhile waits.
    paused_at: Mapped[datetime | None]
    pause_reason: Mapped[PauseReason | None] = enum_column(PauseReason)
    #: Key of the form that made it: sending it twice makes one.
    submission_key: Mapped[UUID] = mapped_column(unique=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    #: Number of the event up to which everything is delivered or waits in `webhook_delivery`.
    position: Mapped[int] = mapped_column(_NUMBER, default=0)
    #: Nothing is sent before; moves on with every failure of the receiver.
    quiet_until: Mapped[datetime] = mapped_column(default=now)
    #: Failures of the receiver one after the other.
    failures: Mapped[int] = mapped_column(default=0)
    #: When the first of them was.
    failing_since: Mapped[datetime | None]
    #: When something was last taken.
    delivered_at: Mapped[datetime | None]
    #: A test delivery that waits; its name.
    test_id: Mapped[UUID | None]
    #: Until when the worker that took it may keep it.
    lease_until: Mapped[datetime | None]
    #: Which worker that is.
    lease_token: Mapped[UUID | None]

    client: Mapped[ApiClient] = relationship(viewonly=True)

    @property
    def lineage(self) -> tuple[UUID, ...]:
        """That of the system it belongs to."""
        return self.client.lineage

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def types(self) -> Sequence[str]:
        return tuple(self.event_types)


class WebhookDelivery(Base):
    """One event that a webhook still has to deliver. The row is gone as soon as the receiver has taken it."""

    __tablename__ = "webhook_delivery"

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"), primary_key=True)
    event_number: Mapped[int] = mapped_column(
        _NUMBER, ForeignKey("feed_event.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    #: What happened it to; events of one Bedarf are delivered in their order.
    need_id: Mapped[UUID]
    #: Tries that the receiver refused.
    attempts: Mapped[int] = mapped_column(default=0)
    #: Not before this moment; neither are later events of the same Bedarf.
    available_at: Mapped[datetime] = mapped_column(default=now)
    #: When it was first refused.
    refused_since: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_webhook_delivery_in_order", "webhook_id", "need_id", "event_number"),
        Index("ix_webhook_delivery_event_number", "event_number"),
    )


class WebhookAttempt(Base):
    """One try to deliver something: when, how long, what came back. Without any content."""

    __tablename__ = "webhook_attempt"

    id: Mapped[int] = mapped_column(_NUMBER, Identity(), primary_key=True)
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    #: The name under which it was sent; the same in each try.
    message_id: Mapped[str] = mapped_column(String(40))
    #: Number of the event; empty for a test delivery.
    event_number: Mapped[int | None] = mapped_column(_NUMBER)
    #: What was told.
    event_type: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(index=True)
    outcome: Mapped[Outcome] = enum_column(Outcome)
    #: HTTP status; empty when there was no answer.
    status: Mapped[int | None]
    #: Milliseconds until the answer, or until the portal gave up waiting.
    duration_ms: Mapped[int]

    __table_args__ = (Index("ix_webhook_attempt_of_webhook", "webhook_id", "id"),)

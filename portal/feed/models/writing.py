"""What systems wrote, so that a repeat gets the first answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.feed.terms.writing import KEY_LONGEST
from portal.kernel.clock import now
from portal.kernel.db import Base


class StoredAnswer(Base):
    """The answer to a request that wrote something, in the same transaction as what it wrote."""

    __tablename__ = "stored_answer"
    client_id: Mapped[UUID] = mapped_column(ForeignKey("api_client.id", ondelete="CASCADE"), primary_key=True)
    #: The Idempotency-Key of the request.
    key: Mapped[str] = mapped_column(String(KEY_LONGEST), primary_key=True)
    #: SHA-256 of method, address, version asked for and body: another request under the same key is refused.
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    #: HTTP status it was answered with.
    status: Mapped[int] = mapped_column(SmallInteger)
    #: The JSON it was answered with.
    body: Mapped[str]
    #: The version it was answered with.
    etag: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)

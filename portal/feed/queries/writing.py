"""What systems were answered when they wrote."""

from uuid import UUID

from sqlalchemy import select

from portal.feed.models.writing import StoredAnswer
from portal.kernel.db import session


def stored_answer(client_id: UUID, key: str) -> StoredAnswer | None:
    """What was answered under this key; its body is empty while the first answer is on its way."""
    chosen = select(StoredAnswer).where(StoredAnswer.client_id == client_id, StoredAnswer.key == key)
    return session().scalar(chosen.execution_options(populate_existing=True))

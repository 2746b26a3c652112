"""The signed addresses of connected systems."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.feed.models.addresses import FeedAddress
from portal.kernel.codes import sign, unsign
from portal.kernel.db import session
from portal.kernel.errors import NotFound

_PURPOSE = "feed.kommonitor"


def token_of(address: FeedAddress) -> str:
    """The part of the address that opens it. It is stored nowhere; only this installation can make it."""
    return sign(_PURPOSE, str(address.id))


def opened(token: str) -> FeedAddress:
    """The address of a token. Raises `NotFound` for one that was made up, has ended or was withdrawn."""
    value = unsign(_PURPOSE, token)
    found = session().get(FeedAddress, UUID(value), options=[joinedload(FeedAddress.client)]) if value else None
    if found is None or not found.is_open:
        raise NotFound
    return found


def address(id: UUID) -> FeedAddress:
    """One address with its system. Raises `NotFound`."""
    found = session().get(FeedAddress, id, options=[joinedload(FeedAddress.client)])
    if found is None:
        raise NotFound
    return found


def addresses_of(client_id: UUID) -> Sequence[FeedAddress]:
    """The addresses of a system, the newest first."""
    chosen = select(FeedAddress).where(FeedAddress.client_id == client_id).options(joinedload(FeedAddress.client))
    return session().scalars(chosen.order_by(FeedAddress.created_at.desc(), FeedAddress.id.desc()).limit(20)).all()


def address_of_submission(submission_key: UUID) -> FeedAddress | None:
    """The address whose form carried this key."""
    return session().scalar(select(FeedAddress).where(FeedAddress.submission_key == submission_key))

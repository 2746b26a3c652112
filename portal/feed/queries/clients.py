"""Which systems of the county there are."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from portal.feed.models.clients import ApiClient
from portal.kernel.codes import hash_token
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role
from portal.places import queries as places


def client_by_key(key: str) -> ApiClient | None:
    """The system that holds this key; None when there is none or the key was withdrawn."""
    return session().scalar(
        select(ApiClient).where(ApiClient.key_hash == hash_token(key), ApiClient.revoked_at.is_(None))
    )


def client_of_submission(submission_key: UUID) -> ApiClient | None:
    """The system whose form carried this key."""
    return session().scalar(select(ApiClient).where(ApiClient.submission_key == submission_key))


def client(id: UUID) -> ApiClient:
    """One system. Raises `NotFound`."""
    found = session().get(ApiClient, id)
    if found is None:
        raise NotFound
    return found


def visible_clients(viewer: Actor) -> Select[ApiClient]:
    """The systems within the Sozialräume this administrator minds; those with a key that counts first, then the newest."""
    chosen = select(ApiClient)
    scope = viewer.scope_of(Role.ADMIN)
    if scope is not None:
        chosen = chosen.where(ApiClient.sozialraum_id.in_(places.subtree_ids(scope)))
    return chosen.order_by(ApiClient.revoked_at.is_not(None), ApiClient.created_at.desc(), ApiClient.id.desc())


def clients(viewer: Actor) -> Sequence[ApiClient]:
    """The rows of `visible_clients`."""
    return session().scalars(visible_clients(viewer)).all()

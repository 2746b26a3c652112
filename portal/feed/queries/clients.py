"""Which systems of the county there are, and how their requests fared."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from portal.feed.models.clients import ApiClient, ApiFailure
from portal.feed.terms.clients import FAILURE_DAYS
from portal.kernel.clock import now, today
from portal.kernel.codes import hash_token
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role
from portal.places import queries as places


def client_by_key(key: str) -> ApiClient | None:
    """The system that holds this key; None when there is none, or the key was withdrawn, has run out or was replaced long ago."""
    hashed = hash_token(key)
    is_this = or_(
        ApiClient.key_hash == hashed,
        and_(ApiClient.previous_key_hash == hashed, ApiClient.previous_key_until > now()),
    )
    still = or_(ApiClient.expires_on.is_(None), ApiClient.expires_on >= today())
    return session().scalar(select(ApiClient).where(is_this, still, ApiClient.revoked_at.is_(None)))


def failures_of(client_id: UUID) -> Sequence[ApiFailure]:
    """How many requests were refused in the last days, the latest day first."""
    since = today() - timedelta(days=FAILURE_DAYS)
    chosen = select(ApiFailure).where(ApiFailure.client_id == client_id, ApiFailure.on_day > since)
    return session().scalars(chosen.order_by(ApiFailure.on_day.desc(), ApiFailure.status)).all()


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

"""Making and withdrawing keys."""

from uuid import UUID

from portal.feed.models.clients import ApiClient
from portal.feed.policy.clients import FeedPermission, ProposedClient
from portal.feed.queries.clients import client_of_submission
from portal.feed.terms.clients import KEY_PREFIX, KEY_SHOWN, USED_EVERY
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum

CLIENT_CREATED = audit.kind(
    "feed.client-created", N_("Schlüssel für eine Schnittstelle angelegt"), keys=("client_id", "sozialraum_id")
)

CLIENT_REVOKED = audit.kind("feed.client-revoked", N_("Schlüssel für eine Schnittstelle entzogen"), keys=("client_id",))


def create_client(
    *, submission_key: UUID, name: str, purpose: str = "", place: Sozialraum | None, by: Actor
) -> tuple[ApiClient, str]:
    """Make a key for a system of the county. Returns the row and the key, which can never be shown again.

    Without `place` the key reads the whole county. Raises `Forbidden` beyond the administrator's own Sozialraum, and
    `Conflict` when this form was sent before: that key was shown then.
    """
    ensure(FeedPermission.CREATE_CLIENT, by, ProposedClient(lineage=place.lineage if place else ()))
    if client_of_submission(submission_key) is not None:
        raise Conflict(
            "feed.key-shown-before",
            N_("Dieser Schlüssel wurde schon angelegt und gezeigt. Er kann nicht noch einmal gezeigt werden."),
        )
    key = KEY_PREFIX + new_token()
    client = ApiClient(
        submission_key=submission_key,
        name=name,
        purpose=purpose,
        key_hash=hash_token(key),
        prefix=key[: len(KEY_PREFIX) + KEY_SHOWN],
        sozialraum_id=place.id if place else None,
        created_by=by.id,
    )
    session().add(client)
    session().flush()
    audit.log(CLIENT_CREATED, by=by, client_id=client.id, sozialraum_id=client.sozialraum_id)
    return client, key


def revoke_client(client: ApiClient, *, by: Actor) -> None:
    """Withdraw a key: from the next request on it is answered with 401."""
    ensure(FeedPermission.REVOKE_CLIENT, by, client)
    client.revoked_at = now()
    client.revoked_by = by.id
    audit.log(CLIENT_REVOKED, by=by, client_id=client.id)


def needs_noting(client: ApiClient) -> bool:
    """Whether the last use lies so far back that it is worth a write."""
    return client.last_used_at is None or now() - client.last_used_at >= USED_EVERY


def note_use(client: ApiClient) -> None:
    """Remember that the key was used now."""
    client.last_used_at = now()

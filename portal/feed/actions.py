"""Making and withdrawing keys, and starting exports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.feed.models import ApiClient
from portal.feed.policy import FeedPermission, ProposedClient
from portal.feed.queries import client_of_submission
from portal.feed.terms import KEY_PREFIX, KEY_SHOWN, REASON_SHORTEST, USED_EVERY, ExportFormat
from portal.kernel import audit, jobs
from portal.kernel.clock import now
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs.policy import READERS, NeedPermission
from portal.places import queries as places
from portal.places.models import Sozialraum

CLIENT_CREATED = audit.kind(
    "feed.client-created", N_("Schlüssel für eine Schnittstelle angelegt"), keys=("client_id", "sozialraum_id")
)
CLIENT_REVOKED = audit.kind("feed.client-revoked", N_("Schlüssel für eine Schnittstelle entzogen"), keys=("client_id",))
EXPORT_WITH_NAMES = audit.kind(
    "feed.export-with-names", N_("Bedarfe mit Namen der Zuständigen ausgegeben"), keys=("job_id", "format", "reason")
)

#: The job that writes the file; `needs.exports` runs it.
EXPORT_JOB = "needs.export"


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


def start_export(
    *,
    format: ExportFormat,
    title: str,
    filters: Mapping[str, str],
    with_names: bool = False,
    reason: str = "",
    by: Actor,
) -> Job:
    """Queue a file with the Bedarfe that `by` may read and that match `filters` (as they stand in the list's address).

    With the names of responsible colleagues only for planners and only with a reason, which the audit log keeps. Raises
    `InvalidInput` at the field "reason" without one.
    """
    ensure(NeedPermission.EXPORT, by)
    if with_names:
        ensure(FeedPermission.EXPORT_NAMES, by)
        if len(reason) < REASON_SHORTEST:
            raise InvalidInput(
                "export.reason",
                N_("Wofür brauchen Sie die Namen? Bitte schreiben Sie es in einem kurzen Satz; er wird protokolliert."),
                field="reason",
            )
    job = jobs.start(
        EXPORT_JOB,
        owner=by.id,
        title=title,
        owner_id=_text(by.id),
        format=format.value,
        filters=dict(filters),
        with_names=with_names,
    )
    if with_names:
        audit.log(EXPORT_WITH_NAMES, by=by, job_id=job.id, format=format.value, reason=reason)
    return job


@jobs.rights_to(EXPORT_JOB)
def may_have_export(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still read everything a file holds: each of its Sozialräume, and the names where they are in it."""
    if not allows(NeedPermission.EXPORT, who):
        return False
    if made_with.get("with_names") and not allows(FeedPermission.EXPORT_NAMES, who):
        return False
    scope = made_with.get("scope")
    if scope is None:
        return who.holds(*READERS, within=())
    nodes = [places.tree().get(UUID(place)) for place in scope]
    return all(node is not None and who.holds(*READERS, within=node.lineage) for node in nodes)


def _text(id: UUID | None) -> str | None:
    return str(id) if id is not None else None

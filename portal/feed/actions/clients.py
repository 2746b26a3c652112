"""Making, rotating and withdrawing keys, and remembering how they were used."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from portal.feed.models.addresses import FeedAddress
from portal.feed.models.clients import ApiClient, ApiFailure
from portal.feed.policy.clients import FeedPermission, ProposedClient
from portal.feed.queries.clients import client_of_submission
from portal.feed.terms.clients import (
    FAILURE_DAYS,
    GRACE,
    KEY_PREFIX,
    KEY_SHOWN,
    LONGEST_DAYS,
    REASON_SHORTEST,
    REQUESTS_FEWEST,
    REQUESTS_MOST,
    REQUESTS_USUAL,
    USED_EVERY,
    ApiRight,
)
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum

CLIENT_CREATED = audit.kind(
    "feed.client-created", N_("Schlüssel für eine Schnittstelle angelegt"), keys=("client_id", "sozialraum_id")
)
CLIENT_RIGHTS = audit.kind(
    "feed.client-rights", N_("Rechte einer Schnittstelle festgelegt"), keys=("client_id", "rights", "reason")
)
CLIENT_ROTATED = audit.kind("feed.client-rotated", N_("Schlüssel für eine Schnittstelle erneuert"), keys=("client_id",))
CLIENT_REVOKED = audit.kind("feed.client-revoked", N_("Schlüssel für eine Schnittstelle entzogen"), keys=("client_id",))

_FAILURES = ApiFailure.__table__.c
_COUNT_FAILURE = {
    name: dialect.insert(ApiFailure)
    .values(client_id=bindparam("client_id"), on_day=bindparam("on_day"), status=bindparam("status"), number=1)
    .on_conflict_do_update(index_elements=["client_id", "on_day", "status"], set_={"number": _FAILURES.number + 1})
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a key may do, how often and until when. Without anything said it may do nothing."""

    rights: Collection[ApiRight] = field(default=())
    #: Why it may read names; compulsory with that right.
    names_reason: str = ""
    #: The last day on which it counts; None for no end.
    expires_on: date | None = None
    requests_per_minute: int = REQUESTS_USUAL


def create_client(
    *,
    submission_key: UUID,
    name: str,
    purpose: str = "",
    place: Sozialraum | None,
    terms: Terms | None = None,
    by: Actor,
) -> tuple[ApiClient, str]:
    """Make a key for a system of the county. Returns the row and the key, which can never be shown again.

    Without `place` the key is for the whole county, without `terms` it may do nothing. Raises `Forbidden` beyond the
    administrator's own Sozialraum, `Conflict` when this form was sent before (that key was shown then), and `InvalidInput`.
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
        prefix=_shown(key),
        sozialraum_id=place.id if place else None,
        created_by=by.id,
    )
    _write_terms(client, terms or Terms())
    session().add(client)
    session().flush()
    audit.log(CLIENT_CREATED, by=by, client_id=client.id, sozialraum_id=client.sozialraum_id)
    _log_rights(client, by)
    return client, key


def set_terms(client: ApiClient, terms: Terms, *, by: Actor) -> None:
    """Change what a key may do; it counts from the next request on. Raises `InvalidInput`."""
    ensure(FeedPermission.CHANGE_CLIENT, by, client)
    _write_terms(client, terms)
    session().flush()
    _log_rights(client, by)


def rotate_client(client: ApiClient, *, submission_key: UUID, by: Actor) -> str:
    """Make a new key for a system; the old one counts for `GRACE` beside it. One that was still waiting to end counts no more.

    Raises `Conflict` when this form was sent before: that key was shown then.
    """
    ensure(FeedPermission.CHANGE_CLIENT, by, client)
    if client.rotation_key == submission_key:
        raise Conflict(
            "feed.key-shown-before",
            N_("Dieser Schlüssel wurde schon angelegt und gezeigt. Er kann nicht noch einmal gezeigt werden."),
        )
    key = KEY_PREFIX + new_token()
    client.previous_key_hash, client.previous_key_until = client.key_hash, now() + GRACE
    client.key_hash, client.prefix = hash_token(key), _shown(key)
    client.rotated_at, client.rotation_key = now(), submission_key
    session().flush()
    audit.log(CLIENT_ROTATED, by=by, client_id=client.id)
    return key


def revoke_client(client: ApiClient, *, by: Actor) -> None:
    """Withdraw a key: from the next request on it is answered with 401."""
    ensure(FeedPermission.REVOKE_CLIENT, by, client)
    client.revoked_at = now()
    client.revoked_by = by.id
    audit.log(CLIENT_REVOKED, by=by, client_id=client.id)


def note_failure(client_id: UUID, status: int) -> None:
    """Count a request that was refused."""
    session().execute(
        _COUNT_FAILURE[session().get_bind().dialect.name], {"client_id": client_id, "on_day": today(), "status": status}
    )


def forget_failures() -> None:
    """Forget refusals that the page no longer shows."""
    session().execute(delete(ApiFailure).where(ApiFailure.on_day <= today() - timedelta(days=FAILURE_DAYS)))


def needs_noting(used: ApiClient | FeedAddress) -> bool:
    """Whether the last use of a key or an address lies so far back that it is worth a write."""
    return used.last_used_at is None or now() - used.last_used_at >= USED_EVERY


def note_use(used: ApiClient | FeedAddress) -> None:
    """Remember that it was used now."""
    used.last_used_at = now()


def _shown(key: str) -> str:
    return key[: len(KEY_PREFIX) + KEY_SHOWN]


def _write_terms(client: ApiClient, terms: Terms) -> None:
    rights = frozenset(terms.rights)
    if ApiRight.READ_NAMES in rights and len(terms.names_reason) < REASON_SHORTEST:
        raise InvalidInput(
            "feed.names-reason",
            N_(
                "Wofür braucht das System die Namen? Bitte schreiben Sie es in einem kurzen Satz; er wird protokolliert."
            ),
            field="names_reason",
        )
    if ApiRight.WRITE_INDICATORS in rights and client.sozialraum_id is not None:
        raise InvalidInput(
            "feed.indicators-county",
            N_("Werte von Kennzahlen trägt nur ein System des ganzen Landkreises ein."),
            field="rights",
        )
    if not REQUESTS_FEWEST <= terms.requests_per_minute <= REQUESTS_MOST:
        raise InvalidInput(
            "feed.requests", N_("Möglich sind 10 bis 6000 Anfragen in der Minute."), field="requests_per_minute"
        )
    _check_end(terms.expires_on)
    client.rights = [right.value for right in ApiRight if right in rights]
    client.names_reason = terms.names_reason if ApiRight.READ_NAMES in rights else ""
    client.expires_on, client.requests_per_minute = terms.expires_on, terms.requests_per_minute


def _check_end(day: date | None) -> None:
    if day is not None and not today() <= day <= today() + timedelta(days=LONGEST_DAYS):
        raise InvalidInput(
            "feed.expiry",
            N_(
                "Der letzte Tag liegt zwischen heute und in zehn Jahren. Ohne Datum gilt der Schlüssel, bis Sie ihn entziehen."
            ),
            field="expires_on",
        )


def _log_rights(client: ApiClient, by: Actor) -> None:
    audit.log(CLIENT_RIGHTS, by=by, client_id=client.id, rights=" ".join(client.rights), reason=client.names_reason)

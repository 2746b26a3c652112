"""Giving out and withdrawing signed addresses."""

from datetime import timedelta
from uuid import UUID

from portal.feed.models.addresses import FeedAddress
from portal.feed.models.clients import ApiClient
from portal.feed.policy.clients import FeedPermission
from portal.feed.queries import addresses as queries
from portal.feed.terms.kommonitor import DAYS
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

ADDRESS_CREATED = audit.kind(
    "feed.address-created", N_("Adresse für Zeitreihen angelegt"), keys=("address_id", "client_id", "expires_on")
)
ADDRESS_REVOKED = audit.kind("feed.address-revoked", N_("Adresse für Zeitreihen entzogen"), keys=("address_id",))


def create_address(client: ApiClient, *, submission_key: UUID, days: int, by: Actor) -> FeedAddress:
    """Give out an address under which a program without a key pulls the time series of a system for so many days.

    The same form sent twice makes one. Raises `InvalidInput` at the field "days" for a time that cannot be chosen.
    """
    ensure(FeedPermission.CREATE_ADDRESS, by, client)
    made = queries.address_of_submission(submission_key)
    if made is not None:
        return made
    if days not in DAYS:
        raise InvalidInput("feed.address-days", N_("Bitte wählen Sie, wie lange die Adresse gilt."), field="days")
    address = FeedAddress(
        client_id=client.id,
        expires_on=today() + timedelta(days=days),
        submission_key=submission_key,
        created_by=by.id,
    )
    session().add(address)
    session().flush()
    audit.log(
        ADDRESS_CREATED,
        by=by,
        address_id=address.id,
        client_id=client.id,
        expires_on=address.expires_on.isoformat(),
    )
    return address


def revoke_address(address: FeedAddress, *, by: Actor) -> None:
    """Close an address: from the next request on it answers like one that never was."""
    ensure(FeedPermission.REVOKE_ADDRESS, by, address)
    if address.revoked_at is None:
        address.revoked_at = now()
        address.revoked_by = by.id
        audit.log(ADDRESS_REVOKED, by=by, address_id=address.id)

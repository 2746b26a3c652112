"""Addresses that leave the portal: noted with what for."""

from portal.kernel import audit
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.network.policy import NetworkPermission
from portal.network.terms import LONGEST_REASON

HANDED_OUT = audit.kind(
    "network.addresses-handed-out",
    N_("Adressen aus dem Netzwerk ausgegeben"),
    keys=("format", "contacts", "sozialraum_id", "reason"),
)
SHORTEST_REASON = 5


def hand_out_addresses(*, format: str, contacts: int, sozialraum_id: object, reason: str, by: Actor) -> None:
    """Note in the log that so many addresses left the portal, for which place and what for. Raises `InvalidInput`."""
    ensure(NetworkPermission.LIST, by)
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(
            "network.no-reason",
            N_("Bitte schreiben Sie in wenigen Worten, wofür Sie die Adressen brauchen."),
            field="reason",
        )
    audit.log(
        HANDED_OUT,
        by=by,
        format=format,
        contacts=contacts,
        sozialraum_id=sozialraum_id,
        reason=reason.strip()[:LONGEST_REASON],
    )

"""Who may take the whole portal along.

An administrator of the whole county orders an archive, another one approves it, and only who ordered it can fetch it: it holds
everything, also what neither of them reads in the portal.
"""

from enum import StrEnum

from portal.feed.models.archive import ArchiveOrder
from portal.kernel.policy import Actor, Role, has_role_here, policy, rule


class ArchivePermission(StrEnum):
    """What can be done with archives of the whole portal."""

    #: See which were ordered, by whom, and what became of them.
    LIST = "archive:list"
    #: Order one.
    ORDER = "archive:order"
    #: Approve or refuse the order of another person.
    DECIDE = "archive:decide"
    #: Take one's own order back while nobody has decided.
    WITHDRAW = "archive:withdraw"
    #: Fetch the file of one's own order.
    FETCH = "archive:fetch"


@rule
def ordered_it(actor: Actor, order: ArchiveOrder) -> bool:
    """It is the actor's own order."""
    return actor.id is not None and order.ordered_by == actor.id


@rule
def is_waiting(_: Actor, order: ArchiveOrder) -> bool:
    """Nobody has decided it, and it is not too old."""
    return order.is_waiting


@rule
def is_ready(_: Actor, order: ArchiveOrder) -> bool:
    """Its file lies there and has not expired."""
    return order.is_ready


minds_the_county = has_role_here(Role.ADMIN)

POLICY = policy(
    {
        ArchivePermission.LIST: minds_the_county,
        ArchivePermission.ORDER: minds_the_county,
        ArchivePermission.DECIDE: minds_the_county & is_waiting & ~ordered_it,
        ArchivePermission.WITHDRAW: minds_the_county & is_waiting & ordered_it,
        ArchivePermission.FETCH: minds_the_county & is_ready & ordered_it,
    }
)

"""Who may make keys and take data away.

Administrators make, change and withdraw keys within the Sozialraum in which they are administrators. Files with the names of
responsible colleagues are for planners, with a reason that is kept; everybody else takes anonymous files.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from portal.feed.models.addresses import FeedAddress
from portal.feed.models.clients import ApiClient
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule


class FeedPermission(StrEnum):
    """What can be done with keys and exports."""

    #: Open the page of the connected systems.
    LIST_CLIENTS = "api-client:list"
    #: Make a key for one particular Sozialraum.
    CREATE_CLIENT = "api-client:create"
    #: See what one system reads and how its requests fare.
    READ_CLIENT = "api-client:read"
    #: Change its rights, and make it a new key.
    CHANGE_CLIENT = "api-client:change"
    #: Give out a signed address for a system, and withdraw one.
    CREATE_ADDRESS = "feed-address:create"
    REVOKE_ADDRESS = "feed-address:revoke"
    #: Withdraw a key.
    REVOKE_CLIENT = "api-client:revoke"
    #: Take the list away with the names of responsible colleagues.
    EXPORT_NAMES = "export:with-names"


@dataclass(frozen=True)
class ProposedClient:
    """A key that might be made. `lineage` is that of its Sozialraum; empty for the whole county."""

    lineage: tuple[UUID, ...]


@rule
def key_counts(_: Actor, thing: ApiClient | FeedAddress) -> bool:
    """The key was not withdrawn yet; of a signed address, that of its system."""
    return not (thing.client if isinstance(thing, FeedAddress) else thing).is_revoked


is_administrator_here = has_role_here(Role.ADMIN)

POLICY = policy(
    {
        FeedPermission.LIST_CLIENTS: has_role(Role.ADMIN),
        FeedPermission.CREATE_CLIENT: is_administrator_here,
        FeedPermission.READ_CLIENT: is_administrator_here,
        FeedPermission.CHANGE_CLIENT: is_administrator_here & key_counts,
        FeedPermission.CREATE_ADDRESS: is_administrator_here & key_counts,
        FeedPermission.REVOKE_ADDRESS: is_administrator_here & key_counts,
        FeedPermission.REVOKE_CLIENT: is_administrator_here & key_counts,
        FeedPermission.EXPORT_NAMES: has_role(Role.PLANNER),
    }
)

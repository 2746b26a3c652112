"""Who minds webhooks: the administrators of the Sozialraum that the system reads, and nobody else."""

from enum import StrEnum

from portal.feed.models.clients import ApiClient
from portal.feed.models.webhooks import Webhook
from portal.feed.terms.clients import ApiRight
from portal.kernel.policy import Actor, Role, has_role_here, policy, rule


class WebhookPermission(StrEnum):
    """What can be done with webhooks."""

    #: See the webhooks of a system, each with its log.
    LIST = "webhook:list"
    VIEW = "webhook:view"
    #: Make one for a system.
    CREATE = "webhook:create"
    #: Change address, types and description.
    EDIT = "webhook:edit"
    #: Have something sent to try it out.
    TEST = "webhook:test"
    PAUSE = "webhook:pause"
    RESUME = "webhook:resume"
    #: Have events delivered once more.
    REPLAY = "webhook:replay"
    #: Make a new secret.
    ROTATE = "webhook:rotate"
    REMOVE = "webhook:remove"


def hears_of_needs(client: ApiClient) -> bool:
    """Whether a system may be told of Bedarfe: with a key that counts and the right to read them."""
    return client.is_live and client.may(ApiRight.READ_NEEDS)


@rule
def system_counts(_: Actor, thing: ApiClient | Webhook) -> bool:
    """The system may still be told of Bedarfe."""
    return hears_of_needs(thing.client if isinstance(thing, Webhook) else thing)


@rule
def is_paused(_: Actor, webhook: Webhook) -> bool:
    """It rests."""
    return webhook.is_paused


is_administrator_here = has_role_here(Role.ADMIN)

POLICY = policy(
    {
        WebhookPermission.LIST: is_administrator_here,
        WebhookPermission.VIEW: is_administrator_here,
        WebhookPermission.CREATE: is_administrator_here & system_counts,
        WebhookPermission.EDIT: is_administrator_here & system_counts,
        WebhookPermission.TEST: is_administrator_here & system_counts,
        WebhookPermission.PAUSE: is_administrator_here & ~is_paused,
        WebhookPermission.RESUME: is_administrator_here & system_counts & is_paused,
        WebhookPermission.REPLAY: is_administrator_here & system_counts,
        WebhookPermission.ROTATE: is_administrator_here & system_counts,
        WebhookPermission.REMOVE: is_administrator_here,
    }
)

"""What the feed adds to other pages: webhooks that the portal had to pause, and those of one system."""

from typing import TYPE_CHECKING, Any

from portal.feed.policy.clients import FeedPermission
from portal.feed.policy.webhooks import WebhookPermission
from portal.feed.queries import webhooks as queries
from portal.kernel.policy import allows
from portal.web.access import actor
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.feed.models.clients import ApiClient


@panel("my_day", order=25)
def paused_webhooks_of_my_day(**_context: Any) -> str | None:
    """Receivers that took nothing for days: somebody has to look after them."""
    if not allows(FeedPermission.LIST_CLIENTS, actor()):
        return None
    paused = queries.given_up(actor())
    return render_panel("feed/my_day.html", paused=paused) if paused else None


@panel("feed.client", order=40)
def webhooks_of_client(*, client: "ApiClient", **_context: Any) -> str | None:
    """The webhooks of a system, on its page."""
    if not allows(WebhookPermission.LIST, actor(), client):
        return None
    return render_panel("feed/client_webhooks.html", client=client, webhooks=queries.webhooks_of(client))

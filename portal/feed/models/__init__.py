"""The tables of outgoing data. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.feed.models.clients import ApiClient
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery

__all__ = ["ApiClient", "FeedEvent", "Webhook", "WebhookAttempt", "WebhookDelivery"]

"""The tables of outgoing data. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.feed.models.addresses import FeedAddress
from portal.feed.models.archive import ArchiveOrder
from portal.feed.models.changes import FeedChange, FeedPresence
from portal.feed.models.clients import ApiClient, ApiFailure
from portal.feed.models.files import NightlyFile, NightlyVersion
from portal.feed.models.journal import FeedEvent
from portal.feed.models.open_data import OpenDataFile, OpenDataRelease
from portal.feed.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from portal.feed.models.writing import StoredAnswer

__all__ = [
    "ApiClient",
    "ApiFailure",
    "ArchiveOrder",
    "FeedAddress",
    "FeedChange",
    "FeedEvent",
    "FeedPresence",
    "NightlyFile",
    "NightlyVersion",
    "OpenDataFile",
    "OpenDataRelease",
    "StoredAnswer",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
]

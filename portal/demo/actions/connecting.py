"""The systems of the story with their keys, a webhook that rests, and a Stand of the open data."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.connections import CONNECTIONS, OPEN_DATA, WEBHOOK_MADE, ConnectionStory
from portal.feed.actions import addresses, clients, open_data, webhooks
from portal.feed.exports.open_data import freeze
from portal.feed.models.clients import ApiClient
from portal.feed.queries.clients import client_of_submission


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """The days on which the administrator connected each system, and the day of the Stand."""
    for told in CONNECTIONS:
        yield Scene(told.made.resolve(loaded_at), told.key, partial(connect, told))
        if told.webhook:
            yield Scene(WEBHOOK_MADE.resolve(loaded_at), f"{told.key} webhook", partial(hook, told))
    yield Scene(OPEN_DATA.resolve(loaded_at), "open data", publish_stand)


def connect(told: ConnectionStory) -> None:
    """A key that is shown to nobody, and an address for time series where the system wants one."""
    by = queries.person("administratorin")
    client, _key = clients.create_client(
        submission_key=_submission(told),
        name=told.name,
        purpose=told.purpose,
        place=None,
        terms=clients.Terms(rights=told.rights),
        by=by,
    )
    if told.address_days:
        key = queries.submission_key(f"connection-address-{told.key}")
        addresses.create_address(client, submission_key=key, days=told.address_days, by=by)


def hook(told: ConnectionStory) -> None:
    """A webhook that is paused before anything could leave."""
    by = queries.person("administratorin")
    webhook, _secret = webhooks.create_webhook(
        _client(told),
        submission_key=queries.submission_key(f"connection-webhook-{told.key}"),
        url=told.webhook,
        types=(),
        description=told.webhook_for,
        by=by,
    )
    webhooks.pause(webhook, by=by)


def publish_stand() -> None:
    """The first Stand of the open data, as a planner publishes it."""
    by = queries.person("planung")
    open_data.publish(freeze(by=by), by=by)


def _client(told: ConnectionStory) -> ApiClient:
    found = client_of_submission(_submission(told))
    assert found is not None, f"{told.key} is not connected yet"
    return found


def _submission(told: ConnectionStory) -> UUID:
    return queries.submission_key(f"connection-{told.key}")

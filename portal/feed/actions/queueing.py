"""The queue of a webhook: what waits to be delivered, and who has it in hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update

from portal.feed.models.webhooks import Webhook, WebhookDelivery
from portal.kernel import clock
from portal.kernel.db import session

#: So long a worker may keep a webhook without saying that it still lives.
LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class Claim:
    """A webhook in this worker's hand."""

    webhook_id: UUID
    token: UUID


def write(webhook_id: UUID, *conditions: Any, **values: Any) -> bool:
    """Change a webhook without a new version: what people are just editing is not touched by this."""
    table = Webhook.__table__
    statement = update(table).where(table.c.id == webhook_id, *conditions).values(**values)  # type: ignore[arg-type]
    return bool(session().execute(statement).rowcount)  # type: ignore[attr-defined]


def queue(webhook_id: UUID, events: Iterable[Any], moment: datetime) -> None:
    """Let events (number, need_id) wait for delivery from now on."""
    rows = [
        {
            "webhook_id": webhook_id,
            "event_number": event.number,
            "need_id": event.need_id,
            "attempts": 0,
            "available_at": moment,
        }
        for event in events
    ]
    if rows:
        session().execute(insert(WebhookDelivery), rows)


def hold(webhook: Webhook) -> None:
    """Wait until no worker writes about this webhook, and read it as it is now; until this unit ends none will."""
    write(webhook.id, position=Webhook.position)
    session().refresh(webhook)


def start_anew(webhook: Webhook) -> None:
    """Forget in this unit how often the receiver failed and refused: everything that waits may be sent now."""
    moment = clock.now()
    hold(webhook)
    write(webhook.id, failures=0, failing_since=None, quiet_until=moment)
    session().execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.attempts > 0)
        .values(attempts=0, refused_since=None, available_at=moment)
    )
    session().refresh(webhook)

"""What became of tries: the log, the queue, the pause of a receiver that fails, and when the portal gives up."""

import logging
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

from sqlalchemy import delete, insert

from portal.feed.actions import noticing, sending
from portal.feed.actions.queueing import LEASE, Claim, write
from portal.feed.actions.sending import Try
from portal.feed.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from portal.feed.terms import webhooks as terms
from portal.feed.terms.webhooks import Outcome, PauseReason
from portal.kernel import clock, jobs
from portal.kernel.db import session, unit_of_work

log = logging.getLogger("portal.webhooks")


def settle(claimed: Claim, tries: Sequence[Try]) -> bool:
    """Write down what became of a batch. False when the turn is over: the receiver failed, or somebody else has it in hand."""
    moment = clock.now()
    with unit_of_work() as unit:
        if not write(claimed.webhook_id, Webhook.lease_token == claimed.token, lease_until=moment + LEASE):
            return False
        webhook = unit.get_one(Webhook, claimed.webhook_id, populate_existing=True)
        _note_attempts(webhook.id, tries)
        tested = [one for one in tries if one.parcel.event_number is None]
        if tested:
            write(webhook.id, test_id=None)
            return True
        _forget_delivered(webhook.id, [one for one in tries if one.outcome is Outcome.DELIVERED])
        return _judge(webhook, tries, moment)


def _judge(webhook: Webhook, tries: Sequence[Try], moment: datetime) -> bool:
    """What the tries say of the receiver as a whole, and of single deliveries that it refused."""
    if any(one.outcome is Outcome.DELIVERED for one in tries):
        write(webhook.id, failures=0, failing_since=None, delivered_at=moment)
        session().refresh(webhook)
    failed = next((one for one in tries if one.outcome.is_of_receiver), None)
    if failed is None and not sending.takes_nothing(tries):
        return all(_put_back(webhook, one, moment) for one in tries if one.outcome is Outcome.REFUSED)
    failed = failed or tries[-1]
    since = webhook.failing_since or moment
    if failed.outcome is Outcome.GONE:
        _pause(webhook, PauseReason.GONE, moment)
    elif moment - since >= terms.TRY_FOR:
        _pause(webhook, PauseReason.EXHAUSTED, moment)
    else:
        wait = wished(failed, moment) or pause_after(webhook.failures + 1)
        write(webhook.id, failures=webhook.failures + 1, failing_since=since, quiet_until=moment + wait)
    return False


def _put_back(webhook: Webhook, refused: Try, moment: datetime) -> bool:
    """Let a delivery that was refused wait for its next try, or pause the webhook when it was tried for long enough."""
    queued = session().get(WebhookDelivery, (webhook.id, refused.parcel.event_number))
    if queued is None:  # its event was so old that it was deleted meanwhile
        return True
    since = queued.refused_since or moment
    if moment - since >= terms.TRY_FOR:
        _pause(webhook, PauseReason.EXHAUSTED, moment)
        return False
    queued.refused_since = since
    queued.attempts += 1
    queued.available_at = moment + pause_after(queued.attempts)
    return True


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many failures one after the other (at least one)."""
    longest = terms.LONGEST_PAUSE.total_seconds()
    plain = min(terms.FIRST_PAUSE.total_seconds() * terms.BACKOFF ** min(failures - 1, 20), longest)
    return timedelta(seconds=plain * random.uniform(1 - terms.JITTER, 1 + terms.JITTER))  # noqa: S311 - spreads, guards nothing  # nosec B311


def wished(failed: Try, moment: datetime) -> timedelta | None:
    """How long the receiver asked to wait, within bounds; None when it asked for nothing that can be read."""
    if failed.status not in (429, 503) or not failed.retry_after:
        return None
    try:
        if failed.retry_after.isascii() and failed.retry_after.isdigit():
            asked = timedelta(seconds=min(int(failed.retry_after[:9]), 10**8))
        else:
            asked = parsedate_to_datetime(failed.retry_after) - moment
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(asked, terms.SHORTEST_WISH), terms.LONGEST_WISH)


def _pause(webhook: Webhook, reason: PauseReason, moment: datetime) -> None:
    write(webhook.id, paused_at=moment, pause_reason=reason)
    log.warning("webhook paused", extra={"webhook": str(webhook.id), "reason": reason.value})
    noticing.tell_administrators(webhook, reason, moment)


def _forget_delivered(webhook_id: UUID, delivered: Sequence[Try]) -> None:
    numbers = [one.parcel.event_number for one in delivered]
    if numbers:
        session().execute(
            delete(WebhookDelivery).where(
                WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.event_number.in_(numbers)
            )
        )


def _note_attempts(webhook_id: UUID, tries: Sequence[Try]) -> None:
    rows = [
        {
            "webhook_id": webhook_id,
            "message_id": one.parcel.message_id,
            "event_number": one.parcel.event_number,
            "event_type": one.parcel.event_type,
            "at": one.at,
            "outcome": one.outcome,
            "status": one.status,
            "duration_ms": one.duration_ms,
        }
        for one in tries
    ]
    if rows:
        session().execute(insert(WebhookAttempt), rows)


@jobs.periodic("feed.forget-attempts", every=timedelta(days=1))
def forget_old_attempts() -> None:
    """Delete what the logs have kept for `KEEP_ATTEMPTS`."""
    with unit_of_work() as unit:
        unit.execute(delete(WebhookAttempt).where(WebhookAttempt.at < clock.now() - terms.KEEP_ATTEMPTS))

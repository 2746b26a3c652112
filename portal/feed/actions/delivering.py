"""Delivering events by webhook: the worker's part.

A worker takes a lease on one webhook with one statement, so that nobody else sends to the same receiver: that keeps the order.
It takes what is new from the journal, sends a batch without any transaction open, and writes down what became of it. A worker
that dies lets the lease run out; what it had sent without writing it down is sent again under the same `webhook-id`. Every
transaction is short and touches the rows of one webhook, its own row first.
"""

import json
import logging
import random
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import case, delete, insert, select, update

from portal.feed.actions import noticing, sending
from portal.feed.actions.secrets import secrets_of
from portal.feed.actions.sending import Batch, Parcel, RulesFor, Target, Try
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from portal.feed.policy.webhooks import hears_of_needs
from portal.feed.queries import journal
from portal.feed.queries import webhooks as queries
from portal.feed.terms import webhooks as terms
from portal.feed.terms.webhooks import Outcome, PauseReason
from portal.kernel import clock, jobs
from portal.kernel.db import session, unit_of_work
from portal.kernel.runtime import settings

log = logging.getLogger("portal.webhooks")

LEASE = timedelta(seconds=60)
#: A worker stays with one receiver for so many seconds before it looks for the next.
TURN_SECONDS = 15.0
#: So many deliveries are sent between two transactions.
BATCH = 200
#: So many events are taken from the journal at once.
TAKEN = 1_000
HEALTHY_THREADS, FAILING_THREADS = 6, 3

#: When the next thread of this process looks for work after one has found none; otherwise each would ask every second.
_rests_until: dict[bool, float] = {False: 0.0, True: 0.0}
_scout = threading.Lock()


@jobs.duty("feed.webhooks", threads=HEALTHY_THREADS)
def deliver() -> bool:
    """One turn at a receiver that takes what it is sent."""
    return _next_turn(is_failing=False)


@jobs.duty("feed.webhooks-failing", threads=FAILING_THREADS)
def deliver_failing() -> bool:
    """One turn at a receiver that failed lately; these have threads of their own, so that no other receiver waits for them."""
    return _next_turn(is_failing=True)


def _next_turn(*, is_failing: bool) -> bool:
    with _scout:
        if time.monotonic() < _rests_until[is_failing]:
            return False
        claimed = claim(is_failing=is_failing)
        if claimed is None:
            _rests_until[is_failing] = time.monotonic() + jobs.POLL_SECONDS * 0.9
            return False
    take_turn(claimed)
    return True


def deliver_due(*, rules_for: RulesFor = sending.rules_for) -> int:
    """Deliver what is due now, in the calling thread. Returns how many turns it took; for tests and measurements."""
    turns = 0
    for is_failing in (False, True):
        while (claimed := claim(is_failing=is_failing)) is not None:
            take_turn(claimed, rules_for=rules_for)
            turns += 1
    return turns


@dataclass(frozen=True)
class Claim:
    """A webhook in this worker's hand."""

    webhook_id: UUID
    token: UUID


def claim(*, is_failing: bool) -> Claim | None:
    """Take a webhook that has something to send; None when there is none. The statement itself decides between two workers."""
    moment = clock.now()
    found = queries.due_webhooks(moment, is_failing=is_failing)
    session().rollback()
    for webhook_id in found:
        token = uuid4()
        with unit_of_work():
            if _write(webhook_id, queries.is_free(moment), lease_until=moment + LEASE, lease_token=token):
                return Claim(webhook_id, token)
    return None


def take_turn(claimed: Claim, *, rules_for: RulesFor = sending.rules_for) -> None:
    """Send to one receiver until nothing is left, it fails, or the turn is over; then let it go."""
    ends = time.monotonic() + TURN_SECONDS
    try:
        while time.monotonic() < ends:
            prepared = _prepare(claimed)
            if prepared is None:
                break
            session().rollback()
            target, chains = prepared
            tries = Batch(target, chains, rules_for(target.url)).send()
            if not _settle(claimed, tries):
                break
    finally:
        session().rollback()
        _let_go(claimed)


def _let_go(claimed: Claim) -> None:
    """Give the lease back and go to the end of the line."""
    behind = case((Webhook.failures == 0, clock.now()), else_=Webhook.quiet_until)
    mine = Webhook.lease_token == claimed.token
    with unit_of_work():
        _write(claimed.webhook_id, mine, lease_until=None, lease_token=None, quiet_until=behind)


def hold(webhook: Webhook) -> None:
    """Wait until no worker writes about this webhook, and read it as it is now; until this unit ends none will."""
    _write(webhook.id, position=Webhook.position)
    session().refresh(webhook)


def start_anew(webhook: Webhook) -> None:
    """Forget in this unit how often the receiver failed and refused: everything that waits may be sent now."""
    moment = clock.now()
    hold(webhook)
    _write(webhook.id, failures=0, failing_since=None, quiet_until=moment)
    session().execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.attempts > 0)
        .values(attempts=0, refused_since=None, available_at=moment)
    )
    session().refresh(webhook)


def _prepare(claimed: Claim) -> tuple[Target, list[list[Parcel]]] | None:
    """Keep the lease, take what is new from the journal, and answer what to send now; None when there is nothing, or no lease."""
    moment = clock.now()
    with unit_of_work() as unit:
        if not _write(claimed.webhook_id, Webhook.lease_token == claimed.token, lease_until=moment + LEASE):
            return None
        webhook = unit.get_one(Webhook, claimed.webhook_id)
        target = Target(webhook.url, secrets_of(webhook))
        if not hears_of_needs(webhook.client):
            return None
        if webhook.test_id is not None:
            return target, [[_test_parcel(webhook, moment)]]
        if webhook.is_paused or webhook.quiet_until > moment:
            return None
        _take_new(webhook, moment)
        chains = _chains(webhook, moment)
        return (target, chains) if chains else None


def _take_new(webhook: Webhook, moment: datetime) -> None:
    until = journal.last_number()
    if webhook.position >= until:
        return
    wanted = queries.wanted_by(webhook)
    chosen = select(FeedEvent.number, FeedEvent.need_id).where(
        FeedEvent.number > webhook.position, FeedEvent.number <= until, *wanted
    )
    rows = session().execute(chosen.order_by(FeedEvent.number).limit(TAKEN)).all()
    queue(webhook.id, rows, moment)
    _write(webhook.id, position=rows[-1].number if len(rows) == TAKEN else until)


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


def _chains(webhook: Webhook, moment: datetime) -> list[list[Parcel]]:
    """What to send now, by Bedarf and in order; a single one to a receiver that failed lately."""
    most = 1 if webhook.failures else BATCH
    queued = queries.sendable(moment, webhook.id).order_by(WebhookDelivery.event_number).limit(most).subquery()
    events = session().scalars(
        select(FeedEvent).join(queued, queued.c.event_number == FeedEvent.number).order_by(FeedEvent.number)
    )
    needs_url = f"{(settings().public_url or settings().base_url).rstrip('/')}/api/v1/needs"
    found: dict[UUID, list[Parcel]] = {}
    for event in events:
        body = dumps(journal.told(event, webhook.client, needs_url=needs_url))
        parcel = Parcel(journal.message_id(event), event.type.value, body, event.number)
        found.setdefault(event.need_id, []).append(parcel)
    return list(found.values())


def _test_parcel(webhook: Webhook, moment: datetime) -> Parcel:
    name = f"test_{webhook.test_id.hex}" if webhook.test_id else ""
    told = {
        "id": name,
        "type": terms.TEST_TYPE,
        "timestamp": moment.isoformat().replace("+00:00", "Z"),
        "data": {"webhook_id": str(webhook.id)},
    }
    return Parcel(name, terms.TEST_TYPE, dumps(told))


def _settle(claimed: Claim, tries: Sequence[Try]) -> bool:
    """Write down what became of a batch. False when the turn is over: the receiver failed, or somebody else has it in hand."""
    moment = clock.now()
    with unit_of_work() as unit:
        if not _write(claimed.webhook_id, Webhook.lease_token == claimed.token, lease_until=moment + LEASE):
            return False
        webhook = unit.get_one(Webhook, claimed.webhook_id, populate_existing=True)
        _note_attempts(webhook.id, tries)
        tested = [one for one in tries if one.parcel.event_number is None]
        if tested:
            _write(webhook.id, test_id=None)
            return True
        _forget_delivered(webhook.id, [one for one in tries if one.outcome is Outcome.DELIVERED])
        return _judge(webhook, tries, moment)


def _judge(webhook: Webhook, tries: Sequence[Try], moment: datetime) -> bool:
    """What the tries say of the receiver as a whole, and of single deliveries that it refused."""
    failed = next((one for one in tries if one.outcome.is_of_receiver), None)
    if failed is None and not sending.takes_nothing(tries):
        if any(one.outcome is Outcome.DELIVERED for one in tries):
            _write(webhook.id, failures=0, failing_since=None, delivered_at=moment)
        return all(_put_back(webhook, one, moment) for one in tries if one.outcome is Outcome.REFUSED)
    failed = failed or tries[-1]
    since = webhook.failing_since or moment
    if failed.outcome is Outcome.GONE:
        _pause(webhook, PauseReason.GONE, moment)
    elif moment - since >= terms.TRY_FOR:
        _pause(webhook, PauseReason.EXHAUSTED, moment)
    else:
        wait = wished(failed, moment) or pause_after(webhook.failures + 1)
        _write(webhook.id, failures=webhook.failures + 1, failing_since=since, quiet_until=moment + wait)
    return False


def _put_back(webhook: Webhook, refused: Try, moment: datetime) -> bool:
    """Let a delivery that was refused wait for its next try, or pause the webhook when it was tried for long enough."""
    queued = session().get_one(WebhookDelivery, (webhook.id, refused.parcel.event_number))
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
    return timedelta(seconds=plain * random.uniform(1 - terms.JITTER, 1 + terms.JITTER))  # noqa: S311 - spreads, guards nothing


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
    _write(webhook.id, paused_at=moment, pause_reason=reason)
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


def dumps(told: Mapping[str, Any]) -> str:
    """The body of a delivery: the same signs in each try."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


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


def _write(webhook_id: UUID, *conditions: Any, **values: Any) -> bool:
    """Change a webhook without a new version: what people are just editing is not touched by this."""
    table = Webhook.__table__
    statement = update(table).where(table.c.id == webhook_id, *conditions).values(**values)  # type: ignore[arg-type]
    return bool(session().execute(statement).rowcount)  # type: ignore[attr-defined]


@jobs.periodic("feed.forget-attempts", every=timedelta(days=1))
def forget_old_attempts() -> None:
    """Delete what the logs have kept for `KEEP_ATTEMPTS`."""
    with unit_of_work() as unit:
        unit.execute(delete(WebhookAttempt).where(WebhookAttempt.at < clock.now() - terms.KEEP_ATTEMPTS))

"""Delivering events by webhook: the worker's part.

A worker takes a lease on one webhook with one statement, so that nobody else sends to the same receiver: that keeps the order.
It takes what is new from the journal, sends a batch without any transaction open, and writes down what became of it. A worker
that dies lets the lease run out; what it had sent without writing it down is sent again under the same `webhook-id`. Every
transaction is short and touches the rows of one webhook, its own row first.
"""

import json
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import case, select

from portal.feed.actions import sending
from portal.feed.actions.queueing import LEASE, Claim, queue, write
from portal.feed.actions.secrets import secrets_of
from portal.feed.actions.sending import Batch, Parcel, RulesFor, Target
from portal.feed.actions.settling import settle
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookDelivery
from portal.feed.policy.webhooks import hears_of_needs
from portal.feed.queries import journal
from portal.feed.queries import webhooks as queries
from portal.feed.terms.webhooks import TEST_TYPE
from portal.kernel import clock, jobs
from portal.kernel.db import session, unit_of_work
from portal.kernel.runtime import settings

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


def claim(*, is_failing: bool) -> Claim | None:
    """Take a webhook that has something to send; None when there is none. The statement itself decides between two workers."""
    moment = clock.now()
    found = queries.due_webhooks(moment, is_failing=is_failing)
    session().rollback()
    for webhook_id in found:
        token = uuid4()
        with unit_of_work():
            if write(webhook_id, queries.is_free(moment), lease_until=moment + LEASE, lease_token=token):
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
            if not settle(claimed, tries):
                break
    finally:
        session().rollback()
        _let_go(claimed)


def _let_go(claimed: Claim) -> None:
    """Give the lease back and go to the end of the line."""
    behind = case((Webhook.failures == 0, clock.now()), else_=Webhook.quiet_until)
    mine = Webhook.lease_token == claimed.token
    with unit_of_work():
        write(claimed.webhook_id, mine, lease_until=None, lease_token=None, quiet_until=behind)


def _prepare(claimed: Claim) -> tuple[Target, list[list[Parcel]]] | None:
    """Keep the lease, take what is new from the journal, and answer what to send now; None when there is nothing, or no lease."""
    moment = clock.now()
    with unit_of_work() as unit:
        if not write(claimed.webhook_id, Webhook.lease_token == claimed.token, lease_until=moment + LEASE):
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
    write(webhook.id, position=rows[-1].number if len(rows) == TAKEN else until)


def _chains(webhook: Webhook, moment: datetime) -> list[list[Parcel]]:
    """What to send now, by Bedarf and in order; a single one to a receiver that failed lately."""
    most = 1 if webhook.failures else BATCH
    queued = queries.sendable(moment, webhook.id).order_by(WebhookDelivery.event_number).limit(most).subquery()
    events = session().scalars(
        select(FeedEvent).join(queued, queued.c.event_number == FeedEvent.number).order_by(FeedEvent.number)
    )
    needs_url = settings().base_url.rstrip("/") + "/api/v1/needs"
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
        "type": TEST_TYPE,
        "timestamp": moment.isoformat().replace("+00:00", "Z"),
        "data": {"webhook_id": str(webhook.id)},
    }
    return Parcel(name, TEST_TYPE, dumps(told))


def dumps(told: Mapping[str, Any]) -> str:
    """The body of a delivery: the same signs in each try."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

"""Events reach real receivers: signed, in order per Bedarf, each at least once, and nobody waits for somebody else."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from standardwebhooks.webhooks import Webhook as Checker
from standardwebhooks.webhooks import WebhookVerificationError

from portal.feed.actions import delivering, sending, settling
from portal.feed.actions import webhooks as actions
from portal.feed.actions.delivering import deliver_due
from portal.feed.actions.secrets import secrets_of
from portal.feed.models.clients import ApiClient
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from portal.feed.queries import webhooks as queries
from portal.feed.terms.journal import EventType
from portal.feed.terms.webhooks import LONGEST_WISH, TRY_FOR, Outcome, PauseReason
from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.mail import OutgoingMail
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.feed import make_client, make_need, move, rename
from tests.support.receiver import Receiver, receiving


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    """A real receiver that checks signatures once it has a secret."""
    with receiving(tmp_path) as made:
        yield made


@pytest.fixture
def system(north: Sozialraum) -> ApiClient:
    """A system that reads the whole county."""
    return make_client()[0]


def make_webhook(client: ApiClient, receiver: Receiver, *types: EventType, path: str = "") -> Webhook:
    """A webhook that leads to the receiver, which learns the secret."""
    with unit_of_work() as unit:
        webhook, secret = actions.create_webhook(
            unit.get_one(ApiClient, client.id),
            submission_key=uuid4(),
            url="https://empfaenger.example/",
            types=types,
            by=SYSTEM,
        )
        webhook.url = receiver.url + path
    receiver.secret = secret
    return webhook


def later(webhook: Webhook, **span: float) -> None:
    """Let time pass for one webhook: signatures are only good for minutes, so its moments move instead of the clock."""
    passed = timedelta(**span)
    with unit_of_work() as unit:
        row = unit.get_one(Webhook, webhook.id)
        since = row.failing_since - passed if row.failing_since else None
        unit.execute(
            update(Webhook.__table__)  # type: ignore[arg-type]
            .where(Webhook.id == webhook.id)
            .values(quiet_until=row.quiet_until - passed, failing_since=since)
        )
        for waiting in unit.scalars(select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id)):
            waiting.available_at -= passed
            if waiting.refused_since is not None:
                waiting.refused_since -= passed


def fresh(session: Session, webhook: Webhook) -> Webhook:
    session.rollback()
    session.expire_all()
    return session.get_one(Webhook, webhook.id)


def log_of(session: Session, webhook: Webhook) -> list[tuple[Outcome, int | None]]:
    session.rollback()
    rows = session.scalars(queries.attempts(webhook).order_by(WebhookAttempt.id))
    return [(row.outcome, row.status) for row in rows]


def test_events_arrive_signed_and_as_the_interface_tells_them(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    make_need(north)  # before there was a webhook
    webhook = make_webhook(system, receiver)
    need = make_need(north)
    rename(need, "Anders")

    deliver_due(rules_for=receiver.rules_for)

    assert receiver.refused == []
    assert [one.event["type"] for one in receiver.taken] == ["need.created", "need.changed"]
    first = receiver.taken[0]
    assert first.id == first.event["id"]
    assert first.headers["content-type"] == "application/json"
    assert first.event["data"]["need_number"] == need.number
    assert log_of(session, webhook) == [(Outcome.DELIVERED, 204)] * 2
    assert queries.waiting(fresh(session, webhook)).count == 0
    assert session.scalars(select(WebhookDelivery)).all() == []


def test_a_tampered_delivery_is_refused_by_the_library(
    system: ApiClient, receiver: Receiver, north: Sozialraum
) -> None:
    make_webhook(system, receiver)
    make_need(north)
    deliver_due(rules_for=receiver.rules_for)
    [good] = receiver.taken

    checker = Checker(receiver.secret)
    assert checker.verify(good.body, good.headers) == good.event
    changed = json.dumps(good.event | {"type": "need.deleted"})
    for body, headers in (
        (changed, good.headers),
        (good.body, good.headers | {"webhook-id": "evt_other"}),
        (good.body, good.headers | {"webhook-timestamp": str(int(good.headers["webhook-timestamp"]) + 1)}),
    ):
        with pytest.raises(WebhookVerificationError):
            checker.verify(body, headers)


def test_a_rotation_signs_with_both_secrets_for_a_day(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    old = receiver.secret
    with unit_of_work():
        stored = queries.webhook(webhook.id)
        new = actions.rotate(stored, version=stored.version, by=SYSTEM)
    make_need(north)
    deliver_due(rules_for=receiver.rules_for)

    [taken] = receiver.taken
    assert new != old
    assert len(taken.headers["webhook-signature"].split(" ")) == 2
    for secret in (old, new):
        Checker(secret).verify(taken.body, taken.headers)
    with unit_of_work():
        queries.webhook(webhook.id).old_until = now() - timedelta(seconds=1)
    assert secrets_of(fresh(session, webhook)) == [new]


def test_each_try_has_the_same_name_and_the_order_of_one_need_is_kept(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    need, other = make_need(north), make_need(north)
    rename(need, "Anders")
    is_bad, number = [True], need.number
    receiver.judge = lambda one: 422 if is_bad[0] and one.event["data"]["need_number"] == number else None

    deliver_due(rules_for=receiver.rules_for)
    assert [one.event["data"]["need_number"] for one in receiver.taken] == [other.number]
    assert fresh(session, webhook).failures == 0
    rename(other, "Auch anders")
    deliver_due(rules_for=receiver.rules_for)
    assert [one.event["data"]["need_number"] for one in receiver.taken] == [other.number] * 2

    is_bad[0] = False
    deliver_due(rules_for=receiver.rules_for)
    assert len(receiver.taken) == 2, "the pause is not over"
    later(webhook, hours=2)
    deliver_due(rules_for=receiver.rules_for)
    of_need = [one for one in receiver.taken if one.event["data"]["need_number"] == need.number]
    assert [one.event["type"] for one in of_need] == ["need.created", "need.changed"]
    tries = [one.id for one in receiver.tries if one.event["data"]["need_number"] == need.number]
    assert tries == [of_need[0].id, of_need[0].id, of_need[1].id]


def test_a_receiver_that_fails_is_asked_with_one_delivery_until_it_takes_something(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    receiver.status = 500
    for _ in range(20):
        make_need(north)

    deliver_due(rules_for=receiver.rules_for)
    tried = len(receiver.tries)
    assert tried <= sending.PARALLEL
    row = fresh(session, webhook)
    assert row.failures == 1
    assert timedelta(seconds=3) < row.quiet_until - now() < timedelta(seconds=7)

    later(webhook, minutes=1)
    deliver_due(rules_for=receiver.rules_for)
    assert len(receiver.tries) == tried + 1
    assert fresh(session, webhook).failures == 2

    receiver.status = 200
    later(webhook, minutes=1)
    deliver_due(rules_for=receiver.rules_for)
    assert len(receiver.taken) == 20
    assert fresh(session, webhook).failures == 0


@pytest.mark.parametrize(
    ("header", "shortest", "longest"),
    [
        ("120", 100, 121),
        ("0", 0, 2),
        ("999999999999", LONGEST_WISH.total_seconds() - 20, LONGEST_WISH.total_seconds() + 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WISH.total_seconds() - 20, LONGEST_WISH.total_seconds() + 1),
        ("bald", 3, 7),
        ("²", 3, 7),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_within_bounds(
    system: ApiClient,
    receiver: Receiver,
    north: Sozialraum,
    session: Session,
    status: int,
    header: str,
    shortest: float,
    longest: float,
) -> None:
    webhook = make_webhook(system, receiver)
    receiver.status, receiver.headers = status, {"Retry-After": header.encode().decode("latin-1")}
    make_need(north)

    begun = now()
    deliver_due(rules_for=receiver.rules_for)

    assert shortest <= (fresh(session, webhook).quiet_until - begun).total_seconds() <= longest + 5


def test_gone_pauses_at_once_and_the_administrators_are_told(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    minds, elsewhere = make_account(Role.ADMIN), make_account(Role.ADMIN, north)
    webhook = make_webhook(system, receiver)
    receiver.status = 410
    make_need(north)

    deliver_due(rules_for=receiver.rules_for)

    row = fresh(session, webhook)
    assert row.pause_reason is PauseReason.GONE
    mails = session.scalars(select(OutgoingMail)).all()
    assert [mail.to_address for mail in mails] == [minds.email]
    assert elsewhere.email not in {mail.to_address for mail in mails}
    assert f"/webhooks/{webhook.id}" in mails[0].body
    make_need(north)
    assert deliver_due(rules_for=receiver.rules_for) == 0
    assert queries.waiting(fresh(session, webhook)).count == 2

    receiver.status = 200
    with unit_of_work():
        actions.resume(queries.webhook(webhook.id), by=SYSTEM)
    deliver_due(rules_for=receiver.rules_for)
    assert len(receiver.taken) == 2


def test_after_seventy_five_hours_of_tries_it_is_paused(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    make_account(Role.ADMIN)
    webhook = make_webhook(system, receiver)
    receiver.status = 502
    make_need(north)
    hours = 0
    while fresh(session, webhook).paused_at is None:
        deliver_due(rules_for=receiver.rules_for)
        later(webhook, hours=6)
        hours += 6
        assert hours < 200

    assert timedelta(hours=72) <= TRY_FOR
    assert fresh(session, webhook).pause_reason is PauseReason.EXHAUSTED
    assert hours - 6 >= 72
    assert len(session.scalars(select(OutgoingMail)).all()) == 1


def test_a_single_delivery_that_is_refused_for_so_long_pauses_too(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    receiver.status = 422
    make_need(north)
    deliver_due(rules_for=receiver.rules_for)
    assert not fresh(session, webhook).is_paused
    later(webhook, hours=76)
    deliver_due(rules_for=receiver.rules_for)
    assert fresh(session, webhook).pause_reason is PauseReason.EXHAUSTED


def test_a_receiver_that_refuses_everything_is_not_asked_about_each_need(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    receiver.status = 404
    for _ in range(30):
        make_need(north)
    deliver_due(rules_for=receiver.rules_for)
    assert len(receiver.tries) < 10
    assert fresh(session, webhook).failures == 1


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("https://127.0.0.1/", Outcome.FORBIDDEN),
        ("https://localhost/", Outcome.FORBIDDEN),
        ("https://[::ffff:10.0.0.1]/", Outcome.FORBIDDEN),
        ("https://0x7f000001/", Outcome.FORBIDDEN),
        ("https://2130706433/", Outcome.FORBIDDEN),
        ("https://127.1/", Outcome.FORBIDDEN),
        ("https://169.254.169.254/latest", Outcome.FORBIDDEN),
        ("https://empfaenger.invalid/", Outcome.AWAY),
    ],
)
def test_production_rules_lead_to_no_private_address(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session, url: str, outcome: Outcome
) -> None:
    webhook = make_webhook(system, receiver)
    with unit_of_work():
        queries.webhook(webhook.id).url = url
    make_need(north)

    deliver_due()

    assert log_of(session, webhook) == [(outcome, None)]
    assert fresh(session, webhook).failures == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://empfaenger.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://0177.0.0.1/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://10.1.2.3:8443/",
        "https://[64:ff9b::7f00:1]/",
        "https://empfaenger.example:22/",
        "https://user:pass@empfaenger.example/",
        "ftp://empfaenger.example/",
        "empfaenger.example",
        "https:///pfad",
    ],
)
def test_addresses_that_can_never_be_reached_are_refused_in_the_form(system: ApiClient, url: str) -> None:
    with unit_of_work() as unit, pytest.raises(InvalidInput) as refused:
        actions.create_webhook(unit.get_one(ApiClient, system.id), submission_key=uuid4(), url=url, types=(), by=SYSTEM)
    assert refused.value.field == "url"


def test_a_redirect_is_not_followed(system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session) -> None:
    webhook = make_webhook(system, receiver)
    receiver.status, receiver.headers = 307, {"Location": receiver.url + "/woanders"}
    make_need(north)
    deliver_due(rules_for=receiver.rules_for)
    assert log_of(session, webhook) == [(Outcome.MOVED, None)]
    assert len(receiver.tries) == 1


def test_scope_and_types_decide_what_is_sent(receiver: Receiver, north: Sozialraum, south: Sozialraum) -> None:
    make_webhook(make_client(north)[0], receiver, EventType.CREATED, EventType.MOVED)
    here, there = make_need(north), make_need(south)
    rename(here, "Anders")
    move(here, south)
    deliver_due(rules_for=receiver.rules_for)
    assert [(one.event["type"], one.event["data"]["state"]) for one in receiver.taken] == [
        ("need.created", "current"),
        ("need.moved", "moved"),
    ]
    assert there.number not in {one.event["data"]["need_number"] for one in receiver.taken}


def test_a_withdrawn_key_ends_its_webhooks(system: ApiClient, receiver: Receiver, north: Sozialraum) -> None:
    make_webhook(system, receiver)
    make_need(north)
    with unit_of_work() as unit:
        unit.get_one(ApiClient, system.id).revoked_at = now()
    assert deliver_due(rules_for=receiver.rules_for) == 0
    assert receiver.tries == []


def test_a_test_delivery_is_sent_also_while_it_rests_and_changes_nothing_else(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    make_need(north)
    with unit_of_work():
        actions.pause(queries.webhook(webhook.id), by=SYSTEM)
        actions.ask_test(queries.webhook(webhook.id), by=SYSTEM)

    receiver.status = 500
    deliver_due(rules_for=receiver.rules_for)
    assert [one.event["type"] for one in receiver.tries] == ["webhook.test"]
    row = fresh(session, webhook)
    assert (row.failures, row.test_id, row.pause_reason) == (0, None, PauseReason.BY_HAND)
    assert log_of(session, webhook) == [(Outcome.FAILED, 500)]


def test_replay_sends_once_more_under_the_same_names_and_before_what_comes_next(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    need = make_need(north)
    rename(need, "Anders")
    deliver_due(rules_for=receiver.rules_for)
    numbers = sorted(session.scalars(select(FeedEvent.number)))
    with unit_of_work():
        assert actions.replay(queries.webhook(webhook.id), first=numbers[0], last=numbers[-1], by=SYSTEM) == 2
    rename(need, "Wieder anders")

    deliver_due(rules_for=receiver.rules_for)

    ids = [one.id for one in receiver.taken]
    assert ids[2:4] == ids[:2]
    assert [one.event["type"] for one in receiver.taken][-1] == "need.changed"
    assert len(set(ids)) == 3
    with unit_of_work(), pytest.raises(InvalidInput):
        actions.replay(queries.webhook(webhook.id), first=10**9, last=10**9 + 1, by=SYSTEM)


def test_a_lease_that_somebody_else_has_meanwhile_is_not_written_over(
    system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    webhook = make_webhook(system, receiver)
    make_need(north)
    claimed = delivering.claim(is_failing=False)
    assert claimed is not None
    assert delivering.claim(is_failing=False) is None, "one worker at a time"
    with unit_of_work() as unit:
        unit.execute(update(Webhook.__table__).values(lease_until=now() - timedelta(seconds=1)))  # type: ignore[arg-type]
    other = delivering.claim(is_failing=False)
    assert other is not None

    delivering.take_turn(claimed, rules_for=receiver.rules_for)
    assert receiver.tries == []
    delivering.take_turn(other, rules_for=receiver.rules_for)
    assert len(receiver.taken) == 1
    assert fresh(session, webhook).lease_until is None


def test_old_tries_leave_the_log(system: ApiClient, receiver: Receiver, north: Sozialraum, session: Session) -> None:
    webhook = make_webhook(system, receiver)
    make_need(north)
    deliver_due(rules_for=receiver.rules_for)
    settling.forget_old_attempts()
    assert len(log_of(session, webhook)) == 1
    with unit_of_work() as unit:
        unit.execute(update(WebhookAttempt).values(at=now() - timedelta(days=31)))
    settling.forget_old_attempts()
    assert log_of(session, webhook) == []


def test_pauses_grow_up_to_an_hour_and_differ_by_chance() -> None:
    spans = defaultdict(list)
    for failures in range(1, 12):
        spans[failures] = [settling.pause_after(failures).total_seconds() for _ in range(50)]
    assert min(spans[1]) >= 4
    assert max(spans[1]) <= 6
    assert max(spans[11]) <= 3600 * 1.2
    assert all(len(set(found)) > 10 for found in spans.values())
    assert min(spans[3]) > max(spans[1])


def test_without_the_right_to_read_needs_nothing_is_sent_and_nothing_skipped(
    receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    system = make_client()[0]
    webhook = make_webhook(system, receiver)
    make_need(north)
    with unit_of_work() as unit:
        unit.get_one(ApiClient, system.id).rights = []
    assert deliver_due(rules_for=receiver.rules_for) == 0
    with unit_of_work() as unit:
        unit.get_one(ApiClient, system.id).rights = ["needs:read"]
    deliver_due(rules_for=receiver.rules_for)
    assert len(receiver.taken) == 1
    assert fresh(session, webhook).position == 1

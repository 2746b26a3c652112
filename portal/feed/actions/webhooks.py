"""Making, changing, pausing and replaying webhooks: what administrators do. The worker delivers (`delivering`)."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.feed.actions import queueing
from portal.feed.actions.secrets import new_salt, secret_of
from portal.feed.actions.sending import rules_for
from portal.feed.models.clients import ApiClient
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookDelivery
from portal.feed.policy.webhooks import WebhookPermission
from portal.feed.queries import journal
from portal.feed.queries import webhooks as queries
from portal.feed.terms.journal import EventType
from portal.feed.terms.webhooks import GRACE, MOST_WEBHOOKS, PauseReason
from portal.kernel import audit, outgoing
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.outgoing import NotReached
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

_KEYS = ("webhook_id", "client_id")
CREATED = audit.kind("feed.webhook-created", N_("Webhook angelegt"), keys=_KEYS)
EDITED = audit.kind("feed.webhook-edited", N_("Webhook geändert"), keys=_KEYS)
PAUSED = audit.kind("feed.webhook-paused", N_("Webhook angehalten"), keys=_KEYS)
RESUMED = audit.kind("feed.webhook-resumed", N_("Webhook fortgesetzt"), keys=_KEYS)
REPLAYED = audit.kind(
    "feed.webhook-replayed", N_("Ereignisse eines Webhooks wiederholt"), keys=(*_KEYS, "first", "last", "count")
)
ROTATED = audit.kind("feed.webhook-rotated", N_("Neues Geheimnis für einen Webhook"), keys=_KEYS)
REMOVED = audit.kind("feed.webhook-removed", N_("Webhook gelöscht"), keys=_KEYS)

#: So many events are taken up by one replay.
MOST_REPLAYED = 20_000


def create_webhook(
    client: ApiClient, *, submission_key: UUID, url: str, types: Sequence[EventType], description: str = "", by: Actor
) -> tuple[Webhook, str]:
    """Have events of a system sent to an address from now on. Returns the row and the secret, which is never shown again.

    Without `types` all of them are sent. Raises `InvalidInput` at the field "url", and `Conflict` when this form was sent before:
    that secret was shown then.
    """
    ensure(WebhookPermission.CREATE, by, client)
    if queries.webhook_of_submission(submission_key) is not None:
        raise Conflict(
            "feed.secret-shown-before",
            N_(
                "Dieser Webhook wurde schon angelegt und sein Geheimnis gezeigt. Es kann nicht noch einmal gezeigt werden."
            ),
        )
    if len(queries.webhooks_of(client)) >= MOST_WEBHOOKS:
        raise InvalidInput("feed.many-webhooks", N_("Ein System hat höchstens fünf Webhooks."), field="url")
    check_url(url)
    webhook = Webhook(
        api_client_id=client.id,
        url=url,
        description=description,
        event_types=[kind.value for kind in types],
        salt=new_salt(),
        submission_key=submission_key,
        position=journal.last_number(),
        created_by=by.id,
    )
    session().add(webhook)
    session().flush()
    audit.log(CREATED, by=by, **_names(webhook))
    return webhook, secret_of(webhook.salt)


def check_url(url: str) -> None:
    """Raises `InvalidInput` for what is no https address that a request may go to; where a name leads shows with each delivery."""
    try:
        outgoing.check_address(url, rules=rules_for(url))
    except NotReached as error:
        raise InvalidInput("feed.webhook-url", error.message, field="url") from error


def edit_webhook(
    webhook: Webhook, *, url: str, types: Sequence[EventType], description: str, version: int, by: Actor
) -> None:
    """Send somewhere else, or other types, from the next delivery on. Raises `Conflict` when somebody else changed it meanwhile."""
    ensure(WebhookPermission.EDIT, by, webhook)
    if webhook.version != version:
        raise Conflict
    check_url(url)
    webhook.url, webhook.description = url, description
    webhook.event_types = [kind.value for kind in types]
    audit.log(EDITED, by=by, **_names(webhook))


def ask_test(webhook: Webhook, *, by: Actor) -> None:
    """Let the worker send a test delivery, also while the webhook is paused. One that waits already is the same one."""
    ensure(WebhookPermission.TEST, by, webhook)
    webhook.test_id = webhook.test_id or uuid4()


def pause(webhook: Webhook, *, by: Actor) -> None:
    """Send nothing until it is resumed. What happens meanwhile waits."""
    ensure(WebhookPermission.PAUSE, by, webhook)
    webhook.paused_at, webhook.pause_reason = now(), PauseReason.BY_HAND
    audit.log(PAUSED, by=by, **_names(webhook))


def resume(webhook: Webhook, *, by: Actor) -> None:
    """Go on where it stopped, at once, as if the receiver had never failed."""
    ensure(WebhookPermission.RESUME, by, webhook)
    queueing.start_anew(webhook)
    webhook.paused_at, webhook.pause_reason = None, None
    audit.log(RESUMED, by=by, **_names(webhook))


def replay(webhook: Webhook, *, first: int, last: int, by: Actor) -> int:
    """Deliver the events from number `first` to `last` once more, under the same names. Returns how many.

    Raises `InvalidInput` at the field "first" when none of them is kept or wanted, and for more than `MOST_REPLAYED` at once.
    """
    ensure(WebhookPermission.REPLAY, by, webhook)
    queueing.hold(webhook)
    waits = select(WebhookDelivery.event_number).where(WebhookDelivery.webhook_id == webhook.id)
    until = min(last, webhook.position)
    within = (FeedEvent.number >= first, FeedEvent.number <= until, *queries.wanted_by(webhook))
    chosen = select(FeedEvent.number, FeedEvent.need_id).where(*within, FeedEvent.number.not_in(waits))
    found = session().execute(chosen.order_by(FeedEvent.number).limit(MOST_REPLAYED + 1)).all()
    if not found:
        raise InvalidInput(
            "feed.nothing-to-replay",
            N_("In diesem Bereich liegt nichts, was dieser Webhook noch einmal senden könnte."),
            field="first",
        )
    if len(found) > MOST_REPLAYED:
        raise InvalidInput(
            "feed.much-to-replay", N_("Das sind mehr als 20.000 Ereignisse. Bitte wählen Sie weniger."), field="first"
        )
    queueing.queue(webhook.id, found, now())
    audit.log(REPLAYED, by=by, **_names(webhook), first=first, last=last, count=len(found))
    return len(found)


def rotate(webhook: Webhook, *, version: int, by: Actor) -> str:
    """Make a new secret, which is returned and never shown again. For `GRACE` the old one signs beside it.

    Raises `Conflict` when somebody else changed the webhook meanwhile: two rotations at once would end the grace of the first.
    """
    ensure(WebhookPermission.ROTATE, by, webhook)
    if webhook.version != version:
        raise Conflict
    webhook.old_salt, webhook.old_until = webhook.salt, now() + GRACE
    webhook.salt = new_salt()
    audit.log(ROTATED, by=by, **_names(webhook))
    return secret_of(webhook.salt)


def remove(webhook: Webhook, *, by: Actor) -> None:
    """Delete it with its log and what waits."""
    ensure(WebhookPermission.REMOVE, by, webhook)
    audit.log(REMOVED, by=by, **_names(webhook))
    session().delete(webhook)


def _names(webhook: Webhook) -> dict[str, UUID]:
    return {"webhook_id": webhook.id, "client_id": webhook.api_client_id}

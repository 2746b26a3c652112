"""Which webhooks there are, what waits, and what became of the tries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.feed.models.clients import ApiClient
from portal.feed.models.journal import FeedEvent
from portal.feed.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from portal.feed.policy.webhooks import hears_of_needs
from portal.feed.queries.journal import heard_by
from portal.feed.terms.journal import EVENT_SERIES
from portal.feed.terms.webhooks import PauseReason
from portal.kernel.db import NumberSeries, session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.places import queries as places


def webhook(id: UUID) -> Webhook:
    """One webhook. Raises `NotFound`."""
    found = session().get(Webhook, id)
    if found is None:
        raise NotFound
    return found


def webhooks_of(client: ApiClient) -> Sequence[Webhook]:
    """The webhooks of a system, the oldest first."""
    chosen = select(Webhook).where(Webhook.api_client_id == client.id).options(joinedload(Webhook.client))
    return session().scalars(chosen.order_by(Webhook.created_at, Webhook.id)).all()


def webhook_of_submission(submission_key: UUID) -> Webhook | None:
    """The webhook whose form carried this key."""
    return session().scalar(select(Webhook).where(Webhook.submission_key == submission_key))


def given_up(viewer: Actor) -> Sequence[Webhook]:
    """Webhooks that the portal paused by itself, within the Sozialräume this administrator minds; the latest first."""
    by_itself = (PauseReason.EXHAUSTED, PauseReason.GONE)
    chosen = select(Webhook).join(ApiClient, ApiClient.id == Webhook.api_client_id)
    chosen = chosen.where(Webhook.pause_reason.in_(by_itself), ApiClient.revoked_at.is_(None))
    scope = viewer.scope_of(Role.ADMIN)
    if scope is not None:
        chosen = chosen.where(ApiClient.sozialraum_id.in_(places.subtree_ids(scope)))
    chosen = chosen.options(joinedload(Webhook.client)).order_by(Webhook.paused_at.desc(), Webhook.id)
    return session().scalars(chosen).all()


@dataclass(frozen=True)
class Waiting:
    """What a webhook has not delivered yet."""

    count: int
    #: When the oldest of it happened.
    since: datetime | None


def waiting(webhook: Webhook) -> Waiting:
    """What waits for this webhook: taken from the journal already, or still to be looked through."""
    queued = select(WebhookDelivery.event_number).where(WebhookDelivery.webhook_id == webhook.id)
    counted = select(func.count(), func.min(FeedEvent.at)).where(
        or_(FeedEvent.number.in_(queued), and_(FeedEvent.number > webhook.position, *wanted_by(webhook)))
    )
    count, since = session().execute(counted).one()
    return Waiting(count, since)


def wanted_by(webhook: Webhook) -> list[ColumnElement[bool]]:
    """Which events this webhook sends: those its system may hear of, of the types that were chosen."""
    chosen = heard_by(webhook.client)
    return [*chosen, FeedEvent.type.in_(webhook.event_types)] if webhook.event_types else chosen


def attempts(webhook: Webhook) -> Select[WebhookAttempt]:
    """The log of a webhook; order it by `WebhookAttempt.id`."""
    return select(WebhookAttempt).where(WebhookAttempt.webhook_id == webhook.id)


def log_page(webhook: Webhook, *, after: str | None, limit: int) -> KeysetPage:
    """One page of the log, the latest try first."""
    keys = (WebhookAttempt.id.desc(),)
    return page_by_key(attempts(webhook), keys=keys, after=after, limit=limit, called=f"webhook-log:{webhook.id}")


def due_webhooks(moment: datetime, *, is_failing: bool) -> list[UUID]:
    """Webhooks that no worker has in hand and that have something to send now; who waited longest comes first.

    Those whose receiver failed lately are asked for apart, so that they never stand in the way of the others.
    """
    last = select(NumberSeries.last).where(NumberSeries.name == EVENT_SERIES).scalar_subquery()
    has_something = or_(Webhook.position < func.coalesce(last, 0), sendable(moment, Webhook.id).exists())
    may_send = and_(Webhook.paused_at.is_(None), Webhook.quiet_until <= moment, has_something)
    chosen = (
        select(Webhook.id, ApiClient)
        .join(ApiClient, ApiClient.id == Webhook.api_client_id)
        .where(ApiClient.revoked_at.is_(None), is_free(moment))
        .where(Webhook.failures > 0 if is_failing else Webhook.failures == 0)
        .where(or_(Webhook.test_id.is_not(None), may_send))
        .order_by(Webhook.quiet_until, Webhook.id)
    )
    return [webhook_id for webhook_id, client in session().execute(chosen) if hears_of_needs(client)]


def is_free(moment: datetime) -> ColumnElement[bool]:
    """No worker has the webhook in hand."""
    return or_(Webhook.lease_until.is_(None), Webhook.lease_until < moment)


def sendable(moment: datetime, webhook_id: SQLColumnExpression[UUID] | UUID) -> Select[WebhookDelivery]:
    """What may be sent now: nothing of a Bedarf one of whose earlier events has to wait."""
    earlier = aliased(WebhookDelivery)
    is_held_up = exists().where(
        earlier.webhook_id == WebhookDelivery.webhook_id,
        earlier.need_id == WebhookDelivery.need_id,
        earlier.event_number < WebhookDelivery.event_number,
        earlier.available_at > moment,
    )
    mine = WebhookDelivery.webhook_id == webhook_id
    return select(WebhookDelivery).where(mine, WebhookDelivery.available_at <= moment, ~is_held_up)

"""The administrators' pages of webhooks: those of a system, each with its log, and what can be done with it."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.feed.actions import webhooks as actions
from portal.feed.forms.webhooks import ReplayForm, RotateForm, WebhookForm
from portal.feed.policy.webhooks import WebhookPermission
from portal.feed.queries import clients, journal
from portal.feed.queries import webhooks as queries
from portal.feed.terms.journal import KEEP_EVENTS, EventType
from portal.feed.terms.webhooks import MOST_WEBHOOKS, TEST_TYPE
from portal.kernel.clock import ON_SCREEN, now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.feed.models.clients import ApiClient
    from portal.feed.models.webhooks import Webhook

bp = Blueprint("feed_webhooks", __name__, url_prefix="/arbeit/verwaltung/schnittstellen/<uuid:client_id>/webhooks")

#: So many tries stand on one page of the log.
SHOWN = 50
#: Days a calendar knows lie further apart than what can be computed with.
_NO_EVENTS_BEFORE, _NO_EVENTS_BEHIND = date(2000, 1, 1), date(2999, 12, 31)

tells("webhook-saved", N_("Gespeichert. Ab der nächsten Zustellung gilt es so."))
tells("webhook-test", N_("Die Probe ist unterwegs. Ihr Ergebnis steht gleich im Protokoll."))
tells("webhook-paused", N_("Angehalten. Was geschieht, wartet, bis Sie fortsetzen."))
tells("webhook-resumed", N_("Fortgesetzt. Was gewartet hat, wird jetzt zugestellt."))
tells("webhook-replayed", N_("Wird noch einmal zugestellt. Zahl der Ereignisse: %(n)s."))
tells("webhook-removed", N_("Der Webhook ist gelöscht."))


def client_in_url(client_id: UUID) -> "ApiClient":
    """The system of an address. Raises `NotFound`."""
    return clients.client(client_id)


def webhook_in_url(client_id: UUID, webhook_id: UUID) -> "Webhook":
    """The webhook of an address, if it belongs to that system. Raises `NotFound`."""
    found = queries.webhook(webhook_id)
    if found.api_client_id != client_id:
        raise NotFound
    return found


@bp.get("")
@requires(WebhookPermission.LIST, of=client_in_url)
def index(client: "ApiClient") -> Response:
    """The webhooks of a system, and the form for a new one."""
    return _index(client, WebhookForm())


@bp.post("")
@requires(WebhookPermission.CREATE, of=client_in_url)
def create(client: "ApiClient") -> Response:
    """Make one. Its secret stands in this one answer and nowhere else."""
    form = WebhookForm()
    if not form.validate_on_submit():
        return _index(client, form, status=422)
    try:
        with unit_of_work():
            webhook, secret = actions.create_webhook(
                clients.client(client.id),
                submission_key=form.key,
                url=form.url.data or "",
                types=form.chosen_types,
                description=form.description.data or "",
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        form.take(error)
        form.renew_key()
        return _index(clients.client(client.id), form, status=status_of(error))
    return _secret_page(webhook, secret)


@bp.get("/<uuid:webhook_id>")
@requires(WebhookPermission.VIEW, of=webhook_in_url)
def show(webhook: "Webhook") -> Response:
    """How it stands with one webhook, its log, and what can be done."""
    return _show(webhook, ReplayForm())


@bp.get("/<uuid:webhook_id>/bearbeiten")
@requires(WebhookPermission.EDIT, of=webhook_in_url)
def edit(webhook: "Webhook") -> Response:
    """The form with what is stored."""
    names = ("url", "description", "version", "event_types")
    form = WebhookForm(data={name: getattr(webhook, name) for name in names})
    return page("feed/webhook_edit.html", form=form, webhook=webhook)


@bp.post("/<uuid:webhook_id>/bearbeiten")
@requires(WebhookPermission.EDIT, of=webhook_in_url)
def save(webhook: "Webhook") -> Response:
    """Store it; after a conflict both versions stand side by side."""
    form = WebhookForm()
    if not form.validate_on_submit():
        return page("feed/webhook_edit.html", form=form, webhook=webhook, status=422)
    try:
        with unit_of_work():
            actions.edit_webhook(
                queries.webhook(webhook.id),
                url=form.url.data or "",
                types=form.chosen_types,
                description=form.description.data or "",
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        theirs = queries.webhook(webhook.id)
        conflicts = conflicts_of(form, theirs, ("url", "description"))
        told: dict[str, Any] = {"conflicts": conflicts, "is_conflict": True}
        return page("feed/webhook_edit.html", form=form, webhook=theirs, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return page("feed/webhook_edit.html", form=form, webhook=queries.webhook(webhook.id), status=422)
    return _back(webhook, "webhook-saved")


@bp.post("/<uuid:webhook_id>/probe")
@requires(WebhookPermission.TEST, of=webhook_in_url)
def test(webhook: "Webhook") -> Response:
    """Have the worker send something to try the webhook out."""
    return _done(webhook, actions.ask_test, "webhook-test")


@bp.post("/<uuid:webhook_id>/anhalten")
@requires(WebhookPermission.PAUSE, of=webhook_in_url)
def pause(webhook: "Webhook") -> Response:
    """Send nothing until it is resumed."""
    return _done(webhook, actions.pause, "webhook-paused")


@bp.post("/<uuid:webhook_id>/fortsetzen")
@requires(WebhookPermission.RESUME, of=webhook_in_url)
def resume(webhook: "Webhook") -> Response:
    """Go on where it stopped."""
    return _done(webhook, actions.resume, "webhook-resumed")


@bp.post("/<uuid:webhook_id>/wiederholen")
@requires(WebhookPermission.REPLAY, of=webhook_in_url)
def replay(webhook: "Webhook") -> Response:
    """Deliver once more what happened within some days, or what has certain numbers."""
    form = ReplayForm()
    if not form.validate_on_submit():
        return _show(webhook, form, status=422)
    first, last = _asked_numbers(form)
    try:
        with unit_of_work():
            count = actions.replay(queries.webhook(webhook.id), first=first, last=last, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _show(queries.webhook(webhook.id), form, status=422)
    return reply(_address(webhook), tell="webhook-replayed", count=count)


@bp.post("/<uuid:webhook_id>/neues-geheimnis")
@requires(WebhookPermission.ROTATE, of=webhook_in_url)
def rotate(webhook: "Webhook") -> Response:
    """Make a new secret. It stands in this one answer and nowhere else."""
    form = RotateForm()
    if not form.validate_on_submit():
        return _show(webhook, ReplayForm(), status=422, rotate_form=form)
    try:
        with unit_of_work():
            secret = actions.rotate(queries.webhook(webhook.id), version=form.seen_version, by=actor())
    except Conflict as error:
        form.take(error)
        return _show(queries.webhook(webhook.id), ReplayForm(), status=409, rotate_form=form)
    return _secret_page(queries.webhook(webhook.id), secret)


@bp.post("/<uuid:webhook_id>/loeschen")
@requires(WebhookPermission.REMOVE, of=webhook_in_url)
def remove(webhook: "Webhook") -> Response:
    """Delete it with its log."""
    with unit_of_work():
        actions.remove(queries.webhook(webhook.id), by=actor())
    return reply(url_for("feed_webhooks.index", client_id=webhook.api_client_id), tell="webhook-removed")


def _done(webhook: "Webhook", act: Any, tell: str) -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _show(webhook, ReplayForm(), status=422, rotate_form=form)
    with unit_of_work():
        act(queries.webhook(webhook.id), by=actor())
    return _back(webhook, tell)


def _asked_numbers(form: ReplayForm) -> tuple[int, int]:
    """The numbers that were asked for, or those of the events of the days that were."""
    if form.first.data is not None and form.last.data is not None:
        return form.first.data, form.last.data
    assert form.first_day.data, "the form was validated"
    assert form.last_day.data, "the form was validated"
    start = datetime.combine(max(form.first_day.data, _NO_EVENTS_BEFORE), time(), tzinfo=ON_SCREEN)
    end = datetime.combine(min(form.last_day.data, _NO_EVENTS_BEHIND), time(), tzinfo=ON_SCREEN) + timedelta(days=1)
    return journal.numbers_between(start, end)


def _index(client: "ApiClient", form: WebhookForm, *, status: int = 200) -> Response:
    webhooks = queries.webhooks_of(client)
    return page(
        "feed/webhooks.html",
        status=status,
        client=client,
        form=form,
        webhooks=webhooks,
        may_add=len(webhooks) < MOST_WEBHOOKS,
        most=MOST_WEBHOOKS,
    )


def _show(webhook: "Webhook", form: ReplayForm, *, status: int = 200, rotate_form: Form | None = None) -> Response:
    log = queries.log_page(webhook, after=request.args.get("after"), limit=SHOWN)
    labels = type_labels()
    return page(
        "feed/webhook.html",
        status=status,
        webhook=webhook,
        client=webhook.client,
        waiting=queries.waiting(webhook),
        log=log,
        here=_address(webhook),
        replay_form=form,
        rotate_form=rotate_form,
        types=labels,
        chosen=[labels[kind] for kind in webhook.types if kind in labels],
        is_graced=webhook.old_until is not None and now() < webhook.old_until,
        kept_days=KEEP_EVENTS.days,
    )


def type_labels() -> dict[str, str]:
    """What each type of event is called on the screen."""
    return {kind.value: _(kind.label) for kind in EventType} | {TEST_TYPE: _("Probe")}


def _secret_page(webhook: "Webhook", secret: str) -> Response:
    return page("feed/webhook_secret.html", webhook=webhook, client=webhook.client, secret=secret)


def _back(webhook: "Webhook", tell: str) -> Response:
    return reply(_address(webhook), tell=tell)


def _address(webhook: "Webhook") -> str:
    return url_for("feed_webhooks.show", client_id=webhook.api_client_id, webhook_id=webhook.id)

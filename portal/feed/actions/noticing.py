"""The notice when the portal has paused a webhook by itself."""

from datetime import datetime

from portal.accounts import queries as accounts
from portal.feed.models.webhooks import Webhook
from portal.feed.terms.webhooks import PauseReason
from portal.kernel import mail
from portal.kernel.policy import Role
from portal.kernel.runtime import settings
from portal.kernel.text import N_

_SUBJECT = N_("Webhook angehalten: %(system)s")
_BODY = N_("""Guten Tag,

das Portal hat einen Webhook des Systems „%(system)s“ angehalten:

%(why)s

Was seitdem geschieht, wartet. Nichts ist verloren: Sobald der Empfänger wieder erreichbar ist, setzen Sie den Webhook fort.
Er bekommt dann alles nachgeliefert, was noch fehlt.

Hier sehen Sie nach und setzen fort:
%(address)s

Diese Nachricht hat das Portal geschrieben.""")
_WHY = {
    PauseReason.EXHAUSTED: N_(
        "Der Empfänger hat eine Zustellung trotz vieler Versuche drei Tage lang nicht angenommen."
    ),
    PauseReason.GONE: N_("Der Empfänger hat geantwortet, dass es ihn nicht mehr gibt (Status 410)."),
}


def tell_administrators(webhook: Webhook, reason: PauseReason, moment: datetime) -> None:
    """Write a mail to everybody who minds this system, once per pause."""
    address = f"/arbeit/verwaltung/schnittstellen/{webhook.api_client_id}/webhooks/{webhook.id}"
    facts = {
        "system": webhook.client.name,
        "why": _WHY[reason],
        "address": settings().base_url.rstrip("/") + address,
    }
    for person in accounts.holders(Role.ADMIN, within=webhook.lineage):
        mail.outgoing(
            person.email,
            _SUBJECT % facts,
            _BODY % facts,
            key=f"webhook-paused:{webhook.id}:{moment.isoformat()}:{person.id}",
        )

"""`/arbeit/netzwerk`: its views, and what they all need."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, url_for

from portal.kernel.text import N_
from portal.network import queries
from portal.network.policy import NetworkPermission
from portal.web.i18n import _
from portal.web.nav import nav_entry

if TYPE_CHECKING:
    from portal.network.models import Stakeholder, StakeholderContact

bp = Blueprint("network", __name__, url_prefix="/arbeit/netzwerk")

nav_entry(
    "work",
    label=N_("Netzwerk"),
    endpoint="network.index",
    order=65,
    permission=NetworkPermission.LIST,
    icon="people",
)

_VIEWS = (
    (N_("Akteure"), "network.index"),
    (N_("Analyse"), "network.analysis"),
    (N_("Wiedervorlage"), "network.reminders"),
    (N_("Verteiler"), "network.mailing"),
    (N_("Briefe"), "network.letters"),
    (N_("Doppelte"), "network.doubles"),
    (N_("Einlesen"), "network.imports"),
)


def views() -> list[tuple[str, str]]:
    """The views of the network as (label, address)."""
    return [(_(label), url_for(endpoint)) for label, endpoint in _VIEWS]


def stakeholder_in_url(stakeholder_id: UUID) -> "Stakeholder":
    return queries.stakeholder(stakeholder_id)


def contact_in_url(contact_id: UUID) -> "StakeholderContact":
    return queries.contact(contact_id)

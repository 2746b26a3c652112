"""`/arbeit/foerderung`: its views, and what they all need."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, request, url_for

from portal.funding import queries
from portal.funding.policy import FundingPermission
from portal.funding.terms import ApplicationState
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.web.i18n import _
from portal.web.nav import nav_entry

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication, FundingProgramme, FundingReport

bp = Blueprint("funding", __name__, url_prefix="/arbeit/foerderung")

nav_entry(
    "work",
    label=N_("Förderung"),
    endpoint="funding.index",
    order=67,
    permission=FundingPermission.LIST,
    icon="document",
)


def views() -> list[tuple[str, str]]:
    """The views of the Förderung as (label, address)."""
    return [(_("Anträge"), url_for("funding.index")), (_("Programme und Regeln"), url_for("funding.programmes"))]


#: States in which there is money to be minded.
WITH_MONEY = (
    ApplicationState.GRANTED,
    ApplicationState.RUNNING,
    ApplicationState.REPORTED,
    ApplicationState.CLOSED,
)


def tabs_of(application: "FundingApplication") -> list[tuple[str, str]]:
    """The views of one application: money and reports from the decision on."""
    found = [(_("Antrag"), url_for("funding.show", application_id=application.id))]
    if application.state in WITH_MONEY:
        found.append((_("Geld"), url_for("funding.ledger", application_id=application.id)))
        found.append((_("Berichte"), url_for("funding.reports", application_id=application.id)))
    return found


def application_in_url(application_id: UUID, **_parts: UUID) -> "FundingApplication":
    return queries.application(application_id)


def money_in_url(application_id: UUID, **_parts: UUID) -> "FundingApplication":
    """An application that was granted; before that there is nothing of this kind."""
    found = queries.application(application_id)
    if found.state not in WITH_MONEY:
        raise NotFound
    return found


def report_in_url(report_id: UUID) -> "FundingReport":
    return queries.report(report_id)


def programme_in_url(programme_id: UUID) -> "FundingProgramme":
    return queries.programme(programme_id)


def part_of_url(name: str) -> UUID:
    """A further part of the address beside the thing that was asked about."""
    found: UUID = (request.view_args or {})[name]
    return found

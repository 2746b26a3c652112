"""Time series for KomMonitor: the addresses its importer pulls, and how administrators give them out.

Its importer sends no key, only a GET to an address. So the address itself opens the series: signed, with an end, bound to a
system and its rights, and closed with one click.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.feed.actions import addresses as actions
from portal.feed.exports.series import MIMETYPES, written
from portal.feed.forms.addresses import AddressForm
from portal.feed.policy.clients import FeedPermission
from portal.feed.queries import addresses as queries
from portal.feed.queries import clients
from portal.feed.queries.series import Series, indicator_series, needs_series, series_places
from portal.feed.routes.admin import page_of_client
from portal.feed.routes.guard import remember_use
from portal.feed.routes.parameters import Parameter, read_parameters
from portal.feed.routes.server import server
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.kommonitor import (
    INDICATOR,
    NeedSeries,
    Pace,
    PlaceKey,
    SeriesFile,
    SeriesForm,
    SeriesLevel,
)
from portal.indicators import queries as indicators
from portal.kernel.db import unit_of_work
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.web import limits
from portal.web.access import actor, public, requires
from portal.web.i18n import _
from portal.web.pages import reply, tells
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from enum import StrEnum

    from portal.feed.models.addresses import FeedAddress
    from portal.feed.models.clients import ApiClient

bp = Blueprint("feed_series", __name__)

tells("address-created", N_("Die Adresse ist angelegt. Tragen Sie sie in KomMonitor ein."))
tells("address-revoked", N_("Die Adresse ist entzogen und öffnet ab sofort nichts mehr."))
#: Requests one address may get in a minute.
REQUESTS = 120
MINUTE = 60
#: The series that the page of a system names.
MOST_NAMED = 60


def _choice(name: str, kind: "type[StrEnum]", meaning: str) -> Parameter:
    values = [one.value for one in kind]
    return Parameter(
        name, meaning, {"type": "string", "enum": values}, kind, N_("Die möglichen Werte stehen in der Anleitung.")
    )


PARAMETERS = (
    _choice("form", SeriesForm, N_("breit: eine Spalte je Stichtag; lang: eine Zeile je Wert.")),
    _choice("schluessel", PlaceKey, N_("Nach welchem amtlichen Schlüssel die Orte heißen.")),
    _choice("ebene", SeriesLevel, N_("Welche Sozialräume.")),
    _choice("takt", Pace, N_("Wie weit die Stichtage auseinanderliegen.")),
)


def client_in_url(client_id: UUID) -> "ApiClient":
    """The system of an address. Raises `NotFound`."""
    return clients.client(client_id)


@bp.get("/api/kommonitor/<token>/<series>.<file>")
@public
def pull(token: str, series: str, file: str) -> Response:
    """One time series, as far as the system of the address may read it."""
    address = queries.opened(token)
    if file not in {one.value for one in SeriesFile}:
        raise NotFound
    limits.hit("feed.series", str(address.id), most=REQUESTS, per_seconds=MINUTE)
    asked = read_parameters(PARAMETERS, request.args)
    client = address.client
    found = _series(client, series, asked)
    body = written(found, SeriesFile(file), asked.get("form", SeriesForm.WIDE))
    remember_use(address)
    response = Response(body, content_type=MIMETYPES[SeriesFile(file)])
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/arbeit/verwaltung/schnittstellen/<uuid:client_id>/adressen")
@requires(FeedPermission.CREATE_ADDRESS, of=client_in_url)
def create(client: "ApiClient") -> Response:
    """Give out an address."""
    form = AddressForm()
    back = url_for("feed_admin.detail", client_id=client.id)
    if not form.validate_on_submit():
        return page_of_client(client, status=422, address_form=form)
    with unit_of_work():
        actions.create_address(client, submission_key=form.key, days=int(form.days.data), by=actor())
    return reply(f"{back}#kommonitor", tell="address-created")


def address_in_url(address_id: UUID) -> "FeedAddress":
    """The address of an address. Raises `NotFound`."""
    return queries.address(address_id)


@bp.post("/arbeit/verwaltung/schnittstellen/adressen/<uuid:address_id>/entziehen")
@requires(FeedPermission.REVOKE_ADDRESS, of=address_in_url)
def revoke(address: "FeedAddress") -> Response:
    """Close an address."""
    back = url_for("feed_admin.detail", client_id=address.client_id)
    with unit_of_work():
        actions.revoke_address(address, by=actor())
    return reply(f"{back}#kommonitor", tell="address-revoked")


@panel("feed.client", order=60)
def addresses_panel(*, client: "ApiClient", address_form: AddressForm | None = None, **_context: Any) -> str | None:
    """The addresses of a system and what they open."""
    found = queries.addresses_of(client.id)
    links = {one.id: _link(one) for one in found if one.is_open}
    return render_panel(
        "feed/_addresses.html",
        client=client,
        addresses=found,
        form=address_form or AddressForm(formdata=None),
        series=_named(client),
        links=links,
        newest=next(iter(links.values()), None),
        endings=[one.value for one in SeriesFile],
    )


def _link(address: "FeedAddress") -> str:
    """The beginning of every address of its series."""
    return f"{server()}/api/kommonitor/{queries.token_of(address)}/"


def _series(client: "ApiClient", name: str, asked: dict[str, Any]) -> Series:
    found = series_places(client, asked.get("ebene", SeriesLevel.GEMEINDE), asked.get("schluessel", PlaceKey.AGS))
    if name.startswith(INDICATOR):
        if not client.may(ApiRight.READ_INDICATORS):
            raise NotFound
        return indicator_series(indicators.definition_by_slug(name.removeprefix(INDICATOR)).key, found)
    if name not in {one.value for one in NeedSeries} or not client.may(ApiRight.READ_NEEDS):
        raise NotFound
    return needs_series(NeedSeries(name), found, asked.get("takt", Pace.MONTH))


def _named(client: "ApiClient") -> list[tuple[str, str]]:
    """The series a system may read, with what they are."""
    named: list[tuple[str, str]] = []
    if client.may(ApiRight.READ_NEEDS):
        named += [(one.value, _(one.label)) for one in NeedSeries]
    if client.may(ApiRight.READ_INDICATORS):
        named += [(INDICATOR + one.slug, _(one.name)) for one in indicators.definitions()[:MOST_NAMED]]
    return named

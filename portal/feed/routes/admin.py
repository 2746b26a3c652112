"""The administrators' pages of the connected systems. Other parts fill the slot `feed.client` of the page of one system."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.accounts import queries as accounts
from portal.feed.actions import clients as actions
from portal.feed.actions.clients import Terms
from portal.feed.forms.clients import ClientForm, RotationForm, TermsForm
from portal.feed.policy.clients import FeedPermission, ProposedClient
from portal.feed.queries import clients as queries
from portal.feed.routes.samples import SOME_KEY, curl, samples
from portal.feed.routes.server import server
from portal.feed.terms.clients import FAILURE_DAYS, GRACE, ApiRight
from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.places.terms import PlaceKind
from portal.web.access import actor, may, requires
from portal.web.forms import as_uuid
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from datetime import datetime

    from portal.feed.models.clients import ApiClient
    from portal.places.models import Sozialraum

bp = Blueprint("feed_admin", __name__, url_prefix="/arbeit/verwaltung/schnittstellen")

nav_entry(
    "admin",
    label=N_("Schnittstellen"),
    endpoint="feed_admin.index",
    order=60,
    permission=FeedPermission.LIST_CLIENTS,
    icon="link",
)
#: Stands in the form for a key without a Sozialraum.
WHOLE_COUNTY = "landkreis"

tells("client-terms", N_("Gespeichert. Es gilt ab der nächsten Anfrage."))
tells("client-revoked", N_("Der Schlüssel ist entzogen und gilt ab sofort nicht mehr."))


def client_in_url(client_id: UUID) -> "ApiClient":
    """The system of an address. Raises `NotFound`."""
    return queries.client(client_id)


@bp.get("")
@requires(FeedPermission.LIST_CLIENTS)
def index() -> Response:
    """Which systems read what, and since when not any more."""
    return _index(ClientForm(places=_place_choices()))


@bp.post("")
@requires(FeedPermission.LIST_CLIENTS)
def create() -> Response:
    """Make a key. It stands in this one answer and nowhere else, so there is no way back to it."""
    form = ClientForm(places=_place_choices())
    if not form.validate_on_submit():
        return _index(form, status=422)
    try:
        with unit_of_work():
            client, key = actions.create_client(
                submission_key=form.key,
                name=form.name.data or "",
                purpose=form.purpose.data or "",
                place=_chosen_place(form),
                terms=_terms(form),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _index(form, status=422)
    except Conflict as error:
        form.take(error)
        form.renew_key()
        return _index(form, status=409)
    return _key_page(client, key)


@bp.get("/<uuid:client_id>")
@requires(FeedPermission.READ_CLIENT, of=client_in_url)
def detail(client: "ApiClient") -> Response:
    """What one system may do, when it asked last, what was refused, and how to connect it."""
    return page_of_client(client)


@bp.post("/<uuid:client_id>")
@requires(FeedPermission.CHANGE_CLIENT, of=client_in_url)
def change(client: "ApiClient") -> Response:
    """Change what a key may do."""
    form = TermsForm()
    if not form.validate_on_submit():
        return page_of_client(client, form, status=422)
    try:
        with unit_of_work():
            actions.set_terms(client, _terms(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return page_of_client(client, form, status=422)
    return reply(url_for("feed_admin.detail", client_id=client.id), tell="client-terms")


@bp.post("/<uuid:client_id>/erneuern")
@requires(FeedPermission.CHANGE_CLIENT, of=client_in_url)
def rotate(client: "ApiClient") -> Response:
    """Make a new key. It stands in this one answer and nowhere else."""
    form = RotationForm()
    if not form.validate_on_submit():
        return page_of_client(client, rotation=form, status=422)
    try:
        with unit_of_work():
            key = actions.rotate_client(client, submission_key=form.key, by=actor())
    except Conflict as error:
        form.take(error)
        form.renew_key()
        return page_of_client(client, rotation=form, status=409)
    return _key_page(client, key, old_until=client.previous_key_until)


@bp.post("/<uuid:client_id>/entziehen")
@requires(FeedPermission.REVOKE_CLIENT, of=client_in_url)
def revoke(client: "ApiClient") -> Response:
    """Withdraw a key."""
    with unit_of_work():
        actions.revoke_client(client, by=actor())
    return reply(url_for("feed_admin.detail", client_id=client.id), tell="client-revoked")


def _key_page(client: "ApiClient", key: str, old_until: "datetime | None" = None) -> Response:
    return page(
        "feed/key.html",
        client=client,
        key=key,
        old_until=old_until,
        samples=samples(client, server(), key),
        docs=url_for("feed.docs"),
    )


def _index(form: ClientForm, *, status: int = 200) -> Response:
    clients = queries.clients(actor())
    return page(
        "feed/clients.html",
        status=status,
        form=form,
        clients=clients,
        places=places.names(client.sozialraum_id for client in clients if client.sozialraum_id),
        people=accounts.names({client.created_by for client in clients}),
        sample=curl(server() + url_for("feed.needs"), SOME_KEY),
        docs=url_for("feed.docs"),
    )


def page_of_client(
    client: "ApiClient",
    form: TermsForm | None = None,
    *,
    rotation: RotationForm | None = None,
    status: int = 200,
    **for_panels: Any,
) -> Response:
    """The page of one system. What its panels shall say of a form of their own goes to them as it is."""
    return page(
        "feed/client.html",
        status=status,
        client=client,
        form=form or _terms_form(client),
        for_panels=for_panels,
        rotation=rotation or RotationForm(formdata=None),
        rights=[right for right in ApiRight if client.may(right)],
        place=places.names([client.sozialraum_id]).get(client.sozialraum_id) if client.sozialraum_id else None,
        person=accounts.names({client.created_by}).get(client.created_by) if client.created_by else None,
        failures=queries.failures_of(client.id),
        failure_days=FAILURE_DAYS,
        grace_days=GRACE.days,
        still_old=client.previous_key_until is not None and client.previous_key_until > now(),
        samples=samples(client, server()),
        docs=url_for("feed.docs"),
    )


def _terms_form(client: "ApiClient") -> TermsForm:
    return TermsForm(
        formdata=None,
        data={
            "rights": [right for right in client.rights if right != ApiRight.READ_NAMES],
            "names": client.may(ApiRight.READ_NAMES),
            "names_reason": client.names_reason,
            "expires_on": client.expires_on,
            "requests_per_minute": client.requests_per_minute,
        },
    )


def _terms(form: TermsForm) -> Terms:
    return Terms(
        rights=form.chosen_rights,
        names_reason=form.names_reason.data or "",
        expires_on=form.expires_on.data,
        requests_per_minute=form.requests_per_minute.data or 0,
    )


def _place_choices() -> list[tuple[str, str]]:
    """Where this administrator may make keys: the whole county only for who minds all of it, and under one name."""
    is_whole = actor().scope_of(Role.ADMIN) is None
    kinds = tuple(kind for kind in PlaceKind if not (is_whole and kind is PlaceKind.COUNTY))
    known = [(str(place_id), label) for place_id, label in places.choices(kinds=kinds) if _is_mine(place_id)]
    return [(WHOLE_COUNTY, _("Ganzer Landkreis")), *known] if is_whole else known


def _is_mine(place_id: UUID) -> bool:
    node = places.tree().get(place_id)
    return node is not None and may(FeedPermission.CREATE_CLIENT, ProposedClient(lineage=node.lineage))


def _chosen_place(form: ClientForm) -> "Sozialraum | None":
    if form.place.data == WHOLE_COUNTY:
        return None
    chosen = as_uuid(form.place.data)
    if chosen is None:
        raise NotFound
    return places.place(chosen)

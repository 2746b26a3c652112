"""The administrators' page of the connected systems."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.feed.actions import clients as actions
from portal.feed.forms.clients import ClientForm
from portal.feed.policy.clients import FeedPermission, ProposedClient
from portal.feed.queries import clients as queries
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, NotFound
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
                by=actor(),
            )
    except Conflict as error:
        form.take(error)
        form.renew_key()
        return _index(form, status=409)
    return page("feed/key.html", client=client, key=key, sample=sample(key), docs=url_for("feed.docs"))


@bp.post("/<uuid:client_id>/entziehen")
@requires(FeedPermission.REVOKE_CLIENT, of=client_in_url)
def revoke(client: "ApiClient") -> Response:
    """Withdraw a key."""
    with unit_of_work():
        actions.revoke_client(client, by=actor())
    return reply(url_for("feed_admin.index"), tell="client-revoked")


def sample(key: str) -> str:
    """A request to try a key with, ready to be pasted."""
    return f'curl -H "Authorization: Bearer {key}" "{request.host_url.rstrip("/")}{url_for("feed.needs")}?limit=10"'


def _index(form: ClientForm, *, status: int = 200) -> Response:
    clients = queries.clients(actor())
    return page(
        "feed/clients.html",
        status=status,
        form=form,
        clients=clients,
        places=places.names(client.sozialraum_id for client in clients if client.sozialraum_id),
        people=accounts.names({client.created_by for client in clients}),
        sample=sample("mtn_…"),
        docs=url_for("feed.docs"),
    )


def _place_choices() -> list[tuple[str, str]]:
    """Where this administrator may make keys: the whole county only for who minds all of it."""
    scope = actor().scope_of(Role.ADMIN)
    known = [(str(place_id), label) for place_id, label in places.choices(kinds=tuple(PlaceKind)) if _is_mine(place_id)]
    return [(WHOLE_COUNTY, _("Ganzer Landkreis")), *known] if scope is None else known


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

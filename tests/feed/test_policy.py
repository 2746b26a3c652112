"""One truth table for keys and signed addresses: roles, places and whether the key still counts; and which route asks for what."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.feed.models.addresses import FeedAddress
from portal.feed.models.clients import ApiClient
from portal.feed.policy.clients import FeedPermission as May
from portal.feed.policy.clients import ProposedClient
from portal.kernel.clock import now, today
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from portal.web.access import declared_access

#: What is asked about a key, and about an address of its system.
OF_A_KEY = (May.READ_CLIENT, May.CHANGE_CLIENT, May.REVOKE_CLIENT, May.CREATE_ADDRESS)
ASKED = {
    "POST /arbeit/verwaltung/schnittstellen/<uuid:client_id>/adressen": May.CREATE_ADDRESS,
    "POST /arbeit/verwaltung/schnittstellen/adressen/<uuid:address_id>/entziehen": May.REVOKE_ADDRESS,
    "POST /arbeit/verwaltung/schnittstellen/<uuid:client_id>/entziehen": May.REVOKE_CLIENT,
    "POST /arbeit/verwaltung/schnittstellen/<uuid:client_id>/erneuern": May.CHANGE_CLIENT,
    "POST /arbeit/verwaltung/schnittstellen/<uuid:client_id>": May.CHANGE_CLIENT,
    "GET /arbeit/verwaltung/schnittstellen/<uuid:client_id>": May.READ_CLIENT,
    "GET /arbeit/verwaltung/schnittstellen": May.LIST_CLIENTS,
    "POST /arbeit/verwaltung/schnittstellen": May.LIST_CLIENTS,
}


def somebody(role: Role, place: Sozialraum | None = None) -> Account:
    return Account(id=uuid4(), is_active=True, grants=[RoleGrant(role=role, sozialraum_id=place.id if place else None)])


def key_of(place: Sozialraum | None, *, revoked: bool = False) -> ApiClient:
    return ApiClient(
        id=uuid4(), place=place, sozialraum_id=place.id if place else None, revoked_at=now() if revoked else None
    )


def address_of(client: ApiClient, *, revoked: bool = False) -> FeedAddress:
    return FeedAddress(client=client, expires_on=today(), revoked_at=now() if revoked else None)


@pytest.mark.parametrize("revoked", [False, True], ids=["counts", "withdrawn"])
def test_keys_and_addresses_are_minded_by_administrators_here(
    north: Sozialraum, south: Sozialraum, revoked: bool
) -> None:
    here, wide = key_of(north, revoked=revoked), key_of(None, revoked=revoked)
    things = [(may, here, wide) for may in OF_A_KEY]
    things.append((May.REVOKE_ADDRESS, address_of(here), address_of(wide)))  # type: ignore[arg-type]

    for may, mine, of_county in things:
        open_to = not revoked or may is May.READ_CLIENT
        for role in Role:
            is_admin = role is Role.ADMIN and open_to
            assert allows(may, somebody(role, north), mine) is is_admin, (may, role)
            assert allows(may, somebody(role), of_county) is is_admin, (may, role)
            assert not allows(may, somebody(role, south), mine), (may, role)
            assert not allows(may, somebody(role, north), of_county), (may, role)
        assert not allows(may, ANONYMOUS, mine)


def test_an_address_can_be_withdrawn_twice_and_is_made_by_the_same_rule(north: Sozialraum) -> None:
    admin = somebody(Role.ADMIN, north)

    assert allows(May.REVOKE_ADDRESS, admin, address_of(key_of(north), revoked=True))
    for client in (key_of(north), key_of(north, revoked=True)):
        assert allows(May.CREATE_ADDRESS, admin, client) is allows(May.REVOKE_ADDRESS, admin, address_of(client))


def test_keys_are_made_and_names_taken_by_few(north: Sozialraum, south: Sozialraum) -> None:
    here, wide = ProposedClient(lineage=north.lineage), ProposedClient(lineage=())

    for role in Role:
        assert allows(May.CREATE_CLIENT, somebody(role, north), here) is (role is Role.ADMIN)
        assert allows(May.CREATE_CLIENT, somebody(role), wide) is (role is Role.ADMIN)
        assert not allows(May.CREATE_CLIENT, somebody(role, south), here)
        assert not allows(May.CREATE_CLIENT, somebody(role, north), wide)
        assert allows(May.LIST_CLIENTS, somebody(role, north)) is (role is Role.ADMIN)
        assert allows(May.EXPORT_NAMES, somebody(role, north)) is (role is Role.PLANNER)


def test_each_route_asks_for_what_the_table_says(app: Flask) -> None:
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.split(".")[0] not in ("feed_admin", "feed_series") or not rule.rule.startswith("/arbeit"):
            continue
        access = declared_access(app.view_functions[rule.endpoint])
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found[f"{method} {rule.rule}"] = access.permission if access else None

    assert found == ASKED

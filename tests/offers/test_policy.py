"""One truth table per permission: roles, places and states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.offers import actions, queries
from portal.offers.formats import FileContent, OfferRow
from portal.offers.models import Offer
from portal.offers.policy import OfferPermission as May
from portal.offers.queries.matching import plan_import
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.offers import end_offer, make_offer, make_report
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient

KEEPERS = {Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}
NOBODY: set[Role] = set()
WORK = "/arbeit/angebote"


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def in_state(state: str) -> Offer:
    made = make_offer(shown=state != "draft")
    return end_offer(made) if state == "ended" else made


@pytest.mark.parametrize(
    ("permission", "draft", "shown", "ended"),
    [
        (May.READ, KEEPERS, KEEPERS, KEEPERS),
        (May.EDIT, KEEPERS, KEEPERS, NOBODY),
        (May.SHOW, KEEPERS, NOBODY, KEEPERS),
        (May.END, KEEPERS, KEEPERS, NOBODY),
    ],
)
def test_roles_and_states(app: Flask, permission: May, draft: set[Role], shown: set[Role], ended: set[Role]) -> None:
    elsewhere = make_place("Kammlach")
    for state, allowed in (("draft", draft), ("shown", shown), ("ended", ended)):
        thing = in_state(state)
        for place in (None, thing.sozialraum):
            assert {role for role in Role if allows(permission, somebody(role, place), thing)} == allowed, state
        assert {role for role in Role if allows(permission, somebody(role, elsewhere), thing)} == NOBODY
        assert not allows(permission, ANONYMOUS, thing)
        assert not allows(permission, somebody(), thing)


def test_everybody_reads_what_is_shown_and_nothing_else(app: Flask) -> None:
    for state, readable in (("draft", False), ("shown", True), ("ended", False)):
        thing = in_state(state)
        readers = [ANONYMOUS, somebody(), *(somebody(role) for role in Role)]
        assert {allows(May.READ_SHOWN, who, thing) for who in readers} == {readable}, state


@pytest.mark.parametrize("permission", [May.LIST, May.ADD])
def test_the_pages_open_for_keepers_anywhere(app: Flask, permission: May) -> None:
    place = make_place()

    assert {role for role in Role if allows(permission, somebody(role, place))} == KEEPERS
    assert not allows(permission, ANONYMOUS)


def test_adding_is_for_the_own_sozialraum(app: Flask) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")

    assert {role for role in Role if allows(May.ADD_HERE, somebody(role, place), place)} == KEEPERS
    assert {role for role in Role if allows(May.ADD_HERE, somebody(role, elsewhere), place)} == NOBODY


def test_a_hinweis_is_settled_once_by_who_keeps_the_angebot(app: Flask) -> None:
    report, elsewhere = make_report(), make_place("Kammlach")
    here = report.offer.sozialraum

    assert {role for role in Role if allows(May.SETTLE, somebody(role, here), report)} == KEEPERS
    assert {role for role in Role if allows(May.SETTLE, somebody(role, elsewhere), report)} == NOBODY
    with unit_of_work():
        actions.settle(queries.report(report.id), by=SYSTEM)
    assert {role for role in Role if allows(May.SETTLE, somebody(role, here), queries.report(report.id))} == NOBODY


def test_a_file_is_for_who_handed_it_in(app: Flask) -> None:
    make_place()
    owner, other = make_account(Role.PLANNER), make_account(Role.PLANNER)
    content = FileContent(rows=[OfferRow(2, {"name": "Chor", "kind": "club", "place": "Markt Rettenbach"})])
    with unit_of_work():
        file = actions.preview_import(content, file_name="liste.csv", by=owner)

    for permission in (May.READ_IMPORT, May.TAKE_OVER):
        assert [allows(permission, who, file) for who in (owner, other, ANONYMOUS)] == [True, False, False]
    with unit_of_work():
        fresh = queries.import_file(file.id)
        actions.take_over(fresh, fingerprint=plan_import(content.rows, viewer=owner).fingerprint, by=owner)
    file = queries.import_file(file.id)
    assert [allows(permission, owner, file) for permission in (May.READ_IMPORT, May.TAKE_OVER)] == [True, False]


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_may_not_see_a_thing_learns_nothing(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    offer, elsewhere = make_offer("Geheimer Entwurf", shown=False), make_place("Kammlach")
    login(role, elsewhere)
    addresses = [
        f"{WORK}/{offer.id}",
        f"{WORK}/{offer.id}/bearbeiten",
        f"{WORK}/{uuid4()}",
        f"{WORK}/einlesen/{uuid4()}",
        f"/angebote/{offer.slug}",
        f"/angebote/{offer.slug}/hinweis",
    ]

    assert {client.get(address).status_code for address in addresses} == {404}
    listed = client.get(WORK)
    assert listed.status_code == (200 if role in KEEPERS else 404)
    assert "Geheimer Entwurf" not in listed.get_data(as_text=True)


def test_people_without_a_login_find_nothing_of_a_draft(client: PickyClient) -> None:
    make_county()
    offer, shown = make_offer("Geheimer Entwurf", shown=False), make_offer("Offener Treff")
    end_offer(make_offer("Beendeter Kurs", place=shown.sozialraum))

    found = [
        client.page(address).text()
        for address in (
            "/angebote",
            f"/angebote?ort={shown.sozialraum.slug}",
            f"/angebote/blatt/{shown.sozialraum.slug}",
            f"/orte/{shown.sozialraum.slug}",
        )
    ]

    assert [("Geheimer" in text, "Beendeter" in text) for text in found] == [(False, False)] * 4
    assert client.get(f"/angebote/{offer.slug}").status_code == 404

"""One truth table per permission: roles, places and states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.network import actions, queries
from portal.network.formats import FileContent, StakeholderRow
from portal.network.models import Stakeholder
from portal.network.policy import NetworkPermission as May
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient

NETWORKERS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
NOBODY: set[Role] = set()


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def in_state(state: str) -> Stakeholder:
    made = make_stakeholder()
    with unit_of_work():
        fresh = queries.stakeholder(made.id)
        if state == "merged":
            kept = actions.add(actions.StakeholderDraft(name="Der andere", place=fresh.sozialraum), by=SYSTEM)
            actions.merge(kept, fresh, by=SYSTEM)
        if state == "retired":
            actions.retire(fresh, by=SYSTEM)
    return queries.stakeholder(made.id)


@pytest.mark.parametrize(
    ("permission", "listed", "merged", "retired"),
    [
        (May.READ, NETWORKERS, NETWORKERS, NOBODY),
        (May.EDIT, NETWORKERS, NOBODY, NOBODY),
    ],
)
def test_roles_and_states(
    app: Flask, permission: May, listed: set[Role], merged: set[Role], retired: set[Role]
) -> None:
    elsewhere = make_place("Kammlach")
    for state, allowed in (("listed", listed), ("merged", merged), ("retired", retired)):
        thing = in_state(state)
        for place in (None, thing.sozialraum):
            assert {role for role in Role if allows(permission, somebody(role, place), thing)} == allowed, state
        assert {role for role in Role if allows(permission, somebody(role, elsewhere), thing)} == set()
        assert not allows(permission, ANONYMOUS, thing)
        assert not allows(permission, somebody(), thing)


@pytest.mark.parametrize("erased", [False, True])
def test_contacts_are_for_who_works_there(app: Flask, erased: bool) -> None:
    contact = make_contact()
    if erased:
        with unit_of_work():
            actions.erase_contact(queries.contact(contact.id), by=SYSTEM)
    contact = queries.contact(contact.id)
    here, elsewhere = contact.stakeholder.sozialraum, make_place("Kammlach")

    for place, allowed in ((None, NETWORKERS), (here, NETWORKERS), (elsewhere, NOBODY)):
        found = {role for role in Role if allows(May.EDIT_CONTACT, somebody(role, place), contact)}
        assert found == (NOBODY if erased else allowed)


@pytest.mark.parametrize("permission", [May.LIST, May.ADD])
def test_the_pages_open_for_networkers_anywhere(app: Flask, permission: May) -> None:
    place = make_place()

    assert {role for role in Role if allows(permission, somebody(role, place))} == NETWORKERS
    assert not allows(permission, ANONYMOUS)


def test_adding_is_for_the_own_sozialraum(app: Flask) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")

    assert {role for role in Role if allows(May.ADD_HERE, somebody(role, place), place)} == NETWORKERS
    assert {role for role in Role if allows(May.ADD_HERE, somebody(role, elsewhere), place)} == NOBODY


def test_a_file_is_for_who_handed_it_in(app: Flask) -> None:
    place = make_place()
    owner, other = make_account(Role.PLANNER), make_account(Role.PLANNER)
    content = FileContent(rows=[StakeholderRow(line=2, organisation="Verein")])
    with unit_of_work():
        file = actions.preview_import(content, file_name="liste.csv", place=place, by=owner)

    for permission in (May.READ_IMPORT, May.TAKE_OVER):
        assert [allows(permission, who, file) for who in (owner, other, ANONYMOUS)] == [True, False, False]
    with unit_of_work():
        actions.take_over(queries.import_file(file.id), version=file.version, by=owner)
    file = queries.import_file(file.id)
    assert [allows(permission, owner, file) for permission in (May.READ_IMPORT, May.TAKE_OVER)] == [True, False]


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_may_not_see_a_thing_learns_nothing(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    contact, elsewhere = make_contact(), make_place("Kammlach")
    stakeholder_id = contact.stakeholder_id
    login(role, elsewhere)
    addresses = [
        f"/{stakeholder_id}",
        f"/{stakeholder_id}/bearbeiten",
        f"/{stakeholder_id}/einschaetzen",
        f"/{stakeholder_id}/kontakte/neu",
        f"/{stakeholder_id}/visitenkarte.vcf",
        f"/{stakeholder_id}/zusammenfuehren?mit={stakeholder_id}",
        f"/kontakte/{contact.id}",
        f"/einlesen/{uuid4()}",
    ]

    assert {client.get(f"/arbeit/netzwerk{address}").status_code for address in addresses} == {404}
    listed = client.get("/arbeit/netzwerk")
    assert listed.status_code == (200 if role in NETWORKERS else 404)
    assert "Nachbarschaftshilfe" not in listed.get_data(as_text=True)


def test_a_foreign_akteur_is_merged_with_nothing(client: PickyClient, login: Login) -> None:
    make_county()
    here, foreign = make_stakeholder("Hier"), make_stakeholder("Dort", place=make_place("Kammlach"))
    login(Role.KUEMMERER, here.sozialraum)
    page = client.page(f"/arbeit/netzwerk/{here.id}")
    form = page.form("form[action$=herausnehmen]")

    answer = client.post(
        f"/arbeit/netzwerk/{here.id}/zusammenfuehren",
        data=form.filled({}) | {"mit": str(foreign.id)},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 404
    assert queries.stakeholder(foreign.id).is_listed

"""One truth table per permission: roles, places, Fachplanungen and where an Erhebung comes from."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places.models import Sozialraum
from portal.sectorplans import actions, queries
from portal.sectorplans.actions import Registration
from portal.sectorplans.models import DataCollection
from portal.sectorplans.policy import CollectionPermission as May
from portal.sectorplans.policy import PlanPermission as MayPlan
from portal.sectorplans.terms import CollectionMethod, CollectionState, SourceKind
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.sectorplans import make_collection, make_plan
from tests.support.login import Login
from tests.support.picky import PickyClient

READERS = set(Role) - {Role.OBSERVER}
OF_A_PLACE = {Role.KUEMMERER, Role.MUNICIPALITY}
NOBODY: set[Role] = set()


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def registered(place: Sozialraum) -> DataCollection:
    with unit_of_work():
        made = actions.register_collection(
            Registration(
                kind=SourceKind.SURVEY,
                source_id=uuid4(),
                title="Umfrage",
                sozialraum_id=place.id,
                first_day=date(2027, 3, 4),
                last_day=date(2027, 4, 5),
                state=CollectionState.PLANNED,
                method=CollectionMethod.ONLINE,
            ),
            by=SYSTEM,
        )
    assert made is not None
    return queries.collection(made.id)


@pytest.mark.parametrize("permission", [May.LIST, May.READ, MayPlan.LIST, MayPlan.READ])
def test_all_who_work_here_read_and_observers_do_not(app: Flask, permission: May | MayPlan) -> None:
    place = make_place()

    assert {role for role in Role if allows(permission, somebody(role, place))} == READERS
    assert not allows(permission, ANONYMOUS)
    assert not allows(permission, somebody())


def test_the_form_opens_for_who_enters_anything(app: Flask) -> None:
    found = {role for role in Role if allows(May.ADD, somebody(role, make_place()))}

    assert found == {Role.PLANNER, Role.SECTOR_PLANNER, *OF_A_PLACE}


@pytest.mark.parametrize(
    ("kind", "edit", "supplement"),
    [
        ("of a place", {Role.PLANNER, *OF_A_PLACE}, NOBODY),
        ("of a plan", {Role.PLANNER}, NOBODY),
        ("registered", NOBODY, {Role.PLANNER, Role.MODERATOR, *OF_A_PLACE}),
    ],
)
def test_who_changes_an_erhebung(app: Flask, kind: str, edit: set[Role], supplement: set[Role]) -> None:
    here, elsewhere = make_place(), make_place("Kammlach")
    thing = {
        "of a place": lambda: make_collection(place=here),
        "of a plan": lambda: make_collection(place=here, plan=make_plan()),
        "registered": lambda: registered(here),
    }[kind]()

    for place in (None, here):
        assert {role for role in Role if allows(May.EDIT, somebody(role, place), thing)} == edit
        assert {role for role in Role if allows(May.SUPPLEMENT, somebody(role, place), thing)} == supplement
    for permission in (May.EDIT, May.SUPPLEMENT):
        assert {role for role in Role if allows(permission, somebody(role, elsewhere), thing)} == NOBODY
        assert not allows(permission, ANONYMOUS, thing)


def test_of_two_places_one_is_not_enough(app: Flask) -> None:
    here, elsewhere = make_place(), make_place("Kammlach")
    thing = make_collection(places=(here, elsewhere))

    assert not allows(May.EDIT, somebody(Role.MUNICIPALITY, here), thing)
    assert allows(May.EDIT, somebody(Role.MUNICIPALITY), thing)


def test_whoever_is_responsible_changes_the_own_plan_and_its_erhebungen(app: Flask) -> None:
    owner, other = make_account(Role.SECTOR_PLANNER), make_account(Role.SECTOR_PLANNER)
    plan = make_plan(responsible_id=owner.id)
    collection = make_collection(plan=plan)

    assert [allows(MayPlan.EDIT, who, plan) for who in (owner, other)] == [True, False]
    assert [allows(MayPlan.ASSIGN, who, plan) for who in (owner, other)] == [False, False]
    assert [allows(May.EDIT, who, collection) for who in (owner, other)] == [True, False]
    with unit_of_work():
        actions.retire_plan(queries.plan(plan.id), by=SYSTEM)
    assert not allows(MayPlan.EDIT, owner, queries.plan(plan.id))
    assert not allows(May.EDIT, owner, queries.collection(collection.id))


@pytest.mark.parametrize("permission", [MayPlan.ADD, MayPlan.ASSIGN, MayPlan.EDIT])
def test_the_register_is_kept_by_the_sozialplanung_of_the_county(app: Flask, permission: MayPlan) -> None:
    place, plan = make_place(), make_plan()

    assert {role for role in Role if allows(permission, somebody(role), plan)} == {Role.PLANNER}
    assert {role for role in Role if allows(permission, somebody(role, place), plan)} == NOBODY


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_who_may_not_read_learns_nothing(client: PickyClient, login: Login, role: Role | None) -> None:
    make_county()
    collection, plan = make_collection(), make_plan()
    login(role)
    addresses = [
        "/arbeit/erhebungen",
        "/arbeit/erhebungen/ueberschneidungen",
        "/arbeit/erhebungen/kalender.xlsx",
        "/arbeit/erhebungen/neu",
        f"/arbeit/erhebungen/{collection.id}",
        f"/arbeit/erhebungen/{collection.id}/bearbeiten",
        "/arbeit/fachplanungen",
        "/arbeit/fachplanungen/doppelt",
        f"/arbeit/fachplanungen/{plan.id}",
        f"/arbeit/fachplanungen/{plan.id}/bearbeiten",
    ]

    assert {client.get(address).status_code for address in addresses} == {404}

"""One truth table per permission: roles, places and who is responsible for a Maßnahme."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import session
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from portal.planning.policy.measures import READERS
from portal.planning.policy.measures import MeasurePermission as May
from portal.planning.queries.measures import visible_measures
from tests.factories.accounts import make_account
from tests.factories.measures import make_measure
from tests.factories.places import make_place, make_root
from tests.support.login import Login
from tests.support.picky import PickyClient

PLANNER = {Role.PLANNER}
NOBODY: set[Role] = set()
GOVERNING = (May.EDIT, May.RELEASE, May.TELL, May.PUT)
NOTING = (May.PROGRESS, May.EVALUATE)


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def who_may(permission: May, thing: object, place: Sozialraum | None) -> set[Role]:
    return {role for role in Role if allows(permission, somebody(role, place), thing)}


def test_who_opens_the_list_and_the_form(app: Flask) -> None:
    place = make_place()

    assert {role for role in Role if allows(May.LIST, somebody(role, place))} == set(READERS)
    assert {role for role in Role if allows(May.ADD, somebody(role, place))} == PLANNER
    assert not allows(May.LIST, ANONYMOUS)
    assert not allows(May.LIST, somebody())


def test_who_does_what_where(app: Flask) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Kammlach")
    one = make_measure("Hier", here)
    both = make_measure("Beide", here, elsewhere)
    county = make_measure("Überall", make_root())

    assert who_may(May.READ, one, here) == set(READERS)
    assert who_may(May.READ, one, elsewhere) == NOBODY
    assert who_may(May.READ, both, elsewhere) == set(READERS)
    assert who_may(May.READ, county, here) == set(READERS)
    for permission in (*GOVERNING, *NOTING):
        assert who_may(permission, one, here) == PLANNER, permission
        assert who_may(permission, one, None) == PLANNER, permission
        assert who_may(permission, one, elsewhere) == NOBODY, permission
        assert who_may(permission, both, here) == NOBODY, permission
        assert who_may(permission, county, here) == NOBODY, permission


def test_whoever_is_responsible_reads_notes_and_reviews_and_does_not_govern(app: Flask) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Kammlach")
    minder = make_account(Role.KUEMMERER, elsewhere)
    one = make_measure("Hier", here, responsible_id=minder.id)

    assert all(allows(permission, minder, one) for permission in (May.READ, *NOTING))
    assert not any(allows(permission, minder, one) for permission in GOVERNING)
    gone = Account(id=minder.id, is_active=True, grants=[])
    assert not any(allows(permission, gone, one) for permission in (May.READ, *NOTING))


def test_the_list_shows_what_may_be_read(app: Flask) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Kammlach")
    minder = make_account(Role.KUEMMERER, elsewhere)
    made = [
        make_measure("Hier", here, responsible_id=minder.id),
        make_measure("Dort", elsewhere),
        make_measure("Überall", make_root()),
        make_measure("Fremd", here),
    ]
    people = [minder, *(make_account(role, place) for role in Role for place in (here, elsewhere, None))]

    for person in people:
        seen = {one.id for one in session().scalars(visible_measures(person))}
        assert seen == {one.id for one in made if allows(May.READ, person, one)}


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MODERATOR, Role.ADMIN, Role.KUEMMERER])
def test_every_page_of_a_foreign_one_is_not_found(client: PickyClient, login: Login, role: Role) -> None:
    made = make_measure("Hier", make_place("Pfaffenhausen"), due=(5,))
    login(role, make_place("Kammlach"))
    address = f"/arbeit/planung/massnahmen/{made.id}"
    pages = ["", "/bearbeiten", "/bedarfe", "/stoppen", "/oeffentlich", "/antworten", "/nachfragen", "/ueberpruefung"]

    for page in [*pages, "/wirkung/neu", "/risiken/neu", f"/meilensteine/{made.milestones[0].id}"]:
        client.page(address + page, status=404)

"""One truth table per permission: roles, where they are held, and the state of a file."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.indicators.models import Indicator, IndicatorImport
from portal.indicators.policy import ImportPermission as MayFile
from portal.indicators.policy import IndicatorPermission as May
from portal.indicators.terms.importing import ImportState
from portal.kernel.clock import now
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places import queries as places
from portal.places.models import Sozialraum
from tests.factories.county import make_county
from tests.factories.indicators import import_extracts, make_indicator
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient

PLANNERS = {Role.PLANNER, Role.SECTOR_PLANNER}
OF_A_PLACE = {Role.KUEMMERER, Role.MUNICIPALITY}
NOBODY: set[Role] = set()


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def may(permission: May | MayFile, thing: object = None, place: Sozialraum | None = None) -> set[Role]:
    return {role for role in Role if allows(permission, somebody(role, place), thing)}


def file_in(state: ImportState) -> IndicatorImport:
    taken = state in (ImportState.TAKEN, ImportState.TAKEN_BACK)
    back = state is ImportState.TAKEN_BACK
    return IndicatorImport(state=state, taken_at=now() if taken else None, taken_back_at=now() if back else None)


def test_who_reads(app: Flask) -> None:
    here, elsewhere = make_place(), make_place("Kammlach")

    assert may(May.LIST) == PLANNERS | OF_A_PLACE
    assert may(May.READ, here, here) == PLANNERS | OF_A_PLACE
    assert may(May.READ, here, elsewhere) == PLANNERS
    assert not allows(May.LIST, ANONYMOUS)


def test_who_defines_and_enters(app: Flask) -> None:
    place = make_place()
    own, shipped = Indicator(key="eigen", is_shipped=False), Indicator(key="population", is_shipped=True)
    author = somebody(Role.SECTOR_PLANNER)
    written = Indicator(key="meine", is_shipped=False, created_by=author.id)

    assert may(May.ADD) == PLANNERS
    assert [may(May.EDIT, one) for one in (own, shipped)] == [{Role.PLANNER}, NOBODY]
    assert [may(May.ENTER, one) for one in (own, shipped)] == [{Role.PLANNER}, {Role.PLANNER}]
    assert may(May.EDIT, own, place) == may(May.ENTER, shipped, place) == NOBODY
    assert allows(May.EDIT, author, written)
    assert allows(May.ENTER, author, written)
    assert not allows(May.ENTER, author, own)


@pytest.mark.parametrize("state", ImportState)
def test_files_are_the_sozialplanungs(app: Flask, state: ImportState) -> None:
    place, file = make_place(), file_in(state)
    waits = state not in (ImportState.TAKEN, ImportState.TAKEN_BACK)

    assert may(MayFile.LIST) == may(MayFile.READ, file) == {Role.PLANNER}
    assert may(MayFile.TAKE, file) == ({Role.PLANNER} if waits else NOBODY)
    assert may(MayFile.TAKE_BACK, file) == ({Role.PLANNER} if state is ImportState.TAKEN else NOBODY)
    for permission in MayFile:
        assert may(permission, file, place) == NOBODY
        assert not allows(permission, ANONYMOUS, file)


@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.MODERATOR, Role.ADMIN])
def test_who_may_not_read_learns_nothing(client: PickyClient, login: Login, role: Role | None) -> None:
    make_county(ags="09778")
    place, own = make_place(), make_indicator()
    login(role)
    addresses = [
        "",
        "/einwohner",
        "/einwohner/tabelle.xlsx",
        "/einwohner/werte",
        "/neu",
        "/einlesen",
        f"/orte/{place.id}",
        f"/{own.key}",
        f"/{own.key}/bearbeiten",
    ]

    assert {client.get(f"/arbeit/kennzahlen{address}").status_code for address in addresses} == {404}


def test_a_gemeinde_sees_its_own_values_and_no_files(client: PickyClient, login: Login) -> None:
    make_county(ags="09778")
    import_extracts()
    here, other = (next(one for one in places.tree().gemeinden if one.name == name) for name in ("Amberg", "Boos"))
    login(Role.MUNICIPALITY, places.place(here.id))

    table = client.page("/arbeit/kennzahlen/einwohner")
    assert [row[0] for row in table.rows("#indicator section[aria-labelledby=table] tbody tr")] == ["Amberg"]
    assert client.get(f"/arbeit/kennzahlen/orte/{here.id}").status_code == 200
    assert client.get(f"/arbeit/kennzahlen/orte/{other.id}").status_code == 404
    assert client.get("/arbeit/kennzahlen/einlesen").status_code == 404

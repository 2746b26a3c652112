"""One truth table per permission: roles, places and states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.funding import queries
from portal.funding.policy import FundingPermission as May
from portal.funding.terms import ApplicationState as State
from portal.kernel.db import session
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from tests.factories.county import make_county
from tests.factories.funding import make_application, programme
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}
READERS = EDITORS | {Role.SECTOR_PLANNER}
NOBODY: set[Role] = set()
WORK = "/arbeit/foerderung"


@pytest.fixture(autouse=True)
def spring(frozen_clock: StoppedClock) -> None:
    """A day on which four years can be applied for."""


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


@pytest.mark.parametrize(
    ("permission", "allowed", "states"),
    [
        (May.READ, READERS, set(State)),
        (May.EDIT, EDITORS, {State.DRAFT}),
        (May.LINK, EDITORS, {State.SUBMITTED, State.GRANTED, State.RUNNING, State.REPORTED}),
        (May.DECIDE, EDITORS, {State.SUBMITTED}),
        (May.START, EDITORS, {State.GRANTED}),
        (May.BOOK, EDITORS, {State.RUNNING}),
        (May.CLOSE, EDITORS, {State.REPORTED}),
    ],
)
def test_roles_and_states(app: Flask, permission: May, allowed: set[Role], states: set[State]) -> None:
    elsewhere = make_place("Kammlach")
    thing = make_application()
    for state in State:
        with session().no_autoflush:
            thing.state = state
            expected = allowed if state in states else NOBODY
            for place in (None, thing.sozialraum):
                assert {role for role in Role if allows(permission, somebody(role, place), thing)} == expected, state
            assert {role for role in Role if allows(permission, somebody(role, elsewhere), thing)} == NOBODY
            assert not allows(permission, ANONYMOUS, thing)
            assert not allows(permission, somebody(), thing)


def test_an_open_report_of_a_running_application_is_written(app: Flask) -> None:
    application = make_application(state=State.RUNNING)
    elsewhere = make_place("Kammlach")
    (report, *_others) = queries.reports_of(application.id)

    assert {role for role in Role if allows(May.REPORT, somebody(role, application.sozialraum), report)} == EDITORS
    assert {role for role in Role if allows(May.REPORT, somebody(role, elsewhere), report)} == NOBODY
    report.application.state = State.CLOSED
    assert {role for role in Role if allows(May.REPORT, somebody(role), report)} == NOBODY


def test_the_pages_open_for_those_who_read_anywhere(app: Flask) -> None:
    place = make_place()

    assert {role for role in Role if allows(May.LIST, somebody(role, place))} == READERS
    assert {role for role in Role if allows(May.ADD, somebody(role, place))} == EDITORS
    assert {role for role in Role if allows(May.ADD_HERE, somebody(role, place), place)} == EDITORS
    assert {role for role in Role if allows(May.ADD_HERE, somebody(role, make_place("Kammlach")), place)} == NOBODY


def test_programmes_are_entered_by_planners_of_the_whole_county(app: Flask) -> None:
    place = make_place()

    for thing in (None, programme()):
        assert {role for role in Role if allows(May.EDIT_PROGRAMMES, somebody(role), thing)} == {Role.PLANNER}
        assert {role for role in Role if allows(May.EDIT_PROGRAMMES, somebody(role, place), thing)} == NOBODY


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_may_not_see_a_thing_learns_nothing(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    application, elsewhere = make_application("Geheimes Geld", state=State.RUNNING), make_place("Kammlach")
    report = queries.reports_of(application.id)[0]
    login(role, elsewhere)
    addresses = [
        f"/{application.id}",
        f"/{application.id}/bearbeiten",
        f"/{application.id}/projekt",
        f"/{application.id}/geld",
        f"/{application.id}/berichte",
        f"/{application.id}/plan.xlsx",
        f"/{application.id}/buchungen.xlsx",
        f"/{application.id}/bescheid",
        f"/{application.id}/zeilen/neu",
        f"/{application.id}/zeilen/{uuid4()}",
        f"/{application.id}/buchungen/{uuid4()}/beleg",
        f"/berichte/{report.id}",
        f"/berichte/{report.id}/sachbericht.docx",
        f"/berichte/{report.id}/sachbericht.pdf",
        f"/programme/{uuid4()}",
        "/programme/neu",
    ]

    assert {client.get(f"{WORK}{address}").status_code for address in addresses} == {404}
    listed = client.get(WORK)
    assert listed.status_code == (200 if role in READERS else 404)
    assert "Geheimes Geld" not in listed.get_data(as_text=True)


def test_parts_of_another_application_are_not_found(client: PickyClient, login: Login) -> None:
    make_county()
    mine, other = make_application("Meins"), make_application("Anderes", place=make_place("Kammlach"))
    login(Role.PLANNER)

    assert client.get(f"{WORK}/{mine.id}/zeilen/{other.lines[0].id}").status_code == 404
    assert client.get(f"{WORK}/{mine.id}/geld").status_code == 404

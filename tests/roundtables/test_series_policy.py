"""Truth tables: who may do what with a series and with a meeting before it begins."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.policy import MeetingPermission as May
from portal.roundtables.policy import RoundTablePermission as Can
from portal.roundtables.terms.meetings import Approval, MeetingState
from portal.roundtables.terms.series import RoundTableKind, SeriesState
from tests.factories.places import make_place, make_root

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
HOSTS = {Role.MUNICIPALITY}
NOBODY: set[Role] = set()
ACTIVE, ENDED = SeriesState
PLANNED, INVITED, RUNNING, HELD, CANCELLED = MeetingState


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def series_in(
    place: Sozialraum, state: SeriesState = ACTIVE, kind: RoundTableKind = RoundTableKind.LOCAL
) -> RoundTable:
    return RoundTable(sozialraum=place, state=state, kind=kind)


def allowed_here(permission: object, thing: object, place: Sozialraum) -> set[Role]:
    return {role for role in Role if allows(permission, somebody(role, place), thing)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("permission", "active", "ended"),
    [
        (Can.READ, EDITORS, EDITORS),
        (Can.EDIT, EDITORS, EDITORS),
        (Can.END, EDITORS, NOBODY),
        (Can.RESUME, NOBODY, EDITORS),
        (Can.PLAN, EDITORS, NOBODY),
    ],
)
def test_roles_and_states_of_a_series(app: Flask, permission: Can, active: set[Role], ended: set[Role]) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")
    for state, allowed in ((ACTIVE, active), (ENDED, ended)):
        thing = series_in(place, state)
        assert allowed_here(permission, thing, place) == allowed, state
        assert {role for role in Role if allows(permission, somebody(role), thing)} == allowed
        assert allowed_here(permission, thing, elsewhere) == NOBODY
        assert not allows(permission, ANONYMOUS, thing)
        assert not allows(permission, somebody(), thing)


@pytest.mark.parametrize(
    ("permission", "approval", "planned", "invited", "running", "held", "cancelled"),
    [
        (May.READ, Approval.OPEN, EDITORS, EDITORS, EDITORS, EDITORS, EDITORS),
        (May.PREPARE, Approval.OPEN, EDITORS, EDITORS, NOBODY, NOBODY, NOBODY),
        (May.ASK_APPROVAL, Approval.OPEN, EDITORS, EDITORS, NOBODY, NOBODY, NOBODY),
        (May.ASK_APPROVAL, Approval.GIVEN, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
        (May.APPROVE, Approval.ASKED, HOSTS, HOSTS, NOBODY, NOBODY, NOBODY),
        (May.APPROVE, Approval.GIVEN, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
        (May.SPEAK_FOR_HOST, Approval.OPEN, HOSTS, HOSTS, HOSTS, HOSTS, HOSTS),
        (May.INVITE, Approval.ASKED, HOSTS, HOSTS, NOBODY, NOBODY, NOBODY),
        (May.INVITE, Approval.GIVEN, EDITORS, EDITORS, NOBODY, NOBODY, NOBODY),
        (May.TELL, Approval.ASKED, HOSTS, HOSTS, NOBODY, NOBODY, EDITORS),
        (May.TELL, Approval.GIVEN, EDITORS, EDITORS, NOBODY, NOBODY, EDITORS),
        (May.RECORD, Approval.OPEN, EDITORS, EDITORS, NOBODY, NOBODY, NOBODY),
        (May.CANCEL, Approval.OPEN, EDITORS, EDITORS, NOBODY, NOBODY, NOBODY),
        (May.CHECK_IN, Approval.OPEN, EDITORS, EDITORS, EDITORS, EDITORS, NOBODY),
    ],
)
def test_roles_and_states_of_a_meeting(
    app: Flask,
    permission: May,
    approval: Approval,
    planned: set[Role],
    invited: set[Role],
    running: set[Role],
    held: set[Role],
    cancelled: set[Role],
) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")
    table = series_in(place)
    states = ((PLANNED, planned), (INVITED, invited), (RUNNING, running), (HELD, held), (CANCELLED, cancelled))
    for state, allowed in states:
        thing = Meeting(state=state, approval=approval, round_table=table)
        assert allowed_here(permission, thing, place) == allowed, state
        assert allowed_here(permission, thing, elsewhere) == NOBODY
        assert not allows(permission, ANONYMOUS, thing)
        assert not allows(permission, somebody(), thing)


def test_the_sozialplanung_invites_the_gemeinden_itself(app: Flask) -> None:
    county, place = make_root(), make_place()
    thing, elsewhere = (
        Meeting(state=PLANNED, approval=Approval.OPEN, round_table=series_in(where, kind=RoundTableKind.EXCHANGE))
        for where in (county, place)
    )

    assert allowed_here(May.APPROVE, thing, county) == {Role.PLANNER, Role.MUNICIPALITY}
    assert allowed_here(May.APPROVE, elsewhere, place) == {Role.MUNICIPALITY}


@pytest.mark.parametrize("permission", [Can.LIST, Can.SET_UP])
def test_the_pages_open_for_editors_anywhere(app: Flask, permission: Can) -> None:
    place = make_place()

    assert allowed_here(permission, None, place) == EDITORS
    assert not allows(permission, ANONYMOUS)


def test_setting_up_is_for_the_own_sozialraum(app: Flask) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")

    assert allowed_here(Can.SET_UP_HERE, place, place) == EDITORS
    assert allowed_here(Can.SET_UP_HERE, place, elsewhere) == NOBODY

"""One truth table per permission: roles, places and states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places.models import Sozialraum
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, WallDraft
from portal.walls.models import Wall
from portal.walls.policy import WallPermission as May
from portal.walls.terms import WallState
from tests.factories.places import make_place

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
NOBODY: set[Role] = set()
DRAFT, OPEN, CLOSED = WallState


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def in_state(state: WallState) -> Wall:
    place = make_place("Erkheim")
    with unit_of_work():
        draft = WallDraft(title="Wand", place=place, columns=(ColumnDraft(title="Ideen"),))
        wall = actions.create_wall(draft, by=SYSTEM)
        if state is not DRAFT:
            actions.open_wall(wall, by=SYSTEM)
        if state is CLOSED:
            actions.close_wall(wall, by=SYSTEM)
    return queries.wall(wall.id)


@pytest.mark.parametrize(
    ("permission", "draft", "opened", "closed"),
    [
        (May.READ, EDITORS, EDITORS, EDITORS),
        (May.EDIT, EDITORS, EDITORS, EDITORS),
        (May.OPEN, EDITORS, NOBODY, EDITORS),
        (May.CLOSE, NOBODY, EDITORS, NOBODY),
        (May.RUN, NOBODY, EDITORS, NOBODY),
        (May.ARRANGE, EDITORS, EDITORS, EDITORS),
        (May.MODERATE, EDITORS, EDITORS, EDITORS),
        (May.DISCARD, EDITORS, NOBODY, NOBODY),
        (May.EXPORT, NOBODY, EDITORS, EDITORS),
    ],
)
@pytest.mark.parametrize("state", list(WallState))
def test_roles_and_states(
    app: Flask, permission: May, draft: set[Role], opened: set[Role], closed: set[Role], state: WallState
) -> None:
    allowed = {DRAFT: draft, OPEN: opened, CLOSED: closed}[state]
    wall = in_state(state)
    elsewhere = make_place("Kammlach")

    for place in (None, wall.sozialraum):
        assert {role for role in Role if allows(permission, somebody(role, place), wall)} == allowed
    assert {role for role in Role if allows(permission, somebody(role, elsewhere), wall)} == NOBODY
    assert not allows(permission, ANONYMOUS, wall)
    assert not allows(permission, somebody(), wall)


@pytest.mark.parametrize("permission", [May.LIST, May.DRAFT])
def test_the_pages_open_for_editors_anywhere(app: Flask, permission: May) -> None:
    place = make_place()

    assert {role for role in Role if allows(permission, somebody(role, place))} == EDITORS
    assert not allows(permission, ANONYMOUS)


def test_drafting_is_for_the_own_sozialraum(app: Flask) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")

    assert {role for role in Role if allows(May.DRAFT_HERE, somebody(role, place), place)} == EDITORS
    assert {role for role in Role if allows(May.DRAFT_HERE, somebody(role, elsewhere), place)} == NOBODY

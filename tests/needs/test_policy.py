"""Who may do what: roles × states, written by hand."""

import pytest
from sqlalchemy.orm import Session

from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.needs.models import Need
from portal.needs.policy import NeedPermission as P
from tests.factories.accounts import make_account
from tests.factories.needs import make_item, make_need
from tests.factories.places import make_place, make_places

R = Role
PLANNER, READERS = {R.PLANNER}, {R.PLANNER, R.SECTOR_PLANNER, R.KUEMMERER, R.MUNICIPALITY}
LOCAL = {R.PLANNER, R.KUEMMERER, R.MUNICIPALITY}
CALLERS = {R.PLANNER, R.KUEMMERER}
NOBODY: set[Role] = set()

#: Permission → who has it for a Bedarf that is open, merged, deleted.
ON_A_NEED: dict[P, tuple[set[Role], set[Role], set[Role]]] = {
    P.READ: (READERS, READERS, PLANNER),
    P.EDIT: (PLANNER, NOBODY, NOBODY),
    P.ANSWER: (PLANNER, NOBODY, NOBODY),
    P.TELL: (CALLERS, CALLERS, PLANNER),
    P.MERGE: (PLANNER, NOBODY, NOBODY),
    P.UNDO: (PLANNER, PLANNER, PLANNER),
    P.DELETE: (PLANNER, NOBODY, NOBODY),
    P.RESTORE: (NOBODY, PLANNER, PLANNER),
    P.ADD_EVIDENCE: (LOCAL, NOBODY, NOBODY),
    P.COMMENT: (LOCAL, LOCAL, LOCAL),
}
#: Permission → who has it without a thing.
IN_GENERAL: dict[P, set[Role]] = {
    P.LIST: READERS,
    P.EXPORT: READERS,
    P.TRIAGE: PLANNER,
    P.CREATE: PLANNER,
    P.TEXT_MODULES: PLANNER,
    P.PROMISES: PLANNER,
}
#: Permission → who has it, and only for the whole county.
IN_THE_WHOLE_COUNTY: dict[P, set[Role]] = {
    P.EDIT_TEXT_MODULES: PLANNER,
}


def test_every_permission_stands_in_a_table() -> None:
    assert set(ON_A_NEED) | set(IN_GENERAL) | set(IN_THE_WHOLE_COUNTY) | {P.FOLLOW, P.DECIDE, P.CREATE_HERE} == set(P)


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_may_do_with_a_need(session: Session, role: Role) -> None:
    here, there = make_places("Legau", "Babenhausen")
    states = open_merged_deleted(here)
    local, foreign, everywhere = make_account(role, here), make_account(role, there), make_account(role)

    for permission, holders in ON_A_NEED.items():
        for need, allowed in zip(states, holders, strict=True):
            expected = role in allowed
            assert allows(permission, local, need) == expected, permission
            assert allows(permission, everywhere, need) == expected, permission
            assert not allows(permission, foreign, need), permission


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_may_do_in_general(session: Session, role: Role) -> None:
    account = make_account(role, make_place("Legau"))

    assert {permission for permission in IN_GENERAL if allows(permission, account)} == {
        permission for permission, holders in IN_GENERAL.items() if role in holders
    }


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_may_do_for_the_whole_county(session: Session, role: Role) -> None:
    local, everywhere = make_account(role, make_place("Legau")), make_account(role)

    for permission, holders in IN_THE_WHOLE_COUNTY.items():
        assert allows(permission, everywhere) == (role in holders), permission
        assert not allows(permission, local), permission


@pytest.mark.parametrize("role", list(Role))
def test_only_planners_decide_and_only_in_their_place(session: Session, role: Role) -> None:
    here, there = make_places("Legau", "Babenhausen")
    item, nowhere = make_item(place=here), make_item(without_place=True)
    local, foreign, everywhere = make_account(role, here), make_account(role, there), make_account(role)

    assert allows(P.DECIDE, local, item) == (role is Role.PLANNER)
    assert not allows(P.DECIDE, foreign, item)
    assert allows(P.DECIDE, everywhere, nowhere) == (role is Role.PLANNER)
    assert not allows(P.DECIDE, local, nowhere)
    assert allows(P.FOLLOW, local, item) == (role in LOCAL)
    assert not allows(P.FOLLOW, foreign, item)
    assert allows(P.FOLLOW, everywhere, nowhere) == (role in LOCAL)
    assert not allows(P.FOLLOW, local, nowhere)
    assert allows(P.CREATE_HERE, local, here) == (role is Role.PLANNER)
    assert not allows(P.CREATE_HERE, local, there)


def test_strangers_may_nothing_and_the_portal_everything(session: Session) -> None:
    need = make_need()

    assert [permission for permission in P if allows(permission, ANONYMOUS, need)] == []
    assert all(allows(permission, SYSTEM, need) for permission in P)


def test_a_role_above_counts_below(session: Session) -> None:
    from portal.places.terms import PlaceKind

    association = make_place("Verwaltungsgemeinschaft Nord", kind=PlaceKind.MUNICIPAL_ASSOCIATION)
    need = make_need(place=make_place("Legau", parent=association))

    assert allows(P.EDIT, make_account(Role.PLANNER, association), need)


def open_merged_deleted(place: object) -> tuple[Need, Need, Need]:
    from portal.kernel.db import unit_of_work
    from portal.needs import actions

    alive, merged, deleted = (make_need(f"Bedarf {n}", place) for n in range(3))  # type: ignore[arg-type]
    with unit_of_work():
        actions.merge_needs(merged, into=alive, sentence="Gehört zusammen.", by=SYSTEM)
    with unit_of_work():
        actions.delete_need(deleted, reason="War doppelt.", by=SYSTEM)
    return alive, merged, deleted

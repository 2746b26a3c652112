"""One truth table per permission: who asks, from where, and what state the Wortmeldung is in."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.contributions import actions, queries
from portal.contributions.models import Contribution
from portal.contributions.policy import ContributionPermission as May
from portal.contributions.terms import Channel, ObserverKind
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.contributions import make_contribution
from tests.factories.places import make_place


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    """A person with one role who is nowhere stored: the rules ask the person alone."""
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


READERS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
CALLERS = {Role.PLANNER, Role.KUEMMERER}


class World:
    """A Gemeinde with an Ortsteil, a neighbour, and everybody with every role everywhere."""

    def __init__(self) -> None:
        self.gemeinde = make_place("Unteregg")
        self.part = make_place("Bittenau", kind=PlaceKind.LOCALITY, parent=self.gemeinde)
        self.neighbour = make_place("Kammlach")

    def who_may(self, permission: May, thing: object, *, at: Sozialraum | None) -> set[Role]:
        return {role for role in Role if allows(permission, somebody(role, at), thing)}


@pytest.fixture
def world(app: Flask) -> World:
    return World()


def fresh(place: Sozialraum | None) -> Contribution:
    return make_contribution(place=place, email="m@example.org")


def withdrawn(place: Sozialraum | None) -> Contribution:
    stored = fresh(place)
    with unit_of_work():
        actions.withdraw(queries.contribution(stored.id), by=ANONYMOUS)
    return queries.contribution(stored.id)


@pytest.mark.parametrize("made", [fresh, withdrawn])
@pytest.mark.parametrize(
    ("permission", "roles"), [(May.READ, READERS), (May.MODERATE, READERS), (May.READ_CONTACT, CALLERS)]
)
def test_who_works_for_a_sozialraum_may_within_it(
    world: World, permission: May, roles: set[Role], made: Callable[[Sozialraum | None], Contribution]
) -> None:
    allowed = set() if made is withdrawn and permission is May.MODERATE else roles
    here, beneath, nowhere = made(world.gemeinde), made(world.part), made(None)

    for thing in (here, beneath):
        assert world.who_may(permission, thing, at=None) == allowed
        assert world.who_may(permission, thing, at=world.gemeinde) == allowed
        assert world.who_may(permission, thing, at=world.neighbour) == set()
    assert world.who_may(permission, here, at=world.part) == set()
    assert world.who_may(permission, nowhere, at=None) == allowed
    assert world.who_may(permission, nowhere, at=world.gemeinde) == set()
    for nobody in (ANONYMOUS, somebody()):
        assert not allows(permission, nobody, here)
    assert allows(permission, SYSTEM, here)


def test_observers_read_only_what_they_reported_and_only_while_they_are_observers(world: World) -> None:
    observer, other = make_account(Role.OBSERVER, world.gemeinde), somebody(Role.OBSERVER, world.gemeinde)
    own = make_contribution(
        place=world.gemeinde, channel=Channel.OBSERVER, reported_as=ObserverKind.TOPIC_GUARDIAN, by=observer
    )

    def readers(thing: Contribution) -> list[Account]:
        return [account for account in (observer, other) if allows(May.READ, account, thing)]

    assert readers(own) == [observer]
    assert readers(fresh(world.gemeinde)) == []
    assert not allows(May.MODERATE, observer, own)
    former = somebody()
    assert not allows(May.READ, former, Contribution(recorded_by=former.id))


@pytest.mark.parametrize(("permission", "roles"), [(May.RECORD_HERE, READERS), (May.REPORT_HERE, {Role.OBSERVER})])
def test_writing_down_is_for_the_own_sozialraum(world: World, permission: May, roles: set[Role]) -> None:
    assert world.who_may(permission, world.gemeinde, at=world.gemeinde) == roles
    assert world.who_may(permission, world.part, at=world.gemeinde) == roles
    assert world.who_may(permission, world.neighbour, at=world.gemeinde) == set()
    assert world.who_may(permission, None, at=world.gemeinde) == set()
    assert world.who_may(permission, None, at=None) == roles
    assert not allows(permission, ANONYMOUS, world.gemeinde)


@pytest.mark.parametrize("permission", [May.LIST, May.RECORD])
def test_the_pages_open_for_every_role_that_works_with_wortmeldungen(world: World, permission: May) -> None:
    assert world.who_may(permission, None, at=world.gemeinde) == READERS | {Role.OBSERVER}
    assert not allows(permission, ANONYMOUS)
    assert not allows(permission, somebody())

"""One truth table per permission: who holds what where, and what state the thing is in."""

from dataclasses import dataclass

import pytest
from flask import Flask

from portal.accounts import actions, queries
from portal.accounts.models import Account
from portal.accounts.policy import AccountPermission, OperationPermission, ProposedGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role, allows
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account, make_grant, make_invited
from tests.factories.places import make_place

#: Everyone who might ask: an administrator of the county, of one association, of one Gemeinde in it, of one elsewhere.
ASKERS = ("county", "association", "gemeinde", "elsewhere")


@dataclass
class World:
    """Two Gemeinden in an association, one outside, and administrators everywhere."""

    association: Sozialraum
    gemeinde: Sozialraum
    elsewhere: Sozialraum
    administrators: dict[str, Account]

    @property
    def places(self) -> dict[str, Sozialraum | None]:
        """Where each of the administrators administers; None is the whole county."""
        here = (None, self.association, self.gemeinde, self.elsewhere)
        return dict(zip(ASKERS, here, strict=True))

    def who_may(self, permission: AccountPermission, thing: object) -> list[str]:
        return [name for name in ASKERS if allows(permission, self.administrators[name], thing)]


@pytest.fixture
def world(app: Flask) -> World:
    association = make_place("VG Dirlewang", kind=PlaceKind.MUNICIPAL_ASSOCIATION)
    gemeinde = make_place("Unteregg", parent=association)
    elsewhere = make_place("Kammlach")
    scopes = {"county": None, "association": association, "gemeinde": gemeinde, "elsewhere": elsewhere}
    administrators = {name: make_account(Role.ADMIN, place) for name, place in scopes.items()}
    return World(association, gemeinde, elsewhere, administrators)


@pytest.mark.parametrize("permission", [AccountPermission.LIST, AccountPermission.INVITE])
def test_only_administrators_list_and_invite(app: Flask, permission: AccountPermission) -> None:
    allowed = {role for role in Role if allows(permission, make_account(role))}

    assert allowed == {Role.ADMIN}
    assert not allows(permission, ANONYMOUS)
    assert not allows(permission, make_account())
    assert allows(permission, SYSTEM)


@pytest.mark.parametrize("permission", [OperationPermission.READ_AUDIT, OperationPermission.READ_MAILBOX])
def test_only_administrators_of_the_whole_county_read_the_log_and_the_mails(
    world: World, permission: OperationPermission
) -> None:
    assert [name for name in ASKERS if allows(permission, world.administrators[name])] == ["county"]
    assert [role for role in Role if allows(permission, make_account(role))] == [Role.ADMIN]


def test_mails_that_are_really_sent_are_read_by_nobody_else(app: Flask, make_app: object) -> None:
    administrator = make_account(Role.ADMIN)
    make_app(mail_mode="smtp")  # type: ignore[operator]

    assert not allows(OperationPermission.READ_MAILBOX, administrator)


#: The permissions that are asked about one person.
ABOUT = {
    AccountPermission.READ,
    AccountPermission.DEACTIVATE,
    AccountPermission.REACTIVATE,
    AccountPermission.REINVITE,
}
#: Where the person's roles are → who may read the account, and who may deactivate it.
READERS = [
    ((), ["county"], ["county"]),
    (("county",), ["county"], ["county"]),
    (("association",), ["county", "association"], ["county", "association"]),
    (("gemeinde",), ["county", "association", "gemeinde"], ["county", "association", "gemeinde"]),
    (("elsewhere",), ["county", "elsewhere"], ["county", "elsewhere"]),
    (("gemeinde", "elsewhere"), ["county", "association", "gemeinde", "elsewhere"], ["county"]),
    (("gemeinde", "county"), ["county", "association", "gemeinde"], ["county"]),
]


@pytest.mark.parametrize("state", ["active", "invited", "deactivated"])
def test_administrators_see_who_works_in_their_sozialraum_and_rule_over_who_works_only_there(
    world: World, state: str
) -> None:
    for held, readers, masters in READERS:
        person = person_in(state, world, held)

        asked = {
            permission: world.who_may(permission, person) for permission in AccountPermission if permission in ABOUT
        }
        assert asked == {
            AccountPermission.READ: readers,
            AccountPermission.DEACTIVATE: [] if state == "deactivated" else masters,
            AccountPermission.REACTIVATE: masters if state == "deactivated" else [],
            AccountPermission.REINVITE: masters if state == "invited" else [],
        }, held


def person_in(state: str, world: World, held: tuple[str, ...]) -> Account:
    """Somebody in this state who holds a role in each of these places."""
    email = f"{state}-{'-'.join(held)}@example.org"
    person = make_invited(email=email)[0] if state == "invited" else make_account(email=email)
    with unit_of_work():
        for grant in list(person.grants):
            actions.withdraw_role(grant, by=SYSTEM)
    for number, where in enumerate(held):
        make_grant(person, list(Role)[number + 1], world.places[where])
    if state == "deactivated":
        with unit_of_work():
            actions.deactivate(person, by=SYSTEM)
    return queries.account(person.id)


def test_nobody_deactivates_themselves(world: World) -> None:
    for name in ASKERS:
        own = queries.account(world.administrators[name].id)
        assert not allows(AccountPermission.DEACTIVATE, own, own)


#: The place of the role to be given → who may give it.
GIVERS = [
    ("county", ["county"]),
    ("association", ["county", "association"]),
    ("gemeinde", ["county", "association", "gemeinde"]),
    ("elsewhere", ["county", "elsewhere"]),
]


@pytest.mark.parametrize(("where", "givers"), GIVERS)
def test_nobody_gives_more_than_they_hold(world: World, where: str, givers: list[str]) -> None:
    lineage = {
        "county": (),
        "association": world.association.lineage,
        "gemeinde": world.gemeinde.lineage,
        "elsewhere": world.elsewhere.lineage,
    }[where]
    somebody = make_account()

    allowed = {
        role: world.who_may(AccountPermission.GRANT, ProposedGrant(role=role, within=lineage, account_id=somebody.id))
        for role in Role
    }
    assert allowed == dict.fromkeys(Role, givers)


def test_other_roles_give_nothing(app: Flask) -> None:
    for giver in (role for role in Role if role is not Role.ADMIN):
        actor = make_account(giver)
        given = [role for role in Role if allows(AccountPermission.GRANT, actor, ProposedGrant(role=role, within=()))]
        assert given == [], giver


def test_nobody_gives_a_role_to_themselves(world: World) -> None:
    for name in ASKERS:
        own = world.administrators[name]
        assert not allows(
            AccountPermission.GRANT,
            own,
            ProposedGrant(role=Role.PLANNER, within=world.gemeinde.lineage, account_id=own.id),
        )


@pytest.mark.parametrize(("where", "withdrawers"), GIVERS)
def test_a_role_is_taken_back_by_who_could_give_it_and_only_once(
    world: World, where: str, withdrawers: list[str]
) -> None:
    grant = queries.grant(make_grant(make_account(), Role.PLANNER, world.places[where]).id)
    assert world.who_may(AccountPermission.WITHDRAW, grant) == withdrawers

    with unit_of_work():
        actions.withdraw_role(grant, by=SYSTEM)

    assert world.who_may(AccountPermission.WITHDRAW, queries.grant(grant.id)) == []


# ── What it means to hold a role ────────────────────────────────────────────────────────────────────────────────────


def test_a_role_in_a_sozialraum_counts_there_and_in_everything_beneath(world: World) -> None:
    locality = make_place("Oberegg", kind=PlaceKind.LOCALITY, parent=world.gemeinde)
    anna = make_account(Role.KUEMMERER, world.association)

    assert anna.holds(Role.KUEMMERER)
    assert anna.holds(Role.KUEMMERER, Role.PLANNER, within=locality.lineage)
    assert anna.holds(Role.KUEMMERER, within=world.association.lineage)
    assert not anna.holds(Role.KUEMMERER, within=world.elsewhere.lineage)
    assert not anna.holds(Role.KUEMMERER, within=world.association.lineage[:1])
    assert not anna.holds(Role.KUEMMERER, within=())
    assert not anna.holds(Role.PLANNER, within=locality.lineage)
    assert anna.scope_of(Role.KUEMMERER) == frozenset({world.association.id})
    assert anna.scope_of(Role.PLANNER) == frozenset()


def test_a_role_in_the_whole_county_counts_everywhere(world: World) -> None:
    anna = make_account(Role.PLANNER)
    make_grant(anna, Role.KUEMMERER, world.gemeinde)

    assert anna.holds(Role.PLANNER, within=())
    assert anna.holds(Role.PLANNER, within=world.elsewhere.lineage)
    assert anna.scope_of(Role.PLANNER) is None
    assert anna.scope_of(Role.PLANNER, Role.KUEMMERER) is None
    assert anna.scope_of(Role.KUEMMERER) == frozenset({world.gemeinde.id})


def test_accounts_are_actors(app: Flask) -> None:
    assert isinstance(make_account(), Actor)


def test_administrators_are_nothing_else_by_that(app: Flask) -> None:
    """The role manages people; what residents said and cases are for the other roles."""
    administrator = make_account(Role.ADMIN)

    assert [role for role in Role if administrator.holds(role)] == [Role.ADMIN]

"""Who reads a Fall: every kind of person × every state of it, each permission. And nobody else, on every page."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.accounts.models import Account
from portal.cases import actions, queries
from portal.cases.models import Case
from portal.cases.policy import BreakGlassPermission as Glass
from portal.cases.policy import CasePermission as May
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role, allows
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.cases import close, make_break_glass, make_case, make_deputy, make_keeper
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

WORK = "/arbeit/faelle"


@dataclass(frozen=True)
class World:
    """Everybody who could want to read one Fall."""

    place: Sozialraum
    case: Case
    keeper: Account
    who: dict[str, Actor]

    def allowed(self, permission: May) -> set[str]:
        case = queries.case(self.case.id)
        return {name for name, actor in self.who.items() if allows(permission, _anew(actor), case)}


def _anew(actor: Actor) -> Actor:
    return people.account(actor.id) if isinstance(actor, Account) else actor


@pytest.fixture
def world(app: Flask, frozen_clock: StoppedClock) -> World:
    make_county()
    place, elsewhere = make_place("Pfaffenhausen"), make_place("Kammlach")
    keeper = make_keeper(place)
    deputy, former, later = make_keeper(elsewhere), make_keeper(elsewhere), make_keeper(elsewhere)
    asker, second = make_account(Role.ADMIN), make_account(Role.PLANNER)
    waiting = make_account(Role.ADMIN)
    case = make_case(keeper, place=place)
    make_deputy(keeper, former)
    make_deputy(keeper, deputy)
    other = make_keeper(place)
    make_deputy(other, later)
    make_break_glass(keeper, by=asker, agreed_by=second)
    make_break_glass(keeper, by=waiting)
    roles: dict[str, Actor] = {f"{role.value} here": make_account(role, place) for role in Role}
    roles |= {f"{role.value} of the county": make_account(role) for role in Role}
    who: dict[str, Actor] = {
        "keeper": keeper,
        "deputy": deputy,
        "former deputy": former,
        "deputy of another": later,
        "another keeper here": other,
        "let in": asker,
        "asked in vain": waiting,
        "second person": second,
        "nobody": ANONYMOUS,
        "without a role": make_account(),
    }
    return World(place, case, keeper, who | roles)


NOBODY: set[str] = set()
BOTH = {"keeper", "deputy"}


@pytest.mark.parametrize(
    ("permission", "running", "closed"),
    [
        (May.READ, BOTH | {"let in"}, BOTH | {"let in"}),
        (May.EDIT, BOTH, NOBODY),
        (May.REOPEN, NOBODY, BOTH),
        (May.REPORT, {"keeper"}, {"keeper"}),
        (May.ERASE, {"keeper"}, {"keeper"}),
        (May.HAND_OVER, {"keeper"}, NOBODY),
    ],
)
def test_people_and_states(world: World, permission: May, running: set[str], closed: set[str]) -> None:
    assert world.allowed(permission) == running
    close(world.case, by=world.keeper)
    assert world.allowed(permission) == closed


def test_a_deputy_of_the_same_place_also_reports(world: World) -> None:
    beside = make_keeper(world.place)
    make_deputy(world.keeper, beside)

    assert allows(May.REPORT, beside, queries.case(world.case.id))


def test_what_was_opened_shuts_after_a_day(world: World, frozen_clock: StoppedClock) -> None:
    frozen_clock.forward(hours=23, minutes=59)
    assert world.allowed(May.READ) == BOTH | {"let in"}
    frozen_clock.forward(minutes=1)
    assert world.allowed(May.READ) == BOTH


def test_whoever_loses_the_role_reads_no_more(world: World) -> None:
    for name in ("keeper", "deputy", "let in"):
        actor = world.who[name]
        assert isinstance(actor, Account)
        with unit_of_work():
            accounts.withdraw_role(people.account(actor.id).grants[0], by=SYSTEM)

    assert world.allowed(May.READ) == NOBODY


def test_a_deputy_reads_from_the_first_to_the_last_day(world: World, frozen_clock: StoppedClock) -> None:
    standing = make_keeper(make_place("Erkheim"))
    make_deputy(world.keeper, standing, starts_on=today().replace(day=4), ends_on=today().replace(day=6))

    read = []
    for day in range(2, 9):
        frozen_clock.set(f"2026-03-{day:02}T12:00:00+01:00")
        read.append(allows(May.READ, standing, queries.case(world.case.id)))
    assert read == [False, False, True, True, True, False, False]


def test_an_ended_deputy_reads_no_more(world: World) -> None:
    deputy = queries.deputy_of(world.keeper.id)
    assert deputy is not None
    with unit_of_work():
        actions.end_deputy(queries.deputy(deputy.id), by=world.who["deputy"])

    assert world.allowed(May.READ) == {"keeper", "let in"}


def test_when_the_keeper_left_the_one_let_in_hands_over(world: World) -> None:
    with unit_of_work():
        accounts.deactivate(people.account(world.keeper.id), by=SYSTEM)

    assert world.allowed(May.HAND_OVER) == {"let in"}
    assert world.allowed(May.READ) == {"deputy", "let in"}


def test_a_list_holds_what_may_be_read(world: World) -> None:
    """The door for lists answers as the rule for one does; what was opened for a day stands on a page of its own."""
    from portal.kernel.db import session

    for name, actor in world.who.items():
        listed = [one.id for one in session().scalars(queries.visible_cases(actor))]
        assert listed == ([world.case.id] if name in BOTH else []), name


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        (May.LIST, {Role.KUEMMERER}),
        (May.STATISTICS, {Role.KUEMMERER, Role.PLANNER}),
        (May.COUNT, {Role.ADMIN}),
    ],
)
def test_pages_without_a_single_fall(app: Flask, permission: May, allowed: set[Role]) -> None:
    place = make_place()
    for where in (None, place):
        assert {role for role in Role if allows(permission, make_account(role, where))} == allowed
    assert not allows(permission, ANONYMOUS)


def test_noting_one_is_for_the_kuemmerer_of_the_place(app: Flask) -> None:
    place, elsewhere = make_place("Pfaffenhausen"), make_place("Kammlach")

    assert {role for role in Role if allows(May.OPEN_HERE, make_account(role, place), place)} == {Role.KUEMMERER}
    assert {role for role in Role if allows(May.OPEN_HERE, make_account(role, elsewhere), place)} == set()


class TestBreakGlass:
    """Asking, deciding, using: people × states."""

    @pytest.mark.parametrize(
        ("state", "decide", "use"),
        [
            ("asked", {"second", "another admin", "planner"}, NOBODY),
            ("too old", NOBODY, NOBODY),
            ("granted", NOBODY, {"asker"}),
            ("over", NOBODY, NOBODY),
            ("refused", NOBODY, NOBODY),
        ],
    )
    def test_people_and_states(
        self, app: Flask, frozen_clock: StoppedClock, state: str, decide: set[str], use: set[str]
    ) -> None:
        make_county()
        place = make_place()
        keeper = make_account(Role.KUEMMERER, place)
        asker, second = make_account(Role.ADMIN), make_account(Role.PLANNER)
        who: dict[str, Actor] = {
            "asker": asker,
            "second": second,
            "another admin": make_account(Role.ADMIN),
            "planner": make_account(Role.PLANNER),
            "keeper": keeper,
            "admin of a place": make_account(Role.ADMIN, place),
            "planner of a place": make_account(Role.PLANNER, place),
            "nobody": ANONYMOUS,
        }
        who |= {role.value: make_account(role) for role in Role if role not in (Role.ADMIN, Role.PLANNER)}
        asked = make_break_glass(keeper, by=asker, agreed_by=second if state in ("granted", "over") else None)
        if state == "refused":
            with unit_of_work():
                actions.refuse(queries.break_glass(asked.id), by=second)
        if state in ("too old", "over"):
            frozen_clock.forward(days=7)
        asked = queries.break_glass(asked.id)

        assert {name for name, actor in who.items() if allows(Glass.DECIDE, actor, asked)} == decide
        assert {name for name, actor in who.items() if allows(Glass.USE, actor, asked)} == use

    def test_a_kuemmerer_who_administers_does_not_decide_on_their_own(self, app: Flask) -> None:
        place = make_place()
        keeper = make_account(Role.KUEMMERER, place)
        with unit_of_work():
            accounts.give_role(people.account(keeper.id), role=Role.ADMIN, place=None, by=SYSTEM)
        asked = make_break_glass(keeper, by=make_account(Role.ADMIN))

        assert not allows(Glass.DECIDE, people.account(keeper.id), asked)
        with pytest.raises(Forbidden), unit_of_work():
            actions.agree(queries.break_glass(asked.id), by=people.account(keeper.id))

    @pytest.mark.parametrize(
        ("permission", "allowed"), [(Glass.LIST, {Role.ADMIN, Role.PLANNER}), (Glass.ASK, {Role.ADMIN})]
    )
    def test_the_page_is_for_the_whole_county(self, app: Flask, permission: Glass, allowed: set[Role]) -> None:
        place = make_place()

        assert {role for role in Role if allows(permission, make_account(role))} == allowed
        assert {role for role in Role if allows(permission, make_account(role, place))} == set()


PAGES = ("", "/bearbeiten", "/abschliessen", "/bedarf")
SENDS = ("/eintraege", "/bearbeiten", "/abschliessen", "/wieder-aufnehmen", "/loeschen", "/bedarf")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_else_gets_the_page_of_what_does_not_exist(
    client: PickyClient, login: Login, another_client: Callable[[], PickyClient], world: World, role: Role
) -> None:
    login(role)
    nothing = client.get(f"{WORK}/{world.place.id}").get_data()

    for path in PAGES:
        answer = client.get(f"{WORK}/{world.case.id}{path}")
        assert answer.status_code == 404
        assert (
            answer.get_data()
            .replace(str(world.case.id).encode(), str(world.place.id).encode())
            .replace(path.encode() or b"\0", b"")[:400]
            == nothing.replace(path.encode() or b"\0", b"")[:400]
        )
    for path in SENDS:
        assert client.post(f"{WORK}/{world.case.id}{path}", data={}).status_code in (403, 404)
    stranger = another_client().get(f"{WORK}/{world.case.id}")
    assert stranger.status_code in (302, 303)

"""One truth table per permission: roles, places and states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.kuemmerer import actions, queries
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.policy import KuemmererPermission as May
from portal.kuemmerer.queries import asking, steps
from portal.kuemmerer.terms.steps import Responsible
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.kuemmerer import first_step, make_project
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient

KEEPERS = {Role.PLANNER, Role.KUEMMERER}
READERS = KEEPERS | {Role.MUNICIPALITY, Role.SECTOR_PLANNER}
PLANNER = {Role.PLANNER}
NOBODY: set[Role] = set()


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def who_may(permission: May, thing: object, place: Sozialraum | None) -> set[Role]:
    return {role for role in Role if allows(permission, somebody(role, place), thing)}


def in_state(state: str) -> KuemmererProject:
    project = make_project(places_of_it=[make_place("Kirchheim"), make_place("Eppishausen")])
    if state == "closed":
        with unit_of_work():
            actions.close(queries.project(project.id), reason="Kein Geld", by=SYSTEM)
    return queries.project(project.id)


@pytest.mark.parametrize(
    ("permission", "running", "closed"),
    [
        (May.READ, READERS, READERS),
        (May.EDIT, KEEPERS, NOBODY),
        (May.EDIT_STEPS, KEEPERS, NOBODY),
        (May.WRITE_DIARY, KEEPERS, NOBODY),
        (May.ASK_FOR_HELP, KEEPERS, NOBODY),
        (May.GOVERN, PLANNER, PLANNER),
    ],
)
def test_roles_places_and_states(app: Flask, permission: May, running: set[Role], closed: set[Role]) -> None:
    elsewhere = make_place("Kammlach")
    for state, allowed in (("running", running), ("closed", closed)):
        project = in_state(state)
        for place in (None, *project.places):
            assert who_may(permission, project, place) == allowed, (state, place)
        assert who_may(permission, project, elsewhere) == NOBODY
        assert not allows(permission, ANONYMOUS, project)
        assert not allows(permission, somebody(), project)


@pytest.mark.parametrize("state", ["running", "closed"])
@pytest.mark.parametrize("responsible", list(Responsible))
def test_the_gemeinde_ticks_what_is_its_own(app: Flask, state: str, responsible: Responsible) -> None:
    project = in_state(state)
    step = next(one for one in steps.steps_of(project.id) if one.responsible is responsible)
    expected = KEEPERS | ({Role.MUNICIPALITY} if responsible is Responsible.MUNICIPALITY else NOBODY)

    for place in (None, *project.places):
        assert who_may(May.TICK, steps.step(step.id), place) == (expected if state == "running" else NOBODY)
    assert who_may(May.TICK, steps.step(step.id), make_place("Kammlach")) == NOBODY


@pytest.mark.parametrize("is_open", [True, False])
def test_who_answers_and_closes_a_request(app: Flask, is_open: bool) -> None:
    project = in_state("running")
    with unit_of_work():
        request = actions.ask_for_help(queries.project(project.id), "Wer hilft?", by=SYSTEM)
        if not is_open:
            actions.close_help(request, by=SYSTEM)
    request = asking.help_request(request.id)

    for place in (None, *project.places):
        assert who_may(May.ANSWER_HELP, request, place) == (PLANNER if is_open else NOBODY)
        assert who_may(May.CLOSE_HELP, request, place) == (KEEPERS if is_open else NOBODY)
    assert who_may(May.ANSWER_HELP, request, make_place("Kammlach")) == NOBODY


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        (May.LIST, READERS),
        (May.READ_CHECKLIST, READERS),
        (May.BEGIN, KEEPERS),
        (May.LIST_HELP, PLANNER),
    ],
)
def test_pages_open_for_their_roles_anywhere(app: Flask, permission: May, allowed: set[Role]) -> None:
    assert who_may(permission, None, make_place()) == allowed
    assert not allows(permission, ANONYMOUS)


def test_the_checkliste_is_written_by_the_sozialplanung_of_the_county(app: Flask) -> None:
    assert who_may(May.EDIT_CHECKLIST, None, None) == PLANNER
    assert who_may(May.EDIT_CHECKLIST, None, make_place()) == NOBODY


def test_one_begins_in_ones_own_place(app: Flask) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")

    assert who_may(May.BEGIN_HERE, place, place) == KEEPERS
    assert who_may(May.BEGIN_HERE, place, elsewhere) == NOBODY


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_may_not_see_a_project_learns_nothing(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    project, elsewhere = make_project("Geheim"), make_place("Kammlach")
    step = first_step(project)
    login(role, elsewhere)
    addresses = [
        f"/{project.id}",
        f"/{project.id}/bearbeiten",
        f"/{project.id}/verlauf",
        f"/{project.id}/tagebuch",
        f"/{project.id}/phase",
        f"/{project.id}/phase/build_up/plan",
        f"/{project.id}/zustaendig",
        f"/{project.id}/neue-fassung",
        f"/{project.id}/schritte/neu",
        f"/{project.id}/schritte/{step.id}",
        f"/{project.id}/fotos/{uuid4()}.jpg",
        f"/{uuid4()}",
    ]

    assert {client.get(f"/arbeit/quartiersprojekte{address}").status_code for address in addresses} == {404}
    listed = client.get("/arbeit/quartiersprojekte")
    assert listed.status_code == (200 if role in READERS else 404)
    assert "Geheim" not in listed.get_data(as_text=True)


def test_lists_and_rules_agree(app: Flask) -> None:
    """What the list shows is what the rule lets one read: for every role, in each place and in none."""
    from portal.kernel.db import session

    shared = in_state("running")
    alone = make_project("Allein", place=make_place("Kammlach"))
    for role in Role:
        for place in (None, *shared.places, *alone.places):
            who = make_account(role, place)
            seen = set(session().scalars(queries.visible_projects(who)))
            assert {one.id for one in seen} == {one.id for one in (shared, alone) if allows(May.READ, who, one)}

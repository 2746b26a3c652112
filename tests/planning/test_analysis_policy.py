"""Who reads, writes, decides and answers: roles by the state of the Bedarf and of the question."""

from datetime import date

import pytest
from flask import Flask

from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.needs import actions as needs
from portal.needs import queries as need_queries
from portal.planning.actions import questions
from portal.planning.policy.analysis import AnalysisPermission as May
from portal.planning.policy.analysis import PlanningPermission
from portal.planning.queries import analysis as queries
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.factories.planning import make_analysis
from tests.support.login import Login
from tests.support.picky import PickyClient

READERS = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}
PLANNER = {Role.PLANNER}
NOBODY: set[Role] = set()


@pytest.mark.parametrize(
    ("state", "read", "write"), [("alive", READERS, PLANNER), ("deleted", PLANNER, NOBODY), ("merged", READERS, NOBODY)]
)
def test_who_may_do_what_with_an_analysis(app: Flask, state: str, read: set[Role], write: set[Role]) -> None:
    here, elsewhere = make_place(), make_place("Kammlach")
    need = make_need(place=here)
    with unit_of_work():
        if state == "deleted":
            needs.delete_need(need, reason="Doppelt", by=SYSTEM)
    if state == "merged":
        into = make_need("Anderer Bedarf", here)
        with unit_of_work():
            needs.merge_needs(need, into=into, sentence="Zusammengefasst.", by=SYSTEM)
    thing = need_queries.numbers([need.id])[need.id]

    for place in (None, here):
        people = {role: make_account(role, place) for role in Role}
        assert {role for role, one in people.items() if allows(May.READ, one, thing)} == read
        for permission in (May.EDIT, May.DECIDE):
            assert {role for role, one in people.items() if allows(permission, one, thing)} == write
    strangers = [ANONYMOUS, *(make_account(role, elsewhere) for role in Role)]
    assert not any(allows(one, who, thing) for who in strangers for one in (May.READ, May.EDIT, May.DECIDE))


def test_who_was_asked_answers_until_somebody_has(app: Flask) -> None:
    here = make_place()
    asked, other = make_account(Role.KUEMMERER, here), make_account(Role.KUEMMERER, here)
    planner = make_account(Role.PLANNER)
    need = make_need(place=here)
    with unit_of_work():
        made = questions.ask_question(
            need, text="Wie viele?", responsible_id=asked.id, due_on=date(2026, 3, 9), by=SYSTEM
        )

    open_one = queries.question(made.id)
    assert [allows(May.ANSWER, who, open_one) for who in (asked, other, planner)] == [True, False, True]
    with unit_of_work():
        questions.answer_question(queries.question(made.id), answer="Acht.", by=asked)
    closed = queries.question(made.id)
    assert not any(allows(May.ANSWER, who, closed) for who in (asked, other, planner))


def test_the_rule_belongs_to_the_county(app: Flask) -> None:
    place = make_place()

    assert {role for role in Role if allows(May.SET_RULE, make_account(role))} == PLANNER
    assert {role for role in Role if allows(May.SET_RULE, make_account(role, place))} == NOBODY
    assert {role for role in Role if allows(May.READ_RULE, make_account(role, place))} == READERS
    overview = {role for role in Role if allows(PlanningPermission.OVERVIEW, make_account(role, place))}
    assert overview == {Role.PLANNER, Role.SECTOR_PLANNER}


def test_what_one_may_not_see_is_not_there(client: PickyClient, login: Login) -> None:
    make_county()
    analysis = make_analysis(make_need(place=make_place()))
    here = f"/arbeit/planung/analysen/{analysis.need_id}"
    login(Role.KUEMMERER, make_place("Kammlach"))

    for address in (here, f"{here}/bearbeiten", f"{here}/fassungen/1", "/arbeit/planung"):
        assert client.get(address).status_code == 404, address
    assert "Abends fährt kein Bus" not in client.get("/arbeit/planung/analysen").text

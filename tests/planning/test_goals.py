"""The Gegenstromverfahren: from the first goal to the decision, who may do what, what is refused."""

from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.needs import actions as need_actions
from portal.needs.terms import NeedStatus
from portal.planning.actions import goal_rounds, goals
from portal.planning.actions.goals import GoalDraft
from portal.planning.policy.goals import GoalPermission as May
from portal.planning.queries import goals as queries
from portal.planning.terms.goals import GoalLevel, GoalOutcome, ProcedureStage, StatementAnswer
from portal.planning.terms.measures import MeasureStatus
from portal.planning.terms.movement import Movement, movement_of
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.goals import go_to, keep_all, make_goal, make_procedure, state
from tests.factories.measures import make_measure
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_root
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send

HERE = "/arbeit/planung/ziele"
FORM = "main form[data-island=submit-once]"
CHECKING, PROPOSING, RECONCILING = ProcedureStage.CHECKING, ProcedureStage.PROPOSING, ProcedureStage.RECONCILING
M, N = MeasureStatus, NeedStatus


@pytest.mark.parametrize(
    ("measures", "needs", "expected"),
    [
        ([], [], Movement.NOTHING),
        ([M.STOPPED], [N.DECLINED], Movement.NOTHING),
        ([], [N.MERGED], Movement.NOTHING),
        ([M.DONE], [N.DONE], Movement.DONE),
        ([M.DONE, M.STOPPED], [], Movement.DONE),
        ([M.DONE], [N.CONFIRMED], Movement.MOVES),
        ([M.RUNNING, M.LATE], [], Movement.MOVES),
        ([M.LATE], [], Movement.STANDS),
        ([M.PLANNED], [N.PLANNED], Movement.STANDS),
        ([], [N.IN_PROGRESS], Movement.MOVES),
        ([], [N.DEFERRED], Movement.STANDS),
    ],
)
def test_whether_a_goal_moves(measures: list[MeasureStatus], needs: list[NeedStatus], expected: Movement) -> None:
    assert movement_of(measures, needs) is expected


def test_who_is_asked_finds_it_behind_those_that_ask_others(app: Flask) -> None:
    here, there = make_place("Lauben"), make_place("Lachen")
    gemeinde, department = make_account(Role.MUNICIPALITY, here), make_account(Role.SECTOR_PLANNER)
    asking = {"there": there, "here": here, "department": None}
    made = {}
    for days, (name, place) in enumerate(asking.items()):
        asked = None if place else department
        procedure = make_procedure(gemeinde=place, department=asked, title=name, due_on=today() + timedelta(days=days))
        make_goal(procedure)
        made[name] = go_to(procedure, CHECKING)

    assert queries.waiting_for(gemeinde, limit=1) == [made["here"]]
    assert queries.waiting_for(department, limit=1) == [made["department"]]
    assert queries.waiting_for(SYSTEM) == [made["there"], made["here"]]


def test_the_way_of_a_round(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    make_root()
    gemeinde = make_place("Babenhausen")
    planner, mayor = make_account(Role.PLANNER), make_account(Role.MUNICIPALITY, gemeinde)
    department = make_account(Role.SECTOR_PLANNER, name="Tobias Endres")
    login.as_(planner)
    form = client.page(f"{HERE}/neu").form(FORM)
    shown = client.follow(client.submit(form, title="Ziele 2030", due_on=today().isoformat()))
    assert shown.heading == "Ziele 2030"
    procedure = queries.page_of(queries.visible_procedures(planner), after=None).rows[0]
    url = f"{HERE}/{procedure.id}"
    assert send(client, f"{url}/weiter", {"version": "1", "schritt": "checking"}).status_code == 409, "no goal"
    assert send(client, f"{url}/beteiligte", {"sozialraum_id": str(gemeinde.id)}).status_code == 303
    part = {"name": "Sozialamt", "responsible_id": str(department.id)}
    assert send(client, f"{url}/beteiligte", part).status_code == 303
    assert send(client, f"{url}/beteiligte", part).status_code == 422, "twice"
    assert send(client, f"{url}/beteiligte", {}).status_code == 422
    client.follow(client.submit(client.page(f"{url}/ziel/neu").form(FORM), title="Zu Hause alt werden"))
    client.page(url)
    login.as_(mayor)
    assert client.get(url).status_code == 404, "the leadership still writes"

    login.as_(planner)
    version = str(queries.procedure(procedure.id).version)
    assert send(client, f"{url}/weiter", {"version": version, "schritt": "checking"}).status_code == 303
    login.as_(mayor)
    for address in ("/arbeit/heute", "/arbeit"):
        assert "Ziele 2030" in client.get(address).text, address
    client.page(HERE)
    goal = queries.procedure(procedure.id).goals[0]
    page = client.page(f"{HERE}/ziel/{goal.id}")
    form = page.form("form[action*='/stellungnahme/']")
    assert client.submit(form, answer="change").status_code == 422, "why?"
    shown = client.follow(client.submit(form, answer="change", reason="Nur mit der Nachbargemeinde."))
    assert "Nur mit der Nachbargemeinde." in shown.text("main")
    login.as_(department)
    assert "Nachbargemeinde" not in client.get(f"{HERE}/ziel/{goal.id}").text, "others' statements come later"
    assert client.get(f"{url}/abgleich").status_code == 404

    go_to(procedure, PROPOSING)
    login.as_(mayor)
    mine = next(one for one in queries.procedure(procedure.id).parts if one.name == "Babenhausen")
    form = client.page(f"{url}/vorschlag/{mine.id}").form(FORM)
    shown = client.follow(client.submit(form, title="Ein Fahrdienst für zwei Gemeinden", parent_id=str(goal.id)))
    assert "Ein Fahrdienst für zwei Gemeinden" in shown.text("main")
    go_to(procedure, RECONCILING)
    assert "Ein Fahrdienst" in client.page(f"{url}/abgleich").text("main"), "whoever takes part reads the comparison"

    login.as_(planner)
    for goal in queries.procedure(procedure.id).goals:
        form = client.page(f"{url}/abgleich").form(f"form[action$='/{goal.id}/ergebnis']")
        prefix = f"z{goal.position}-"
        changed = {f"{prefix}outcome": "changed", f"{prefix}version": str(goal.version)}
        assert send(client, f"{HERE}/ziel/{goal.id}/ergebnis", changed).status_code == 422
        assert client.submit(form).status_code == 303
    form = client.page(f"{url}/beschluss").form(FORM)
    assert client.submit(form, decided_on="2999-01-01").status_code == 422
    shown = client.follow(client.submit(form, decided_on=today().isoformat(), conclusion="Einstimmig."))
    assert "Beschlossen am" in shown.text("main")
    for step in ("setting", "checking", "proposing", "reconciling"):
        assert "Zu Hause alt werden" in client.page(f"{url}/fassungen/1/{step}").text("main")
    assert client.get(f"{url}/fassungen/2/setting").status_code == 404
    assert client.get(f"{url}/ziel/neu").status_code == 404, "decided is decided"


def test_a_fassung_stays_as_it_was(app: Flask) -> None:
    procedure = make_procedure(gemeinde=make_place())
    goal = make_goal(procedure, "Alt")
    go_to(procedure, CHECKING)
    state(goal, queries.procedure(procedure.id).parts[0], StatementAnswer.NOT_POSSIBLE, reason="Zu teuer.")
    go_to(procedure, PROPOSING, RECONCILING)
    with unit_of_work():
        fresh = queries.goal(goal.id)
        goals.edit_goal(fresh, GoalDraft(title="Neu", recipients=fresh.recipients), version=fresh.version, by=SYSTEM)

    assert queries.version(procedure.id, 1, CHECKING).content["goals"][0]["title"] == "Alt"
    said = queries.version(procedure.id, 1, CHECKING).content["goals"][0]["statements"]
    assert [one["reason"] for one in said] == ["Zu teuer."]
    keep_all(procedure)
    again = go_to(procedure, CHECKING)
    assert (again.round, again.goals[0].outcome, again.goals[0].title) == (2, GoalOutcome.OPEN, "Neu")
    assert queries.statement(again.goals[0], again.parts[0], 2) is None


def test_levels_hang_on_each_other(app: Flask) -> None:
    procedure = make_procedure(gemeinde=make_place())
    top = make_goal(procedure)
    middle = make_goal(procedure, "Tagespflege", under=top)
    low = make_goal(procedure, "Zwei Plätze", under=middle)

    assert [one.level for one in (top, middle, low)] == list(GoalLevel)
    with pytest.raises(InvalidInput):
        make_goal(procedure, "Noch eins", under=low)
    with pytest.raises(InvalidInput), unit_of_work():
        goals.delete_goal(queries.goal(top.id), by=SYSTEM)


def test_movement_comes_up_the_tree(app: Flask) -> None:
    make_county(with_terms=True)
    here = make_place()
    procedure = make_procedure(gemeinde=here)
    top = make_goal(procedure)
    low = make_goal(procedure, "Tagespflege", under=top)
    measure = make_measure("Bau", here, due=(20, 40), done=1)
    need = make_need("Plätze fehlen", here)
    with unit_of_work():
        assert goals.hang(queries.goal(low.id), measure_ids=[measure.id], need_ids=[need.id], by=SYSTEM) == 2
        assert goals.hang(queries.goal(low.id), measure_ids=[measure.id], by=SYSTEM) == 0

    nodes = {one.goal.id: one for root in queries.tree(queries.procedure(procedure.id)) for one in root.walk()}
    assert [(nodes[one.id].movement, nodes[one.id].linked) for one in (top, low)] == [(Movement.MOVES, 2)] * 2
    assert [one.id for one in queries.goals_of_need(SYSTEM, need.id)] == [low.id]
    with unit_of_work():
        goals.take_off(queries.goal(low.id), measure.id, by=SYSTEM)
    assert queries.node_of(queries.procedure(procedure.id), top.id).movement is Movement.STANDS


def test_a_merged_bedarf_counts_as_the_one_it_went_into(app: Flask) -> None:
    make_county(with_terms=True)
    here = make_place()
    goal = make_goal(make_procedure(gemeinde=here))
    need, into = make_need("Bus", here), make_need("Bus am Abend", here)
    with unit_of_work():
        goals.hang(queries.goal(goal.id), need_ids=[need.id], by=SYSTEM)
        need_actions.merge_needs(need, into=into, sentence="Dasselbe.", by=SYSTEM)
    assert queries.node_of(queries.procedure(goal.procedure_id), goal.id).movement is Movement.STANDS
    with unit_of_work():
        need_actions.delete_need(into, reason="Irrtum", by=SYSTEM)
    assert queries.node_of(queries.procedure(goal.procedure_id), goal.id).movement is Movement.NOTHING


LEADER = {"planner"}
EVERYBODY = {"planner", "gemeinde", "kuemmerer", "department", "colleague"}


@pytest.mark.parametrize(
    ("stage", "read", "set_goal", "compare", "reconcile", "answer", "propose"),
    [
        ("setting", LEADER, LEADER, LEADER, set(), (set(), set()), False),
        ("checking", EVERYBODY, set(), LEADER, set(), ({"gemeinde", "kuemmerer"}, {"department"}), False),
        ("proposing", EVERYBODY, set(), LEADER, set(), ({"gemeinde", "kuemmerer"}, {"department"}), True),
        ("reconciling", EVERYBODY, LEADER, EVERYBODY, LEADER, (set(), set()), False),
        ("decided", EVERYBODY, set(), EVERYBODY, set(), (set(), set()), False),
    ],
)
def test_who_may_do_what(
    app: Flask,
    stage: str,
    read: set[str],
    set_goal: set[str],
    compare: set[str],
    reconcile: set[str],
    answer: tuple[set[str], set[str]],
    propose: bool,
) -> None:
    here, elsewhere = make_place(), make_place("Kammlach")
    department = make_account(Role.SECTOR_PLANNER)
    people = {
        "planner": make_account(Role.PLANNER), "gemeinde": make_account(Role.MUNICIPALITY, here),
        "kuemmerer": make_account(Role.KUEMMERER, here), "department": department,
        "colleague": make_account(Role.SECTOR_PLANNER), "moderator": make_account(Role.MODERATOR),
        "admin": make_account(Role.ADMIN), "observer": make_account(Role.OBSERVER, here), "nobody": ANONYMOUS,
    }  # fmt: skip
    procedure = make_procedure(gemeinde=here, department=department)
    make_goal(procedure)
    wanted = ProcedureStage(stage)
    way = list(ProcedureStage)[1 : list(ProcedureStage).index(wanted) + 1]
    go_to(procedure, *(one for one in way if one is not ProcedureStage.DECIDED))
    if wanted is ProcedureStage.DECIDED:
        keep_all(procedure)
        with unit_of_work():
            fresh = queries.procedure(procedure.id)
            goal_rounds.decide(
                fresh, decided_on=today(), committee_id=None, decision_id=None, conclusion="",
                version=fresh.version, by=SYSTEM,
            )  # fmt: skip
    fresh = queries.procedure(procedure.id)
    office, gemeinde = sorted(fresh.parts, key=lambda one: one.kind)

    def who(permission: May, thing: object) -> set[str]:
        return {name for name, one in people.items() if allows(permission, one, thing)}

    assert who(May.READ, fresh) == read
    assert who(May.SET, fresh) == set_goal
    assert who(May.COMPARE, fresh) == compare
    assert who(May.RECONCILE, fresh) == reconcile
    assert who(May.LEAD, fresh) == (set() if stage == "decided" else LEADER)
    assert who(May.DELETE, fresh) == (LEADER if stage == "setting" else set())
    assert who(May.LINK, fresh) == LEADER
    asked = May.PROPOSE if propose else May.ANSWER
    other = May.ANSWER if propose else May.PROPOSE
    assert (who(asked, gemeinde), who(asked, office)) == answer
    assert (who(other, gemeinde), who(other, office)) == (set(), set())
    stranger = make_account(Role.MUNICIPALITY, elsewhere)
    assert not allows(May.ANSWER, stranger, gemeinde)
    assert not allows(May.LEAD, make_account(Role.PLANNER, here), fresh), "a planner of one Gemeinde leads no county"


def test_answers_come_from_those_who_were_asked(app: Flask) -> None:
    here = make_place()
    mayor = make_account(Role.MUNICIPALITY, here)
    procedure = make_procedure(gemeinde=here, department=make_account(Role.SECTOR_PLANNER))
    goal = make_goal(procedure, recipients=())
    make_goal(procedure, "Zweites")
    go_to(procedure, CHECKING)
    office, gemeinde = sorted(queries.procedure(procedure.id).parts, key=lambda one: one.kind)

    with pytest.raises(Forbidden):
        state(goal, office, by=mayor)
    with pytest.raises(InvalidInput, match="nicht gefragt"):
        state(goal, gemeinde, by=mayor)
    second = next(one for one in queries.procedure(procedure.id).goals if one.title == "Zweites")
    state(second, gemeinde, by=mayor)
    with pytest.raises(Conflict):
        state(second, gemeinde, by=mayor)


def test_what_is_refused(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    make_root()
    here = make_place()
    procedure = make_procedure(gemeinde=here)
    goal = make_goal(procedure)
    login(Role.PLANNER)
    url = f"{HERE}/{procedure.id}"
    good = {"title": "Ziel"}
    for wrong in (
        {"title": ""}, {"target_value": "viel"}, {"target_value": "3"}, {"indicator_key": "population"},
        {"indicator_key": "gibt-es-nicht", "target_value": "3"}, {"target_on": "bald"}, {"target_on": "0001-01-01"},
        {"title": "x" * 161}, {"aim": "oben"},
    ):  # fmt: skip
        assert send(client, f"{url}/ziel/neu", {"aim": "at_least"} | good | wrong).status_code == 422, wrong
    edited = {"title": "Anders", "aim": "at_least", "version": "99"}
    conflict = send(client, f"{HERE}/ziel/{goal.id}/bearbeiten", edited)
    assert conflict.status_code == 409
    assert "Anders" in conflict.text
    assert send(client, f"{url}/bearbeiten", {"title": "Neu", "version": "99"}).status_code == 409
    assert send(client, f"{url}/bearbeiten", {"title": "", "version": "1"}).status_code == 422
    assert send(client, f"{url}/weiter", {"version": "99", "schritt": "checking"}).status_code == 409
    assert send(client, f"{url}/weiter", {"version": "1", "schritt": "unsinn"}).status_code == 422
    assert send(client, f"{url}/weiter", {"version": "1", "schritt": "decided"}).status_code == 409
    assert send(client, f"{HERE}/ziel/{goal.id}/anhaengen", {}).status_code == 422
    assert send(client, f"{HERE}/neu", {"title": "X", "sozialraum_id": "x"}).status_code == 422
    part = procedure.parts[0]
    assert send(client, f"{url}/beteiligte/{part.id}/entfernen", {}).status_code == 303
    assert send(client, f"{HERE}/ziel/{goal.id}/loeschen", {}).status_code == 303
    assert send(client, f"{url}/loeschen", {}).status_code == 303
    assert client.get(url).status_code == 404


def test_a_round_that_is_not_ready_does_not_end(app: Flask) -> None:
    procedure = make_procedure(gemeinde=make_place())
    make_goal(procedure, recipients=())
    with pytest.raises(InvalidTransition):
        go_to(procedure, CHECKING)
    make_goal(procedure, "Zweites")
    go_to(procedure, CHECKING, PROPOSING, RECONCILING)
    with pytest.raises(InvalidTransition, match="noch offen"):
        go_to(procedure, CHECKING)
    fresh = keep_all(procedure)
    with pytest.raises(InvalidInput), unit_of_work():
        goal_rounds.decide(
            queries.procedure(fresh.id), decided_on=date(2999, 1, 1), committee_id=None, decision_id=None,
            conclusion="", version=fresh.version, by=SYSTEM,
        )  # fmt: skip


def test_pages_cost_the_same_for_many_goals(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    procedure = make_procedure(gemeinde=make_place(), department=make_account(Role.SECTOR_PLANNER))
    top = make_goal(procedure)
    login(Role.PLANNER)
    addresses = (f"{HERE}/{procedure.id}", f"{HERE}/{procedure.id}/abgleich", f"{HERE}/ziel/{top.id}", HERE)
    few = []
    for address in addresses:
        client.get(address)
        with count_queries() as counted:
            client.get(address)
        few.append(len(counted))
    for number in range(12):
        make_goal(procedure, f"Ziel {number}", under=top)
        make_procedure(title=f"Verfahren {number}")
    for address, before in zip(addresses, few, strict=True):
        with count_queries() as counted:
            client.get(address)
        assert len(counted) == before, f"{address}\n{counted}"


def test_the_tree_as_a_workbook(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    department = make_account(Role.SECTOR_PLANNER)
    procedure = make_procedure(gemeinde=make_place("Legau"), department=department, title="Ziele 2030")
    first = make_goal(procedure, "Zu Hause alt werden")
    make_goal(procedure, "=Mobil bleiben")
    below = make_goal(
        procedure, "Rufbus fahren", under=first, meaning="In jeder Gemeinde.", target_on=date(2030, 6, 30)
    )
    make_goal(procedure, "Fahrerinnen finden", under=below)
    login.as_(make_account(Role.PLANNER))
    url = f"/arbeit/planung/ziele/{procedure.id}"
    client.page(url)

    book = openpyxl.load_workbook(BytesIO(client.get(f"{url}/ziele.xlsx").data))
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(one["Nummer"], one["Ziel"]) for one in told] == [
        ("1", "Zu Hause alt werden"),
        ("1.1", "Rufbus fahren"),
        ("1.1.1", "Fahrerinnen finden"),
        ("2", "=Mobil bleiben"),
    ]
    assert told[1]["Bedeutung"] == "In jeder Gemeinde."
    assert told[1]["Bis"] == datetime(2030, 6, 30)  # noqa: DTZ001 - a workbook knows no zones
    assert {one["Bewegung"] for one in told} == {"noch nichts"}

    login.as_(department)
    assert client.get(f"{url}/ziele.xlsx").status_code == 404, "nobody else has seen the goals yet"
    go_to(procedure, ProcedureStage.CHECKING)
    assert client.get(f"{url}/ziele.xlsx").status_code == 200

"""The Startcheck: the rule with its worked cases, the pages, who may do what."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places import queries as places
from portal.planning.actions import startcheck as actions
from portal.planning.models.startcheck import StartCheck
from portal.planning.policy.startcheck import StartCheckPermission as May
from portal.planning.queries import startcheck as queries
from portal.planning.terms.startcheck import MOST, QUESTIONS, STEPS, Reply, StartStage, standing
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_root
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send

HERE = "/arbeit/planung/einstieg"
FORM = "main form[data-island=submit-once]"
ALL_YES = {one.key: Reply.YES.value for one in QUESTIONS}


def answers(*points: int, without: StartStage | None = None) -> dict[str, str]:
    """Answers that give each step so many points; the cornerstones of `without` are no."""
    told: dict[str, str] = {}
    for stage, wanted in zip(STEPS, points, strict=True):
        mine = sorted((one for one in QUESTIONS if one.stage is stage), key=lambda one: not one.is_cornerstone)
        if stage is without:
            mine = [*mine[1:], mine[0]]
        left = wanted - (len(mine) if wanted >= len(mine) and stage is not without else 0)
        base = 1 if wanted >= len(mine) and stage is not without else 0
        for one in mine:
            more = min(2 - base, left)
            left -= more
            told[one.key] = {0: "no", 1: "partly", 2: "yes"}[base + more]
    return told


@pytest.mark.parametrize(
    ("points", "without", "expected"),
    [
        ((0, 0, 0), None, "I"),
        ((7, 12, 12), None, "I"),
        ((8, 7, 0), None, "II"),
        ((10, 12, 0), StartStage.COORDINATED, "I"),
        ((8, 8, 7), None, "III"),
        ((12, 12, 8), None, "IV"),
        ((12, 12, 12), None, "IV"),
    ],
)
def test_the_suggested_stage(points: tuple[int, int, int], without: StartStage | None, expected: str) -> None:
    found = standing(answers(*points, without=without))

    assert found.stage.value == expected
    assert tuple(one.points for one in found.steps) == points


def test_each_step_has_six_questions_and_two_cornerstones() -> None:
    assert len(QUESTIONS) == len({one.key for one in QUESTIONS}) == 18
    for stage in STEPS:
        mine = [one for one in QUESTIONS if one.stage is stage]
        assert (len(mine), sum(one.is_cornerstone for one in mine)) == (MOST / 2, 2)


def test_the_next_steps_begin_with_the_cornerstones_of_the_step_at_hand() -> None:
    following = standing({}).following

    assert [one.key for one in following[:2]] == ["will", "responsible"]
    assert {one.stage for one in following} == {StartStage.COORDINATED}
    assert standing(ALL_YES).following == ()
    assert standing({"will": "Unsinn"}).stage is StartStage.ALONE


def test_every_next_step_leads_somewhere(app: Flask) -> None:
    known = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert {one.endpoint for one in QUESTIONS} <= known


def make_check(days_ago: int = 0, told: dict[str, str] = ALL_YES) -> StartCheck:
    place = places.place(make_root().id)
    day = today() - timedelta(days=days_ago)
    replies = {key: Reply(one) for key, one in told.items()}
    with unit_of_work():
        made = actions.answer_check(place, answers=replies, checked_on=day, by=SYSTEM)
    return queries.check(made.id)


def test_progress_shows(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    make_check(365, answers(8, 0, 0))
    login(Role.PLANNER)
    form = client.page(f"{HERE}/neu").form(FORM)
    missing = client.submit(form)
    assert missing.status_code == 422
    assert "Bitte wählen Sie eine Antwort." in missing.text

    shown = client.follow(client.submit(form, **answers(12, 9, 3)))

    assert shown.heading == "Stufe III: Gemeinsam"
    assert "Stufe II mit 8 Punkten. Heute sind es 24." in shown.text("main")
    assert client.submit(form, **ALL_YES).status_code == 422, "one for each day"
    check = queries.page_of(queries.visible_checks(SYSTEM), after=None).rows[0]
    url = f"{HERE}/{check.id}"
    change = client.page(f"{url}/bearbeiten").form(FORM)
    assert send(client, f"{url}/bearbeiten", ALL_YES | {"version": "9"}).status_code == 409
    assert client.follow(client.submit(change, **ALL_YES)).heading == "Stufe IV: Integriert"
    assert send(client, f"{url}/loeschen", {}).status_code == 303
    assert client.get(url).status_code == 404


def test_bad_input_is_explained(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    make_root()
    login(Role.PLANNER)
    good = ALL_YES | {"checked_on": today().isoformat(), "sozialraum_id": str(make_root().id)}
    for wrong in (
        {"checked_on": "2999-01-01"},
        {"checked_on": "2026-13-40"},
        {"will": "vielleicht"},
        {"sozialraum_id": "x"},
    ):
        assert send(client, f"{HERE}/neu", good | wrong).status_code == 422, wrong
    assert send(client, f"{HERE}/neu", good).status_code == 303


def test_who_may_do_what(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    here = make_place()
    check = make_check()
    people = {role: make_account(role) for role in Role}

    def who(permission: May) -> set[Role]:
        return {role for role, one in people.items() if allows(permission, one, check)}

    assert who(May.READ) == who(May.LIST) == {Role.PLANNER, Role.SECTOR_PLANNER}
    assert who(May.EDIT) == who(May.ADD) == {Role.PLANNER}
    assert not any(allows(one, ANONYMOUS, check) for one in May)
    assert not allows(May.READ, make_account(Role.PLANNER, here), check)
    login(Role.KUEMMERER, here)
    for path in ("", "/neu", f"/{check.id}", f"/{check.id}/bearbeiten"):
        assert client.get(f"{HERE}{path}").status_code == 404, path


def test_the_list_costs_the_same_for_many(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    make_check()
    login(Role.PLANNER)
    client.get(HERE)
    with count_queries() as few:
        client.get(HERE)
    for number in range(1, 13):
        make_check(number)
    with count_queries() as many:
        client.get(HERE)
    assert len(few) == len(many)


def test_what_is_missing_is_named_question_by_question(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    make_root()
    login(Role.PLANNER)
    some = {key: value for key, value in ALL_YES.items() if key not in {QUESTIONS[3].key, QUESTIONS[7].key}}

    answer = client.submit(client.page(f"{HERE}/neu").form(FORM), **some)
    one_missing = client.submit(client.page(f"{HERE}/neu").form(FORM), **(ALL_YES | {QUESTIONS[3].key: ""}))

    assert Page(answer).texts("[data-error-summary] li") == [
        f"{QUESTIONS[3].text} Bitte wählen Sie eine Antwort.",
        f"{QUESTIONS[7].text} Bitte wählen Sie eine Antwort.",
    ]
    assert Page(one_missing).texts("[data-error-summary] li") == ["Bitte wählen Sie eine Antwort."]


def test_where_nothing_is_yet_the_overview_begins_with_the_startcheck(client: PickyClient, login: Login) -> None:
    make_root()
    login(Role.PLANNER)

    def boxes() -> list[str]:
        return [one.attributes.get("id") or "" for one in client.page("/arbeit/planung").all(".planning-home h2")]

    empty = boxes()
    make_need("Bus")
    filled = boxes()

    assert empty[0] == filled[-1] == "home-check"
    assert empty.count("home-check") == filled.count("home-check") == 1

"""A round of prioritising: prepared, opened, scored by each alone, closed; and who may do what."""

from datetime import timedelta
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from portal.accounts.models import Account
from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.needs.models import Need
from portal.planning.actions import criteria, priorities
from portal.planning.models.priorities import PriorityRound
from portal.planning.policy.priorities import PriorityPermission as May
from portal.planning.queries import priorities as queries
from portal.planning.terms.priorities import RoundState
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_root
from tests.factories.planning import make_round, score_all
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send

HERE = "/arbeit/planung/prioritaeten"


def three_needs() -> list[Need]:
    make_county(with_terms=True)
    place = make_place()
    return [
        make_need(title, place) for title in ("Abends fährt kein Bus", "Es fehlt ein Treff", "Der Gehweg ist kaputt")
    ]


def people(number: int = 3) -> list[Account]:
    return [make_account(Role.PLANNER, name=f"Person {letter}") for letter in "ABCDE"[:number]]


def closed(round_: PriorityRound) -> PriorityRound:
    with unit_of_work():
        priorities.close_round(queries.round_(round_.id), by=SYSTEM)
    return queries.round_(round_.id)


def test_the_way_of_a_round(client: PickyClient, login: Login) -> None:
    needs = three_needs()
    runs = make_account(Role.PLANNER, name="Katrin Lechner")
    other = make_account(Role.SECTOR_PLANNER, name="Tobias Endres")
    login.as_(runs)
    assert send(client, "/arbeit/planung/kriterien/vorschlaege", {}).status_code == 303
    form = client.page(f"{HERE}/neu").form("main form[data-island=submit-once]")
    made = client.submit(
        form,
        title="Haushalt",
        due_on=(clock.today() + timedelta(days=5)).isoformat(),
        need_ids=[str(one.id) for one in needs],
        people_ids=[str(runs.id), str(other.id)],
    )
    assert made.status_code == 303
    url = made.location.partition("?")[0]
    assert send(client, f"{url}/eroeffnen", {}).status_code == 303
    round_id = queries.to_score(runs.id)[0].id
    sheet = {f"p-{row}-{column}": "4" for row in range(1, 4) for column in range(1, 7)}

    assert send(client, f"{url}/bewerten", {"version": "1", "p-1-1": "5"}).status_code == 303
    part = send(client, f"{url}/bewerten", {"version": "2", "p-1-1": "5", "abgeben": "1"})
    assert part.status_code == 422
    assert "Es fehlen noch 17 Bewertungen" in part.text
    stale = send(client, f"{url}/bewerten", {"version": "1", "p-1-1": "3"})
    assert stale.status_code == 409
    assert send(client, f"{url}/abschliessen", {}).status_code == 409, "nobody has handed in"
    done = send(client, f"{url}/bewerten", sheet | {"version": "2", "p-1-1": "5", "abgeben": "1"})
    assert done.status_code == 303
    assert "Reihenfolge bisher" in client.get(url).text
    assert send(client, f"{url}/bewerten", sheet).status_code == 404, "handed in is handed in"

    login.as_(other)
    assert "Haushalt" in client.get("/arbeit/heute").text
    assert "Reihenfolge bisher" not in client.get(url).text, "the points of others stay hidden until one has handed in"
    assert send(client, f"{url}/bewerten", sheet | {"version": "1", "abgeben": "1"}).status_code == 303
    assert send(client, f"{url}/abschliessen", {}).status_code == 404

    login.as_(runs)
    assert send(client, f"{url}/abschliessen", {}).status_code == 303
    text = client.get(url).text
    assert "2 Personen haben abgegeben." in text
    version = queries.round_(round_id).version
    assert send(client, f"{url}/ergebnis", {"version": "1", "conclusion": "Alt"}).status_code == 409
    assert (
        send(client, f"{url}/ergebnis", {"version": str(version), "conclusion": "Zuerst der Bus."}).status_code == 303
    )
    assert "Zuerst der Bus." in client.get(url).text


def test_files_hold_the_ranking(client: PickyClient, login: Login) -> None:
    needs, members = three_needs(), people(2)
    round_ = make_round(needs, members)
    score_all(round_, members[0], 3, 5, 1)
    score_all(round_, members[1], 5, 5, 1)
    closed(round_)
    login.as_(members[0])

    book = openpyxl.load_workbook(BytesIO(client.get(f"{HERE}/{round_.id}/reihenfolge.xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[:3] for row in rows[1:]] == [
        (1, needs[1].number, "Es fehlt ein Treff"),
        (2, needs[0].number, "Abends fährt kein Bus"),
        (3, needs[2].number, "Der Gehweg ist kaputt"),
    ]
    assert rows[2][4] == 4
    table = client.get(f"{HERE}/{round_.id}/reihenfolge.csv").data.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("1;")
    assert client.get(f"{HERE}/{round_.id}/reihenfolge.pdf").status_code == 404


def test_differences_are_told(app: Flask) -> None:
    needs, members = three_needs(), people(3)
    round_ = make_round(needs, members)
    for one, points in zip(members, ((1, 3, 3), (5, 3, 4), (3, 3, 3)), strict=True):
        score_all(round_, one, *points)

    result = queries.result(closed(round_))

    by_title = {line.need.title: line for line in result.lines}
    assert by_title["Abends fährt kein Bus"].disputed == 6
    assert by_title["Der Gehweg ist kaputt"].disputed == 0
    assert by_title["Der Gehweg ist kaputt"].ranked.place == 1
    assert len(result.members) == 3


def test_sheets_not_handed_in_do_not_count(app: Flask) -> None:
    needs, members = three_needs(), people(3)
    round_ = make_round(needs, members)
    score_all(round_, members[0], 5, 4, 3)
    score_all(round_, members[1], 5, 4, 3)
    score_all(round_, members[2], 1, 1, 5, hand_in=False)

    assert [line.score for line in queries.result(closed(round_)).lines] == [5.0, 4.0, 3.0]


def _judged(round_: PriorityRound, by: Account, points: int, *, silent: tuple[tuple[int, int], ...] = ()) -> None:
    """One person gives the same points everywhere, and cannot judge the cells named by places of Bedarf and criterion."""
    with unit_of_work():
        fresh = queries.round_(round_.id)
        given = {
            (entry.id, one.id): None if (row, column) in silent else points
            for row, entry in enumerate(fresh.entries)
            for column, one in enumerate(fresh.criteria)
        }
        priorities.save_scores(fresh, given, hand_in=True, by=by)


def test_who_cannot_judge_does_not_count(app: Flask) -> None:
    """The mean is that of the others, exactly; and it weighs nothing in how firm a place is."""
    needs, members = three_needs(), people(3)
    round_ = make_round(needs, members)
    _judged(round_, members[0], 5, silent=((1, 0), (1, 1)))
    _judged(round_, members[1], 2)
    _judged(round_, members[2], 3, silent=((1, 0),))

    found = queries.result(closed(round_))

    by_title = {line.need.title: line for line in found.lines}
    treff = by_title["Es fehlt ein Treff"]
    first, second = (treff.spreads[one.id] for one in queries.round_(round_.id).criteria[:2])
    assert (first.points, first.mean, first.without) == ((2,), Fraction(2), 2)
    assert (second.points, second.mean, second.without) == ((2, 3), Fraction(5, 2), 1)
    weights = [one.weight for one in queries.round_(round_.id).criteria]
    expected = (2 * weights[0] + Fraction(5, 2) * weights[1] + Fraction(10, 3) * sum(weights[2:])) / sum(weights)
    assert treff.ranked.score == expected
    assert (treff.ranked.place, treff.ranked.interval.is_firm) == (3, True)
    assert found.unranked == ()


def test_what_nobody_can_judge_gets_no_place(client: PickyClient, login: Login) -> None:
    needs, members = three_needs(), people(2)
    round_ = make_round(needs, members)
    for one in members:
        _judged(round_, one, 4, silent=((2, 3),))

    found = queries.result(closed(round_))

    assert [line.ranked.place for line in found.lines] == [1, 1]
    assert [line.need.title for line in found.unranked] == ["Der Gehweg ist kaputt"]
    login.as_(members[0])
    page = client.page(f"{HERE}/{round_.id}")
    assert "niemand beurteilt: Aufwand" in page.text()
    table = client.get(f"{HERE}/{round_.id}/reihenfolge.csv").data.decode("utf-8-sig").splitlines()
    assert table[3].startswith(f";{needs[2].number};")
    book = openpyxl.load_workbook(BytesIO(client.get(f"{HERE}/{round_.id}/reihenfolge.xlsx").data))
    assert [row[0] for row in book.worksheets[0].iter_rows(values_only=True)][1:] == [1, 1, None]


def test_nobody_could_judge_anything(client: PickyClient, login: Login) -> None:
    needs, members = three_needs(), people(2)
    round_ = make_round(needs, members)
    for one in members:
        _judged(round_, one, 4, silent=tuple((row, 0) for row in range(3)))

    assert len(queries.result(closed(round_)).unranked) == 3
    login.as_(members[0])
    assert "Ohne Platz" in client.get(f"{HERE}/{round_.id}").text


def test_the_word_is_kept_on_the_sheet(client: PickyClient, login: Login) -> None:
    needs, members = three_needs(), people(2)
    round_ = make_round(needs, members)
    login.as_(members[0])
    url = f"{HERE}/{round_.id}/bewerten"
    assert send(client, url, {"version": "1", "p-1-1": "keine", "p-1-2": "3"}).status_code == 303

    page = client.page(url)
    assert "2 von 18 Bewertungen eingetragen." in page.text()
    assert page.form("main form").values["p-1-1"] == ["keine"]
    sheet = {f"p-{row}-{column}": "keine" for row in range(1, 4) for column in range(1, 7)}
    assert send(client, url, sheet | {"version": "2", "abgeben": "1"}).status_code == 303


def test_changing_a_criterion_changes_no_open_round(app: Flask) -> None:
    needs, members = three_needs(), people(2)
    round_ = make_round(needs, members)
    row = queries.criteria()[0]
    with unit_of_work():
        fresh = queries.criterion(row.id)
        draft = criteria.CriterionDraft(name="Eile", weight=99, meanings=["a", "", "", "", "b"])
        criteria.edit_criterion(fresh, draft, version=fresh.version, by=SYSTEM)

    assert queries.round_(round_.id).criteria[0].name == "Dringlichkeit"
    assert queries.round_(round_.id).criteria[0].weight == 25


def test_what_a_round_refuses(app: Flask) -> None:
    needs, members = three_needs(), people(2)
    stranger = make_account(Role.KUEMMERER, make_place("Kammlach"))

    with pytest.raises(InvalidInput, match="darf nicht alle"), unit_of_work():
        place = needs[0].place
        priorities.prepare_round(
            priorities.RoundDraft(title="X", place=place, needs=needs, people=[stranger]), by=SYSTEM
        )
    for chosen, invited in ((needs[:1], members), (needs, members[:1])):
        with pytest.raises(InvalidTransition):
            make_round(chosen, invited)
    round_ = make_round(needs, members)
    with pytest.raises(InvalidInput), unit_of_work():
        fresh = queries.round_(round_.id)
        priorities.save_scores(fresh, {(fresh.entries[0].id, fresh.criteria[0].id): 6}, by=members[0])


def test_who_may_do_what(app: Flask) -> None:
    needs = three_needs()
    member, handed_in = make_account(Role.PLANNER), make_account(Role.SECTOR_PLANNER)
    organiser, outsider = make_account(Role.PLANNER), make_account(Role.SECTOR_PLANNER)
    elsewhere = make_account(Role.PLANNER, make_place("Kammlach"))
    round_ = make_round(needs, [member, handed_in], opened=False)
    people = {
        "member": member, "handed in": handed_in, "organiser": organiser, "outsider": outsider, "elsewhere": elsewhere,
        "nobody": ANONYMOUS,
    }  # fmt: skip

    def who(permission: May) -> set[str]:
        fresh = queries.round_(round_.id)
        return {name for name, one in people.items() if allows(permission, one, fresh)}

    planners = {"member", "organiser"}
    assert who(May.READ) == planners
    assert who(May.PREPARE) == planners
    assert who(May.SCORE) == who(May.SEE_RESULT) == who(May.CLOSE) == who(May.EXPORT) == set()

    with unit_of_work():
        priorities.open_round(queries.round_(round_.id), by=organiser)
    score_all(round_, handed_in, 3, 3, 3)
    assert queries.round_(round_.id).state is RoundState.OPEN
    assert who(May.READ) == planners | {"handed in"}
    assert who(May.SCORE) == {"member"}
    assert who(May.SEE_RESULT) == {"handed in"}
    assert who(May.CLOSE) == planners
    assert who(May.PREPARE) == who(May.EXPORT) == set()

    score_all(round_, member, 3, 3, 3)
    closed(round_)
    assert who(May.SEE_RESULT) == planners | {"handed in"}
    assert who(May.EXPORT) == who(May.CONCLUDE) == planners
    assert who(May.SCORE) == who(May.CLOSE) == who(May.PREPARE) == set()


def test_foreign_rounds_are_not_there(client: PickyClient, login: Login) -> None:
    round_ = make_round(three_needs(), people(2))
    login(Role.MUNICIPALITY, make_place("Kammlach"))

    for path in ("", "/bearbeiten", "/bewerten", "/reihenfolge.xlsx"):
        assert client.get(f"{HERE}/{round_.id}{path}").status_code == 404
    assert "Haushalt 2027" not in client.get(HERE).text
    assert client.get(f"{HERE}/neu").status_code == 404


def test_bad_input_is_explained(client: PickyClient, login: Login) -> None:
    make_root()
    needs = three_needs()
    login(Role.PLANNER)

    good = {"title": "Runde", "need_ids": str(needs[0].id)}
    for wrong in ({"title": ""}, {"due_on": "2020-01-01"}, {"due_on": "bald"}):
        assert send(client, f"{HERE}/neu", good | wrong).status_code == 422, wrong
    criterion = {"name": "Eigenes", "weight": "10", "meaning_1": "wenig", "meaning_5": "viel", "is_active": "y"}
    url = "/arbeit/planung/kriterien/neu"
    for wrong in ({"name": ""}, {"weight": "0"}, {"weight": "101"}, {"weight": "viel"}, {"meaning_5": ""}):
        assert send(client, url, criterion | wrong).status_code == 422, wrong
    assert send(client, url, criterion).status_code == 303
    assert send(client, url, criterion).status_code == 422, "one of each name"
    row = queries.criteria()[0]
    assert send(client, f"/arbeit/planung/kriterien/{row.id}", criterion | {"version": "7"}).status_code == 409


def test_pages_cost_the_same_for_few_and_for_many(client: PickyClient, login: Login) -> None:
    needs, members = three_needs(), people(5)
    small = make_round(needs[:2], members[:2])
    for one in members[:2]:
        score_all(small, one, 3, 4)
    large = make_round([*needs, *(make_need(f"Bedarf {n}", needs[0].place) for n in range(8))], members, title="Groß")
    for one in members:
        score_all(large, one, *range(1, 6), *range(1, 6), 3)
    login.as_(members[0])

    def cost(round_: PriorityRound) -> int:
        client.get(f"{HERE}/{round_.id}")
        with count_queries() as counted:
            client.get(f"{HERE}/{round_.id}")
        return len(counted)

    assert cost(small) == cost(large)

"""Two to five projects side by side, on the screen and as a workbook."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from portal.funding.terms import ApplicationState
from portal.kernel.policy import Role
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.subprojects import SubProjectState
from tests.factories.county import make_county
from tests.factories.funding import make_application
from tests.factories.groups import make_group, make_member, make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.factories.volunteers import make_hours, make_volunteer
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

COMPARE = "/arbeit/quartiersprojekte/vergleich"


def address(*projects: KuemmererProject, path: str = COMPARE) -> str:
    return f"{path}?" + "&".join(f"p={one.id}" for one in projects)


def some(count: int) -> list[KuemmererProject]:
    return [
        make_project(f"Projekt {number}", place=make_place(f"Gemeinde {number}"), begun_on=date(2025, 9, 1))
        for number in range(count)
    ]


def test_two_projects_stand_side_by_side(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    first = make_project("Erstes", begun_on=date(2025, 9, 1))
    second = make_project("Zweites", place=make_place("Kammlach"), phase=Phase.BUILD_UP, begun_on=date(2026, 2, 1))
    login(Role.PLANNER)

    page = client.page(address(second, first))

    assert page.texts("thead th") == ["Was", "Zweites", "Erstes"]
    rows = {row[0]: row[1:] for row in page.rows()}
    assert rows["Phase"] == ["Aufbau", "Vorbereitung"]
    assert rows["Monate in der Phase"] == ["1", "6"]
    assert rows["Übliche Monate dieser Phase"] == ["12", "6"]
    assert rows["Ort"] == ["Kammlach", "Markt Rettenbach"]


def test_the_workbook_has_a_row_for_each_project(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    login(Role.PLANNER)
    first, second = some(2)

    answer = client.get(address(first, second, path=f"{COMPARE}.xlsx"))
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]

    assert [row[0] for row in rows] == ["Projekt", "Projekt 0", "Projekt 1"]
    months = rows[0].index("Monate in der Phase")
    assert [row[months] for row in rows[1:]] == [6, 6]


@pytest.mark.parametrize("number", [1, 6])
def test_one_or_six_are_not_compared(client: PickyClient, login: Login, number: int) -> None:
    make_county()
    login(Role.PLANNER)
    projects = some(number)

    page = client.page(address(*projects), status=422)

    assert page.texts(".error-summary li") == [f"Bitte wählen Sie zwei bis fünf Projekte. Sie haben {number} gewählt."]
    assert len(page.all("input[name=p][checked]")) == number
    assert client.get(address(*projects, path=f"{COMPARE}.xlsx")).status_code == 404


def test_without_a_choice_it_offers_one(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    assert client.page(COMPARE).text(".empty__title") == "Noch keine Quartiersprojekte"
    some(2)

    assert len(client.page(COMPARE).all("input[name=p]")) == 2


def test_with_one_project_there_is_nothing_to_choose(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    some(1)

    assert client.page(COMPARE).text(".empty__title") == "Erst ein Quartiersprojekt"
    assert client.page(COMPARE).all("input[name=p]") == []
    assert client.page("/arbeit/quartiersprojekte/uebersicht").all("input[name=p]") == []


def test_what_one_may_not_see_does_not_exist(client: PickyClient, login: Login) -> None:
    make_county()
    here = make_place()
    mine, other = make_project("Meines", place=here), make_project("Fremdes", place=make_place("Kammlach"))
    login(Role.KUEMMERER, here)

    foreign = client.get(address(mine, other))
    missing = client.get(f"{COMPARE}?p={mine.id}&p={uuid4()}")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert client.get(f"{COMPARE}?p={mine.id}&p=quatsch").status_code == 404
    assert client.get(address(mine, other, path=f"{COMPARE}.xlsx")).status_code == 404


def test_five_cost_as_many_queries_as_two(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    projects = some(5)
    two, five = address(*projects[:2]), address(*projects)
    client.page(two)
    with count_queries() as for_two:
        client.page(two)
    with count_queries() as for_five:
        client.page(five)

    assert len(for_five) == len(for_two), str(for_five)


def test_what_rooms_count_stands_in_a_line_of_its_own(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    first, second = some(2)
    make_application(subject_id=first.id, state=ApplicationState.RUNNING)
    login(Role.PLANNER)

    rows = {row[0]: row[1:] for row in client.page(address(first, second)).rows()}

    assert rows["Fördergeld bewilligt"] == ["40.000,00 €", "–"]
    assert rows["Fördergeld abgerufen"] == ["0,00 €", "–"]
    assert rows["Fördergeld noch offen"] == ["40.000,00 €", "–"]


def test_groups_sub_projects_and_volunteers_are_counted(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    first, second = some(2)
    place = first.places[0]
    group = make_group(first)
    for name in ("Die Tafel", "Die Kirche"):
        make_member(group, make_contact(make_stakeholder(name, place=place)))
    make_sub_project("Mittagstisch", project=first, state=SubProjectState.RUNNING)
    make_sub_project("Fahrdienst", project=first)
    make_volunteer(first)
    make_hours(first, "2.5")
    login(Role.PLANNER)

    rows = {row[0]: row[1:] for row in client.page(address(first, second)).rows()}

    assert {label: rows[label] for label in rows if rows[label][1] == "–" and rows[label][0] != "–"} == {
        "Arbeitsgruppen mit Mitgliedern": ["1", "–"],
        "Mitglieder in Arbeitsgruppen": ["2", "–"],
        "Teilprojekte": ["2", "–"],
        "Teilprojekte, die laufen": ["1", "–"],
        "Menschen im Ehrenamt": ["1", "–"],
        "Stunden im Ehrenamt": ["2,5", "–"],
    }


def test_counts_cost_as_many_queries_for_five_as_for_two(client: PickyClient, login: Login) -> None:
    make_county()
    projects = some(5)
    for number, project in enumerate(projects):
        make_sub_project(f"Teil {number}", project=project)
        make_volunteer(project)
        make_hours(project)
    login(Role.PLANNER)
    two, five = address(*projects[:2]), address(*projects)
    client.page(two)
    with count_queries() as for_two:
        client.page(two)
    with count_queries() as for_five:
        client.page(five)

    assert len(for_five) == len(for_two), str(for_five)

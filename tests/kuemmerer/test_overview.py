"""The county view: lights that are derived, reasons in words, order and filters, and who sees what."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import Role
from portal.kernel.standing import Colour, Light, worst
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.terms.overview import colour_of_steps, full_months
from portal.kuemmerer.terms.projects import Phase
from tests.factories.county import make_county
from tests.factories.funding import make_application
from tests.factories.kuemmerer import make_project
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

OVERVIEW = "/arbeit/quartiersprojekte/uebersicht"
NAMES = "tbody th a"


@pytest.mark.parametrize(
    ("overdue", "days", "colour"),
    [
        (0, 0, Colour.GREEN),
        (1, 1, Colour.YELLOW),
        (4, 60, Colour.YELLOW),
        (5, 1, Colour.RED),
        (1, 61, Colour.RED),
    ],
)
def test_the_light_of_the_steps(overdue: int, days: int, colour: Colour) -> None:
    assert colour_of_steps(overdue, days) is colour


@pytest.mark.parametrize(
    ("colours", "together"),
    [
        ([], Colour.GREEN),
        ([Colour.GREEN], Colour.GREEN),
        ([Colour.GREEN, Colour.YELLOW], Colour.YELLOW),
        ([Colour.RED, Colour.YELLOW, Colour.GREEN], Colour.RED),
    ],
)
def test_the_worst_light_counts(colours: list[Colour], together: Colour) -> None:
    assert worst([Light(UUID(int=1), colour, "weil") for colour in colours]) is together


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 15), date(2027, 1, 14), 11),
        (date(2026, 1, 15), date(2027, 1, 15), 12),
        (date(2026, 5, 1), date(2026, 4, 1), 0),
    ],
)
def test_months_are_counted_when_they_are_full(since: date, until: date, months: int) -> None:
    assert full_months(since, until) == months


@pytest.mark.parametrize("role", sorted(set(Role)))
@pytest.mark.parametrize("address", ["uebersicht", "vergleich", "austauschtreffen"])
def test_who_looks_across_projects(client: PickyClient, login: Login, role: Role, address: str) -> None:
    make_county()
    login(role, make_place())

    allowed = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER}
    answer = client.get(f"/arbeit/quartiersprojekte/{address}")
    assert answer.status_code == (200 if role in allowed else 404)


def test_every_light_has_its_reason_beside_it(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    make_project("Spät dran", place=make_place("Kammlach"), begun_on=date(2025, 3, 3))
    make_project("Gut dabei", begun_on=date(2026, 3, 2))
    login(Role.PLANNER)

    page = client.page(OVERVIEW)

    assert page.texts(NAMES) == ["Spät dran", "Gut dabei"]
    assert page.texts("tbody td:nth-child(2) .status") == ["Rot", "Grün"]
    assert page.texts("tbody td:nth-child(2)")[1] == "Grün Nichts ist überfällig."
    assert page.texts(".overview__reasons")[0].startswith("11 Schritte sind überfällig, der erste seit ")


def test_money_makes_a_light_of_its_own(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    late = make_project("Zu spät", begun_on=date(2026, 3, 2))
    make_project("Ohne Geld", place=make_place("Kammlach"), begun_on=date(2026, 3, 2))
    make_application(subject_id=late.id, starts_on=date(2026, 3, 1))
    login(Role.SECTOR_PLANNER)

    page = client.page(OVERVIEW)

    assert page.texts(NAMES) == ["Zu spät", "Ohne Geld"]
    assert page.texts("tbody td:nth-child(2) .status") == ["Rot", "Grün"]
    assert page.texts(".overview__reasons li") == ["Der Antrag kommt für den Beginn am 01.03.2026 zu spät."]


def test_it_says_how_long_a_phase_has_lasted(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    make_project("Im Aufbau", phase=Phase.BUILD_UP, begun_on=date(2025, 1, 1))
    make_project("Für immer", place=make_place("Kammlach"), phase=Phase.EXPANSION, begun_on=date(2026, 2, 2))
    login(Role.PLANNER)

    phases = client.page(f"{OVERVIEW}?reihenfolge=phase").texts("tbody td:nth-child(3)")

    assert phases == ["Aufbau seit 14 Monaten (üblich 12)", "Ausdehnung seit 1 Monat"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Cäcilie", "Anna", "Berta"]),
        ("?reihenfolge=name", ["Anna", "Berta", "Cäcilie"]),
        ("?reihenfolge=ruhig", ["Berta", "Cäcilie", "Anna"]),
        ("?reihenfolge=quatsch", ["Cäcilie", "Anna", "Berta"]),
        ("?phase=build_up", ["Anna"]),
        ("?ampel=red", ["Cäcilie"]),
        ("?hilfe=y", []),
        ("?ort=quatsch", ["Cäcilie", "Anna", "Berta"]),
    ],
)
def test_order_and_filters_stand_in_the_address(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, asked: str, names: list[str]
) -> None:
    make_county()
    first = make_project("Anna", begun_on=date(2026, 3, 2), phase=Phase.BUILD_UP)
    second = make_project("Berta", place=make_place("Kammlach"), begun_on=date(2026, 3, 2))
    third = make_project("Cäcilie", place=make_place("Erkheim"), begun_on=date(2025, 3, 2))
    with unit_of_work():
        for days, project in enumerate((second, third, first)):
            fresh = session().get_one(KuemmererProject, project.id)
            fresh.active_at = frozen_clock.moment + timedelta(days=days - 9)
    login(Role.PLANNER)

    assert client.page(f"{OVERVIEW}{asked}").texts(NAMES) == names


def test_a_kuemmerin_sees_her_own_and_of_others_what_everybody_knows(client: PickyClient, login: Login) -> None:
    make_county()
    here = make_place()
    make_project("Meines", place=here)
    make_project("Öffentliches", place=make_place("Kammlach"), is_public=True, contact_name="Eva Rath")
    make_project("Stilles", place=make_place("Erkheim"))
    login(Role.KUEMMERER, here)

    page = client.page(OVERVIEW)

    assert page.texts(NAMES) == ["Meines"]
    assert page.texts("section[aria-labelledby=elsewhere] .row__main") == ["Öffentliches Kammlach · Eva Rath"]


def test_without_projects_it_says_what_to_do(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)

    assert client.page(OVERVIEW).text(".empty__title") == "Noch keine Quartiersprojekte"
    assert client.page(f"{OVERVIEW}?phase=build_up").text(".empty__title") == "Nichts gefunden"


def test_it_asks_the_database_as_often_for_thirty_projects_as_for_one(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    login(Role.PLANNER)
    make_project("Projekt 0", begun_on=date(2025, 3, 2))
    client.page(OVERVIEW)
    with count_queries() as for_one:
        client.page(OVERVIEW)
    for number in range(1, 30):
        make_project(f"Projekt {number}", place=make_place(f"Gemeinde {number}"), begun_on=date(2025, 3, 2))
    client.page(OVERVIEW)

    with count_queries() as for_thirty:
        client.page(OVERVIEW)

    assert len(for_thirty) == len(for_one), str(for_thirty)

"""The county in numbers for the staff: who sees which numbers, per residents where they are known, and the page."""

from datetime import date

import pytest
from flask import Flask

from portal.kernel.policy import Role
from portal.pinmaps.queries import measures
from portal.pinmaps.terms.measures import Figures, Part
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind, Residents
from portal.web import panels
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

PAGE = "/arbeit/karten/uebersicht"


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county()


@pytest.fixture
def villages(app: Flask) -> tuple[Sozialraum, Sozialraum]:
    north = make_place("Nordheim", ags="09999101", boundary=square(10.1, 48.1))
    return north, make_place("Südheim", ags="09999102", boundary=square(10.4, 48.1))


@pytest.fixture
def known_residents(monkeypatch: pytest.MonkeyPatch, villages: tuple[Sozialraum, Sozialraum]) -> None:
    given = Residents(date(2015, 12, 31), "Amt für Statistik", {villages[0].id: 500, villages[1].id: 2_000})
    monkeypatch.setitem(panels._sources["place.residents"], (1, "test"), lambda **_context: [given])


def rows(client: PickyClient, address: str) -> dict[str, list[str]]:
    """{Gemeinde: numbers} as the table says."""
    found = {}
    for line in client.page(address).tree.css("#overview tbody tr"):
        head, *cells = [cell.text(strip=True) for cell in line.css("th, td")]
        found[head] = cells
    return found


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PLANNER, 200), (Role.KUEMMERER, 200), (Role.MODERATOR, 200), (Role.MUNICIPALITY, 200),
        (Role.SECTOR_PLANNER, 404), (Role.ADMIN, 404), (None, 404),
    ],
)  # fmt: skip
def test_who_sees_the_county_in_numbers(client: PickyClient, login: Login, role: Role | None, status: int) -> None:
    login(role)

    assert client.get(PAGE).status_code in {status, 403 if status == 404 else status}
    assert client.get(f"{PAGE}/datei").status_code == client.get(PAGE).status_code


def test_without_figures_of_residents_it_counts_and_says_so(
    client: PickyClient, login: Login, villages: tuple[Sozialraum, Sozialraum]
) -> None:
    make_need(place=villages[0])
    login(Role.PLANNER)

    assert rows(client, PAGE) == {"Nordheim": ["1", "1"], "Südheim": ["0", "0"]}
    assert "Einwohnerzahlen liegen nicht vor" in client.get(PAGE).text


@pytest.mark.usefixtures("known_residents")
def test_needs_per_1000_residents(client: PickyClient, login: Login, villages: tuple[Sozialraum, Sozialraum]) -> None:
    for place in (villages[0], villages[1], villages[1]):
        make_need(place=place)
    login(Role.PLANNER)

    assert rows(client, PAGE) == {"Nordheim": ["2,0", "2"], "Südheim": ["1,0", "1"]}
    assert list(rows(client, f"{PAGE}?folge=name&bezug=anzahl")) == ["Nordheim", "Südheim"]
    assert rows(client, f"{PAGE}?bezug=anzahl")["Südheim"] == ["2", "2"]
    assert "Amt für Statistik" in client.get(PAGE).text


def test_somebody_of_one_gemeinde_learns_nothing_of_the_other(
    client: PickyClient, login: Login, villages: tuple[Sozialraum, Sozialraum]
) -> None:
    for place in villages:
        make_need(place=place)
        make_pin(make_map(f"Karte {place.name}", place=place), at=(48.15, 10.15 if place is villages[0] else 10.45))
    login(Role.KUEMMERER, villages[0])

    assert rows(client, PAGE) == {"Nordheim": ["1", "1"], "Südheim": ["nicht bekannt", "–"]}
    assert rows(client, f"{PAGE}?was=nadeln") == {"Nordheim": ["1", "1"], "Südheim": ["nicht bekannt", "–"]}
    assert "Karte Südheim" not in client.get(PAGE).text
    assert "Karte Südheim" not in client.get(f"{PAGE}/datei?was=nadeln").text


def test_pins_of_a_map_by_category(client: PickyClient, login: Login, villages: tuple[Sozialraum, Sozialraum]) -> None:
    pin_map = make_map()
    for category in (1, 1, 3):
        make_pin(pin_map, category=category, at=(48.15, 10.15))
    login(Role.PLANNER)

    address = f"{PAGE}?was=nadeln-{pin_map.id}&art=kategorien"
    assert rows(client, address)["Nordheim"] == ["3", "2", "0", "1"]
    heads = [head.text(strip=True) for head in client.page(address).tree.css("#overview thead th")]
    assert heads[2:] == ["Lieblingsort", "Hier fehlt etwas", "Barriere"]


def test_density_needs_places_finer_than_a_gemeinde(
    client: PickyClient, login: Login, villages: tuple[Sozialraum, Sozialraum]
) -> None:
    make_pin(make_map(), at=(48.15, 10.15))
    login(Role.PLANNER)

    assert "nur die Gemeinde" in client.get(f"{PAGE}?art=dichte&was=bedarfe").text
    assert "wenig" in client.get(f"{PAGE}?art=dichte&was=nadeln").text


def test_an_address_with_nonsense_shows_the_first_choice(client: PickyClient, login: Login) -> None:
    make_place("Nordheim", boundary=square(10.1, 48.1))
    login(Role.PLANNER)

    assert client.get(f"{PAGE}?was=%00&art=x&bezug=y&folge=z").status_code == 200


def test_a_name_stays_a_name(client: PickyClient, login: Login) -> None:
    make_place("</script>${alert(1)}", boundary=square(10.1, 48.1))
    login(Role.PLANNER)

    assert "</script>${alert(1)}" not in client.get(PAGE).text
    assert "</script>${alert(1)}" not in client.get(f"{PAGE}/datei").text


def test_who_has_nothing_to_count_is_told_what_to_do(client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR)

    assert "Noch nichts zu zeigen" in client.get(PAGE).text


def test_the_same_queries_for_one_map_and_for_ten(client: PickyClient, login: Login) -> None:
    make_place("Nordheim", boundary=square(10.1, 48.1))
    login(Role.PLANNER)
    make_pin(make_map("Erste"), at=(48.15, 10.15))
    client.get(f"{PAGE}?was=nadeln")
    with count_queries() as one:
        client.get(f"{PAGE}?was=nadeln")
    for number in range(9):
        make_pin(make_map(f"Karte {number}"), at=(48.15, 10.15))
    with count_queries() as ten:
        client.get(f"{PAGE}?was=nadeln")

    assert len(ten) == len(one)


def test_parts_of_a_gemeinde_count_with_it_and_many_parts_become_eight(app: Flask) -> None:
    gemeinde = make_place("Nordheim")
    part = make_place("Dorf", kind=PlaceKind.LOCALITY, parent=gemeinde)
    figures = Figures(
        [Part(str(number)) for number in range(10)],
        {gemeinde.id: [1] * 10, part.id: [*range(10)], None: [1] * 10},
    )

    found = measures.gathered(figures)

    assert found.elsewhere == 10
    assert len(found.parts) == 8
    assert sum(found.numbers[gemeinde.id]) == 55
    assert found.parts[-1] == Part("")

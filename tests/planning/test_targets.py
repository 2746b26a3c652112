"""Soll and Ist: the arithmetic, what counts, the pages, and who may do what."""

from decimal import Decimal

import pytest
from flask import Flask

from portal.county.queries import action_fields
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.offers.terms.kinds import OfferKind
from portal.places import queries as places
from portal.planning.policy.targets import TargetPermission as May
from portal.planning.queries import supply
from portal.planning.queries import targets as queries
from portal.planning.terms.targets import ActualKind, CoverageBand, band, coverage, gap
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.offers import make_offer
from tests.factories.places import import_unterallgaeu, make_place
from tests.factories.planning import make_target
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send

HERE = "/arbeit/planung/soll-ist"


@pytest.mark.parametrize(
    ("actual", "target", "percent", "missing", "expected"),
    [
        ("6", "12", 50, "6", CoverageBand.SHORT),
        ("9", "12", 75, "3", CoverageBand.NEARLY),
        ("12", "12", 100, "0", CoverageBand.MET),
        ("15", "12", 125, "0", CoverageBand.MET),
        ("0", "12", 0, "12", CoverageBand.SHORT),
        ("995", "1000", 99, "5", CoverageBand.NEARLY),
        ("999.9", "1000", 99, "0.1", CoverageBand.NEARLY),
        ("0.5", "0.4", 125, "0", CoverageBand.MET),
    ],
)
def test_coverage_and_gap(actual: str, target: str, percent: int, missing: str, expected: CoverageBand) -> None:
    assert coverage(Decimal(actual), Decimal(target)) == percent
    assert gap(Decimal(actual), Decimal(target)) == Decimal(missing)
    assert band(percent) is expected


def test_an_unknown_ist_is_no_zero() -> None:
    assert coverage(None, Decimal(3)) is None
    assert gap(None, Decimal(3)) is None
    assert band(None) is CoverageBand.UNKNOWN


def test_angebote_count_where_they_serve(app: Flask) -> None:
    make_county(with_terms=True)
    here, elsewhere = make_place(), make_place("Kammlach")
    field = action_fields()[0]
    make_offer("Treff", place=here, kind=OfferKind.MEETING_PLACE)
    make_offer("Fahrdienst", place=here)
    make_offer("Bürgerbus", place=elsewhere, place_ids=(here.id,))
    make_offer("Entwurf", place=here, shown=False)
    make_offer("Anderswo", place=elsewhere)
    make_offer("Beratung", place=here, kind=OfferKind.ADVICE, action_field_ids=(field.id,))
    by_kind = make_target(here, "Fahrdienste", actual_kind=ActualKind.OFFERS, offer_kind=OfferKind.TRANSPORT)
    by_field = make_target(here, "Angebote", field=field, actual_kind=ActualKind.OFFERS)

    assert supply.count_offers([by_kind, by_field]) == {by_kind.id: 2, by_field.id: 1}
    assert supply.means_at_hand(by_kind).here[0].name == "Bürgerbus"


def test_neighbours_are_the_nearest_gemeinden(app: Flask) -> None:
    import_unterallgaeu()
    salgen = next(node for node in places.tree() if node.name == "Salgen")
    found = supply.neighbours(salgen.id)

    assert len(found) == 6
    assert [one.km for one in found] == sorted(one.km for one in found)
    assert "Pfaffenhausen" in {one.name for one in found}
    assert all(0 < one.km <= 15 for one in found)


def test_a_row_from_the_form_to_the_bedarf(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    place = make_place()
    login(Role.PLANNER)
    need = make_need("Es fehlt Tagespflege", place)
    values = {
        "action_field_id": str(action_fields()[0].id), "sozialraum_id": str(place.id), "subject": "Plätze",
        "target_value": "12,5", "target_kind": "law", "target_source": "Art. 69 AGSG", "actual_kind": "typed",
        "offer_kind": "", "actual_value": "5", "actual_source": "Abfrage",
    }  # fmt: skip

    for wrong in (
        {"target_value": "0"}, {"target_value": "viel"}, {"target_source": ""}, {"actual_source": ""},
        {"action_field_id": ""}, {"sozialraum_id": ""}, {"actual_on": "2999-01-01"}, {"target_kind": "wish"},
    ):  # fmt: skip
        refused = send(client, f"{HERE}/neu", values | wrong)
        assert refused.status_code == 422, wrong
        assert "Bitte prüfen Sie Ihre Angaben" in refused.text
    made = send(client, f"{HERE}/neu", values)
    assert made.status_code == 303
    again = send(client, f"{HERE}/neu", values | {"sozialraum_id": str(place.id)})
    assert again.status_code == 422, "the same thing twice"
    url = made.location.partition("?")[0]
    assert "40 Prozent" in client.get(url).text
    assert send(client, f"{url}/bedarfe", {"need_ids": str(need.id)}).status_code == 303
    assert "Es fehlt Tagespflege" in client.get(url).text
    assert send(client, f"{url}/bedarfe/entfernen", {"bedarf": str(need.id)}).status_code == 303
    assert send(client, f"{url}/bearbeiten", values | {"version": "9", "remark": "Meins"}).status_code == 409
    assert "40 %" in client.get(HERE).text
    assert "Plätze" in client.get(f"{HERE}/liste").text
    assert send(client, f"{url}/loeschen", {}).status_code == 303
    assert client.get(url).status_code == 404


def test_who_reads_and_writes(app: Flask) -> None:
    make_county(with_terms=True)
    here, elsewhere = make_place(), make_place("Kammlach")
    row = make_target(here)
    readers = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}
    writers = {Role.PLANNER, Role.SECTOR_PLANNER}

    for place in (None, here):
        people = {role: make_account(role, place) for role in Role}
        for permission, roles in ((May.READ, readers), (May.EDIT, writers), (May.LIST, readers), (May.ADD, writers)):
            assert {role for role, one in people.items() if allows(permission, one, row)} == roles, permission
    strangers = [make_account(role, elsewhere) for role in Role]
    assert not any(allows(May.READ, one, row) or allows(May.EDIT, one, row) for one in strangers)
    assert not any(allows(one, ANONYMOUS, row) for one in May)


def test_a_gemeinde_sees_its_own_rows_alone(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    here, elsewhere = make_place(), make_place("Kammlach")
    mine, theirs = make_target(here, "Plätze hier"), make_target(elsewhere, "Plätze dort")
    login(Role.MUNICIPALITY, here)

    assert "Plätze dort" not in client.get(f"{HERE}/liste").text
    assert "Plätze hier" in client.get(f"{HERE}/liste").text
    assert "Plätze dort" not in client.get(HERE).text
    assert client.get(f"{HERE}/{mine.id}").status_code == 200
    assert client.get(f"{HERE}/{theirs.id}").status_code == 404
    assert client.get(f"{HERE}/{mine.id}/bearbeiten").status_code == 404


def test_the_matrix_shows_the_worst_of_each_cell_at_constant_cost(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    login(Role.PLANNER)
    place = make_place()
    make_target(place, "gedeckt", actual_value=Decimal(12))
    make_target(place, "gezählt", actual_kind=ActualKind.OFFERS)

    def cost() -> list[int]:
        found = []
        for url in (HERE, f"{HERE}/liste", "/arbeit/planung"):
            client.get(url)
            with count_queries() as counted:
                client.get(url)
            found.append(len(counted))
        return found

    few = cost()
    for number in range(8):
        other = make_place(f"Gemeinde {number}")
        make_target(other, "Lücke", actual_value=Decimal(number), field=action_fields()[number % 3])
        make_target(other, "gezählt", actual_kind=ActualKind.OFFERS)

    assert cost() == few
    cell = queries.matrix(make_account(Role.PLANNER)).cells[place.id, action_fields()[0].id]
    assert (cell.number, cell.worst.row.subject) == (2, "gezählt")

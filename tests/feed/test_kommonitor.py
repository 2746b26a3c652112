"""Time series for KomMonitor: what its importer pulls, and who gives out and withdraws the addresses."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from portal.feed.actions.addresses import create_address, revoke_address
from portal.feed.actions.clients import revoke_client
from portal.feed.models.addresses import FeedAddress
from portal.feed.models.clients import ApiClient
from portal.feed.queries import addresses as queries
from portal.feed.queries.series import ends_of_periods
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.kommonitor import Pace
from portal.indicators.terms import ValueStatus
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import Need
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories import feed
from tests.factories.feed import make_client, make_need
from tests.factories.indicators import make_indicator, make_value
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock


def make_address(client: ApiClient, days: int = 365) -> FeedAddress:
    """An address for a system."""
    with unit_of_work() as unit:
        return create_address(unit.get_one(ApiClient, client.id), submission_key=uuid4(), days=days, by=SYSTEM)


@pytest.fixture
def link(north: Sozialraum, south: Sozialraum) -> str:
    """The beginning of the addresses of a system that reads the whole county."""
    return f"/api/kommonitor/{queries.token_of(make_address(make_client()[0]))}"


def table(client: PickyClient, address: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def date_back(need: Need, moment: datetime) -> None:
    """Let a Bedarf be older than it is."""
    with unit_of_work() as unit:
        unit.get_one(Need, need.id).created_at = moment


@pytest.fixture
def course(frozen_clock: StoppedClock, north: Sozialraum, south: Sozialraum) -> None:
    """Bedarfe of some months; today is 2 March 2026."""
    part = make_place("Kirchdorf", kind=PlaceKind.LOCALITY, parent=north)
    for place, moment in (
        (north, datetime(2025, 11, 10, tzinfo=UTC)),
        (part, datetime(2025, 12, 31, 23, 30, tzinfo=UTC)),  # New Year in Bavaria
        (north, datetime(2026, 2, 1, tzinfo=UTC)),
        (north, datetime(2026, 3, 1, tzinfo=UTC)),
        (south, datetime(2026, 1, 15, tzinfo=UTC)),
    ):
        date_back(make_need(place), moment)
    feed.delete(make_need(south))


def test_wide_table_has_a_column_for_each_month_that_is_over(client: PickyClient, link: str, course: None) -> None:
    rows = table(client, f"{link}/bedarfe-bestand.csv")

    assert rows == [
        {"ID": "09999101", "NAME": "Nordheim", "2025-11-30": "1", "2025-12-31": "1", "2026-01-31": "2", "2026-02-28": "3"},
        {"ID": "09999202", "NAME": "Südheim", "2025-11-30": "0", "2025-12-31": "0", "2026-01-31": "1", "2026-02-28": "1"},
    ]  # fmt: skip
    new = table(client, f"{link}/bedarfe-neu.csv")
    assert [row["2026-02-28"] for row in new] == ["1", "0"]
    assert [sum(int(row[day]) for day in list(row)[2:]) for row in new] == [3, 1]


def test_long_table_has_a_row_for_each_value(client: PickyClient, link: str, course: None) -> None:
    rows = table(client, f"{link}/bedarfe-bestand.csv?form=lang&takt=quartal")

    assert rows == [
        {"ID": "09999101", "NAME": "Nordheim", "DATE": "2025-12-31", "VALUE": "1"},
        {"ID": "09999202", "NAME": "Südheim", "DATE": "2025-12-31", "VALUE": "0"},
    ]


def test_county_and_parts_are_levels_of_their_own(client: PickyClient, link: str, course: None) -> None:
    [county] = table(client, f"{link}/bedarfe-bestand.csv?ebene=landkreis&takt=jahr")
    [part] = table(client, f"{link}/bedarfe-bestand.csv?ebene=ortsteil")

    assert county == {"ID": "09999", "NAME": "Landkreis Musterkreis", "2025-12-31": "1"}
    assert (part["ID"], part["2026-01-31"]) == ("kirchdorf", "1")


def test_answered_ones_count_from_the_first_answer_on(
    client: PickyClient, link: str, frozen_clock: StoppedClock, north: Sozialraum
) -> None:
    need = make_need(north)
    frozen_clock.forward(days=35)
    feed.give_status(need, NeedStatus.CONFIRMED)
    frozen_clock.forward(days=60)

    [row, _south] = table(client, f"{link}/bedarfe-beantwortet.csv")

    assert {day: number for day, number in row.items() if day[0] == "2"} == {"2026-04-30": "1", "2026-05-31": "1"}


def test_indicator_leaves_empty_what_is_secret(
    client: PickyClient, link: str, north: Sozialraum, south: Sozialraum
) -> None:
    key = make_indicator("Pflegeplätze", decimals=1).key
    make_value(key, north.id, "12.5", on=date(2024, 12, 31))
    make_value(key, north.id, "14.5", on=date(2025, 12, 31))
    make_value(key, south.id, None, on=date(2025, 12, 31), status=ValueStatus.UNKNOWN)

    rows = table(client, f"{link}/kennzahl-{key}.csv")
    sheet = load_workbook(io.BytesIO(client.get(f"{link}/kennzahl-{key}.xlsx").data)).worksheets[0]
    told = client.get(f"{link}/kennzahl-{key}.geojson").get_json(force=True)

    assert [list(row.values()) for row in rows] == [
        ["09999101", "Nordheim", "12.5", "14.5"], ["09999202", "Südheim", "", ""]
    ]  # fmt: skip
    assert [[cell.value for cell in line] for line in sheet.rows] == [
        ["ID", "NAME", "2024-12-31", "2025-12-31"],
        ["09999101", "Nordheim", 12.5, 14.5],
        ["09999202", "Südheim", None, None],
    ]
    assert [one["properties"]["ID"] for one in told["features"]] == ["09999101", "09999202"]
    assert {one["geometry"]["type"] for one in told["features"]} == {"MultiPolygon"}
    assert told["features"][1]["properties"]["2025-12-31"] is None


def test_address_gives_what_its_system_may_read(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    local = f"/api/kommonitor/{queries.token_of(make_address(make_client(north)[0]))}"
    bare = f"/api/kommonitor/{queries.token_of(make_address(make_client(rights=())[0]))}"
    make_need(south)

    assert [row["ID"] for row in table(client, f"{local}/bedarfe-bestand.csv")] == ["09999101"]
    for series in ("bedarfe-bestand", "kennzahl-population"):
        assert client.get(f"{bare}/{series}.csv").status_code == 404


def test_what_does_not_open_answers_like_what_never_was(
    client: PickyClient, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    system, other = make_client()[0], make_client()[0]
    good, withdrawn, orphan, old = (make_address(one, days) for one, days in (
        (system, 365), (system, 365), (other, 365), (system, 90)))  # fmt: skip
    with unit_of_work() as unit:
        revoke_address(unit.get_one(FeedAddress, withdrawn.id), by=SYSTEM)
        revoke_client(unit.get_one(ApiClient, other.id), by=SYSTEM)
    token = queries.token_of(good)
    frozen_clock.forward(days=91)

    assert _status(client, token) == 200
    refused = [queries.token_of(one) for one in (withdrawn, orphan, old)]
    refused += [token[:-1] + ("A" if token[-1] != "A" else "B"), "0.x.y", str(good.id)]
    assert {_status(client, one) for one in refused} == {404}
    for series in ("gibt-es-nicht.csv", "bedarfe-bestand.exe", "kennzahl-x.csv"):
        assert client.get(f"/api/kommonitor/{token}/{series}").status_code == 404
    assert client.get(f"/api/kommonitor/{token}/bedarfe-bestand.csv?form=hoch").status_code == 400
    assert session().get_one(FeedAddress, good.id).last_used_at is not None


def test_administrator_gives_out_and_withdraws_an_address(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    system = make_client(name="KomMonitor")[0]
    page = client.page(f"/arbeit/verwaltung/schnittstellen/{system.id}")

    made = client.submit(page.form("form[action$=adressen]"), days="90")
    again = client.submit(page.form("form[action$=adressen]"), days="90")

    assert (made.status_code, again.status_code) == (303, 303)
    [address] = queries.addresses_of(system.id)
    listed = client.page(f"/arbeit/verwaltung/schnittstellen/{system.id}")
    assert queries.token_of(address) in listed.text()
    assert "bedarfe-neu" in listed.text()
    client.submit(listed.form("form[action*='schnittstellen/adressen']"))
    assert _status(client, queries.token_of(address)) == 404
    assert queries.token_of(address) not in client.page(f"/arbeit/verwaltung/schnittstellen/{system.id}").text()


def test_a_page_that_lay_open_for_too_long_says_so(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    system = make_client(name="KomMonitor")[0]
    form = client.page(f"/arbeit/verwaltung/schnittstellen/{system.id}").form("form[action$=adressen]")

    refused = client.post(form.action, data=form.filled({"days": "90", "form_token": "abgelaufen"}))

    assert refused.status_code == 422
    said = Page(refused).text("section[aria-labelledby=kommonitor] [role=alert]")
    assert "Die Seite war lange offen." in said
    assert queries.addresses_of(system.id) == []
    again = client.submit(Page(refused).form("form[action$=adressen]"))
    assert again.status_code == 303
    [address] = queries.addresses_of(system.id)
    assert (address.expires_on - address.created_at.date()).days in (89, 90)


def test_page_shows_addresses_that_open(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    system = make_client(name="KomMonitor", rights={ApiRight.READ_INDICATORS})[0]
    own = f"/arbeit/verwaltung/schnittstellen/{system.id}"
    client.submit(client.page(own).form("form[action$=adressen]"), days="90")

    page = client.page(own)
    to_copy = page.text("section[aria-labelledby=kommonitor] pre.sample")
    named = [str(link.attributes["href"]) for link in page.all("section[aria-labelledby=kommonitor] tbody a")]

    assert len(named) > 3
    for address in (to_copy, *named[:3]):
        assert client.get(urlsplit(address).path).status_code == 200, address


def test_a_system_without_series_is_told_what_it_lacks(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    system = make_client(rights={ApiRight.READ_PAPERS})[0]

    page = client.page(f"/arbeit/verwaltung/schnittstellen/{system.id}")

    assert not page.has("form[action$=adressen]")
    assert "braucht das System das Recht" in page.text("section[aria-labelledby=kommonitor]")


@pytest.mark.parametrize("role", [Role.PLANNER, Role.ADMIN])
def test_nobody_else_touches_addresses(
    client: PickyClient, login: Login, north: Sozialraum, south: Sozialraum, role: Role
) -> None:
    """Neither other roles nor administrators of another Sozialraum."""
    system = make_client(north)[0]
    address = make_address(system)
    login(role, south)

    for url in (f"{system.id}/adressen", f"adressen/{address.id}/entziehen"):
        answer = client.post(f"/arbeit/verwaltung/schnittstellen/{url}", headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code in (403, 404, 422)
    assert session().get_one(FeedAddress, address.id).revoked_at is None
    assert len(queries.addresses_of(system.id)) == 1
    assert client.get(f"/arbeit/verwaltung/schnittstellen/{system.id}").status_code == 404


def test_queries_do_not_grow_with_places(client: PickyClient, link: str, course: None) -> None:
    table(client, f"{link}/bedarfe-bestand.csv")
    with count_queries() as few:
        table(client, f"{link}/bedarfe-bestand.csv?ebene=landkreis")
    with count_queries() as many:
        table(client, f"{link}/bedarfe-bestand.csv")

    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("pace", "ends"),
    [
        (Pace.YEAR, ["2023-12-31"]),
        (Pace.QUARTER, ["2023-12-31"]),
        (Pace.MONTH, ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29"]),
    ],
)
def test_periods_end_with_their_last_day(pace: Pace, ends: list[str]) -> None:
    found: Any = ends_of_periods(date(2023, 11, 15), date(2024, 3, 1), pace)

    assert [day.isoformat() for day in found] == ends


def _status(client: PickyClient, token: str) -> int:
    return client.get(f"/api/kommonitor/{token}/bedarfe-bestand.csv").status_code

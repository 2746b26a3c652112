"""`/ogc` asked by somebody who wants to learn or break more than is offered."""

import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from urllib.parse import quote

import pytest

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.feed import Reader, make_client
from tests.factories.measures import make_measure
from tests.factories.pinmaps import make_map, make_pin
from tests.feed.test_ogc import ITEMS, UTM32, answered, pull, read, reader
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

__all__ = ["reader"]
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"


SPANS = (
    "9999-12-31T23:30:00Z", "2026-01-01/9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z/..", "9999-12-30", "0001-01-02"
)  # fmt: skip


def test_the_ends_of_the_calendar_are_moments_like_others(
    client: PickyClient, reader: Reader, north: Sozialraum
) -> None:
    for name in ("needs", "pins", "measures", "walk-findings"):
        for span in SPANS:
            address = f"{ITEMS.format(name)}?datetime={quote(span)}"
            assert reader.get(address).status_code == 200, address
    for span in SPANS:
        assert client.get(f"{ITEMS.format('needs')}?datetime={quote(span)}").status_code == 200, span


def test_a_thin_box_in_metres_is_not_looked_through_two_at_a_time(client: PickyClient, north: Sozialraum) -> None:
    pin_map = make_map("Bänke")
    for _ in range(12):
        make_pin(pin_map)
    edges = quote("1e20,1e20,1e21,1e21")

    with count_queries() as asked:
        page = read(client, f"{ITEMS.format('pins')}?limit=1&bbox={edges}&bbox-crs={quote(UTM32)}")

    assert page["features"] == []
    assert len(asked) < 12, str(asked)


@pytest.mark.parametrize("crs", [UTM32, MERCATOR])
def test_a_box_around_everything_in_metres_holds_everything(client: PickyClient, north: Sozialraum, crs: str) -> None:
    pin_map = make_map("Bänke")
    for _ in range(3):
        make_pin(pin_map)

    page = read(client, f"{ITEMS.format('pins')}?limit=1&bbox=-1e20,-1e20,1e20,1e20&bbox-crs={quote(crs)}")

    assert page["numberReturned"] == 1
    assert [one["rel"] for one in page["links"] if one["rel"] == "next"] == ["next"]


def test_nobody_finds_out_more_of_an_answer_than_its_day(client: PickyClient, north: Sozialraum) -> None:
    at = answered(north, "Eine Bank").answered_at
    assert at is not None
    day = at.astimezone(ON_SCREEN).date()
    later = (at + timedelta(microseconds=1)).isoformat().replace("+00:00", "Z")

    assert len(pull(client, f"{ITEMS.format('needs')}?datetime={quote(later)}/..")) == 1
    assert len(pull(client, f"{ITEMS.format('needs')}?datetime={day}")) == 1
    assert pull(client, f"{ITEMS.format('needs')}?datetime={day + timedelta(days=1)}/..") == []


def test_cursors_for_everybody_do_not_count_what_is_not_public(client: PickyClient, north: Sozialraum) -> None:
    rows = [answered(north, title) for title in ("Eine Bank", "Ein Bus")]

    page = read(client, f"{ITEMS.format('needs')}?limit=1")

    following = next(one["href"] for one in page["links"] if one["rel"] == "next")
    cursor = re.search(r"cursor=([^&]+)", following)
    assert cursor is not None
    veiled = urlsafe_b64decode(cursor[1] + "=" * (-len(cursor[1]) % 4))
    assert len(veiled) == 32
    assert not any(f"a{row.seq}" in cursor[1] or f"a{row.seq}".encode() in veiled for row in rows)
    assert len(pull(client, f"{ITEMS.format('needs')}?limit=1")) == 2


def test_a_key_of_a_gemeinde_reads_no_measures_of_the_county(client: PickyClient, north: Sozialraum) -> None:
    county = session().get(Sozialraum, north.parent_id)
    assert county is not None
    assert county.kind is PlaceKind.COUNTY
    make_measure("Kreisweit", county)
    make_measure("Hier", north)
    local = Reader(client, make_client(north)[1])

    from_api = [one["title"] for one in read(local, "/api/v1/measures")["items"]]
    on_maps = [one["properties"]["title"] for one in pull(local, ITEMS.format("measures"))]

    assert on_maps == from_api == ["Hier"]


def test_caches_keep_each_language_apart(client: PickyClient, north: Sozialraum) -> None:
    for address in ("/ogc/collections", ITEMS.format("needs"), "/api/v1/openapi.json"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"].startswith("public")
        assert "Cookie" in answer.headers["Vary"]

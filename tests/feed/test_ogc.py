"""`/ogc`: what everybody and what a system with a key reads of it, page by page, and what is refused."""

import base64
import itertools
import re
from typing import Any
from urllib.parse import quote

import pytest
from pyproj import Transformer

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ModerationState
from portal.feed.terms.ogc import FEATURES_MOST
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs.models import Need
from portal.needs.terms import NeedStatus
from portal.pinmaps.geometry.mercator import degrees
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import MapState
from portal.places.models import Sozialraum
from tests.factories import feed
from tests.factories.feed import Reader, make_client, make_need
from tests.factories.measures import make_measure
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place
from tests.factories.walks import make_finding, make_walk
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

UTM32 = "http://www.opengis.net/def/crs/EPSG/0/25832"
WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
ITEMS = "/ogc/collections/{}/items"
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"
)  # fmt: skip


@pytest.fixture
def reader(client: PickyClient, north: Sozialraum) -> Reader:
    """A system that reads the whole county."""
    return Reader(client, make_client()[1])


def read(client: PickyClient | Reader, url: str, *, status: int = 200) -> Any:
    """The document at an address."""
    answer = client.get(url)
    assert answer.status_code == status, f"{url}: {answer.status_code} {answer.get_data(as_text=True)[:500]}"
    return answer.get_json(force=True)


def pull(client: PickyClient | Reader, url: str) -> list[dict[str, Any]]:
    """All features, following `next`."""
    found: list[dict[str, Any]] = []
    following: str | None = url
    while following:
        page = read(client, following.replace("http://localhost", ""))
        assert page["numberReturned"] == len(page["features"])
        found += page["features"]
        following = next((one["href"] for one in page["links"] if one["rel"] == "next"), None)
    return found


def answered(place: Sozialraum, title: str) -> Need:
    """A Bedarf with a public answer."""
    need = make_need(place, title)
    feed.give_status(need, NeedStatus.CONFIRMED, "Wir prüfen das.")
    return need


def test_landing_page_leads_to_everything(client: PickyClient, north: Sozialraum) -> None:
    page = read(client, "/ogc")

    rels = {one["rel"]: one for one in page["links"]}
    assert rels["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0"
    for rel in ("self", "service-desc", "conformance", "data"):
        assert client.get(rels[rel]["href"].replace("http://localhost", "")).status_code == 200
    assert (
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs" in read(client, "/ogc/conformance")["conformsTo"]
    )
    assert client.get("/ogc/").status_code == 200


def test_collections_say_what_they_are(client: PickyClient, reader: Reader) -> None:
    public = read(client, "/ogc/collections")["collections"]
    keyed = read(reader, "/ogc/collections")["collections"]

    assert [one["id"] for one in public] == ["places", "needs", "pins", "measures"]
    assert [one["id"] for one in keyed] == ["places", "needs", "pins", "measures", "walk-findings"]
    for one in keyed:
        assert one["itemType"] == "feature"
        assert one["storageCrs"] in one["crs"]
        assert UTM32 in one["crs"]
        assert one["extent"]["spatial"]["bbox"] == [[10.0, 48.0, 11.0, 49.0]]
        assert one == read(reader, f"/ogc/collections/{one['id']}")


def test_everybody_reads_only_what_was_answered_in_public(
    client: PickyClient, reader: Reader, north: Sozialraum
) -> None:
    secret, known = make_need(north, "Noch nicht öffentlich"), answered(north, "Eine Bank")
    feed.add_voice(known, "Kanarie Karla, Geheimgasse 7")

    [public] = pull(client, ITEMS.format("needs"))
    both = pull(reader, ITEMS.format("needs"))

    assert public["id"] == str(known.id)
    assert set(public["properties"]) == {
        "title", "place_name", "place_id", "ags", "status", "status_label", "public_answer", "answered_on"
    }  # fmt: skip
    assert public["properties"]["public_answer"] == "Wir prüfen das."
    assert [one["id"] for one in both] == [str(secret.id), str(known.id)]
    assert both[1]["properties"]["contribution_count"] == 1
    assert "Kanarie" not in str(both)
    assert client.get(f"{ITEMS.format('needs')}/{secret.id}").status_code == 404
    assert read(reader, f"{ITEMS.format('needs')}/{secret.id}")["properties"]["title"] == "Noch nicht öffentlich"


def test_a_key_reads_its_sozialraum_and_nothing_else(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    make_need(north, "Hier")
    elsewhere = make_need(south, "Dort")
    make_measure("Hier", north)
    make_measure("Dort", south)
    local = Reader(client, make_client(north)[1])

    assert [one["properties"]["title"] for one in pull(local, ITEMS.format("needs"))] == ["Hier"]
    assert [one["properties"]["title"] for one in pull(local, ITEMS.format("measures"))] == ["Hier"]
    assert [one["properties"]["name"] for one in pull(local, ITEMS.format("places"))] == ["Nordheim"]
    assert local.get(f"{ITEMS.format('needs')}/{elsewhere.id}").status_code == 404


def test_key_comes_in_the_header_also_as_password_but_never_in_the_address(
    client: PickyClient, north: Sozialraum
) -> None:
    make_need(north)
    key = make_client()[1]
    basic = base64.b64encode(f"qgis:{key}".encode()).decode()

    as_password = client.get(ITEMS.format("needs"), headers={"Authorization": f"Basic {basic}"})
    assert as_password.get_json(force=True)["numberMatched"] == 1
    assert client.get(f"{ITEMS.format('needs')}?key={key}").status_code == 400
    for wrong in ("Bearer mtn_falsch", "Basic eA==", "Bearer", "Digest x"):
        refused = client.get(ITEMS.format("needs"), headers={"Authorization": wrong})
        assert refused.status_code == 401
        assert refused.get_json(force=True)["code"] == "key-invalid"
        assert "Basic" in "".join(refused.headers.getlist("WWW-Authenticate"))


def test_pins_come_at_their_public_position_and_words_after_release(client: PickyClient, north: Sozialraum) -> None:
    shown, guarded = make_map("Bänke"), make_map("Angst", threshold=5)
    waits = make_pin(shown, comment="Kanarie wohnt hier.").pin
    spoken = make_pin(shown, comment="Eine Bank im Schatten.").pin
    make_pin(guarded)
    drafted = make_map("Wieder Entwurf")
    make_pin(drafted)
    make_pin(make_map("Still", shows_pins=False))
    with unit_of_work() as unit:
        unit.get_one(PinMap, drafted.id).state = MapState.DRAFT
        row = said.contribution(spoken.contribution_id)
        contributions.moderate(row, to=ModerationState.RELEASED, reason="Gelesen", by=SYSTEM)

    found = {one["id"]: one for one in pull(client, ITEMS.format("pins"))}

    assert found.keys() == {str(waits.contribution_id), str(spoken.contribution_id)}
    assert found[str(waits.contribution_id)]["properties"]["words"] is None
    assert found[str(spoken.contribution_id)]["properties"]["words"] == "Eine Bank im Schatten."
    for pin in (waits, spoken):
        assert pin.shown_x is not None
        assert pin.shown_y is not None
        lat, lon = degrees(pin.shown_x, pin.shown_y)
        assert found[str(pin.contribution_id)]["geometry"] == {"type": "Point", "coordinates": [lon, lat]}


def test_findings_are_for_keys_alone(client: PickyClient, reader: Reader) -> None:
    walk = make_walk()
    noted = make_finding(walk)
    make_finding(walk, at=None)

    found = {one["id"]: one for one in pull(reader, ITEMS.format("walk-findings"))}

    assert len(found) == 2
    one = found[str(noted.finding.contribution_id)]
    assert one["geometry"]["type"] == "Point"
    assert one["properties"]["walk"] == walk.title
    for address in ("/ogc/collections/walk-findings", ITEMS.format("walk-findings")):
        assert client.get(address).status_code == 404


def test_measures_are_public_when_released(client: PickyClient, reader: Reader, north: Sozialraum) -> None:
    make_measure("Geheim", north)
    make_measure("Bürgerbus", north, is_public=True)

    [public] = pull(client, ITEMS.format("measures"))

    assert public["properties"]["title"] == "Bürgerbus"
    assert "what" not in public["properties"]
    assert public["geometry"]["type"] == "MultiPoint"
    assert len(pull(reader, ITEMS.format("measures"))) == 2


@pytest.mark.parametrize("name", ["places", "needs", "pins", "measures", "walk-findings"])
@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_go_forward_and_back_again(
    reader: Reader, north: Sozialraum, south: Sozialraum, name: str, limit: int
) -> None:
    _one_of_each(north, south)
    whole = [one["id"] for one in read(reader, ITEMS.format(name))["features"]]
    assert len(whole) >= 3

    pages = [read(reader, f"{ITEMS.format(name)}?limit={limit}")]
    while (following := _way(pages[-1], "next")) is not None:
        pages.append(read(reader, following))

    assert [one["id"] for page in pages for one in page["features"]] == whole
    assert {page["numberMatched"] for page in pages} == {len(whole)}
    assert _way(pages[0], "prev") is None
    for earlier, later in itertools.pairwise(pages):
        back = read(reader, _way(later, "prev") or "")
        assert [one["id"] for one in back["features"]] == [one["id"] for one in earlier["features"]]


def test_next_keeps_all_filters(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    for _ in range(3):
        make_need(north)
        make_need(south)
    bbox = "10.2,48.2,10.35,48.35"

    page = read(reader, f"{ITEMS.format('needs')}?limit=1&bbox={bbox}&status=new&datetime=2020-01-01/..&f=json")

    following = _way(page, "next") or ""
    for kept in (f"bbox={quote(bbox, safe='')}", "status=new", "datetime=2020-01-01%2F..", "f=json", "limit=1"):
        assert kept in following
    assert {one["properties"]["place_name"] for one in pull(reader, following)} == {"Nordheim"}


def test_answers_are_really_reprojected(reader: Reader, north: Sozialraum) -> None:
    make_need(north)
    address = ITEMS.format("needs")
    [plain] = read(reader, address)["features"]
    lon, lat = plain["geometry"]["coordinates"]

    told = reader.get(f"{address}?crs={UTM32}")
    east, north_ = Transformer.from_crs(4326, 25832, always_xy=True).transform(lon, lat)

    assert told.headers["Content-Crs"] == f"<{UTM32}>"
    assert told.get_json(force=True)["features"][0]["geometry"]["coordinates"] == pytest.approx(
        [east, north_], abs=0.001
    )
    assert read(reader, f"{address}?crs={WGS84}")["features"][0]["geometry"]["coordinates"] == [lat, lon]
    assert read(reader, f"{address}?bbox-crs={UTM32}&bbox={east - 1},{north_ - 1},{east + 1},{north_ + 1}")["features"]
    assert not read(reader, f"{address}?bbox-crs={UTM32}&bbox={east + 1},{north_},{east + 2},{north_ + 1}")["features"]
    assert read(reader, f"{address}?bbox-crs={WGS84}&bbox={lat},{lon},{lat},{lon}")["features"]
    area = read(reader, f"{ITEMS.format('places')}/{north.id}?crs={UTM32}")["geometry"]
    assert area["type"] == "MultiPolygon"
    assert 500_000 < area["coordinates"][0][0][0][0] < 700_000


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=-1", "limit=viele", "limit=", "limit=1.5", "limit=1&limit=2", f"limit={'9' * 31}",
        "bbox=", "bbox=1,2,3", "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=10,48,11,nan", "bbox=10,48,11,inf",
        "bbox=10,49,11,48", "bbox=10,48,11,95", "bbox=-181,48,11,49", "bbox=10,48,5,11,49,1", "bbox=10;48;11;49",
        f"bbox={'1' * 300}", "bbox=10,48,11,49&bbox-crs=EPSG:25832", f"bbox=700000,5300000,500000,5400000&bbox-crs={UTM32}",
        "crs=4326", "datetime=", "datetime=gestern", "datetime=2026-13-01", "datetime=2026-07-01/2026-01-01",
        "datetime=../..", "datetime=2026-01-01/2026-02-01/2026-03-01", "f=xml", "unbekannt=1", "key=mtn_x",
        "status=erledigt", "place_id=1", "ags=abc", "cursor=", "cursor=abc", "cursor=0.a5.AAAA", "filter=((((a))))",
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_a_reason(client: PickyClient, north: Sozialraum, query: str) -> None:
    answer = client.get(f"{ITEMS.format('needs')}?{query}")

    told = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json"), query
    assert told["code"].startswith(("parameter-", "cursor-"))
    assert told["detail"]
    assert told["field"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("limit=1000000000", True),
        ("bbox=10.123456789012345,48.123456789012345,10.987654321098765,48.987654321098765", True),
        ("bbox=10,48,-1000,11,49,9000", True),
        ("bbox=1e1,48,1.1e1,49", True),
        ("bbox=48,10,49,11", False),
        ("bbox=0,0,0,0", False),
        ("bbox=170,-90,-170,90", False),
        ("bbox=10,-90,-170,90", True),
        ("bbox=-180,-90,180,90", True),
        (f"bbox=5300000,500000,5400000,700000&bbox-crs={UTM32}", False),
        (f"bbox=500000,5300000,700000,5500000&bbox-crs={UTM32}", True),
        (f"bbox=48,10,49,11&bbox-crs={WGS84}", True),
        ("datetime=2020-01-01/..", True),
        ("datetime=../2020-01-01", False),
        ("datetime=/2020-01-01T00:00:00Z", False),
        ("datetime=2020-01-01/", True),
        ("ags=09999101", True),
        ("ags=09999999", False),
        ("sprache=en&f=html", True),
    ],
)
def test_unusual_questions_are_answered_rightly(
    client: PickyClient, north: Sozialraum, query: str, *, found: bool
) -> None:
    answered(north, "Eine Bank")

    answer = client.get(f"{ITEMS.format('needs')}?{query}")

    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert ("Eine Bank" in answer.get_data(as_text=True)) is found


def test_too_large_a_limit_is_lowered(reader: Reader, north: Sozialraum) -> None:
    page = read(reader, f"{ITEMS.format('needs')}?limit={FEATURES_MOST * 10}")

    assert page["numberReturned"] == page["numberMatched"] == 0


def test_cursor_of_another_reader_or_collection_is_refused(
    client: PickyClient, reader: Reader, north: Sozialraum
) -> None:
    for title in ("a", "b"):
        answered(north, title)
        make_measure(title, north, is_public=True)
    mine = _way(read(reader, f"{ITEMS.format('needs')}?limit=1"), "next") or ""
    other = Reader(client, make_client()[1])

    assert reader.get(mine).status_code == 200
    for stranger in (client, other):
        assert read(stranger, mine, status=400)["code"] == "cursor-invalid"
    assert reader.get(mine.replace("/needs/", "/measures/")).status_code == 400
    assert reader.get(mine[:-1] + ("A" if mine[-1] != "A" else "B")).status_code == 400


def test_unchanged_answers_are_not_sent_again(client: PickyClient, north: Sozialraum) -> None:
    answered(north, "Eine Bank")
    first = client.get(ITEMS.format("needs"))

    again = client.get(ITEMS.format("needs"), headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["places", "needs", "pins", "measures", "walk-findings"])
def test_queries_do_not_grow_with_the_features(reader: Reader, north: Sozialraum, south: Sozialraum, name: str) -> None:
    _one_of_each(north, south)
    address = f"{ITEMS.format(name)}?bbox=9,47,12,50"
    read(reader, address)

    with count_queries() as few:
        read(reader, f"{address}&limit=1")
    with count_queries() as many:
        read(reader, address)

    assert len(few) == len(many)


@pytest.mark.parametrize("name", ["places", "needs", "pins", "measures"])
def test_pages_for_people(client: PickyClient, north: Sozialraum, south: Sozialraum, name: str) -> None:
    _one_of_each(north, south)
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

    page = client.page(f"{ITEMS.format(name)}?limit=1", headers=headers)

    [one] = read(client, f"{ITEMS.format(name)}?limit=1")["features"]
    assert f"{ITEMS.format(name)}/{one['id']}" in page.response.get_data(as_text=True)
    assert "Nächste Seite" in page.text()
    client.page(f"{ITEMS.format(name)}/{one['id']}?f=html")
    for address in ("/ogc", "/ogc/conformance", "/ogc/api?f=html", "/ogc/collections", f"/ogc/collections/{name}"):
        client.page(address, headers=headers)


def test_pages_for_people_speak_in_words(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    answered(north, "Ein Treffpunkt im Ort")

    kinds = client.page(f"{ITEMS.format('places')}?f=html&kind=municipality").text("tbody")
    needs = client.page(f"{ITEMS.format('needs')}?f=html")

    assert "municipality" not in kinds
    assert "Gemeinde" in kinds
    assert "Status (Schlüssel)" not in needs.text("thead")
    assert not re.search(r"\d{4}-\d{2}-\d{2}", needs.text("tbody"))


def test_a_pin_is_called_by_what_it_stands_for_and_its_month_is_written_out(
    client: PickyClient, north: Sozialraum
) -> None:
    made = make_pin(make_map("Bänke"))
    month = made.pin.month

    page = client.page(f"{ITEMS.format('pins')}?f=html")
    one = client.page(f"{ITEMS.format('pins')}/{made.pin.contribution_id}?f=html")

    heads = page.texts("thead th")
    assert (heads[0], heads[1]) == ("Kategorie", "Titel der Karte")
    assert "Karte" not in heads
    for text in (page.text("tbody"), one.text("dl")):
        assert str(month) not in text
        assert f"{MONTHS[month % 100 - 1]} {month // 100}" in text
    assert one.heading == page.text("tbody th a")
    [told] = pull(client, ITEMS.format("pins"))
    assert told["properties"]["month"] == month


@pytest.mark.parametrize(("address", "status"), [("/ogc/collections/x", 404), (f"{ITEMS.format('needs')}?bbox=1", 400)])
def test_a_browser_reads_refusals_as_a_page_and_programs_as_json(
    client: PickyClient, north: Sozialraum, address: str, status: int
) -> None:
    page = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    problem = client.get(address, headers={"Accept": "*/*"})

    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")
    assert problem.get_json()["status"] == status


def _way(page: Any, rel: str) -> str | None:
    return next((one["href"].replace("http://localhost", "") for one in page["links"] if one["rel"] == rel), None)


def _one_of_each(north: Sozialraum, south: Sozialraum) -> None:
    for number in range(3):
        answered(north if number % 2 else south, f"Bedarf {number}")
        make_measure(f"Maßnahme {number}", north, south, is_public=True)
    pin_map = make_map("Bänke")
    walk = make_walk(place=north)
    for _ in range(3):
        make_pin(pin_map)
        make_finding(walk, at=(48.25, 10.25))
    make_place("Westheim")


def test_a_key_without_the_right_sees_what_everybody_sees(client: PickyClient, north: Sozialraum) -> None:
    make_need(north, "Noch nicht öffentlich")
    answered(north, "Eine Bank")
    make_measure("Geheim", north)
    make_finding(make_walk())
    plain = Reader(client, make_client(rights=())[1])

    assert [one["properties"]["title"] for one in pull(plain, ITEMS.format("needs"))] == ["Eine Bank"]
    assert pull(plain, ITEMS.format("measures")) == []
    assert plain.get(ITEMS.format("walk-findings")).status_code == 404
    assert read(plain, f"{ITEMS.format('needs')}?number=2026-00001", status=400)["code"] == "parameter-unknown"

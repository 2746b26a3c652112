"""`/api/v1`: what a system gets, what it is told when it asks wrongly, and what it never gets."""

import csv
import io
import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from portal.contributions.terms import Channel, ContactDetails
from portal.county.models import County
from portal.feed.actions.clients import revoke_client
from portal.feed.exports.needs import API_COLUMNS, TOMBSTONE_KEYS
from portal.feed.models.clients import ApiClient
from portal.feed.routes.guard import WRONG_KEYS
from portal.feed.routes.schema import Need as NeedShape
from portal.feed.routes.schema import NeedPage, PlaceList, Taxonomies, Tombstone
from portal.kernel import runtime
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.settings import Settings
from portal.web.documents.formulas import unguarded
from tests.factories import feed
from tests.factories.feed import Reader, make_client, make_need
from tests.factories.places import make_place
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

CANARIES = ("kanarie@example.org", "0151 7777 8888", "Karla Kanarie", "mein Sohn Kanarius wohnt in der Geheimgasse 7")


@pytest.fixture
def reader(client: PickyClient, north: Sozialraum) -> Reader:
    """A system that reads the whole county."""
    return Reader(client, make_client()[1])


def problem(answer: Any) -> dict[str, Any]:
    """The problem document of a refusal, after checking that it is one."""
    assert answer.mimetype == "application/problem+json"
    told: dict[str, Any] = answer.get_json(force=True)
    assert told["status"] == answer.status_code
    assert told["title"]
    assert told["detail"]
    assert told["code"]
    return told


def test_list_holds_every_need_once_in_the_order_of_changes(reader: Reader, north: Sozialraum) -> None:
    first, second, third = (make_need(north, title) for title in ("Bank", "Bus", "Arzt"))
    feed.rename(first, "Bänke am Markt")

    items = reader.pull("/api/v1/needs?limit=1")

    assert [item["id"] for item in items] == [str(second.id), str(third.id), str(first.id)]
    assert [item["title"] for item in items] == ["Bus", "Arzt", "Bänke am Markt"]
    assert [item["change"] for item in items] == sorted(item["change"] for item in items)


def test_page_and_terms_have_the_described_shape(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    kept, gone = make_need(north), make_need(north)
    feed.add_voice(kept, "Hier fehlt eine Bank.", channel=Channel.PHONE)
    feed.give_status(kept, NeedStatus.CONFIRMED)
    feed.merge(gone, kept)

    page = NeedPage.model_validate(reader.json("/api/v1/needs"))
    assert {item.state for item in page.items} == {"current", "merged"}
    PlaceList.model_validate(reader.json("/api/v1/places"))
    Taxonomies.model_validate(reader.json("/api/v1/taxonomies"))


def test_models_describe_exactly_the_columns() -> None:
    assert list(NeedShape.model_fields) == [column.key for column in API_COLUMNS]
    assert list(Tombstone.model_fields) == [c.key for c in API_COLUMNS if c.key in TOMBSTONE_KEYS]


def test_need_tells_counts_by_channel(reader: Reader, north: Sozialraum) -> None:
    need = make_need(north)
    known = ContactDetails(email="a@example.org")
    feed.add_voice(need, "Der Bus fehlt.", contact=known)
    feed.add_voice(need, "Der Bus fehlt am Abend.", contact=known)
    feed.add_voice(need, "Mir fehlt der Bus auch.", channel=Channel.PHONE)

    [item] = reader.pull()

    counts = {key: item[key] for key in item if key.startswith(("contributions_", "people_")) and item[key]}
    assert counts == {
        "contributions_online": 2,
        "contributions_phone": 1,
        "people_count": 2,
        "people_online": 1,
        "people_phone": 1,
    }
    assert item["contribution_count"] == 3


def test_cursor_of_the_last_visit_gives_only_what_changed_since(reader: Reader, north: Sozialraum) -> None:
    old = make_need(north)
    make_need(north)
    cursor = reader.json("/api/v1/needs")["cursor"]
    assert reader.json(f"/api/v1/needs?cursor={cursor}") == {
        "items": [],
        "cursor": cursor,
        "has_more": False,
        "next": None,
    }

    feed.rename(old, "Neu benannt")

    assert [item["title"] for item in reader.json(f"/api/v1/needs?cursor={cursor}")["items"]] == ["Neu benannt"]


def test_merged_and_deleted_needs_leave_tombstones_even_behind_filters(reader: Reader, north: Sozialraum) -> None:
    kept, merged, deleted = make_need(north), make_need(north), make_need(north)
    feed.merge(merged, kept)
    feed.delete(deleted)

    items = {item["id"]: item for item in reader.pull("/api/v1/needs?status=in_progress&q=gibtesnicht")}

    assert items.keys() == {str(merged.id), str(deleted.id)}
    assert items[str(merged.id)]["state"] == "merged"
    assert items[str(merged.id)]["merged_into"] == str(kept.id)
    assert items[str(deleted.id)]["state"] == "deleted"
    assert items[str(deleted.id)]["merged_into"] is None
    assert "title" not in items[str(deleted.id)]
    assert reader.json(f"/api/v1/needs/{merged.id}") == items[str(merged.id)]


def test_tombstones_come_in_step_with_the_living(reader: Reader, north: Sozialraum) -> None:
    needs = [make_need(north) for _ in range(12)]
    for need in needs[1::3]:
        feed.delete(need)
    for need in needs[2::3]:
        feed.rename(need, f"{need.title} neu")

    for limit in (1, 2, 5, 1000):
        items = reader.pull(f"/api/v1/needs?limit={limit}")
        assert len(items) == 12
        assert {item["id"] for item in items} == {str(need.id) for need in needs}
        assert [item["change"] for item in items] == sorted(item["change"] for item in items)


def test_modified_since_takes_moments_and_days(
    client: PickyClient, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    reader = Reader(client, make_client()[1])
    make_need(north, "Alt")
    frozen_clock.forward(days=2)
    make_need(north, "Neu")

    for asked in ("2026-03-04", "2026-03-03T23:00:00Z", "2026-03-04T00:00:00+01:00"):
        assert [i["title"] for i in reader.pull(f"/api/v1/needs?modified_since={quote(asked)}")] == ["Neu"]
    assert len(reader.pull("/api/v1/needs?modified_since=1970-01-01")) == 2


def test_filters_are_those_of_the_screen(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    terms = reader.json("/api/v1/taxonomies")
    field, group, function = (terms[k][0]["id"] for k in ("action_fields", "target_groups", "basic_functions"))
    chosen = make_need(
        north,
        "Ein Radweg zur Schule",
        action_field_id=_uuid(field),
        target_group_ids=frozenset({_uuid(group)}),
        basic_function_ids=frozenset({_uuid(function)}),
    )
    make_need(south, "Ein Arzt")

    for query in (
        f"place={north.id}",
        f"action_field={field}",
        f"target_group={group}",
        f"basic_function={function}",
        "q=radweg",
        f"status=new&place={north.id}",
        f"due=none&q=weg&place={north.id}",
    ):
        assert [item["id"] for item in reader.pull(f"/api/v1/needs?{query}")] == [str(chosen.id)], query
    [item] = reader.pull(f"/api/v1/needs?place={north.id}")
    assert item["action_field_id"] == field
    assert item["target_group_ids"] == [group]
    assert item["basic_function_ids"] == [function]
    assert item["target_groups"] == [terms["target_groups"][0]["name"]]


def test_next_address_keeps_the_filters(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    for _ in range(3):
        make_need(north)
        make_need(south)

    items = reader.pull(f"/api/v1/needs?limit=1&place={north.id}&modified_since=1970-01-01")

    assert {item["place_name"] for item in items} == {"Nordheim"}
    assert len(items) == 3


@pytest.mark.parametrize("host", ["127.0.0.1:9999", "localhost:81"])
def test_addresses_are_those_of_the_settings_whatever_the_host_header_says(
    reader: Reader, client: PickyClient, north: Sozialraum, host: str
) -> None:
    make_need(north)
    make_need(north)

    answer = reader.get("/api/v1/needs?limit=1", Host=host)

    following = answer.get_json()["next"]
    assert following.startswith("http://localhost/api/v1/needs?")
    assert answer.headers["Link"] == f'<{following}>; rel="next"'
    told = client.get("/api/v1/openapi.json", headers={"Host": host})
    assert told.get_json()["servers"] == [{"url": "http://localhost"}]
    assert host not in client.page("/api/v1/", headers={"Host": host}).text("main")


def test_without_a_configured_address_the_one_asked_for_is_used(
    client: PickyClient, north: Sozialraum, monkeypatch: pytest.MonkeyPatch
) -> None:
    unset = Settings(**runtime.settings().model_dump(exclude={"base_url"}))
    monkeypatch.setattr(runtime, "_current", [unset])

    told = client.get("/api/v1/openapi.json", headers={"Host": "localhost:81"})

    assert told.get_json()["servers"] == [{"url": "http://localhost:81"}]


def test_key_of_one_place_sees_nothing_of_another(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    reader = Reader(client, make_client(north)[1])
    mine, other, gone = make_need(north), make_need(south), make_need(south)
    moved = make_need(north)
    feed.merge(moved, other)
    feed.delete(gone)

    items = reader.pull()

    assert {item["id"] for item in items} == {str(mine.id), str(moved.id)}
    assert [item["merged_into"] for item in items if item["state"] == "merged"] == [None]
    assert problem(reader.get(f"/api/v1/needs/{other.id}"))["code"] == "not-found"
    assert problem(reader.get(f"/api/v1/needs/{gone.id}"))["code"] == "not-found"
    assert problem(reader.get(f"/api/v1/needs/{uuid4()}"))["code"] == "not-found"
    assert [place["name"] for place in reader.json("/api/v1/places")["items"]] == ["Nordheim"]
    assert [item["state"] for item in reader.pull(f"/api/v1/needs?place={south.id}")] == ["merged"]


def test_need_that_leaves_the_place_of_a_key_leaves_a_tombstone(
    client: PickyClient, reader: Reader, north: Sozialraum, south: Sozialraum
) -> None:
    local = Reader(client, make_client(north)[1])
    kept, gone = make_need(north, "Bank"), make_need(north, "Bus")
    cursor = local.json("/api/v1/needs")["cursor"]

    feed.move(gone, south)
    feed.rename(kept, "Bänke")

    [tombstone, current] = local.json(f"/api/v1/needs?cursor={cursor}")["items"]
    assert (tombstone["id"], tombstone["state"], tombstone["merged_into"]) == (str(gone.id), "moved", None)
    assert tombstone.keys() == set(TOMBSTONE_KEYS)
    assert current["title"] == "Bänke"
    assert local.json(f"/api/v1/needs/{gone.id}") == tombstone
    assert local.pull("/api/v1/needs?limit=1") == [tombstone, current]
    assert local.json(f"/api/v1/needs?cursor={cursor}&q=gibtesnicht")["items"] == [tombstone]
    NeedPage.model_validate(local.json("/api/v1/needs"))
    assert "Bus" not in local.get("/api/v1/needs?format=csv").text
    assert {item["state"] for item in reader.pull()} == {"current"}


def test_what_happens_to_a_need_after_it_left_is_not_told(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    local = Reader(client, make_client(north)[1])
    need = make_need(north)
    feed.move(need, south)
    before = local.json("/api/v1/needs")

    feed.rename(need, "Anders")
    assert local.json("/api/v1/needs") == before
    feed.delete(need)

    assert local.json("/api/v1/needs") == before


def test_need_that_comes_back_is_current_again_and_may_leave_again(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    local = Reader(client, make_client(north)[1])
    need, never_here = make_need(north), make_need(south)
    feed.move(need, south)
    feed.move(need, north)
    assert [item["state"] for item in local.pull()] == ["current"]

    feed.move(need, south)
    feed.rename(never_here, "Anderswo")

    assert [(item["id"], item["state"]) for item in local.pull()] == [(str(need.id), "moved")]


def test_need_that_moves_within_the_place_of_a_key_stays(
    client: PickyClient, county: County, south: Sozialraum
) -> None:
    association = make_place("Verwaltungsgemeinschaft West", kind=PlaceKind.MUNICIPAL_ASSOCIATION)
    one, other = make_place("Westdorf", parent=association), make_place("Westheim", parent=association)
    local = Reader(client, make_client(association)[1])
    need = make_need(one)

    feed.move(need, other)
    assert [(item["state"], item["place_name"]) for item in local.pull()] == [("current", "Westheim")]
    feed.move(need, south)

    assert [item["state"] for item in local.pull()] == ["moved"]


def test_key_of_the_county_sees_every_place(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    places = reader.json("/api/v1/places")["items"]

    assert {place["name"] for place in places} == {"Landkreis Musterkreis", "Nordheim", "Südheim"}
    assert {p["ags"] for p in places if p["kind"] == "municipality"} == {"09999101", "09999202"}


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic bXRuOng=", "Bearer mtn_falsch", "bearer \x7f"]
)
def test_without_a_good_key_nothing_is_told(client: PickyClient, north: Sozialraum, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}

    for path in ("needs", f"needs/{uuid4()}", "places", "taxonomies"):
        answer = client.get(f"/api/v1/{path}", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert problem(answer)["code"] in {"key-missing", "key-invalid"}


def test_withdrawn_key_counts_no_more_from_the_next_request_on(client: PickyClient, north: Sozialraum) -> None:
    system, key = make_client()
    reader = Reader(client, key)
    assert reader.get("/api/v1/places").status_code == 200

    with unit_of_work() as unit:
        revoke_client(unit.get_one(ApiClient, system.id), by=SYSTEM)

    assert problem(reader.get("/api/v1/places"))["code"] == "key-invalid"


def test_trying_many_wrong_keys_is_slowed_down(client: PickyClient, north: Sozialraum) -> None:
    headers = {"Authorization": "Bearer mtn_falsch"}

    statuses = [client.get("/api/v1/places", headers=headers).status_code for _ in range(WRONG_KEYS + 1)]

    assert statuses == [401] * WRONG_KEYS + [429]
    slowed = client.get("/api/v1/places", headers=headers)
    assert int(slowed.headers["Retry-After"]) > 0
    assert problem(slowed)["code"] == "too-many"


@pytest.mark.parametrize("path", ["/api/v1/places", "/ogc/collections/needs/items"])
def test_right_key_works_beside_many_wrong_ones_from_the_same_address(
    client: PickyClient, north: Sozialraum, path: str
) -> None:
    """The systems of a county stand behind one address: what one of them tries must not keep the others out."""
    wrong = {"Authorization": "Bearer mtn_falsch"}
    for _ in range(WRONG_KEYS + 1):
        client.get(path, headers=wrong)
    assert client.get(path, headers=wrong).status_code == 429

    reader = Reader(client, make_client()[1])

    assert [reader.get(path).status_code for _ in range(3)] == [200] * 3
    assert client.get(path, headers=wrong).status_code == 429


def test_last_use_is_kept_to_the_minute(client: PickyClient, north: Sozialraum, frozen_clock: StoppedClock) -> None:
    system, key = make_client()
    reader = Reader(client, key)

    reader.get("/api/v1/places")
    first = session().get_one(ApiClient, system.id).last_used_at
    frozen_clock.forward(seconds=30)
    reader.get("/api/v1/places")
    assert session().get_one(ApiClient, system.id).last_used_at == first
    frozen_clock.forward(seconds=31)
    reader.get("/api/v1/places")
    assert session().get_one(ApiClient, system.id).last_used_at != first


@pytest.mark.parametrize("path", ["/api/v1/places", "/ogc/collections/measures/items"])
def test_reading_goes_on_while_nothing_can_be_written(client: PickyClient, north: Sozialraum, path: str) -> None:
    """That the key was used is noted now and then; a full disk is no reason to refuse who only reads."""
    system, key = make_client()
    reader = Reader(client, key)

    def no_space(*_args: Any) -> None:
        raise OperationalError("UPDATE", {}, Exception("database or disk is full"))

    event.listen(ApiClient, "before_update", no_space)
    try:
        assert reader.get(path).status_code == 200
    finally:
        event.remove(ApiClient, "before_update", no_space)
    assert session().get_one(ApiClient, system.id).last_used_at is None
    assert reader.get(path).status_code == 200
    session().expire_all()
    assert session().get_one(ApiClient, system.id).last_used_at is not None


KEYED = ("needs", "measures", "papers", "decisions", "consultations", "indicators", "events", "places", "files")


@pytest.mark.parametrize("path", [*[f"/api/v1/{name}" for name in KEYED], "/ogc", "/ogc/collections/needs/items"])
def test_what_a_key_opens_is_kept_by_nobody(reader: Reader, north: Sozialraum, path: str) -> None:
    answer = reader.get(path)
    again = reader.get(path, If_None_Match=answer.headers["ETag"])

    assert (answer.status_code, again.status_code) == (200, 304)
    for one in (answer, again):
        assert one.headers["Cache-Control"] == "private, no-store"
        assert {"Authorization", "Accept"} <= {part.strip() for part in one.headers["Vary"].split(",")}
        assert "Access-Control-Allow-Origin" not in one.headers
        assert "Set-Cookie" not in one.headers


def test_nothing_new_is_answered_with_304(reader: Reader, north: Sozialraum) -> None:
    need = make_need(north)
    for path in ("needs", f"needs/{need.id}", "places", "taxonomies", "openapi.json"):
        tag = reader.get(f"/api/v1/{path}").headers["ETag"]
        again = reader.get(f"/api/v1/{path}", If_None_Match=tag)
        assert (again.status_code, again.data) == (304, b"")

    tag = reader.get("/api/v1/needs").headers["ETag"]
    feed.rename(need, "Anders")
    assert reader.get("/api/v1/needs", If_None_Match=tag).status_code == 200


def test_geojson_has_the_centre_of_the_place(reader: Reader, north: Sozialraum) -> None:
    kept, gone = make_need(north), make_need(north)
    feed.delete(gone)

    for answer in (
        reader.get("/api/v1/needs?format=geojson"),
        reader.get("/api/v1/needs", Accept="application/geo+json"),
    ):
        assert answer.mimetype == "application/geo+json"
        document = json.loads(answer.data)
        located, tombstone = document["features"]
        assert located["id"] == str(kept.id)
        assert located["geometry"] == {"type": "Point", "coordinates": [10.25, 48.25]}
        assert located["properties"]["number"] == kept.number
        assert tombstone["geometry"] is None
        assert document["next"] is None


def test_csv_carries_cursor_and_next_address_in_headers(reader: Reader, north: Sozialraum) -> None:
    first, second = make_need(north, "=1+1"), make_need(north)

    answer = reader.get("/api/v1/needs?format=csv&limit=1")

    assert answer.mimetype == "text/csv"
    [row] = csv.DictReader(io.StringIO(answer.get_data(as_text=True)))
    assert row["id"] == str(first.id)
    assert row["ags"] == "09999101"
    assert (row["title"], unguarded(row["title"])) == ("'=1+1", "=1+1")
    assert f"cursor={quote(answer.headers['Cursor'])}" in answer.headers["Link"]
    following = answer.headers["Link"].partition(">")[0].removeprefix("<http://localhost")
    [row] = csv.DictReader(io.StringIO(reader.get(following).get_data(as_text=True)))
    assert row["id"] == str(second.id)


BAD_MOMENTS = (
    *("gestern", "1", "2026-13-01", "2026-02-30", "20260101", "2026-W01-1", "-2026-01-01", "0001-01-01"),
    *("2026-01-01T00:00:00", "2026-01-01T25:00:00Z", "9999-12-31T23:59:59-12:00"),
)
BAD = [
    *(
        f"limit={value}"
        for value in ("0", "-1", "1001", "1000000000", "abc", "1e3", "", "%31%30%30%30%31", "１", "5.0")
    ),
    *(f"cursor={value}" for value in ("", "abc", "0.5.xxxx", "%00", "a" * 201, "%F0%9F%92%A9")),
    *(
        f"modified_since={value}"
        for value in (
            "gestern",
            "2026-13-01",
            "2026-02-30",
            "20260101",
            "2026-01-01T00:00:00",
            "0001-01-01",
            "9999-12-31T23:59:59-12:00",
            "2026-W01-1",
            "1",
            "2026-01-01T25:00:00Z",
            "-2026-01-01",
        )
    ),
    *(f"{name}=kein-uuid" for name in ("place", "action_field", "target_group", "basic_function")),
    "place=%7B01890000-0000-7000-8000-000000000001%7D",
    "status=merged",
    "status=NEW",
    "status=",
    "due=bald",
    "format=xml",
    "format=JSON",
    f"q={'x' * 201}",
    "limit=1&limit=2",
    "status[]=new",
    "status=new&status=done",
    "unbekannt=1",
    "ort=1",
    "sort=due",
    "%F0%9F%92%A9=%00",
]


@pytest.mark.parametrize("query", BAD)
def test_bad_parameters_are_refused_in_german(reader: Reader, query: str) -> None:
    answer = reader.get(f"/api/v1/needs?{query}")

    told = problem(answer)
    assert answer.status_code == 400
    assert told["code"] in {"parameter-invalid", "parameter-unknown", "parameter-repeated", "cursor-invalid"}
    assert told["field"]
    assert "%(" not in told["detail"]
    assert any(word in told["detail"] for word in ("Parameter", "Cursor"))


def test_cursor_belongs_to_one_key(client: PickyClient, reader: Reader, north: Sozialraum) -> None:
    make_need(north)
    cursor = reader.json("/api/v1/needs")["cursor"]
    other = Reader(client, make_client()[1])

    assert problem(other.get(f"/api/v1/needs?cursor={cursor}"))["code"] == "cursor-invalid"
    assert problem(reader.get(f"/api/v1/needs?cursor={cursor[:-1]}"))["code"] == "cursor-invalid"
    assert reader.json(f"/api/v1/needs?cursor={cursor}")["items"] == []


@pytest.mark.parametrize("path", ["gibtesnicht", "needs/kein-uuid", "needs/", "needs/0", "../v2/needs"])
def test_unknown_addresses_are_problems_too(reader: Reader, path: str) -> None:
    assert problem(reader.get(f"/api/v1/{path}"))["status"] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_writing_is_not_offered(client: PickyClient, reader: Reader, method: str) -> None:
    answer = client.open("/api/v1/needs", method=method, headers=reader.headers, json=[{"title": "neu"}])

    assert problem(answer)["code"] == "method-not-allowed"
    assert answer.status_code == 405


def test_no_answer_holds_anything_personal(reader: Reader, north: Sozialraum) -> None:
    need = make_need(north, "Eine Bank am Markt")
    other = make_need(north, "Noch eine Bank")
    who = ContactDetails(email=CANARIES[0], phone="", name=CANARIES[2])
    feed.add_voice(need, f"Ich heiße Karla Kanarie und {CANARIES[3]}.", contact=who)
    feed.add_voice(other, CANARIES[3], channel=Channel.PHONE, contact=ContactDetails(phone=CANARIES[1]))
    feed.merge(other, need)

    for path in ("needs", "needs?format=csv", "needs?format=geojson", f"needs/{need.id}", "places", "taxonomies"):
        text = reader.get(f"/api/v1/{path}").get_data(as_text=True)
        assert not [canary for canary in CANARIES if canary in text], path
        assert "anari" not in text


def test_queries_do_not_grow_with_the_rows(reader: Reader, north: Sozialraum) -> None:
    feed.add_voice(make_need(north), "Bank")
    reader.json("/api/v1/needs")
    with count_queries() as for_one:
        reader.json("/api/v1/needs")
    for number in range(30):
        feed.add_voice(make_need(north), f"Bank {number}")

    with count_queries() as for_many:
        assert len(reader.json("/api/v1/needs")["items"]) == 31

    assert len(for_many) == len(for_one)


def _uuid(text: str) -> Any:
    from uuid import UUID

    return UUID(text)

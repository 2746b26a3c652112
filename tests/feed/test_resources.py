"""Maßnahmen, Beschlussvorlagen, Beschlüsse, Verfahren and Kennzahlen, as systems read them."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel
from sqlalchemy import func, select

from portal.consultations.models import Consultation
from portal.feed.models import FeedChange
from portal.feed.routes.resource_schema import (
    ConsultationPage,
    DecisionPage,
    IndicatorPage,
    IndicatorValuePage,
    MeasurePage,
    PaperPage,
)
from portal.feed.terms.clients import READING, ApiRight
from portal.kernel import clock
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.planning.actions import measures, milestones
from portal.planning.models import Milestone
from portal.planning.queries import measures as measure_queries
from portal.planning.terms.decisions import Result
from portal.planning.terms.recommendations import RecommendationState
from tests.factories import feed
from tests.factories.accounts import make_account
from tests.factories.consultations import make_consultation
from tests.factories.council import make_decision, make_paper, make_recommendation, make_station, note, result
from tests.factories.feed import Reader, make_client, make_need
from tests.factories.indicators import make_indicator, make_value
from tests.factories.measures import make_measure
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

LISTS: dict[str, tuple[type[BaseModel], ApiRight]] = {
    "measures": (MeasurePage, ApiRight.READ_MEASURES),
    "papers": (PaperPage, ApiRight.READ_PAPERS),
    "decisions": (DecisionPage, ApiRight.READ_DECISIONS),
    "consultations": (ConsultationPage, ApiRight.READ_CONSULTATIONS),
    "indicators": (IndicatorPage, ApiRight.READ_INDICATORS),
}


@pytest.fixture
def reader(client: PickyClient, north: Sozialraum) -> Reader:
    """A system that reads the whole county."""
    return Reader(client, make_client()[1])


def everything(place: Sozialraum) -> dict[str, UUID]:
    """One thing of each kind at a place, by the name of its list."""
    need = make_need(place, "Ein Bus am Abend")
    decision = make_decision(
        make_paper(make_recommendation(needs=[need], place=place, state=RecommendationState.READY))
    )
    measure = make_measure("Bürgerbus", place, needs=(need,), due=(10, 20), done=1, decision_id=decision.id)
    return {
        "measures": measure.id,
        "papers": decision.paper_id,
        "decisions": decision.id,
        "consultations": make_consultation(place=place).id,
    }


def test_each_list_has_the_described_shape(reader: Reader, north: Sozialraum) -> None:
    made = everything(north)
    make_indicator("Pflegeplätze")

    for name, (shape, _right) in LISTS.items():
        page = reader.json(f"/api/v1/{name}")
        shape.model_validate_json(reader.get(f"/api/v1/{name}").get_data())
        if name in made:
            assert [item["id"] for item in page["items"]] == [str(made[name])]
            assert reader.json(f"/api/v1/{name}/{made[name]}") == page["items"][0]


def test_chain_from_the_need_to_the_measure_can_be_followed(reader: Reader, north: Sozialraum) -> None:
    made = everything(north)
    [need] = reader.pull("/api/v1/needs")

    [decision] = reader.pull("/api/v1/decisions")
    [paper] = reader.pull("/api/v1/papers")
    [measure] = reader.pull("/api/v1/measures")

    assert decision["need_ids"] == paper["need_ids"] == measure["need_ids"] == [need["id"]]
    assert decision["measure_ids"] == [str(made["measures"])]
    assert measure["decision_id"] == paper["deliberations"][0]["decision_id"] == decision["id"]
    assert (measure["status"], [one["done_on"] is None for one in measure["milestones"]]) == ("running", [False, True])


@pytest.mark.parametrize("name", LISTS)
def test_without_the_right_there_is_no_answer(client: PickyClient, north: Sozialraum, name: str) -> None:
    _, right = LISTS[name]
    _, key = make_client(rights=READING - {right})
    reader = Reader(client, key)

    for url in (f"/api/v1/{name}", f"/api/v1/{name}/{uuid4()}"):
        assert reader.json(url, status=403)["code"] == "right-missing"


def test_another_place_does_not_exist(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    theirs = everything(south)
    mine = everything(north)
    reader = Reader(client, make_client(north)[1])

    for name, own in mine.items():
        assert [item["id"] for item in reader.pull(f"/api/v1/{name}")] == [str(own)]
        assert reader.json(f"/api/v1/{name}/{theirs[name]}", status=404)["code"] == "not-found"


def test_draft_papers_and_draft_consultations_stay_inside(reader: Reader, north: Sozialraum) -> None:
    paper = make_paper(make_recommendation(place=north, state=RecommendationState.READY))
    draft = make_consultation(place=north, published=False)

    assert reader.pull("/api/v1/papers") == reader.pull("/api/v1/consultations") == []
    assert reader.get(f"/api/v1/papers/{paper.id}").status_code == 404
    assert reader.get(f"/api/v1/consultations/{draft.id}").status_code == 404


@pytest.mark.parametrize("limit", [1, 2, 1000])
def test_each_comes_once_in_the_order_of_its_last_change(reader: Reader, north: Sozialraum, limit: int) -> None:
    made = [make_measure(f"Maßnahme {number}", north, due=(5,)) for number in range(5)]
    with unit_of_work():
        one = measure_queries.measure(made[1].id)
        milestones.reach_milestone(one.milestones[0], by=SYSTEM)

    items = reader.pull(f"/api/v1/measures?limit={limit}")

    assert [item["title"] for item in items] == [f"Maßnahme {number}" for number in (0, 2, 3, 4, 1)]
    assert [item["change"] for item in items] == sorted(item["change"] for item in items)


def test_cursor_gives_only_what_changed_since(reader: Reader, north: Sozialraum) -> None:
    made = [make_measure(f"Maßnahme {number}", north) for number in range(3)]
    cursor = reader.json("/api/v1/measures")["cursor"]
    assert reader.json(f"/api/v1/measures?cursor={cursor}")["items"] == []

    with unit_of_work():
        measures.stop_measure(
            measure_queries.measure(made[0].id),
            reason="Kein Geld",
            version=measure_queries.measure(made[0].id).version,
            by=SYSTEM,
        )

    [item] = reader.json(f"/api/v1/measures?cursor={cursor}")["items"]
    assert (item["id"], item["status"]) == (str(made[0].id), "stopped")


def test_milestones_alone_make_a_measure_new(reader: Reader, north: Sozialraum, frozen_clock: StoppedClock) -> None:
    """Whatever is done to a Meilenstein: tag, number, `updated_at`, cursor and `modified_since` all tell that it is news."""
    made = make_measure("Bürgerbus", north, due=(10, 20))
    url = f"/api/v1/measures/{made.id}"

    def first() -> Milestone:
        return measure_queries.measure(made.id).milestones[0]

    def edited(title: str, due_on: date) -> None:
        milestones.edit_milestone(first(), title=title, due_on=due_on, done_on=None, version=first().version, by=SYSTEM)

    steps: list[Callable[[], object]] = [
        lambda: edited("Fahrerinnen gefunden", first().due_on),
        lambda: edited("Fahrerinnen gefunden", first().due_on + timedelta(days=1)),
        lambda: milestones.reach_milestone(first(), by=SYSTEM),
        lambda: milestones.reopen_milestone(first(), by=SYSTEM),
        lambda: milestones.add_milestone(
            measure_queries.measure(made.id), title="Bus bestellt", due_on=today() + timedelta(days=99), by=SYSTEM
        ),
        lambda: milestones.remove_milestone(first(), by=SYSTEM),
    ]
    for step in steps:
        before = reader.get(url)
        cursor, tag = reader.json("/api/v1/measures")["cursor"], reader.get("/api/v1/measures").headers["ETag"]
        frozen_clock.forward(seconds=90)
        moment = clock.now()
        with unit_of_work():
            step()

        item = reader.json(url)
        assert reader.get(url, If_None_Match=before.headers["ETag"]).status_code == 200
        assert reader.get("/api/v1/measures", If_None_Match=tag).status_code == 200
        assert item["change"] > before.get_json()["change"]
        assert item["updated_at"] == moment.isoformat()
        assert measure_queries.measure(made.id).updated_at == moment
        assert reader.json(f"/api/v1/measures?cursor={cursor}")["items"] == [item]
        assert reader.json(f"/api/v1/measures?modified_since={quote(moment.isoformat())}")["items"] == [item]


def test_decision_that_is_taken_out_leaves_a_tombstone(reader: Reader, north: Sozialraum) -> None:
    paper = make_paper(make_recommendation(place=north, state=RecommendationState.READY))
    station = make_station(paper)
    decided = note(paper, station, result(Result.UNANIMOUS, votes_yes=9, votes_no=0))
    assert decided is not None
    cursor = reader.json("/api/v1/decisions")["cursor"]

    note(paper, station, result(Result.ADJOURNED))

    [item] = reader.json(f"/api/v1/decisions?cursor={cursor}")["items"]
    assert item.keys() == {"state", "change", "id", "updated_at"}
    assert (item["state"], item["id"]) == ("deleted", str(decided.id))
    assert reader.json(f"/api/v1/decisions/{decided.id}") == item


def test_cursors_of_others_are_refused(client: PickyClient, reader: Reader, north: Sozialraum) -> None:
    for number in range(2):
        make_measure(f"Maßnahme {number}", north)
    cursor = reader.json("/api/v1/measures?limit=1")["cursor"]
    other = Reader(client, make_client()[1])
    edited = cursor[:2] + ("1" if cursor[2] != "1" else "2") + cursor[3:]

    for who, url in (
        (other, f"/api/v1/measures?cursor={cursor}"),
        (reader, f"/api/v1/papers?cursor={cursor}"),
        (reader, f"/api/v1/needs?cursor={cursor}"),
        (reader, f"/api/v1/indicators/population/values?cursor={cursor}"),
        (reader, f"/api/v1/measures?cursor={edited}"),
    ):
        told = who.json(url, status=400)
        assert told["code"] == "cursor-invalid"
        assert "für Ihren Schlüssel und für diese Liste nicht ausgegeben" in told["detail"]


def test_cursor_outlives_a_new_key(client: PickyClient, north: Sozialraum) -> None:
    from portal.feed.actions.clients import rotate_client

    make_measure("Bürgerbus", north)
    system, key = make_client()
    cursor = Reader(client, key).json("/api/v1/measures")["cursor"]
    with unit_of_work():
        new = rotate_client(system, submission_key=uuid4(), by=SYSTEM)

    assert Reader(client, new).json(f"/api/v1/measures?cursor={cursor}")["items"] == []


def test_only_the_fields_asked_for_come(reader: Reader, north: Sozialraum) -> None:
    everything(north)

    [measure] = reader.pull("/api/v1/measures?fields=title,status")
    [need] = reader.pull("/api/v1/needs?fields=number")
    told = reader.json("/api/v1/measures?fields=title,name", status=400)

    assert set(measure) == {"state", "change", "id", "title", "status"}
    assert set(need) == {"state", "change", "id", "number"}
    assert (told["field"], told["code"]) == ("fields", "parameter-invalid")
    header = reader.get("/api/v1/needs?fields=number&format=csv").get_data(as_text=True).splitlines()[0]
    assert header.lstrip("\ufeff") == "state,change,id,number"


def test_tombstones_are_whole_whatever_fields_are_asked_for(reader: Reader, north: Sozialraum) -> None:
    gone = make_need(north)
    feed.delete(gone)

    for fields in ("title", "number", "people_count,status"):
        [tombstone] = reader.json(f"/api/v1/needs?fields={fields}")["items"]
        assert set(tombstone) == {"state", "change", "id", "number", "updated_at", "merged_into"}
        assert reader.json(f"/api/v1/needs/{gone.id}?fields={fields}") == tombstone


def test_nothing_new_costs_nothing(reader: Reader, north: Sozialraum) -> None:
    made = everything(north)

    for url in [f"/api/v1/{name}" for name in LISTS] + [f"/api/v1/{name}/{own}" for name, own in made.items()]:
        tag = reader.get(url).headers["ETag"]
        again = reader.get(url, If_None_Match=tag)
        assert (again.status_code, again.get_data()) == (304, b"")


def test_names_come_with_their_right_only(client: PickyClient, north: Sozialraum) -> None:
    karla = make_account(Role.PLANNER, north, name="Karla Kanarie")
    make_measure("Bürgerbus", north, responsible_id=karla.id)
    consultation = make_consultation(place=north)
    with unit_of_work() as unit:
        unit.get_one(Consultation, consultation.id).contact_name = "Karl Kanarie"
    urls = ("/api/v1/measures", "/api/v1/consultations", "/api/v1/needs")
    plain = Reader(client, make_client()[1])
    named = Reader(client, make_client(rights=[*READING, ApiRight.READ_NAMES])[1])

    assert not any("Kanarie" in plain.get(url).get_data(as_text=True) for url in urls)
    assert named.pull("/api/v1/measures")[0]["responsible"] == "Karla Kanarie"
    assert named.pull("/api/v1/consultations")[0]["contact_name"] == "Karl Kanarie"


def test_filters_are_those_of_the_screen(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    make_measure("Bürgerbus", north, begins_on=today() - timedelta(days=3))
    make_measure("Rufbus", south)

    def titles(query: str) -> list[str]:
        return [item["title"] for item in reader.pull(f"/api/v1/measures?{query}")]

    assert titles("q=bürger") == ["Bürgerbus"]
    assert titles(f"place={south.id}") == ["Rufbus"]
    assert titles("status=running") == ["Bürgerbus"]
    assert titles("status=planned&priority=medium") == ["Rufbus"]
    assert titles("review_due=true") == []
    assert len(titles("modified_since=2020-01-01")) == 2
    assert titles(f"modified_since={today() + timedelta(days=1)}") == []


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "limit=1000000000",
        "review_due=ja",
        "status=new",
        "name=x",
        "q=a&q=b",
        "fields=",
        "cursor=",
    ],
)
def test_what_cannot_be_asked_is_refused(reader: Reader, north: Sozialraum, query: str) -> None:
    assert reader.get(f"/api/v1/measures?{query}").status_code == 400


def test_values_of_an_indicator_come_in_the_order_of_changes(
    reader: Reader, north: Sozialraum, south: Sozialraum
) -> None:
    own = make_indicator("Pflegeplätze")
    url = f"/api/v1/indicators/{own.key}/values"
    for place, on in ((north, 2023), (south, 2023), (north, 2024)):
        make_value(own.key, place.id, on - 2000, on=date(on, 12, 31))
    make_value(own.key, north.id, 99, on=date(2023, 12, 31))

    items = reader.pull(f"{url}?limit=1")
    IndicatorValuePage.model_validate_json(reader.get(url).get_data())

    assert [(item["place_id"], item["on"], item["value"]) for item in items] == [
        (str(south.id), "2023-12-31", 23),
        (str(north.id), "2024-12-31", 24),
        (str(north.id), "2023-12-31", 99),
    ]
    assert len(reader.pull(f"{url}?place={north.id}")) == 2
    assert [item["value"] for item in reader.pull(f"{url}?from=2024-01-01&fields=value")] == [24]
    assert reader.pull(f"{url}?part=m") == []
    assert reader.get("/api/v1/indicators/gibtesnicht/values").status_code == 404


def test_system_of_a_place_reads_its_values_only(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    own = make_indicator("Pflegeplätze")
    for place in (north, south):
        make_value(own.key, place.id, 5)
    reader = Reader(client, make_client(north)[1])

    assert [item["place_id"] for item in reader.pull(f"/api/v1/indicators/{own.key}/values")] == [str(north.id)]


def test_computed_indicators_are_computed_when_asked(reader: Reader, north: Sozialraum, south: Sozialraum) -> None:
    for year, people in ((2014, 1000), (2015, 1100)):
        make_value("population", north.id, people, on=date(year, 12, 31))

    items = reader.pull(f"/api/v1/indicators/population_change_1y/values?limit=1&place={north.id}")

    assert {item["on"]: item["value"] for item in items}["2015-12-31"] == 10
    assert {item["updated_at"] for item in items} == {None}
    assert reader.json("/api/v1/indicators/population_change_1y")["is_computed"] is True


def test_lists_cost_the_same_for_one_and_for_many(reader: Reader, north: Sozialraum) -> None:
    def cost(name: str) -> int:
        with count_queries() as counted:
            reader.json(f"/api/v1/{name}")
        return len(counted)

    everything(north)
    for name in LISTS:
        cost(name)
    once = {name: cost(name) for name in LISTS}
    for _ in range(4):
        everything(north)

    assert {name: cost(name) for name in LISTS} == once


def test_numbers_are_given_once_for_each_unit_of_work(north: Sozialraum) -> None:
    def last() -> int:
        return session().scalar(select(func.max(FeedChange.change_number))) or 0

    made = make_measure("Bürgerbus", north, due=(1, 2, 3))
    before = last()
    with unit_of_work():
        one = measure_queries.measure(made.id)
        for milestone in one.milestones:
            milestones.reach_milestone(milestone, by=SYSTEM)

    assert last() == before + 1

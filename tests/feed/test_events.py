"""The journal of changes and its way out by cursor."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.feed.actions.journal import forget_old_events
from portal.feed.models.journal import FeedEvent
from portal.feed.terms.journal import KEEP_EVENTS, EventType
from portal.kernel.clock import now
from portal.kernel.db import session as current
from portal.kernel.db import unit_of_work
from portal.needs.models import Need
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from tests.factories.feed import Reader, add_voice, delete, give_status, make_client, make_need, merge, move, rename
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock


@pytest.fixture
def reader(client: PickyClient, north: Sozialraum) -> Reader:
    """A system that reads the whole county."""
    return Reader(client, make_client()[1])


def told(page: dict[str, Any]) -> list[tuple[str, str]]:
    return [(event["type"], event["data"]["need_number"]) for event in page["items"]]


def test_every_change_is_an_event_in_the_order_of_changes(
    reader: Reader, north: Sozialraum, south: Sozialraum, session: Session
) -> None:
    one, two = make_need(north), make_need(south)
    rename(one, "Ein besserer Titel")
    add_voice(one, "Das fehlt hier.")
    give_status(one, NeedStatus.CONFIRMED)
    move(one, south)
    merge(two, one)
    delete(one)

    page = reader.json("/api/v1/events")

    assert told(page) == [
        ("need.created", one.number),
        ("need.created", two.number),
        ("need.changed", one.number),
        ("need.evidence_changed", one.number),
        ("need.status_changed", one.number),
        ("need.moved", one.number),
        ("need.merged", two.number),
        ("need.changed", one.number),
        ("need.deleted", one.number),
    ]
    numbers = [event["number"] for event in page["items"]]
    assert numbers == list(range(1, 10))
    of_one = [event["data"]["change"] for event in page["items"] if event["data"]["need_number"] == one.number]
    assert of_one == sorted(of_one)
    assert page["items"][-1]["data"] | {"url": ""} == {
        "need_id": str(one.id),
        "need_number": one.number,
        "change": session.get_one(Need, one.id).change_number,
        "state": "deleted",
        "status": None,
        "place_id": str(south.id),
        "url": "",
    }
    assert page["items"][4]["data"]["status"] == "confirmed"
    assert reader.json(page["items"][0]["data"]["url"].replace("http://localhost", ""))["number"] == one.number


def test_what_is_undone_leaves_no_event_and_no_gap(reader: Reader, north: Sozialraum) -> None:
    need = make_need(north)

    def fails() -> None:
        with unit_of_work() as unit:
            from portal.needs.actions.keeping import changing

            with changing(unit.get_one(Need, need.id)):
                unit.get_one(Need, need.id).description = "weg"
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    rename(need, "Neu")

    assert [event["number"] for event in reader.json("/api/v1/events")["items"]] == [1, 2]


def test_pages_follow_each_other_and_the_last_cursor_waits_for_what_is_new(reader: Reader, north: Sozialraum) -> None:
    needs = [make_need(north) for _ in range(5)]
    seen, url = [], "/api/v1/events?limit=2"
    while url:
        page = reader.json(url.replace("http://localhost", ""))
        seen += told(page)
        url = page["next"]
    assert seen == [("need.created", need.number) for need in needs]

    waiting = reader.json(f"/api/v1/events?cursor={page['cursor']}")
    assert (waiting["items"], waiting["has_more"], waiting["next"]) == ([], False, None)
    rename(needs[0], "Anders")
    assert told(reader.json(f"/api/v1/events?cursor={waiting['cursor']}")) == [("need.changed", needs[0].number)]


def test_types_are_chosen_and_skipped_events_are_not_looked_through_again(reader: Reader, north: Sozialraum) -> None:
    need = make_need(north)
    rename(need, "Anders")
    give_status(need, NeedStatus.IN_REVIEW)

    page = reader.json("/api/v1/events?types=need.created,need.status_changed")
    assert [kind for kind, _ in told(page)] == ["need.created", "need.status_changed"]

    nothing = reader.json("/api/v1/events?types=need.deleted")
    assert nothing["items"] == []
    assert reader.json(f"/api/v1/events?cursor={nothing['cursor']}")["items"] == []


def test_a_key_hears_of_its_own_sozialraum_and_of_what_left_it(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    in_north, in_south = Reader(client, make_client(north)[1]), Reader(client, make_client(south)[1])
    need, other = make_need(north), make_need(south)
    move(need, south)
    rename(need, "Im Süden")

    northern = in_north.json("/api/v1/events")["items"]
    assert [event["type"] for event in northern] == ["need.created", "need.moved"]
    assert (northern[1]["data"]["state"], northern[1]["data"]["place_id"], northern[1]["data"]["status"]) == (
        "moved",
        None,
        None,
    )
    southern = in_south.json("/api/v1/events")
    assert told(southern) == [
        ("need.created", other.number),
        ("need.moved", need.number),
        ("need.changed", need.number),
    ]
    assert southern["items"][1]["data"]["state"] == "current"


def test_start_now_gives_a_cursor_and_nothing_else(reader: Reader, north: Sozialraum) -> None:
    make_need(north)
    begun = reader.json("/api/v1/events?start=now")
    assert begun["items"] == []
    late = make_need(north)
    assert told(reader.json(f"/api/v1/events?cursor={begun['cursor']}")) == [("need.created", late.number)]


def test_events_are_forgotten_after_ninety_days_and_old_cursors_are_told_so(
    reader: Reader, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    make_need(north)
    early = reader.json("/api/v1/events")["cursor"]
    second = make_need(north)
    kept = reader.json("/api/v1/events")["cursor"]
    frozen_clock.forward(seconds=(KEEP_EVENTS + timedelta(hours=1)).total_seconds())
    third = make_need(north)

    forget_old_events()

    assert [event.need_id for event in current().scalars(select(FeedEvent))] == [third.id]
    answer = reader.json(f"/api/v1/events?cursor={early}", status=410)
    assert answer["code"] == "cursor-expired"
    assert "start=now" in answer["detail"]
    assert told(reader.json(f"/api/v1/events?cursor={kept}")) == [("need.created", third.number)]
    assert told(reader.json("/api/v1/events")) == [("need.created", third.number)]
    assert second.number < third.number


def test_an_empty_journal_remembers_where_it_stopped(
    reader: Reader, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    start = reader.json("/api/v1/events?start=now")["cursor"]
    make_need(north)
    kept = reader.json("/api/v1/events")["cursor"]
    frozen_clock.forward(days=91)
    forget_old_events()

    assert reader.json("/api/v1/events")["items"] == []
    assert reader.json(f"/api/v1/events?cursor={kept}")["items"] == []
    assert reader.json(f"/api/v1/events?cursor={start}", status=410)["code"] == "cursor-expired"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cursor=unsinn", "cursor-invalid"),
        ("types=need.created,need.created", "parameter-invalid"),
        ("types=", "parameter-invalid"),
        ("types=need.exploded", "parameter-invalid"),
        ("start=later", "parameter-invalid"),
        ("limit=0", "parameter-invalid"),
        ("limit=1000000000", "parameter-invalid"),
        ("place=x", "parameter-unknown"),
        ("start=now&start=now", "parameter-repeated"),
    ],
)
def test_bad_questions_are_answered_with_a_sentence(reader: Reader, query: str, code: str) -> None:
    answer = reader.json(f"/api/v1/events?{query}", status=400)
    assert answer["code"] == code
    assert answer["detail"].endswith(".")


def test_a_cursor_of_another_key_or_of_the_needs_is_none(
    client: PickyClient, reader: Reader, north: Sozialraum
) -> None:
    make_need(north)
    cursor = reader.json("/api/v1/events")["cursor"]
    other = Reader(client, make_client(north)[1])
    assert other.json(f"/api/v1/events?cursor={cursor}", status=400)["code"] == "cursor-invalid"
    of_needs = reader.json("/api/v1/needs")["cursor"]
    assert reader.json(f"/api/v1/events?cursor={of_needs}", status=400)["code"] == "cursor-invalid"


def test_without_a_key_nothing_is_told(client: PickyClient, north: Sozialraum) -> None:
    assert client.get("/api/v1/events").status_code == 401
    no_right = Reader(client, make_client(rights=())[1])
    assert no_right.json("/api/v1/events", status=403)["code"] == "right-missing"


def test_events_hold_facts_and_nothing_that_anybody_wrote(reader: Reader, north: Sozialraum) -> None:
    need = make_need(north, "Kanarienvogel im Titel", description="Kanarienvogel im Text")
    add_voice(need, "Kanarienvogel in der Wortmeldung")
    give_status(need, NeedStatus.DECLINED, "Kanarienvogel im Satz")

    answer = reader.get("/api/v1/events").get_data(as_text=True)

    assert need.number in answer
    assert "Kanarienvogel" not in answer


def test_all_types_are_told_apart_by_name() -> None:
    assert len({kind.label for kind in EventType}) == len(EventType)
    assert now().tzinfo is not None

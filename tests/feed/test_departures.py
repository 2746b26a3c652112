"""Who keeps a copy of one Sozialraum hears when a Maßnahme, a paper, a Beschluss or a Verfahren goes away from there."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.consultations import actions as consultation_actions
from portal.consultations import queries as consultation_queries
from portal.consultations.actions import ConsultationDraft
from portal.feed.models.changes import FeedPresence
from portal.kernel.clock import now
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from portal.planning.actions import measures
from portal.planning.actions.measure_drafts import MeasureDraft
from portal.planning.models import Decision, Measure
from portal.planning.queries import measures as measure_queries
from portal.planning.terms.recommendations import RecommendationState
from tests.factories import feed
from tests.factories.consultations import make_consultation
from tests.factories.council import make_decision, make_paper, make_recommendation
from tests.factories.feed import Reader, make_client, make_need
from tests.factories.measures import make_measure, measure_draft
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

LISTS = ("measures", "papers", "decisions", "consultations")
Going = Callable[[Sozialraum], None]


def put_measure(id: UUID, *where: Sozialraum) -> None:
    with unit_of_work():
        one = measure_queries.measure(id)
        draft: MeasureDraft = measure_draft(one.title, *where, review_on=one.review_on)
        measures.edit_measure(one, draft, version=one.version, by=SYSTEM)


def put_consultation(id: UUID, where: Sozialraum) -> None:
    with unit_of_work():
        one = consultation_queries.consultation(id)
        kept = {
            name: getattr(one, name)
            for name in ("title", "purpose", "opens_on", "closes_on", "contact_name", "contact_phone")
        }
        draft = ConsultationDraft(place=where, **kept)
        consultation_actions.edit(one, draft, version=one.version, by=SYSTEM)


def everything(place: Sozialraum, county: Sozialraum) -> tuple[dict[str, UUID], Going]:
    """One thing of each kind that may be read at a place, and how all of them go elsewhere.

    Paper and Beschluss belong to the whole county; at the place they are read because of the Bedarf that they are about.
    """
    need = make_need(place, "Ein Bus am Abend")
    decision = make_decision(
        make_paper(make_recommendation(needs=[need], place=county, state=RecommendationState.READY))
    )
    measure, consultation = make_measure("Bürgerbus", place), make_consultation(place=place)

    def go(where: Sozialraum) -> None:
        put_measure(measure.id, where)
        put_consultation(consultation.id, where)
        feed.move(need, where)

    ids = {
        "measures": measure.id,
        "papers": decision.paper_id,
        "decisions": decision.id,
        "consultations": consultation.id,
    }
    return ids, go


@pytest.fixture
def whole(north: Sozialraum) -> Sozialraum:
    """The county."""
    found = session().get(Sozialraum, north.parent_id)
    assert found is not None
    return found


def test_what_leaves_a_place_leaves_a_tombstone_there(
    client: PickyClient, whole: Sozialraum, north: Sozialraum, south: Sozialraum
) -> None:
    ids, go = everything(north, whole)
    here, there, everywhere = (Reader(client, make_client(place)[1]) for place in (north, south, None))
    began = {name: here.json(f"/api/v1/{name}") for name in LISTS}
    assert {name: [one["id"] for one in page["items"]] for name, page in began.items()} == {
        name: [str(own)] for name, own in ids.items()
    }
    moment = now()

    go(south)

    for name, own in ids.items():
        url = f"/api/v1/{name}"
        [gone] = here.json(f"{url}?cursor={began[name]['cursor']}")["items"]
        assert (gone["state"], gone["id"]) == ("moved", str(own))
        assert gone.keys() == {"state", "change", "id", "updated_at"}
        assert gone["change"] > began[name]["items"][0]["change"]
        assert here.json(f"{url}/{own}") == gone
        assert here.json(f"{url}?place={north.id}")["items"] == [gone], "filters keep no tombstone back"
        assert here.json(f"{url}?modified_since={moment.strftime('%Y-%m-%dT%H:%M:%SZ')}")["items"] == [gone]
        assert [one["state"] for one in there.pull(url)] == ["current"]
        assert [one["state"] for one in everywhere.pull(url)] == ["current"]


def test_what_comes_back_is_there_again(
    client: PickyClient, whole: Sozialraum, north: Sozialraum, south: Sozialraum
) -> None:
    ids, go = everything(north, whole)
    here = Reader(client, make_client(north)[1])
    cursors = {name: here.json(f"/api/v1/{name}")["cursor"] for name in LISTS}
    go(south)
    go(north)

    for name, own in ids.items():
        [item] = here.json(f"/api/v1/{name}?cursor={cursors[name]}")["items"]
        assert (item["state"], item["id"]) == ("current", str(own))


def test_what_happens_elsewhere_afterwards_is_not_told(
    client: PickyClient, whole: Sozialraum, north: Sozialraum, south: Sozialraum
) -> None:
    ids, go = everything(north, whole)
    here = Reader(client, make_client(north)[1])
    go(south)
    before = {name: here.json(f"/api/v1/{name}") for name in LISTS}

    put_measure(ids["measures"], south, whole)
    put_measure(ids["measures"], south)

    assert {name: here.json(f"/api/v1/{name}")["items"] for name in LISTS} == {
        name: page["items"] for name, page in before.items()
    }
    assert here.json(f"/api/v1/measures?cursor={before['measures']['cursor']}")["items"] == []


def test_a_measure_at_two_places_leaves_with_the_last_one(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    made = make_measure("Bürgerbus", north, south)
    here = Reader(client, make_client(north)[1])
    wide = Reader(client, make_client()[1])

    put_measure(made.id, south)
    assert [one["state"] for one in here.pull("/api/v1/measures")] == ["moved"]
    assert [one["state"] for one in wide.pull("/api/v1/measures")] == ["current"]


def test_a_paper_that_becomes_a_draft_again_leaves_every_copy(client: PickyClient, north: Sozialraum) -> None:
    decision = make_decision(make_paper(make_recommendation(place=north, state=RecommendationState.READY)))
    wide = Reader(client, make_client()[1])
    cursor = wide.json("/api/v1/decisions")["cursor"]
    with unit_of_work() as unit:
        origin = unit.get_one(Decision, decision.id).paper.recommendation
        origin.state = RecommendationState.DRAFT

    [gone] = wide.json(f"/api/v1/decisions?cursor={cursor}")["items"]
    assert (gone["state"], gone["id"]) == ("moved", str(decision.id))
    assert [one["state"] for one in wide.pull("/api/v1/papers")] == ["moved"]


def test_drafts_that_move_are_told_to_nobody(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    make_paper(make_recommendation(place=north, state=RecommendationState.READY))
    draft = make_consultation(place=north, published=False)
    here = Reader(client, make_client(north)[1])

    put_consultation(draft.id, south)

    assert here.pull("/api/v1/papers") == here.pull("/api/v1/consultations") == []
    assert here.get(f"/api/v1/consultations/{draft.id}").status_code == 404


def test_deleted_is_told_as_deleted_and_once(client: PickyClient, whole: Sozialraum, north: Sozialraum) -> None:
    ids, _go = everything(north, whole)
    here = Reader(client, make_client(north)[1])
    cursor = here.json("/api/v1/measures")["cursor"]
    with unit_of_work() as unit:
        unit.delete(unit.get_one(Measure, ids["measures"]))

    assert [one["state"] for one in here.json(f"/api/v1/measures?cursor={cursor}")["items"]] == ["deleted"]
    assert session().scalars(select(FeedPresence).where(FeedPresence.object_id == ids["measures"])).all() == []


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_nothing_is_stepped_over_between_entries_and_tombstones(
    client: PickyClient, north: Sozialraum, south: Sozialraum, limit: int
) -> None:
    made = [make_measure(f"Maßnahme {number}", north) for number in range(6)]
    for one in (made[1], made[4], made[0]):
        put_measure(one.id, south)
    put_measure(made[2].id, north)

    items = Reader(client, make_client(north)[1]).pull(f"/api/v1/measures?limit={limit}")

    wanted = [(3, "current"), (5, "current"), (1, "moved"), (4, "moved"), (0, "moved"), (2, "current")]
    assert [(one["id"], one["state"]) for one in items] == [(str(made[at].id), state) for at, state in wanted]
    assert [one["change"] for one in items] == sorted(one["change"] for one in items)


def test_need_that_is_deleted_or_moves_makes_what_names_it_new(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    need, other = make_need(north), make_need(north)
    measure = make_measure("Bürgerbus", north, needs=(need, other))
    paper = make_decision(
        make_paper(make_recommendation(needs=[need, other], place=north, state=RecommendationState.READY))
    )
    here = Reader(client, make_client(north)[1])
    steps: list[Callable[[], None]] = [lambda: feed.move(need, south), lambda: feed.delete(other)]
    for step in steps:
        cursors = {name: here.json(f"/api/v1/{name}")["cursor"] for name in ("measures", "papers", "decisions")}
        step()
        news = {name: here.json(f"/api/v1/{name}?cursor={cursor}")["items"] for name, cursor in cursors.items()}
        assert {name: [one["id"] for one in items] for name, items in news.items()} == {
            "measures": [str(measure.id)],
            "papers": [str(paper.paper_id)],
            "decisions": [str(paper.id)],
        }
    assert here.json(f"/api/v1/measures/{measure.id}")["need_ids"] == []


def test_looking_for_what_left_costs_no_more_for_many(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    here = Reader(client, make_client(north)[1])

    def cost() -> int:
        with count_queries() as counted:
            here.json("/api/v1/measures")
        return len(counted)

    put_measure(make_measure("Bürgerbus", north).id, south)
    make_measure("Rufbus", north)
    cost()
    once = cost()
    for number in range(5):
        put_measure(make_measure(f"Maßnahme {number}", north).id, south)
    assert cost() == once

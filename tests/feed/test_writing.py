"""What systems give back: done once, on the version they read, by the rules of the rooms it belongs to."""

import io
import threading
from contextvars import Context
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.feed.actions import writing as actions
from portal.feed.models import StoredAnswer
from portal.feed.terms.clients import READING, WRITING, ApiRight
from portal.indicators.models import IndicatorValue
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.places.models import Sozialraum
from portal.planning.models import CouncilPaper, Decision, Measure, MeasureEntry
from portal.planning.queries import measures as measure_queries
from portal.planning.terms.recommendations import RecommendationState
from tests.factories.council import make_paper, make_recommendation, make_station
from tests.factories.feed import Reader, make_client
from tests.factories.indicators import make_indicator
from tests.factories.measures import make_measure
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

ALL = READING | WRITING


class Writer(Reader):
    """A system that gives back."""

    def send(
        self, method: str, url: str, body: Any, *, version: str | None = None, key: str | None = None, **headers: str
    ) -> Any:
        """The whole answer; with a fresh key and the version it has now unless told otherwise."""
        told = {"Idempotency-Key": key or str(uuid4()), "If-Match": version or self._version_of(url)} | headers
        return self._client.open(
            url,
            method=method,
            json=body,
            headers=self.headers | {name.replace("_", "-"): value for name, value in told.items() if value},
        )

    def _version_of(self, url: str) -> str:
        if "/indicators/" in url:
            return ""
        return str(self.get(url.partition("/deliberations")[0]).headers.get("ETag", '"0.0"'))


@pytest.fixture
def writer(client: PickyClient, north: Sozialraum) -> Writer:
    """A system of the whole county that may give back everything."""
    return Writer(client, make_client(rights=ALL)[1])


@pytest.fixture
def paper(north: Sozialraum) -> CouncilPaper:
    """A Beschlussvorlage that is still a draft."""
    return make_paper(make_recommendation(place=north, state=RecommendationState.READY))


def code_of(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.get_json(force=True)["code"]


def test_council_system_gives_back_number_and_address(writer: Writer, paper: CouncilPaper) -> None:
    url = f"/api/v1/papers/{paper.id}"
    told = {"outside_number": "RIS 2026/117", "outside_address": "https://ris.beispiel.de/117"}

    answer = writer.send("PATCH", url, told)

    assert answer.status_code == 200
    item = answer.get_json(force=True)
    assert {name: item[name] for name in told} == told
    assert item == writer.json(url)
    assert answer.headers["ETag"] == writer.get(url).headers["ETag"]
    row = session().get_one(CouncilPaper, paper.id, populate_existing=True)
    assert (row.title, row.proposal) == (paper.title, paper.proposal)
    [entry] = session().scalars(audit.entries(of_kind="feed.written"))
    assert (entry.facts["resource"], entry.facts["object_id"]) == ("papers", str(paper.id))


def test_paper_can_be_taken_back_but_only_once(writer: Writer, paper: CouncilPaper) -> None:
    url = f"/api/v1/papers/{paper.id}"

    assert writer.send("PATCH", url, {"status": "withdrawn"}).get_json(force=True)["status"] == "withdrawn"
    assert code_of(writer.send("PATCH", url, {"status": "withdrawn"})) == (409, "paper.withdrawn")
    assert code_of(writer.send("PATCH", url, {"status": "decided"})) == (422, "body-invalid")


def test_address_that_is_none_is_refused_at_its_field(writer: Writer, paper: CouncilPaper) -> None:
    answer = writer.send("PATCH", f"/api/v1/papers/{paper.id}", {"outside_address": "http://ris.beispiel.de"})

    assert code_of(answer) == (422, "address.no-https")
    assert answer.get_json(force=True)["field"] == "outside_address"


def test_result_of_a_session_becomes_a_decision(writer: Writer, paper: CouncilPaper) -> None:
    station = make_station(paper)
    url = f"/api/v1/papers/{paper.id}/deliberations/{station.id}"
    told = {"result": "majority", "votes_yes": 9, "votes_no": 2, "review_on": str(today() + timedelta(days=300))}

    without = writer.send("PUT", url, {"result": "majority"})
    tie = writer.send("PUT", url, told | {"votes_yes": 2})
    answer = writer.send("PUT", url, told)

    assert code_of(without) == (422, "decision.no-review")
    assert code_of(tie) == (422, "result.no-majority")
    item = answer.get_json(force=True)
    decision = session().scalars(select(Decision)).one()
    assert item["status"] == "decided"
    assert item["deliberations"][0]["decision_id"] == str(decision.id)
    assert writer.pull("/api/v1/decisions")[0]["result"] == "majority"


def test_session_that_never_got_the_paper_has_no_result(writer: Writer, paper: CouncilPaper) -> None:
    station = make_station(paper, submitted=False)
    url = f"/api/v1/papers/{paper.id}/deliberations/{station.id}"

    answer = writer.send("PUT", url, {"result": "adjourned"})

    assert code_of(answer) == (409, "result.not-submitted")
    assert (
        writer.send("PUT", f"/api/v1/papers/{paper.id}/deliberations/{uuid4()}", {"result": "noted"}).status_code == 404
    )


def test_progress_of_a_measure(writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north, due=(-10, 20))
    url = f"/api/v1/measures/{made.id}"
    first, second = (str(one.id) for one in made.milestones)
    reached = str(today() - timedelta(days=1))

    answer = writer.send(
        "PATCH", url, {"budget_spent": 1200.5, "milestones": [{"id": first, "done_on": reached}]}
    ).get_json(force=True)
    assert (answer["budget_spent"], answer["milestones"][0]["done_on"], answer["status"]) == (
        1200.5,
        reached,
        "running",
    )

    corrected = str(today() - timedelta(days=2))
    body = {"milestones": [{"id": first, "done_on": corrected}, {"id": second, "done_on": reached}]}
    answer = writer.send("PATCH", url, body).get_json(force=True)
    assert (answer["budget_spent"], answer["status"]) == (1200.5, "done")
    assert answer["milestones"][0]["done_on"] == corrected

    answer = writer.send("PATCH", url, {"milestones": [{"id": second, "done_on": None}]}).get_json(force=True)
    assert (answer["milestones"][1]["done_on"], answer["status"]) == (None, "running")


def test_milestones_of_others_and_days_ahead_are_refused(writer: Writer, north: Sozialraum) -> None:
    made, other = (make_measure(title, north, due=(5,)) for title in ("Bürgerbus", "Rufbus"))
    url = f"/api/v1/measures/{made.id}"
    ahead = str(today() + timedelta(days=1))

    foreign = writer.send("PATCH", url, {"milestones": [{"id": str(other.milestones[0].id), "done_on": str(today())}]})
    future = writer.send(
        "PATCH", url, {"budget_spent": 5, "milestones": [{"id": str(made.milestones[0].id), "done_on": ahead}]}
    )

    assert foreign.status_code == 404
    assert code_of(future) == (422, "measure.future")
    assert session().get_one(Measure, made.id, populate_existing=True).budget_spent is None


def test_values_of_an_indicator_are_entered_together_or_not_at_all(
    writer: Writer, north: Sozialraum, south: Sozialraum
) -> None:
    own = make_indicator("Pflegeplätze")
    url = f"/api/v1/indicators/{own.key}/values"
    good = {"place_id": str(north.id), "on": "2025-12-31", "value": 41}

    refused = writer.send("PUT", url, {"values": [good, {"place_id": str(south.id), "on": "2999-01-01", "value": 3}]})
    assert code_of(refused) == (422, "indicator.day")
    assert session().scalar(select(func.count()).select_from(IndicatorValue)) == 0

    answer = writer.send(
        "PUT", url, {"values": [good, {"place_id": str(south.id), "on": "2025-12-31", "status": "unknown"}]}
    )
    assert answer.get_json(force=True) == {"written": 2}
    found = {item["place_id"]: (item["status"], item["value"]) for item in writer.pull(url)}
    assert found == {str(north.id): ("available", 41), str(south.id): ("unknown", None)}


def test_computed_and_unknown_indicators_are_not_entered(writer: Writer, north: Sozialraum) -> None:
    body = {"values": [{"place_id": str(north.id), "on": "2025-12-31", "value": 41}]}

    assert code_of(writer.send("PUT", "/api/v1/indicators/density/values", body)) == (422, "indicator.computed")
    assert writer.send("PUT", "/api/v1/indicators/gibtesnicht/values", body).status_code == 404


def test_reading_rights_do_not_write(client: PickyClient, north: Sozialraum, paper: CouncilPaper) -> None:
    made = make_measure("Bürgerbus", north)
    reader = Writer(client, make_client()[1])

    for method, url in (
        ("PATCH", f"/api/v1/papers/{paper.id}"),
        ("PUT", f"/api/v1/papers/{paper.id}/deliberations/{uuid4()}"),
        ("PATCH", f"/api/v1/measures/{made.id}"),
        ("PUT", "/api/v1/indicators/population/values"),
    ):
        assert code_of(reader.send(method, url, {}, version='"1.0"')) == (403, "right-missing")


def test_system_of_a_place_writes_there_only(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    here, there = make_measure("Bürgerbus", north), make_measure("Rufbus", south)
    paper = make_paper(make_recommendation(place=south, state=RecommendationState.READY))
    both = make_measure("Zubringer", north, south)
    rights = ALL - {next(one for one in ALL if one.value == "indicators:write")}
    writer = Writer(client, make_client(north, rights=rights)[1])

    assert writer.send("PATCH", f"/api/v1/measures/{here.id}", {"budget_spent": 1}).status_code == 200
    for url in (f"/api/v1/measures/{there.id}", f"/api/v1/measures/{both.id}", f"/api/v1/papers/{paper.id}"):
        assert writer.send("PATCH", url, {}, version="*").status_code == 404 or url.endswith(str(both.id))
    assert writer.send("PATCH", f"/api/v1/measures/{both.id}", {"budget_spent": 1}).status_code == 404
    assert session().get_one(Measure, there.id, populate_existing=True).budget_spent is None


def test_repeat_is_answered_as_the_first_time(writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north, due=(5,))
    url, key = f"/api/v1/measures/{made.id}", "vorgang-0001"
    version = writer.get(url).headers["ETag"]
    body = {"milestones": [{"id": str(made.milestones[0].id), "done_on": str(today())}]}

    first = writer.send("PATCH", url, body, version=version, key=key)
    writer.send("PATCH", url, {"budget_spent": 7})
    again = writer.send("PATCH", url, body, version=version, key=key)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.get_data() == first.get_data()
    assert again.headers["ETag"] == first.headers["ETag"]
    history = session().scalars(select(MeasureEntry.kind).where(MeasureEntry.measure_id == made.id)).all()
    assert [kind.value for kind in history].count("milestone_done") == 1


def test_same_key_with_something_else_is_refused(writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north)
    url, key = f"/api/v1/measures/{made.id}", "vorgang-0001"
    writer.send("PATCH", url, {"budget_spent": 1}, key=key)

    answer = writer.send("PATCH", url, {"budget_spent": 2}, key=key)

    assert code_of(answer) == (422, "idempotency-key-reused")
    assert session().get_one(Measure, made.id, populate_existing=True).budget_spent == 1


def test_keys_of_two_systems_are_apart(client: PickyClient, writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north)
    other = Writer(client, make_client(rights=ALL)[1])

    for number, who in enumerate((writer, other), 1):
        answer = who.send("PATCH", f"/api/v1/measures/{made.id}", {"budget_spent": number}, key="vorgang-0001")
        assert answer.get_json(force=True)["budget_spent"] == number


def test_what_was_refused_can_be_sent_again_under_its_key(writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north)
    url, key = f"/api/v1/measures/{made.id}", "vorgang-0001"
    stale = writer.send("PATCH", url, {"budget_spent": 1}, version='"999999.00"', key=key)

    assert code_of(stale) == (412, "version-passed")
    assert writer.send("PATCH", url, {"budget_spent": 1}, key=key).status_code == 200


def test_second_to_change_an_old_version_loses(writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north)
    url = f"/api/v1/measures/{made.id}"
    version = writer.get(url).headers["ETag"]

    assert writer.send("PATCH", url, {"budget_spent": 1}, version=version).status_code == 200
    assert code_of(writer.send("PATCH", url, {"budget_spent": 2}, version=version)) == (412, "version-passed")
    assert session().get_one(Measure, made.id, populate_existing=True).budget_spent == 1


@pytest.mark.parametrize(
    ("headers", "refusal"),
    [
        ({"Idempotency-Key": ""}, (400, "idempotency-key-missing")),
        ({"Idempotency-Key": "kurz"}, (400, "idempotency-key-missing")),
        ({"Idempotency-Key": "x" * 101}, (400, "idempotency-key-missing")),
        ({"If-Match": ""}, (428, "version-missing")),
        ({"Content-Type": "text/plain"}, (415, "not-json")),
    ],
)
def test_headers_that_are_missing_are_named(
    writer: Writer, north: Sozialraum, headers: dict[str, str], refusal: tuple[int, str]
) -> None:
    made = make_measure("Bürgerbus", north)

    assert code_of(writer.send("PATCH", f"/api/v1/measures/{made.id}", {"budget_spent": 1}, **headers)) == refusal


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b"{", 400, None),
        (b"", 400, None),
        (b"\xff\xfe", 400, None),
        (b"[]", 422, None),
        (b'{"budget_spent": -1}', 422, "budget_spent"),
        (b'{"budget_spent": 1.005}', 422, "budget_spent"),
        (b'{"budget_spent": "NaN"}', 422, "budget_spent"),
        (b'{"budget_spent": 1e99}', 422, "budget_spent"),
        (b'{"budget_spent": true}', 422, "budget_spent"),
        (b'{"title": "x"}', 422, "title"),
        (b'{"milestones": [{"id": "x", "done_on": null}]}', 422, "milestones.0.id"),
        (b'{"milestones": {}}', 422, "milestones"),
        (b'{"budget_spent": 1' + b" " * 70_000 + b"}", 413, None),
        (b'{"milestones": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", 422, None),
    ],
)
def test_bodies_that_do_not_fit_are_refused(
    writer: Writer, client: PickyClient, north: Sozialraum, body: bytes, status: int, field: str | None
) -> None:
    made = make_measure("Bürgerbus", north)
    headers = writer.headers | {"Idempotency-Key": "vorgang-0001", "If-Match": "*", "Content-Type": "application/json"}

    answer = client.patch(f"/api/v1/measures/{made.id}", data=body, headers=headers)

    told = answer.get_json(force=True)
    assert answer.status_code in ((status,) if status != 422 else (400, 422))
    assert field is None or told["field"].startswith(field)
    assert session().scalar(select(func.count()).select_from(StoredAnswer)) == 0


def test_answers_are_forgotten_after_a_week(writer: Writer, north: Sozialraum, frozen_clock: StoppedClock) -> None:
    made = make_measure("Bürgerbus", north)
    writer.send("PATCH", f"/api/v1/measures/{made.id}", {"budget_spent": 1})
    for days, left in ((6, 1), (2, 0)):
        frozen_clock.forward(days=days)
        with unit_of_work():
            actions.forget_answers()
        assert session().scalar(select(func.count()).select_from(StoredAnswer)) == left


def test_same_request_ten_times_at_once_is_done_once(app: Flask, writer: Writer, north: Sozialraum) -> None:
    made = make_measure("Bürgerbus", north, due=(5,))
    url = f"/api/v1/measures/{made.id}"
    headers = writer.headers | {"Idempotency-Key": "vorgang-0001", "If-Match": str(writer.get(url).headers["ETag"])}
    body = {"milestones": [{"id": str(made.milestones[0].id), "done_on": str(today())}]}
    answers: list[tuple[int, bytes]] = []

    def send() -> None:
        answer = app.test_client().patch(url, json=body, headers=headers)
        answers.append((answer.status_code, answer.get_data()))

    threads = [threading.Thread(target=Context().run, args=(send,)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {status for status, _ in answers} == {200}
    assert len({text for _, text in answers}) == 1
    assert _times_reached(made.id) == 1


def _times_reached(measure_id: UUID) -> int:
    session().rollback()
    return [entry.kind.value for entry in measure_queries.history_of(measure_id)].count("milestone_done")


@pytest.mark.parametrize("ending", ["", "-gzip", "-br"])
@pytest.mark.parametrize("weak", ["", "W/"])
def test_tags_count_as_servers_in_between_hand_them_on(
    writer: Writer, north: Sozialraum, weak: str, ending: str
) -> None:
    """Whoever packs answers on the way marks their tags: what counts is the number of the version."""
    url = f"/api/v1/measures/{make_measure('Bürgerbus', north).id}"
    tag = writer.get(url).headers["ETag"]
    handed_on = f'{weak}{tag[:-1]}{ending}"'

    assert writer.send("PATCH", url, {"budget_spent": 1}, version=handed_on).status_code == 200
    assert writer.send("PATCH", url, {"budget_spent": 2}, version=handed_on).status_code == 412


@pytest.mark.parametrize(
    "path", ["/api/v1/measures", "/api/v1/places", "/api/v1/needs", "/ogc/collections/measures/items"]
)
def test_reading_only_another_version_is_412(writer: Writer, north: Sozialraum, path: str) -> None:
    tag = writer.get(path).headers["ETag"]

    assert writer.get(path, If_Match=tag).status_code == 200
    refused = writer.get(path, If_Match='"1.00"')
    assert (refused.status_code, refused.get_json(force=True)["code"]) == (412, "version-passed")
    assert refused.mimetype == "application/problem+json"


def test_what_lies_elsewhere_is_404_whatever_is_sent(client: PickyClient, north: Sozialraum, south: Sozialraum) -> None:
    """The same answer as for what never was, with a version that fits, one that does not, and one that is no version."""
    writer = Writer(client, make_client(north, rights=ALL - {ApiRight.WRITE_INDICATORS})[1])
    measure = make_measure("Bürgerbus", south)
    paper = make_paper(make_recommendation(place=south, state=RecommendationState.READY))
    station = make_station(paper)
    wide = Writer(client, make_client(rights=ALL)[1])
    asked: list[tuple[str, str, str, dict[str, Any]]] = [
        ("PATCH", "/api/v1/measures/%s", str(measure.id), {"budget_spent": 1}),
        ("PATCH", "/api/v1/papers/%s", str(paper.id), {"outside_number": "1"}),
        ("PUT", f"/api/v1/papers/%s/deliberations/{station.id}", str(paper.id), {"result": "noted"}),
    ]
    for method, url, own, body in asked:
        fitting = wide.get((url % own).partition("/deliberations")[0]).headers["ETag"]
        for version in ('"1.00"', "*", fitting, "x"):
            foreign, made_up = (writer.send(method, url % one, body, version=version) for one in (own, uuid4()))
            assert (foreign.status_code, made_up.status_code) == (404, 404), (url, version)
            told = [one.get_json(force=True) for one in (foreign, made_up)]
            assert {**told[0], "instance": ""} == {**told[1], "instance": ""}


def test_a_body_in_pieces_is_cut_off_where_it_gets_too_large(writer: Writer, north: Sozialraum) -> None:
    """Without a length beforehand nobody reads more than may be sent."""
    url = f"/api/v1/measures/{make_measure('Bürgerbus', north).id}"
    tag = writer.get(url).headers["ETag"]

    endless = io.BytesIO(b'{"budget_spent": 1}' + b" " * 5_000_000)
    answer = writer._client.open(
        url,
        method="PATCH",
        input_stream=endless,
        content_type="application/json",
        headers=writer.headers | {"Idempotency-Key": "vorgang-0001", "If-Match": tag},
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert answer.status_code == 413
    assert answer.get_json(force=True)["code"] == "too-large"
    assert endless.tell() < 200_000


def test_a_key_for_a_repeat_belongs_to_one_system(client: PickyClient, north: Sozialraum) -> None:
    """What one system was answered, another never gets, not even with the same words under the same key."""
    first, second = (Writer(client, make_client(rights=ALL)[1]) for _ in range(2))
    url = f"/api/v1/measures/{make_measure('Bürgerbus', north).id}"
    tag = first.get(url).headers["ETag"]

    done = first.send("PATCH", url, {"budget_spent": 7}, version=tag, key="vorgang-4711")
    again = first.send("PATCH", url, {"budget_spent": 7}, version=tag, key="vorgang-4711")
    other = second.send("PATCH", url, {"budget_spent": 7}, version=tag, key="vorgang-4711")

    assert (done.status_code, again.status_code, other.status_code) == (200, 200, 412)
    assert again.get_data() == done.get_data()

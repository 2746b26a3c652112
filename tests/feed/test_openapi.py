"""The OpenAPI document: valid, and true of every answer the interface gives."""

import os
import re
from collections.abc import Iterator
from contextvars import Context
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from portal.feed.routes.openapi import document
from portal.feed.terms.clients import READING, WRITING, ApiRight
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from portal.planning.terms.recommendations import RecommendationState
from portal.web import limits
from tests.factories import feed
from tests.factories.consultations import make_consultation
from tests.factories.council import make_decision, make_paper, make_recommendation, make_station
from tests.factories.feed import make_client, make_need, make_nightly_file
from tests.factories.indicators import make_value
from tests.factories.measures import make_measure
from tests.support.picky import PickyClient


def test_document_is_openapi_3_1_and_all_references_resolve(client: PickyClient, north: Sozialraum) -> None:
    told = client.get("/api/v1/openapi.json").get_json()

    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "http://localhost"}]
    for reference in _references(told):
        found: Any = told
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    operations = [method["operationId"] for path in told["paths"].values() for method in path.values()]
    assert len(operations) == len(set(operations))


def test_document_names_every_route_of_the_interface(app: Flask) -> None:
    routes = {
        re.sub(r"<(?:uuid:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("feed.")
    }

    assert routes - {"/api/v1/"} == set(document("")["paths"])


def test_every_status_that_can_be_answered_is_told() -> None:
    """Also those that no question brings about: no database, no space, another version, too often."""
    for path, methods in document("")["paths"].items():
        for method, operation in methods.items():
            told = set(operation["responses"])
            assert {"200", "503", "507"} <= told, path
            if operation.get("security") != []:
                assert {"401", "429", "400"} <= told, path
            assert "412" in told or "/indicators/{key}/values" in path, (method, path)
            assert ("403" in told) is (
                path.split("/")[3] not in ("places", "taxonomies", "openapi.json", "files") or "{" in path
            )
            if "{" in path:
                assert "404" in told, path
            if method != "get":
                assert {"409", "413", "415", "422"} <= told, path


def test_parameters_say_what_they_do() -> None:
    told = {
        (operation["operationId"], one["name"]): one["description"]
        for methods in document("")["paths"].values()
        for operation in methods.values()
        for one in operation["parameters"]
    }

    assert "„id“ kommt immer mit" in told["listIndicators", "fields"]
    assert "„state“" not in told["getIndicator", "fields"] + told["listIndicatorValues", "fields"]
    assert "„place_id“, „on“ und „part“ kommen immer mit" in told["listIndicatorValues", "fields"]
    assert "„state“, „change“ und „id“ kommen immer mit" in told["listMeasures", "fields"]
    assert "verfällt nicht" in told["listNeeds", "cursor"]
    assert "90 Tagen" in told["listEvents", "cursor"]
    assert not any("nur für Ihren Schlüssel" in one for one in told.values())


def test_page_for_people_shows_every_operation(client: PickyClient, north: Sozialraum) -> None:
    page = client.page("/api/v1/")

    text = page.text()
    for path in document("")["paths"]:
        assert path in text
    assert "modified_since" in text
    assert "curl -H" in text


def test_page_for_people_speaks_english(client: PickyClient, north: Sozialraum) -> None:
    assert client.page("/api/v1/?sprache=en").attribute("html", "lang") == "en"


CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
REFUSALS = [*CHECKS, checks.negative_data_rejection]
#: Questions per operation, kind and key; `FEED_EXAMPLES` asks for more.
EXAMPLES = int(os.environ.get("FEED_EXAMPLES", "3"))
OPERATIONS = [operation["operationId"] for methods in document("")["paths"].values() for operation in methods.values()]
#: A file of the night belongs to one Sozialraum: not every key finds it.
OF_ONE_PLACE = "getFile"
#: What different keys may do; "north" reads one Gemeinde.
KEYS: dict[str, dict[str, Any]] = {
    "nothing": {"rights": []},
    "all": {"rights": [*READING, ApiRight.READ_NAMES]},
    "north": {"rights": READING},
    "write": {"rights": [*READING, *WRITING]},
}


@pytest.mark.slow
# Schemathesis reads a file of the night to its end and leaves the closing to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("may", KEYS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
def test_every_answer_is_as_documented(
    app: Flask, north: Sozialraum, south: Sozialraum, may: str, mode: GenerationMode
) -> None:
    known = _some_of_everything(north)
    key = make_client(north if may == "north" else None, **KEYS[may])[1]
    schema = _schema(app)
    statuses: dict[str, set[int]] = {}
    for name in OPERATIONS:
        operation = schema.find_operation_by_id(name)
        if _can_be_asked(operation, mode):
            statuses[name] = _ask(operation, mode, key, known)

    given = set.union(*statuses.values())
    assert given <= {200, 400, 401, 403, 404, 409, 412, 415, 422, 428}
    if mode is GenerationMode.POSITIVE:
        readable = [name for name in OPERATIONS if name.startswith(("list", "get")) and name != OF_ONE_PLACE]
        assert may == "nothing" or [name for name in readable if 200 not in statuses[name]] == []
        assert (403 in given) == (may != "write")


def _ask(operation: Any, mode: GenerationMode, key: str, known: dict[str, list[str]]) -> set[int]:
    """The statuses of many questions to one operation, half of them about things that there are."""
    wanted = CHECKS if mode is GenerationMode.POSITIVE else REFUSALS
    statuses: set[int] = set()
    in_path = [one.name for one in operation.path_parameters]

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(
        case=operation.as_strategy(generation_mode=mode),
        chosen=st.tuples(*[st.sampled_from([*known.get(name, ()), *known.get(name, ()), None]) for name in in_path]),
        version=st.sampled_from(["*", "*", None, '"1.00"']),
    )
    def ask(case: "schemathesis.Case[Any]", chosen: tuple[str | None, ...], version: str | None) -> None:
        limits.forget_all()
        if mode is GenerationMode.POSITIVE:
            case.path_parameters |= {name: one for name, one in zip(in_path, chosen, strict=True) if one}
            if version and "If-Match" in case.headers:
                case.headers["If-Match"] = version
        response = Context().run(case.call, headers={"Authorization": f"Bearer {key}"})
        case.validate_response(response, checks=wanted)
        statuses.add(response.status_code)

    ask()
    return statuses


def _can_be_asked(operation: Any, mode: GenerationMode) -> bool:
    """An operation without parameters cannot be asked wrongly."""
    return mode is GenerationMode.POSITIVE or any(True for _ in operation.iter_parameters())


def test_every_writing_operation_has_a_sample(client: PickyClient, north: Sozialraum) -> None:
    page = client.page("/api/v1/").text()

    for text in ("Idempotency-Key", "If-Match", "curl -X PATCH", "curl -X PUT"):
        assert text in page


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer mtn_falsch", "Basic eA=="])
def test_refusals_of_keys_are_as_documented(app: Flask, north: Sozialraum, authorization: str) -> None:
    schema = _schema(app)
    for name in OPERATIONS:
        operation = schema.find_operation_by_id(name)
        if name == "getDocument":
            continue
        parts = {one.name: "population" if one.name == "key" else str(uuid4()) for one in operation.path_parameters}
        case = operation.Case(path_parameters=parts)
        response = Context().run(case.call, headers={"Authorization": authorization})
        assert response.status_code == 401
        case.validate_response(response, checks=CHECKS)


def _schema(app: Flask) -> Any:
    return Context().run(schemathesis.openapi.from_wsgi, "/api/v1/openapi.json", app)


def _some_of_everything(place: Sozialraum) -> dict[str, list[str]]:
    """Ids of things that there are, by the name of the part of an address."""
    needs = _needs_of_every_kind(place)
    paper = make_paper(make_recommendation(place=place, state=RecommendationState.READY))
    decision = make_decision(make_paper(make_recommendation(place=place, state=RecommendationState.READY)))
    station = make_station(paper)
    make_value("population", place.id, 1234)
    return {
        "need_id": needs,
        "measure_id": [str(make_measure("Bürgerbus", place, due=(5,)).id)],
        "paper_id": [str(paper.id)],
        "deliberation_id": [str(station.id)],
        "decision_id": [str(decision.id)],
        "file_id": [str(make_nightly_file(place).id)],
        "consultation_id": [str(make_consultation(place=place).id)],
        "key": ["population", "density"],
    }


def _needs_of_every_kind(place: Sozialraum) -> list[str]:
    known, gone, merged = make_need(place, "Eine Bank"), make_need(place), make_need(place)
    feed.add_voice(known, "Hier fehlt eine Bank.")
    feed.give_status(known, NeedStatus.CONFIRMED)
    feed.delete(gone)
    feed.merge(merged, known)
    return [str(need.id) for need in (known, gone, merged)]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)

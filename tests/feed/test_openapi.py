"""The OpenAPI document: valid, and true of every answer the interface gives."""

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
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from tests.factories import feed
from tests.factories.feed import make_client, make_need, make_nightly_file
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
        rule.rule.replace("<uuid:need_id>", "{need_id}").replace("<uuid:file_id>", "{file_id}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("feed.", "feed_files."))
    }

    assert routes - {"/api/v1/"} == set(document("")["paths"])


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
OPERATIONS = ["listNeeds", "getNeed", "listPlaces", "listTaxonomies", "listFiles", "getFile", "getDocument"]


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
def test_every_answer_is_as_documented(app: Flask, north: Sozialraum, name: str, mode: GenerationMode) -> None:
    needs = _needs_of_every_kind(north)
    key = make_client()[1]
    file_id = str(make_nightly_file(north).id)
    schema = _schema(app)
    operation = schema.find_operation_by_id(name)
    wanted = CHECKS if mode is GenerationMode.POSITIVE else REFUSALS
    statuses: set[int] = set()

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy(generation_mode=mode), known=st.sampled_from([None, *needs]))
    def ask(case: "schemathesis.Case[Any]", known: str | None) -> None:
        if known and name == "getNeed" and mode is GenerationMode.POSITIVE:
            case.path_parameters["need_id"] = known
        if name == "getFile" and mode is GenerationMode.POSITIVE:
            case.path_parameters["file_id"] = file_id
            case.query.pop("day", None) if known else None
        response = Context().run(case.call, headers={"Authorization": f"Bearer {key}"})
        case.validate_response(response, checks=wanted)
        statuses.add(response.status_code)

    if _can_be_asked(operation, mode):
        ask()
        assert statuses <= {200, 400, 401, 404}
        assert mode is GenerationMode.NEGATIVE or 200 in statuses


def _can_be_asked(operation: Any, mode: GenerationMode) -> bool:
    """An operation without parameters cannot be asked wrongly."""
    return mode is GenerationMode.POSITIVE or any(True for _ in operation.iter_parameters())


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer mtn_falsch", "Basic eA=="])
def test_refusals_of_keys_are_as_documented(app: Flask, north: Sozialraum, authorization: str) -> None:
    schema = _schema(app)
    for name in OPERATIONS[:-1]:
        case = schema.find_operation_by_id(name).Case(
            path_parameters={"need_id": str(uuid4()), "file_id": str(uuid4())}
        )
        response = Context().run(case.call, headers={"Authorization": authorization})
        assert response.status_code == 401
        case.validate_response(response, checks=CHECKS)


def _schema(app: Flask) -> Any:
    return Context().run(schemathesis.openapi.from_wsgi, "/api/v1/openapi.json", app)


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

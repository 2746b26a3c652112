"""The OpenAPI 3.0 document of `/ogc`: valid, complete, and true of every answer."""

from contextvars import Context
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from portal.feed.routes.ogc.openapi import document
from portal.places.models import Sozialraum
from tests.factories.drawn import drawn, make_everything
from tests.support.picky import PickyClient

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
NAMES = ["Places", "Needs", "Pins", "Measures", "WalkFindings"]
OPERATIONS = [
    *("getLandingPage", "getConformance", "getCollections"),
    *(f"get{name}{part}" for name in NAMES for part in ("", "Items", "Item")),
]


def test_document_is_openapi_3_0_and_all_references_resolve(client: PickyClient, north: Sozialraum) -> None:
    answer = client.get("/ogc/api")
    told = answer.get_json(force=True)

    assert answer.content_type == "application/vnd.oai.openapi+json;version=3.0"
    assert told["openapi"] == "3.0.3"
    for reference in _references(told):
        found: Any = told
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
    operations = [method["operationId"] for path in told["paths"].values() for method in path.values()]
    assert sorted(operations) == sorted([*OPERATIONS, "getApi"])


def test_document_names_every_collection_and_filter(client: PickyClient, north: Sozialraum) -> None:
    paths = document("")["paths"]

    assert {path.split("/")[3] for path in paths if path.startswith("/ogc/collections/")} == {
        "places", "needs", "pins", "measures", "walk-findings"
    }  # fmt: skip
    named = {one["name"] for one in paths["/ogc/collections/needs/items"]["get"]["parameters"]}
    assert named >= {
        "bbox",
        "bbox-crs",
        "crs",
        "datetime",
        "limit",
        "cursor",
        "f",
        "status",
        "place_id",
        "ags",
        "number",
    }


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
def test_every_answer_is_as_documented(app: Flask, mode: GenerationMode) -> None:
    key = make_everything()
    ids = {name: list(found) for name, found in drawn().items()}
    schema: Any = Context().run(schemathesis.openapi.from_wsgi, "/ogc/api", app)
    statuses: set[int] = set()

    for name in OPERATIONS:
        operation = schema.find_operation_by_id(name)
        collection = operation.path.split("/")[3] if operation.path.count("/") > 2 else "places"

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(
            case=operation.as_strategy(generation_mode=mode),
            known=st.sampled_from(ids[collection]),
            sent=st.booleans(),
            item=st.just(name.endswith("Item")),
        )
        def ask(case: Any, known: str, *, sent: bool, item: bool) -> None:
            if item and mode is GenerationMode.POSITIVE:
                case.path_parameters["featureId"] = known
            headers = {"Authorization": f"Bearer {key}"} if sent else {}
            response = Context().run(case.call, headers=headers)
            case.validate_response(response, checks=CHECKS)
            statuses.add(response.status_code)

        ask()

    assert statuses <= {200, 400, 404}
    assert mode is GenerationMode.NEGATIVE or 200 in statuses


@pytest.mark.parametrize("keyed", [True, False], ids=["key", "public"])
def test_plain_answers_are_as_documented(app: Flask, *, keyed: bool) -> None:
    key = make_everything()
    schema: Any = Context().run(schemathesis.openapi.from_wsgi, "/ogc/api", app)
    headers = {"Authorization": f"Bearer {key}"} if keyed else {}
    for name in NAMES[:5] if keyed else NAMES[:4]:
        case = schema.find_operation_by_id(f"get{name}Items").Case(query={"limit": 50})
        response = Context().run(case.call, headers=headers)
        assert response.status_code == 200
        assert response.json()["features"]
        case.validate_response(response, checks=CHECKS)


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for part in value for found in _references(part)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [found for part in value.values() for found in _references(part)]

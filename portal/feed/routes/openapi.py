"""The OpenAPI 3.1 document of `/api/v1`, put together from the declared parameters and the models of the answers.

Written by hand around them: pydantic's schemas are JSON Schema 2020-12, which is what OpenAPI 3.1 takes unchanged, so
nothing is translated, and what the document says of a parameter is what the view reads.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema

from portal.feed.routes import files_openapi, files_schema, parameters
from portal.feed.routes.answers import CURSOR_HEADER
from portal.feed.routes.parameters import Parameter
from portal.feed.routes.schema import MODELS
from portal.kernel.text import N_

VERSION = "1.0.0"
_REF = "#/components/schemas/{model}"
_PROBLEM = "application/problem+json"

INTRODUCTION = N_(
    "Systeme des Landkreises lesen hier die Bedarfe so, wie sie ihre eigenen Daten lesen: vollständig, aktuell und ohne Namen. "
    "Fragen Sie zuerst ohne Cursor, folgen Sie „next“, solange „has_more“ wahr ist, und heben Sie den letzten „cursor“ auf. "
    "Beim nächsten Mal fragen Sie mit ihm weiter und erhalten nur, was sich seitdem geändert hat. "
    "Einträge mit „state“ „merged“, „deleted“ oder „moved“ nehmen Sie aus Ihrem Bestand."
)

#: Operation, address, short name, what it does, parameters, model of the answer, further media types.
_LIST_TYPES = {"application/geo+json": "NeedCollection", "text/csv": None}
_ONE_TYPES = {"application/geo+json": "NeedFeature", "text/csv": None}


def document(server: str) -> dict[str, Any]:
    """The whole document for an installation that is reached at `server`."""
    return {**_fixed(), "servers": [{"url": server}]}


def for_people(server: str) -> dict[str, Any]:
    """What the page shows: the operations in order, each with its parameters, answers, and a sample for curl."""
    whole = document(server)
    operations = [
        {
            "path": path,
            **methods["get"],
            "parameters": [_plain_parameter(parameter) for parameter in methods["get"]["parameters"]],
            "sample": _sample(server, path, needs_key=methods["get"].get("security") != []),
        }
        for path, methods in whole["paths"].items()
    ]
    return {"info": whole["info"], "operations": operations, "answers": _answers(whole), "schemas": _fields(whole)}


@lru_cache(maxsize=1)
def _fixed() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Miteinander: Schnittstelle für Bedarfe", "version": VERSION, "description": INTRODUCTION},
        "security": [{"key": []}],
        "paths": {
            "/api/v1/needs": {"get": _list_of_needs()},
            "/api/v1/needs/{need_id}": {"get": _one_need()},
            "/api/v1/events": {"get": _list_of_events()},
            "/api/v1/places": {"get": _simple("listPlaces", N_("Sozialräume"), "PlaceList")},
            "/api/v1/taxonomies": {"get": _simple("listTaxonomies", N_("Begriffe"), "Taxonomies")},
            **files_openapi.paths((parameters.DAY,)),
            "/api/v1/openapi.json": {"get": _itself()},
        },
        "components": {
            "schemas": _schemas(),
            "responses": _responses(),
            "headers": _headers(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": N_("Schlüssel der Form mtn_…, den die Verwaltung des Portals ausgibt."),
                }
            },
        },
    }


def _list_of_needs() -> dict[str, Any]:
    return {
        "operationId": "listNeeds",
        "summary": N_("Bedarfe in der Reihenfolge ihrer Änderungen"),
        "description": N_(
            "Jeder Bedarf kommt einmal, so wie er jetzt ist. Während Sie blättern, kann sich einer ändern: Dann kommt er weiter "
            "hinten noch einmal, in der neuen Fassung. Filter wirken auf lebende Bedarfe; Einträge über zusammengeführte, "
            "gelöschte und aus Ihrem Sozialraum verlegte kommen immer mit, damit Ihr Bestand stimmt."
        ),
        "parameters": _declared(parameters.NEED_LIST),
        "responses": {
            "200": _good(N_("Ein Stück der Liste"), "NeedPage", _LIST_TYPES, headers=("ETag", CURSOR_HEADER, "Link")),
            **_errors("304", "400", "401", "403", "429", "503"),
        },
    }


def _one_need() -> dict[str, Any]:
    in_path = {
        "name": "need_id",
        "in": "path",
        "required": True,
        "description": N_("Kennung des Bedarfs."),
        "schema": {"type": "string", "format": "uuid"},
    }
    entry = {"$ref": "#/components/schemas/Entry"}
    good = _good(N_("Der Bedarf oder was von ihm bleibt"), "Entry", _ONE_TYPES, headers=("ETag",))
    good["content"]["application/json"]["schema"] = entry
    return {
        "operationId": "getNeed",
        "summary": N_("Ein Bedarf"),
        "description": N_(
            "Einen Bedarf außerhalb Ihres Sozialraums gibt es für Ihren Schlüssel nicht. "
            "Lag er früher darin, bleibt ein Eintrag „moved“."
        ),
        "parameters": [in_path, *_declared(parameters.ONE_NEED)],
        "responses": {"200": good, **_errors("304", "400", "401", "403", "404", "429", "503")},
    }


def _list_of_events() -> dict[str, Any]:
    described = _declared(parameters.EVENT_LIST)
    for parameter in described:
        if parameter["name"] == parameters.TYPES.name:
            parameter |= {"style": "form", "explode": False}
    return {
        "operationId": "listEvents",
        "summary": N_("Ereignisse: was mit Bedarfen geschehen ist"),
        "description": N_(
            "Jedes Ereignis kommt genau einmal und in der Reihenfolge, in der es geschehen ist. Ereignisse werden 90 Tage "
            "aufgehoben; mit einem älteren Cursor antwortet die Schnittstelle mit 410 und sagt, wie Sie neu beginnen. Verlässt ein "
            "Bedarf Ihren Sozialraum, erfahren Sie es als „need.moved“. Dieselben Ereignisse kann das Portal als Webhook senden."
        ),
        "parameters": described,
        "responses": {
            "200": _good(N_("Ein Stück der Ereignisse"), "EventPage", {}, headers=("ETag", CURSOR_HEADER, "Link")),
            **_errors("304", "400", "401", "403", "410", "429", "503"),
        },
    }


def _simple(operation: str, summary: str, model: str) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "parameters": [],
        "responses": {
            "200": _good(summary, model, {}, headers=("ETag",)),
            **_errors("304", "400", "401", "429", "503"),
        },
    }


def _itself() -> dict[str, Any]:
    return {
        "operationId": "getDocument",
        "summary": N_("Diese Beschreibung für Programme"),
        "security": [],
        "parameters": [],
        "responses": {
            "200": {"description": N_("OpenAPI 3.1"), "content": {"application/json": {"schema": {"type": "object"}}}},
            **_errors("304", "503"),
        },
    }


def _declared(declared: Iterable[Parameter]) -> list[dict[str, Any]]:
    return [
        {"name": p.name, "in": "query", "required": False, "description": p.meaning, "schema": dict(p.schema)}
        for p in declared
    ]


def _good(told: str, model: str, further: dict[str, str | None], *, headers: tuple[str, ...]) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}
    for media_type, name in further.items():
        content[media_type] = {"schema": {"$ref": _REF.format(model=name)} if name else {"type": "string"}}
    return {
        "description": told,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": content,
    }


def _errors(*codes: str) -> dict[str, Any]:
    return {code: {"$ref": f"#/components/responses/{_NAMES[code]}"} for code in codes}


_NAMES = {
    "304": "NotModified",
    "400": "BadRequest",
    "401": "KeyNeeded",
    "403": "RightMissing",
    "404": "NotFound",
    "410": "Expired",
    "429": "TooMany",
    "503": "Unavailable",
}


def _responses() -> dict[str, Any]:
    def problem(told: str, **headers: str) -> dict[str, Any]:
        response: dict[str, Any] = {
            "description": told,
            "content": {_PROBLEM: {"schema": {"$ref": _REF.format(model="Problem")}}},
        }
        if headers:
            shown = {name.replace("_", "-"): {"schema": {"type": kind}} for name, kind in headers.items()}
            response["headers"] = shown
        return response

    return {
        "NotModified": {"description": N_("Seit Ihrem ETag (If-None-Match) ist nichts anders.")},
        "BadRequest": problem(
            N_("Ein Parameter ist unbekannt, doppelt oder unmöglich; oder der Cursor gilt hier nicht.")
        ),
        "KeyNeeded": problem(N_("Der Schlüssel fehlt oder gilt nicht mehr."), WWW_Authenticate="string"),
        "RightMissing": problem(N_("Ihr Schlüssel gilt, aber nicht für das, was Sie fragen.")),
        "NotFound": problem(N_("Das gibt es nicht, oder Ihr Schlüssel umfasst es nicht.")),
        "Expired": problem(N_("Was hinter diesem Cursor kam, ist zum Teil gelöscht. Beginnen Sie neu.")),
        "TooMany": problem(N_("Zu viele Anfragen; Retry-After nennt die Sekunden."), Retry_After="integer"),
        "Unavailable": problem(N_("Die Datenbank antwortet gerade nicht."), Retry_After="integer"),
    }


def _headers() -> dict[str, Any]:
    return {
        "ETag": {"description": N_("Kennzeichen dieser Fassung für If-None-Match."), "schema": {"type": "string"}},
        CURSOR_HEADER: {"description": N_("Wie „cursor“ im Text der Antwort; für CSV."), "schema": {"type": "string"}},
        "Link": {
            "description": N_('Adresse des nächsten Stücks (rel="next"), solange es eines gibt.'),
            "schema": {"type": "string"},
        },
    }


def _schemas() -> dict[str, Any]:
    _map, definitions = models_json_schema(
        [(model, "serialization") for model in (*MODELS, *files_schema.MODELS)], ref_template=_REF
    )
    schemas: dict[str, Any] = dict(definitions["$defs"])
    schemas["Entry"] = schemas["NeedPage"]["properties"]["items"]["items"]
    return schemas


def _plain_parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    choices = schema.get("enum", [])
    told = schema.get("format") or ", ".join(part["format"] for part in schema.get("anyOf", []))
    return {**parameter, "choices": choices, "kind": told or schema.get("type", ""), "default": schema.get("default")}


def _answers(whole: dict[str, Any]) -> list[tuple[str, str]]:
    """Each status once, with what it means."""
    found = whole["components"]["responses"]
    good = [("200", N_("Was Sie gefragt haben."))]
    return good + [(code, str(found[name]["description"])) for code, name in _NAMES.items()]


def _fields(whole: dict[str, Any]) -> list[dict[str, Any]]:
    schemas = whole["components"]["schemas"]
    return [
        {
            "name": name,
            "description": schemas[name].get("description", ""),
            "fields": [
                (field, _kind(told), told.get("description", "")) for field, told in schemas[name]["properties"].items()
            ],
        }
        for name in (
            "Need",
            "Tombstone",
            "NeedPage",
            "NeedEvent",
            "EventFacts",
            "Place",
            "Taxonomies",
            "NightlyFile",
            "FileVersion",
            "Problem",
        )
    ]


def _kind(told: dict[str, Any]) -> str:
    if "anyOf" in told:
        return " | ".join(_kind(part) for part in told["anyOf"])
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    if told.get("type") == "array":
        return f"[{_kind(told['items'])}]"
    if "const" in told:
        return str(told["const"])
    return str(told.get("format") or told.get("type") or "")


def _sample(server: str, path: str, *, needs_key: bool) -> str:
    header = '-H "Authorization: Bearer $SCHLUESSEL" ' if needs_key else ""
    query = "?limit=100" if path.endswith("/needs") else ""
    return f'curl {header}"{server}{path}{query}"'

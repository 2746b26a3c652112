"""The OpenAPI 3.1 document of `/api/v1`, put together from the declared parameters and the models of the answers.

Written by hand around them: pydantic's schemas are JSON Schema 2020-12, which is what OpenAPI 3.1 takes unchanged, so
nothing is translated, and what the document says of a parameter is what the view reads.
"""

from functools import lru_cache
from typing import Any

from portal.feed.routes.openapi_parts import NAMES, headers_of_answers, responses, schemas
from portal.feed.routes.operations import paths
from portal.kernel.text import N_
from portal.web.i18n import _

VERSION = "1.0.0"

INTRODUCTION = N_(
    "Systeme des Landkreises lesen hier die Bedarfe so, wie sie ihre eigenen Daten lesen: vollständig, aktuell und ohne Namen. "
    "Fragen Sie zuerst ohne Cursor, folgen Sie „next“, solange „has_more“ wahr ist, und heben Sie den letzten „cursor“ auf. "
    "Beim nächsten Mal fragen Sie mit ihm weiter und erhalten nur, was sich seitdem geändert hat. "
    "Einträge mit „state“ „merged“, „deleted“ oder „moved“ nehmen Sie aus Ihrem Bestand."
)


def document(server: str) -> dict[str, Any]:
    """The whole document for an installation that is reached at `server`."""
    return {**_fixed(), "servers": [{"url": server}]}


def for_people(server: str) -> dict[str, Any]:
    """What the page shows: the operations in order, each with its parameters, answers, and a sample for curl."""
    whole = document(server)
    operations = [
        {
            "path": path,
            "method": method.upper(),
            **operation,
            "parameters": [_plain_parameter(parameter) for parameter in operation["parameters"]],
            "sample": _sample(server, path, method, operation),
        }
        for path, methods in whole["paths"].items()
        for method, operation in methods.items()
    ]
    return {"info": whole["info"], "operations": operations, "answers": _answers(whole), "schemas": _fields(whole)}


@lru_cache(maxsize=1)
def _fixed() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Miteinander: JSON-Schnittstelle", "version": VERSION, "description": INTRODUCTION},
        "security": [{"key": []}],
        "paths": paths(),
        "components": {
            "schemas": schemas(),
            "responses": responses(),
            "headers": headers_of_answers(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": N_("Schlüssel der Form mtn_…, den die Verwaltung des Portals ausgibt."),
                }
            },
        },
    }


def _plain_parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    choices = schema.get("enum", [])
    return {**parameter, "choices": choices, "kind": _kind(schema), "default": schema.get("default")}


def _answers(whole: dict[str, Any]) -> list[tuple[str, str]]:
    """Each status once, with what it means."""
    found = whole["components"]["responses"]
    good = [("200", N_("Was Sie gefragt haben."))]
    return good + [(code, str(found[name]["description"])) for code, name in NAMES.items()]


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
        for name in _SHOWN
    ]


_SHOWN = (
    "Need",
    "Tombstone",
    "NeedPage",
    "NeedEvent",
    "EventFacts",
    "Measure",
    "Milestone",
    "Paper",
    "Station",
    "Decision",
    "Consultation",
    "Indicator",
    "IndicatorValue",
    "Gone",
    "NightlyFile",
    "FileVersion",
    "Place",
    "Taxonomies",
    "Progress",
    "PaperChange",
    "ResultNote",
    "ValueNotes",
    "ValueNote",
    "Problem",
)


#: What a reader calls the types and formats of JSON Schema.
_KINDS = {
    "string": N_("Text"),
    "integer": N_("ganze Zahl"),
    "number": N_("Zahl"),
    "boolean": N_("ja oder nein (true, false)"),
    "null": N_("leer (null)"),
    "array": N_("Liste"),
    "object": N_("Objekt"),
    "uuid": N_("Kennung (UUID)"),
    "date": N_("Tag"),
    "date-time": N_("Zeitpunkt"),
    "uri": N_("Adresse"),
}


def _kind(told: dict[str, Any]) -> str:
    """What kind of value it is, in words; the name of a schema for what has fields of its own."""
    if "anyOf" in told:
        return f" {_('oder')} ".join(dict.fromkeys(_kind(part) for part in told["anyOf"]))
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    if told.get("type") == "array":
        return _("Liste: %(kind)s", kind=_kind(told["items"]))
    if "const" in told:
        return str(told["const"])
    name = str(told.get("format") or told.get("type") or "")
    return _(_KINDS[name]) if name in _KINDS else name


def _sample(server: str, path: str, method: str, operation: dict[str, Any]) -> str:
    header = "" if operation.get("security") == [] else '-H "Authorization: Bearer $SCHLUESSEL" '
    if "requestBody" not in operation:
        query = "?limit=100" if any(one["name"] == "limit" for one in operation["parameters"]) else ""
        return f'curl {header}"{server}{path}{query}"'
    names = [one["name"] for one in operation["parameters"] if one["in"] == "header"]
    further = "".join(f"-H '{name}: {_SAMPLE_HEADERS[name]}' " for name in names)
    return (
        f"curl -X {method.upper()} {header}{further}-H 'Content-Type: application/json' "
        f"""-d '{_SAMPLE_BODIES[operation["operationId"]]}' "{server}{path}\""""
    )


_SAMPLE_HEADERS = {"Idempotency-Key": "vorgang-2026-07-01-0001", "If-Match": '"42.9f3c"'}
_SAMPLE_BODIES = {
    "noteProgress": '{"budget_spent": 1200.50}',
    "changePaper": '{"outside_number": "RIS 2026/117"}',
    "noteResult": '{"result": "majority", "votes_yes": 9, "votes_no": 2, "review_on": "2027-07-01"}',
    "enterValues": '{"values": [{"place_id": "…", "on": "2025-12-31", "value": 1234}]}',
}

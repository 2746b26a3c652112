"""The OpenAPI 3.1 document of `/api/v1`, put together from the declared parameters and the models of the answers.

Written by hand around them: pydantic's schemas are JSON Schema 2020-12, which is what OpenAPI 3.1 takes unchanged, so
nothing is translated, and what the document says of a parameter is what the view reads.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema

from portal.feed.exports.resources import ALWAYS
from portal.feed.routes import files_openapi, files_schema, parameters
from portal.feed.routes.answers import CURSOR_HEADER
from portal.feed.routes.parameters import Parameter
from portal.feed.routes.resource_schema import BODY_MODELS
from portal.feed.routes.schema import MODELS
from portal.feed.terms.writing import KEY_LONGEST, KEY_SHORTEST
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

_CHANGES = N_(
    "In der Reihenfolge der Änderungen, jeder Eintrag einmal in seiner jetzigen Fassung. Was gelöscht wurde, kommt mit "
    "„state“ „deleted“."
)
#: Summary and description of the operations.
MEASURES = (N_("Maßnahmen"), _CHANGES)
PAPERS = (N_("Beschlussvorlagen"), _CHANGES)
DECISIONS = (N_("Beschlüsse"), _CHANGES)
CONSULTATIONS = (N_("Beteiligungsverfahren"), _CHANGES)
INDICATORS = (N_("Kennzahlen"), N_("Nach ihrem Schlüssel geordnet. Mitgelieferte Kennzahlen ändern sich nie."))
INDICATOR_VALUES = (
    N_("Werte einer Kennzahl"),
    N_(
        "Gespeicherte Werte in der Reihenfolge ihrer Änderungen. Berechnete Kennzahlen werden beim Fragen gerechnet, nach "
        "Stichtag und Ort geordnet; für sie gibt es keine Änderungen."
    ),
)
MEASURE, PAPER, DECISION = N_("Eine Maßnahme"), N_("Eine Beschlussvorlage"), N_("Ein Beschluss")
CONSULTATION = N_("Ein Beteiligungsverfahren")
PROGRESS = (
    N_("Fortschritt einer Maßnahme zurückmelden"),
    N_("Was ausgegeben ist und welche Meilensteine erreicht sind. Ihr Status folgt daraus von selbst."),
)
PAPER_CHANGE = (
    N_("Nummer und Adresse einer Vorlage zurückmelden"),
    N_("Wie die Vorlage im Ratsinformationssystem heißt und wo sie steht; oder dass sie zurückgezogen ist."),
)
RESULT = (
    N_("Ergebnis einer Sitzung zurückmelden"),
    N_(
        "Nach denselben Regeln wie am Bildschirm: Die Vorlage ging in diese Sitzung, und die Stimmen passen zum Ergebnis."
    ),
)
VALUES = (
    N_("Werte einer Kennzahl eintragen"),
    N_(
        "Sie treten an die Stelle dessen, was für Ort und Stichtag da stand. Berechnete Kennzahlen lassen sich nicht eintragen."
    ),
)
_WAY = ("ETag", CURSOR_HEADER, "Link")
_KEY_IN_PATH = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": N_("Schlüssel der Kennzahl, zum Beispiel population."),
    "schema": {"type": "string", "pattern": "^[a-z0-9_-]{1,60}$"},
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": N_(
        "Für jeden Vorgang ein neuer; eine Wiederholung mit demselben wird beantwortet wie das erste Mal."
    ),
    "schema": {
        "type": "string",
        "pattern": f"^[!-~]{{{KEY_SHORTEST},{KEY_LONGEST}}}$",
        "minLength": KEY_SHORTEST,
        "maxLength": KEY_LONGEST,
    },
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": N_(
        "Der ETag, den Sie zuletzt gelesen haben: Ist der Eintrag seitdem ein anderer, geschieht nichts (412)."
    ),
    "schema": {"type": "string"},
}

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
        "info": {"title": "Miteinander: Schnittstelle für Bedarfe", "version": VERSION, "description": INTRODUCTION},
        "security": [{"key": []}],
        "paths": _paths(),
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


def _paths() -> dict[str, Any]:
    return {
        "/api/v1/needs": {"get": _list_of_needs()},
        "/api/v1/needs/{need_id}": {"get": _one_need()},
        "/api/v1/measures": {"get": _list("listMeasures", MEASURES, "MeasurePage", parameters.MEASURE_LIST)},
        "/api/v1/measures/{measure_id}": {
            "get": _one("getMeasure", MEASURE, "Measure", "measure_id", parameters.ONE_MEASURE),
            "patch": _writing("noteProgress", PROGRESS, "Progress", "Measure", _in_path("measure_id")),
        },
        "/api/v1/papers": {"get": _list("listPapers", PAPERS, "PaperPage", parameters.PAPER_LIST)},
        "/api/v1/papers/{paper_id}": {
            "get": _one("getPaper", PAPER, "Paper", "paper_id", parameters.ONE_PAPER),
            "patch": _writing("changePaper", PAPER_CHANGE, "PaperChange", "Paper", _in_path("paper_id")),
        },
        "/api/v1/papers/{paper_id}/deliberations/{deliberation_id}": {
            "put": _writing(
                "noteResult", RESULT, "ResultNote", "Paper", _in_path("paper_id"), _in_path("deliberation_id")
            )
        },
        "/api/v1/decisions": {"get": _list("listDecisions", DECISIONS, "DecisionPage", parameters.DECISION_LIST)},
        "/api/v1/decisions/{decision_id}": {
            "get": _one("getDecision", DECISION, "Decision", "decision_id", parameters.ONE_DECISION)
        },
        "/api/v1/consultations": {
            "get": _list("listConsultations", CONSULTATIONS, "ConsultationPage", parameters.CONSULTATION_LIST)
        },
        "/api/v1/consultations/{consultation_id}": {
            "get": _one("getConsultation", CONSULTATION, "Consultation", "consultation_id", parameters.ONE_CONSULTATION)
        },
        "/api/v1/indicators": {"get": _list("listIndicators", INDICATORS, "IndicatorPage", parameters.INDICATOR_LIST)},
        "/api/v1/indicators/{key}": {"get": _one_indicator()},
        "/api/v1/indicators/{key}/values": {
            "get": _values_of_indicator(),
            "put": _writing("enterValues", VALUES, "ValueNotes", "Written", _KEY_IN_PATH, versioned=False),
        },
        "/api/v1/events": {"get": _list_of_events()},
        "/api/v1/places": {"get": _simple("listPlaces", N_("Sozialräume"), "PlaceList")},
        "/api/v1/taxonomies": {"get": _simple("listTaxonomies", N_("Begriffe"), "Taxonomies")},
        **files_openapi.paths((parameters.DAY,)),
        "/api/v1/openapi.json": {"get": _itself()},
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
            "200": _good(N_("Ein Stück der Liste"), "NeedPage", _LIST_TYPES, headers=_WAY),
            **_errors("304", "400", "401", "403", "429", "503"),
        },
    }


def _list(operation: str, told: tuple[str, str], model: str, declared: Iterable[Parameter]) -> dict[str, Any]:
    summary, description = told
    return {
        "operationId": operation,
        "summary": summary,
        "description": description,
        "parameters": _declared(declared),
        "responses": {
            "200": _good(N_("Ein Stück der Liste"), model, {}, headers=_WAY),
            **_errors("304", "400", "401", "403", "429", "503"),
        },
    }


def _one_need() -> dict[str, Any]:
    good = _good(N_("Der Bedarf oder was von ihm bleibt"), "Entry", _ONE_TYPES, headers=("ETag",))
    return {
        "operationId": "getNeed",
        "summary": N_("Ein Bedarf"),
        "description": N_(
            "Einen Bedarf außerhalb Ihres Sozialraums gibt es für Ihren Schlüssel nicht. "
            "Lag er früher darin, bleibt ein Eintrag „moved“."
        ),
        "parameters": [_in_path("need_id"), *_declared(parameters.ONE_NEED)],
        "responses": {"200": good, **_errors("304", "400", "401", "403", "404", "429", "503")},
    }


def _one(operation: str, summary: str, model: str, named: str, declared: Iterable[Parameter]) -> dict[str, Any]:
    good = _good(N_("Der Eintrag oder was von ihm bleibt"), model, {}, headers=("ETag",))
    good["content"]["application/json"]["schema"] = {
        "oneOf": [{"$ref": _REF.format(model=one)} for one in (model, "Gone")]
    }
    return {
        "operationId": operation,
        "summary": summary,
        "description": N_("Was außerhalb Ihres Sozialraums liegt, gibt es für Ihren Schlüssel nicht."),
        "parameters": [_in_path(named), *_declared(declared)],
        "responses": {"200": good, **_errors("304", "400", "401", "403", "404", "429", "503")},
    }


def _one_indicator() -> dict[str, Any]:
    return {
        "operationId": "getIndicator",
        "summary": N_("Eine Kennzahl"),
        "parameters": [_KEY_IN_PATH, *_declared(parameters.ONE_INDICATOR)],
        "responses": {
            "200": _good(N_("Die Kennzahl"), "Indicator", {}, headers=("ETag",)),
            **_errors("304", "400", "401", "403", "404", "429", "503"),
        },
    }


def _values_of_indicator() -> dict[str, Any]:
    listed = _list("listIndicatorValues", INDICATOR_VALUES, "IndicatorValuePage", parameters.VALUE_LIST)
    listed["parameters"] = [_KEY_IN_PATH, *listed["parameters"]]
    listed["responses"] |= _errors("404")
    return listed


def _writing(
    operation: str, told: tuple[str, str], body: str, model: str, *in_path: dict[str, Any], versioned: bool = True
) -> dict[str, Any]:
    summary, description = told
    headers = [_IDEMPOTENCY_KEY, *([_IF_MATCH] if versioned else [])]
    refusals = ["400", "401", "403", "404", "409", "413", "415", "422", "429", "503"]
    return {
        "operationId": operation,
        "summary": summary,
        "description": description,
        "parameters": [*in_path, *headers],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": _REF.format(model=body)}}},
        },
        "responses": {
            "200": _good(N_("So steht es jetzt da"), model, {}, headers=("ETag",)),
            **_errors(*refusals, *(("412", "428") if versioned else ())),
        },
    }


def _list_of_events() -> dict[str, Any]:
    return {
        "operationId": "listEvents",
        "summary": N_("Ereignisse: was mit Bedarfen geschehen ist"),
        "description": N_(
            "Jedes Ereignis kommt genau einmal und in der Reihenfolge, in der es geschehen ist. Ereignisse werden 90 Tage "
            "aufgehoben; mit einem älteren Cursor antwortet die Schnittstelle mit 410 und sagt, wie Sie neu beginnen. Verlässt ein "
            "Bedarf Ihren Sozialraum, erfahren Sie es als „need.moved“. Dieselben Ereignisse kann das Portal als Webhook senden."
        ),
        "parameters": _declared(parameters.EVENT_LIST),
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


def _in_path(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": N_("Kennung (UUID), wie sie die Schnittstelle ausgibt."),
        "schema": {"type": "string", "format": "uuid"},
    }


def _declared(declared: Iterable[Parameter]) -> list[dict[str, Any]]:
    return [
        {"name": p.name, "in": "query", "required": False, "description": p.meaning, "schema": dict(p.schema)} | p.style
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
    "409": "Conflict",
    "410": "Expired",
    "412": "VersionPassed",
    "413": "TooLarge",
    "415": "NotJson",
    "422": "Unusable",
    "428": "VersionMissing",
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
        "Conflict": problem(
            N_("In diesem Zustand geht das nicht (mehr), oder jemand war im selben Augenblick schneller.")
        ),
        "VersionPassed": problem(N_("Es gibt eine neuere Fassung als die in If-Match.")),
        "TooLarge": problem(N_("Die Anfrage ist größer als 64 kB.")),
        "NotJson": problem(N_("Die Anfrage ist kein JSON.")),
        "Unusable": problem(
            N_("Eine Angabe geht nicht („field“ nennt sie), oder unter diesem Idempotency-Key kam schon etwas anderes.")
        ),
        "VersionMissing": problem(N_("Es fehlt If-Match mit dem ETag, den Sie gelesen haben.")),
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
    shapes = [(model, "serialization") for model in (*MODELS, *files_schema.MODELS)] + [
        (model, "validation") for model in BODY_MODELS
    ]
    _map, definitions = models_json_schema(shapes, ref_template=_REF)  # type: ignore[arg-type]
    schemas: dict[str, Any] = dict(definitions["$defs"])
    for schema in schemas.values():
        if sparse := schema.pop("sparse", None):  # what is always there when only some fields are asked for
            schema["required"] = list(ALWAYS) if sparse is True else sparse
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

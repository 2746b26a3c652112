"""The operations of `/api/v1` for the OpenAPI document, one by one."""

from collections.abc import Iterable
from typing import Any

from portal.feed.routes import files_openapi, parameters
from portal.feed.routes.answers import CURSOR_HEADER
from portal.feed.routes.openapi_parts import REF, declared_parameters, errors, good_answer
from portal.feed.routes.parameters import Parameter
from portal.feed.terms.writing import KEY_LONGEST, KEY_SHORTEST
from portal.kernel.text import N_

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


def paths() -> dict[str, Any]:
    """Every address with what can be done there."""
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
        "parameters": declared_parameters(parameters.NEED_LIST),
        "responses": {
            "200": good_answer(N_("Ein Stück der Liste"), "NeedPage", _LIST_TYPES, headers=_WAY),
            **errors("304", "400", "401", "403", "412", "429"),
        },
    }


def _list(operation: str, told: tuple[str, str], model: str, declared: Iterable[Parameter]) -> dict[str, Any]:
    summary, description = told
    return {
        "operationId": operation,
        "summary": summary,
        "description": description,
        "parameters": declared_parameters(declared),
        "responses": {
            "200": good_answer(N_("Ein Stück der Liste"), model, {}, headers=_WAY),
            **errors("304", "400", "401", "403", "412", "429"),
        },
    }


def _one_need() -> dict[str, Any]:
    good = good_answer(N_("Der Bedarf oder was von ihm bleibt"), "Entry", _ONE_TYPES, headers=("ETag",))
    return {
        "operationId": "getNeed",
        "summary": N_("Ein Bedarf"),
        "description": N_(
            "Einen Bedarf außerhalb Ihres Sozialraums gibt es für Ihren Schlüssel nicht. "
            "Lag er früher darin, bleibt ein Eintrag „moved“."
        ),
        "parameters": [_in_path("need_id"), *declared_parameters(parameters.ONE_NEED)],
        "responses": {"200": good, **errors("304", "400", "401", "403", "404", "412", "429")},
    }


def _one(operation: str, summary: str, model: str, named: str, declared: Iterable[Parameter]) -> dict[str, Any]:
    good = good_answer(N_("Der Eintrag oder was von ihm bleibt"), model, {}, headers=("ETag",))
    good["content"]["application/json"]["schema"] = {
        "oneOf": [{"$ref": REF.format(model=one)} for one in (model, "Gone")]
    }
    return {
        "operationId": operation,
        "summary": summary,
        "description": N_(
            "Was außerhalb Ihres Sozialraums liegt, gibt es für Ihren Schlüssel nicht. "
            "Durfte er es früher lesen, bleibt ein Eintrag „moved“."
        ),
        "parameters": [_in_path(named), *declared_parameters(declared)],
        "responses": {"200": good, **errors("304", "400", "401", "403", "404", "412", "429")},
    }


def _one_indicator() -> dict[str, Any]:
    return {
        "operationId": "getIndicator",
        "summary": N_("Eine Kennzahl"),
        "parameters": [_KEY_IN_PATH, *declared_parameters(parameters.ONE_INDICATOR)],
        "responses": {
            "200": good_answer(N_("Die Kennzahl"), "Indicator", {}, headers=("ETag",)),
            **errors("304", "400", "401", "403", "404", "412", "429"),
        },
    }


def _values_of_indicator() -> dict[str, Any]:
    listed = _list("listIndicatorValues", INDICATOR_VALUES, "IndicatorValuePage", parameters.VALUE_LIST)
    listed["parameters"] = [_KEY_IN_PATH, *listed["parameters"]]
    listed["responses"] |= errors("404")
    return listed


def _writing(
    operation: str, told: tuple[str, str], body: str, model: str, *in_path: dict[str, Any], versioned: bool = True
) -> dict[str, Any]:
    summary, description = told
    headers = [_IDEMPOTENCY_KEY, *([_IF_MATCH] if versioned else [])]
    refusals = ["400", "401", "403", "404", "409", "413", "415", "422", "429"]
    return {
        "operationId": operation,
        "summary": summary,
        "description": description,
        "parameters": [*in_path, *headers],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": REF.format(model=body)}}},
        },
        "responses": {
            "200": good_answer(N_("So steht es jetzt da"), model, {}, headers=("ETag",)),
            **errors(*refusals, *(("412", "428") if versioned else ())),
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
        "parameters": declared_parameters(parameters.EVENT_LIST),
        "responses": {
            "200": good_answer(
                N_("Ein Stück der Ereignisse"), "EventPage", {}, headers=("ETag", CURSOR_HEADER, "Link")
            ),
            **errors("304", "400", "401", "403", "410", "412", "429"),
        },
    }


def _simple(operation: str, summary: str, model: str) -> dict[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "parameters": [],
        "responses": {
            "200": good_answer(summary, model, {}, headers=("ETag",)),
            **errors("304", "400", "401", "412", "429"),
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
            **errors("304", "412"),
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

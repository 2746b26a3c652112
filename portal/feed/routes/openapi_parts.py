"""What the operations of the OpenAPI document are put together from: parameters, answers, refusals, shapes."""

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from portal.feed.routes import files_schema
from portal.feed.routes.answers import CURSOR_HEADER
from portal.feed.routes.parameters import Parameter
from portal.feed.routes.schema import MODELS
from portal.feed.routes.writing_schema import BODY_MODELS
from portal.feed.terms.answers import ALWAYS
from portal.kernel.text import N_

REF = "#/components/schemas/{model}"
PROBLEM = "application/problem+json"


def declared_parameters(declared: Iterable[Parameter]) -> list[dict[str, Any]]:
    """What may stand in an address."""
    return [
        {"name": p.name, "in": "query", "required": False, "description": p.meaning, "schema": dict(p.schema)} | p.style
        for p in declared
    ]


def good_answer(told: str, model: str, further: dict[str, str | None], *, headers: tuple[str, ...]) -> dict[str, Any]:
    """An answer with what was asked, as JSON and in further forms."""
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": REF.format(model=model)}}}
    for media_type, name in further.items():
        content[media_type] = {"schema": {"$ref": REF.format(model=name)} if name else {"type": "string"}}
    return {
        "description": told,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": content,
    }


def errors(*codes: str) -> dict[str, Any]:
    """The refusals that an operation may answer with, besides those that every one may."""
    codes = (*codes, *EVERYWHERE)
    return {code: {"$ref": f"#/components/responses/{NAMES[code]}"} for code in codes}


NAMES = {
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
    "507": "StorageFull",
}


#: No database, or no space left for what it writes aside.
EVERYWHERE = ("503", "507")


def responses() -> dict[str, Any]:
    """Every refusal, described once."""

    def problem(told: str, **headers: str) -> dict[str, Any]:
        response: dict[str, Any] = {
            "description": told,
            "content": {PROBLEM: {"schema": {"$ref": REF.format(model="Problem")}}},
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
        "VersionPassed": problem(N_("Die Fassung ist eine andere als die in If-Match.")),
        "TooLarge": problem(N_("Die Anfrage ist größer als 64 kB.")),
        "NotJson": problem(N_("Die Anfrage ist kein JSON.")),
        "Unusable": problem(
            N_("Eine Angabe geht nicht („field“ nennt sie), oder unter diesem Idempotency-Key kam schon etwas anderes.")
        ),
        "VersionMissing": problem(N_("Es fehlt If-Match mit dem ETag, den Sie gelesen haben.")),
        "Expired": problem(N_("Was hinter diesem Cursor kam, ist zum Teil gelöscht. Beginnen Sie neu.")),
        "TooMany": problem(N_("Zu viele Anfragen; Retry-After nennt die Sekunden."), Retry_After="integer"),
        "Unavailable": problem(N_("Die Datenbank antwortet gerade nicht."), Retry_After="integer"),
        "StorageFull": problem(N_("Der Speicher des Portals ist voll. Senden Sie dasselbe später noch einmal.")),
    }


def headers_of_answers() -> dict[str, Any]:
    """The headers that answers carry."""
    return {
        "ETag": {"description": N_("Kennzeichen dieser Fassung für If-None-Match."), "schema": {"type": "string"}},
        CURSOR_HEADER: {"description": N_("Wie „cursor“ im Text der Antwort; für CSV."), "schema": {"type": "string"}},
        "Link": {
            "description": N_('Adresse des nächsten Stücks (rel="next"), solange es eines gibt.'),
            "schema": {"type": "string"},
        },
    }


def schemas() -> dict[str, Any]:
    """The shapes of answers and of what is written."""
    answered = [(model, "serialization") for model in (*MODELS, *files_schema.MODELS)]
    shapes = answered + [(model, "validation") for model in BODY_MODELS]
    _map, definitions = models_json_schema(shapes, ref_template=REF)  # type: ignore[arg-type]
    found: dict[str, Any] = dict(definitions["$defs"])
    for schema in found.values():
        if sparse := schema.pop("sparse", None):  # what is always there when only some fields are asked for
            schema["required"] = list(ALWAYS) if sparse is True else sparse
    found["Entry"] = found["NeedPage"]["properties"]["items"]["items"]
    return found

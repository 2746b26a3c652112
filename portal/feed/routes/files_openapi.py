"""What the OpenAPI document says of the files of the night."""

from typing import Any

from portal.feed.routes.parameters import Parameter
from portal.kernel.text import N_
from portal.web.documents.whole_tables import FORMS

_BINARY = {"type": "string", "format": "binary"}
#: What is JSON is described as such; every other form is bytes.
_READABLE = {
    "application/json": {"type": "array", "items": {"type": "object"}},
    "application/geo+json": {"type": "object"},
}


def paths(one_file: tuple[Parameter, ...]) -> dict[str, Any]:
    """The two operations. `one_file` are the parameters of the second, as the view reads them."""
    return {"/api/v1/files": {"get": _list()}, "/api/v1/files/{file_id}": {"get": _one(one_file)}}


def _list() -> dict[str, Any]:
    return {
        "operationId": "listFiles",
        "summary": N_("Nächtliche Dateien"),
        "description": N_(
            "Die Dateien, die für Ihren Sozialraum jede Nacht entstehen und deren Inhalt Ihr Schlüssel lesen darf."
        ),
        "parameters": [],
        "responses": {
            "200": {
                "description": N_("Die Liste"),
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NightlyFileList"}}},
            },
            **_errors({"304": "NotModified", "400": "BadRequest", "401": "KeyNeeded"}),
            **_errors({"412": "VersionPassed", "429": "TooMany", "503": "Unavailable", "507": "StorageFull"}),
        },
    }


def _one(one_file: tuple[Parameter, ...]) -> dict[str, Any]:
    in_path = {
        "name": "file_id",
        "in": "path",
        "required": True,
        "description": N_("Kennung der Datei, wie in der Liste."),
        "schema": {"type": "string", "format": "uuid"},
    }
    declared = [
        {"name": p.name, "in": "query", "required": False, "description": p.meaning, "schema": dict(p.schema)}
        for p in one_file
    ]
    media_types = {media.partition(";")[0] for _ending, media in FORMS.values()}
    whole = {media: {"schema": _READABLE.get(media, _BINARY)} for media in sorted(media_types)}
    return {
        "operationId": "getFile",
        "summary": N_("Eine nächtliche Datei herunterladen"),
        "description": N_(
            "Die neueste vollständige Fassung. Mit „If-None-Match“ und dem ETag laden Sie nur, was neu ist; "
            "mit „Range“ setzen Sie einen abgebrochenen Download fort."
        ),
        "parameters": [in_path, *declared],
        "responses": {
            "200": {
                "description": N_("Die Datei"),
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": whole,
            },
            "206": {"description": N_("Der verlangte Teil der Datei"), "content": whole},
            **_errors({"304": "NotModified", "400": "BadRequest", "401": "KeyNeeded", "403": "RightMissing"}),
            **_errors({"404": "NotFound"}),
            "416": {
                "description": N_("Der verlangte Teil liegt hinter dem Ende der Datei."),
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
            **_errors({"412": "VersionPassed", "429": "TooMany", "503": "Unavailable", "507": "StorageFull"}),
        },
    }


def _errors(names: dict[str, str]) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in names.items()}

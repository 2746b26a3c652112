"""The OpenAPI 3.0 document of `/ogc`, put together from the collections and the parameters that the views read.

It names every collection with its own properties and filters, the keyed ones too, so that a program knows them beforehand.
"""

from collections.abc import Sequence
from typing import Any

from portal.feed.exports.ogc import COLLECTIONS, Collection
from portal.feed.routes.ogc import parameters
from portal.feed.routes.parameters import CURSOR_LONGEST, Parameter
from portal.kernel.text import N_
from portal.web.documents.columns import Column, ColumnType
from portal.web.documents.geojson import GEOJSON_MIMETYPE
from portal.web.documents.json import JSON_MIMETYPE
from portal.web.i18n import _

VERSION = "1.0.1"
_PROBLEM = "application/problem+json"
_NAMES = {
    "304": ("NotModified", N_("Seit Ihrem ETag (If-None-Match) ist nichts anders.")),
    "400": ("BadRequest", N_("Ein Parameter ist unbekannt, doppelt oder unmöglich.")),
    "401": ("KeyNeeded", N_("Der mitgesendete Schlüssel gilt nicht oder nicht mehr.")),
    "404": ("NotFound", N_("Das gibt es nicht, oder Sie dürfen es nicht sehen.")),
    "412": ("VersionPassed", N_("Die Fassung ist eine andere als die in If-Match.")),
    "429": ("TooMany", N_("Zu viele Anfragen; Retry-After nennt die Sekunden.")),
    "503": ("Unavailable", N_("Die Datenbank antwortet gerade nicht.")),
    "507": ("StorageFull", N_("Der Speicher des Portals ist voll. Senden Sie dasselbe später noch einmal.")),
}
_TYPES: dict[ColumnType, dict[str, Any]] = {
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.DECIMAL: {"type": "number"},
    ColumnType.DATE: {"type": "string", "format": "date"},
    ColumnType.DATETIME: {"type": "string", "format": "date-time"},
}
_LIST: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_TRUE_OR_FALSE = {"is_public"}


def document(server: str) -> dict[str, Any]:
    """The whole document for an installation that is reached at `server`."""
    paths: dict[str, Any] = {
        "/ogc": _get("getLandingPage", _("Einstieg"), "Landing"),
        "/ogc/api": _get("getApi", _("Diese Beschreibung"), None),
        "/ogc/conformance": _get("getConformance", _("Was eingehalten wird"), "Conformance"),
        "/ogc/collections": _get("getCollections", _("Sammlungen"), "Collections"),
    }
    for one in COLLECTIONS.values():
        paths |= _paths(one)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": _(N_("Miteinander: Karten und Geodaten (OGC API – Features)")),
            "version": VERSION,
            "description": _(
                N_(
                    "Ohne Schlüssel steht hier, was alle sehen dürfen. Systeme mit einem Schlüssel lesen mehr, je nach Recht."
                )
            ),
        },
        "servers": [{"url": server}],
        "tags": [{"name": one.name, "description": _(one.description)} for one in COLLECTIONS.values()],
        "security": [{}, {"bearer": []}, {"basic": []}],
        "paths": paths,
        "components": _components(),
    }


def _paths(one: Collection) -> dict[str, Any]:
    base, name = f"/ogc/collections/{one.name}", "".join(part.title() for part in one.name.split("-"))
    in_path = {
        "name": "featureId",
        "in": "path",
        "required": True,
        "description": _(N_("Kennung des Objekts.")),
        "schema": {"type": "string", "format": "uuid"},
    }
    title = _(one.title)
    items = _operation(
        f"get{name}Items",
        _("%(title)s – die Objekte", title=title),
        f"{name}Features",
        parameters.items(one.name, keyed=True),
        tag=one.name,
    )
    single = _operation(
        f"get{name}Item", _("%(title)s – ein Objekt", title=title), f"{name}Feature", parameters.ONE, tag=one.name
    )
    single["parameters"].insert(0, in_path)
    return {
        base: _get(
            f"get{name}", _("%(title)s – die Sammlung", title=title), "Collection", tag=one.name, not_found=True
        ),
        f"{base}/items": {"get": items},
        f"{base}/items/{{featureId}}": {"get": single},
    }


def _get(operation: str, summary: str, model: str | None, *, tag: str = "", not_found: bool = False) -> dict[str, Any]:
    told = _operation(operation, summary, model, (parameters.FORM,), tag=tag)
    if not not_found:
        del told["responses"]["404"]
    return {"get": told}


def _operation(
    operation: str, summary: str, model: str | None, declared: Sequence[Parameter], *, tag: str
) -> dict[str, Any]:
    is_features = bool(model and model.endswith(("Feature", "Features")))
    mimetype = GEOJSON_MIMETYPE if is_features else JSON_MIMETYPE
    schema = {"$ref": f"#/components/schemas/{model}"} if model else {"type": "object"}
    if model is None:
        mimetype = "application/vnd.oai.openapi+json;version=3.0"
    good: dict[str, Any] = {
        "description": summary,
        "content": {mimetype: {"schema": schema}, "text/html": {"schema": {"type": "string"}}},
    }
    if is_features:
        good["headers"] = {
            "Content-Crs": {"description": _(N_("Koordinatensystem der Antwort.")), "schema": {"type": "string"}}
        }
    return {
        "operationId": operation,
        "summary": summary,
        **({"tags": [tag]} if tag else {}),
        "parameters": [_declared(one) for one in declared],
        "responses": {
            "200": good,
            **{code: {"$ref": f"#/components/responses/{name}"} for code, (name, _told) in _NAMES.items()},
        },
    }


def _declared(one: Parameter) -> dict[str, Any]:
    told = {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": _(one.meaning),
        "schema": dict(one.schema),
        "style": "form",
        "explode": False,
    }
    if one.name == "cursor":
        told["schema"] = {"type": "string", "minLength": 1, "maxLength": CURSOR_LONGEST}
    return told


def _components() -> dict[str, Any]:
    problem = {"content": {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    responses: dict[str, Any] = {}
    for code, (name, told) in _NAMES.items():
        responses[name] = {"description": _(told)} | ({} if code == "304" else problem)
    schemas = _shared()
    for one in COLLECTIONS.values():
        schemas |= _schemas(one)
    basic = _(N_("Beliebiger Name, als Passwort der Schlüssel: für QGIS und andere Kartenprogramme."))
    return {
        "schemas": schemas,
        "responses": responses,
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer", "description": _(N_("Schlüssel der Form mtn_…"))},
            "basic": {"type": "http", "scheme": "basic", "description": basic},
        },
    }


def _schemas(one: Collection) -> dict[str, Any]:
    name = "".join(part.title() for part in one.name.split("-"))
    known = {column.key: column for column in (*one.columns, *one.public_columns)}
    geometry = {"allOf": [{"$ref": f"#/components/schemas/{one.geometry}"}], "nullable": True}
    links = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
    count = {"type": "integer", "minimum": 0}
    return {
        f"{name}Feature": {
            "type": "object",
            "required": ["type", "id", "geometry", "properties"],
            "properties": {
                "type": {"type": "string", "enum": ["Feature"]},
                "id": {"type": "string", "format": "uuid"},
                "geometry": geometry,
                "properties": {
                    "type": "object",
                    "properties": {key: _property(column) for key, column in known.items()},
                    "additionalProperties": False,
                },
                "links": links,
            },
        },
        f"{name}Features": {
            "type": "object",
            "required": ["type", "features", "links", "timeStamp", "numberReturned"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}Feature"}},
                "links": links,
                "timeStamp": {"type": "string", "format": "date-time"},
                "numberMatched": count,
                "numberReturned": count,
            },
        },
    }


def _property(column: Column) -> dict[str, Any]:
    told = {"title": _(column.label), "description": _(column.meaning or column.label)}
    if column.key in _TRUE_OR_FALSE:
        return told | {"type": "boolean"}
    if column.type is ColumnType.LIST:
        return told | _LIST
    return told | _TYPES.get(column.type, {"type": "string"}) | {"nullable": True}


def _shared() -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    links = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
    point = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    ring = {"type": "array", "items": point, "minItems": 4}
    return {
        "Link": _object(("href", "rel"), href=text, rel=text, type=text, title=text),
        "Landing": _object(("links",), title=text, description=text, links=links),
        "Conformance": _object(("conformsTo",), conformsTo={"type": "array", "items": text}, links=links),
        "Collections": _object(
            ("links", "collections"),
            links=links,
            collections={"type": "array", "items": {"$ref": "#/components/schemas/Collection"}},
        ),
        "Collection": _object(
            ("id", "links"),
            id=text,
            title=text,
            description=text,
            itemType=text,
            extent={"type": "object"},
            crs={"type": "array", "items": text},
            storageCrs=text,
            links=links,
        ),
        "Point": _geometry("Point", point),
        "MultiPoint": _geometry("MultiPoint", {"type": "array", "items": point}),
        "MultiPolygon": _geometry("MultiPolygon", {"type": "array", "items": {"type": "array", "items": ring}}),
        "Problem": _object(
            ("type", "title", "status", "detail", "code"),
            type=text,
            title=text,
            status={"type": "integer"},
            detail=text,
            code=text,
            instance=text,
            field=text,
        ),
    }


def _geometry(kind: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    return _object(("type", "coordinates"), type={"type": "string", "enum": [kind]}, coordinates=coordinates)


def _object(required: Sequence[str], **fields: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": fields}

"""Answers of the interface for maps: documents with their links, features as GeoJSON in the coordinate system asked for."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, request, url_for

from portal.feed.exports.ogc import Collection, geometry
from portal.feed.geometry.crs import CRS84, SYSTEMS, Crs
from portal.feed.queries.ogc.asking import Item, Page, Reader, cursor_of
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.routes.answers import PRIVATE, if_wanted
from portal.feed.routes.ogc.guard import reader
from portal.feed.routes.ogc.parameters import Form
from portal.feed.routes.server import server
from portal.kernel import clock
from portal.web import headers
from portal.web.documents.geojson import GEOJSON_MIMETYPE
from portal.web.documents.json import JSON_MIMETYPE, dumps, properties
from portal.web.i18n import _

OPENAPI_MIMETYPE = "application/vnd.oai.openapi+json;version=3.0"
HTML_MIMETYPE = "text/html"
#: So long everybody's answers may be kept.
KEEP_SECONDS = 60
#: The language of the pages stands in the address; the interface knows no such parameter.
LANGUAGE = "sprache"


def wanted_form(asked: Form | None) -> Form:
    """What the parameter says, else the better of both in the Accept header, else JSON."""
    if asked is not None:
        return asked
    known = [GEOJSON_MIMETYPE, JSON_MIMETYPE, HTML_MIMETYPE]
    best = request.accept_mimetypes.best_match(known, default=JSON_MIMETYPE)
    return Form.HTML if best == HTML_MIMETYPE else Form.JSON


def link(rel: str, endpoint: str, mimetype: str, title: str, **arguments: Any) -> dict[str, str]:
    """One link of a document."""
    return {"rel": rel, "href": server() + url_for(endpoint, **arguments), "type": mimetype, "title": title}


def both(endpoint: str, mimetype: str, form: Form = Form.JSON, **arguments: Any) -> list[dict[str, str]]:
    """A document itself and its other form."""
    in_json = link("self", endpoint, mimetype, _("Dieses Dokument"), **arguments, f="json")
    in_html = link("alternate", endpoint, HTML_MIMETYPE, _("Dieses Dokument als Seite"), **arguments, f="html")
    if form is Form.HTML:
        in_json["rel"], in_html["rel"] = "alternate", "self"
    return [in_json, in_html]


def document(value: Mapping[str, Any], mimetype: str = JSON_MIMETYPE) -> Response:
    """Any document that is no list of features."""
    return tagged(dumps(value), mimetype)


def features(collection: Collection, found: Page, crs: Crs, arguments: Mapping[str, Any]) -> Response:
    """A page of features."""
    links = [
        *both("ogc.items", GEOJSON_MIMETYPE, collection_id=collection.name, **arguments),
        *turns(collection, found),
    ]
    links.append(
        link("collection", "ogc.collection", JSON_MIMETYPE, _(collection.title), collection_id=collection.name)
    )
    facts: dict[str, Any] = {"type": "FeatureCollection", "numberReturned": len(found.items)}
    if found.matched is not None:
        facts["numberMatched"] = found.matched
    body = written(collection, reader(), found.items, crs)
    stable = dumps(facts)[:-1] + ',"features":[' + ",\n".join(body) + "]"
    moment = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = f'{stable},"timeStamp":"{moment}","links":{dumps(links)}}}'
    response = tagged(whole, GEOJSON_MIMETYPE, tag=f"{stable}{crs.uri}{found.following is not None}")
    for one in links:
        if one["rel"] in ("next", "prev"):
            response.headers.add("Link", f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"')
    return in_system(response, crs)


def feature(collection: Collection, item: Item, crs: Crs) -> Response:
    """One feature."""
    [text] = written(collection, reader(), [item], crs)
    links = [
        *both("ogc.item", GEOJSON_MIMETYPE, collection_id=collection.name, feature_id=str(item.id)),
        link("collection", "ogc.collection", JSON_MIMETYPE, _(collection.title), collection_id=collection.name),
    ]
    return in_system(tagged(f'{text[:-1]},"links":{dumps(links)}}}', GEOJSON_MIMETYPE, tag=text), crs)


def written(collection: Collection, who: Reader, items: Sequence[Item], crs: Crs) -> list[str]:
    """Each feature as text."""
    columns, rows = collection.columns_for(who), collection.rows_for(who, items)
    return [
        dumps(
            {
                "type": "Feature",
                "id": str(item.id),
                "geometry": geometry(item.shape, crs),
                "properties": properties(columns, row),
            }
        )
        for item, row in zip(items, rows, strict=True)
    ]


def turns(collection: Collection, found: Page, *, mimetype: str = GEOJSON_MIMETYPE) -> list[dict[str, str]]:
    """The ways to the next and the previous page; they keep everything that was asked."""
    kept = {name: value for name, value in request.args.items() if name not in ("cursor", LANGUAGE)}
    base = server() + url_for("ogc.items", collection_id=collection.name)
    ways = (("next", _("Nächste Seite"), found.following), ("prev", _("Vorige Seite"), found.previous))
    return [
        {
            "rel": rel,
            "href": f"{base}?{urlencode(kept | {'cursor': cursor_of(collection.name, reader(), stretch)}, quote_via=quote)}",
            "type": mimetype,
            "title": title,
        }
        for rel, title, stretch in ways
        if stretch is not None
    ]


def in_system(response: Response, crs: Crs) -> Response:
    """Say in which coordinate system the answer is (Part 2 of the standard)."""
    response.headers["Content-Crs"] = f"<{crs.uri}>"
    return response


def tagged(body: str, mimetype: str, *, tag: str | None = None) -> Response:
    """An answer with a tag by which a system learns that nothing is new; everybody's may be kept for a moment."""
    response = Response(body.encode(), content_type=mimetype)
    response.set_etag(hashlib.blake2b((tag or body).encode(), digest_size=16).hexdigest())
    response.vary.update(["Accept", "Authorization"])
    if reader() is None:
        headers.leave_no_cookie()
        response.vary.add("Cookie")  # the language of titles and descriptions
        response.headers["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        response.headers["Cache-Control"] = PRIVATE
    return if_wanted(response)


def described(collection: Collection, *, form: Form = Form.JSON) -> dict[str, Any]:
    """What a collection says about itself."""
    who = reader()
    began = collection.source.began(who)
    frame = grounds().frame(who.sozialraum_id if who is not None else None)
    items = [
        link("items", "ogc.items", mimetype, _(collection.title), collection_id=collection.name, f=one.value)
        for mimetype, one in ((GEOJSON_MIMETYPE, Form.JSON), (HTML_MIMETYPE, Form.HTML))
    ]
    extent: dict[str, Any] = {"spatial": {"bbox": [list(frame)], "crs": CRS84.uri}}
    start = began.strftime("%Y-%m-%dT%H:%M:%SZ") if began is not None else None
    extent["temporal"] = {
        "interval": [[start, None]],
        "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
    }
    return {
        "id": collection.name,
        "title": _(collection.title),
        "description": _(collection.description),
        "itemType": "feature",
        "extent": extent,
        "crs": [one.uri for one in SYSTEMS],
        "storageCrs": CRS84.uri,
        "links": [*both("ogc.collection", JSON_MIMETYPE, form, collection_id=collection.name), *items],
    }

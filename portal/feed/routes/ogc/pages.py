"""The addresses of the interface for maps."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from portal.feed.exports.ogc import COLLECTIONS, Collection
from portal.feed.geometry.boxes import Box, read_box
from portal.feed.geometry.crs import CRS84
from portal.feed.queries.ogc.asking import Question, Stretch, page_of, stretch_of
from portal.feed.routes.guard import KeyNeeded
from portal.feed.routes.ogc import openapi, parameters, sheets
from portal.feed.routes.ogc.answers import (
    HTML_MIMETYPE,
    LANGUAGE,
    OPENAPI_MIMETYPE,
    both,
    described,
    document,
    feature,
    features,
    link,
    wanted_form,
)
from portal.feed.routes.ogc.guard import open_with_key, reader
from portal.feed.routes.ogc.parameters import Form
from portal.feed.routes.parameters import BadCursor, BadParameter, Parameter, read_id, read_parameters
from portal.feed.routes.server import server
from portal.feed.terms.ogc import CONFORMANCE, FEATURES_USUAL
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.web.documents.json import JSON_MIMETYPE
from portal.web.errors import answer
from portal.web.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.feed.queries.ogc.asking import Item

bp = Blueprint("ogc", __name__, url_prefix="/ogc")


@bp.errorhandler(KeyNeeded)
def key_needed(error: KeyNeeded) -> Response:
    """401 with both ways to send a key."""
    response = answer(401, code=error.code, message=_(error.message), title=_(N_("Schlüssel nötig")))
    response.headers.add("WWW-Authenticate", 'Bearer realm="Miteinander"')
    response.headers.add("WWW-Authenticate", 'Basic realm="Miteinander", charset="UTF-8"')
    return response


@bp.get("")
@bp.get("/")
@open_with_key
def landing() -> Response:
    """Where everything else is found."""
    form = wanted_form(_asked((parameters.FORM,)).get("f"))
    if form is Form.HTML:
        return sheets.landing(_open_collections())
    links = [
        *both("ogc.landing", JSON_MIMETYPE),
        link("service-desc", "ogc.api", OPENAPI_MIMETYPE, _("Beschreibung für Programme"), f="json"),
        link("service-doc", "ogc.api", HTML_MIMETYPE, _("Beschreibung für Menschen"), f="html"),
        link("conformance", "ogc.conformance", JSON_MIMETYPE, _("Was eingehalten wird"), f="json"),
        link("data", "ogc.collections", JSON_MIMETYPE, _("Sammlungen"), f="json"),
    ]
    return document({"title": _(sheets.TITLE), "description": _(sheets.DESCRIPTION), "links": links})


@bp.get("/api")
@open_with_key
def api() -> Response:
    """The OpenAPI 3.0 document."""
    form = _asked((parameters.FORM,)).get("f")
    if form is Form.HTML:
        return sheets.api(openapi.document(server()))
    return document(openapi.document(server()), OPENAPI_MIMETYPE)


@bp.get("/conformance")
@open_with_key
def conformance() -> Response:
    """Which parts of the standards are kept."""
    if wanted_form(_asked((parameters.FORM,)).get("f")) is Form.HTML:
        return sheets.conformance()
    return document({"conformsTo": list(CONFORMANCE), "links": both("ogc.conformance", JSON_MIMETYPE)})


@bp.get("/collections")
@open_with_key
def collections() -> Response:
    """All collections this reader may know of."""
    if wanted_form(_asked((parameters.FORM,)).get("f")) is Form.HTML:
        return sheets.landing(_open_collections())
    found = [described(one) for one in _open_collections()]
    return document({"links": both("ogc.collections", JSON_MIMETYPE), "collections": found})


@bp.get("/collections/<collection_id>")
@open_with_key
def collection(collection_id: str) -> Response:
    """One collection."""
    found = _collection(collection_id)
    if wanted_form(_asked((parameters.FORM,)).get("f")) is Form.HTML:
        return sheets.collection(found, described(found))
    return document(described(found))


@bp.get("/collections/<collection_id>/items")
@open_with_key
def items(collection_id: str) -> Response:
    """A page of features."""
    found = _collection(collection_id)
    asked = _asked(parameters.items(found.name, keyed=found.reads_all(reader())))
    chosen = page_of(found.source, reader(), _question(found, asked), _stretch(found, asked), _limit(asked))
    if wanted_form(asked.get("f")) is Form.HTML:
        return sheets.items(found, chosen)
    return features(found, chosen, asked.get("crs", CRS84), _kept())


@bp.get("/collections/<collection_id>/items/<feature_id>")
@open_with_key
def item(collection_id: str, feature_id: str) -> Response:
    """One feature."""
    found = _collection(collection_id)
    asked = _asked(parameters.ONE)
    one = _item(found, feature_id)
    if wanted_form(asked.get("f")) is Form.HTML:
        return sheets.item(found, one)
    return feature(found, one, asked.get("crs", CRS84))


def _open_collections() -> list[Collection]:
    return [one for one in COLLECTIONS.values() if one.is_open_to(reader())]


def _collection(name: str) -> Collection:
    found = COLLECTIONS.get(name)
    if found is None or not found.is_open_to(reader()):
        raise NotFound
    return found


def _item(found: Collection, feature_id: str) -> "Item":
    try:
        one = found.source.one(reader(), read_id(feature_id))
    except ValueError:
        one = None
    if one is None:
        raise NotFound
    return one


def _asked(declared: tuple[Parameter, ...]) -> dict[str, Any]:
    """The values of the address; on a page its language may stand there too."""
    given: MultiDict[str, str] = MultiDict(request.args)
    if wanted_form(None) is Form.HTML or given.get("f") == Form.HTML:
        given.poplist(LANGUAGE)
    return read_parameters(declared, given)


def _question(found: Collection, asked: "Mapping[str, Any]") -> Question:
    names = {one.name for one in parameters.filters(found.name, keyed=found.reads_all(reader()))}
    return Question(
        box=_box(asked), when=asked.get("datetime"), filters={name: asked[name] for name in names if name in asked}
    )


def _box(asked: "Mapping[str, Any]") -> Box | None:
    if "bbox" not in asked:
        return None
    try:
        return read_box(asked["bbox"], asked.get("bbox-crs", CRS84))
    except ValueError:
        raise BadParameter(field="bbox", name="bbox", expected=parameters.BBOX.expected) from None


def _limit(asked: "Mapping[str, Any]") -> int:
    return int(asked.get("limit", FEATURES_USUAL))


def _stretch(found: Collection, asked: "Mapping[str, Any]") -> Stretch:
    if "cursor" not in asked:
        return Stretch()
    stretch = stretch_of(found.name, reader(), asked["cursor"], key=found.key)
    if stretch is None:
        raise BadCursor(field="cursor", name="cursor")
    return stretch


def _kept() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if name not in ("f", LANGUAGE)}

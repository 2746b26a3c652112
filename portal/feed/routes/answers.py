"""Answers of the interface: one list in three forms, with a tag by which a system learns that nothing is new."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request

from portal.feed.exports.needs import API_COLUMNS, CURRENT, TOMBSTONE_COLUMNS
from portal.feed.terms.answers import AnswerFormat
from portal.needs.exports import centre_of
from portal.web.documents.columns import Column, Row
from portal.web.documents.csv import OPEN_MIMETYPE, open_csv
from portal.web.documents.geojson import GEOJSON_MIMETYPE, feature
from portal.web.documents.json import JSON_MIMETYPE, dumps, properties

CSV = "text/csv"
#: What each media type asks for; the first one when anything will do.
FORMATS = {JSON_MIMETYPE: AnswerFormat.JSON, GEOJSON_MIMETYPE: AnswerFormat.GEOJSON, CSV: AnswerFormat.CSV}
CURSOR_HEADER = "Cursor"


def wanted_format(asked: AnswerFormat | None) -> AnswerFormat:
    """json, geojson or csv: what the parameter says, else the best of the Accept header, else json."""
    if asked is not None:
        return asked
    best = request.accept_mimetypes.best_match(list(FORMATS), default=JSON_MIMETYPE)
    return FORMATS[best]


def list_answer(form: AnswerFormat, rows: Sequence[Row], *, cursor: str, next_url: str | None) -> Response:
    """A stretch of changes. CSV carries cursor and next address in headers, which the other forms have too."""
    if form is AnswerFormat.CSV:
        body = b"".join(open_csv(API_COLUMNS, rows))
        response = _tagged(body, OPEN_MIMETYPE)
    elif form is AnswerFormat.GEOJSON:
        features = [feature(_columns(row), row, centre=centre_of(row)) for row in rows]
        response = _collection({"type": "FeatureCollection", "features": features}, cursor, next_url, GEOJSON_MIMETYPE)
    else:
        response = _collection(
            {"items": [properties(_columns(row), row) for row in rows]}, cursor, next_url, JSON_MIMETYPE
        )
    response.headers[CURSOR_HEADER] = cursor
    if next_url:
        response.headers["Link"] = f'<{next_url}>; rel="next"'
    return response


def one_answer(form: AnswerFormat, row: Row) -> Response:
    """One Bedarf or its tombstone."""
    if form is AnswerFormat.CSV:
        return _tagged(b"".join(open_csv(API_COLUMNS, [row])), OPEN_MIMETYPE)
    if form is AnswerFormat.GEOJSON:
        return _tagged(dumps(feature(_columns(row), row, centre=centre_of(row))).encode(), GEOJSON_MIMETYPE)
    return _tagged(dumps(properties(_columns(row), row)).encode(), JSON_MIMETYPE)


def json_answer(value: Mapping[str, Any]) -> Response:
    """Any other document."""
    return _tagged(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), JSON_MIMETYPE)


def _columns(row: Row) -> Sequence[Column]:
    return API_COLUMNS if row["state"] == CURRENT else TOMBSTONE_COLUMNS


def _collection(document: dict[str, Any], cursor: str, next_url: str | None, mimetype: str) -> Response:
    return _tagged(
        dumps({**document, "cursor": cursor, "has_more": next_url is not None, "next": next_url}).encode(), mimetype
    )


def _tagged(body: bytes, mimetype: str) -> Response:
    response = Response(body, content_type=mimetype)
    response.set_etag(hashlib.blake2b(body, digest_size=16).hexdigest())
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(["Accept", "Authorization"])
    response.make_conditional(request)
    return response

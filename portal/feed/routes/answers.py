"""Answers of the interface: one list in three forms, with a tag by which a system learns that nothing is new."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import Response, request

from portal.feed.exports.needs import API_COLUMNS, columns_of
from portal.feed.routes.blueprint import VersionPassed
from portal.feed.terms.answers import ALWAYS, AnswerFormat
from portal.needs.exports import centre_of
from portal.web.documents.columns import Column, Row
from portal.web.documents.csv import OPEN_MIMETYPE, open_csv
from portal.web.documents.geojson import GEOJSON_MIMETYPE, feature
from portal.web.documents.json import JSON_MIMETYPE, dumps, properties

CSV = "text/csv"
#: What each media type asks for; the first one when anything will do.
FORMATS = {JSON_MIMETYPE: AnswerFormat.JSON, GEOJSON_MIMETYPE: AnswerFormat.GEOJSON, CSV: AnswerFormat.CSV}
CURSOR_HEADER = "Cursor"
#: What a key opens is kept by nobody in between, and by no browser.
PRIVATE = "private, no-store"


def wanted_format(asked: AnswerFormat | None) -> AnswerFormat:
    """json, geojson or csv: what the parameter says, else the best of the Accept header, else json."""
    if asked is not None:
        return asked
    best = request.accept_mimetypes.best_match(list(FORMATS), default=JSON_MIMETYPE)
    return FORMATS[best]


Fields = Collection[str] | None


def list_answer(
    form: AnswerFormat, rows: Sequence[Row], *, cursor: str, next_url: str | None, fields: Fields = None
) -> Response:
    """A stretch of changes. CSV carries cursor and next address in headers, which the other forms have too."""
    if form is AnswerFormat.CSV:
        body = b"".join(open_csv(_table(fields), rows))
        response = _tagged(body, OPEN_MIMETYPE)
    elif form is AnswerFormat.GEOJSON:
        features = [feature(columns_of(row, fields), row, centre=centre_of(row)) for row in rows]
        response = _collection({"type": "FeatureCollection", "features": features}, cursor, next_url, GEOJSON_MIMETYPE)
    else:
        response = _collection(
            {"items": [properties(columns_of(row, fields), row) for row in rows]}, cursor, next_url, JSON_MIMETYPE
        )
    return _with_way(response, cursor, next_url)


def one_answer(form: AnswerFormat, row: Row, *, fields: Fields = None) -> Response:
    """One Bedarf or its tombstone."""
    if form is AnswerFormat.CSV:
        return _tagged(b"".join(open_csv(_table(fields), [row])), OPEN_MIMETYPE)
    columns = columns_of(row, fields)
    if form is AnswerFormat.GEOJSON:
        return _tagged(dumps(feature(columns, row, centre=centre_of(row))).encode(), GEOJSON_MIMETYPE)
    return _tagged(dumps(properties(columns, row)).encode(), JSON_MIMETYPE)


def json_answer(value: Mapping[str, Any], *, version: int | None = None) -> Response:
    """Any other document. With a version its ETag begins with it, and `If-Match` asks for that."""
    return _tagged(dumps(value).encode(), JSON_MIMETYPE, version=version)


def page_answer(items: Sequence[Mapping[str, Any]], *, cursor: str, next_url: str | None) -> Response:
    """A stretch of a list that there is as JSON only."""
    response = _collection({"items": items}, cursor, next_url, JSON_MIMETYPE)
    return _with_way(response, cursor, next_url)


def _table(fields: Fields) -> Sequence[Column]:
    return API_COLUMNS if not fields else [one for one in API_COLUMNS if one.key in fields or one.key in ALWAYS]


def _collection(document: dict[str, Any], cursor: str, next_url: str | None, mimetype: str) -> Response:
    return _tagged(
        dumps({**document, "cursor": cursor, "has_more": next_url is not None, "next": next_url}).encode(), mimetype
    )


def _with_way(response: Response, cursor: str, next_url: str | None) -> Response:
    response.headers[CURSOR_HEADER] = cursor
    if next_url:
        response.headers["Link"] = f'<{next_url}>; rel="next"'
    return response


def _tagged(body: bytes, mimetype: str, *, version: int | None = None) -> Response:
    response = Response(body, content_type=mimetype)
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    response.set_etag(digest if version is None else f"{version}.{digest}")
    response.headers["Cache-Control"] = PRIVATE
    response.vary.update(["Accept", "Authorization"])
    return if_wanted(response)


def if_wanted(response: Response) -> Response:
    """The answer, or 304 for who has it. Raises `VersionPassed` for who wants only another version."""
    response.make_conditional(request)
    if response.status_code == VersionPassed.status:
        raise VersionPassed(field="If-Match")
    return response

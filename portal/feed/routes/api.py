"""`/api/v1`: what systems of the county read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request

from portal.contributions.terms import Channel
from portal.county import queries as county
from portal.feed.exports.needs import change_rows
from portal.feed.queries import needs as queries
from portal.feed.routes import openapi, parameters
from portal.feed.routes.answers import json_answer, list_answer, one_answer, wanted_format
from portal.feed.routes.blueprint import bp
from portal.feed.routes.guard import api_client, with_key, with_right
from portal.feed.routes.parameters import read_parameters
from portal.feed.routes.server import server
from portal.feed.routes.walking import position, way_on
from portal.feed.terms.answers import PAGE_DEFAULT
from portal.feed.terms.clients import ApiRight
from portal.needs.queries import Departed, NeedFilters
from portal.needs.terms import NeedStatus
from portal.web.access import public
from portal.web.documents.columns import Row
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.county.models import Term
    from portal.feed.models.clients import ApiClient
    from portal.feed.queries.needs import Told


@bp.get("/needs")
@with_right(ApiRight.READ_NEEDS)
def needs() -> Response:
    """Bedarfe in the order of their changes, with tombstones."""
    asked = read_parameters(parameters.NEED_LIST, request.args)
    reader = api_client()
    found = queries.changes(
        reader,
        _filters(asked),
        after=int(position("needs", asked) or 0),
        since=asked.get("modified_since"),
        limit=asked.get("limit", PAGE_DEFAULT),
    )
    cursor, next_url = way_on("needs", str(found.position), has_more=found.has_more)
    return list_answer(
        wanted_format(asked.get("format")),
        _rows(reader, found.needs, found.departed),
        cursor=cursor,
        next_url=next_url,
        fields=asked.get("fields"),
    )


@bp.get("/needs/<uuid:need_id>")
@with_right(ApiRight.READ_NEEDS)
def need(need_id: UUID) -> Response:
    """One Bedarf or its tombstone."""
    asked = read_parameters(parameters.ONE_NEED, request.args)
    reader = api_client()
    found = queries.readable_need(reader, need_id)
    [row] = _rows(reader, [], [found]) if isinstance(found, Departed) else _rows(reader, [found])
    return one_answer(wanted_format(asked.get("format")), row, fields=asked.get("fields"))


@bp.get("/places")
@with_key
def places() -> Response:
    """The Sozialräume of the key."""
    read_parameters(parameters.NOTHING, request.args)
    items = [
        {
            "id": str(place.id),
            "kind": place.kind.value,
            "name": place.name,
            "designation": place.designation,
            "ags": place.ags,
            "ars": place.ars,
            "parent_id": str(place.parent_id) if place.parent_id else None,
            "latitude": place.centre_lat,
            "longitude": place.centre_lon,
            "area_km2": place.area_km2,
            "has_residents": place.has_residents,
        }
        for place in queries.readable_places(api_client())
    ]
    return json_answer({"items": items})


@bp.get("/taxonomies")
@with_key
def taxonomies() -> Response:
    """The words by which Bedarfe are ordered."""
    read_parameters(parameters.NOTHING, request.args)
    return json_answer(
        {
            "action_fields": [
                {**_term(field), "parent_id": str(field.parent_id) if field.parent_id else None}
                for field in county.action_fields(active=None)
            ],
            "target_groups": [_term(group) for group in county.target_groups(active=None)],
            "basic_functions": [_term(function) for function in county.basic_functions(active=None)],
            "statuses": [{"key": status.value, "label": status.label} for status in NeedStatus],
            "channels": [{"key": channel.value, "label": channel.label} for channel in Channel],
        }
    )


@bp.get("/openapi.json")
@public
def openapi_json() -> Response:
    """The description of the interface for programs."""
    response = json_answer(openapi.document(server()))
    response.vary.add("Cookie")  # the language of the descriptions
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@bp.get("/")
@public
def docs() -> Response:
    """The same description for people."""
    return page("feed/docs.html", **openapi.for_people(server()))


def _term(term: "Term") -> dict[str, object]:
    return {"id": str(term.id), "key": term.key, "name": term.name, "is_active": term.is_active}


def _filters(asked: dict[str, object]) -> NeedFilters:
    return NeedFilters(
        text=str(asked.get("q", "")),
        place_id=asked.get("place"),  # type: ignore[arg-type]
        status=asked.get("status"),  # type: ignore[arg-type]
        action_field_id=asked.get("action_field"),  # type: ignore[arg-type]
        target_group_id=asked.get("target_group"),  # type: ignore[arg-type]
        basic_function_id=asked.get("basic_function"),  # type: ignore[arg-type]
        due=asked.get("due"),  # type: ignore[arg-type]
    )


def _rows(reader: "ApiClient", found: "Sequence[Told]", departed: Sequence[Departed] = ()) -> "Sequence[Row]":
    into = [need.merged_into_id for need in found if need.merged_into_id]
    readable = queries.readable_ids(reader, into)
    return change_rows(
        found,
        readable=readable,
        departed=departed,
        with_names=reader.may(ApiRight.READ_NAMES),
    )

"""Kennzahlen and their values."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response, request

from portal.feed.exports.resources import Item, computed_value, indicator, indicator_value
from portal.feed.queries import indicators as queries
from portal.feed.queries.indicators import ValueFilters
from portal.feed.routes import parameters
from portal.feed.routes.answers import json_answer
from portal.feed.routes.blueprint import bp
from portal.feed.routes.guard import api_client, with_right
from portal.feed.routes.parameters import read_parameters
from portal.feed.routes.walking import page_of, position
from portal.feed.terms.answers import PAGE_DEFAULT
from portal.feed.terms.clients import ApiRight
from portal.indicators.queries import definition
from portal.kernel.errors import NotFound

_ALWAYS_OF_VALUE = ("place_id", "on", "part")


@bp.get("/indicators")
@with_right(ApiRight.READ_INDICATORS)
def indicators() -> Response:
    """All Kennzahlen by key."""
    asked = read_parameters(parameters.INDICATOR_LIST, request.args)
    after = position("indicators", asked) or ""
    limit = asked.get("limit", PAGE_DEFAULT)
    known = queries.changed_definitions(theme=asked.get("theme"), since=asked.get("modified_since"))
    found = [one for one in known if one[0].key > after]
    items = [_narrowed(indicator(*one), asked.get("fields"), ("id",)) for one in found[:limit]]
    last = found[:limit][-1][0].key if found else after
    return page_of("indicators", items, position=last, has_more=len(found) > limit)


@bp.get("/indicators/<key>")
@with_right(ApiRight.READ_INDICATORS)
def one_indicator(key: str) -> Response:
    """One Kennzahl."""
    asked = read_parameters(parameters.ONE_INDICATOR, request.args)
    for one, moment in queries.changed_definitions(theme=None, since=None):
        if one.key == key:
            return json_answer(_narrowed(indicator(one, moment), asked.get("fields"), ("id",)))
    raise NotFound


@bp.get("/indicators/<key>/values")
@with_right(ApiRight.READ_INDICATORS)
def indicator_values(key: str) -> Response:
    """Values of a Kennzahl in the order of their changes; of a computed one by day and place."""
    asked = read_parameters(parameters.VALUE_LIST, request.args)
    one = definition(key)
    filters = ValueFilters(
        place_id=asked.get("place"),
        first=asked.get("from"),
        last=asked.get("until"),
        part=asked.get("part"),
        since=asked.get("modified_since"),
    )
    listed = f"indicators/{one.key}"
    read = _computed if one.is_computed else _stored
    items, last, has_more = read(one.key, filters, position(listed, asked), asked.get("limit", PAGE_DEFAULT))
    told = [_narrowed(item, asked.get("fields"), _ALWAYS_OF_VALUE) for item in items]
    return page_of(listed, told, position=last, has_more=has_more, key=key)


Found = tuple[list[Item], str, bool]


def _stored(key: str, filters: ValueFilters, after: str | None, limit: int) -> Found:
    begin = _read(after, datetime)
    found = queries.changed_values(api_client(), key, filters, after=begin, limit=limit + 1)
    kept = found[:limit]
    last = f"{kept[-1].updated_at.isoformat()}|{kept[-1].id}" if kept else after or ""
    return [indicator_value(row) for row in kept], last, len(found) > limit


def _computed(key: str, filters: ValueFilters, after: str | None, limit: int) -> Found:
    """Without a moment of change, and without groups: whoever narrows by either gets nothing."""
    if filters.since is not None or filters.part:
        return [], after or "", False
    found = queries.computed_values(api_client(), key, filters, after=_read(after, date), limit=limit + 1)
    kept = found[:limit]
    last = f"{kept[-1].on}|{kept[-1].place_id}" if kept else after or ""
    return [computed_value(one) for one in kept], last, len(found) > limit


def _read(after: str | None, kind: Any) -> Any:
    """The two keys behind which a list goes on; None from the beginning."""
    moment, _, own = (after or "").partition("|")
    return (kind.fromisoformat(moment), UUID(own)) if moment else None


def _narrowed(item: Item, fields: Collection[str] | None, always: Collection[str]) -> Item:
    return {name: value for name, value in item.items() if name in fields or name in always} if fields else item

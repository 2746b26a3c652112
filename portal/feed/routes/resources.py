"""Lists and single entries of Maßnahmen, Beschlussvorlagen, Beschlüsse and Verfahren, in the order of changes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request

from portal.feed.exports import resources as exports
from portal.feed.exports.resources import Item, farewell, narrowed, tombstone
from portal.feed.queries import changes
from portal.feed.queries import resources as queries
from portal.feed.queries.presence import departed
from portal.feed.routes import parameters
from portal.feed.routes.answers import json_answer
from portal.feed.routes.blueprint import bp
from portal.feed.routes.guard import api_client, with_right
from portal.feed.routes.parameters import Parameter, read_parameters
from portal.feed.routes.walking import page_of, position
from portal.feed.terms.answers import CURRENT, PAGE_DEFAULT
from portal.feed.terms.changes import ChangedKind
from portal.feed.terms.clients import ApiRight
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.planning.queries.measures import MeasureFilters

if TYPE_CHECKING:
    from sqlalchemy import Select

    from portal.feed.models import ApiClient, FeedChange

Asked = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """One kind of things that systems copy."""

    #: Its part of the address.
    name: str
    kind: ChangedKind
    #: Ids of what the reader may see, narrowed by what was asked.
    visible: "Callable[[ApiClient, Asked], Select[Any]]"
    #: What is told of each, by id.
    items: "Callable[[ApiClient, Collection[UUID]], dict[UUID, Item]]"
    listed_by: tuple[Parameter, ...]
    one_by: tuple[Parameter, ...]


MEASURES = Resource(
    "measures",
    ChangedKind.MEASURE,
    lambda reader, asked: queries.readable_measures(
        reader,
        MeasureFilters(
            text=asked.get("q", ""),
            place_id=asked.get("place"),
            status=asked.get("status"),
            priority=asked.get("priority"),
            review_due=asked.get("review_due", False),
        ),
    ),
    exports.measures,
    parameters.MEASURE_LIST,
    parameters.ONE_MEASURE,
)
PAPERS = Resource(
    "papers",
    ChangedKind.PAPER,
    lambda reader, asked: queries.readable_papers(reader, status=asked.get("status"), place_id=asked.get("place")),
    exports.papers,
    parameters.PAPER_LIST,
    parameters.ONE_PAPER,
)
DECISIONS = Resource(
    "decisions",
    ChangedKind.DECISION,
    lambda reader, asked: queries.readable_decisions(reader, result=asked.get("result"), place_id=asked.get("place")),
    exports.decisions,
    parameters.DECISION_LIST,
    parameters.ONE_DECISION,
)
CONSULTATIONS = Resource(
    "consultations",
    ChangedKind.CONSULTATION,
    lambda reader, asked: queries.readable_consultations(
        reader, state=asked.get("status"), place_id=asked.get("place")
    ),
    exports.consultations,
    parameters.CONSULTATION_LIST,
    parameters.ONE_CONSULTATION,
)


@bp.get("/measures")
@with_right(ApiRight.READ_MEASURES)
def measures() -> Response:
    """Maßnahmen in the order of their changes."""
    return _list(MEASURES)


@bp.get("/measures/<uuid:measure_id>")
@with_right(ApiRight.READ_MEASURES)
def measure(measure_id: UUID) -> Response:
    """One Maßnahme."""
    return _one(MEASURES, measure_id)


@bp.get("/papers")
@with_right(ApiRight.READ_PAPERS)
def papers() -> Response:
    """Beschlussvorlagen in the order of their changes."""
    return _list(PAPERS)


@bp.get("/papers/<uuid:paper_id>")
@with_right(ApiRight.READ_PAPERS)
def paper(paper_id: UUID) -> Response:
    """One Beschlussvorlage."""
    return _one(PAPERS, paper_id)


@bp.get("/decisions")
@with_right(ApiRight.READ_DECISIONS)
def decisions() -> Response:
    """Beschlüsse in the order of their changes, with those that were taken out."""
    return _list(DECISIONS)


@bp.get("/decisions/<uuid:decision_id>")
@with_right(ApiRight.READ_DECISIONS)
def decision(decision_id: UUID) -> Response:
    """One Beschluss."""
    return _one(DECISIONS, decision_id)


@bp.get("/consultations")
@with_right(ApiRight.READ_CONSULTATIONS)
def consultations() -> Response:
    """Verfahren in the order of their changes."""
    return _list(CONSULTATIONS)


@bp.get("/consultations/<uuid:consultation_id>")
@with_right(ApiRight.READ_CONSULTATIONS)
def consultation(consultation_id: UUID) -> Response:
    """One Verfahren."""
    return _one(CONSULTATIONS, consultation_id)


def answer_of(resource: Resource, id: UUID, fields: Collection[str] | None = None) -> Response:
    """One entry with its version as ETag, or what is left of it. Raises `NotFound` for what the reader may not see."""
    reader = api_client()
    change = changes.change_of(resource.kind, id)
    if change is not None and change.is_gone:
        return json_answer(tombstone(change), version=change.change_number)
    visible = resource.visible(reader, {})
    column = visible.selected_columns[0]
    if session().scalar(visible.where(column == id)) is None:
        for gone in departed(reader, resource.kind, visible, id=id):
            return json_answer(farewell(gone), version=gone.change_number)
        raise NotFound
    item = narrowed(_living(change, id, resource.items(reader, [id])[id]), fields)
    return json_answer(item, version=change.change_number if change is not None else 0)


def _list(resource: Resource) -> Response:
    asked = read_parameters(resource.listed_by, request.args)
    reader = api_client()
    found = changes.stretch(
        reader,
        resource.kind,
        resource.visible(reader, asked),
        among=resource.visible(reader, {}),
        after=int(position(resource.name, asked) or 0),
        since=asked.get("modified_since"),
        limit=asked.get("limit", PAGE_DEFAULT),
    )
    living = resource.items(reader, [one.object_id for one in found.changes if not one.is_gone])
    items = [
        _entry(one, living, asked.get("fields")) for one in found.changes if one.is_gone or one.object_id in living
    ]
    items = sorted([*items, *map(farewell, found.departed)], key=itemgetter("change"))
    return page_of(resource.name, items, position=str(found.position), has_more=found.has_more)


def _one(resource: Resource, id: UUID) -> Response:
    asked = read_parameters(resource.one_by, request.args)
    return answer_of(resource, id, asked.get("fields"))


def _entry(change: "FeedChange", living: dict[UUID, Item], fields: Collection[str] | None) -> Item:
    if change.is_gone:
        return tombstone(change)
    return narrowed(_living(change, change.object_id, living[change.object_id]), fields)


def _living(change: "FeedChange | None", id: UUID, item: Item) -> Item:
    """What is told of it. It changed when any part of what is told did, also one that lies in a row of its own."""
    number = change.change_number if change is not None else 0
    moved = {"updated_at": change.changed_at.isoformat()} if change is not None else {}
    return {"state": CURRENT, "change": number, "id": str(id), **item, **moved}

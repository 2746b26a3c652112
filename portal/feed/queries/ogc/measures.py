"""Maßnahmen at the middles of their places: the released ones for everybody, all that a key may read with it."""

from collections.abc import Collection
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import selectinload

from portal.feed.queries.ogc.asking import Item, Question, Reader, Shape, Stretch
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.queries.scopes import beneath, scope_of
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.ogc import Span
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.planning.models import Measure
from portal.planning.queries import measures as queries


def reads_all(reader: Reader) -> bool:
    """Whether a reader sees more of them than everybody."""
    return reader is not None and reader.may(ApiRight.READ_MEASURES)


class MeasureSource:
    """Some thousand rows at most."""

    def fetch(self, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> list[Item]:
        chosen = _chosen(reader, asked).where(*stretch.of(Measure.id)).options(selectinload(Measure.places))
        return [_item(row) for row in session().scalars(chosen.order_by(stretch.order(Measure.id)).limit(limit))]

    def count(self, reader: Reader, asked: Question) -> int | None:
        return session().scalar(select(func.count()).select_from(_chosen(reader, asked).subquery())) or 0

    def one(self, reader: Reader, id: UUID) -> Item | None:
        chosen = _chosen(reader, Question()).where(Measure.id == id).options(selectinload(Measure.places))
        row = session().scalar(chosen)
        return _item(row) if row is not None else None

    def began(self, reader: Reader) -> datetime | None:
        first = session().scalar(_chosen(reader, Question()).with_only_columns(func.min(Measure.begins_on)))
        return datetime.combine(first, time(), tzinfo=ON_SCREEN).astimezone(UTC) if first else None


def _item(row: Measure) -> Item:
    middles = grounds().middles
    points = tuple(sorted(middles[place.id] for place in row.places if place.id in middles))
    return Item(row.id, row.id, Shape(points, is_multi=True) if points else None, row)


def _chosen(reader: Reader, asked: Question) -> Select[Measure]:
    if reader is not None and reads_all(reader):
        chosen = queries.visible_measures(reader)
    else:
        chosen = select(Measure).where(Measure.is_public)
    return chosen.where(*_in_places(scope_of(reader)), *_narrowed(asked))


def _in_places(ids: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [queries.in_places(sorted(ids))]


def _narrowed(asked: Question) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.box is not None:
        conditions += _in_places(grounds().in_box(asked.box))
    if "place_id" in asked.filters:
        conditions += _in_places(beneath([asked.filters["place_id"]]))
    if "status" in asked.filters:
        conditions.append(queries.condition_of(asked.filters["status"]))
    if asked.when is not None:
        conditions += _at(asked.when)
    return conditions


def _at(span: Span) -> list[ColumnElement[bool]]:
    """What was planned to go on in this time; what has no day at all is at no time."""
    m = Measure
    conditions: list[ColumnElement[bool]] = [m.begins_on.is_not(None) | m.ends_on.is_not(None)]
    if span.first_day is not None:
        conditions.append(m.ends_on.is_(None) | (m.ends_on >= span.first_day))
    if span.last_day is not None:
        conditions.append(m.begins_on.is_(None) | (m.begins_on <= span.last_day))
    return conditions

"""Bedarfe at the middle of their Sozialraum: with a public answer for everybody, all that a key may read with it.

Where a rectangle or a Sozialraum narrows them, each place is asked for its next few along an index and the nearest of all are
taken: a page costs the same with a thousand Bedarfe and with a million.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, union_all

from portal.feed.queries.ogc.asking import Item, Question, Reader, Shape, Stretch
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.queries.scopes import beneath, scope_of
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.ogc import COUNTED_UP_TO
from portal.kernel.db import session
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.queries import maps
from portal.places import queries as places

#: SQLite puts no more statements together than five hundred.
MOST_PLACES = 400


def reads_all(reader: Reader) -> bool:
    """Whether a reader sees more of them than everybody."""
    return reader is not None and reader.may(ApiRight.READ_NEEDS)


class NeedSource:
    """Up to millions of rows."""

    def fetch(self, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> list[Item]:
        numbers = _numbers(reader, asked, stretch, limit)
        chosen = select(Need).where(Need.seq.in_(numbers)).order_by(stretch.order(Need.seq))
        return [_item(row) for row in session().scalars(chosen)]

    def count(self, reader: Reader, asked: Question) -> int | None:
        if reads_all(reader) and asked.when is None and not asked.filters.keys() & {"number", "answered"}:
            return maps.tallied(
                _places(reader, asked),
                status=asked.filters.get("status"),
                action_field_id=asked.filters.get("action_field_id"),
            )
        some = _numbers(reader, asked, Stretch(), COUNTED_UP_TO + 1).subquery()
        number = session().scalar(select(func.count()).select_from(some)) or 0
        return number if number <= COUNTED_UP_TO else None

    def one(self, reader: Reader, id: UUID) -> Item | None:
        scope = scope_of(reader)
        row = session().scalar(select(Need).where(Need.id == id, maps.visible(is_public=not reads_all(reader))))
        return _item(row) if row is not None and (scope is None or row.sozialraum_id in scope) else None

    def began(self, reader: Reader) -> datetime | None:
        if reads_all(reader):
            return session().scalar(select(Need.created_at).order_by(Need.seq).limit(1))
        return session().scalar(
            select(Need.answered_at).where(Need.answered_at.is_not(None)).order_by(Need.answered_at).limit(1)
        )


def _item(row: Need) -> Item:
    middle = grounds().middles.get(row.sozialraum_id)
    return Item(row.id, row.seq, Shape((middle,)) if middle is not None else None, row)


def _places(reader: Reader, asked: Question) -> list[UUID] | None:
    """Where to look; None for everywhere."""
    sets = [scope_of(reader)]
    if asked.box is not None:
        sets.append(grounds().in_box(asked.box))
    if "place_id" in asked.filters:
        sets.append(beneath([asked.filters["place_id"]]))
    if "ags" in asked.filters:
        sets.append({node.id for node in places.tree() if node.ags == asked.filters["ags"]})
    given = [one for one in sets if one is not None]
    return sorted(set.intersection(*given)) if given else None


def _numbers(reader: Reader, asked: Question, stretch: Stretch, limit: int) -> Select[int]:
    """The numbers of the nearest Bedarfe."""
    where = [maps.visible(is_public=not reads_all(reader)), *_narrowed(reader, asked), *stretch.of(Need.seq)]
    found = _places(reader, asked)
    if found is None and (asked.when is not None or not reads_all(reader)):
        found = sorted(node.id for node in places.tree())  # the indexes along places hold the moment too
    if found is None:
        return select(Need.seq).where(*where).order_by(stretch.order(Need.seq)).limit(limit)
    if len(found) > MOST_PLACES or not found:
        inside = Need.sozialraum_id.in_(found)
        return select(Need.seq).where(inside, *where).order_by(stretch.order(Need.seq)).limit(limit)
    return _nearest_of_each(found, where, stretch, limit)


def _nearest_of_each(
    found: Sequence[UUID], where: Sequence[ColumnElement[bool]], stretch: Stretch, limit: int
) -> Select[int]:
    arms: list[Select[Any]] = []
    for place_id in found:
        inside = select(Need.seq).where(Need.sozialraum_id == place_id, *where)
        arms.append(select(inside.order_by(stretch.order(Need.seq)).limit(limit).subquery().c.seq))
    together = union_all(*arms).subquery()
    return select(together.c.seq).order_by(stretch.order(together.c.seq)).limit(limit)


def _narrowed(reader: Reader, asked: Question) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for name in ("status", "number"):
        if name in asked.filters:
            conditions.append(getattr(Need, name) == asked.filters[name])
    if "action_field_id" in asked.filters:
        conditions.append(needs.in_fields(Need.action_field_id, asked.filters["action_field_id"]))
    if asked.when is not None:
        everything = reads_all(reader)
        # Of an answer everybody may know the day and nothing finer.
        moment, when = (Need.created_at, asked.when) if everything else (Need.answered_at, asked.when.in_days)
        conditions += [moment >= when.start] if when.start else []
        conditions += [moment <= when.end] if when.end else []
    return conditions

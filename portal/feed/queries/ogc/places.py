"""The Sozialräume with their boundaries. Everything about them is public."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.feed.queries.ogc.asking import Item, Question, Reader, Shape, Stretch
from portal.feed.queries.ogc.grounds import grounds
from portal.feed.queries.scopes import scope_of
from portal.kernel.db import session
from portal.places.models import Sozialraum


class PlaceSource:
    """Some hundred rows, read as a whole and narrowed here."""

    def fetch(self, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> list[Item]:
        return stretch.chosen(_found(reader, asked), limit)

    def count(self, reader: Reader, asked: Question) -> int | None:
        return len(_found(reader, asked))

    def one(self, reader: Reader, id: UUID) -> Item | None:
        return next((one for one in _found(reader, Question()) if one.id == id), None)

    def began(self, reader: Reader) -> datetime | None:
        return None


def _found(reader: Reader, asked: Question) -> list[Item]:
    chosen = select(Sozialraum).where(*(getattr(Sozialraum, name) == value for name, value in asked.filters.items()))
    known, scope = grounds(), scope_of(reader)
    inside = known.touching(asked.box) if asked.box is not None else None
    rows = session().scalars(chosen.order_by(Sozialraum.id))
    return [
        Item(row.id, row.id, Shape(area_of=row.id) if row.id in known.shapes else None, row)
        for row in rows
        if (scope is None or row.id in scope) and (inside is None or row.id in inside)
    ]

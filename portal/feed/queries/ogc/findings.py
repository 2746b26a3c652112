"""Findings of Ortsbegehungen, only for keys: nothing of them is public."""

from datetime import UTC, datetime, time
from uuid import UUID

from portal.feed.queries.ogc.asking import Item, Question, Reader, Stretch
from portal.feed.queries.ogc.pins import item, shared_filter, up_to_limit
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.ogc import COUNTED_UP_TO
from portal.kernel.clock import ON_SCREEN
from portal.pinmaps.models import WalkFinding
from portal.pinmaps.queries import open_data
from portal.pinmaps.queries.open_data import OpenFilter


def reads_all(reader: Reader) -> bool:
    """Whether a reader may see them."""
    return reader is not None and reader.may(ApiRight.READ_FINDINGS)


class FindingSource:
    """Some ten thousand rows."""

    def fetch(self, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> list[Item]:
        key = WalkFinding.contribution_id
        chosen = open_data.open_findings(_filter(reader, asked)).where(*stretch.of(key))
        return [item(one) for one in open_data.read(chosen.order_by(stretch.order(key)).limit(limit))]

    def count(self, reader: Reader, asked: Question) -> int | None:
        return up_to_limit(open_data.count(open_data.open_findings(_filter(reader, asked)), up_to=COUNTED_UP_TO))

    def one(self, reader: Reader, id: UUID) -> Item | None:
        chosen = open_data.open_findings(_filter(reader, Question())).where(WalkFinding.contribution_id == id)
        return next((item(one) for one in open_data.read(chosen)), None)

    def began(self, reader: Reader) -> datetime | None:
        day = open_data.first_walk(_filter(reader, Question()))
        return datetime.combine(day, time(), tzinfo=ON_SCREEN).astimezone(UTC) if day else None


def _filter(reader: Reader, asked: Question) -> OpenFilter:
    of_finding = tuple((name, asked.filters[name]) for name in ("topic", "rating") if name in asked.filters)
    of_walk = (("id", asked.filters["walk_id"]),) if "walk_id" in asked.filters else ()
    return shared_filter(reader, asked.box, asked.when, of_thing=of_finding, of_whole=of_walk)

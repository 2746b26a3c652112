"""Pins as everybody sees them: a key narrows them to its Sozialraum and shows no more of them."""

from datetime import UTC, datetime
from uuid import UUID

from portal.feed.geometry.boxes import Box
from portal.feed.queries.ogc.asking import Item, Question, Reader, Shape, Stretch
from portal.feed.queries.scopes import scope_of
from portal.feed.terms.ogc import COUNTED_UP_TO, Span
from portal.kernel.clock import ON_SCREEN
from portal.pinmaps.models import Pin
from portal.pinmaps.queries import open_data
from portal.pinmaps.queries.open_data import OpenFilter, OpenThing


class PinSource:
    """Up to a million rows."""

    def fetch(self, reader: Reader, asked: Question, stretch: Stretch, limit: int) -> list[Item]:
        key = Pin.contribution_id
        chosen = open_data.open_pins(_filter(reader, asked)).where(*stretch.of(key))
        return [item(one) for one in open_data.read(chosen.order_by(stretch.order(key)).limit(limit))]

    def count(self, reader: Reader, asked: Question) -> int | None:
        return up_to_limit(open_data.count(open_data.open_pins(_filter(reader, asked)), up_to=COUNTED_UP_TO))

    def one(self, reader: Reader, id: UUID) -> Item | None:
        chosen = open_data.open_pins(_filter(reader, Question())).where(Pin.contribution_id == id)
        return next((item(one) for one in open_data.read(chosen)), None)

    def began(self, reader: Reader) -> datetime | None:
        month = open_data.first_month()
        return datetime(month // 100, month % 100, 1, tzinfo=ON_SCREEN).astimezone(UTC) if month else None


def item(one: OpenThing) -> Item:
    """A pin or a finding as a thing of its collection."""
    shape = Shape(((one.at[1], one.at[0]),)) if one.at is not None else None
    return Item(one.id, one.id, shape, one)


def up_to_limit(number: int) -> int | None:
    """A count, or None when it goes beyond what is counted."""
    return number if number <= COUNTED_UP_TO else None


def shared_filter(
    reader: Reader, box: Box | None, when: Span | None, **of: tuple[tuple[str, object], ...]
) -> OpenFilter:
    """What pins and findings are narrowed by alike."""
    return OpenFilter(
        place_ids=scope_of(reader),
        edges=box.windows if box is not None else None,
        since=when.first_day if when is not None else None,
        until=when.last_day if when is not None else None,
        **of,
    )


def _filter(reader: Reader, asked: Question) -> OpenFilter:
    of_pin = tuple((name, asked.filters[name]) for name in ("category", "month") if name in asked.filters)
    of_map = (("slug", asked.filters["map"]),) if "map" in asked.filters else ()
    return shared_filter(reader, asked.box, asked.when, of_thing=of_pin, of_whole=of_map)

"""What those who make and run a Nadelkarte need to know about it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select, text

from portal.contributions.models import Contribution
from portal.contributions.terms import Channel
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.pinmaps.models import MapSession, Pin, PinMap
from portal.pinmaps.policy import PUBLISHERS
from portal.pinmaps.queries.maps import in_scope, own_maps
from portal.pinmaps.queries.pins import counts_of, waits
from portal.pinmaps.terms import MapState, PinVisibility
from portal.places import queries as places


def has_pins(map_id: UUID) -> bool:
    """Whether anybody ever set a pin on it, taken back or not."""
    return bool(session().scalar(select(exists().where(Pin.map_id == map_id))))


def numbers_with_pins(map_id: UUID, numbers: Collection[int]) -> frozenset[int]:
    """Those of these categories that a pin names; their number and meaning stay."""
    return _true_of({number: exists().where(Pin.map_id == map_id, Pin.category == number) for number in numbers})


def groups_with_pins(map_id: UUID, numbers: Collection[int]) -> frozenset[int]:
    """Those of these groups that a pin or a table names."""
    in_a_group = text("pin.group_number <> 0")  # literally, so that both databases look into the index of those alone
    return _true_of(
        {
            number: exists().where(Pin.map_id == map_id, in_a_group, Pin.group == number)
            | exists().where(MapSession.map_id == map_id, MapSession.group == number)
            for number in numbers
        }
    )


def described_count(map_id: UUID) -> int:
    """How many pins say where they belong only in words."""
    chosen = select(func.count()).where(
        Pin.map_id == map_id, Pin.cell.is_(None), Pin.visibility != PinVisibility.HIDDEN
    )
    return session().scalar(chosen) or 0


def channel_counts(map_id: UUID) -> dict[Channel, int]:
    """How many pins came by which way, online first; those taken back are not counted."""
    at_tables = (
        select(MapSession.channel, func.count())
        .join(Pin, Pin.session_id == MapSession.id)
        .join(Contribution, Contribution.id == Pin.contribution_id)
        .where(MapSession.map_id == map_id, Contribution.withdrawn_at.is_(None))
        .group_by(MapSession.channel)
    )
    found = {Channel(channel): count for channel, count in session().execute(at_tables)}
    online = counts_of(map_id).all + described_count(map_id) - sum(found.values())
    return {Channel.ONLINE: max(0, online)} | found


def waiting_by_map(viewer: Actor, *, limit: int = 20) -> list[tuple[PinMap, int]]:
    """The maps this person works on where pins wait for somebody to read them, those with most first."""
    counted = (
        select(Pin.map_id, func.count(Pin.seq).label("waiting"))
        .where(*waits(), Pin.map_id.in_(own_maps(viewer).with_only_columns(PinMap.id)))
        .group_by(Pin.map_id)
        .subquery()
    )
    chosen = select(PinMap, counted.c.waiting).join(counted, counted.c.map_id == PinMap.id)
    rows = session().execute(chosen.order_by(counted.c.waiting.desc(), PinMap.id).limit(limit))
    return [(row[0], row[1]) for row in rows]


def drafts_to_publish(viewer: Actor, *, limit: int = 20) -> list[PinMap]:
    """Drafts that this person may publish, the last touched first."""
    return _of_publisher(viewer, PinMap.state == MapState.DRAFT, PinMap.updated_at.desc(), limit)


def ending_by(viewer: Actor, day: date, *, limit: int = 20) -> list[PinMap]:
    """Published maps whose last day is this one or an earlier one, the first to end first."""
    ending = (PinMap.state == MapState.PUBLISHED) & (PinMap.closes_on <= day)
    return _of_publisher(viewer, ending, PinMap.closes_on.asc(), limit)


def open_around(place_id: UUID, lineage: Sequence[UUID], *, limit: int = 12) -> list[PinMap]:
    """Published maps that have not ended and concern a Sozialraum: set in it, beneath it, or around it."""
    beneath = PinMap.sozialraum_id.in_(places.subtree_ids([place_id]))
    concerns = or_(beneath, PinMap.sozialraum_id.in_(lineage)) if lineage else beneath
    chosen = select(PinMap).where(PinMap.state == MapState.PUBLISHED, PinMap.closes_on >= today(), concerns)
    return list(session().scalars(chosen.order_by(PinMap.closes_on, PinMap.id).limit(limit)))


def _true_of(conditions: Mapping[int, ColumnElement[bool]]) -> frozenset[int]:
    """The numbers whose condition holds. One query, none for no numbers."""
    if not conditions:
        return frozenset()
    row = session().execute(select(*(one.label(f"n{number}") for number, one in conditions.items()))).one()
    return frozenset(number for number, holds in zip(conditions, row, strict=True) if holds)


def _of_publisher(viewer: Actor, condition: ColumnElement[bool], order: ColumnElement[Any], limit: int) -> list[PinMap]:
    scope = viewer.scope_of(*PUBLISHERS)
    if scope is not None and not scope:
        return []
    chosen = select(PinMap).where(condition, in_scope(scope)).order_by(order, PinMap.id).limit(limit)
    return list(session().scalars(chosen))

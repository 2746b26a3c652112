"""Kartentische: groups at a table with a paper map, and what was written down from them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from portal.contributions.models import Contribution
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.pinmaps.models import MapSession, MapSessionPhoto, Pin


@dataclass(frozen=True, slots=True)
class SessionPin:
    """A pin written down at a table."""

    contribution_id: UUID
    category: int
    group: int
    #: "" when nobody said why.
    comment: str
    sozialraum_id: UUID | None
    place_text: str
    is_on_the_map: bool
    x: int | None
    y: int | None


def map_session(map_id: UUID, session_id: UUID) -> MapSession:
    """One table of this map. Raises `NotFound`, also for a table of another map."""
    found = session().get(MapSession, session_id)
    if found is None or found.map_id != map_id:
        raise NotFound
    return found


def sessions_page(map_id: UUID, *, after: str | None, limit: int = 30) -> KeysetPage:
    """The tables of a map, the newest first."""
    chosen = select(MapSession).where(MapSession.map_id == map_id)
    return page_by_key(chosen, keys=(MapSession.id.desc(),), after=after, limit=limit)


def pin_counts(session_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many pins were written down at each of these tables; those taken back are not counted."""
    if not session_ids:
        return {}
    counted = (
        select(Pin.session_id, func.count())
        .join(Contribution, Contribution.id == Pin.contribution_id)
        .where(Pin.session_id.in_(session_ids), Contribution.withdrawn_at.is_(None))
        .group_by(Pin.session_id)
    )
    return {row[0]: row[1] for row in session().execute(counted) if row[0] is not None}


def last_pins(session_id: UUID, *, limit: int = 12) -> list[SessionPin]:
    """The pins written down last at a table, the newest first."""
    rows = session().execute(
        select(Pin, Contribution)
        .join(Contribution, Contribution.id == Pin.contribution_id)
        .where(Pin.session_id == session_id, Contribution.withdrawn_at.is_(None))
        .order_by(Pin.seq.desc())
        .limit(limit)
    )
    return [
        SessionPin(
            contribution_id=pin.contribution_id,
            category=pin.category,
            group=pin.group,
            comment=said.text if pin.has_words else "",
            sozialraum_id=said.sozialraum_id,
            place_text=said.place_text,
            is_on_the_map=pin.is_on_the_map,
            x=pin.x,
            y=pin.y,
        )
        for pin, said in rows
    ]


def pin_of_session(session_id: UUID, contribution_id: UUID) -> Pin:
    """A pin written down at this table. Raises `NotFound` for any other."""
    found = session().get(Pin, contribution_id)
    if found is None or found.session_id != session_id:
        raise NotFound
    return found


def photos_of(session_id: UUID) -> list[MapSessionPhoto]:
    """The photos of the paper map, in the order in which they came."""
    chosen = select(MapSessionPhoto).where(MapSessionPhoto.session_id == session_id)
    return list(session().scalars(chosen.order_by(MapSessionPhoto.id)))


def photo(session_id: UUID, photo_id: UUID) -> MapSessionPhoto:
    """One photo of this table. Raises `NotFound` for any other."""
    found = session().get(MapSessionPhoto, photo_id)
    if found is None or found.session_id != session_id:
        raise NotFound
    return found


def photo_files() -> frozenset[str]:
    """The names of all files that photos of tables speak of."""
    return frozenset(session().scalars(select(MapSessionPhoto.file_name)))

"""Finding Nadelkarten."""

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from portal.consultations import queries as consultations
from portal.kernel import clock, slugs
from portal.kernel.db import in_unit, session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.pinmaps.geometry import areas
from portal.pinmaps.models import PinCategory, PinMap
from portal.pinmaps.policy import EDITORS
from portal.pinmaps.terms import MapState, MapTiming, ModerationRule, Requirement, timing_on
from portal.places import queries as places

#: How a map is called in addresses. Nothing else reaches the database: PostgreSQL takes no NUL.
SLUG = re.compile(r"[a-z0-9-]+")
#: Addresses beneath `/karten/` that are pages of their own.
RESERVED_SLUGS = frozenset({"grund", "kacheln", "bild"})
_MOST_AREAS = 64
_areas: dict[UUID, tuple[object, areas.Area | None]] = {}
_WHOLE = (
    selectinload(PinMap.categories),
    selectinload(PinMap.groups),
    joinedload(PinMap.sozialraum),
    undefer(PinMap.area),
)
_MOST_KEPT = 64
_kept: dict[str, tuple[tuple[object, ...], PinMap]] = {}


def pin_map(id: UUID) -> PinMap:
    """One Nadelkarte. Raises `NotFound`."""
    found = session().get(PinMap, id)
    if found is None:
        raise NotFound
    return found


def get_many(ids: Collection[UUID]) -> list[PinMap]:
    """Those of these Nadelkarten that there are, with their place. One query."""
    chosen = select(PinMap).where(PinMap.id.in_(ids)).options(joinedload(PinMap.sozialraum))
    return list(session().scalars(chosen.order_by(PinMap.id)))


def public_map(slug: str) -> PinMap | None:
    """The published or closed map of an address with its legend; None for anything else, drafts included.

    It is read once per process and state and belongs to no session: everything of it is there, nothing of it can be changed, and
    the same one is handed to everybody. Actions ask the database what may have changed since (`takes_pins_now`).
    """
    if not SLUG.fullmatch(slug):
        return None
    if in_unit():  # what this unit wrote is nobody else's yet
        return session().scalar(select(PinMap).where(PinMap.slug == slug, PinMap.state != MapState.DRAFT))
    chosen = select(PinMap.id, PinMap.version, PinMap.updated_at).where(PinMap.slug == slug)
    state = session().execute(chosen.where(PinMap.state != MapState.DRAFT)).first()
    if state is None:
        _kept.pop(slug, None)
        return None
    known = _kept.get(slug)
    if known is None or known[0] != state:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        known = (tuple(state), _whole(state.id))
        _kept[slug] = known
    return known[1]


def _whole(id: UUID) -> PinMap:
    """A map with everything that hangs on it, read by a session of its own."""
    with Session(session().get_bind()) as own:
        found = own.scalars(select(PinMap).where(PinMap.id == id).options(*_WHOLE)).one()
        own.expunge_all()
    return found


def takes_pins_now(pin_map: PinMap) -> bool:
    """Whether pins can be set at this moment, whenever the map was read."""
    chosen = select(PinMap.state, PinMap.opens_on, PinMap.closes_on).where(PinMap.id == pin_map.id)
    state, opens_on, closes_on = session().execute(chosen).one()
    timing = timing_on(clock.today(), state=state, opens_on=opens_on, closes_on=closes_on)
    return state is MapState.PUBLISHED and timing is MapTiming.RUNNING


def published(*, consultation_id: UUID | None = None, limit: int = 200) -> list[PinMap]:
    """What everybody may see, those that end first at the front, ended ones at the end; optionally of one Verfahren."""
    chosen = select(PinMap).where(PinMap.state != MapState.DRAFT)
    if consultation_id is not None:
        chosen = chosen.where(PinMap.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(*first_to_end()).limit(limit)))


def first_to_end() -> tuple[ColumnElement[Any], ...]:
    """The order in which everybody finds maps: those that end first at the front, ended ones at the end."""
    ended = or_(PinMap.state == MapState.CLOSED, PinMap.closes_on < clock.today())
    return ended, PinMap.closes_on.expression, PinMap.id.expression


def all_maps() -> list[PinMap]:
    """Every map, for commands."""
    return list(session().scalars(select(PinMap).order_by(PinMap.id)))


def own_maps(viewer: Actor, *, state: MapState | None = None) -> Select[PinMap]:
    """The maps of the Sozialräume in which this person holds an editing role: the only door for lists of the staff."""
    chosen = select(PinMap).where(in_scope(viewer.scope_of(*EDITORS)))
    return chosen.where(PinMap.state == state) if state is not None else chosen


def own_of_consultation(viewer: Actor, consultation_id: UUID) -> list[PinMap]:
    """The maps of a Verfahren, drafts included, that this person may read."""
    chosen = own_maps(viewer).where(PinMap.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(PinMap.id)))


def newest_page(chosen: Select[PinMap], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(PinMap.id.desc(),), after=after, limit=limit)


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these maps, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(PinMap.id, PinMap.title).where(PinMap.id.in_(ids)))
    return {row.id: row.title for row in rows}


def area_of(pin_map: PinMap) -> bytes | None:
    """The area in which pins may stand, as WKB: the drawn one, or the boundary of the Sozialraum; None without either."""
    if pin_map.area is not None:
        return pin_map.area
    return places.boundaries([pin_map.sozialraum_id]).get(pin_map.sozialraum_id)


def lies_in_area(pin_map: PinMap, lat: float, lon: float) -> bool:
    """Whether a point (WGS84, degrees) lies where pins of this map may stand. The area is read once per process and state."""
    state = (pin_map.version, pin_map.updated_at, places.tree().version)
    known = _areas.get(pin_map.id)
    if known is None or known[0] != state:
        if len(_areas) >= _MOST_AREAS:
            _areas.clear()
        boundary = area_of(pin_map)
        known = (state, areas.Area(boundary) if boundary else None)
        _areas[pin_map.id] = known
    return known[1] is not None and known[1].contains(lat, lon)


def category_of(pin_map: PinMap, number: int) -> PinCategory | None:
    """The category that pins name by this number."""
    return next((one for one in pin_map.categories if one.number == number), None)


def rule_of(pin_map: PinMap) -> ModerationRule:
    """When others see a pin: as the map says, or after the release when its Verfahren wants that for everything."""
    if pin_map.consultation_id is not None and consultations.consultation(pin_map.consultation_id).moderate_first:
        return ModerationRule.BEFORE
    return pin_map.moderation


def missing_for_publication(pin_map: PinMap) -> list[Requirement]:
    """What the checklist still asks for; empty when it may be published."""
    looks = [(one.colour, one.shape) for one in pin_map.categories]
    is_distinct = all(len({look[part] for look in looks}) == len(looks) for part in (0, 1))
    fulfilled = {
        Requirement.TITLE: bool(pin_map.title),
        Requirement.QUESTION: bool(pin_map.question),
        Requirement.CATEGORIES: bool(looks) and is_distinct,
        Requirement.AREA: area_of(pin_map) is not None,
        Requirement.PERIOD: bool(pin_map.opens_on and pin_map.closes_on and pin_map.closes_on >= clock.today()),
        Requirement.CONTACT: bool(pin_map.contact_name and pin_map.contact_phone),
    }
    return [requirement for requirement, there in fulfilled.items() if not there]


def free_slug(wanted: str, *, besides: UUID | None = None) -> str:
    """`wanted`, or with a number behind it when another map or a page has it."""
    return slugs.free_slug(PinMap.slug, wanted, besides=besides, reserved=RESERVED_SLUGS)


def in_scope(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    """Whether a map lies in one of these Sozialräume or beneath; everywhere for None."""
    return true() if scope is None else PinMap.sozialraum_id.in_(places.subtree_ids(sorted(scope)))

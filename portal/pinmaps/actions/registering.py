"""A Nadelkarte stands in the Erhebungskalender as soon as it has a period."""

from sqlalchemy import select

from portal.consultations import queries as consultations
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import MapState, MapTiming
from portal.sectorplans.actions import Registration, register_collection, withdraw_collection
from portal.sectorplans.terms import CollectionMethod, CollectionState, SourceKind

_STATES = {
    MapTiming.COMING: CollectionState.PLANNED,
    MapTiming.RUNNING: CollectionState.RUNNING,
    MapTiming.PAST: CollectionState.DONE,
}


def register(pin_map: PinMap, *, by: Actor) -> None:
    """Bring the calendar to what the map says of itself now."""
    verfahren = consultations.titles([pin_map.consultation_id])
    _register(pin_map, verfahren.get(pin_map.consultation_id, "") if pin_map.consultation_id else "", by=by)


def withdraw(pin_map: PinMap) -> None:
    """Take it out of the calendar: the draft is thrown away."""
    withdraw_collection(SourceKind.PIN_MAP, pin_map.id)


def register_all() -> None:
    """Once a day: those from before there was a calendar enter it, and those that began or ended since say so."""
    maps = session().scalars(select(PinMap).order_by(PinMap.id)).all()
    verfahren = consultations.titles({one.consultation_id for one in maps})
    for one in maps:
        _register(one, verfahren.get(one.consultation_id, "") if one.consultation_id else "", by=SYSTEM)


def _register(pin_map: PinMap, verfahren: str, *, by: Actor) -> None:
    timing = pin_map.timing
    is_draft = pin_map.state is MapState.DRAFT
    closed = pin_map.closed_at.astimezone(ON_SCREEN).date() if pin_map.closed_at else None
    last = pin_map.closes_on
    register_collection(
        Registration(
            kind=SourceKind.PIN_MAP,
            source_id=pin_map.id,
            title=pin_map.title,
            sozialraum_id=pin_map.sozialraum_id,
            first_day=pin_map.opens_on,
            last_day=min(last, closed) if last and closed else last,
            state=CollectionState.PLANNED if is_draft or timing is None else _STATES[timing],
            method=CollectionMethod.MAP,
            consultation=verfahren,
            contact_name=pin_map.contact_name,
            contact_phone=pin_map.contact_phone,
            contact_email=pin_map.contact_email,
        ),
        by=by,
    )

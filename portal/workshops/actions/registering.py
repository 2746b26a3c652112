"""A Zukunftswerkstatt stands in the Erhebungskalender as soon as it has its days."""

from sqlalchemy import select

from portal.consultations import queries as consultations
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor
from portal.sectorplans.actions import Registration, register_collection, withdraw_collection
from portal.sectorplans.terms import CollectionMethod, CollectionState, SourceKind
from portal.workshops.models import FutureWorkshop
from portal.workshops.terms.limits import WorkshopTiming

_STATES = {
    WorkshopTiming.COMING: CollectionState.PLANNED,
    WorkshopTiming.RUNNING: CollectionState.RUNNING,
    WorkshopTiming.PAST: CollectionState.DONE,
}


def register(workshop: FutureWorkshop, *, by: Actor) -> None:
    """Bring the calendar to what the workshop says of itself now."""
    verfahren = consultations.titles([workshop.consultation_id])
    _register(workshop, verfahren.get(workshop.consultation_id, "") if workshop.consultation_id else "", by=by)


def withdraw(workshop: FutureWorkshop) -> None:
    """Take it out of the calendar: the draft is thrown away."""
    withdraw_collection(SourceKind.WORKSHOP, workshop.id)


def register_all() -> None:
    """Once a day: those from before there was a calendar enter it, and those that began or ended since say so."""
    workshops = session().scalars(select(FutureWorkshop).order_by(FutureWorkshop.id)).all()
    verfahren = consultations.titles({one.consultation_id for one in workshops})
    for one in workshops:
        _register(one, verfahren.get(one.consultation_id, "") if one.consultation_id else "", by=SYSTEM)


def _register(workshop: FutureWorkshop, verfahren: str, *, by: Actor) -> None:
    register_collection(
        Registration(
            kind=SourceKind.WORKSHOP,
            source_id=workshop.id,
            title=workshop.title,
            sozialraum_id=workshop.sozialraum_id,
            first_day=workshop.first_day,
            last_day=workshop.last_day,
            state=_STATES[workshop.timing],
            method=CollectionMethod.WORKSHOP,
            consultation=verfahren,
            contact_name=workshop.contact_name,
            contact_phone=workshop.contact_phone,
            contact_email=workshop.contact_email,
        ),
        by=by,
    )

"""What formats of the portal call, so that a survey, a Nadelkarte or a Zukunftswerkstatt stands in the calendar by itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.sectorplans.actions.calendar import ask, stand_in
from portal.sectorplans.models import DataCollection
from portal.sectorplans.queries.calendar import by_source
from portal.sectorplans.terms import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    CollectionMethod,
    CollectionState,
    Runner,
    SourceKind,
    month_of,
)


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What a format knows of itself. Which Zielgruppen are asked, only people know (`supplement`)."""

    kind: SourceKind
    source_id: UUID
    title: str
    sozialraum_id: UUID
    #: First and last day in the county's time zone; without both it does not stand in the calendar.
    first_day: date | None
    last_day: date | None
    state: CollectionState
    method: CollectionMethod
    #: Title of the Verfahren it belongs to; "" for none: then the place asks.
    consultation: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


def register_collection(told: Registration, *, by: Actor) -> DataCollection | None:
    """Bring the calendar to what a format says of itself now, however often it is said; None while it has no period.

    Who may change the survey, map or workshop was asked there, so no permission is asked here. What people added, Zielgruppen
    and Fachplanung, stays. Raises `NotFound` for a Sozialraum that does not exist.
    """
    if told.first_day is None or told.last_day is None:
        withdraw_collection(told.kind, told.source_id)
        return None
    place = places.place(told.sozialraum_id)
    collection = by_source(told.kind, told.source_id)
    if collection is None:
        collection = DataCollection(
            source_kind=told.kind, source_id=told.source_id, created_by=by.id, subject="", places=[], target_groups=[]
        )
        ask(collection, ())
        session().add(collection)
    collection.title = told.title[:LONGEST_TITLE]
    collection.runner = Runner.CONSULTATION if told.consultation else Runner.MUNICIPALITY
    collection.runner_name = (told.consultation or place.name)[:LONGEST_NAME]
    collection.first_month, collection.last_month = (
        month_of(told.first_day),
        month_of(max(told.first_day, told.last_day)),
    )
    collection.state, collection.method = told.state, told.method
    collection.contact_name = told.contact_name[:LONGEST_NAME]
    collection.contact_phone = told.contact_phone[:LONGEST_PHONE]
    collection.contact_email = told.contact_email[:LONGEST_EMAIL]
    stand_in(collection, (place,))
    session().flush()
    return collection


def withdraw_collection(kind: SourceKind, source_id: UUID) -> None:
    """Take it out of the calendar again: it was thrown away, or its period was taken back. Nothing happens when it is not there."""
    there = by_source(kind, source_id)
    if there is not None:
        session().delete(there)
        session().flush()

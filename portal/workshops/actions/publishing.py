"""Letting everybody see a workshop, and read what came out of it."""

from datetime import date

from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.workshops.actions import registering
from portal.workshops.actions.drafting import ensure_complete
from portal.workshops.actions.leading import follow_own_dates
from portal.workshops.events import DocumentationReleased, WorkshopPublished
from portal.workshops.models import FutureWorkshop
from portal.workshops.policy import WorkshopPermission

PUBLISHED = audit.kind("workshops.published", N_("Zukunftswerkstatt veröffentlicht"), keys=("workshop_id",))
RELEASED = audit.kind(
    "workshops.released", N_("Dokumentation einer Zukunftswerkstatt freigegeben"), keys=("workshop_id",)
)
CALLED_BACK = audit.kind(
    "workshops.called-back", N_("Dokumentation einer Zukunftswerkstatt zurückgezogen"), keys=("workshop_id",)
)

EXPORTED = audit.kind(
    "workshops.exported", N_("Dokumentation einer Zukunftswerkstatt ausgegeben"), keys=("workshop_id", "format")
)


def publish(workshop: FutureWorkshop, *, by: Actor) -> None:
    """Let everybody see its page. Raises `InvalidInput` while the checklist is not complete.

    One that is online follows its dates from now on.
    """
    ensure(WorkshopPermission.PUBLISH, by, workshop)
    ensure_complete(workshop)
    workshop.published_at = now()
    audit.log(PUBLISHED, by=by, workshop_id=workshop.id)
    record(WorkshopPublished(workshop_id=workshop.id, sozialraum_id=workshop.sozialraum_id, by=by.id))
    session().flush()
    follow_own_dates(workshop, today())
    registering.register(workshop, by=by)


def write_summary(
    workshop: FutureWorkshop, *, summary: str, look_again_on: date | None, version: int, by: Actor
) -> None:
    """Say what came out of it and when somebody asks again. Raises `Conflict` when somebody saved since `version`."""
    ensure(WorkshopPermission.EDIT, by, workshop)
    if workshop.version != version:
        raise Conflict
    if look_again_on is not None and not 1990 <= look_again_on.year <= 2200:
        raise InvalidInput("workshop.odd-day", N_("Bitte prüfen Sie das Datum."), field="look_again_on")
    workshop.summary, workshop.look_again_on = summary, look_again_on
    session().flush()


def release(workshop: FutureWorkshop, *, by: Actor) -> None:
    """Let everybody read the documentation: a person has read it. Raises `InvalidInput` without a sentence on what came out."""
    ensure(WorkshopPermission.RELEASE, by, workshop)
    if not workshop.summary:
        raise InvalidInput(
            "workshop.no-summary",
            N_("Bitte schreiben Sie zuerst in einigen Sätzen, was herauskam. Das lesen alle als Erstes."),
        )
    if not workshop.contact_phone:
        raise InvalidInput(
            "workshop.no-contact",
            N_("Bitte tragen Sie zuerst eine Ansprechperson mit Telefonnummer ein. Sie steht auf der Seite."),
        )
    workshop.released_at, workshop.released_by = now(), by.id
    workshop.published_at = workshop.published_at or workshop.released_at
    audit.log(RELEASED, by=by, workshop_id=workshop.id)
    record(DocumentationReleased(workshop_id=workshop.id, by=by.id))
    session().flush()


def call_back(workshop: FutureWorkshop, *, by: Actor) -> None:
    """Take the documentation from the public page, for example to put something right. The page itself stays."""
    ensure(WorkshopPermission.CALL_BACK, by, workshop)
    workshop.released_at = workshop.released_by = None
    audit.log(CALLED_BACK, by=by, workshop_id=workshop.id)
    session().flush()


def note_export(workshop: FutureWorkshop, file_format: str, *, by: Actor) -> None:
    """Log that the documentation left the house with the names of all Paten."""
    ensure(WorkshopPermission.EXPORT, by, workshop)
    audit.log(EXPORTED, by=by, workshop_id=workshop.id, format=file_format)

"""Writing down hours, and taking back what was a slip."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.volunteers import check_past_day
from portal.kuemmerer.models import AidRequest, KuemmererProject, SubProject, Volunteer, VolunteerHours
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.terms.volunteers import MOST_HOURS, QUARTER_HOUR, AidKind


@dataclass(frozen=True, kw_only=True)
class HoursDraft:
    """What somebody gave on one day."""

    on: date
    hours: Decimal
    kind: AidKind
    volunteer: Volunteer | None = None
    request: AidRequest | None = None
    sub_project: SubProject | None = None


def write_hours(
    project: KuemmererProject, draft: HoursDraft, *, submission_key: UUID | None = None, by: Actor
) -> VolunteerHours:
    """Write down hours. The same key again answers what is there. Raises `InvalidInput`."""
    ensure(VolunteerPermission.EDIT, by, project)
    if submission_key is not None:
        there = session().scalar(select(VolunteerHours).where(VolunteerHours.submission_key == submission_key))
        if there is not None:
            ensure(VolunteerPermission.READ, by, there)
            return there
    check_past_day(draft.on, field="on")
    if not 0 < draft.hours <= MOST_HOURS:
        raise InvalidInput(
            "kuemmerer.impossible-hours",
            N_("Bitte geben Sie mehr als 0 und höchstens %(most)s Stunden an."),
            field="hours",
            most=MOST_HOURS,
        )
    if draft.hours % QUARTER_HOUR:
        text = N_("Bitte runden Sie auf Viertelstunden, zum Beispiel 1,25 oder 1,5.")
        raise InvalidInput("kuemmerer.no-quarter-hours", text, field="hours")
    for field, part in (("volunteer_id", draft.volunteer), ("request_id", draft.request)):
        _check_same(project, part, field)
    _check_same(project, draft.sub_project, "sub_project_id")
    made = VolunteerHours(
        id=new_id(),
        project_id=project.id,
        volunteer_id=draft.volunteer.id if draft.volunteer else None,
        request_id=draft.request.id if draft.request else None,
        sub_project_id=draft.sub_project.id if draft.sub_project else None,
        kind=draft.kind,
        on=draft.on,
        hours=draft.hours,
        submission_key=submission_key,
    )
    session().add(made)
    session().flush()
    return made


def remove_hours(entry: VolunteerHours, *, by: Actor) -> None:
    """Take an entry back."""
    ensure(VolunteerPermission.EDIT, by, entry)
    session().delete(entry)
    session().flush()


def _check_same(project: KuemmererProject, part: Volunteer | AidRequest | SubProject | None, field: str) -> None:
    if part is not None and part.project_id != project.id:
        text = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")
        raise InvalidInput("kuemmerer.foreign-part", text, field=field)

"""Ehrenamtliche, Hilfegesuche and hours for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kuemmerer import queries
from portal.kuemmerer.actions.aid import AidDraft, note_request
from portal.kuemmerer.actions.matching import Side, answer_match, note_call, propose
from portal.kuemmerer.actions.volunteer_hours import HoursDraft, write_hours
from portal.kuemmerer.actions.volunteers import VolunteerDraft, note_volunteer
from portal.kuemmerer.models import AidMatch, AidRequest, KuemmererProject, Volunteer, VolunteerHours
from portal.kuemmerer.queries import volunteers as found
from portal.kuemmerer.terms.volunteers import AidKind, MatchState
from portal.network.terms import ConsentWay


def make_volunteer(
    project: KuemmererProject, name: str = "Resi Fleißig", *, consent: bool = True, **values: Any
) -> Volunteer:
    """Somebody who drives; with consent since today unless told otherwise."""
    given: dict[str, Any] = {"kinds": (AidKind.DRIVING,), "phone": "08265 4711"}
    if consent:
        given |= {"consent_way": ConsentWay.WRITTEN, "consent_on": today()}
    with unit_of_work():
        made = note_volunteer(queries.project(project.id), VolunteerDraft(name=name, **(given | values)), by=SYSTEM)
    return found.volunteer(made.id)


def make_aid(project: KuemmererProject, what: str = "Fahrt zum Augenarzt", **values: Any) -> AidRequest:
    """Somebody who asks to be driven, in the first place of the project."""
    given: dict[str, Any] = {"kind": AidKind.DRIVING, "name": "Anton Alt", "contact": "08265 815"}
    with unit_of_work():
        fresh = queries.project(project.id)
        draft = AidDraft(what=what, **({"place": fresh.places[0]} | given | values))
        made = note_request(fresh, draft, by=SYSTEM)
    return found.aid_request(made.id)


def make_match(aid: AidRequest, volunteer: Volunteer, *, is_confirmed: bool = False) -> AidMatch:
    """The two on the call list; with `is_confirmed` both were called and said yes."""
    with unit_of_work():
        made = propose(found.aid_request(aid.id), found.volunteer(volunteer.id), by=SYSTEM)
    if is_confirmed:
        with unit_of_work():
            fresh = found.match(made.id)
            for side in Side:
                note_call(fresh, side, by=SYSTEM)
        with unit_of_work():
            fresh = found.match(made.id)
            answer_match(fresh, found.aid_request(aid.id), to=MatchState.CONFIRMED, version=fresh.version, by=SYSTEM)
    return found.match(made.id)


def make_hours(
    project: KuemmererProject,
    hours: str = "1.5",
    *,
    on: date | None = None,
    kind: AidKind = AidKind.DRIVING,
    **values: Any,
) -> VolunteerHours:
    """Hours of one day, of today unless told otherwise."""
    with unit_of_work():
        draft = HoursDraft(on=on or today(), hours=Decimal(hours), kind=kind, **values)
        return write_hours(queries.project(project.id), draft, by=SYSTEM)

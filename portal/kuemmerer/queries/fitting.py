"""Who fits a Hilfegesuch, with the reasons, and what is missing before somebody may be sent."""

from dataclasses import dataclass

from portal.kuemmerer.models import AidRequest, Volunteer
from portal.kuemmerer.queries.volunteers import helpers_of
from portal.kuemmerer.terms.volunteers import Missing, VolunteerState, slots_of


@dataclass(frozen=True)
class Fitting:
    """Somebody who could help with one Hilfegesuch."""

    volunteer: Volunteer
    #: Lives or helps where help is needed.
    same_place: bool
    #: Half-days on which both can; empty when one of the two did not say any.
    common_slots: tuple[int, ...]
    #: Whether one of the two did not say when.
    any_time: bool
    missing: tuple[Missing, ...]

    @property
    def may_be_matched(self) -> bool:
        return not self.missing


def what_is_missing(volunteer: Volunteer, request: AidRequest) -> tuple[Missing, ...]:
    """What is missing before this person may be sent there; nothing when all is there."""
    missing = [] if volunteer.has_consent else [Missing.CONSENT]
    if request.needs_clearance:
        if volunteer.clearance_on is None:
            missing.append(Missing.CLEARANCE)
        elif volunteer.has_old_clearance:
            missing.append(Missing.CLEARANCE_OLD)
    return tuple(missing)


def fitting_volunteers(request: AidRequest) -> list[Fitting]:
    """Everybody active who does this kind of help there at such a time and was not asked yet.

    Those come first with whom nothing is missing, then those from the same place, then those with the most half-days in common.
    """
    asked = {one.volunteer_id for one in request.matches}
    found = [
        _fitting(one, request)
        for one in helpers_of(request.project_id)
        if one.state is VolunteerState.ACTIVE and one.id not in asked and _can(one, request)
    ]
    return sorted(found, key=lambda one: (len(one.missing), not one.same_place, -len(one.common_slots)))


def _can(volunteer: Volunteer, request: AidRequest) -> bool:
    suits = not volunteer.times or not request.times or bool(volunteer.times & request.times)
    return request.kind in volunteer.kinds and _is_near(volunteer, request) and suits


def _is_near(volunteer: Volunteer, request: AidRequest) -> bool:
    if volunteer.place is None:
        return True
    return volunteer.place.id in request.place.lineage or request.place.id in volunteer.place.lineage


def _fitting(volunteer: Volunteer, request: AidRequest) -> Fitting:
    return Fitting(
        volunteer=volunteer,
        same_place=volunteer.sozialraum_id == request.sozialraum_id,
        common_slots=tuple(slots_of(volunteer.times & request.times)),
        any_time=not volunteer.times or not request.times,
        missing=what_is_missing(volunteer, request),
    )

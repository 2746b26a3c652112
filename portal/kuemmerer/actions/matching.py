"""Bringing together who asks and who helps: proposed, both called, confirmed or declined."""

from enum import StrEnum

from portal.kernel.clock import today
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.models import AidMatch, AidRequest, Volunteer
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.queries.fitting import what_is_missing
from portal.kuemmerer.terms.volunteers import AidState, MatchState, VolunteerState


class Side(StrEnum):
    """Which of the two was called."""

    VOLUNTEER = "volunteer"
    REQUESTER = "requester"


def propose(request: AidRequest, volunteer: Volunteer, *, by: Actor) -> AidMatch:
    """Put the two on the call list. Doing it again answers what is there.

    Raises `InvalidInput` while consent or a needed Führungszeugnis is missing, for whoever does not help at present, for people
    of another project and for a Gesuch that is over.
    """
    ensure(VolunteerPermission.EDIT, by, request)
    there = next((one for one in request.matches if one.volunteer_id == volunteer.id), None)
    if there is not None:
        return there
    if request.state.is_over:
        raise InvalidInput("kuemmerer.aid-over", N_("Dieses Gesuch ist schon abgeschlossen."))
    if volunteer.project_id != request.project_id or volunteer.state is not VolunteerState.ACTIVE:
        raise InvalidInput("kuemmerer.nobody-there", N_("Diese Person hilft hier zurzeit nicht."))
    missing = what_is_missing(volunteer, request)
    if missing:
        raise InvalidInput("kuemmerer.something-missing", missing[0].label)
    made = AidMatch(id=new_id(), request_id=request.id, volunteer_id=volunteer.id, made_on=today())
    made.state = MatchState.PROPOSED
    session().add(made)
    session().flush()
    return made


def note_call(match: AidMatch, side: Side, *, by: Actor) -> None:
    """Note that one of the two was reached today. Doing it again keeps the first day."""
    ensure(VolunteerPermission.EDIT, by, match)
    column = f"{side.value}_called_on"
    setattr(match, column, getattr(match, column) or today())
    session().flush()


def answer_match(match: AidMatch, request: AidRequest, *, to: MatchState, version: int, by: Actor) -> None:
    """Note what came of the calls. The Gesuch is matched while somebody said yes, and open otherwise.

    Raises `Conflict` when somebody saved since `version`, `InvalidInput` for a yes before both were called.
    """
    ensure(VolunteerPermission.EDIT, by, match)
    if match.state is to:
        return
    if match.version != version:
        raise Conflict
    if to is MatchState.CONFIRMED and not (match.volunteer_called_on and match.requester_called_on):
        text = N_("Bitte rufen Sie zuerst beide an und halten Sie es hier fest.")
        raise InvalidInput("kuemmerer.not-called", text)
    match.state = to
    session().flush()
    if not request.state.is_over:
        confirmed = any(one.state is MatchState.CONFIRMED for one in request.matches if one.id != match.id)
        request.state = AidState.MATCHED if confirmed or to is MatchState.CONFIRMED else AidState.OPEN
    session().flush()

"""What the Ehrenamt forgets by itself."""

from datetime import date, timedelta

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.clock import months_later, today
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor
from portal.kernel.text import N_
from portal.kuemmerer.actions.aid import erase_request
from portal.kuemmerer.actions.volunteers import erase_person
from portal.kuemmerer.models import AidRequest, Volunteer
from portal.kuemmerer.terms.volunteers import KEPT_MONTHS, PORTION, AidState, VolunteerState

FORGOTTEN = audit.kind(
    "kuemmerer.aid-forgotten",
    N_("Angaben im Ehrenamt nach Ablauf der Frist gelöscht"),
    keys=("requests", "volunteers", "from_day", "until_day"),
)


def forget_over(*, by: Actor = SYSTEM) -> int:
    """Delete who asked and who helped where that ended `KEPT_MONTHS` ago. Returns how many; at most one portion of each.

    The log keeps how many and the days on which it had ended, nothing else.
    """
    # A month has 28 days at least: candidates first, then counted as a calendar counts.
    latest = today() - timedelta(days=28 * KEPT_MONTHS)
    requests = [one for one in _over(latest) if _is_due(one.closed_on)]
    people = [one for one in _ended(latest) if _is_due(one.ended_on)]
    days = [one.closed_on for one in requests if one.closed_on] + [one.ended_on for one in people if one.ended_on]
    if not days:
        return 0
    for request in requests:
        erase_request(request)
    for volunteer in people:
        erase_person(volunteer)
    session().flush()
    audit.log(
        FORGOTTEN,
        by=by,
        requests=len(requests),
        volunteers=len(people),
        from_day=min(days).isoformat(),
        until_day=max(days).isoformat(),
    )
    return len(days)


def _is_due(day: date | None) -> bool:
    return day is not None and months_later(day, KEPT_MONTHS) <= today()


def _over(latest: date) -> list[AidRequest]:
    chosen = select(AidRequest).where(
        AidRequest.state.in_((AidState.DONE, AidState.WITHDRAWN)),
        AidRequest.forgotten_on.is_(None),
        AidRequest.closed_on <= latest,
    )
    return list(session().scalars(chosen.order_by(AidRequest.closed_on, AidRequest.id).limit(PORTION)))


def _ended(latest: date) -> list[Volunteer]:
    chosen = select(Volunteer).where(
        Volunteer.state == VolunteerState.ENDED, Volunteer.forgotten_on.is_(None), Volunteer.ended_on <= latest
    )
    return list(session().scalars(chosen.order_by(Volunteer.ended_on, Volunteer.id).limit(PORTION)))

"""Handing project sketches on: each becomes a Wortmeldung, once, in the words it has now."""

from uuid import uuid4

from portal.contributions import actions as contributions
from portal.contributions.terms import LONGEST_TEXT, Channel, ContributionKind
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.workshops.models import FutureWorkshop, ProjectSketch
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.sketches import sketches
from portal.workshops.terms.telling import words_of_sketch

HANDED_ON = audit.kind("workshops.handed-on", N_("Projektskizzen weitergegeben"), keys=("workshop_id", "number"))


def hand_on(workshop: FutureWorkshop, chosen: set[str], *, by: Actor) -> list[ProjectSketch]:
    """Make Wortmeldungen of the sketches with these ids, as said at an event by the group that drew them. Answers all of them.

    One that was handed on before is left as it is: its words stay those of the first time. The Pate's name stays here.
    """
    ensure(WorkshopPermission.HAND_ON, by, workshop)
    wanted = [one for one in sketches(workshop.id) if str(one.id) in chosen]
    new = [one for one in wanted if one.contribution_id is None]
    for one in new:
        receipt = contributions.accept(
            submission_key=uuid4(),
            kind=ContributionKind.CARD,
            channel=Channel.EVENT,
            text=words_of_sketch(one)[:LONGEST_TEXT],
            sozialraum_id=workshop.sozialraum_id,
            consultation_id=workshop.consultation_id,
            said_on=None if workshop.is_online else workshop.first_day,
            by=by,
        )
        one.contribution_id = receipt.contribution.id
    if new:
        audit.log(HANDED_ON, by=by, workshop_id=workshop.id, number=len(new))
    session().flush()
    return wanted

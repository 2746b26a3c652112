"""Ortsbegehungen and findings for tests, in the county of `tests.factories.places.make_root` (10–11° E, 48–49° N)."""

from typing import Any
from uuid import UUID, uuid4

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.pinmaps.actions import findings
from portal.pinmaps.actions.findings import NewFinding, Noted
from portal.pinmaps.models import WalkAudit
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.terms.walks import FindingTopic, Rating
from portal.places import queries as places
from portal.places.models import Sozialraum
from tests.factories.places import make_place, make_root, square

#: A point in the Gemeinde of `make_walk`, and one in the county but elsewhere.
HERE = (48.45, 10.45)
ELSEWHERE = (48.8, 10.8)


def make_walk(title: str = "Durch den Ortskern", *, place: Sozialraum | None = None, **values: Any) -> WalkAudit:
    """An open walk of today in Erkheim, whose boundary holds `HERE`."""
    make_root()
    known = places.tree().by_slug("erkheim")
    around = place.id if place else known.id if known else make_place("Erkheim", boundary=square(10.4, 48.4, 0.2)).id
    with unit_of_work():
        walk = WalkAudit(**({"title": title, "sozialraum_id": around, "walked_on": today()} | values))
        session().add(walk)
    return queries.walk(walk.id)


def make_finding(walk: WalkAudit, *, by: Actor = SYSTEM, key: UUID | None = None, **values: Any) -> Noted:
    """A finding noted at a desk: a dangerous crossing `HERE` unless told otherwise."""
    given: dict[str, Any] = {"topic": FindingTopic.CROSSING, "rating": Rating.DANGEROUS, "at": HERE, "by_phone": False}
    with unit_of_work():
        fresh = queries.walk(walk.id)
        return findings.note(fresh, NewFinding(**(given | values)), submission_key=key or uuid4(), by=by)

"""Who may see and work on Maßnahmen.

The Sozialplanung of all their places plans them, releases them and answers for them. Whoever is responsible notes progress and
reviews. Kümmerer, Gemeinden and Fachplanung read those of their places and those of the whole county. Administrators,
moderators and observers see nothing.
"""

from enum import StrEnum
from typing import Any

from portal.kernel.policy import Actor, Role, has_role, lineage_of, policy, rule
from portal.planning.models import Measure

#: Roles that read Maßnahmen where they hold them, and those of the whole county.
READERS = (Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)


class MeasurePermission(StrEnum):
    """What can be done with Maßnahmen."""

    #: Open the list, the time line and the export; what stands in them depends on READ.
    LIST = "measure:list"
    #: See one with Meilensteine, risks, Wirkungstreppe, Evaluationen and the counts of answers.
    READ = "measure:read"
    #: Open the form for a new one.
    ADD = "measure:add"
    #: Have one with these places (asked about a draft as about a row).
    PUT = "measure:put"
    #: Change what is written about it, its Bedarfe, Meilensteine and risks; stop and resume it.
    EDIT = "measure:edit"
    #: Note that a Meilenstein was reached, what was spent and measured.
    PROGRESS = "measure:progress"
    #: Write an Evaluation.
    EVALUATE = "measure:evaluate"
    #: Say what residents may read, and take it back.
    RELEASE = "measure:release"
    #: Answer the people behind its Bedarfe, and ask them whether it helped.
    TELL = "measure:tell"


def measure_of(thing: Any) -> Any:
    """The Maßnahme a thing is part of, or the Maßnahme (or draft) itself."""
    return thing if isinstance(thing, Measure) else getattr(thing, "measure", thing)


@rule
def plans_all_its_places(actor: Actor, thing: Any) -> bool:
    """The actor is Sozialplanung in each of its places."""
    places = measure_of(thing).places
    return bool(places) and all(actor.holds(Role.PLANNER, within=lineage_of(place)) for place in places)


@rule
def reads_one_of_its_places(actor: Actor, thing: Any) -> bool:
    """The actor works in one of its places."""
    return any(actor.holds(*READERS, within=lineage_of(place)) for place in measure_of(thing).places)


@rule
def is_of_whole_county(_: Actor, thing: Any) -> bool:
    """It happens in the county as a whole."""
    return bool(measure_of(thing).is_of_whole_county)


@rule
def is_responsible(actor: Actor, thing: Any) -> bool:
    """The actor minds it and still works here."""
    return actor.id is not None and measure_of(thing).responsible_id == actor.id and actor.holds(*READERS)


is_reader = has_role(*READERS)

POLICY = policy(
    {
        MeasurePermission.LIST: is_reader,
        MeasurePermission.READ: reads_one_of_its_places | (is_of_whole_county & is_reader) | is_responsible,
        MeasurePermission.ADD: has_role(Role.PLANNER),
        MeasurePermission.PUT: plans_all_its_places,
        MeasurePermission.EDIT: plans_all_its_places,
        MeasurePermission.PROGRESS: plans_all_its_places | is_responsible,
        MeasurePermission.EVALUATE: plans_all_its_places | is_responsible,
        MeasurePermission.RELEASE: plans_all_its_places,
        MeasurePermission.TELL: plans_all_its_places,
    }
)

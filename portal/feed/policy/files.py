"""Who may take files away, and who has the portal make some each night.

Whoever reads Bedarfe takes files of what they may see. The Sozialplanung and the administration of a Sozialraum say which files
are made of it each night; what stands in them is only for those who read Bedarfe there, so administrators see that a file was
made and not what is in it. Systems fetch them with their key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from portal.feed.models.files import NightlyFile
from portal.feed.terms.files import Dataset
from portal.indicators.policy import seen_places
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.needs.policy import READERS
from portal.places import queries as places

#: Who says which files are made each night.
DECLARERS = (Role.PLANNER, Role.ADMIN)


class FilePermission(StrEnum):
    """What can be done with files."""

    #: Open the page of the files.
    OPEN = "file:open"
    #: Have a file made of what one may see.
    TAKE = "file:take"
    #: Open the form for a file of the night.
    DECLARE = "nightly-file:declare"
    #: Have a file made each night of one particular Sozialraum.
    DECLARE_HERE = "nightly-file:declare-here"
    #: Know that a file is made each night, and whether it was.
    KNOW = "nightly-file:know"
    #: Download it.
    READ = "nightly-file:read"
    #: Have it made no more.
    STOP = "nightly-file:stop"


@dataclass(frozen=True)
class ProposedFile:
    """A file of the night that might be declared. `lineage` is that of its Sozialraum."""

    lineage: tuple[UUID, ...]


@dataclass(frozen=True)
class FileReader:
    """As whom the portal writes a file of the night: a Fachplanung of one Sozialraum, so nothing personal comes in."""

    place_id: UUID
    name: str = "Portal"
    id: None = None
    is_authenticated: bool = True

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        """Reads in its Sozialraum and everything beneath it, and does nothing else."""
        return Role.SECTOR_PLANNER in roles and (within is None or self.place_id in within)

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        return frozenset({self.place_id}) if self.holds(*roles) else frozenset()


@rule
def is_made(_: Actor, file: NightlyFile) -> bool:
    """It is still made each night."""
    return file.ended_at is None


POLICY = policy(
    {
        FilePermission.OPEN: has_role(*READERS, Role.ADMIN),
        FilePermission.TAKE: has_role(*READERS),
        FilePermission.DECLARE: has_role(*DECLARERS),
        FilePermission.DECLARE_HERE: has_role_here(*DECLARERS),
        FilePermission.KNOW: has_role_here(*READERS, Role.ADMIN),
        FilePermission.READ: has_role_here(*READERS),
        FilePermission.STOP: has_role_here(*DECLARERS) & is_made,
    }
)


def scope_for(dataset: Dataset, who: Actor) -> frozenset[UUID] | None:
    """The Sozialräume of which somebody's files of a data set tell; None for the whole county."""
    return seen_places(who) if dataset is Dataset.FIGURES else who.scope_of(*READERS)


def still_covers(now: frozenset[UUID] | None, before: Sequence[str] | None) -> bool:
    """Whether a scope of today holds every Sozialraum of which a file was made (None: the whole county)."""
    if now is None:
        return True
    if before is None:
        return False
    nodes = [places.tree().get(UUID(place)) for place in before]
    return all(node is not None and not now.isdisjoint(node.lineage) for node in nodes)

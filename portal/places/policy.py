"""Who may change what is said about a place. Reading is for everyone."""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, is_system, policy, rule
from portal.places.models import Sozialraum
from portal.places.terms import PARENT_KINDS, PlaceKind


class PlacePermission(StrEnum):
    """What can be done with places."""

    #: See the list of places in the workspace.
    LIST = "place:list"
    #: Change phone number, welcome and, of parts, the name.
    EDIT = "place:edit"
    #: Add an Ortsteil or quarter below a place.
    ADD_PART = "place:add-part"
    #: Read a file of boundaries; only from the command line.
    IMPORT = "place:import"


@rule
def can_have_parts(_: Actor, place: Sozialraum) -> bool:
    """An Ortsteil or quarter may stand below this place."""
    return place.kind in PARENT_KINDS[PlaceKind.LOCALITY] | PARENT_KINDS[PlaceKind.QUARTER]


looks_after_it = has_role_here(Role.ADMIN, Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)

POLICY = policy(
    {
        PlacePermission.LIST: has_role(*Role),
        PlacePermission.EDIT: looks_after_it,
        PlacePermission.ADD_PART: looks_after_it & can_have_parts,
        PlacePermission.IMPORT: is_system,
    }
)

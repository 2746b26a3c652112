"""Who may do what with Moderationswände.

Those who work in the Sozialraum prepare and run a wall: what happens in the room is decided in the room, so whoever may draft one
may also open and close it. People with a phone need no account: the room code leads them in, and the state of the wall says what it
takes. Administrators see no cards.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.walls.models import Wall
from portal.walls.terms import WallState

#: The roles that prepare and run walls in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)


class WallPermission(StrEnum):
    """What can be done with a Moderationswand."""

    #: Open the list of those one works on.
    LIST = "wall:list"
    #: See the desk and the beamer, with everything on the wall.
    READ = "wall:read"
    #: Open the page for drafting one.
    DRAFT = "wall:draft"
    #: Draft one for a particular Sozialraum.
    DRAFT_HERE = "wall:draft-here"
    EDIT = "wall:edit"
    OPEN = "wall:open"
    CLOSE = "wall:close"
    #: Say which columns take cards and dots, and count time down.
    RUN = "wall:run"
    #: Type cards and place dots for the room, turn and order cards. Also afterwards: cards of paper come in late.
    ARRANGE = "wall:arrange"
    MODERATE = "wall:moderate"
    DISCARD = "wall:discard"
    #: Take what hangs there out of the house.
    EXPORT = "wall:export"


@rule
def is_draft(_: Actor, wall: Wall) -> bool:
    """Nobody outside has seen it yet."""
    return wall.state is WallState.DRAFT


@rule
def is_open(_: Actor, wall: Wall) -> bool:
    """Phones find it."""
    return wall.state is WallState.OPEN


POLICY = policy(
    {
        WallPermission.LIST: has_role(*EDITORS),
        WallPermission.READ: has_role_here(*EDITORS),
        WallPermission.DRAFT: has_role(*EDITORS),
        WallPermission.DRAFT_HERE: has_role_here(*EDITORS),
        WallPermission.EDIT: has_role_here(*EDITORS),
        WallPermission.OPEN: has_role_here(*EDITORS) & ~is_open,
        WallPermission.CLOSE: has_role_here(*EDITORS) & is_open,
        WallPermission.RUN: has_role_here(*EDITORS) & is_open,
        WallPermission.ARRANGE: has_role_here(*EDITORS),
        WallPermission.MODERATE: has_role_here(*EDITORS),
        WallPermission.DISCARD: has_role_here(*EDITORS) & is_draft,
        WallPermission.EXPORT: has_role_here(*EDITORS) & ~is_draft,
    }
)

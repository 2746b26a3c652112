"""Who may do what with Nadelkarten and Ortsbegehungen.

Everybody sets pins on what is published. Those who work in the Sozialraum draft a map, sit at its table, read and moderate it; the
Sozialplanung or the Gemeinde, in whose name it appears, publishes it and takes its data out of the house. Administrators see no
pins.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.pinmaps.models import PinMap, WalkAudit
from portal.pinmaps.terms import MapState
from portal.pinmaps.terms.walks import WalkState

#: The roles that prepare and run Nadelkarten and Ortsbegehungen in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)
#: The roles that let everybody see one.
PUBLISHERS = (Role.PLANNER, Role.MUNICIPALITY)


class PinMapPermission(StrEnum):
    """What can be done with a Nadelkarte."""

    #: Open the list of those one works on.
    LIST = "pin-map:list"
    #: See everything that was pinned, and where exactly.
    READ = "pin-map:read"
    #: Open the page for drafting one.
    DRAFT = "pin-map:draft"
    #: Draft one for a particular Sozialraum.
    DRAFT_HERE = "pin-map:draft-here"
    EDIT = "pin-map:edit"
    PUBLISH = "pin-map:publish"
    CLOSE = "pin-map:close"
    REOPEN = "pin-map:reopen"
    DISCARD = "pin-map:discard"
    #: Write down the pins of a paper map or a table.
    RECORD = "pin-map:record"
    MODERATE = "pin-map:moderate"
    #: Take pins with their exact positions out of the house.
    EXPORT = "pin-map:export"


class WalkPermission(StrEnum):
    """What can be done with an Ortsbegehung."""

    LIST = "walk:list"
    READ = "walk:read"
    PLAN = "walk:plan"
    #: Plan one for a particular Sozialraum.
    PLAN_HERE = "walk:plan-here"
    EDIT = "walk:edit"
    #: Note findings, on the way or afterwards.
    RECORD = "walk:record"
    CLOSE = "walk:close"
    REOPEN = "walk:reopen"


@rule
def is_draft(_: Actor, pin_map: PinMap) -> bool:
    """Nobody outside has seen it yet."""
    return pin_map.state is MapState.DRAFT


@rule
def is_published(_: Actor, pin_map: PinMap) -> bool:
    """Pins can be set in its period."""
    return pin_map.state is MapState.PUBLISHED


@rule
def is_closed(_: Actor, pin_map: PinMap) -> bool:
    """It takes no pins any more."""
    return pin_map.state is MapState.CLOSED


@rule
def is_open(_: Actor, audit: WalkAudit) -> bool:
    """Its findings are still being gathered."""
    return audit.state is WalkState.OPEN


POLICY = policy(
    {
        PinMapPermission.LIST: has_role(*EDITORS),
        PinMapPermission.READ: has_role_here(*EDITORS),
        PinMapPermission.DRAFT: has_role(*EDITORS),
        PinMapPermission.DRAFT_HERE: has_role_here(*EDITORS),
        PinMapPermission.EDIT: has_role_here(*EDITORS) & ~is_closed,
        PinMapPermission.PUBLISH: has_role_here(*PUBLISHERS) & is_draft,
        PinMapPermission.CLOSE: has_role_here(*PUBLISHERS) & is_published,
        PinMapPermission.REOPEN: has_role_here(*PUBLISHERS) & is_closed,
        PinMapPermission.DISCARD: has_role_here(*EDITORS) & is_draft,
        PinMapPermission.RECORD: has_role_here(*EDITORS) & ~is_draft,
        PinMapPermission.MODERATE: has_role_here(*EDITORS) & ~is_draft,
        PinMapPermission.EXPORT: has_role_here(*PUBLISHERS) & ~is_draft,
        WalkPermission.LIST: has_role(*EDITORS),
        WalkPermission.READ: has_role_here(*EDITORS),
        WalkPermission.PLAN: has_role(*EDITORS),
        WalkPermission.PLAN_HERE: has_role_here(*EDITORS),
        WalkPermission.EDIT: has_role_here(*EDITORS) & is_open,
        WalkPermission.RECORD: has_role_here(*EDITORS),
        WalkPermission.CLOSE: has_role_here(*EDITORS) & is_open,
        WalkPermission.REOPEN: has_role_here(*EDITORS) & ~is_open,
    }
)

"""Who gives data away to everybody: whoever plans or administers the whole county."""

from enum import StrEnum

from portal.feed.models.open_data import OpenDataRelease
from portal.kernel.policy import Actor, Role, has_role_here, is_system, policy, rule


class OpenDataPermission(StrEnum):
    """What can be done with a Stand."""

    #: Open the page with all of them, and look at a prepared one.
    LIST = "open-data:list"
    #: Have one prepared.
    PREPARE = "open-data:prepare"
    #: Show a prepared one to everybody.
    PUBLISH = "open-data:publish"
    #: Forget a prepared one.
    DISCARD = "open-data:discard"
    #: Take a published one from view.
    WITHDRAW = "open-data:withdraw"


@rule
def is_prepared(_: Actor, release: OpenDataRelease) -> bool:
    """Nobody has published it yet."""
    return release.is_draft


@rule
def is_public(_: Actor, release: OpenDataRelease) -> bool:
    """Everybody can read it."""
    return release.is_public


minds_the_county = has_role_here(Role.PLANNER, Role.ADMIN)

POLICY = policy(
    {
        OpenDataPermission.LIST: minds_the_county,
        OpenDataPermission.PREPARE: minds_the_county | is_system,
        OpenDataPermission.PUBLISH: (minds_the_county | is_system) & is_prepared,
        OpenDataPermission.DISCARD: minds_the_county & is_prepared,
        OpenDataPermission.WITHDRAW: minds_the_county & is_public,
    }
)

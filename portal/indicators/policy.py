"""Who may see and change Kennzahlen.

The Sozialplanung and the Fachplanungen see every place; Kümmerer and Gemeinden see their own places, each beside the county.
The Sozialplanung of the county takes over files and takes them back. Whoever defines a Kennzahl of their own enters its values.
"""

from enum import StrEnum
from typing import Any
from uuid import UUID

from portal.indicators.models import Indicator, IndicatorImport
from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule

#: Who sees every place.
PLANNERS = (Role.PLANNER, Role.SECTOR_PLANNER)
#: Who sees the places they work for.
OF_A_PLACE = (Role.KUEMMERER, Role.MUNICIPALITY)


class IndicatorPermission(StrEnum):
    """What can be done with Kennzahlen."""

    #: Open the list and the pages, with the places one may see.
    LIST = "indicator:list"
    #: See the values of one place.
    READ = "indicator:read"
    #: Define one of one's own.
    ADD = "indicator:add"
    #: Change its definition and enter its values.
    EDIT = "indicator:edit"
    #: Enter and remove single values of any Kennzahl.
    ENTER = "indicator:enter"


class ImportPermission(StrEnum):
    """What can be done with files of values."""

    #: See which files were read, and hand in one.
    LIST = "indicator-import:list"
    #: See what one file brings or brought.
    READ = "indicator-import:read"
    #: Take it over, or forget it.
    TAKE = "indicator-import:take"
    #: Put everything back to what it was before.
    TAKE_BACK = "indicator-import:take-back"


@rule
def defined_it(actor: Actor, indicator: Indicator) -> bool:
    """The actor defined it, and still plans here."""
    is_own = actor.id is not None and indicator.created_by == actor.id
    return is_own and actor.holds(*PLANNERS)


@rule
def is_own(_: Actor, indicator: Indicator) -> bool:
    """It did not come with the portal."""
    return not indicator.is_shipped


@rule
def is_waiting(_: Actor, file: IndicatorImport) -> bool:
    """Nothing of the file was taken over yet."""
    return file.is_open


@rule
def is_taken(_: Actor, file: IndicatorImport) -> bool:
    """The file was taken over and not taken back."""
    return file.taken_at is not None and file.taken_back_at is None


def seen_places(viewer: Actor) -> frozenset[UUID] | None:
    """The Sozialräume whose values somebody sees, each with all beneath it; None for the whole county."""
    if viewer.holds(*PLANNERS):
        return None
    return viewer.scope_of(*OF_A_PLACE)


@rule
def sees_the_place(actor: Actor, place: Any) -> bool:
    """The actor plans, or works for this place."""
    return actor.holds(*PLANNERS) or actor.holds(*OF_A_PLACE, within=tuple(place.lineage))


POLICY = policy(
    {
        IndicatorPermission.LIST: has_role(*PLANNERS, *OF_A_PLACE),
        IndicatorPermission.READ: sees_the_place,
        IndicatorPermission.ADD: has_role(*PLANNERS),
        IndicatorPermission.EDIT: (has_role_here(Role.PLANNER) | defined_it) & is_own,
        IndicatorPermission.ENTER: has_role_here(Role.PLANNER) | (defined_it & is_own),
    }
)

IMPORT_POLICY = policy(
    {
        ImportPermission.LIST: has_role_here(Role.PLANNER),
        ImportPermission.READ: has_role_here(Role.PLANNER),
        ImportPermission.TAKE: has_role_here(Role.PLANNER) & is_waiting,
        ImportPermission.TAKE_BACK: has_role_here(Role.PLANNER) & is_taken,
    }
)

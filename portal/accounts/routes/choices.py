"""What an administrator may choose from when giving roles."""

from typing import TYPE_CHECKING
from uuid import UUID

from portal.accounts.forms import WHOLE_COUNTY, Choices
from portal.accounts.terms import MAY_GIVE, ROLE_HELP
from portal.kernel.policy import Actor, Role
from portal.places import queries as places
from portal.places.terms import PlaceKind
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.places.models import Sozialraum

_BELOW_THE_COUNTY = tuple(kind for kind in PlaceKind if kind is not PlaceKind.COUNTY)


def grantable_roles(giver: Actor) -> list[Role]:
    """The roles this person may give to others, in the order of the list of roles."""
    given = {role for own, roles in MAY_GIVE.items() if giver.holds(own) for role in roles}
    return [role for role in Role if role in given]


def role_hints() -> dict[str, str]:
    """What each role is for, by the value of its choice."""
    return {role.value: _(ROLE_HELP[role]) for role in Role}


def grantable_places(giver: Actor) -> Choices:
    """The Sozialräume for which this person may give roles, the whole county first when it is among them.

    Nothing is chosen from the start, unless there is only one: a role reaches no further than somebody meant.
    """
    scope = giver.scope_of(*MAY_GIVE)
    listed = [(str(key), label) for key, label in places.choices(kinds=_BELOW_THE_COUNTY) if _within(key, scope)]
    offered = [(WHOLE_COUNTY, _("Ganzer Landkreis")), *listed] if scope is None else listed
    return offered if len(offered) == 1 else [("", _("Bitte wählen")), *offered]


def chosen_place(value: str) -> "Sozialraum | None":
    """The place behind a value of `grantable_places`; None is the whole county."""
    return None if value == WHOLE_COUNTY else places.place(UUID(value))


def _within(place_id: UUID, scope: frozenset[UUID] | None) -> bool:
    node = places.tree().get(place_id)
    return scope is None or (node is not None and not scope.isdisjoint(node.lineage))

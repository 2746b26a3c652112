"""What a person does with the pins of the own sitting; whoever holds its key is that person."""

from dataclasses import replace
from uuid import UUID

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.kernel import codes
from portal.kernel.errors import NotFound
from portal.kernel.policy import ANONYMOUS, Actor
from portal.pinmaps import queries
from portal.pinmaps.actions import placing
from portal.pinmaps.actions.counting import counted_together
from portal.pinmaps.actions.placing import NewPin, Placed
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import PinMap


def take_back(contribution_id: UUID, *, sitting_key: UUID, by: Actor = ANONYMOUS) -> bool:
    """Take back a pin of the own sitting with everything that was said; False when that was done before.

    Raises `NotFound` for a pin of another sitting.
    """
    row = said.get_many([contribution_id]).get(contribution_id)
    pin = queries.pin_or_none(contribution_id)
    if row is None or pin is None:
        raise NotFound
    if row.is_withdrawn:
        return False
    sitting = queries.sitting_by_code(codes.receipt_code(sitting_key))
    if sitting is None or pin.sitting_id != sitting.id:
        raise NotFound
    contributions.withdraw(row, by=by)
    placing.take_off(contribution_id)  # at once and not with the event: the place in the sitting is free now
    return True


def place_instead(
    pin_map: PinMap,
    former_id: UUID,
    new: NewPin,
    *,
    submission_key: UUID,
    sitting_key: UUID,
    by: Actor = ANONYMOUS,
) -> Placed:
    """Set a pin in place of an own one, both or neither. Sent again it changes nothing. Raises as `take_back` and `place` do."""
    former = queries.pin_or_none(former_id)
    if former is not None and former.x is not None:
        stood = mercator.Position(former.x, former.y or 0), mercator.Position(former.shown_x or 0, former.shown_y or 0)
        new = replace(new, former=stood)
    with counted_together():
        take_back(former_id, sitting_key=sitting_key, by=by)
        return placing.place(pin_map, new, submission_key=submission_key, sitting_key=sitting_key, by=by)

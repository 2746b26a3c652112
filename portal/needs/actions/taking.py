"""Many Wortmeldungen at once, chosen elsewhere (on a map), become evidence of one Bedarf."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs.actions.deciding import attach
from portal.needs.actions.keeping import hold
from portal.needs.actions.making import NeedDraft, make_need
from portal.needs.models import Need, TriageItem
from portal.needs.policy import NeedPermission
from portal.needs.queries.listing import final_need
from portal.needs.terms import SELECTION_MOST, Stance, TriageOutcome, TriageState

_NOTHING = N_("Über alle diese Wortmeldungen ist schon entschieden. Es hat sich nichts geändert.")
_TOO_MANY = N_("Das sind mehr als %(most)s Wortmeldungen. Bitte wählen Sie weniger auf einmal.")


@dataclass(frozen=True)
class Taken:
    """What became of a selection: `batch_id` takes it back."""

    batch_id: UUID
    need: Need
    #: Wortmeldungen that stand behind the Bedarf now, and those that were left out because somebody had decided about them.
    taken: int
    left_out: int


def take_into_new(contribution_ids: Collection[UUID], *, draft: NeedDraft, by: Actor) -> Taken:
    """Make a Bedarf of everything among these Wortmeldungen that waits; what was decided already is left out.

    Raises `Conflict` ("triage.decided") when nothing of it waits any more, `InvalidInput` for more than `SELECTION_MOST`.
    """
    items = _waiting(contribution_ids, by)
    need = make_need(draft, by=by)
    return _taken(contribution_ids, items, need, TriageOutcome.NEW_NEED, by)


def take_into(contribution_ids: Collection[UUID], *, need: Need, by: Actor) -> Taken:
    """Add everything among these Wortmeldungen that waits to a Bedarf, or to the one it went into meanwhile. Raises as above."""
    items = _waiting(contribution_ids, by)
    hold(need)
    target = final_need(need)
    if target.is_deleted:
        raise Conflict("need.gone", N_("Diesen Bedarf gibt es nicht mehr."))
    ensure(NeedPermission.ADD_EVIDENCE, by, target)
    return _taken(contribution_ids, items, target, TriageOutcome.ADDED, by)


def _waiting(contribution_ids: Collection[UUID], by: Actor) -> list[TriageItem]:
    """The entries that wait and that this person decides about, held for this unit. One statement, however many."""
    if len(contribution_ids) > SELECTION_MOST:
        raise InvalidInput("triage.too-many", _TOO_MANY, most=SELECTION_MOST)
    rows = (
        select(TriageItem)
        .where(TriageItem.contribution_id.in_(contribution_ids), TriageItem.state == TriageState.OPEN)
        .options(selectinload(TriageItem.place))
        .order_by(TriageItem.id)
        .with_for_update()
    )
    found = [item for item in session().scalars(rows) if allows(NeedPermission.DECIDE, by, item)]
    if not found:
        raise Conflict("triage.decided", _NOTHING)
    return found


def _taken(ids: Collection[UUID], items: list[TriageItem], need: Need, outcome: TriageOutcome, by: Actor) -> Taken:
    batch = attach(items, need, outcome, Stance.FOR, by)
    taken = len({item.contribution_id for item in items})
    return Taken(batch, need, taken, len(set(ids)) - taken)

"""Two Akteure that are the same become one, and can be parted again."""

from datetime import date
from typing import Any

from portal.county.models import ActionField
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.network.events import StakeholdersMerged
from portal.network.models import Stakeholder, StakeholderDistinction, StakeholderMerge
from portal.network.policy import NetworkPermission
from portal.network.terms import LONGEST_NOTES, Attitude

MERGED = audit.kind("network.merged", N_("Akteure zusammengeführt"), keys=("kept_id", "merged_id"))
UNDONE = audit.kind(
    "network.merge-undone", N_("Zusammenführung von Akteuren rückgängig"), keys=("kept_id", "merged_id")
)
_TOGETHER = {"influence", "interest"}
#: Taken over where the one that stays has nothing.
_FILLED = (*sorted(_TOGETHER), "role", "website", "attitude", "next_step", "review_on")


def merge(kept: Stakeholder, merged: Stakeholder, *, by: Actor) -> StakeholderMerge:
    """Make `merged` part of `kept`: all contacts and Handlungsfelder come along, and what `kept` had nothing of.

    Raises `InvalidInput` for one and the same, and for a person with an organisation; `Conflict` when one of them is part of
    another already.
    """
    ensure(NetworkPermission.EDIT, by, kept)
    ensure(NetworkPermission.EDIT, by, merged)
    if kept.id == merged.id:
        raise InvalidInput("network.merge-with-itself", N_("Das ist ein und derselbe Akteur."))
    if kept.nature is not merged.nature:
        raise InvalidInput(
            "network.merge-natures",
            N_(
                "Eine Person und eine Organisation lassen sich nicht zusammenführen. "
                "Tragen Sie die Person als Kontakt der Organisation ein."
            ),
        )
    if not (kept.is_listed and merged.is_listed):
        raise Conflict
    moved = list(merged.contacts)
    new_fields = [field for field in merged.action_fields if field not in kept.action_fields]
    done = StakeholderMerge(
        kept_id=kept.id,
        merged_id=merged.id,
        by_id=by.id,
        contact_ids=[str(contact.id) for contact in moved],
        field_ids=[str(field.id) for field in new_fields],
        filled=_fill(kept, merged),
    )
    for contact in moved:
        contact.stakeholder = kept
    kept.action_fields = [*kept.action_fields, *new_fields]
    merged.merged_into_id = kept.id
    kept.updated_at = now()  # both rows change: of two who merge crosswise the second gets a conflict, never a circle
    session().add(done)
    audit.log(MERGED, by=by, kept_id=kept.id, merged_id=merged.id)
    record(StakeholdersMerged(kept_id=kept.id, merged_id=merged.id))
    session().flush()
    return done


def undo_merge(done: StakeholderMerge, kept: Stakeholder, merged: Stakeholder, *, by: Actor) -> None:
    """Part them again. What was changed since stays as it was changed. Raises `Conflict` when they are parted already."""
    ensure(NetworkPermission.EDIT, by, kept)
    ensure(NetworkPermission.ADD_HERE, by, merged)
    if done.undone_at is not None or merged.merged_into_id != kept.id:
        raise Conflict
    came_along = set(done.contact_ids)
    for contact in [contact for contact in kept.contacts if str(contact.id) in came_along]:
        contact.stakeholder = merged
    kept.action_fields = [field for field in kept.action_fields if not _is_new(field, done)]
    _empty(kept, done)
    merged.merged_into_id = None
    done.undone_at, done.undone_by = now(), by.id
    audit.log(UNDONE, by=by, kept_id=kept.id, merged_id=merged.id)
    session().flush()


def tell_apart(one: Stakeholder, other: Stakeholder, *, by: Actor) -> None:
    """Say that two Akteure that look alike are not the same. They are not offered as doubles any more."""
    ensure(NetworkPermission.EDIT, by, one)
    ensure(NetworkPermission.EDIT, by, other)
    first, second = sorted((one.id, other.id))
    if first != second and session().get(StakeholderDistinction, (first, second)) is None:
        session().add(StakeholderDistinction(first_id=first, second_id=second))
        session().flush()


def _fill(kept: Stakeholder, merged: Stakeholder) -> dict[str, Any]:
    """Give `kept` what it lacks; answers column → (before, after)."""
    before = {name: getattr(kept, name) for name in (*_FILLED, "notes")}
    for name in _FILLED:
        if not _says(kept, name) and _says(merged, name):
            setattr(kept, name, getattr(merged, name))
    if merged.notes and merged.notes not in kept.notes:
        kept.notes = f"{kept.notes}\n\n{merged.notes}".strip()[: 2 * LONGEST_NOTES]
    return {
        name: [_plain(value), _plain(getattr(kept, name))]
        for name, value in before.items()
        if value != getattr(kept, name)
    }


def _empty(kept: Stakeholder, done: StakeholderMerge) -> None:
    """Take back what was given, as far as it still is what was given. Influence and interest go together."""
    unchanged = {name for name, (_before, after) in done.filled.items() if _plain(getattr(kept, name)) == after}
    if not unchanged.issuperset(_TOGETHER):
        unchanged -= _TOGETHER
    for name in unchanged:
        setattr(kept, name, _typed(name, done.filled[name][0]))


def _says(stakeholder: Stakeholder, name: str) -> bool:
    """Whether something was told there."""
    return getattr(stakeholder, name) not in (None, "", Attitude.UNKNOWN)


def _is_new(field: ActionField, done: StakeholderMerge) -> bool:
    return str(field.id) in done.field_ids


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Attitude) else value


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "review_on":
        return date.fromisoformat(value)
    return Attitude(value) if name == "attitude" else value

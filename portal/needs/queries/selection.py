"""Wortmeldungen chosen elsewhere, as far as they wait for a decision of this person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.contributions import queries as contributions
from portal.kernel.db import session
from portal.kernel.policy import Actor, allows
from portal.needs.models import TriageItem
from portal.needs.policy import NeedPermission
from portal.needs.terms import TriageState

#: Words that suggestions are made of; a few hundred remarks say no more.
_WORDS_FROM = 200


@dataclass(frozen=True)
class Selection:
    """What of a choice waits, and how much of it does not."""

    #: The Wortmeldungen that wait, in the order in which they were chosen.
    contribution_ids: tuple[UUID, ...]
    #: Those that are decided already, taken back, or somebody else's to decide.
    left_out: int
    #: The words of those that wait, for suggestions.
    text: str


def selection(viewer: Actor, contribution_ids: Collection[UUID]) -> Selection:
    """What of these Wortmeldungen waits for this person's decision. A constant number of queries."""
    chosen = list(dict.fromkeys(contribution_ids))
    rows = select(TriageItem).where(TriageItem.contribution_id.in_(chosen), TriageItem.state == TriageState.OPEN)
    items = session().scalars(rows.options(selectinload(TriageItem.place)))
    waiting = {item.contribution_id for item in items if allows(NeedPermission.DECIDE, viewer, item)}
    ids = tuple(one for one in chosen if one in waiting)
    return Selection(ids, len(chosen) - len(ids), _text_of(ids))


def _text_of(ids: Sequence[UUID]) -> str:
    said = contributions.get_many(list(ids[:_WORDS_FROM]))
    return "\n".join(said[one].text for one in ids[:_WORDS_FROM] if one in said)

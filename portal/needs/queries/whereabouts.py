"""Where a Wortmeldung is now: it waits, stands behind a Bedarf, or is no Bedarf. For those who work with it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.kernel.db import session
from portal.kernel.policy import Actor, allows
from portal.needs.models import Evidence, Need, TriageItem
from portal.needs.policy import NeedPermission
from portal.needs.terms import TriageOutcome, TriageState


@dataclass(frozen=True)
class Whereabouts:
    """One part of a Wortmeldung, or the whole of it."""

    item: TriageItem
    #: The Bedarf it stands behind now, after merges and splits; None while it waits, and when it is no Bedarf.
    need: Need | None

    @property
    def is_waiting(self) -> bool:
        return self.item.state is TriageState.OPEN


def whereabouts(viewer: Actor, contribution_id: UUID) -> list[Whereabouts]:
    """Where each part of it is, in the order of the words, as far as this person may know. One query."""
    return whereabouts_of(viewer, [contribution_id])


def whereabouts_of(viewer: Actor, contribution_ids: Collection[UUID]) -> list[Whereabouts]:
    """The same for several Wortmeldungen, one after the other. One query."""
    rows = session().execute(
        select(TriageItem, Need)
        .outerjoin(Evidence, Evidence.triage_item_id == TriageItem.id)
        .outerjoin(Need, Need.id == Evidence.need_id)
        .options(joinedload(TriageItem.place), joinedload(Need.place))
        .where(
            TriageItem.contribution_id.in_(contribution_ids),
            TriageItem.state.in_([TriageState.OPEN, TriageState.DECIDED]),
            TriageItem.outcome.is_distinct_from(TriageOutcome.WITHDRAWN),
        )
        .order_by(TriageItem.contribution_id, TriageItem.start, TriageItem.id)
    )
    return [Whereabouts(item, need) for item, need in rows if _may_know(viewer, item, need)]


def _may_know(viewer: Actor, item: TriageItem, need: Need | None) -> bool:
    return allows(NeedPermission.FOLLOW, viewer, item) and (need is None or allows(NeedPermission.READ, viewer, need))

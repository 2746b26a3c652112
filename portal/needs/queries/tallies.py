"""Bedarfe per Sozialraum and Handlungsfeld, from the tally: for maps."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.needs.models import NeedTally
from portal.needs.policy import READERS
from portal.needs.queries.spaces import within
from portal.needs.terms import NeedStatus


def totals_by_field(viewer: Actor, statuses: Collection[NeedStatus]) -> dict[tuple[UUID, UUID], int]:
    """How many Bedarfe in one of these statuses this person may see, by Sozialraum and Handlungsfeld (`NO_FIELD` for none).

    One query, whatever their number.
    """
    chosen = (
        select(NeedTally.sozialraum_id, NeedTally.action_field_id, func.sum(NeedTally.total))
        .where(NeedTally.status.in_(statuses), NeedTally.total != 0)
        .where(*within(NeedTally.sozialraum_id, place_id=None, scope=viewer.scope_of(*READERS)))
        .group_by(NeedTally.sozialraum_id, NeedTally.action_field_id)
    )
    return {(place_id, field_id): int(total) for place_id, field_id, total in session().execute(chosen)}

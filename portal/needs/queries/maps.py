"""What other programs draw of Bedarfe on a map: which of them may be seen, and how many there are."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text

from portal.kernel.db import session
from portal.needs.models import NeedTally
from portal.needs.models.need import ANSWERED_IN_PUBLIC, LIVING
from portal.needs.queries.listing import in_fields
from portal.needs.terms import NeedStatus


def visible(*, is_public: bool) -> ColumnElement[bool]:
    """Bedarfe that are neither deleted nor merged; for everybody only those with a public answer.

    Written word for word as the partial indexes have it, so that both databases use them.
    """
    return text(ANSWERED_IN_PUBLIC if is_public else LIVING)  # type: ignore[return-value]


def tallied(
    place_ids: Sequence[UUID] | None, *, status: NeedStatus | None = None, action_field_id: UUID | None = None
) -> int:
    """How many Bedarfe lie in these places (None: anywhere), from the kept counts. One query, two with a Handlungsfeld."""
    chosen = select(func.sum(NeedTally.total)).where(NeedTally.status != NeedStatus.MERGED)
    if place_ids is not None:
        chosen = chosen.where(NeedTally.sozialraum_id.in_(place_ids))
    if status is not None:
        chosen = chosen.where(NeedTally.status == status)
    if action_field_id is not None:
        chosen = chosen.where(in_fields(NeedTally.action_field_id, action_field_id))
    return int(session().scalar(chosen) or 0)

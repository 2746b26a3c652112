"""What projects were granted and have drawn, for many at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from portal.funding.formats import ZERO
from portal.funding.models import FundingApplication, FundingDrawdown
from portal.kernel.db import session


@dataclass(frozen=True)
class Sums:
    """The money of one project over all its applications."""

    granted: Decimal = ZERO
    drawn: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What was granted and has not come yet."""
        return self.granted - self.drawn


def sums_of(subject_ids: Collection[UUID]) -> dict[UUID, Sums]:
    """The sums of these projects; those without a grant are left out. Two queries however many there are, none for no ids."""
    if not subject_ids:
        return {}
    mine = FundingApplication.subject_id.in_(set(subject_ids)) & FundingApplication.granted.is_not(None)
    found: dict[UUID, Sums] = {}
    granted = select(FundingApplication.subject_id, FundingApplication.granted).where(mine)
    for subject_id, amount in _known(granted.order_by(FundingApplication.id)):
        known = found.get(subject_id, Sums())
        found[subject_id] = Sums(known.granted + amount, known.drawn)
    drawn = (
        select(FundingApplication.subject_id, FundingDrawdown.amount)
        .join(FundingDrawdown, FundingDrawdown.application_id == FundingApplication.id)
        .where(mine, FundingDrawdown.received_on.is_not(None))
    )
    for subject_id, amount in _known(drawn.order_by(FundingDrawdown.id)):
        known = found[subject_id]
        found[subject_id] = Sums(known.granted, known.drawn + amount)
    return found


def _known(chosen: Select[Any, Any]) -> Iterator[tuple[UUID, Decimal]]:
    """The amounts that belong to a project."""
    for subject_id, amount in session().execute(chosen):
        if subject_id is not None and amount is not None:
            yield subject_id, amount

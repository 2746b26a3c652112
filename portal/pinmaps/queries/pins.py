"""Single pins and how many there are of a map."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text

from portal.kernel.codes import hash_code, normalise_code
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.pinmaps.geometry.mercator import LEVELS
from portal.pinmaps.models import EVERYTHING, Pin, PinCell, PinSitting


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pins of a map stand on it, by whether others see them; those without a position are in none."""

    shown: int
    held: int
    hidden: int
    #: Shown ones by the number of their category.
    by_category: dict[int, int]

    @property
    def all(self) -> int:
        return self.shown + self.held + self.hidden


def pin(contribution_id: UUID) -> Pin:
    """One pin. Raises `NotFound`."""
    found = pin_or_none(contribution_id)
    if found is None:
        raise NotFound
    return found


def pin_or_none(contribution_id: UUID) -> Pin | None:
    """The pin of a Wortmeldung; None when it is none."""
    return session().get(Pin, contribution_id)


def sitting_by_code(typed: str) -> PinSitting | None:
    """The sitting of a Rückmelde-Code, however it was typed; None when there is none."""
    normal = normalise_code(typed)
    if not normal:
        return None
    return session().scalar(select(PinSitting).where(PinSitting.receipt_hash == hash_code(normal)))


def sitting(id: UUID) -> PinSitting | None:
    """One sitting; None when there is none."""
    return session().get(PinSitting, id)


def pins_of_sitting(sitting_id: UUID) -> list[Pin]:
    """The pins of a sitting that were not taken back, the first one first."""
    return list(session().scalars(select(Pin).where(Pin.sitting_id == sitting_id).order_by(Pin.seq)))


def counts_of(map_id: UUID) -> Counts:
    """How many pins stand on a map, from the kept counts."""
    rows = (
        session()
        .execute(
            select(PinCell.category, func.sum(PinCell.shown), func.sum(PinCell.held), func.sum(PinCell.hidden))
            .where(PinCell.map_id == map_id, PinCell.month == EVERYTHING, PinCell.level == LEVELS[0])
            .group_by(PinCell.category)
        )
        .all()
    )
    shown, held, hidden = (sum(int(row[part]) for row in rows) for part in (1, 2, 3))
    return Counts(shown, held, hidden, {row[0]: int(row[1]) for row in rows})


def waiting_count(map_ids: list[UUID]) -> int:
    """How many pins of these maps wait for a person to read them."""
    chosen = select(func.count(Pin.seq)).where(Pin.map_id.in_(map_ids), *waits())
    return session().scalar(chosen) or 0


def waits() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether a pin waits for a person to read it.

    Named literally and with a column of `ix_pin_waiting` counted, so that both databases look at the few that wait only.
    """
    return text("(pin.visibility <> 'shown' OR NOT pin.is_read)"), ~Pin.is_read  # type: ignore[return-value]

"""Names in addresses: the wanted one, or with a number behind it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.kernel.db import session


def free_slug(
    column: InstrumentedAttribute[str], wanted: str, *, besides: UUID | None = None, reserved: Collection[str] = ()
) -> str:
    """`wanted` if no row of the table of `column` has it besides this one, and it is not `reserved`; else with the next number.

    Of two who take the same name at once, the UNIQUE constraint of the column refuses the second.
    """
    taken = select(column).where(or_(column == wanted, column.like(f"{wanted}-%")))
    if besides is not None:
        model: Any = column.class_
        taken = taken.where(model.id != besides)
    names = {*reserved, *session().scalars(taken)}
    numbered = (f"{wanted}-{number}" for number in range(2, len(names) + 3))
    return wanted if wanted not in names else next(name for name in numbered if name not in names)

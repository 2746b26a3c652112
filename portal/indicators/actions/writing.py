"""Writing values: the one place where rows of values and what they were before come to be."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import insert

from portal.indicators import queries
from portal.indicators.models import Indicator, IndicatorValue, ValueChange
from portal.indicators.queries.files import PlannedValue
from portal.indicators.terms import SHIPPED_BY_KEY, ValueStatus
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import next_number, session
from portal.kernel.text import fold

_PORTION = 500
_ONE_AT_A_TIME = "indicator-import"


def one_at_a_time() -> None:
    """Wait for whoever else writes values or definitions just now: two never write the same one."""
    next_number(_ONE_AT_A_TIME)


def ship(keys: Iterable[str]) -> None:
    """Give Indikatoren that come with the portal a row, so that values can belong to them."""
    for key in sorted(set(keys) & SHIPPED_BY_KEY.keys()):
        if queries.indicator_row(key) is None:
            one = SHIPPED_BY_KEY[key]
            session().add(
                Indicator(
                    key=key,
                    is_shipped=True,
                    name=one.name,
                    sort_name=fold(one.name),
                    theme=one.theme,
                    decimals=one.decimals,
                    adds_up=one.adds_up,
                )
            )
    session().flush()


def write_planned(planned: Iterable[PlannedValue], *, import_id: UUID) -> None:
    """Write what is new and what changes, and note what it was before."""
    moment, fresh, before = now(), [], []
    for one in planned:
        value, stored = one.value, one.stored
        before.append(_before(one, import_id))
        if stored is None:
            fresh.append(
                {
                    "id": new_id(),
                    "indicator_key": value.key,
                    "sozialraum_id": value.place_id,
                    "on_day": value.on,
                    "part": value.part,
                    "status": value.status,
                    "value": value.value,
                    "import_id": import_id,
                    "created_at": moment,
                    "updated_at": moment,
                }
            )
        else:
            set_value(stored, value.status, value.value, import_id=import_id)
    session().flush()
    for rows, table in ((fresh, IndicatorValue), (before, ValueChange)):
        for begin in range(0, len(rows), _PORTION):
            session().execute(insert(table), rows[begin : begin + _PORTION])


def set_value(
    row: IndicatorValue,
    status: ValueStatus,
    value: Decimal | None,
    *,
    import_id: UUID | None = None,
    entered_by: UUID | None = None,
) -> None:
    """Give a row another value, with where it comes from."""
    row.status, row.value, row.import_id, row.entered_by = status, value, import_id, entered_by


def put_value(
    key: str, place_id: UUID, on: date, status: ValueStatus, value: Decimal | None, *, entered_by: UUID | None
) -> IndicatorValue:
    """A value entered by hand, in the place of what stood there."""
    stored = queries.stored_values([key], [place_id], [on]).get((key, place_id, on, ""))
    if stored is None:
        stored = IndicatorValue(indicator_key=key, sozialraum_id=place_id, on_day=on)
        session().add(stored)
    set_value(stored, status, value, entered_by=entered_by)
    session().flush()
    return stored


def _before(one: PlannedValue, import_id: UUID) -> dict[str, object]:
    stored, value = one.stored, one.value
    return {
        "id": new_id(),
        "import_id": import_id,
        "indicator_key": value.key,
        "sozialraum_id": value.place_id,
        "on_day": value.on,
        "part": value.part,
        "old_status": stored.status if stored else None,
        "old_value": stored.value if stored else None,
        "old_import_id": stored.import_id if stored else None,
        "old_entered_by": stored.entered_by if stored else None,
    }

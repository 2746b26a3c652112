"""Stored values, read for many places and Indikatoren at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.indicators.models import IndicatorImport, IndicatorValue
from portal.indicators.terms import SHIPPED_BY_KEY, AgeGroup, Figure, Part, Sex, ValueStatus, part_of, rounded
from portal.kernel.db import session

#: Whose a figure of the statistics is that somebody typed.
BY_HAND = "von Hand im Portal eingetragen"


@dataclass(frozen=True, slots=True)
class Known:
    """A value or why there is none, and whose it is."""

    status: ValueStatus
    value: Decimal | None
    source: str = ""


@dataclass
class Cells:
    """Values by Indikator, place and day, each with its parts."""

    found: dict[tuple[str, UUID, date], dict[Part, Known]] = field(default_factory=dict)

    def at(self, key: str, place_id: UUID, on: date) -> dict[Part, Known]:
        return self.found.get((key, place_id, on), {})

    def days(self, keys: Collection[str], place_ids: Collection[UUID]) -> list[date]:
        """The days for which there is anything of these, the latest first."""
        return sorted({on for key, place, on in self.found if key in keys and place in place_ids}, reverse=True)

    def groups(self, key: str, place_id: UUID, on: date) -> set[AgeGroup]:
        return {part.ages for part in self.at(key, place_id, on) if part.ages is not None}


def cells(
    keys: Iterable[str], place_ids: Collection[UUID], *, days: Collection[date] | None = None, with_ages: bool = True
) -> Cells:
    """What is stored of these; without ages only the whole and the sexes. One query."""
    wanted = sorted(set(keys))
    columns = (
        IndicatorValue.indicator_key,
        IndicatorValue.sozialraum_id,
        IndicatorValue.on_day,
        IndicatorValue.part,
        IndicatorValue.status,
        IndicatorValue.value,
        IndicatorValue.import_id,
        IndicatorImport.source,
        IndicatorImport.file_name,
    )
    chosen = select(*columns).outerjoin(IndicatorImport, IndicatorImport.id == IndicatorValue.import_id)
    chosen = chosen.where(IndicatorValue.indicator_key.in_(wanted), IndicatorValue.sozialraum_id.in_(place_ids))
    if days is not None:
        chosen = chosen.where(IndicatorValue.on_day.in_(days))
    if not with_ages:
        chosen = chosen.where(IndicatorValue.part.in_([sex.value for sex in Sex]))
    made = Cells()
    for key, place_id, on, part, status, value, import_id, source, file_name in session().execute(chosen):
        whose = source or ("" if key not in SHIPPED_BY_KEY else _unnamed(file_name) if import_id else BY_HAND)
        made.found.setdefault((key, place_id, on), {})[part_of(part)] = Known(status, value, whose)
    return made


def _unnamed(file_name: str) -> str:
    """Whose figures of a file are that does not say it: never those of the statistical offices."""
    return f"Datei {file_name}" if file_name else BY_HAND


def days_of(keys: Collection[str], *, with_ages: Collection[str] = ()) -> list[date]:
    """The days for which any place has a value of each of these, by age for those `with_ages`; the latest first. One query."""
    is_age = IndicatorValue.part.contains("-")
    chosen = select(IndicatorValue.indicator_key, IndicatorValue.on_day, is_age)
    rows = session().execute(chosen.where(IndicatorValue.indicator_key.in_(keys)).distinct()).all()
    have = [{on for found, on, by_age in rows if found == key and (by_age or key not in with_ages)} for key in keys]
    return sorted(set.intersection(*have), reverse=True) if have else []


def entered_values(key: str, *, limit: int = 300) -> list[IndicatorValue]:
    """What was entered by hand of an Indikator, the latest day first. One query."""
    by_hand = IndicatorValue.import_id.is_(None)
    chosen = select(IndicatorValue).where(IndicatorValue.indicator_key == key, by_hand, IndicatorValue.part == "")
    ordered = chosen.order_by(IndicatorValue.on_day.desc(), IndicatorValue.updated_at.desc(), IndicatorValue.id)
    return list(session().scalars(ordered.limit(limit)))


def as_figure(
    key: str, place_id: UUID, on: date, status: ValueStatus, value: Decimal | None, *, decimals: int
) -> Figure:
    """A stored or read value as a figure, to be printed like all others."""
    return Figure(key, place_id, status, None if value is None else rounded(value, decimals), on, decimals=decimals)

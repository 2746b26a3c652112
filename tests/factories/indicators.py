"""Figures for tests: the real extracts of the Unterallgäu, and single values."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from portal.indicators import actions
from portal.indicators.models import Indicator, IndicatorImport, IndicatorValue
from portal.indicators.terms import ValueStatus
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.settings import ROOT
from tests.factories.places import import_unterallgaeu

EXTRACTS = ROOT / "portal" / "demo" / "data" / "indicators"
POPULATION, AGES, MOVES = (EXTRACTS / f"{code}.csv" for code in ("12411-01-01-5", "12411-02-03-5", "12711-01-03-5"))
COMPUTED = EXTRACTS / "kennzahlen_2015.csv"
DAY = date(2015, 12, 31)


def import_bytes(data: bytes, name: str = "tabelle.csv") -> IndicatorImport:
    """A file, taken over at once."""
    with unit_of_work():
        return actions.import_now(data, file_name=name, by=SYSTEM)


def import_extracts(files: Sequence[Path] = (POPULATION, AGES, MOVES)) -> None:
    """The real county with its real figures."""
    import_unterallgaeu()
    for path in files:
        import_bytes(path.read_bytes(), path.name)


def make_indicator(name: str = "Pflegeplätze", **draft: object) -> Indicator:
    """One of one's own."""
    with unit_of_work():
        return actions.define(actions.IndicatorDraft(name=name, **draft), by=SYSTEM)  # type: ignore[arg-type]


def make_value(
    key: str,
    place_id: UUID,
    value: int | str | None,
    *,
    on: date = DAY,
    status: ValueStatus = ValueStatus.AVAILABLE,
) -> IndicatorValue:
    """A value entered by hand."""
    number = None if value is None else Decimal(value)
    with unit_of_work():
        return actions.enter_value(key, place_id, on, status, number, by=SYSTEM)

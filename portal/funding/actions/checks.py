"""What more than one action refuses."""

from datetime import date
from decimal import Decimal

from portal.kernel.errors import InvalidInput
from portal.kernel.money import CENT, MOST
from portal.kernel.text import N_

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)


def ensure_day(day: date, field: str) -> None:
    """Raises `InvalidInput` for a year nobody meant, which is how a slip of the finger looks."""
    if not _FIRST <= day <= _LAST:
        raise InvalidInput("funding.far-day", N_("Bitte prüfen Sie das Jahr dieses Tages."), field=field)


def ensure_amount(amount: Decimal, field: str) -> None:
    """Raises `InvalidInput` for an amount that is nothing, has parts of a cent, or is too large to be kept."""
    if not amount.is_finite() or amount <= 0:
        raise InvalidInput("funding.no-amount", N_("Bitte geben Sie einen Betrag an."), field=field)
    if amount > MOST or amount != amount.quantize(CENT):
        raise InvalidInput("funding.odd-amount", N_("Diesen Betrag können wir so nicht verwenden."), field=field)

"""Amounts in whole cents, shares of them, caps, and splitting without losing a cent."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from portal.kernel.money import CENT

ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """The amount with exactly two decimals. Raises ValueError when it has parts of a cent: nothing is rounded in silence."""
    exact = amount.quantize(CENT)
    if exact != amount:
        raise ValueError(f"{amount} has parts of a cent")
    return exact


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """So many per cent of an amount, rounded down to the cent: 90 % of 0.99 € are 0.89 €."""
    return (amount * percent / 100).quantize(CENT, rounding=ROUND_DOWN)


def allowed(costs: Decimal, *, percent: Decimal | None = None, most: Decimal | None = None) -> Decimal | None:
    """The highest grant for these costs under a share and a cap, whichever is lower; None when nothing limits it."""
    limits = [share_of(costs, percent)] if percent is not None else []
    limits += [most] if most is not None else []
    return min(limits) if limits else None


def remaining(costs: Decimal, *others: Decimal) -> Decimal:
    """What is to be borne oneself when others bear the rest; never below nothing."""
    return max(ZERO, costs - sum(others, ZERO))


def split(total: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """The total in proportion to whole weights (months of each year), adding up to it to the cent.

    Each part ends where its share of the way ends, rounded down: no part differs from its exact share by a cent or more.
    Raises ValueError for an amount with parts of a cent or below nothing, for a weight below nothing, and when all are nothing.
    """
    whole, ways = int(cents(total) * 100), sum(weights)
    if whole < 0 or ways <= 0 or min(weights) < 0:
        raise ValueError("a total and weights above nothing are needed")
    ends, gone = [0], 0
    for weight in weights:
        gone += weight
        ends.append(whole * gone // ways)
    return [Decimal(ends[i + 1] - ends[i]) / 100 + ZERO for i in range(len(weights))]

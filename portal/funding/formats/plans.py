"""A plan: what it costs and who pays, line by line and year by year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.funding.formats.amounts import ZERO
from portal.funding.terms import LineKind, Side


@dataclass(frozen=True)
class Line:
    """One line: an amount for each calendar year."""

    kind: LineKind
    amounts: Mapping[int, Decimal]
    #: Whether the programme counts these costs; nothing for lines of finance.
    is_eligible: bool = True

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), ZERO)


@dataclass(frozen=True)
class Plan:
    """All lines of an application."""

    lines: Sequence[Line]

    def _sum(self, lines: Iterable[Line]) -> Decimal:
        return sum((line.total for line in lines), ZERO)

    def side(self, side: Side) -> list[Line]:
        """The lines of one half."""
        return [line for line in self.lines if line.kind.side is side]

    @property
    def costs(self) -> Decimal:
        """Everything that is spent."""
        return self._sum(self.side(Side.COSTS))

    @property
    def finance(self) -> Decimal:
        """Everything that comes in."""
        return self._sum(self.side(Side.FINANCE))

    def eligible(self, kind: LineKind | None = None) -> Decimal:
        """The costs the programme counts, of one kind when it counts only that."""
        return self._sum(
            line for line in self.side(Side.COSTS) if line.is_eligible and (kind is None or line.kind is kind)
        )

    def of(self, kind: LineKind) -> Decimal:
        """The sum of all lines of a kind."""
        return self._sum(line for line in self.lines if line.kind is kind)

    @property
    def grant(self) -> Decimal:
        """What is asked for."""
        return self.of(LineKind.GRANT)

    @property
    def gap(self) -> Decimal:
        """What is still to be financed; negative when more comes in than is spent."""
        return self.costs - self.finance

    def per_year(self, side: Side) -> dict[int, Decimal]:
        """The sum of one half for each year that has one; they add up to its total."""
        found: dict[int, Decimal] = {}
        for line in self.side(side):
            for year, amount in line.amounts.items():
                found[year] = found.get(year, ZERO) + amount
        return dict(sorted(found.items()))

"""What a row of a file says about an Angebot."""

from dataclasses import dataclass, field
from typing import Any

from portal.offers.terms.importing import Fault


@dataclass(frozen=True)
class OfferRow:
    """One Angebot in JSON values: only what the file has a column for. Places, groups and fields are still words."""

    #: Line of the table as people count, from 1.
    line: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Broken:
    """One reason why a row cannot be used. `what` names the column or value it speaks of."""

    line: int
    fault: Fault
    what: str = ""


@dataclass
class FileContent:
    """Everything a file says."""

    rows: list[OfferRow] = field(default_factory=list)
    #: Every reason of every row that cannot be used.
    broken: list[Broken] = field(default_factory=list)
    #: Headings of columns nobody asks for.
    ignored: list[str] = field(default_factory=list)


def as_json(rows: list[OfferRow]) -> list[list[Any]]:
    """The rows as JSON values."""
    return [[row.line, row.values] for row in rows]


def from_json(stored: list[list[Any]]) -> list[OfferRow]:
    """The rows that `as_json` wrote."""
    return [OfferRow(line, values) for line, values in stored]

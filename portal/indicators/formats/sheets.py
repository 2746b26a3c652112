"""A file as a sheet: headings, rows, and what it says about itself; the same for original tables and for lists of one's own."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.indicators.terms import Part, ValueStatus
from portal.indicators.terms.importing import Layout, Left
from portal.web.documents.cells import plain_heading


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values. Without a day, each row says its own."""

    position: int
    key: str
    part: Part
    on: date | None


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a sheet mean."""

    place: int
    values: tuple[ValueColumn, ...]
    #: Where the name stands beside a key; None when there is none.
    name: int | None = None
    #: Where the day stands in each row; None when the columns say it.
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    layout: Layout
    #: The table's own name, with its number: "12411-02-03-5 Bevölkerungsstand …"; "" for lists.
    title: str
    #: Whose figures they are, as the file says.
    source: str
    headings: tuple[str, ...]
    #: Line of the file and its cells as they stand there.
    rows: Sequence[tuple[int, Sequence[Any]]]
    #: What the columns mean, when the layout says it; None when somebody has to.
    columns: Columns | None = None
    #: The day all rows stand for, when the file says one.
    day: date | None = None
    #: Whether its numbers have a decimal point instead of a comma.
    has_points: bool = False

    @property
    def signature(self) -> bytes:
        """The same for every file with the same headings."""
        folded = "\x1f".join(plain_heading(heading) for heading in self.headings)
        return hashlib.sha256(folded.encode()).digest()


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value of one of our places."""

    place_id: UUID
    key: str
    part: str
    on: date
    status: ValueStatus
    value: Decimal | None

    def as_json(self) -> list[Any]:
        value = None if self.value is None else str(self.value)
        return [str(self.place_id), self.key, self.part, self.on.isoformat(), self.status.value, value]

    @classmethod
    def from_json(cls, row: list[Any]) -> "ReadValue":
        place, key, part, on, status, value = row
        return cls(
            UUID(place),
            key,
            part,
            date.fromisoformat(on),
            ValueStatus(status),
            None if value is None else Decimal(value),
        )


@dataclass
class FileContent:
    """Everything a file says about our places, and what was left out of it."""

    values: list[ReadValue] = field(default_factory=list)
    rows: int = 0
    left: Counter[Left] = field(default_factory=Counter)
    #: (why, line, what stands there), of those that are named.
    named: list[tuple[Left, int, str]] = field(default_factory=list)

    def leave(self, why: Left, line: int, what: str, *, most: int) -> None:
        """Count something left out, and name it as long as there are not too many."""
        self.left[why] += 1
        if why.is_named and sum(one[0] is why for one in self.named) < most:
            self.named.append((why, line, what[:120]))

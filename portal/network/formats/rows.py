"""What a row of a file says, whatever the file."""

from dataclasses import asdict, dataclass, field
from typing import Any

from portal.network.terms import Remark, SkipReason

#: (what was left out, the value it was)
Remarks = tuple[tuple[Remark, str], ...]


@dataclass(frozen=True, kw_only=True)
class StakeholderRow:
    """An Akteur with at most one contact, in cleaned texts."""

    #: Line of the table, or number of the card, as people count: from 1.
    line: int
    #: Name of the organisation; "" when the row is about a person alone.
    organisation: str = ""
    #: Name of the person; may be empty.
    person: str = ""
    #: A value of `StakeholderKind`.
    kind: str = "other"
    role: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    #: Sozialraum in the words of the file.
    place: str = ""
    #: Handlungsfelder in the words of the file.
    fields: tuple[str, ...] = ()
    #: ISO date; "" without consent.
    consented_on: str = ""
    website: str = ""
    notes: str = ""
    remarks: Remarks = ()

    @property
    def name(self) -> str:
        """What the Akteur is called."""
        return self.organisation or self.person

    @property
    def has_contact(self) -> bool:
        """Whether somebody can be reached by it."""
        return bool((self.organisation and self.person) or self.email or self.phone or self.address)


@dataclass(frozen=True)
class Skipped:
    """A row that cannot be used. `what` names the column or value the reason speaks of."""

    line: int
    reason: SkipReason
    what: str = ""


@dataclass
class FileContent:
    """Everything a file says."""

    rows: list[StakeholderRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    #: Headings of columns nobody asks for.
    ignored: list[str] = field(default_factory=list)


def as_json(rows: list[StakeholderRow]) -> list[dict[str, Any]]:
    """The rows as JSON values, without what is empty."""
    return [{name: value for name, value in asdict(row).items() if value not in ("", ())} for row in rows]


def from_json(stored: list[dict[str, Any]]) -> list[StakeholderRow]:
    """The rows that `as_json` wrote."""
    return [_row(dict(values)) for values in stored]


def _row(values: dict[str, Any]) -> StakeholderRow:
    values["fields"] = tuple(values.get("fields", ()))
    values["remarks"] = tuple((Remark(remark), what) for remark, what in values.get("remarks", ()))
    return StakeholderRow(**values)

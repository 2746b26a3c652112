"""What lists are narrowed by, read from the address and never trusting it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from portal.contributions.terms import Channel, ContributionKind
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.needs.terms import Due, NeedSort, NeedStatus

TEXT_LONGEST = 200
#: Stands for "nobody is responsible".
NOBODY = UUID(int=0)
#: Names of the filters in addresses.
ARGUMENTS = {
    "text": "q",
    "place_id": "ort",
    "status": "status",
    "action_field_id": "feld",
    "target_group_id": "gruppe",
    "basic_function_id": "funktion",
    "responsible_id": "zustaendig",
    "due": "frist",
    "sort": "reihenfolge",
}
_IDS = ("place_id", "action_field_id", "target_group_id", "basic_function_id", "responsible_id")
_NOBODY_IN_ADDRESS = "niemand"

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class NeedFilters:
    """What a list of Bedarfe is narrowed by. Everything empty means all that are neither deleted nor merged."""

    #: Words that must occur, German, also as a part of compounds.
    text: str = ""
    #: A Sozialraum with everything beneath it.
    place_id: UUID | None = None
    status: NeedStatus | None = None
    #: A Handlungsfeld with everything beneath it.
    action_field_id: UUID | None = None
    target_group_id: UUID | None = None
    basic_function_id: UUID | None = None
    #: An account, or `NOBODY`.
    responsible_id: UUID | None = None
    due: Due | None = None
    sort: NeedSort = NeedSort.NEWEST

    @classmethod
    def from_args(cls, args: Mapping[str, str], *, strict: bool = False) -> "NeedFilters":
        """Read the filters of an address (names: `ARGUMENTS`).

        What cannot be a filter is left out; with `strict` it raises `InvalidInput` that names the argument.
        """
        read = _Reader(args, strict)
        return cls(
            text=read.text(ARGUMENTS["text"]),
            status=read.one_of(NeedStatus, ARGUMENTS["status"]),
            due=read.one_of(Due, ARGUMENTS["due"]),
            sort=read.one_of(NeedSort, ARGUMENTS["sort"]) or NeedSort.NEWEST,
            **{name: read.id(ARGUMENTS[name]) for name in _IDS},
        )

    def to_args(self) -> dict[str, Any]:
        """The address arguments that `from_args` reads back; empty filters are left out."""
        args = {name: _written(getattr(self, name)) for name in ARGUMENTS}
        if self.sort is NeedSort.NEWEST:
            args["sort"] = ""
        return {ARGUMENTS[name]: value for name, value in args.items() if value}

    @property
    def is_empty(self) -> bool:
        return replace(self, sort=NeedSort.NEWEST) == NeedFilters()


@dataclass(frozen=True)
class TriageFilters:
    """What the inbox is narrowed by."""

    #: A Sozialraum with everything beneath it, or `NOBODY` for entries without a place.
    place_id: UUID | None = None
    channel: Channel | None = None
    kind: ContributionKind | None = None
    consultation_id: UUID | None = None
    #: Only what has waited at least this many days.
    days: int = 0

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "TriageFilters":
        """Read the filters of an address; what cannot be a filter is left out."""
        read = _Reader(args, strict=False)
        return cls(
            place_id=read.id("ort"),
            channel=read.one_of(Channel, "kanal"),
            kind=read.one_of(ContributionKind, "art"),
            consultation_id=read.id("verfahren"),
            days=read.days("alter"),
        )

    def to_args(self) -> dict[str, Any]:
        """The address arguments that `from_args` reads back."""
        args = {
            "ort": _written(self.place_id),
            "kanal": _written(self.channel),
            "art": _written(self.kind),
            "verfahren": _written(self.consultation_id),
            "alter": str(self.days or ""),
        }
        return {name: value for name, value in args.items() if value}

    @property
    def is_empty(self) -> bool:
        return self == TriageFilters()


class _Reader:
    def __init__(self, args: Mapping[str, str], strict: bool) -> None:
        self._args = args
        self._strict = strict

    def text(self, name: str) -> str:
        return clean_text(self._raw(name), lines=False)[:TEXT_LONGEST]

    def id(self, name: str) -> UUID | None:
        raw = self._raw(name)
        if not raw:
            return None
        if raw == _NOBODY_IN_ADDRESS:
            return NOBODY
        try:
            return UUID(raw)
        except ValueError:
            self._refuse(name)
            return None

    def one_of(self, kind: type[E], name: str) -> E | None:
        raw = self._raw(name)
        if not raw:
            return None
        try:
            return kind(raw)
        except ValueError:
            self._refuse(name)
            return None

    def days(self, name: str) -> int:
        raw = self._raw(name)
        return min(int(raw), 3650) if raw.isascii() and raw.isdigit() and len(raw) <= 6 else 0

    def _raw(self, name: str) -> str:
        value = self._args.get(name)
        return value.strip() if isinstance(value, str) else ""

    def _refuse(self, name: str) -> None:
        if self._strict:
            raise InvalidInput("filter", N_("Den Wert des Filters „%(name)s“ gibt es nicht."), field=name, name=name)


def _written(value: object) -> str:
    if value is None:
        return ""
    return _NOBODY_IN_ADDRESS if value == NOBODY else str(value)

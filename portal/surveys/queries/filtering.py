"""Which Teilnahmen are counted: those of a Gemeinde, a channel, a period, or with one answer to a closed question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portal.places import queries as places
from portal.surveys.queries.columns import CHANNELS, Array, Columns, Part
from portal.surveys.terms import Channel
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.packing import DECLINED, FIRST_OPTION, OWN, PASSED_OVER, WORD

#: "Keine Angabe" and "passed over" as they stand in addresses; no option can be called so.
NO_ANSWER, NOTHING = "-", "."
#: The names of a filter in an address.
ARGUMENTS = ("nur", "ort", "kanal", "von", "bis")
_MARKS = {OTHER: OWN, NO_ANSWER: DECLINED, NOTHING: PASSED_OVER}


@dataclass(frozen=True, kw_only=True)
class ResultFilter:
    """What is counted. Everything empty counts all."""

    #: Code of a closed question and of the option that must be its answer.
    question: str = ""
    option: str = ""
    place: UUID | None = None
    channel: Channel | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == EVERYTHING

    def to_args(self) -> dict[str, str]:
        """The filter as it stands in an address."""
        plain = {
            "nur": f"{self.question}:{self.option}" if self.question else "",
            "ort": str(self.place or ""),
            "kanal": self.channel.value if self.channel else "",
            "von": self.first.isoformat() if self.first else "",
            "bis": self.last.isoformat() if self.last else "",
        }
        return {name: value for name, value in plain.items() if value}


EVERYTHING = ResultFilter()


def filter_from_args(args: Mapping[str, str], columns: Columns) -> tuple[ResultFilter, list[str]]:
    """The filter of an address, and the names of the arguments that mean nothing in this survey and were left out."""
    read: dict[str, Any] = {
        "place": _place(args.get("ort", "")),
        "channel": next((one for one in CHANNELS if one.value == args.get("kanal")), None),
        "first": _day(args.get("von", "")),
        "last": _day(args.get("bis", "")),
    }
    question, _, option = args.get("nur", "").partition(":")
    if is_answer(columns, question, option):
        read |= {"question": question, "option": option}
    found = ResultFilter(**read)
    understood = found.to_args()
    return found, [name for name in ARGUMENTS if args.get(name) and name not in understood]


def is_answer(columns: Columns, question: str, option: str) -> bool:
    """Whether a closed question of this survey can have this answer."""
    known = columns.by_code.get(question)
    if known is None or not known.kind.is_closed:
        return False
    return option in columns.options(question) or option in _MARKS


def chosen_rows(columns: Columns, wanted: ResultFilter) -> list[Array | None]:
    """For each part which of its Teilnahmen are counted; None for all of them."""
    if wanted.is_empty:
        return [None] * len(columns.parts)
    numbers = _place_numbers(columns, wanted.place)
    return [_rows(part, wanted, numbers) for part in columns.parts]


def _rows(part: Part, wanted: ResultFilter, numbers: list[int] | None) -> Array:
    import numpy as np

    rows = np.ones(part.count, dtype=bool)
    if wanted.channel is not None:
        rows &= part.channels == CHANNELS.index(wanted.channel)
    if numbers is not None:
        rows &= np.isin(part.places, numbers)
    if wanted.first is not None:
        rows &= part.days >= wanted.first.toordinal()
    if wanted.last is not None:
        rows &= part.days <= wanted.last.toordinal()
    if wanted.question:
        rows &= gave(part, wanted.question, wanted.option)
    return rows


def gave(part: Part, code: str, option: str) -> Array:
    """Which Teilnahmen gave this answer. In a ranking it counts where the option was ranked at all."""
    import numpy as np

    cell = part.cells.get(code)
    if cell is None:
        return np.zeros(part.count, dtype=bool)
    _offset, kind, options = cell
    mark = _MARKS.get(option)
    position = options.index(option) if option in options else None
    if (mark is None and position is None) or kind in ("f8", "day", "point"):
        return np.zeros(part.count, dtype=bool)
    if kind == "rank" and position is not None:
        ranked: Array = part.column(code, extra=1 + position) > 0
        return ranked
    value = mark if mark is not None else FIRST_OPTION + (position or 0)
    if kind != "u8":
        chosen: Array = part.column(code) == value
        return chosen
    word, bit = divmod(value, WORD)
    ticked: Array = (part.column(code, extra=8 * word) >> np.uint64(bit)) & np.uint64(1) == 1
    return ticked


def _place_numbers(columns: Columns, wanted: UUID | None) -> list[int] | None:
    """Positions of the places at or below the wanted one."""
    if wanted is None:
        return None
    tree = places.tree()
    node = tree.get(wanted)
    below = {wanted} | ({one.id for one in tree.subtree(node)} if node else set())
    return [number for number, place in enumerate(columns.places) if place in below]


def _place(raw: str) -> UUID | None:
    try:
        node = places.tree().get(UUID(raw)) if raw else None
    except ValueError:
        return None
    return node.id if node else None


def _day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError:
        return None

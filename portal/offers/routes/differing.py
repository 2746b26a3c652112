"""What a row of a file would change, as people read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.county import queries as county
from portal.offers.formats.columns import label_of
from portal.offers.queries.matching import PlannedRow, stored_values
from portal.offers.terms.hours import Span, day_text
from portal.offers.terms.kinds import BarrierFree, OfferKind, OfferState
from portal.places import queries as places
from portal.web.i18n import _

Words = Callable[[Any], str]


@dataclass(frozen=True)
class Difference:
    """One row with what would be different: (column, as it is, as it would be)."""

    line: int
    name: str
    kind: str
    place: str
    changes: list[tuple[str, str, str]]


def differences(rows: Sequence[PlannedRow]) -> list[Difference]:
    """The same rows in words. Three queries, however many rows."""
    words = _words()
    return [_difference(row, words) for row in rows]


def _difference(row: PlannedRow, words: dict[str, Words]) -> Difference:
    stored = stored_values(row.offer) if row.offer else {}
    told = stored | row.values
    return Difference(
        line=row.line,
        name=told["name"],
        kind=words["kind"](told["kind"]),
        place=words["place"](told["place"]),
        changes=[
            (_(label_of(key)), _in_words(key, stored[key], words), _in_words(key, row.values[key], words))
            for key in row.changes
        ],
    )


def _in_words(key: str, value: Any, words: dict[str, Words]) -> str:
    if key.startswith("hours_") and key != "hours_note":
        return day_text([Span(0, opens, closes) for opens, closes in value], 0) or "–"
    said = words[key](value) if key in words else str(value)
    return said or "–"


def _words() -> dict[str, Words]:
    groups = {one.id: one.name for one in county.target_groups(active=None)}
    fields = {one.id: one.name for one in county.action_fields(active=None)}
    labels = places.labels(node.id for node in places.tree())
    return {
        "kind": lambda value: _(OfferKind(value).label),
        "state": lambda value: _(OfferState(value).label),
        "barrier_free": lambda value: _(BarrierFree(value).label),
        "by_appointment": lambda value: _("ja") if value else _("nein"),
        "place": lambda value: labels.get(value, ""),
        "places": lambda value: _joined(value, labels),
        "groups": lambda value: _joined(value, groups),
        "fields": lambda value: _joined(value, fields),
    }


def _joined(ids: Sequence[UUID], names: dict[UUID, str]) -> str:
    return ", ".join(names.get(one, "") for one in ids)

"""Files with values, the places their rows may speak of, and what taking one over would change."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.indicators.formats import KnownPlaces, Meaning, ReadValue, plain_name
from portal.indicators.models import IndicatorImport, IndicatorMapping, IndicatorValue, ValueChange
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.text import N_
from portal.places import queries as places
from portal.places.terms import PlaceKind

#: Indikator, place, day, part: there is one value at most.
Spot = tuple[str, UUID, date, str]


class Outcome(StrEnum):
    """What becomes of a value of a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_OUTCOMES = {Outcome.NEW: N_("neu"), Outcome.CHANGED: N_("geändert"), Outcome.SAME: N_("unverändert")}


@dataclass(frozen=True, slots=True)
class PlannedValue:
    """A value of a file beside what is stored in its place."""

    value: ReadValue
    stored: IndicatorValue | None
    outcome: Outcome


@dataclass(frozen=True)
class Plan:
    """What taking over a file would do."""

    values: Sequence[PlannedValue]

    @cached_property
    def counts(self) -> Counter[Outcome]:
        return Counter(one.outcome for one in self.values)

    @property
    def changes_something(self) -> bool:
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED] > 0

    @cached_property
    def fingerprint(self) -> str:
        """The same as long as taking over would do the same."""
        told = [
            [*one.value.as_json(), one.outcome.value, str(one.stored.value) if one.stored else ""]
            for one in self.values
            if one.outcome is not Outcome.SAME
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def known_places() -> KnownPlaces:
    """The places of our county that a file may speak of; no query while the tree is kept. Raises `NotFound` without a county."""
    tree = places.tree()
    if tree.root is None or tree.root.ags is None:
        raise NotFound
    inhabited = [tree.root, *tree.gemeinden]
    names: dict[str, UUID | None] = {}
    for node in inhabited:
        for name in {plain_name(node.name), plain_name(node.name.removeprefix("Landkreis "))}:
            names[name] = None if name in names else node.id
    return KnownPlaces(
        county=tree.root.ags,
        by_key={node.ags: node.id for node in inhabited if node.ags},
        uninhabited=frozenset(node.ags for node in tree.of_kind(PlaceKind.UNINCORPORATED) if node.ags),
        by_name=names,
        keys={node.id: node.ags for node in inhabited if node.ags},
    )


def plan_for(values: Iterable[ReadValue]) -> Plan:
    """Which of these values are new, which change what is stored, and which stand there already. One query."""
    read = list(values)
    stored = stored_values({one.key for one in read}, {one.place_id for one in read}, {one.on for one in read})
    return Plan([_planned(one, stored.get((one.key, one.place_id, one.on, one.part))) for one in read])


def stored_values(
    keys: Collection[str], place_ids: Collection[UUID], days: Collection[date]
) -> dict[Spot, IndicatorValue]:
    """The rows of these. One query."""
    chosen = select(IndicatorValue).where(
        IndicatorValue.indicator_key.in_(keys),
        IndicatorValue.sozialraum_id.in_(place_ids),
        IndicatorValue.on_day.in_(days),
    )
    return {spot_of(row): row for row in session().scalars(chosen)}


def spot_of(row: IndicatorValue | ValueChange) -> Spot:
    """Where a row belongs."""
    return row.indicator_key, row.sozialraum_id, row.on_day, row.part


def import_file(import_id: UUID, *, whole: bool = False) -> IndicatorImport:
    """One file; with `whole` what it holds too. Raises `NotFound`."""
    chosen = select(IndicatorImport).where(IndicatorImport.id == import_id)
    if whole:
        chosen = chosen.options(undefer(IndicatorImport.content), undefer(IndicatorImport.rows))
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def imports(*, after: str | None = None, limit: int = 30) -> KeysetPage:
    """Every file, the latest first."""
    return page_by_key(
        select(IndicatorImport),
        keys=[IndicatorImport.created_at.desc(), IndicatorImport.id.desc()],
        after=after,
        limit=limit,
    )


def taken_before(digest: bytes, *, besides: UUID) -> IndicatorImport | None:
    """The latest time the very same file was taken over."""
    chosen = select(IndicatorImport).where(
        IndicatorImport.digest == digest, IndicatorImport.taken_at.is_not(None), IndicatorImport.id != besides
    )
    return session().scalars(chosen.order_by(IndicatorImport.taken_at.desc()).limit(1)).first()


def changes_of(import_id: UUID) -> dict[Spot, ValueChange]:
    """What each value was before a file changed it."""
    rows = session().scalars(select(ValueChange).where(ValueChange.import_id == import_id))
    return {spot_of(row): row for row in rows}


def changes_after(import_id: UUID) -> dict[Spot, ValueChange]:
    """What later files changed of the values this one had brought."""
    rows = session().scalars(select(ValueChange).where(ValueChange.old_import_id == import_id))
    return {spot_of(row): row for row in rows}


def mapping_of(signature: bytes) -> IndicatorMapping | None:
    """What somebody said before about columns with these headings."""
    return session().scalar(select(IndicatorMapping).where(IndicatorMapping.signature == signature))


def meaning_of(signature: bytes) -> Meaning | None:
    """The same as words; None when nobody said anything yet."""
    found = mapping_of(signature)
    return Meaning.from_json(found.meaning) if found else None


def _planned(one: ReadValue, stored: IndicatorValue | None) -> PlannedValue:
    if stored is None:
        return PlannedValue(one, None, Outcome.NEW)
    same = stored.status is one.status and stored.value == one.value
    return PlannedValue(one, stored, Outcome.SAME if same else Outcome.CHANGED)

"""What a file of Angebote would do: compared with what is there, row by row, without writing anything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.county import queries as county
from portal.kernel.db import session
from portal.kernel.policy import Actor, allows
from portal.kernel.text import fold
from portal.offers.formats import Broken, OfferRow
from portal.offers.models import Offer
from portal.offers.policy import OfferPermission
from portal.offers.queries.directory import WHOLE, in_scope
from portal.offers.terms.importing import Fault, RowOutcome
from portal.offers.terms.kinds import TRANSITIONS, OfferState, missing_to_show
from portal.places import queries as places
from portal.places.queries import PlaceNode
from portal.places.terms import PARTS


@dataclass(frozen=True)
class PlannedRow:
    """What becomes of one row."""

    line: int
    outcome: RowOutcome
    #: Only what the file has a column for, with places, groups and fields as sorted ids.
    values: dict[str, Any]
    #: The Angebot that is there; None for a new one.
    offer: Offer | None = None
    #: Keys of what would be different from what is there.
    changes: tuple[str, ...] = ()


@dataclass
class Plan:
    """What becomes of all rows."""

    rows: list[PlannedRow] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counter[RowOutcome]:
        """How many rows become what; a row with several faults counts once."""
        counted = Counter(planned.outcome for planned in self.rows)
        counted[RowOutcome.BROKEN] = len({one.line for one in self.broken})
        return counted

    @property
    def brings_something(self) -> bool:
        return self.counts[RowOutcome.NEW] + self.counts[RowOutcome.CHANGED] > 0

    @cached_property
    def fingerprint(self) -> str:
        """The same as long as taking over would do the same to the same versions of what is there."""
        told = [
            f"{one.line} {one.outcome} {one.offer.id} {one.offer.version}" if one.offer else f"{one.line} {one.outcome}"
            for one in self.rows
        ]
        return sha256("\n".join(told).encode()).hexdigest()[:32]


def plan_import(rows: Iterable[OfferRow], *, viewer: Actor) -> Plan:
    """What these rows would do if this person took them over now. A handful of queries, however many rows."""
    return _Planner(viewer).plan(rows)


class _Unusable(Exception):
    def __init__(self, fault: Fault, what: str = "") -> None:
        super().__init__(fault, what)
        self.fault, self.what = fault, what


class _Planner:
    """Knows everything that rows are compared with."""

    def __init__(self, viewer: Actor) -> None:
        self._viewer = viewer
        there = list(session().scalars(select(Offer).where(in_scope(viewer)).options(*WHOLE).order_by(Offer.id)))
        self._by_key = {offer.slug: offer for offer in there}
        # Of two with one name at one place the one that has not ended is meant.
        ended_first = sorted(there, key=lambda offer: offer.state is not OfferState.ENDED)
        self._by_name: dict[Any, Offer] = {(offer.sort_name, offer.sozialraum_id): offer for offer in ended_first}
        self._places = _places_by_name()
        self._groups = {fold(one.name): one.id for one in county.target_groups(active=None)}
        self._fields = {fold(one.name): one.id for one in county.action_fields(active=None)}
        self._seen: dict[Any, int] = {}

    def plan(self, rows: Iterable[OfferRow]) -> Plan:
        plan = Plan()
        for row in rows:
            try:
                plan.rows.append(self._planned(row))
            except _Unusable as wrong:
                plan.broken.append(Broken(row.line, wrong.fault, wrong.what))
        return plan

    def _planned(self, row: OfferRow) -> PlannedRow:
        values = self._resolved(row.values)
        offer = self._there(values)
        self._ensure_once(row.line, values, offer)
        if offer is None:
            return self._new(row.line, values)
        told = stored_values(offer)
        changes = tuple(key for key, value in values.items() if key in told and told[key] != value)
        if not changes:
            return PlannedRow(row.line, RowOutcome.SAME, values, offer)
        self._ensure_may_change(offer, values, told)
        return PlannedRow(row.line, RowOutcome.CHANGED, values, offer, changes)

    def _resolved(self, told: dict[str, Any]) -> dict[str, Any]:
        """With ids instead of words."""
        values = {key: value for key, value in told.items() if key != "state" or value}
        if "place" in values:
            values["place"] = self._place(values["place"]).id
        if "places" in values:
            found = {self._place(name).id for name in values["places"]} - {values.get("place")}
            values["places"] = sorted(found)
        if "groups" in values:
            values["groups"] = _ids(values["groups"], self._groups, Fault.UNKNOWN_GROUP)
        if "fields" in values:
            values["fields"] = _ids(values["fields"], self._fields, Fault.UNKNOWN_FIELD)
        return values

    def _place(self, name: str) -> PlaceNode:
        node = self._places.get(fold(name))
        if node is None:
            raise _Unusable(Fault.UNKNOWN_PLACE, name[:60])
        return node

    def _there(self, values: dict[str, Any]) -> Offer | None:
        if key := values.pop("key", ""):
            if key not in self._by_key:
                raise _Unusable(Fault.UNKNOWN_KEY, key[:60])
            return self._by_key[key]
        return self._by_name.get((fold(values["name"]), values.get("place")))

    def _ensure_once(self, line: int, values: dict[str, Any], offer: Offer | None) -> None:
        what = offer.id if offer else (fold(values["name"]), values.get("place"))
        first = self._seen.setdefault(what, line)
        if first != line:
            raise _Unusable(Fault.TWICE, str(first))

    def _new(self, line: int, values: dict[str, Any]) -> PlannedRow:
        if "kind" not in values:
            raise _Unusable(Fault.NO_KIND)
        if "place" not in values:
            raise _Unusable(Fault.NO_PLACE)
        self._ensure_own({values["place"], *values.get("places", ())})
        _ensure_complete(values)
        return PlannedRow(line, RowOutcome.NEW, values)

    def _ensure_may_change(self, offer: Offer, values: dict[str, Any], told: dict[str, Any]) -> None:
        state = OfferState(values.get("state", offer.state))
        if state is OfferState.ENDED and offer.state is OfferState.ENDED:
            raise _Unusable(Fault.ENDED, offer.name)
        if state is not offer.state and not TRANSITIONS.allows(offer.state, state):
            raise _Unusable(Fault.BAD_STEP)
        known = {offer.sozialraum_id, *told["places"]}
        self._ensure_own({values.get("place", offer.sozialraum_id), *values.get("places", ())} - known)
        _ensure_complete(told | values)

    def _ensure_own(self, ids: Iterable[UUID]) -> None:
        for node in filter(None, map(places.tree().get, sorted(ids))):
            if not allows(OfferPermission.ADD_HERE, self._viewer, node):
                raise _Unusable(Fault.NOT_YOUR_PLACE, node.name)


def stored_values(offer: Offer) -> dict[str, Any]:
    """An Angebot as a row of a file says it."""
    hours: dict[str, list[list[int]]] = {f"hours_{weekday}": [] for weekday in range(7)}
    for span in sorted(offer.spans):
        hours[f"hours_{span.weekday}"].append([span.opens, span.closes])
    plain = ("name", "what", "address", "phone", "email", "website", "by_appointment", "hours_note", "costs", "rhythm")
    return {
        **{name: getattr(offer, name) for name in plain},
        **hours,
        "kind": offer.kind.value,
        "state": offer.state.value,
        "barrier_free": offer.barrier_free.value,
        "checked_on": offer.checked_on.isoformat() if offer.checked_on else "",
        "place": offer.sozialraum_id,
        "places": sorted(place.id for place in offer.places),
        "groups": sorted(group.id for group in offer.target_groups),
        "fields": sorted(field.id for field in offer.action_fields),
    }


def _ensure_complete(values: dict[str, Any]) -> None:
    ways = tuple(values.get(name, "") for name in ("phone", "email", "website", "address"))
    if values.get("state") == OfferState.SHOWN and missing_to_show(what=values.get("what", ""), ways=ways):
        raise _Unusable(Fault.NOT_COMPLETE)


def _ids(names: Iterable[str], known: dict[str, UUID], fault: Fault) -> list[UUID]:
    found = set()
    for name in names:
        if fold(name) not in known:
            raise _Unusable(fault, name[:60])
        found.add(known[fold(name)])
    return sorted(found)


def _places_by_name() -> dict[str, PlaceNode]:
    """Every place by its name and by its label; of equal names that of the Gemeinde counts before that of a part."""
    nodes = sorted(places.tree(), key=lambda node: node.kind not in PARTS)
    labels = places.labels(node.id for node in nodes)
    return {
        **{fold(node.name): node for node in nodes},
        **{fold(labels[node.id]): node for node in nodes},
    }

"""What becomes of the rows of a file: which Akteure and contacts are there already, which are new, which may not come in.

Nothing is written here, so the preview and the taking over ask the same question; whatever changed in between counts.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from portal.county import queries as county
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.policy import Actor, allows
from portal.kernel.text import fold
from portal.network.formats import Skipped, StakeholderRow
from portal.network.models import Stakeholder, StakeholderContact
from portal.network.policy import NetworkPermission
from portal.network.queries.marks import erased_marks, marks_of
from portal.network.terms import Nature, Remark, RowOutcome, SkipReason, email_key, phone_key
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.queries import PlaceNode
from portal.places.terms import PlaceKind

Key = tuple[str, UUID]
Person = tuple[str, str, str, str]


@dataclass(frozen=True)
class PlannedRow:
    """A row and what becomes of it. `stakeholder_id` is new for a new Akteur."""

    row: StakeholderRow
    outcome: RowOutcome
    stakeholder_id: UUID
    sozialraum_id: UUID
    field_ids: tuple[UUID, ...] = ()
    remarks: tuple[tuple[Remark, str], ...] = ()


@dataclass
class Plan:
    """All rows of a file."""

    rows: list[PlannedRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def counts(self) -> Counter[RowOutcome]:
        """How many rows come to what, the skipped ones included."""
        counted = Counter(planned.outcome for planned in self.rows)
        counted[RowOutcome.SKIPPED] += len(self.skipped)
        return counted

    @property
    def brings_something(self) -> bool:
        counts = self.counts
        return bool(counts[RowOutcome.NEW] or counts[RowOutcome.ADDED])


def plan_import(rows: list[StakeholderRow], *, place: Sozialraum, viewer: Actor) -> Plan:
    """What becomes of these rows; those that name no place belong to `place`. A constant number of queries."""
    known, plan = _Known(place, viewer), Plan()
    for row in rows:
        node, remarks = known.place_of(row)
        if not known.may_add(node):
            plan.skipped.append(Skipped(row.line, SkipReason.NOT_YOUR_PLACE, node.name))
        elif known.is_erased(row):
            plan.skipped.append(Skipped(row.line, SkipReason.ERASED))
        else:
            plan.rows.append(known.planned(row, node, remarks))
    return plan


class _Known:
    """Everything the rows are compared with, read once; what earlier rows bring counts for later ones."""

    def __init__(self, place: Sozialraum, viewer: Actor) -> None:
        self._viewer = viewer
        self._tree = places.tree_with(place.id)
        default = self._tree.get(place.id)
        assert default is not None, "the place of a file is in the tree"
        self._default = default
        self._places = _by_name(list(self._tree))
        self._fields = {fold(one.name): one.id for one in county.action_fields()}
        self._marks = erased_marks()
        self._stakeholders = _listed()
        self._people: dict[UUID, list[Person]] = defaultdict(list)
        for row in session().execute(_PEOPLE):
            self._people[row.stakeholder_id].append((row.email_key, row.sort_name, row.phone_key, row.address))
        self._allowed: dict[UUID, bool] = {}

    def place_of(self, row: StakeholderRow) -> tuple[PlaceNode, tuple[tuple[Remark, str], ...]]:
        if not row.place:
            return self._default, row.remarks
        found = self._places.get(fold(row.place))
        return (found, row.remarks) if found else (self._default, (*row.remarks, (Remark.UNKNOWN_PLACE, row.place)))

    def may_add(self, node: PlaceNode) -> bool:
        if node.id not in self._allowed:
            self._allowed[node.id] = allows(NetworkPermission.ADD_HERE, self._viewer, node)
        return self._allowed[node.id]

    def is_erased(self, row: StakeholderRow) -> bool:
        marks = (
            marks_of(organisation=row.name, name=row.person, email=row.email, phone=row.phone) if self._marks else ()
        )
        return not self._marks.isdisjoint(marks)

    def planned(self, row: StakeholderRow, node: PlaceNode, remarks: tuple[tuple[Remark, str], ...]) -> PlannedRow:
        key = (fold(row.name), node.id)
        there = self._stakeholders.get(key)
        stakeholder_id = there or new_id()
        outcome = RowOutcome.NEW
        if there is not None:
            outcome = RowOutcome.THERE if self._knows_person(row, there) else RowOutcome.ADDED
        if there is None or outcome is RowOutcome.ADDED:
            self._stakeholders[key] = stakeholder_id
            self._people[stakeholder_id].append(_person(row))
        unknown = tuple((Remark.UNKNOWN_FIELD, name) for name in row.fields if fold(name) not in self._fields)
        fields = tuple(dict.fromkeys(self._fields[fold(name)] for name in row.fields if fold(name) in self._fields))
        return PlannedRow(row, outcome, stakeholder_id, node.id, fields, (*remarks, *unknown))

    def _knows_person(self, row: StakeholderRow, stakeholder_id: UUID) -> bool:
        if not row.has_contact:
            return True
        email, name, phone, address = _person(row)
        for one_email, one_name, one_phone, one_address in self._people[stakeholder_id]:
            if (email and email == one_email) or (name and name == one_name):
                return True
            if not (email or name) and ((phone and phone == one_phone) or (not phone and address == one_address)):
                return True
        return False


def _person(row: StakeholderRow) -> Person:
    return email_key(row.email), fold(row.person), phone_key(row.phone), row.address


def _by_name(nodes: list[PlaceNode]) -> dict[str, PlaceNode]:
    """Places by their folded name; of several with one name the Gemeinde."""
    ordered = sorted(nodes, key=lambda node: node.kind is PlaceKind.MUNICIPALITY)
    return {node.folded: node for node in ordered}


def _listed() -> dict[Key, UUID]:
    """Akteure by name and place. One that has become part of another leads to that one."""
    rows = session().execute(_NAMES).all()
    into = {row.id: row.merged_into_id for row in rows}
    found: dict[Key, UUID] = {}
    for row in rows:
        last = row.id
        while into.get(last) is not None:
            last = into[last]
        key = (row.sort_name, row.sozialraum_id)
        if row.merged_into_id is None or key not in found:
            found[key] = last
    return found


_NAMES = (
    select(Stakeholder.id, Stakeholder.sort_name, Stakeholder.sozialraum_id, Stakeholder.merged_into_id)
    .where(Stakeholder.retired_at.is_(None))
    .order_by(Stakeholder.id)
)
_PEOPLE = select(
    StakeholderContact.stakeholder_id,
    StakeholderContact.email_key,
    StakeholderContact.sort_name,
    StakeholderContact.phone_key,
    StakeholderContact.address,
).where(StakeholderContact.erased_at.is_(None))


def nature_of(row: StakeholderRow) -> Nature:
    """A row without an organisation is about a person."""
    return Nature.ORGANISATION if row.organisation else Nature.PERSON

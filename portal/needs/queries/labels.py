"""Names of everything a list of Bedarfe shows, loaded together: the number of queries does not grow with the rows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Table, select

from portal.accounts import queries as accounts
from portal.county.models import ActionField, BasicFunction, TargetGroup
from portal.kernel.db import session
from portal.kernel.ids import among
from portal.needs.models import Need, need_basic_function, need_target_group
from portal.places.models import Sozialraum
from portal.places.terms import brief_name


@dataclass(frozen=True)
class PlaceLabel:
    """What a list or file says about a Sozialraum. Coordinates are WGS84 degrees."""

    name: str
    ags: str
    ars: str
    lat: float | None
    lon: float | None

    @property
    def brief(self) -> str:
        """The name for cells of lists."""
        return brief_name(self.name)


class Linked(NamedTuple):
    """A Zielgruppe or Grunddaseinsfunktion of a Bedarf."""

    id: UUID
    name: str


@dataclass(frozen=True)
class NeedLabels:
    """Names for a set of Bedarfe. The dictionaries are keyed by `Need.id` unless they say otherwise."""

    #: By id of the Sozialraum.
    places: dict[UUID, PlaceLabel]
    #: By id of the Handlungsfeld.
    action_fields: dict[UUID, str]
    target_groups: dict[UUID, list[Linked]]
    basic_functions: dict[UUID, list[Linked]]
    #: By account id.
    people: dict[UUID, str] = field(default_factory=dict)
    #: Number of the Bedarf it went into.
    merged_into: dict[UUID, str] = field(default_factory=dict)

    def place(self, need: Need) -> PlaceLabel:
        return self.places[need.sozialraum_id]

    def action_field(self, need: Need) -> str:
        """The Handlungsfeld's name, "" without one."""
        return self.action_fields[need.action_field_id] if need.action_field_id else ""

    def groups(self, need: Need) -> list[str]:
        return [one.name for one in self.target_groups.get(need.id, ())]

    def functions(self, need: Need) -> list[str]:
        return [one.name for one in self.basic_functions.get(need.id, ())]

    def group_ids(self, need: Need) -> list[str]:
        """The Zielgruppen as ids, in the order of ids."""
        return sorted(str(one.id) for one in self.target_groups.get(need.id, ()))

    def function_ids(self, need: Need) -> list[str]:
        """The Grunddaseinsfunktionen as ids, in the order of ids."""
        return sorted(str(one.id) for one in self.basic_functions.get(need.id, ()))

    def responsible(self, need: Need) -> str:
        """The responsible person's name, "" when nobody is."""
        return self.people.get(need.responsible_id, "") if need.responsible_id else ""


def labels_for(needs: Collection[Need]) -> NeedLabels:
    """The names of all places, Handlungsfelder, Zielgruppen, Grunddaseinsfunktionen and people of these Bedarfe.

    At most six queries, however many Bedarfe.
    """
    ids = [need.id for need in needs]
    merged = {need.merged_into_id for need in needs if need.merged_into_id}
    numbers = dict(session().execute(select(Need.id, Need.number).where(Need.id.in_(merged))).all()) if merged else {}
    return NeedLabels(
        places=_places({need.sozialraum_id for need in needs}),
        action_fields=_fields({need.action_field_id for need in needs if need.action_field_id}),
        target_groups=_linked(need_target_group, TargetGroup, ids),
        basic_functions=_linked(need_basic_function, BasicFunction, ids),
        people=accounts.names({need.responsible_id for need in needs}),
        merged_into={need.id: numbers[need.merged_into_id] for need in needs if need.merged_into_id},
    )


def _places(ids: set[UUID]) -> dict[UUID, PlaceLabel]:
    if not ids:
        return {}
    s = Sozialraum
    rows = session().execute(select(s.id, s.name, s.ags, s.ars, s.centre_lat, s.centre_lon).where(s.id.in_(ids)))
    return {row.id: PlaceLabel(row.name, row.ags or "", row.ars or "", row.centre_lat, row.centre_lon) for row in rows}


def _fields(ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    return dict(session().execute(select(ActionField.id, ActionField.name).where(ActionField.id.in_(ids))).all())


def _linked(link: Table, kind: type[TargetGroup] | type[BasicFunction], ids: list[UUID]) -> dict[UUID, list[Linked]]:
    found: defaultdict[UUID, list[Linked]] = defaultdict(list)
    if ids:
        other = next(column for column in link.c if column.name != "need_id")
        rows = session().execute(
            select(link.c.need_id, kind.id, kind.name)
            .join(kind, kind.id == other)
            .where(among(link.c.need_id, ids))
            .order_by(kind.position, kind.name)
        )
        for need_id, own, name in rows:
            found[need_id].append(Linked(own, name))
    return dict(found)

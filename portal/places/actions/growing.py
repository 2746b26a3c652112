"""The tree while an import works on it: finding, adding and moving places in memory, before anything is flushed."""

from collections.abc import Iterable
from typing import Any, Literal

from shapely import MultiPolygon, Point
from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.text import fold
from portal.places.actions.candidates import Candidate
from portal.places.geometry import shapes
from portal.places.models import Sozialraum
from portal.places.terms import PARTS, PlaceKind, full_name, short_name, slug_of

Outcome = Literal["added", "changed", "unchanged"]
GEMEINDEN = (PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)


class GrowingTree:
    """Every place with its boundary. Written to the database when the unit of work ends."""

    def __init__(self) -> None:
        rows = session().scalars(select(Sozialraum).options(undefer(Sozialraum.boundary))).all()
        self._rows = {row.id: row for row in rows}
        self._slugs = {row.slug for row in rows}

    @property
    def root(self) -> Sozialraum | None:
        return next(iter(self.of_kind(PlaceKind.COUNTY)), None)

    def of_kind(self, *kinds: PlaceKind) -> list[Sozialraum]:
        return [row for row in self._rows.values() if row.kind in kinds]

    def by_ags(self, ags: str) -> Sozialraum | None:
        return next((row for row in self._rows.values() if row.ags == ags), None)

    def gemeinde_around(self, point: Point) -> Sozialraum | None:
        """The Gemeinde or gemeindefreies Gebiet that contains a point."""
        around = (
            row for row in self.of_kind(*GEMEINDEN) if row.boundary and shapes.from_bytes(row.boundary).covers(point)
        )
        return next(around, None)

    def put(self, candidate: Candidate, parent: Sozialraum | None) -> Outcome:
        """Add a place or bring it up to date; what staff wrote about it stays."""
        row = self._known(candidate, parent)
        if row is None:
            self._add(candidate, parent)
            return "added"
        return "changed" if _update(row, self._facts(candidate, parent, row)) else "unchanged"

    def plant(self, *, name: str, ags: str, boundary: MultiPolygon) -> Sozialraum:
        """The county itself, when no file brings it: what its Gemeinden cover together."""
        middle = shapes.centre(boundary)
        facts = {
            "kind": PlaceKind.COUNTY,
            "name": name,
            "ags": ags,
            "ars": f"{ags}0000000",
            "boundary": shapes.to_bytes(boundary),
            "area_km2": shapes.area_km2(boundary),
            "centre_lat": middle.y,
            "centre_lon": middle.x,
        }
        return self._insert(facts, parent=None)

    def insert_part(self, *, kind: PlaceKind, name: str, parent: Sozialraum) -> Sozialraum:
        """An Ortsteil or quarter that is only a name so far."""
        return self._insert({"kind": kind, "name": name}, parent)

    def move(self, row: Sozialraum, parent: Sozialraum) -> bool:
        """Put a place below another one, with everything beneath it. Answers whether it moved."""
        if row.parent_id == parent.id:
            return False
        row.parent_id = parent.id
        self._set_path(row, f"{parent.path}{row.id}/")
        return True

    def association_of(self, ars: str, point: Point | None) -> Sozialraum | None:
        """The Verwaltungsgemeinschaft a Gemeinde belongs to: by its Regionalschlüssel, else by where it lies."""
        associations = self.of_kind(PlaceKind.MUNICIPAL_ASSOCIATION)
        if ars:
            return next((row for row in associations if row.ars and row.ars[:9] == ars[:9]), None)
        if point is None:
            return None
        return next(
            (row for row in associations if row.boundary and shapes.from_bytes(row.boundary).covers(point)), None
        )

    def _known(self, candidate: Candidate, parent: Sozialraum | None) -> Sozialraum | None:
        who = candidate.identity
        if who.kind in PARTS:
            siblings = (row for row in self.of_kind(*PARTS) if parent and row.parent_id == parent.id)
            return next((row for row in siblings if fold(row.name) == fold(who.name)), None)
        if who.kind is PlaceKind.MUNICIPAL_ASSOCIATION:
            return next((row for row in self.of_kind(who.kind) if row.ars == who.ars), None)
        return self.by_ags(who.ags)

    def _add(self, candidate: Candidate, parent: Sozialraum | None) -> None:
        facts = self._facts(candidate, parent, None)
        facts["ags"] = candidate.identity.ags or None if candidate.identity.kind not in PARTS else None
        self._insert(facts, parent)

    def _insert(self, facts: dict[str, Any], parent: Sozialraum | None) -> Sozialraum:
        place_id = new_id()
        slug = self.free_slug(facts["kind"], facts["name"], parent)
        path = f"{parent.path if parent else '/'}{place_id}/"
        row = Sozialraum(
            **{"parent_id": parent.id if parent else None, **facts, "id": place_id, "slug": slug, "path": path}
        )
        self._rows[row.id] = row
        session().add(row)
        return row

    def free_slug(self, kind: PlaceKind, name: str, parent: Sozialraum | None) -> str:
        """An address nobody has: the name, with the Gemeinde behind it when it is taken, with a number when that is too."""
        short = f"vg {short_name(kind, name)}" if kind is PlaceKind.MUNICIPAL_ASSOCIATION else name
        base = slug_of(fold(short))
        longer = f"{base}-{parent.slug}" if parent else base
        numbered = (f"{longer}-{number}" for number in range(2, len(self._slugs) + 3))
        slug = next(option for option in (base, longer, *numbered) if option not in self._slugs)
        self._slugs.add(slug)
        return slug

    def _facts(self, candidate: Candidate, parent: Sozialraum | None, row: Sozialraum | None) -> dict[str, Any]:
        who = candidate.identity
        facts: dict[str, Any] = {
            "kind": who.kind,
            "name": full_name(who.kind, who.name, who.designation),
            "designation": who.designation,
            "has_residents": who.kind is not PlaceKind.UNINCORPORATED,
            "parent_id": parent.id if parent else None,
        }
        if who.ars:
            facts["ars"] = who.ars
        if candidate.shape is not None:
            facts |= {"boundary": shapes.to_bytes(candidate.shape), "area_km2": shapes.area_km2(candidate.shape)}
        if candidate.point is not None and (candidate.shape is not None or row is None or row.boundary is None):
            facts |= {"centre_lat": candidate.point.y, "centre_lon": candidate.point.x}
        return facts

    def _set_path(self, row: Sozialraum, path: str) -> None:
        for below in self._beneath(row):
            below.path = path + below.path.removeprefix(row.path)
        row.path = path

    def _beneath(self, row: Sozialraum) -> Iterable[Sozialraum]:
        return [other for other in self._rows.values() if other.id != row.id and other.path.startswith(row.path)]


def _update(row: Sozialraum, facts: dict[str, Any]) -> bool:
    """Set what differs; the parent is moved by `GrowingTree.move`, never here."""
    different = {name: value for name, value in facts.items() if name != "parent_id" and getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)

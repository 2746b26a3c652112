"""The whole tree without its boundaries: small, frozen, and kept for a moment in each process."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.db import in_unit, session
from portal.kernel.text import fold
from portal.places.models import Sozialraum, lineage_of_path
from portal.places.terms import PARTS, PlaceKind, short_name

KEEP_SECONDS = 5.0

#: Number of places, sum of their versions, latest change: any write to any place changes it.
Version = tuple[int, int, datetime | None]


@dataclass(frozen=True)
class Contact:
    """Whom to ring about a place; `place` is whose number it is."""

    name: str
    phone: str
    place: str


@dataclass(frozen=True)
class PlaceNode:
    """One place without its boundary."""

    id: UUID
    kind: PlaceKind
    name: str
    designation: str
    slug: str
    ags: str | None
    parent_id: UUID | None
    lineage: tuple[UUID, ...]
    has_residents: bool
    area_km2: float | None
    phone: str
    phone_of: str

    @cached_property
    def folded(self) -> str:
        """The name as it is compared and sorted."""
        return fold(self.name)


class Tree:
    """Every place of the county and how they hang together."""

    def __init__(self, version: Version, nodes: list[PlaceNode]) -> None:
        self.version = version
        self._by_id = {node.id: node for node in sorted(nodes, key=lambda node: (node.folded, node.slug))}
        self._by_slug = {node.slug: node for node in nodes}
        self.root = next((node for node in nodes if node.kind is PlaceKind.COUNTY), None)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[PlaceNode]:
        """All places by name."""
        return iter(self._by_id.values())

    def get(self, place_id: UUID | None) -> PlaceNode | None:
        return self._by_id.get(place_id) if place_id else None

    def by_slug(self, slug: str) -> PlaceNode | None:
        return self._by_slug.get(slug)

    def of_kind(self, *kinds: PlaceKind) -> list[PlaceNode]:
        """The places of these kinds by name."""
        return [node for node in self if node.kind in kinds]

    @cached_property
    def gemeinden(self) -> list[PlaceNode]:
        """The Gemeinden by name."""
        return self.of_kind(PlaceKind.MUNICIPALITY)

    def children(self, node: PlaceNode) -> list[PlaceNode]:
        """The places directly below, by name."""
        return [child for child in self if child.parent_id == node.id]

    def subtree(self, node: PlaceNode) -> list[PlaceNode]:
        """The place itself and everything below."""
        return [other for other in self if node.id in other.lineage]

    def above(self, node: PlaceNode) -> list[PlaceNode]:
        """From the county down to the parent."""
        return [self._by_id[place_id] for place_id in node.lineage[:-1] if place_id in self._by_id]

    def association_of(self, node: PlaceNode) -> PlaceNode | None:
        """The Verwaltungsgemeinschaft a place belongs to, or None."""
        return next((up for up in self.above(node) if up.kind is PlaceKind.MUNICIPAL_ASSOCIATION), None)

    def gemeinde_of(self, node: PlaceNode) -> PlaceNode | None:
        """The Gemeinde (or gemeindefreies Gebiet) of an Ortsteil or quarter, or the place itself when it is one."""
        wanted = (PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)
        return next((up for up in [*self.above(node), node] if up.kind in wanted), None)

    def contact_of(self, node: PlaceNode) -> Contact | None:
        """The nearest telephone number on the way up; None when not even the county's place has one."""
        for place in (node, *reversed(self.above(node))):
            if place.phone:
                return Contact(name=place.phone_of or place.name, phone=place.phone, place=place.name)
        return None

    def hint(self, node: PlaceNode) -> str:
        """What tells a place from others of its name: its Gemeinde for a part, its association for a Gemeinde."""
        if node.kind in PARTS:
            gemeinde = self.gemeinde_of(node)
            return gemeinde.name if gemeinde else ""
        association = self.association_of(node)
        return f"VG {short_name(association.kind, association.name)}" if association else ""


_kept: list[tuple[float, Tree]] = []


def tree() -> Tree:
    """The tree, at most five seconds old; inside a unit of work as that unit sees it."""
    now = time.monotonic()
    if _kept and now - _kept[0][0] < KEEP_SECONDS and not in_unit():
        return _kept[0][1]
    version = _version()
    found = _kept[0][1] if _kept and _kept[0][1].version == version else _loaded(version)
    if not in_unit():
        _kept[:] = [(now, found)]
    return found


def is_committed(known: Tree) -> bool:
    """Whether a tree is the one that everybody sees, so that what is made of it may be kept."""
    return not in_unit() or bool(_kept and _kept[0][1] is known)


def tree_with(place_id: UUID) -> Tree:
    """The tree, read anew when the kept one is too old to know this place."""
    if tree().get(place_id) is None:
        forget_tree()
    return tree()


def forget_tree() -> None:
    """Read the tree anew at the next question. Actions that write places call it after the commit."""
    _kept.clear()


def _version() -> Version:
    counted = select(func.count(), func.coalesce(func.sum(Sozialraum.version), 0), func.max(Sozialraum.updated_at))
    count, versions, latest = session().execute(counted.select_from(Sozialraum)).one()
    return count, int(versions), latest


def _loaded(version: Version) -> Tree:
    plain = [name for name in PlaceNode.__dataclass_fields__ if name != "lineage"]
    rows = session().execute(select(Sozialraum.path, *(getattr(Sozialraum, name) for name in plain)))
    nodes = [
        PlaceNode(lineage=lineage_of_path(path), **dict(zip(plain, values, strict=True))) for path, *values in rows
    ]
    return Tree(version, nodes)

"""The county as a small picture: its outline and its Gemeinden, drawn once per state of the tree."""

from dataclasses import dataclass, field
from uuid import UUID

from portal.kernel.db import in_unit
from portal.places.queries.rows import boundaries
from portal.places.queries.snapshot import PlaceNode, Tree, tree
from portal.places.terms import PARTS, PlaceKind


@dataclass(frozen=True)
class Drawing:
    """Path data (`d`) for one svg element. Empty when no place has a boundary."""

    of: Tree
    view_box: str = "0 0 1 1"
    #: The edge of the county.
    county: str = ""
    #: The Gemeinden and gemeindefreie Gebiete, which cover the county without gaps.
    places: dict[UUID, str] = field(default_factory=dict)


_kept: list[Drawing] = []


def county_drawing() -> Drawing:
    """The picture of the present tree, computed when the tree changed; costs no query otherwise."""
    known = tree()
    if _kept and _kept[0].of is known:
        return _kept[0]
    drawn = _drawn(known)
    if not in_unit():
        _kept[:] = [drawn]
    return drawn


def parts_drawn(node: PlaceNode) -> frozenset[UUID]:
    """Which pieces of the county's picture show a place: its own, its Gemeinden's, or those of its Gemeinde."""
    known = tree()
    if node.kind in PARTS:
        gemeinde = known.gemeinde_of(node)
        return frozenset({gemeinde.id}) if gemeinde else frozenset()
    return frozenset(other.id for other in known.subtree(node))


def _drawn(known: Tree) -> Drawing:
    from portal.places.geometry.outline import outline  # loads the libraries for geometry

    pieces = known.of_kind(PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)
    found = boundaries([node.id for node in pieces] + ([known.root.id] if known.root else []))
    frame = found.get(known.root.id) if known.root else None
    shown = [node for node in pieces if node.id in found]
    if frame is None:
        return Drawing(known)
    edge = outline([frame], frame=frame)
    parts = outline([found[node.id] for node in shown], frame=frame)
    places = {node.id: path for node, path in zip(shown, parts.paths, strict=True) if path}
    return Drawing(known, edge.view_box, edge.paths[0], places)

"""Names of places: lists to choose from, labels, and finding a place by what somebody typed."""

from collections.abc import Collection, Iterable
from uuid import UUID

from portal.kernel.text import fold
from portal.places.queries.snapshot import PlaceNode, tree
from portal.places.terms import CHOSEN_BY_PEOPLE, PlaceKind

#: How alike a typed name must be (0 to 100) to be offered when nothing fits exactly.
ALIKE = 78
MOST_FOUND = 12


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those places that exist."""
    known = tree()
    return {node.id: node.name for place_id in ids if (node := known.get(place_id))}


def labels(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names with what tells them apart: "Köngetried (Apfeltrach)", "Unteregg (VG Dirlewang)"."""
    known = tree()
    return {node.id: _label(node.name, known.hint(node)) for place_id in ids if (node := known.get(place_id))}


def choices(*, kinds: Iterable[PlaceKind] = CHOSEN_BY_PEOPLE) -> list[tuple[UUID, str]]:
    """(id, label) of every place somebody may name, by name; costs no query while the tree is kept."""
    known = tree()
    return [(node.id, _label(node.name, known.hint(node))) for node in known.of_kind(*kinds)]


def choices_within(
    scope: Collection[UUID] | None, *, besides: UUID | None = None, county_first: bool = False
) -> list[tuple[UUID, str]]:
    """(id, label) of every place in one of these Sozialräume, of all for None; and of `besides`, which was chosen before."""
    known = tree()
    mine = [node for node in known if scope is None or node.id == besides or not set(scope).isdisjoint(node.lineage)]
    if county_first:
        mine.sort(key=lambda node: node.kind is not PlaceKind.COUNTY)
    return [(node.id, _label(node.name, known.hint(node))) for node in mine]


def search(typed: str, *, kinds: Iterable[PlaceKind] = tuple(PlaceKind)) -> list[PlaceNode]:
    """Places whose name fits what was typed, the best first: "woerishofen", "BAD WÖRISHOFEN", "Babenhasen", an AGS."""
    wanted = " ".join(fold(typed).split())
    if not wanted:
        return []
    nodes = tree().of_kind(*kinds)
    ranked = [(rank, node) for node in nodes if (rank := _rank(node, wanted)) is not None]
    ranked.sort(key=lambda pair: (pair[0], pair[1].folded))
    return [node for _, node in ranked[:MOST_FOUND]] or _alike(nodes, wanted)


def _label(name: str, hint: str) -> str:
    return f"{name} ({hint})" if hint else name


def _rank(node: PlaceNode, wanted: str) -> int | None:
    """0 for the name itself, then its beginning, the beginning of a word, anywhere inside; None for no fit."""
    if wanted in (node.folded, node.ags):
        return 0
    if node.folded.startswith(wanted):
        return 1
    if f" {wanted}" in node.folded.replace("-", " ").replace(".", " "):
        return 2
    return 3 if wanted in node.folded else None


def _alike(nodes: list[PlaceNode], wanted: str) -> list[PlaceNode]:
    """Names that differ by a slip of the finger."""
    from rapidfuzz import fuzz, process

    found = process.extract(wanted, [node.folded for node in nodes], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
    return [nodes[index] for _, _, index in found]

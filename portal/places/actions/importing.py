"""Writing a file of boundaries into the tree: checked as a whole, all of it or nothing."""

from collections.abc import Sequence

from shapely import MultiPolygon, Point

from portal.county import queries as county_queries
from portal.kernel import audit
from portal.kernel.db import current_unit, session
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.actions.candidates import Candidate, candidates, counties_in
from portal.places.actions.growing import GEMEINDEN, GrowingTree
from portal.places.actions.report import PLACES_IMPORTED, ImportReport
from portal.places.events import PlacesImported
from portal.places.geometry import shapes
from portal.places.geometry.attributes import key_digits, with_leading_zero
from portal.places.geometry.features import Layer
from portal.places.geometry.reading import read_layers
from portal.places.geometry.remarks import Where
from portal.places.models import Sozialraum
from portal.places.policy import PlacePermission
from portal.places.queries import forget_tree
from portal.places.terms import PARTS, PlaceKind

#: A Gemeinde must lie in its county with at least this share of its area; less means a wrong coordinate system.
LEAST_SHARE_INSIDE = 0.5
NOWHERE = Where()

__all__ = ["import_places", "read_layers"]


def import_places(
    layers: Sequence[Layer],
    *,
    county: str | None = None,
    kind: PlaceKind | None = None,
    crs: str | None = None,
    by: Actor,
) -> ImportReport:
    """Add or update the places of one county from the layers of one or several files.

    `county` is its five-digit key, needed only when the layers hold several counties and none is set up here. `kind` and
    `crs` overrule what the layers say. Gemeinden go below the Verwaltungsgemeinschaft of their Regionalschlüssel. Places that
    are not in the layers stay as they are. Raises `ImportRefused` with a report for any error; then nothing is written.
    """
    ensure(PlacePermission.IMPORT, by)
    report = ImportReport()
    tree = GrowingTree()
    key = _county_key(layers, county, tree.root, report)
    found = candidates(layers, county=key, kind=kind, crs=crs, report=report)
    report.stop_if_refused()
    if not found:
        report.refuse(NOWHERE, N_("Für den Landkreis %(key)s enthält die Datei keinen Ort."), key=key)
        report.stop_if_refused()
    _grow(tree, found, key, report)
    report.stop_if_refused()
    root = tree.root
    assert root is not None
    report.county = root.name
    added, changed = report.added.total(), report.changed.total()
    audit.log(PLACES_IMPORTED, by=by, county_id=root.id, added=added, changed=changed)
    record(PlacesImported(county_id=root.id, added=added, changed=changed))
    current_unit().after_commit.append(forget_tree)
    return report


def _county_key(layers: Sequence[Layer], given: str | None, root: Sozialraum | None, report: ImportReport) -> str:
    """The county this import is about: the one of this portal, the one asked for, or the only one in the file."""
    asked = with_leading_zero(key_digits(given))[:5]
    if asked and root is not None and asked != root.ags:
        report.refuse(NOWHERE, N_("Dieses Portal gehört zu %(name)s (%(ags)s)."), name=root.name, ags=root.ags)
    configured = county_queries.find_county()
    known = asked or (root.ags if root else None) or (configured.ags if configured else None)
    if known:
        return known
    present = counties_in(layers)
    if len(present) != 1:
        report.refuse(
            NOWHERE,
            N_(
                "Die Datei enthält Orte aus %(count)s Landkreisen. Bitte nennen Sie einen mit --county, "
                "zum Beispiel --county 09778."
            ),
            count=len(present),
        )
        report.stop_if_refused()
    return present.pop()


def _grow(tree: GrowingTree, found: list[Candidate], key: str, report: ImportReport) -> None:
    by_kind: dict[PlaceKind, list[Candidate]] = {kind: [] for kind in PlaceKind}
    for candidate in found:
        by_kind[candidate.identity.kind].append(candidate)
    _root_first(tree, by_kind, key, report)
    report.stop_if_refused()
    _check_inside(tree, found, report)
    for kind in list(PlaceKind)[1:]:
        for candidate in by_kind[kind]:
            parent = _parent(tree, candidate, report)
            if parent is not None:
                _count(report, candidate, tree.put(candidate, parent))
        session().flush()  # rows above must be there before rows below point at them
    _settle(tree, {candidate.identity.ags for candidate in found}, report)


def _root_first(tree: GrowingTree, by_kind: dict[PlaceKind, list[Candidate]], key: str, report: ImportReport) -> None:
    for candidate in by_kind[PlaceKind.COUNTY]:
        _count(report, candidate, tree.put(candidate, None))
    if tree.root is not None:
        return
    configured = county_queries.find_county()
    pieces = [candidate.shape for kind in GEMEINDEN for candidate in by_kind[kind] if candidate.shape is not None]
    if configured is None or configured.ags != key or not pieces:
        report.refuse(
            NOWHERE,
            N_(
                "Der Landkreis %(key)s selbst fehlt. Lesen Sie die Ebene mit seiner Grenze mit ein, "
                "oder legen Sie ihn zuerst mit „portal county create“ an."
            ),
            key=key,
        )
        return
    tree.plant(name=configured.name, ags=key, boundary=shapes.joined(pieces))
    report.added[PlaceKind.COUNTY] += 1
    report.note(NOWHERE, N_("Die Grenze des Landkreises wurde aus seinen Gemeinden zusammengesetzt."))


def _check_inside(tree: GrowingTree, found: list[Candidate], report: ImportReport) -> None:
    """Boundaries in a wrong coordinate system often still lie in Germany, but not in their county."""
    root = tree.root
    outline = shapes.from_bytes(root.boundary) if root and root.boundary else None
    if outline is None:
        return
    for candidate in found:
        if _share_inside(candidate, outline) < LEAST_SHARE_INSIDE:
            report.refuse(
                candidate.where,
                N_(
                    "Dieser Ort liegt nicht im Gebiet des Landkreises. Vermutlich stimmt das Koordinatensystem nicht (siehe --crs)."
                ),
            )


def _share_inside(candidate: Candidate, outline: MultiPolygon) -> float:
    if candidate.identity.kind is PlaceKind.COUNTY:
        return 1.0
    if candidate.shape is not None:
        return shapes.share_inside(candidate.shape, outline)
    return float(candidate.point is None or outline.covers(candidate.point))


def _parent(tree: GrowingTree, candidate: Candidate, report: ImportReport) -> Sozialraum | None:
    """What a place stands below; None (and an error) for an Ortsteil that fits nowhere."""
    who = candidate.identity
    if who.kind in PARTS:
        return _gemeinde_of(tree, candidate, report)
    if who.kind is PlaceKind.MUNICIPALITY:
        known = tree.by_ags(who.ags)
        ars = who.ars or (known.ars if known and known.ars else "")
        return tree.association_of(ars, candidate.point) or tree.root
    return tree.root


def _gemeinde_of(tree: GrowingTree, candidate: Candidate, report: ImportReport) -> Sozialraum | None:
    who = candidate.identity
    if who.ags:
        gemeinde = tree.by_ags(who.ags)
        if gemeinde is None:
            report.refuse(
                candidate.where, N_("Eine Gemeinde mit dem Schlüssel %(ags)s gibt es hier nicht."), ags=who.ags
            )
        return gemeinde
    if candidate.point is None:
        report.refuse(
            candidate.where, N_("Zu diesem Ortsteil fehlt die Gemeinde: weder ein Schlüssel (Feld AGS) noch eine Lage.")
        )
        return None
    gemeinde = tree.gemeinde_around(candidate.point)
    if gemeinde is None:
        report.refuse(candidate.where, N_("Dieser Ort liegt in keiner Gemeinde dieses Landkreises."))
    return gemeinde


def _settle(tree: GrowingTree, in_file: set[str], report: ImportReport) -> None:
    """Every Gemeinde below its Verwaltungsgemeinschaft, also those an earlier file brought."""
    root = tree.root
    assert root is not None
    orphans = 0
    for gemeinde in tree.of_kind(PlaceKind.MUNICIPALITY):
        association = tree.association_of(gemeinde.ars or "", _middle(gemeinde))
        orphans += association is None and (gemeinde.ars or "")[5:6] == "5"
        moved = tree.move(gemeinde, association or root)
        if moved and gemeinde.ags not in in_file:
            report.changed[PlaceKind.MUNICIPALITY] += 1
    if orphans:
        report.note(
            NOWHERE,
            N_(
                "%(count)s Gemeinden gehören laut Schlüssel zu einer Verwaltungsgemeinschaft, die noch nicht eingelesen ist."
            ),
            count=orphans,
        )
    missing = [row for row in tree.of_kind(*GEMEINDEN) if row.ags not in in_file]
    if missing and in_file & {row.ags for row in tree.of_kind(*GEMEINDEN)}:
        report.note(
            NOWHERE,
            N_("%(count)s bekannte Gemeinden stehen nicht in der Datei und bleiben, wie sie sind."),
            count=len(missing),
        )


def _middle(row: Sozialraum) -> Point | None:
    return Point(row.centre_lon, row.centre_lat) if row.centre_lat is not None and row.centre_lon is not None else None


def _count(report: ImportReport, candidate: Candidate, outcome: str) -> None:
    {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}[outcome][
        candidate.identity.kind
    ] += 1

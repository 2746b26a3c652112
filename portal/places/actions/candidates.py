"""From the objects of a file to places that might be written: kinds, keys, names and boundaries, all checked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shapely import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, fold
from portal.places.actions.report import ImportReport
from portal.places.geometry import crs as projections
from portal.places.geometry import shapes
from portal.places.geometry.attributes import Identity, county_key_of, identity_of, kind_of
from portal.places.geometry.features import Layer, RawFeature
from portal.places.geometry.remarks import BrokenShape, Where
from portal.places.terms import PARTS, PlaceKind


@dataclass(frozen=True)
class Candidate:
    """One place as a file describes it. Parts may come with a point or with the key of their Gemeinde alone."""

    identity: Identity
    where: Where
    shape: MultiPolygon | None
    point: Point | None

    @property
    def key(self) -> tuple[PlaceKind, str]:
        """What makes two objects the same place."""
        who = self.identity
        return who.kind, f"{who.ags}/{fold(who.name)}" if who.kind in PARTS else who.ags or who.ars


def candidates(
    layers: Sequence[Layer], *, county: str, kind: PlaceKind | None, crs: str | None, report: ImportReport
) -> list[Candidate]:
    """The places of one county in these layers, one per key. What cannot be used is written into `report`."""
    found = [candidate for layer in layers for candidate in _of_layer(layer, county, kind, crs, report)]
    return _merged(found, report)


def counties_in(layers: Iterable[Layer]) -> set[str]:
    """The five-digit keys of the counties that objects of these layers belong to."""
    keys = {county_key_of(feature.properties) for layer in layers for feature in layer.features}
    return {key for key in keys if key}


def _of_layer(
    layer: Layer, county: str, kind: PlaceKind | None, crs: str | None, report: ImportReport
) -> Iterator[Candidate]:
    chosen = [feature for feature in layer.features if county_key_of(feature.properties) in ("", county)]
    if not chosen:
        return
    declared = crs or layer.crs
    if not declared:
        report.refuse(
            Where(layer=layer.name),
            N_(
                "Das Koordinatensystem fehlt (bei Shapefiles die .prj-Datei). Bitte nennen Sie es mit --crs, "
                "zum Beispiel --crs 25832."
            ),
        )
        return
    code = projections.authority_code(declared)
    skipped = 0
    for feature in chosen:
        found = kind or kind_of(feature.properties)
        if found is None and not _names_a_place(feature):
            found = PlaceKind.MUNICIPALITY  # so that the missing key is reported
        if found is None or (kind is None and _only_a_mark(feature, found)):
            skipped += 1
            continue
        candidate = _candidate(feature, found, code, report)
        if candidate:
            yield candidate
    if skipped:
        report.note(
            Where(layer=layer.name),
            N_(
                "%(count)s Objekte sind keine eigenen Orte und wurden übergangen (Einheitsgemeinden unter den "
                "Verwaltungsgemeinschaften, Länder, Gewässer, Beschriftungspunkte)."
            ),
            count=skipped,
        )


def _names_a_place(feature: RawFeature) -> bool:
    """Whether the object has any key; one without is an error, not something of another level."""
    return bool(county_key_of(feature.properties))


def _only_a_mark(feature: RawFeature, kind: PlaceKind) -> bool:
    """Points and lines beside the areas of a delivery (offices, borders) are not places."""
    return (
        kind not in PARTS
        and feature.geometry is not None
        and feature.geometry.geom_type not in ("Polygon", "MultiPolygon")
    )


def _candidate(feature: RawFeature, kind: PlaceKind, code: str, report: ImportReport) -> Candidate | None:
    try:
        identity = identity_of(feature.properties, kind)
    except InvalidInput as error:
        report.refuse(feature.where, error.message, **error.params)
        return None
    where = replace(feature.where, name=identity.name)
    if identity.restored_zero:
        report.note(where, N_("Der Schlüssel kam ohne führende Null an und wurde ergänzt."))
    if feature.problem:
        report.refuse(where, feature.problem)
        return None
    try:
        shape, point = _placed(feature.geometry, kind, code, where, report)
    except InvalidInput as error:
        report.refuse(where, error.message, **error.params)
        return None
    return Candidate(identity, where, shape, point)


def _placed(
    geometry: BaseGeometry | None, kind: PlaceKind, code: str, where: Where, report: ImportReport
) -> tuple[MultiPolygon | None, Point | None]:
    if geometry is None or geometry.is_empty:
        if kind in PARTS:
            return None, None
        raise BrokenShape(message=N_("Die Fläche fehlt."))
    moved = projections.to_wgs84(geometry, code)
    if projections.misplaced(moved):
        raise _misplaced(geometry, moved, code)
    if kind in PARTS and moved.geom_type in ("Point", "MultiPoint"):
        return None, moved.centroid
    shape, was_repaired = shapes.tidy(moved)
    if was_repaired:
        report.note(where, shapes.REPAIRED)
    return shape, shapes.centre(shape)


def _misplaced(geometry: BaseGeometry, moved: BaseGeometry, code: str) -> InvalidInput:
    if projections.swapped(moved):
        return InvalidInput(message=projections.SWAPPED)
    x, y = geometry.bounds[:2]
    return InvalidInput(message=projections.OUTSIDE_GERMANY, x=f"{x:.10g}", y=f"{y:.10g}", crs=code[:60])


def _merged(found: list[Candidate], report: ImportReport) -> list[Candidate]:
    """One candidate per key: pieces of one place come together, contradictions are refused."""
    groups: dict[tuple[PlaceKind, str], list[Candidate]] = {}
    for candidate in found:
        groups.setdefault(candidate.key, []).append(candidate)
    return [merged for group in groups.values() if (merged := _one_of(group, report))]


def _one_of(group: list[Candidate], report: ImportReport) -> Candidate | None:
    first = group[0]
    if len(group) == 1:
        return first
    key = first.identity.ags or first.identity.ars
    names = sorted({candidate.identity.name for candidate in group})
    if len(names) > 1:
        report.refuse(
            group[-1].where,
            N_("Der Schlüssel %(key)s kommt mehrmals vor, mit verschiedenen Namen: %(names)s."),
            key=key,
            names=", ".join(names),
        )
        return None
    pieces = [candidate.shape for candidate in group if candidate.shape is not None]
    if len(pieces) < len(group):
        report.refuse(
            group[-1].where, N_("Dieser Ort steht mehrmals in der Datei (zuerst: %(first)s)."), first=str(first.where)
        )
        return None
    try:
        shape = shapes.merged(pieces)
    except BrokenShape as error:
        report.refuse(group[-1].where, error.message)
        return None
    return replace(first, shape=shape, point=shapes.centre(shape))

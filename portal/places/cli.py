"""`portal places …`: reading boundaries from files and asking which place a point lies in."""

from collections import Counter
from pathlib import Path

import click
from flask.cli import with_appcontext

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM
from portal.places import queries
from portal.places.actions import importing
from portal.places.actions.report import ImportRefused
from portal.places.geometry.remarks import Remark
from portal.places.terms import PlaceKind

MOST_SHOWN = 20
WORDS = {
    PlaceKind.COUNTY: ("Landkreis", "Landkreise"),
    PlaceKind.MUNICIPAL_ASSOCIATION: ("Verwaltungsgemeinschaft", "Verwaltungsgemeinschaften"),
    PlaceKind.MUNICIPALITY: ("Gemeinde", "Gemeinden"),
    PlaceKind.UNINCORPORATED: ("gemeindefreies Gebiet", "gemeindefreie Gebiete"),
    PlaceKind.LOCALITY: ("Ortsteil", "Ortsteile"),
    PlaceKind.QUARTER: ("Quartier", "Quartiere"),
}


@click.group("places")
def group() -> None:
    """Orte: Grenzen einlesen, Punkte zuordnen."""


@group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--layer", help="Nur diese Ebene der Dateien lesen, zum Beispiel VG5000_GEM.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in PlaceKind]),
    help="Was die Objekte sind, statt es ihnen anzusehen.",
)
@click.option("--county", help="Fünfstelliger Schlüssel des Landkreises, zum Beispiel 09778.")
@click.option("--crs", help="Koordinatensystem, wenn die Datei keines nennt: 4326, 25832 oder 31467.")
@click.option("--encoding", help="Zeichenkodierung eines Shapefiles ohne .cpg, zum Beispiel cp1252.")
@with_appcontext
def import_command(
    files: tuple[Path, ...],
    layer: str | None,
    kind: str | None,
    county: str | None,
    crs: str | None,
    encoding: str | None,
) -> None:
    """Grenzen aus GeoJSON, GeoPackage oder gezippten Shapefiles einlesen.

    Mehrere FILES werden zusammen eingelesen, ganz oder gar nicht. Ein zweiter Lauf verdoppelt nichts.
    """
    try:
        layers = [found for file in files for found in importing.read_layers(file, layer=layer, encoding=encoding)]
        with unit_of_work():
            report = importing.import_places(
                layers, county=county, kind=PlaceKind(kind) if kind else None, crs=crs, by=SYSTEM
            )
    except ImportRefused as refused:
        _list(refused.report.errors, "FEHLER")
        raise click.ClickException(str(refused)) from None
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    _list(report.notes, "Hinweis")
    click.echo(report.county)
    for label, counted in (("neu", report.added), ("geändert", report.changed), ("unverändert", report.unchanged)):
        click.echo(f"  {label}: {_counted(counted)}")


@group.command("at")
@click.argument("lat", type=float)
@click.argument("lon", type=float)
@with_appcontext
def at_command(lat: float, lon: float) -> None:
    """Den kleinsten Ort nennen, in dem ein Punkt (Breite, Länge) liegt."""
    place = queries.place_at(lat, lon)
    if place is None:
        raise click.ClickException("Dieser Punkt liegt in keinem Ort dieses Portals.")
    click.echo(f"{place.name} ({place.kind.label}, {place.ags or 'ohne Schlüssel'})")


def _list(remarks: list[Remark], label: str) -> None:
    for remark in remarks[:MOST_SHOWN]:
        click.echo(f"{label}: {remark}", err=True)
    if len(remarks) > MOST_SHOWN:
        click.echo(f"{label}: … und {len(remarks) - MOST_SHOWN} weitere", err=True)


def _counted(counted: Counter[PlaceKind]) -> str:
    return ", ".join(f"{counted[kind]} {WORDS[kind][counted[kind] > 1]}" for kind in PlaceKind if counted[kind]) or "–"

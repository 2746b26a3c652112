"""`portal indicators …`: reading tables of figures from files."""

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from portal.indicators import actions
from portal.indicators.terms.importing import Left
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM


@click.group("indicators")
def group() -> None:
    """Kennzahlen: Tabellen der Statistik einlesen."""


@group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_command(files: tuple[Path, ...]) -> None:
    """Tabellen der Regionaldatenbank (CSV oder XLSX) einlesen, oder Listen, deren Spalten schon zugeordnet sind.

    Jede Datei wird ganz übernommen oder gar nicht. Ein zweiter Lauf verdoppelt und ändert nichts.
    """
    failed = 0
    for path in files:
        try:
            with unit_of_work():
                file = actions.import_now(path.read_bytes(), file_name=path.name, by=SYSTEM)
                report = dict(file.report)
        except (DomainError, OSError) as error:
            click.echo(f"{path.name}: {error}", err=True)
            failed += 1
            continue
        _tell(path, report)
    if failed:
        raise click.ClickException("Nicht alle Dateien konnten eingelesen werden.")


def _tell(path: Path, report: dict[str, Any]) -> None:
    counts, left, named = report["counts"], report["left"], report["named"]
    click.echo(f"{path.name}: {counts['new']} neu, {counts['changed']} geändert, {counts['same']} unverändert")
    if not counts["new"] + counts["changed"]:
        click.echo("  Diese Datei ändert nichts.")
    for why, count in left.items():
        click.echo(f"  ausgelassen: {count} × {Left(why).label}")
    for why, line, what in named:
        click.echo(f"    Zeile {line}: {what} ({Left(why).label})")

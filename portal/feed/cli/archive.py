"""`portal archive …`: hand the whole portal over to another system, and take it back into an empty portal."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from portal.feed.actions.archive_reading import check_archive, import_archive
from portal.feed.actions.archive_rebuilding import rebuild
from portal.feed.actions.archive_writing import write_archive
from portal.feed.formats.archive_writing import checksum_of
from portal.kernel.errors import DomainError

group = click.Group(
    "archive", help="Das ganze Portal übergeben: Archiv schreiben, prüfen, in ein leeres Portal einspielen."
)


@group.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def export(path: Path) -> None:
    """Alles in ein Archiv schreiben: dokumentierte Tabellen und hochgeladene Dateien.

    Überschreibt keine Datei. Alle dürfen währenddessen weiterarbeiten.
    """
    if path.exists():
        raise click.ClickException(f"{path} gibt es schon.")
    try:
        written = write_archive(path, partial(_progress(), "Schreiben"))
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{path} lässt sich nicht schreiben: {error.strerror}") from None
    click.echo(f"Archiv geschrieben: {_amount(sum(written.rows.values()), len(written.rows), written.files)}")
    click.echo(f"SHA-256: {checksum_of(path)}")


@group.command("check")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(path: Path) -> None:
    """Jedes Byte eines Archivs mit seinen Prüfsummen vergleichen, ohne etwas zu schreiben."""
    try:
        found = check_archive(path, _progress())
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Das Archiv ist in Ordnung: {_amount(sum(found.rows.values()), len(found.rows), found.files)}")
    click.echo(f"{found.county or 'Ohne Landkreis'}, Stand {found.taken_at}, Fassung {found.revision}")
    click.echo(f"SHA-256: {checksum_of(path)}")


@group.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def bring(path: Path) -> None:
    """Ein Archiv in ein leeres Portal einspielen und jede Tabelle mit ihm vergleichen: alles oder nichts."""
    try:
        done = import_archive(path, _progress())
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Eingespielt und geprüft: {_amount(sum(done.rows.values()), len(done.rows), done.files)}")
    for sentence in (*done.warnings, *rebuild()):
        click.echo(f"Achtung: {sentence}", err=True)
    click.echo("Wortsuche und Zählungen sind neu aufgebaut. Ein erstes Konto legt „portal accounts create-admin“ an.")


@group.command("rebuild")
def make_anew() -> None:
    """Wortsuche und Zählungen neu aufbauen, falls der Import danach unterbrochen wurde."""
    for sentence in rebuild():
        click.echo(f"Achtung: {sentence}", err=True)
    click.echo("Wortsuche und Zählungen sind neu aufgebaut.")


def _amount(rows: int, tables: int, files: int) -> str:
    return f"{rows} Zeilen in {tables} Tabellen, {files} Dateien."


def _progress() -> Callable[[str, int, int], None]:
    """Tells every tenth, on the side where nobody reads results from."""
    told: dict[str, int] = {}

    def tell(what: str, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if told.get(what) != tenth:
            told[what] = tenth
            click.echo(f"{what}: {10 * tenth} %", err=True)

    return tell

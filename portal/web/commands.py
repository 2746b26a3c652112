"""Commands of the ground: `portal worker`, `portal outbox …`, `portal backup`, `portal restore`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.kernel import backup, jobs, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.settings import ROOT


@click.command("worker", help="Nachrichten zustellen und Aufträge ausführen, bis zum Abbruch.")
@with_appcontext
def worker() -> None:
    """Deliver the outbox and run jobs until told to end."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    jobs.Worker(app.app_context).run_forever()


outbox_group = click.Group("outbox", help="Nachrichten, die noch zugestellt werden.")


@outbox_group.command("drain", help="Alles zustellen, was jetzt fällig ist.")
@with_appcontext
def drain() -> None:
    """Deliver everything that is due, in this process."""
    delivered = outbox.drain()
    left = outbox.backlog()
    click.echo(f"{delivered} zugestellt, {left.waiting} warten noch, {left.stuck} brauchen einen Menschen.")


@outbox_group.command("retry", help="Nachrichten, die nach vielen Versuchen liegen blieben, noch einmal versuchen.")
@with_appcontext
def retry() -> None:
    """Let messages that gave up be tried anew; the worker delivers them."""
    with unit_of_work():
        again = outbox.retry_stuck()
    click.echo(f"{again} Nachrichten werden noch einmal versucht.")


@click.command("backup", help="Alles in eine Datei sichern: Tabellen, Fotos, Schlüssel.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def save(file: Path) -> None:
    """Write a backup; refuses to overwrite a file."""
    if file.exists():
        raise click.ClickException(f"{file} gibt es schon.")
    try:
        saved = backup.save(file)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    click.echo(f"Gesichert: {sum(saved.rows.values())} Zeilen aus {len(saved.rows)} Tabellen, {saved.files} Dateien.")


@click.command("restore", help="Eine Sicherung in eine leere Datenbank einspielen und prüfen.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Bring an empty database to the backup's revision, fill it, compare it, bring it up to date, make what was left out."""
    from flask_migrate import upgrade

    folder = str(ROOT / "migrations")
    try:
        revision = backup.read_manifest(file).revision
        _ensure_known(revision, folder)
        upgrade(folder, revision)
        saved = backup.restore(file)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    upgrade(folder)
    backup.build_anew()
    click.echo(f"Wiederhergestellt und geprüft: {sum(saved.rows.values())} Zeilen, {saved.files} Dateien.")


def _ensure_known(revision: str, folder: str) -> None:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory(folder).get_revision(revision)
    except CommandError:
        raise click.ClickException(
            f"Diese Sicherung stammt aus einer anderen oder neueren Fassung des Portals ({revision}). "
            "Bitte spielen Sie zuerst diese Fassung ein."
        ) from None


commands: tuple[click.Command, ...] = (worker, outbox_group, save, restore)

"""`portal demo load`: the example county, and the logins that belong to it."""

from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.kernel.errors import DomainError

group = AppGroup("demo", help="Der Beispiellandkreis Unterallgäu.")

_SAID = {
    "loaded": "Der Beispiellandkreis ist geladen: {name}.",
    "continued": "Der Beispiellandkreis war nur zum Teil geladen und ist jetzt vollständig: {name}.",
    "there_already": "Der Beispiellandkreis ist schon da, nichts wurde geändert: {name}.",
}


@group.command("load")
def load() -> None:
    """Den Beispiellandkreis in eine leere Datenbank laden; ein zweites Mal ändert nichts."""
    from portal.demo.actions import load_example_county

    try:
        county = load_example_county(keep_photo=_keep_photo)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(f"Die Tabellen fehlen. Bitte zuerst: portal db upgrade ({error.orig})") from None
    click.echo(_SAID[county.outcome].format(name=county.name))
    click.echo(f"\n  Anmelden unter /anmelden, Passwort für alle: {county.password}\n")
    for person in county.people:
        click.echo(f"  {person.email:<30} {person.name}, {person.task}")
    click.echo("\n  Alle Personen, Wortmeldungen und Zahlen sind erfunden.\n")


def _keep_photo(file: Path) -> Any:
    from werkzeug.datastructures import FileStorage

    from portal.web.uploads import keep_photo

    with file.open("rb") as source:
        return keep_photo(FileStorage(source, filename=file.name))

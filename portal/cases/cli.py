"""`portal cases …`: the key of everything that is sealed, the names of the Ehrenamt too."""

from collections.abc import Callable

import click

from portal.cases import actions
from portal.cases.actions import Place, Rekeyed
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kernel.sealing import KeyMissing

group = click.Group("cases", help="Fälle: den Schlüssel prüfen und wechseln.")
_NO_KEY = "PORTAL_CASE_KEY fehlt."


@group.command("rekey")
def rekey() -> None:
    """Alles mit dem ersten Schlüssel aus PORTAL_CASE_KEY neu versiegeln; endet mit 1, wenn etwas nicht zu öffnen ist."""

    def portion(after: Place | None) -> Rekeyed:
        with unit_of_work():
            return actions.rekey(after=after, by=SYSTEM)

    texts, unreadable = _through(portion)
    click.echo(f"{texts} Texte neu versiegelt, {unreadable} nicht zu öffnen.")
    if unreadable:
        raise click.exceptions.Exit(1)


@group.command("check")
def check() -> None:
    """Prüfen, ob der Schlüssel alles Versiegelte öffnet; ändert nichts. Endet mit 1, wenn etwas nicht zu öffnen ist."""
    texts, unreadable = _through(lambda after: actions.count_unreadable(after=after))
    click.echo(f"{texts} Texte lassen sich öffnen, {unreadable} nicht.")
    if unreadable:
        raise click.exceptions.Exit(1)


def _through(portion: Callable[[Place | None], Rekeyed]) -> tuple[int, int]:
    texts = unreadable = 0
    after: Place | None = None
    try:
        while (done := portion(after)).after is not None:
            texts, unreadable, after = texts + done.texts, unreadable + done.unreadable, done.after
    except KeyMissing as error:
        raise click.ClickException(_NO_KEY) from error
    return texts, unreadable

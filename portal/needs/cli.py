"""`portal needs …`: counting and indexing anew what is kept beside the Bedarfe."""

import click

from portal.kernel.db import unit_of_work
from portal.needs import actions

group = click.Group("needs", help="Bedarfe: Zählungen und Wortsuche neu aufbauen.")


@group.command("recount")
def recount() -> None:
    """Alle Zählungen der Bedarfe neu bilden und sagen, was falsch war."""
    with unit_of_work():
        wrong = actions.rebuild_tallies()
    after, differing = 0, 0
    while True:
        with unit_of_work():
            counted = actions.recount_portion(after)
        if counted is None:
            break
        after, differing = counted[0], differing + counted[1]
    click.echo(f"Zählung nach Ort, Handlungsfeld und Status: {wrong.tally} Felder berichtigt.")
    click.echo(f"Zählung nach Etappen: {wrong.stages} Felder berichtigt.")
    click.echo(f"Menschen und Wortmeldungen: {differing} Bedarfe berichtigt.")


@group.command("check")
def check() -> None:
    """Die laufenden Zählungen mit einer vollen Zählung vergleichen, ohne etwas zu ändern; Ende mit 1, wenn etwas nicht stimmt."""
    with unit_of_work():
        wrong = actions.check_tallies()
    click.echo(f"Zählung nach Ort, Handlungsfeld und Status: {wrong.tally} Felder stimmen nicht.")
    click.echo(f"Zählung nach Etappen: {wrong.stages} Felder stimmen nicht.")
    if wrong:
        click.echo("Mit „portal needs recount“ wird alles neu gezählt.")
        raise SystemExit(1)


@group.command("reindex")
def reindex() -> None:
    """Die Wortsuche über alle Bedarfe neu aufbauen."""
    last = actions.rebuild_search()
    click.echo(f"Wortsuche neu aufgebaut, zuletzt Bedarf Nr. {last}.")

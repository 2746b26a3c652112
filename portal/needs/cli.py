"""`portal needs …`: counting and indexing anew what is kept beside the Bedarfe."""

import click

from portal.kernel.db import unit_of_work
from portal.needs import actions

group = click.Group("needs", help="Bedarfe: Zählungen und Wortsuche neu aufbauen.")


@group.command("recount")
def recount() -> None:
    """Alle Zählungen der Bedarfe neu bilden und sagen, was falsch war."""
    with unit_of_work():
        cells = actions.rebuild_tally()
    after, wrong = 0, 0
    while True:
        with unit_of_work():
            counted = actions.recount_portion(after)
        if counted is None:
            break
        after, wrong = counted[0], wrong + counted[1]
    click.echo(f"Zählung nach Ort, Handlungsfeld und Status: {cells} Felder berichtigt.")
    click.echo(f"Menschen und Wortmeldungen: {wrong} Bedarfe berichtigt.")


@group.command("reindex")
def reindex() -> None:
    """Die Wortsuche über alle Bedarfe neu aufbauen."""
    last = actions.rebuild_search()
    click.echo(f"Wortsuche neu aufgebaut, zuletzt Bedarf Nr. {last}.")

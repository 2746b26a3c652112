"""`portal surveys …`: building anew what is kept beside the answers."""

from uuid import UUID

import click

from portal.kernel.db import unit_of_work
from portal.surveys.actions import repacking

group = click.Group("surveys", help="Umfragen: was neben den Antworten aufbewahrt wird, neu aufbauen.")


@group.command("repack")
def repack() -> None:
    """Die zählbaren Antworten aus den Antworten selbst neu bilden und sagen, wie viele falsch waren."""
    after: UUID | None = None
    wrong = 0
    while True:
        with unit_of_work():
            done = repacking.repack_portion(after)
        if done is None:
            break
        after, wrong = done[0], wrong + done[1]
    click.echo(f"Zählbare Antworten: {wrong} Teilnahmen berichtigt.")

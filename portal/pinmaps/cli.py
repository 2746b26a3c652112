"""`portal pinmaps …`: counting anew what is kept beside the pins."""

import click

from portal.kernel.db import unit_of_work
from portal.pinmaps import queries
from portal.pinmaps.actions import counting

group = click.Group("pinmaps", help="Nadelkarten: die Zählung je Kartenfeld prüfen und neu aufbauen.")


@group.command("check")
def check() -> None:
    """Jede Karte mit einer vollständigen Zählung vergleichen; endet mit 1, wenn etwas nicht stimmt."""
    wrong = 0
    for pin_map in queries.all_maps():
        differing = counting.differing(pin_map.id)
        wrong += differing
        click.echo(f"{pin_map.title}: {differing} abweichende Felder")
    if wrong:
        raise click.exceptions.Exit(1)


@group.command("rebuild")
def rebuild() -> None:
    """Die Felder jeder Karte neu zählen."""
    for pin_map in queries.all_maps():
        with unit_of_work():
            made = counting.rebuild(pin_map.id)
        click.echo(f"{pin_map.title}: {made} Felder")

"""`portal county …`: setting up a new installation."""

import click
from flask.cli import with_appcontext

from portal.county import actions
from portal.county.terms import CountyKind
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM


@click.group("county")
def group() -> None:
    """Landkreis: das Portal einrichten."""


@group.command("create")
@click.option("--name", required=True, help="Voller Name, zum Beispiel „Landkreis Unterallgäu“.")
@click.option("--short-name", help="Kurzer Name, zum Beispiel „Unterallgäu“; sonst der volle ohne „Landkreis“.")
@click.option("--ags", required=True, help="Fünfstelliger Schlüssel, zum Beispiel 09778.")
@click.option("--city", is_flag=True, help="Es ist eine kreisfreie Stadt.")
@click.option("--contact-name", default="", help="Wer ans Telefon geht.")
@click.option("--contact-phone", default="", help="Telefonnummer, die auf jeder öffentlichen Seite steht.")
@click.option("--contact-email", default="", help="E-Mail-Adresse.")
@with_appcontext
def create_command(
    name: str, short_name: str | None, ags: str, city: bool, contact_name: str, contact_phone: str, contact_email: str
) -> None:
    """Den Landkreis anlegen, mit Entwürfen der Pflichttexte und den üblichen Handlungsfeldern."""
    try:
        with unit_of_work():
            county = actions.set_up(
                name=name,
                short_name=short_name or name.removeprefix("Landkreis ").removeprefix("Stadt "),
                ags=ags,
                kind=CountyKind.URBAN if city else CountyKind.RURAL,
                contact_name=contact_name,
                contact_phone=contact_phone,
                contact_email=contact_email,
                by=SYSTEM,
            )
            terms = actions.seed_taxonomies(by=SYSTEM)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{county.name} ist angelegt, mit {terms} Themen. Als Nächstes: portal places import DATEI")

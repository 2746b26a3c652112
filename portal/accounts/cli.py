"""Commands: the first administrator, roles from the console, and the check of the audit log."""

import click

from portal.accounts import actions, queries
from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM, Role
from portal.places import queries as places

accounts = click.Group("accounts", help="Konten und Rollen.")
audit_group = click.Group("audit", help="Das Protokoll.")
groups = (accounts, audit_group)


@accounts.command("create-admin")
@click.option("--email", prompt="E-Mail-Adresse", help="Womit sich die Person anmeldet.")
@click.option("--name", prompt="Name", help="Wie die Person heißt.")
@click.password_option(
    "--password",
    prompt="Passwort",
    confirmation_prompt="Passwort noch einmal",
    help="Besser weglassen: Dann wird verdeckt danach gefragt.",
)
@click.option(
    "--role",
    "further",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    help="Weitere Rolle im ganzen Kreis.",
)
def create_admin(email: str, name: str, password: str, further: tuple[str, ...]) -> None:
    """Ein Konto anlegen, das den ganzen Kreis verwaltet, auf Wunsch mit weiteren Rollen."""
    try:
        with unit_of_work():
            created = actions.create_account(email=email, name=name, password=password, by=SYSTEM)
            for role in dict.fromkeys([Role.ADMIN, *map(Role, further)]):
                actions.give_role(created, role=role, place=None, by=SYSTEM)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{created.name} verwaltet jetzt das Portal. Anmeldung mit {created.email}.")


@accounts.command("grant")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option(
    "--place", "slug", help="Adressteil des Sozialraums, zum Beispiel markt-rettenbach; sonst der ganze Kreis."
)
def grant(email: str, role: str, slug: str | None) -> None:
    """Jemandem eine Rolle geben."""
    try:
        with unit_of_work():
            holder = queries.account_by_email(email)
            if holder is None:
                raise click.ClickException(f"Zu {email} gibt es kein Konto.")
            place = places.place_by_slug(slug) if slug else None
            actions.give_role(holder, role=Role(role), place=place, by=SYSTEM)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{holder.name}: {Role(role).label}")


@audit_group.command("verify")
def verify() -> None:
    """Die Kette des Protokolls nachrechnen.

    Endet mit 1, wenn ein Eintrag geändert, entfernt oder dazwischengeschoben wurde.
    """
    result = audit.verify()
    if not result.holds:
        raise click.ClickException(f"Die Kette bricht bei Eintrag {result.broken_at}; {result.entries} davor stimmen.")
    click.echo(f"Die Kette stimmt: {result.entries} Einträge.")

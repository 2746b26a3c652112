"""The commands."""

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.cli import accounts, audit_group
from portal.kernel.db import unit_of_work
from portal.kernel.policy import Role
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.places import make_place

ADMIN = ["create-admin", "--email", "Anna@example.org", "--name", "Anna Berger", "--password"]


def test_the_first_administrator_comes_from_the_console(app: Flask) -> None:
    result = app.test_cli_runner().invoke(accounts, [*ADMIN, PASSWORD, "--role", "planner"])

    assert result.exit_code == 0, result.output
    anna = queries.account_by_email("anna@example.org")
    assert anna is not None
    assert anna.holds(Role.ADMIN, within=())
    assert anna.holds(Role.PLANNER, within=())
    assert "Anmeldung mit anna@example.org" in result.output
    assert PASSWORD not in result.output


def test_a_weak_password_is_refused_and_nothing_is_kept(app: Flask) -> None:
    result = app.test_cli_runner().invoke(accounts, [*ADMIN, "passwort1234"])

    assert result.exit_code == 1
    assert "auf Listen" in result.output
    assert queries.account_by_email("anna@example.org") is None


def test_an_address_that_is_taken_is_refused(app: Flask) -> None:
    make_account(email="anna@example.org")

    result = app.test_cli_runner().invoke(accounts, [*ADMIN, PASSWORD])

    assert result.exit_code == 1
    assert "gibt es schon ein Konto" in result.output


def test_a_role_is_given_from_the_console(app: Flask) -> None:
    place = make_place("Kammlach")
    anna = make_account(email="anna@example.org")
    run = app.test_cli_runner().invoke

    assert run(accounts, ["grant", "anna@example.org", "kuemmerer", "--place", "kammlach"]).exit_code == 0
    assert run(accounts, ["grant", "anna@example.org", "kuemmerer", "--place", "kammlach"]).exit_code == 1
    assert run(accounts, ["grant", "anna@example.org", "kuemmerer", "--place", "nirgends"]).exit_code == 1
    assert run(accounts, ["grant", "niemand@example.org", "planner"]).exit_code == 1
    assert queries.account(anna.id).scope_of(Role.KUEMMERER) == frozenset({place.id})


def test_the_log_is_verified_from_the_console(app: Flask, session: Session) -> None:
    make_account(Role.PLANNER)
    run = app.test_cli_runner().invoke
    assert run(audit_group, ["verify"]).output == "Die Kette stimmt: 2 Einträge.\n"

    with unit_of_work() as unit:
        unit.execute(text("UPDATE audit_entry SET kind = 'x' WHERE seq = 1"))

    broken = run(audit_group, ["verify"])
    assert broken.exit_code == 1
    assert "Die Kette bricht bei Eintrag 1" in broken.output

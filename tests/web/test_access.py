"""Closed by default: who may open what, asked of every address of the portal."""

from uuid import UUID

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UUIDConverter

from portal.web import access
from portal.web.access import Access, declared_access
from tests.support.login import Login
from tests.support.picky import PickyClient

NOWHERE = UUID("0192f0c0-0000-7000-8000-000000000000")
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def guarded_rules(app: Flask, *kinds: str) -> list[tuple[Rule, Access]]:
    found = [(rule, declared_access(app.view_functions[rule.endpoint])) for rule in app.url_map.iter_rules()]
    return [(rule, declared) for rule, declared in found if declared is not None and declared.kind in kinds]


def address_of(app: Flask, rule: Rule) -> str:
    """An address that fits the rule and belongs to nothing."""
    values = {name: some_value(rule._converters[name]) for name in rule.arguments}
    built = rule.build(values, append_unknown=False)
    assert built is not None
    return built[1]


def some_value(converter: BaseConverter) -> object:
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return (
        NOWHERE
        if isinstance(converter, UUIDConverter)
        else 0
        if isinstance(converter, IntegerConverter)
        else "nirgends"
    )


def test_a_route_without_declared_access_keeps_the_portal_from_starting(app: Flask) -> None:
    bare = Flask("bare")
    rooms = Blueprint("rooms", __name__)
    rooms.add_url_rule("/offen", view_func=lambda: "", endpoint="open")
    bare.register_blueprint(rooms)

    with pytest.raises(RuntimeError, match="/offen"):
        access.verify(bare)


def test_without_an_account_every_guarded_page_leads_to_the_sign_in_page(app: Flask, client: PickyClient) -> None:
    for rule, _ in guarded_rules(app, "signed-in", "permission"):
        if "GET" in (rule.methods or set()):
            response = client.get(address_of(app, rule))
            assert response.status_code == 303, rule.rule
            assert response.location.startswith("/anmelden?weiter="), rule.rule


def test_without_an_account_nothing_that_is_guarded_can_be_done(app: Flask, client: PickyClient) -> None:
    done = [
        f"{method} {rule.rule} ({status})"
        for rule, _ in guarded_rules(app, "signed-in", "permission")
        for method in METHODS
        if method != "GET"
        and method in (rule.methods or set())
        and (status := client.open(address_of(app, rule), method=method, headers=FROM_HERE).status_code) != 401
    ]

    assert done == []


def test_an_account_without_a_role_opens_nothing_that_needs_a_permission(
    app: Flask, client: PickyClient, login: Login
) -> None:
    login()

    opened = [
        f"{method} {rule.rule} ({status})"
        for rule, _ in guarded_rules(app, "permission")
        for method in METHODS
        if method in (rule.methods or set())
        and (
            status := client.open(
                address_of(app, rule), method=method, headers={"Sec-Fetch-Site": "same-origin"}
            ).status_code
        )
        != 404
    ]

    assert opened == []


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(app: Flask, client: PickyClient) -> None:
    rule, _ = guarded_rules(app, "signed-in")[0]

    response = client.get(address_of(app, rule), headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert response.headers["HX-Redirect"].startswith("/anmelden")

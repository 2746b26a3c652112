"""What the map of addresses promises."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.web.access import Access, declared_access

#: Below /arbeit nothing is public.
STAFF = "/arbeit"
MACHINES = "/api/"
#: Forms that change nothing for who sends them, or that mail programs send: asking with a code, and stopping mails. Findings
#: come from phones whose owner may be signed out: a permission in a header opens the door, and cookies count for nothing.
TOKENLESS = {"/rueckmeldung", "/rueckmeldung/stopp/<token>", "/begehungen/<uuid:walk_id>/befunde"}
#: Public addresses that letters, notices and other systems point to.
RELIED_ON = """
    / /anliegen /rueckmeldung /orte /beteiligung /glossar /impressum /datenschutz /barrierefreiheit /anmelden
    /health/live /health/ready /api/v1/openapi.json
"""


def declared(app: Flask) -> list[tuple[Rule, Access | None]]:
    return [(rule, declared_access(app.view_functions[rule.endpoint])) for rule in app.url_map.iter_rules()]


def test_every_route_declares_who_may_open_it(app: Flask) -> None:
    assert [rule.rule for rule, access in declared(app) if access is None] == []


def test_nothing_of_the_staff_is_public(app: Flask) -> None:
    open_doors = [
        rule.rule
        for rule, access in declared(app)
        if rule.rule.startswith(STAFF) and access and access.kind == "public"
    ]

    assert open_doors == []


def test_only_machines_post_without_a_form_token(app: Flask) -> None:
    tokenless = [
        rule.rule
        for rule, access in declared(app)
        if access and not access.needs_form_token and (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
    ]

    assert [rule for rule in tokenless if not rule.startswith(MACHINES) and rule not in TOKENLESS] == []


def test_addresses_are_lower_case_without_underscores(app: Flask) -> None:
    fixed = [re.sub(r"<[^>]*>", "", rule.rule) for rule in app.url_map.iter_rules()]

    assert [address for address in fixed if address != address.lower() or "_" in address] == []


@pytest.mark.parametrize("address", RELIED_ON.split())
def test_addresses_others_rely_on_exist(app: Flask, address: str) -> None:
    endpoint, _ = app.url_map.bind("localhost").match(address)

    access = declared_access(app.view_functions[endpoint])
    assert access is not None
    assert access.kind == "public"

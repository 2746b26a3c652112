"""Headers of every answer."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from portal.web.assets import asset_url
from tests.support.picky import PickyClient

ANSWERS = ["/health/live", "/gibt-es-nicht", "/probe/form", "/probe/error/conflict", "/api/v1/probe/error/conflict"]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_protects_its_reader(visitor: PickyClient, address: str) -> None:
    headers = visitor.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "geolocation=(self)" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", ANSWERS)
def test_nothing_inline_and_nothing_foreign_may_run(visitor: PickyClient, address: str) -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in visitor.get(address).headers["Content-Security-Policy"].split(";")
    )

    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)


def test_pages_differ_for_htmx(visitor: PickyClient) -> None:
    assert "HX-Request" in visitor.get("/gibt-es-nicht").headers["Vary"]


def test_a_visit_leaves_no_cookie(visitor: PickyClient) -> None:
    for address in ANSWERS:
        assert "Set-Cookie" not in visitor.get(address).headers


def test_files_of_this_build_are_kept_for_a_year(app: Flask, client: PickyClient) -> None:
    with app.test_request_context():
        address = asset_url("css/app.css")

    now = client.get(address)
    earlier = client.get(re.sub(r"/static/\w+/", "/static/earlier/", address))

    assert "immutable" in now.headers["Cache-Control"]
    assert earlier.status_code == 200
    assert "immutable" not in earlier.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd", "css", ""])
def test_only_files_of_the_static_folder_are_served(client: PickyClient, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code in {404, 308}


def test_a_foreign_host_name_is_refused(visitor: PickyClient) -> None:
    visitor.picky = False

    assert visitor.get("/health/live", headers={"Host": "elsewhere.example"}).status_code == 400


def test_with_encryption_browsers_are_told_to_keep_to_it(make_app: Callable[..., Flask]) -> None:
    client = make_app(base_url="https://mit.example.org").test_client()

    answer = client.get("/health/live", base_url="https://mit.example.org")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")

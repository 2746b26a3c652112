"""What goes wrong is said in the form the asker can read, and never as a bare 500."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.kernel.policy import Role
from portal.web.errors import _unexpected
from tests.support import probe
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

STATUSES = [
    ("not-found", 404),
    ("forbidden", 404),
    ("invalid", 422),
    ("transition", 409),
    ("conflict", 409),
    ("too-many", 429),
    ("unavailable", 503),
]


@pytest.mark.parametrize(("name", "status"), STATUSES)
def test_a_person_reads_a_page(visitor: PickyClient, name: str, status: int) -> None:
    response = visitor.get(f"/probe/error/{name}")

    assert response.status_code == status
    assert Page(response).heading


@pytest.mark.parametrize(("name", "status"), STATUSES)
def test_a_machine_reads_a_problem_document(visitor: PickyClient, name: str, status: int) -> None:
    response = visitor.get(f"/api/v1/probe/error/{name}")

    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert response.json is not None
    assert response.json["status"] == status
    assert {"type", "title", "detail", "code"} <= set(response.json)


@pytest.mark.parametrize(("name", "status"), STATUSES)
def test_htmx_gets_a_message_and_keeps_the_page(visitor: PickyClient, name: str, status: int) -> None:
    response = visitor.get(f"/probe/error/{name}", headers={"HX-Request": "true"})

    assert response.status_code == status
    assert response.headers["HX-Reswap"] == "none"
    assert "tell" in response.headers["HX-Trigger"]


def test_what_one_may_not_see_looks_like_what_does_not_exist(visitor: PickyClient) -> None:
    def body(name: str) -> list[str]:
        return Page(visitor.get(f"/probe/error/{name}")).texts("main p")

    assert body("forbidden")[:2] == body("not-found")[:2]


def test_who_came_too_often_is_told_when_to_come_back(visitor: PickyClient) -> None:
    assert visitor.get("/probe/error/too-many").headers["Retry-After"] == "42"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 503])
def test_errors_of_the_framework_become_pages_too(visitor: PickyClient, status: int) -> None:
    response = visitor.get(f"/probe/abort/{status}")

    assert response.status_code == status
    assert Page(response).heading


def test_a_wrong_method_names_the_right_ones(visitor: PickyClient) -> None:
    response = visitor.delete("/probe/form", headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_surprise_is_an_error_page_without_secrets(make_app: Callable[..., Flask]) -> None:
    app = probe.add_to(make_app())
    app.config["TESTING"] = False
    app.register_error_handler(Exception, _unexpected)
    client = app.test_client()
    assert isinstance(client, PickyClient)
    client.picky = False

    for address in ("/probe/error/surprise", "/api/v1/probe/error/surprise"):
        response = client.get(address)
        assert response.status_code == 500
        assert "secret" not in response.get_data(as_text=True)


def test_staff_stay_in_their_workplace_when_a_page_is_not_there(client: PickyClient, login: Login) -> None:
    nowhere = "/arbeit/gibt-es-nicht"
    public = Page(client.get(nowhere))

    login(Role.PLANNER)
    page = Page(client.get(nowhere))

    assert not public.has(".sidenav")
    assert page.has(".sidenav")
    assert page.heading == public.heading
    assert not Page(client.get("/gibt-es-nicht")).has(".sidenav")

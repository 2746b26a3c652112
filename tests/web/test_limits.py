"""Limits hold without Redis too, and nobody is kept out because it is away."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.kernel.errors import TooMany
from portal.web import limits
from tests.support.application import new_client

#: Nobody listens there.
AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture(params=["", AWAY], ids=["no redis", "redis away"])
def limited(request: pytest.FixtureRequest, make_app: Callable[..., Flask]) -> Flask:
    return make_app(redis_url=request.param)


def test_more_than_the_limit_is_too_many(limited: Flask) -> None:
    with limited.test_request_context("/"):
        for left in (2, 1):
            assert limits.count("tests", most=2, per_seconds=60) == left
            limits.hit("tests", most=2, per_seconds=60)

        with pytest.raises(TooMany):
            limits.hit("tests", most=2, per_seconds=60)


def test_signing_in_and_looking_up_a_code_work(limited: Flask) -> None:
    client = new_client(limited)

    assert client.post("/rueckmeldung", data={"code": "7KQ2-M9XA-44TD-0WPR"}).status_code == 422
    assert client.post("/anmelden", data={"email": "a@example.org", "password": "falsch"}).status_code == 422

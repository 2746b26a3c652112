"""Forms from elsewhere are refused: Sec-Fetch-Site, then Origin, then the token; typed text survives an old page."""

import pytest
from flask import Flask

from portal.web.csrf import FIELD, form_token
from tests.support.picky import PickyClient
from tests.support.probe import numbers_taken
from tests.support.time import StoppedClock

FORM = "/probe/form"
HERE, ELSEWHERE = "http://localhost", "https://elsewhere.example"


def token_of(app: Flask) -> str:
    """A token as it stands in a form of somebody without an account."""
    with app.test_request_context():
        return form_token()


@pytest.mark.parametrize(
    ("headers", "with_token", "status", "written"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, False, 303, 1),
        ({"Sec-Fetch-Site": "none"}, False, 303, 1),
        ({"Sec-Fetch-Site": "cross-site"}, True, 403, 0),
        ({"Sec-Fetch-Site": "same-site"}, True, 403, 0),
        ({"Sec-Fetch-Site": "same-origin", "Origin": ELSEWHERE}, False, 303, 1),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, True, 403, 0),
        ({"Origin": HERE}, False, 303, 1),
        ({"Origin": ELSEWHERE}, True, 403, 0),
        ({"Origin": "http://[::1"}, True, 403, 0),
        ({"Origin": "null"}, True, 303, 1),
        ({"Origin": "null"}, False, 422, 0),
        ({}, True, 303, 1),
        ({}, False, 422, 0),
    ],
)
def test_where_a_form_comes_from_is_asked_in_this_order(
    probe_app: Flask, visitor: PickyClient, headers: dict[str, str], with_token: bool, status: int, written: int
) -> None:
    data = {"text": "Bus"} | ({FIELD: token_of(probe_app)} if with_token else {})

    response = visitor.post(FORM, data=data, headers=headers)

    assert (response.status_code, numbers_taken()) == (status, written)


def test_an_expired_token_eats_nothing(probe_app: Flask, visitor: PickyClient, frozen_clock: StoppedClock) -> None:
    token = token_of(probe_app)
    frozen_clock.forward(hours=13)

    response = visitor.post(FORM, data={"text": "Der Bus kommt nie", FIELD: token})

    assert response.status_code == 422
    assert response.json is not None
    assert response.json["text"] == "Der Bus kommt nie"
    assert [text for text in response.json["form_errors"] if "noch da" in text]
    assert numbers_taken() == 0


@pytest.mark.parametrize("token", ["", "x", "0..", "🚌", "\x00", "a" * 5000])
def test_a_made_up_token_is_no_token(visitor: PickyClient, token: str) -> None:
    assert visitor.post(FORM, data={"text": "Bus", FIELD: token}).status_code == 422
    assert numbers_taken() == 0


def test_a_view_that_looks_at_no_form_cannot_write_either(visitor: PickyClient) -> None:
    assert visitor.post("/probe/raw").status_code == 422
    assert numbers_taken() == 0


def test_the_next_request_is_not_sealed(visitor: PickyClient) -> None:
    visitor.post("/probe/raw")

    assert visitor.post("/probe/raw", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_a_token_of_somebody_else_does_not_hold(probe_app: Flask, visitor: PickyClient) -> None:
    from portal.kernel.codes import sign

    foreign = sign("form", "0192f0c0-0000-7000-8000-000000000000")

    assert visitor.post(FORM, data={"text": "Bus", FIELD: foreign}).status_code == 422


def test_machines_bring_credentials_of_their_own(visitor: PickyClient) -> None:
    assert visitor.post("/probe/machine", headers={"Origin": ELSEWHERE}).status_code == 200

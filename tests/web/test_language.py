"""German is the source; another language is chosen in the address and then kept in a cookie."""

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.web.i18n import COOKIE, _, as_number
from tests.support.picky import PickyClient

ADDRESS = "/anmelden"


def test_pages_are_german_until_somebody_chooses(client: PickyClient) -> None:
    page = client.page(ADDRESS, headers={"Accept-Language": "en"})

    assert page.attribute("html", "lang") == "de"
    assert page.response.headers["Content-Language"] == "de"
    assert "Set-Cookie" not in page.response.headers


def test_a_choice_holds_for_the_next_pages(client: PickyClient) -> None:
    chosen = client.page(f"{ADDRESS}?sprache=en")
    later = client.page(ADDRESS)

    assert [page.attribute("html", "lang") for page in (chosen, later)] == ["en", "en"]
    assert client.get_cookie(COOKIE) is not None


def test_back_to_german(client: PickyClient) -> None:
    client.page(f"{ADDRESS}?sprache=en")
    client.page(f"{ADDRESS}?sprache=de")

    assert client.page(ADDRESS).attribute("html", "lang") == "de"


@pytest.mark.parametrize("choice", ["fr", "", "de-simple", "../en", "\x00", "en\r\nSet-Cookie: a=b"])
def test_an_unknown_language_is_german(client: PickyClient, choice: str) -> None:
    page = client.page(ADDRESS, query_string={"sprache": choice})

    assert page.attribute("html", "lang") == "de"
    assert "Set-Cookie" not in page.response.headers


def test_nothing_is_nothing_in_every_language(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert _("Abmelden") == "Sign out"
        assert _("") == ""


@pytest.mark.parametrize(("language", "shown"), [("de", "−1.234,5"), ("en", "−1,234.5")])
def test_less_than_nothing_has_a_real_minus_sign(app: Flask, language: str, shown: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert as_number(-1234.5) == as_number(-1234.5, 1) == shown

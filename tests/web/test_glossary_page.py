"""The page that says what the words mean."""

from portal.kernel import glossary
from portal.kernel.policy import Role
from tests.support.login import Login
from tests.support.picky import PickyClient


def test_residents_read_the_words_they_meet_without_code(client: PickyClient) -> None:
    page = client.page("/glossar")

    assert sorted(page.texts("dt")) == sorted(term.screen for term in glossary.public_terms())


def test_staff_read_all_words_with_their_code_names(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    page = client.page("/glossar")

    assert sorted(page.texts("dt code")) == sorted(f"({term.code})" for term in glossary.TERMS)

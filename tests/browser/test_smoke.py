"""The portal starts, serves, and its pages behave in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.browser import Watch, assert_accessible


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_a_missing_page_is_a_page_like_any_other(visit: Visit, watch: Watch, dark: bool, narrow: bool) -> None:
    watch.expect(404)
    page = visit(narrow=narrow, dark=dark)

    page.goto("/gibt-es-nicht")

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert_accessible(page)

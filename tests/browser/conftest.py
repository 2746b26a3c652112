"""Walks through the real portal in a real Chromium.

`visit(...)` opens a browser window for a person: `visit(phone=True)`, `visit(javascript=False)`, `visit(dark=True)`; each window
has cookies of its own. `watch` fails the test for console messages, script errors, blocked content, foreign hosts and answers of
500 and above. Marked `example_county`, a test runs on the loaded example county, shared by all such tests of the process;
otherwise on an empty portal, shared likewise.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.browser import DESKTOP, LAUNCH, NARROW, PHONE, Watch, chromium, slow_down
from tests.support.other_side import make_certificate
from tests.support.receiver import NAME as RECEIVER_NAME
from tests.support.server import LiveServer, live_server

Visit = Callable[..., Page]
#: So many milliseconds a walk waits for what must come. A machine that stands still for a while is no fault of a page.
SLOWEST_STEP = 30_000
expect.set_options(timeout=SLOWEST_STEP)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--slow-line",
        action="store_true",
        help="walk on a slow phone with a bad connection, where a walk that does not wait fails",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A portal without any data."""
    with live_server(tmp_path_factory.mktemp("empty-portal"), example_county=False) as server:
        yield server


@pytest.fixture(scope="session")
def receiver_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the certificate of the receiver of webhooks lies that the portal of the example county knows."""
    folder = tmp_path_factory.mktemp("receiver")
    make_certificate(folder, RECEIVER_NAME)
    return folder


@pytest.fixture(scope="session")
def example_server(tmp_path_factory: pytest.TempPathFactory, receiver_folder: Path) -> Iterator[LiveServer]:
    """A portal with the example county. It may send webhooks to a receiver on this machine."""
    known = {
        "PORTAL_LOCAL_RECEIVER": RECEIVER_NAME,
        "PORTAL_LOCAL_RECEIVER_CA": str(receiver_folder / "certificate.pem"),
    }
    with live_server(tmp_path_factory.mktemp("example-portal"), example_county=True, **known) as server:
        yield server


@pytest.fixture
def server(request: pytest.FixtureRequest) -> LiveServer:
    """The portal this test walks through."""
    wants_example = request.node.get_closest_marker("example_county") is not None
    chosen = request.getfixturevalue("example_server" if wants_example else "empty_server")
    assert isinstance(chosen, LiveServer)
    return chosen


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(LAUNCH))
        yield opened
        opened.close()


@pytest.fixture
def watch(server: LiveServer) -> Iterator[Watch]:
    """What must not happen; `watch.expect(404)` for a page that is missing on purpose."""
    watching = Watch(server.url)
    yield watching
    assert watching.problems == []


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, server: LiveServer, watch: Watch) -> Iterator[Visit]:
    """Open a window; see the top of this file."""
    slow = request.config.getoption("--slow-line", default=False)
    contexts = []

    def open_window(
        *, phone: bool = False, narrow: bool = False, dark: bool = False, javascript: bool = True, **options: Any
    ) -> Page:
        screen = PHONE if phone else NARROW if narrow else DESKTOP
        context = browser.new_context(
            base_url=server.url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            **(screen | options),
        )
        context.set_default_timeout(SLOWEST_STEP)
        watch.attach(context)
        contexts.append(context)
        if slow:
            slow_down(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()

"""Chromium for tests: people with different screens and habits, and what must never happen on their pages."""

import re
import shutil
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Locator, Page, Request, Response, expect

from portal.demo.story.people import PASSWORD
from tests.support.sources import ROOT

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}

#: What axe is asked for: WCAG 2.2 AA and what its authors recommend.
AXE_OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations", "incomplete"],
    "preload": False,
}

#: Rules whose open questions a person has looked at, as docs/accessibility.md tells.
DECIDED_BY_A_PERSON = frozenset(
    re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "accessibility.md").read_text(), re.M)
)


def chromium() -> str:
    """The system's browser, without its windows where that is installed. Playwright's own download is not used.

    The shell is the same Chromium; a window of it takes a quarter of the processor time.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError(
        "the browser tests need Chromium: run  make test  (as root) or install the package chromium"
    )


def sign_in(page: Page, email: str, *, password: str = PASSWORD) -> None:
    """Sign somebody in who works in the example county; ends on the page their work begins with."""
    page.goto("/anmelden")
    page.fill("main input[name=email]", email)
    page.fill("main input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbeit")


#: On it each answer comes a quarter of a second late.
BAD_CONNECTION = {"offline": False, "latency": 250, "downloadThroughput": -1, "uploadThroughput": -1}
#: How many times slower than this machine a slow phone is.
SLOWER = 2
_slow: WeakSet[Page] = WeakSet()


def slow_down(context: BrowserContext) -> None:
    """Every answer comes late from now on, and pages take their time with it. Nobody asks axe about them: that would be a rest.

    What a service worker fetches comes as ever, also while there is no network: its walk cannot be taken like this.
    """
    lines: dict[Page, CDPSession] = {}
    take_network = context.set_offline

    def opened(page: Page) -> None:
        _slow.add(page)
        lines[page] = context.new_cdp_session(page)
        lines[page].send("Network.enable")
        lines[page].send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        lines[page].send("Network.emulateNetworkConditions", BAD_CONNECTION)
        page.on("close", closed)

    def closed(page: Page) -> None:
        del lines[page]

    def set_offline(offline: bool) -> None:
        take_network(offline)
        for line in lines.values():
            line.send("Network.emulateNetworkConditions", BAD_CONNECTION | {"offline": offline})

    context.on("page", opened)
    context.set_offline = set_offline  # type: ignore[method-assign]


def awake(page: Page) -> Page:
    """The page once all its islands have taken over: before that a button sends as it does without JavaScript."""
    expect(page.locator("[data-island]:not([data-alive])")).to_have_count(0)
    return page


def find_by_typing(page: Page, name: str) -> Locator:
    """The field in which one finds an entry of a long list by typing, never the plain list that it takes the place of."""
    return page.locator("input").and_(page.get_by_role("combobox", name=name))


@dataclass
class Watch:
    """Everything that went wrong in the contexts of one test."""

    origin: str
    problems: list[str] = field(default_factory=list)
    #: Answers with these statuses are part of the test; their console lines do not count.
    expected_statuses: set[int] = field(default_factory=set)

    def expect(self, *statuses: int) -> None:
        """Pages of this test answer with an error on purpose."""
        self.expected_statuses.update(statuses)

    def attach(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if any(f"status of {status}" in message.text for status in self.expected_statuses):
            return
        address = message.location.get("url", "")
        if not address and message.text.startswith("Applying inline style"):
            return  # axe itself tries styles while it measures; what a page does has the page's address
        self.problems.append(f"console {message.type}: {message.text} ({address})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.problems.append(f"foreign host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 and response.status not in self.expected_statuses:
            self.problems.append(f"{response.status} {response.request.method} {response.url}")


@dataclass(frozen=True)
class AxeReport:
    """What axe found on one page."""

    url: str
    violations: tuple[str, ...]
    #: What a person must look at.
    incomplete: tuple[str, ...]


def axe(page: Page, *, within: str | None = None) -> AxeReport:
    """Ask axe about the page, once it has come, or about one part of it."""
    page.wait_for_load_state()
    if page in _slow:
        return AxeReport(page.url, (), ())
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("([part, options]) => axe.run(part || document, options)", [within, AXE_OPTIONS])
    return AxeReport(page.url, _lines(found["violations"]), _lines(found["incomplete"]))


def _lines(rules: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {' '.join(map(str, node['target']))}"
        for rule in rules
        for node in rule["nodes"]
    )


def assert_accessible(page: Page) -> AxeReport:
    """No violation of WCAG 2.2 AA, nothing undecided that no person looked at yet, and nothing wider than the screen."""
    report = axe(page)
    assert not report.violations, f"{page.url}:\n  " + "\n  ".join(report.violations)
    undecided = [line for line in report.incomplete if line.partition(" ")[0] not in DECIDED_BY_A_PERSON]
    assert not undecided, f"{page.url}, not in docs/accessibility.md:\n  " + "\n  ".join(undecided)
    assert_fits(page)
    return report


def assert_fits(page: Page) -> None:
    """The page needs no scrolling sideways. After a click it is the page that comes, not the one that goes."""
    page.wait_for_load_state()
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= screen, f"{page.url} is {wide} px wide on a screen of {screen} px"

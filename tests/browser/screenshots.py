"""Pictures of the example county for the README and the handbook: `make screenshots` writes them to docs/bilder."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pydantic import SecretStr

from portal.demo.queries import submission_key
from portal.demo.story.people import PASSWORD
from portal.kernel import runtime
from portal.kernel.codes import receipt_code
from portal.settings import Settings
from tests.support.browser import DESKTOP, LAUNCH, PHONE, chromium
from tests.support.server import LiveServer, live_server
from tests.support.sources import ROOT

FOLDER = ROOT / "docs" / "bilder"
WIDTH, HEIGHT = 1280, 860
HANDHELD = PHONE | {"device_scale_factor": 2}


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it."""

    name: str
    address: str
    #: Who is signed in; nobody when empty.
    person: str = ""
    phone: bool = False
    dark: bool = False
    #: Pixels of a window that is not a phone.
    height: int = HEIGHT
    #: What is done on the page before the picture is taken.
    then: Callable[[Page], Any] | None = None


def follow(selector: str) -> Callable[[Page], Any]:
    """Open the first thing a list shows."""
    return lambda page: page.locator(selector).first.click()


def look_up(voice: str) -> Callable[[Page], Any]:
    """Ask with the Rückmelde-Code of somebody in the story what became of it."""

    def ask(page: Page) -> None:
        page.fill("main input[name=code]", receipt_code(submission_key(voice)))
        page.locator("main form button[type=submit]").first.click()

    return ask


PICTURES = (
    Picture("startseite", "/"),
    Picture("startseite-handy", "/", phone=True),
    Picture("startseite-dunkel", "/", dark=True),
    Picture("anliegen-handy", "/anliegen", phone=True),
    Picture("ort", "/orte", then=follow("main a[href*='/orte/markt-rettenbach']")),
    Picture("rueckmeldung", "/rueckmeldung", height=1300, then=look_up("treff-witwer")),
    Picture("beteiligung", "/beteiligung", then=follow("main a[href^='/beteiligung/']")),
    Picture("mein-tag", "/arbeit", person="planung@example.org"),
    Picture(
        "eingang",
        "/arbeit/eingang",
        person="planung@example.org",
        then=follow("main a:has-text('Warum gibt es den Rufbus nur im Mindeltal')"),
    ),
    Picture("bedarfe", "/arbeit/bedarfe", person="planung@example.org"),
    Picture(
        "bedarf",
        "/arbeit/bedarfe",
        person="planung@example.org",
        then=follow("main tbody a:has-text('Lebensmittel im Ort')"),
    ),
    Picture("export", "/arbeit/bedarfe/export", person="planung@example.org"),
    Picture("erfassen", "/arbeit/erfassen", person="kuemmerer@example.org"),
    Picture("personen", "/arbeit/verwaltung/personen", person="administratorin@example.org"),
)


def take(picture: Picture, browser: Browser, server: LiveServer) -> Path:
    """Photograph one page in a window of its own."""
    screen = HANDHELD if picture.phone else DESKTOP | {"viewport": {"width": WIDTH, "height": picture.height}}
    context = browser.new_context(
        base_url=server.url, locale="de-DE", color_scheme="dark" if picture.dark else "light", **screen
    )
    page = context.new_page()
    if picture.person:
        sign_in(page, picture.person)
    page.goto(picture.address)
    if picture.then is not None:
        picture.then(page)
    page.wait_for_load_state("networkidle")
    target = FOLDER / f"{picture.name}.png"
    page.screenshot(path=target)
    context.close()
    make_smaller(target)
    return target


def make_smaller(picture: Path) -> None:
    """A palette is enough for a page, and the repository stays small."""
    with Image.open(picture) as taken:
        few_colours = taken.convert("RGB").quantize(200, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few_colours.save(picture, optimize=True)


def sign_in(page: Page, email: str) -> None:
    page.goto("/anmelden")
    page.fill("main input[name=email]", email)
    page.fill("main input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/arbeit**")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = set(sys.argv[1:])
    with (
        tempfile.TemporaryDirectory() as folder,
        live_server(Path(folder), example_county=True) as server,
        sync_playwright() as playwright,
    ):
        runtime.configure(Settings(secret_key=SecretStr(server.environment["PORTAL_SECRET_KEY"])))
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(LAUNCH))
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                taken = take(picture, browser, server)
                sys.stdout.write(f"{taken.relative_to(ROOT)}  {taken.stat().st_size // 1024} KiB\n")
        browser.close()


if __name__ == "__main__":
    main()

"""The first map that can be used, in headless Chromium: ours at 10,000, 100,000 and 1,000,000 pins, beside two others.

Beside it stand folium's own HTML with one marker a pin, and one GeoJSON with Leaflet.markercluster, all files from this machine.
Time runs from the address to the moment at which the map answers to the mouse and its pins are drawn; each page is opened in a
fresh window with an empty cache. ``python -m bench.map_browser [sizes…]``.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.databases import installation
from bench.figures import figure, median
from bench.map_rivals import cluster_page, folium_page, served
from bench.pins import SIZES, fill
from bench.servers import gunicorn

ROUNDS = 5
PROMISED = 1.5
WAIT_SECONDS = 120
#: Ours: the ground is drawn and so are the pins of the first window.
READY = "[data-ready][data-pins]"
DRAWN = "body[data-drawn]"
FOLIUM_SIZES = (1_000, 10_000)
CLUSTER_SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    """Print the figures; needs Chromium (`make test` installs it)."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    for size in sizes:
        with installation("sqlite") as installed:
            made = fill(installed, size)
            with gunicorn("wsgi:app", installed.env | {"PORTAL_WORKER": "none"}) as server:
                times = opened(f"http://127.0.0.1:{server.port}/karten/{made['slug']}", READY)
        figure(
            "map.first_interactive",
            median(times),
            "s",
            promise=f"<= {PROMISED}",
            held=median(times) <= PROMISED,
            pins=size,
            slowest=round(max(times), 2),
        )
    for name, counts, write in (("folium", FOLIUM_SIZES, _folium), ("markercluster", CLUSTER_SIZES, _clusters)):
        for count in counts:
            _rival(name, count, write)


def opened(address: str, sign: str) -> list[float]:
    """Seconds until the sign is there, for each of some fresh windows."""
    from playwright.sync_api import sync_playwright

    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell"))
    path = next(filter(None, found), None)
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(ROUNDS):
            window = browser.new_context(viewport={"width": 1280, "height": 800})
            page = window.new_page()
            began = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_selector(sign, state="attached", timeout=WAIT_SECONDS * 1000)
            times.append(time.perf_counter() - began)
            window.close()
        browser.close()
    return times


def _rival(name: str, count: int, write: Callable[[Path, int], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        began = time.perf_counter()
        write(Path(folder), count)
        built = time.perf_counter() - began
        with served(Path(folder)) as port:
            times = opened(f"http://127.0.0.1:{port}/index.html", DRAWN)
        how: dict[str, Any] = {"pins": count, "slowest": round(max(times), 2), "made_on_the_server_s": round(built, 2)}
        size = sum(file.stat().st_size for file in Path(folder).iterdir() if file.suffix in (".html", ".json"))
        figure(f"map.{name}", median(times), "s", bytes=size, **how)


def _folium(folder: Path, count: int) -> None:
    (folder / "index.html").write_text(folium_page(count), encoding="utf-8")


def _clusters(folder: Path, count: int) -> None:
    page, pins = cluster_page(count)
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "pins.json").write_text(pins, encoding="utf-8")


if __name__ == "__main__":
    main()

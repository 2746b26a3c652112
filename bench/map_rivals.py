"""The maps that others would have built: folium's own HTML, and one GeoJSON with Leaflet.markercluster, all files local."""

import functools
import json
import random
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.databases import ROOT

#: Around Mindelheim: latitude, longitude, spread in degrees.
MIDDLE = (48.046, 10.492, 0.1)
PACKAGES = ROOT / "node_modules"
FILES = {
    "leaflet.js": PACKAGES / "leaflet" / "dist" / "leaflet.js",
    "leaflet.css": PACKAGES / "leaflet" / "dist" / "leaflet.css",
    "markercluster.js": PACKAGES / "leaflet.markercluster" / "dist" / "leaflet.markercluster.js",
    "markercluster.css": PACKAGES / "leaflet.markercluster" / "dist" / "MarkerCluster.css",
}
#: Set as soon as the map has drawn its markers and the browser has painted.
_SIGN = "requestAnimationFrame(() => requestAnimationFrame(() => { document.body.dataset.drawn = 'yes'; }));"


def points(count: int) -> list[tuple[float, float]]:
    """Where the markers lie; the same for both."""
    chance = random.Random(2026)
    lat, lon, spread = MIDDLE
    return [(chance.gauss(lat, spread), chance.gauss(lon, spread)) for _ in range(count)]


def folium_page(count: int) -> str:
    """What folium writes for this many markers, with its four foreign hosts replaced by local files or left out."""
    import folium

    drawn = folium.Map(location=MIDDLE[:2], zoom_start=10, tiles=None)
    for lat, lon in points(count):
        folium.Marker((lat, lon)).add_to(drawn)
    html = drawn.get_root().render()
    html = re.sub(
        r'<script src="https://[^"]*leaflet(?:\.min)?\.js"></script>', '<script src="leaflet.js"></script>', html
    )
    html = re.sub(
        r'<link rel="stylesheet" href="https://[^"]*leaflet(?:\.min)?\.css"/>',
        '<link rel="stylesheet" href="leaflet.css"/>',
        html,
    )
    html = re.sub(r'<script src="https://[^"]*"></script>|<link rel="stylesheet" href="https://[^"]*"/>', "", html)
    return html.replace("</html>", f"<script>{_SIGN}</script></html>")


def cluster_page(count: int) -> tuple[str, str]:
    """A page that fetches one GeoJSON with everything and clusters it in the browser, and that GeoJSON."""
    features = [
        {"type": "Feature", "properties": {"id": n}, "geometry": {"type": "Point", "coordinates": [lon, lat]}}
        for n, (lat, lon) in enumerate(points(count))
    ]
    page = (
        "<!doctype html><html><head><link rel='stylesheet' href='leaflet.css'><link rel='stylesheet' href='markercluster.css'>"
        "<script src='leaflet.js'></script><script src='markercluster.js'></script>"
        "<style>#map{height:800px}</style></head><body><div id='map'></div><script>"
        f"const map = L.map('map', {{maxZoom: 19}}).setView([{MIDDLE[0]}, {MIDDLE[1]}], 10);"
        "fetch('pins.json').then((answer) => answer.json()).then((found) => {"
        "const clusters = L.markerClusterGroup(); clusters.addLayer(L.geoJSON(found)); map.addLayer(clusters);"
        f"{_SIGN}}});</script></body></html>"
    )
    return page, json.dumps({"type": "FeatureCollection", "features": features})


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The files of a folder on a port of this machine."""
    for name, file in FILES.items():
        shutil.copyfile(file, folder / name)
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

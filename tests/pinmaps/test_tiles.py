"""Pictures under the maps: files of one's own, servers named in the settings, and what is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from portal.kernel import runtime
from portal.pinmaps.formats.tile_files import UnusableTiles, open_tiles
from portal.pinmaps.routes import tiles
from portal.settings import Settings, UnsafeSettings
from portal.web.headers import headers_for
from tests.factories.pinmaps import make_map
from tests.support.picky import PickyClient

PNG = b"\x89PNG\r\n\x1a\n picture"
OURS = {"map_attribution": "© Landkreis"}


def mbtiles(folder: Path, kind: str = "png", tiles: dict[tuple[int, int, int], bytes] | None = None) -> Path:
    """A file with these pictures (zoom, column, row from the north)."""
    path = folder / "karte.mbtiles"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        made.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
        made.execute("INSERT INTO metadata VALUES ('format', ?)", (kind,))
        for (zoom, x, y), picture in ({(2, 1, 0): PNG} if tiles is None else tiles).items():
            made.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (zoom, x, (1 << zoom) - 1 - y, picture))
    return path


def pmtiles(folder: Path, kind: TileType = TileType.PNG) -> Path:
    """A file with one picture at 2/1/0."""
    path = folder / "karte.pmtiles"
    with path.open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        writer.write_tile(zxy_to_tileid(2, 1, 0), PNG)
        header = {
            "tile_type": kind, "tile_compression": Compression.NONE, "min_zoom": 2, "max_zoom": 2,
            "min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 0, "max_lat_e7": 0,
            "center_zoom": 2, "center_lon_e7": 0, "center_lat_e7": 0,
        }  # fmt: skip
        writer.finalize(header, {})
    return path


@pytest.fixture
def chosen(client: PickyClient, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the portal with other settings of the map."""

    def choose(**given: Any) -> Settings:
        now = runtime.settings()
        changed = Settings.model_validate(now.model_dump() | OURS | given)
        monkeypatch.setattr(runtime, "_current", [changed])
        return changed

    return choose


@pytest.mark.parametrize("make", [mbtiles, pmtiles])
def test_the_portal_hands_out_the_pictures_of_a_file(
    client: PickyClient, chosen: Any, tmp_path: Path, make: Any
) -> None:
    chosen(map_file=make(tmp_path))

    answer = client.get("/karten/kacheln/2/1/0")

    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", PNG)
    assert "max-age" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for missing in ("2/1/1", "2/9/0", "9/0/0", "2/99999999999999/0", "40/1/1"):
        assert client.get(f"/karten/kacheln/{missing}").status_code == 204


def test_without_a_file_there_are_no_pictures(client: PickyClient) -> None:
    assert client.get("/karten/kacheln/2/1/0").status_code == 404
    assert client.get("/karten/kacheln/2/1/-1").status_code == 404


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda folder: mbtiles(folder, "pbf"), "vector tiles"),
        (lambda folder: mbtiles(folder, ""), "does not say"),
        (lambda folder: mbtiles(folder, tiles={}), "no tiles"),
        (lambda folder: pmtiles(folder, TileType.MVT), "vector tiles"),
        (lambda folder: pmtiles(folder, TileType.UNKNOWN), "does not say"),
        (lambda folder: written(folder, b"something else"), "neither"),
        (lambda folder: written(folder, b""), "neither"),
        (lambda folder: written(folder, b"PMTiles\x03 short"), "no header"),
        (lambda folder: written(folder, b"SQLite format 3\x00" + bytes(200)), "no tables"),
    ],
)
def test_a_file_that_cannot_be_shown_is_refused_with_the_reason(tmp_path: Path, make: Any, why: str) -> None:
    with pytest.raises(UnusableTiles, match=why):
        open_tiles(make(tmp_path))


def written(folder: Path, content: bytes) -> Path:
    path = folder / "karte"
    path.write_bytes(content)
    return path


def test_an_unusable_file_stops_the_start(chosen: Any, tmp_path: Path) -> None:
    chosen(map_file=mbtiles(tmp_path, "pbf"))

    with pytest.raises(UnsafeSettings, match=r"PORTAL_MAP_FILE.*vector tiles"):
        tiles._refuse_unusable(None)  # type: ignore[arg-type]


def test_a_file_that_breaks_later_is_told_kindly(client: PickyClient, chosen: Any, tmp_path: Path) -> None:
    path = mbtiles(tmp_path)
    chosen(map_file=path)
    assert client.get("/karten/kacheln/2/1/0").status_code == 200

    path.unlink()

    answer = client.get("/karten/kacheln/2/1/0")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ({"map_tiles": "https://sgx.example.org/karte/{z}/{x}/{y}.png"}, "https://sgx.example.org"),
        ({"map_tiles": "https://sgx.example.org:8443/{z}/{y}/{x}"}, "https://sgx.example.org:8443"),
        ({"map_tiles": "http://127.0.0.1:9000/{z}/{x}/{y}"}, "http://127.0.0.1:9000"),
        (
            {"map_wms": "https://wms.example.org/basis?map=x", "map_wms_layers": "strassen,orte"},
            "https://wms.example.org",
        ),
    ],
)
def test_browsers_may_fetch_pictures_from_exactly_the_chosen_host(
    client: PickyClient, chosen: Any, given: dict[str, Any], host: str
) -> None:
    settings = chosen(**given)
    slug = make_map().slug

    policy = client.get(f"/karten/{slug}/nadeln").headers["Content-Security-Policy"]

    assert settings.map_host == host
    assert f"img-src 'self' data: {host};" in policy
    assert policy.count("http") == 1
    page = client.get(f"/karten/{slug}/nadeln").text
    assert "© Landkreis" not in page or "attribution" in page


def test_by_default_nothing_foreign_is_allowed(client: PickyClient) -> None:
    assert "http" not in client.get("/karten").headers["Content-Security-Policy"]
    assert "http" not in headers_for(None, is_secure=True)["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"map_tiles": "https://a.example/{z}/{x}/{y}", "map_attribution": " "}, "PORTAL_MAP_ATTRIBUTION"),
        ({"map_tiles": "https://a.example/{z}/{x}"}, "needs {z}, {x} and {y}"),
        ({"map_tiles": "https://{s}.a.example/{z}/{x}/{y}"}, "no other braces"),
        ({"map_tiles": "https://a.example;script-src/{z}/{x}/{y}"}, "plain host name"),
        ({"map_tiles": "https://*.example/{z}/{x}/{y}"}, "plain host name"),
        ({"map_tiles": "https://user@a.example/{z}/{x}/{y}"}, "plain host name"),
        ({"map_tiles": "//a.example/{z}/{x}/{y}"}, "plain host name"),
        ({"map_tiles": "javascript:{z}{x}{y}"}, "plain host name"),
        ({"map_wms": "https://a.example/wms"}, "belong together"),
        ({"map_wms_layers": "orte"}, "belong together"),
        (
            {"map_wms": "https://a.example/wms", "map_wms_layers": "o", "map_tiles": "https://a.example/{z}/{x}/{y}"},
            "only one",
        ),
        ({"map_file": "/gibt/es/nicht.mbtiles"}, "no file"),
    ],
)
def test_unsafe_settings_of_the_map_stop_the_start(given: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("{", r"\{")):
        Settings.model_validate(OURS | given)


def test_production_fetches_no_map_unencrypted() -> None:
    production = {
        "environment": "production", "secret_key": "abcdefghijklmnopqrstuvwxyz0123456789", "base_url": "https://x.example",
        "mail_mode": "smtp",
    }  # fmt: skip
    with pytest.raises(ValueError, match="https://"):
        Settings.model_validate(OURS | production | {"map_tiles": "http://a.example/{z}/{x}/{y}"})


@pytest.mark.parametrize("broken", ["kein Bild", 10**12, 1.5])
def test_what_is_no_picture_in_the_file_is_no_answer_and_no_crash(
    chosen: Any, client: PickyClient, tmp_path: Path, broken: Any
) -> None:
    chosen(map_file=mbtiles(tmp_path, tiles={(2, 1, 0): broken}))

    assert client.get("/karten/kacheln/2/1/0").status_code == 503


def test_zooms_that_are_no_numbers_stop_the_start(tmp_path: Path) -> None:
    path = mbtiles(tmp_path)
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("UPDATE tiles SET zoom_level = 'nah'")

    with pytest.raises(UnusableTiles, match="no tiles"):
        open_tiles(path)

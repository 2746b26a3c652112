"""The pictures under the maps: those of a file that the portal hands out itself, and how scripts fetch them."""

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, url_for
from flask.blueprints import BlueprintSetupState

from portal.kernel.errors import NotFound, Unavailable
from portal.kernel.runtime import settings
from portal.pinmaps.formats.tile_files import TileFile, UnusableTiles, open_tiles
from portal.settings import UnsafeSettings
from portal.web.access import public

log = logging.getLogger("portal.pinmaps")
bp = Blueprint("map_tiles", __name__, url_prefix="/karten/kacheln")

_DAY = 86_400
#: Zooms of a server whose limits nobody told; beyond them the pictures are enlarged.
_ZOOMS_OF_A_SERVER = (0, 18)


def _refuse_unusable(_state: BlueprintSetupState) -> None:
    """A file that cannot be shown stops the start."""
    path = settings().map_file
    if path is not None:
        try:
            _opened(path)
        except (UnusableTiles, OSError) as error:
            raise UnsafeSettings(f"PORTAL_MAP_FILE: {error}") from error


bp.record_once(_refuse_unusable)


@bp.get("/<int:z>/<int:x>/<int:y>")
@public
def tile(z: int, x: int, y: int) -> Response:
    path = settings().map_file
    if path is None:
        raise NotFound
    try:
        found = _opened(path)
        picture = found.picture(z, x, y)
    except (UnusableTiles, OSError) as error:
        log.error("map file cannot be read", extra={"error": str(error)})
        raise Unavailable from error
    # Nothing there is no mistake of anybody: beyond the county the file simply ends.
    response = Response(picture, mimetype=found.media_type) if picture else Response(status=204)
    response.headers["Cache-Control"] = f"public, max-age={_DAY}"
    return response


def tile_props() -> dict[str, Any] | None:
    """How `js/map/base.js` fetches the pictures under a map; None when there are none."""
    chosen = settings()
    if chosen.map_file is not None:
        found = _opened(chosen.map_file)
        address = url_for("map_tiles.tile", z=0, x=0, y=0).removesuffix("0/0/0") + "{z}/{x}/{y}"
        return {"kind": "xyz", "url": address, "minZoom": found.min_zoom, "maxZoom": found.max_zoom}
    lowest, highest = _ZOOMS_OF_A_SERVER
    if chosen.map_tiles:
        return {"kind": "xyz", "url": chosen.map_tiles, "minZoom": lowest, "maxZoom": highest}
    if chosen.map_wms:
        return {
            "kind": "wms", "url": chosen.map_wms, "layers": chosen.map_wms_layers, "minZoom": lowest, "maxZoom": 22,
        }  # fmt: skip
    return None


@lru_cache(maxsize=2)
def _opened(path: Path) -> TileFile:
    return open_tiles(path)

"""Files of the pages: the build id stands in their path, so browsers keep them for a year and never see an old one."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, send_from_directory, url_for

from portal.web import styles
from portal.web.access import public

bp = Blueprint("static", __name__)

FOLDER = Path(__file__).resolve().parent.parent / "static"
YEAR = 31_536_000


def build_id() -> str:
    """Names the present state of all files."""
    found: str = current_app.config["BUILD_ID"]
    return found


def asset_url(name: str) -> str:
    """The address of a file below `static/`."""
    return _address(request.script_root, build_id(), name)


@lru_cache(maxsize=1024)
def _address(_root: str, build: str, name: str) -> str:
    """Built once for each place the portal may be mounted at: a page names a dozen files."""
    return url_for("static.file", build=build, name=name)


@bp.get("/static/<build>/<path:name>")
@public
def file(build: str, name: str) -> Response:
    if name == styles.ENTRY:
        response = Response(current_app.config["STYLES"], mimetype="text/css")
    else:
        response = send_from_directory(FOLDER, name)
    if build == build_id():
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        state = path.stat()
        digest.update(f"{path.relative_to(folder)}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def init(app: Flask) -> None:
    app.config["BUILD_ID"] = _digest(FOLDER)
    app.config["STYLES"] = styles.bundled(FOLDER)
    app.jinja_env.globals.update(asset=asset_url, build_id=build_id)

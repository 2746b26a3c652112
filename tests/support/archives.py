"""Portals side by side for archives, and archives that somebody has changed."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from portal.kernel import runtime
from portal.kernel.db import db
from tests.support.application import make_test_app, settings_for_tests

Parts = dict[str, bytes]


@contextmanager
def another_portal(folder: Path, database_url: str = "", **changes: Any) -> Iterator[Flask]:
    """A portal of its own in `folder`, in its application context; afterwards the one before is in place again."""
    before = runtime.settings()
    app = make_test_app(
        settings_for_tests(folder, **({"database_url": database_url} if database_url else {}), **changes)
    )
    try:
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()
    finally:
        runtime.configure(before)


def manifest_of(archive: Path) -> dict[str, Any]:
    """What the manifest of an archive says."""
    with zipfile.ZipFile(archive) as opened:
        content: dict[str, Any] = json.loads(opened.read("manifest.json"))
    return content


def tables_of(archive: Path) -> dict[str, dict[str, Any]]:
    """Rows, size and checksum of every table and file: what has to be equal when nothing was lost."""
    parts = manifest_of(archive)["parts"]
    return {name: part for name, part in parts.items() if name.startswith(("tables/", "files/"))}


def changed(archive: Path, to: Path, change: Callable[[Parts], None], *, honest: bool = False, **facts: Any) -> Path:
    """A copy with other parts. With `honest` the manifest tells of the new ones, as somebody would write it who knows how."""
    with zipfile.ZipFile(archive) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(parts.pop("manifest.json")) | facts
    change(parts)
    if honest:
        manifest["parts"] = {name: _told(name, content) for name, content in parts.items()}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
        written.writestr("manifest.json", json.dumps(manifest))
    return to


def _told(name: str, content: bytes) -> dict[str, Any]:
    told: dict[str, Any] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return told | ({"rows": content.count(b"\n")} if name.startswith("tables/") else {})

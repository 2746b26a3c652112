"""Addresses that people bring along."""

from urllib.parse import urlsplit

from flask import url_for

_LONGEST = 2000
_DOORS = ("/anmelden", "/abmelden")


def local_path(raw: str) -> str:
    """`raw` when it is the path of a page of this portal, otherwise "/arbeit": nobody is sent elsewhere after signing in."""
    return raw if is_local_path(raw) and not raw.startswith(_DOORS) else url_for("accounts.my_day")


def is_local_path(raw: str) -> bool:
    """Whether a browser would stay on this portal with `raw`."""
    if len(raw) > _LONGEST or not raw.isprintable() or "\\" in raw or not raw.startswith("/") or raw.startswith("//"):
        return False
    try:
        parts = urlsplit(raw)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not parts.path.startswith("//")

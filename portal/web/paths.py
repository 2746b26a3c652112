"""Addresses that people bring along."""

from urllib.parse import urlsplit

_LONGEST = 2000


def is_local_path(raw: str) -> bool:
    """Whether a browser would stay on this portal with `raw`."""
    if len(raw) > _LONGEST or not raw.isprintable() or "\\" in raw or not raw.startswith("/") or raw.startswith("//"):
        return False
    try:
        parts = urlsplit(raw)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not parts.path.startswith("//")

"""Addresses that people bring along."""

from flask import url_for

from portal.web.paths import is_local_path

_DOORS = ("/anmelden", "/abmelden")


def local_path(raw: str) -> str:
    """`raw` when it is the path of a page of this portal, otherwise "/arbeit": nobody is sent elsewhere after signing in."""
    return raw if is_local_path(raw) and not raw.startswith(_DOORS) else url_for("accounts.my_day")

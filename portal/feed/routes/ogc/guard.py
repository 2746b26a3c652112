"""Who asks the interface for maps: a system with its key, or everybody.

Programs for maps often know no Bearer tokens, so the key is also taken as the password of Basic. It never stands in an address:
addresses end in histories, logs and project files.
"""

from typing import cast

from flask import g, request

from portal.feed.queries.ogc.asking import Reader
from portal.feed.routes.guard import KeyUnknown, admit
from portal.web import limits
from portal.web.access import guard

#: Requests without a key one sender may make in a minute.
REQUESTS = 1_200
MINUTE = 60


def reader() -> Reader:
    """The system that asks; None for everybody."""
    return cast("Reader", g.ogc_reader)


def _check() -> None:
    if "Authorization" not in request.headers:
        limits.hit("feed.ogc", most=REQUESTS, per_seconds=MINUTE)
        g.ogc_reader = None
        return
    g.ogc_reader = admit(_key())


def _key() -> str:
    given = request.authorization
    found = (
        given.token if given is not None and given.type == "bearer" else given.password if given is not None else None
    )
    if not found:
        raise KeyUnknown
    return found


#: Declares that a view answers everybody, and systems with a key more.
open_with_key = guard("public-or-key", _check)

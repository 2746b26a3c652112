"""The way in for systems: a key in the Authorization header, checked against its hash, and not too often."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import Response, g, request
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from portal.feed.actions import clients as actions
from portal.feed.queries import clients as queries
from portal.feed.terms.clients import ApiRight
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import DomainError, TooMany
from portal.kernel.text import N_
from portal.web import limits
from portal.web.access import guard

if TYPE_CHECKING:
    from portal.feed.models.addresses import FeedAddress
    from portal.feed.models.clients import ApiClient

View = TypeVar("View", bound=Callable[..., Any])

#: Wrong keys one sender may try in a minute.
WRONG_KEYS = 30
MINUTE = 60


class KeyNeeded(DomainError):
    """No key came with the request."""

    code = "key-missing"
    message = N_("Diese Adresse braucht einen Schlüssel im Kopf der Anfrage: „Authorization: Bearer mtn_…“.")


class KeyUnknown(KeyNeeded):
    """The key was never given out, or it was withdrawn."""

    code = "key-invalid"
    message = N_("Dieser Schlüssel gilt nicht oder nicht mehr. Neue Schlüssel gibt die Verwaltung des Portals aus.")


class RightMissing(DomainError):
    """The key counts, but nobody gave it this right."""

    code = "right-missing"
    message = N_("Ihr Schlüssel hat das Recht „%(right)s“ nicht. Rechte vergibt die Verwaltung des Portals.")


def api_client() -> "ApiClient":
    """The system that asks."""
    return cast("ApiClient", g.api_client)


def _check() -> None:
    credentials = request.authorization
    if credentials is None or credentials.type != "bearer" or not credentials.token:
        raise KeyNeeded
    admit(credentials.token)


def admit(key: str) -> "ApiClient":
    """The system that holds a key, noted as seen. Raises `KeyUnknown`, and `TooMany` for too many requests or wrong keys.

    Only wrong keys are counted and only wrong keys are refused for it: the systems of a house share one address, and a key that
    counts is always let in, whatever the neighbours try. Looking it up tells nothing about others, because it is found by its hash.
    """
    client = queries.client_by_key(key)
    if client is None:
        limits.hit("feed.wrong-key", most=WRONG_KEYS, per_seconds=MINUTE)
        raise KeyUnknown
    g.api_client = client  # from here on refusals are counted
    limits.hit("feed.requests", str(client.id), most=client.requests_per_minute, per_seconds=MINUTE)
    remember_use(client)
    return client


def remember_use(used: "ApiClient | FeedAddress") -> None:
    """Note that a key or a signed address was used. Where nothing can be written just now, reading goes on without the note."""
    if not actions.needs_noting(used):
        return
    try:
        with unit_of_work():
            actions.note_use(used)
    except DBAPIError:
        session().rollback()


#: Declares that a view wants a key, whatever the key may do.
with_key = guard("api-key", _check)


def with_right(right: ApiRight) -> Callable[[View], View]:
    """Declares that a view wants a key with this right. Without it the answer is 403, which names the right."""

    def check() -> None:
        _check()
        ensure_right(right)

    return guard(f"api-key:{right}", check)


def ensure_right(right: ApiRight) -> None:
    """Raises `RightMissing` unless the system that asks was given this right."""
    if not api_client().may(right):
        raise RightMissing(right=right.value)


def note_failure(response: Response) -> Response:
    """Count what was refused to a system, for the administrators. Of 429 one a minute, so that nobody writes by asking."""
    client = g.get("api_client")
    if client is None or response.status_code < 400:
        return response
    identity = inspect(client).identity
    try:
        if response.status_code == 429:
            limits.hit("feed.noted", str(identity[0]), most=1, per_seconds=MINUTE)
        session().rollback()
        with unit_of_work():
            actions.note_failure(identity[0], response.status_code)
    except (TooMany, DBAPIError):  # it was noted this minute, or the database does not answer just now
        session().rollback()
    return response

"""The way in for systems: a key in the Authorization header, checked against its hash, and not too often."""

from typing import TYPE_CHECKING, cast

from flask import g, request

from portal.feed.actions import clients as actions
from portal.feed.queries import clients as queries
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, TooMany
from portal.kernel.text import N_
from portal.web import limits
from portal.web.access import guard

if TYPE_CHECKING:
    from portal.feed.models.clients import ApiClient

#: Wrong keys one sender may try in a minute.
WRONG_KEYS = 30
#: Requests one key may make in a minute.
REQUESTS = 1_200
MINUTE = 60


class KeyNeeded(DomainError):
    """No key came with the request."""

    code = "key-missing"
    message = N_("Diese Adresse braucht einen Schlüssel im Kopf der Anfrage: „Authorization: Bearer mtn_…“.")


class KeyUnknown(KeyNeeded):
    """The key was never given out, or it was withdrawn."""

    code = "key-invalid"
    message = N_("Dieser Schlüssel gilt nicht oder nicht mehr. Neue Schlüssel gibt die Verwaltung des Portals aus.")


def api_client() -> "ApiClient":
    """The system that asks."""
    return cast("ApiClient", g.api_client)


def _check() -> None:
    credentials = request.authorization
    if credentials is None or credentials.type != "bearer" or not credentials.token:
        raise KeyNeeded
    g.api_client = admit(credentials.token)


def admit(key: str) -> "ApiClient":
    """The system that holds a key, noted as seen. Raises `KeyUnknown`, and `TooMany` for too many requests or wrong keys."""
    if limits.count("feed.wrong-key", most=WRONG_KEYS, per_seconds=MINUTE) <= 0:
        raise TooMany(retry_after=MINUTE)
    client = queries.client_by_key(key)
    if client is None:
        limits.hit("feed.wrong-key", most=WRONG_KEYS, per_seconds=MINUTE)
        raise KeyUnknown
    limits.hit("feed.requests", str(client.id), most=REQUESTS, per_seconds=MINUTE)
    if actions.needs_noting(client):
        with unit_of_work():
            actions.note_use(client)
    return client


#: Declares that a view wants a key.
with_key = guard("api-key", _check)

"""The cookie that holds a session's token, and nothing else."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Request, Response, g, request
from sqlalchemy.exc import DBAPIError

from portal.accounts import actions, queries
from portal.accounts.terms import SEEN_EVERY
from portal.kernel import clock
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.runtime import settings

if TYPE_CHECKING:
    from portal.accounts.models import Account

log = logging.getLogger("portal.accounts")

_LONGEST_TOKEN = 100


@dataclass(frozen=True)
class Visit:
    """The session of this request, as it was when the request came."""

    session_id: UUID
    account_id: UUID
    token_hash: bytes
    exchange_due: bool
    last_seen_at: datetime


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host and to encryption; unencrypted on one's own machine it goes without."""
    return "__Host-sitzung" if settings().cookie_secure else "sitzung"


def account_of(incoming: Request) -> "Account | None":
    """The account whose session this request belongs to; None when there is none or it has ended."""
    token = incoming.cookies.get(cookie_name(), "")
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    found = queries.live_session(token)
    if found is None:
        return None
    g.visit = Visit(found.id, found.account_id, found.token_hash, found.exchange_due, found.last_seen_at)
    return found.account


def visit() -> Visit | None:
    """The session of this request, None without one."""
    found: Visit | None = g.get("visit")
    return found


def give_token(response: Response, token: str) -> Response:
    """Put a session's token into the cookie; it goes when the browser is closed."""
    g.visit = None
    response.set_cookie(cookie_name(), token, secure=settings().cookie_secure, httponly=True, samesite="Lax", path="/")
    return response


def take_token_back(response: Response) -> Response:
    """Remove the cookie."""
    g.visit = None
    response.delete_cookie(cookie_name(), secure=settings().cookie_secure, httponly=True, samesite="Lax", path="/")
    return response


def keep_session_alive(response: Response) -> Response:
    """After a request: note that the person is still there, and exchange the token when rights have changed.

    What fails here fails quietly. The answer is already right, and the next request tries again.
    """
    current = visit()
    if current is None or not (current.exchange_due or clock.now() - current.last_seen_at >= SEEN_EVERY):
        return response
    try:
        return _renew(current, response)
    except (DBAPIError, DomainError) as error:
        session().rollback()
        log.warning("session not kept alive", extra={"error": type(error).__name__, "route": str(request.url_rule)})
        return response


def _renew(current: Visit, response: Response) -> Response:
    token = None
    with unit_of_work():
        if current.exchange_due:
            token = actions.exchange_token(current.session_id, old=current.token_hash)
        else:
            actions.mark_seen(current.session_id)
    return give_token(response, token) if token else response

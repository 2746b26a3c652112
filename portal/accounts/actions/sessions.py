"""Sessions: begun, kept alive, given a new token, ended."""

from uuid import UUID

from sqlalchemy import CursorResult, delete, update

from portal.accounts.actions import log
from portal.accounts.models import Account, LoginSession
from portal.accounts.terms import SESSION_IDLE, SESSION_LENGTH
from portal.kernel import audit, clock
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor


def open_session(account: Account) -> str:
    """A new session for an account; returns the token for the cookie, which is stored nowhere.

    Asks for no proof: use `sign_in.start_session` for people.
    """
    token, at = new_token(), clock.now()
    session().add(
        LoginSession(
            account_id=account.id,
            token_hash=hash_token(token),
            created_at=at,
            last_seen_at=at,
            expires_at=at + SESSION_LENGTH,
        )
    )
    return token


def mark_seen(session_id: UUID) -> None:
    """Note that the person is still there."""
    session().execute(update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=clock.now()))


def exchange_token(session_id: UUID, *, old: bytes) -> str | None:
    """Give a session a new token, as after every change of rights; the one hashed as `old` is worth nothing a moment later.

    None when another request of the same session has just done it.
    """
    token, at = new_token(), clock.now()
    done = session().execute(
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.token_hash == old)
        .values(token_hash=hash_token(token), previous_hash=old, exchanged_at=at, exchange_due=False, last_seen_at=at)
    )
    return token if _changed(done) else None


def make_exchange_due(account: Account) -> None:
    """Every session of this person gets a new token at its next request."""
    session().execute(update(LoginSession).where(LoginSession.account_id == account.id).values(exchange_due=True))


def end_session(session_id: UUID) -> None:
    """Sign out here."""
    session().execute(delete(LoginSession).where(LoginSession.id == session_id))


def end_one_of_mine(session_id: UUID, *, by: Actor) -> None:
    """Sign out somewhere else. Raises `NotFound` when this is not one of the person's own sessions."""
    gone = session().execute(
        delete(LoginSession).where(LoginSession.id == session_id, LoginSession.account_id == by.id)
    )
    if not _changed(gone):
        raise NotFound
    audit.log(log.SESSIONS_ENDED, by=by, account_id=by.id, sessions=1)


def end_sessions(account: Account, *, but: UUID | None = None, by: Actor) -> int:
    """Sign a person out everywhere, except in the session `but`. Returns how many sessions ended."""
    doomed = delete(LoginSession).where(LoginSession.account_id == account.id)
    if but is not None:
        doomed = doomed.where(LoginSession.id != but)
    ended = _changed(session().execute(doomed))
    if ended:
        audit.log(log.SESSIONS_ENDED, by=by, account_id=account.id, sessions=ended)
    return ended


def forget_dead_sessions() -> None:
    """Delete the sessions that count no more."""
    at = clock.now()
    session().execute(delete(LoginSession).where(LoginSession.expires_at <= at))
    session().execute(delete(LoginSession).where(LoginSession.last_seen_at <= at - SESSION_IDLE))


def _changed(result: object) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount

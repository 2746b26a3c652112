"""A new password for somebody who forgot theirs."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import CursorResult, delete, update

from portal.accounts import queries
from portal.accounts.actions import letters, log, people, sessions, throttle
from portal.accounts.events import PasswordResetRequested
from portal.accounts.models import Account, Invitation, PasswordReset
from portal.accounts.terms import RESET_VALID
from portal.kernel import audit, clock, mail
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.events import record
from portal.kernel.policy import ANONYMOUS


def request_reset(*, email: str, client: str) -> None:
    """Ask for a link. What is written and how long it takes is the same whether or not the address belongs to somebody.

    Raises `TooMany` when asked too often, again without regard to the account.
    """
    address = queries.folded_email(email)
    throttle.take(throttle.RESET_CLIENT, client)
    throttle.take(throttle.RESET_ACCOUNT, address)
    account = queries.account_by_email(address)
    record(PasswordResetRequested(account_id=account.id if account is not None else None))


def send_reset(account_id: UUID, *, message_id: UUID) -> None:
    """Mail the link for a request. Runs once per `message_id`, however often it is delivered."""
    account = session().get(Account, account_id)
    if account is None or not account.is_active or not account.password_hash:
        return
    if session().get(PasswordReset, message_id) is not None:
        return
    token, at = new_token(), clock.now()
    session().add(
        PasswordReset(
            id=message_id,
            token_hash=hash_token(token),
            account_id=account.id,
            created_at=at,
            expires_at=at + RESET_VALID,
        )
    )
    audit.log(log.RESET_REQUESTED, by=ANONYMOUS, account_id=account.id)
    subject, text = letters.reset(account, token)
    mail.outgoing(account.email, subject, text, key=f"accounts.reset/{message_id}")


def reset_password(token: str, *, password: str) -> Account:
    """Use a link: the new password counts, every session and every other link of this person ends.

    Raises `NotFound` when the link is used or too old, `InvalidInput` for a weak password (the link stays good).
    """
    account = queries.open_reset(token).account
    people.set_password(account, password, by=account)
    if not _consume_all(account, hash_token(token)):
        raise NotFound
    sessions.end_sessions(account, by=account)
    throttle.succeed(throttle.SIGN_IN_ACCOUNT, account.email)
    return account


def forget_old_links(older_than: timedelta) -> None:
    """Delete invitations and requests for a new password that ended long ago."""
    before = clock.now() - older_than
    session().execute(delete(Invitation).where(Invitation.expires_at < before))
    session().execute(delete(PasswordReset).where(PasswordReset.expires_at < before))


def _consume_all(account: Account, used: bytes) -> bool:
    at, unused = clock.now(), PasswordReset.consumed_at.is_(None)
    one = session().execute(
        update(PasswordReset).where(PasswordReset.token_hash == used, unused).values(consumed_at=at)
    )
    session().execute(
        update(PasswordReset).where(PasswordReset.account_id == account.id, unused).values(consumed_at=at)
    )
    assert isinstance(one, CursorResult)
    return one.rowcount == 1

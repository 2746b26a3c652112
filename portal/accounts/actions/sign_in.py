"""The way in: prove who you are, step by step, then get a session.

A second factor or the county's identity provider is a further function from `SignIn` to `SignIn` that adds a proof;
`start_session` is the only door and asks for all of `REQUIRED_PROOFS`.
"""

from dataclasses import dataclass
from uuid import UUID

from portal.accounts import queries
from portal.accounts.actions import log, passwords, sessions, throttle
from portal.accounts.models import Account
from portal.accounts.terms import REQUIRED_PROOFS, Proof
from portal.kernel import audit
from portal.kernel.errors import Forbidden
from portal.kernel.policy import ANONYMOUS


@dataclass(frozen=True)
class SignIn:
    """Somebody on the way in: who they say they are and what they have shown so far."""

    account: Account
    proofs: frozenset[Proof]
    #: The password hashed with today's parameters when the stored hash is of older ones.
    fresh_hash: str | None = None


def prove_password(*, email: str, password: str, client: str) -> SignIn | None:
    """The first step. None when address and password do not belong together, for whatever reason.

    `client` is where the request comes from; it is only counted. Costs the same for known and unknown addresses. Raises
    `TooMany` after several failures. Writes nothing, so it belongs before the unit of work.
    """
    address = queries.folded_email(email)
    pair = f"{address} {client}"
    throttle.take(throttle.SIGN_IN_CLIENT, client)
    throttle.take(throttle.SIGN_IN_PAIR, pair)
    throttle.take(throttle.SIGN_IN_ACCOUNT, address)
    account = queries.account_by_email(address)
    known = account.password_hash if account is not None and account.is_active else ""
    if not passwords.matches(known, password) or account is None:
        return None
    throttle.succeed(throttle.SIGN_IN_PAIR, pair)
    throttle.succeed(throttle.SIGN_IN_ACCOUNT, address)
    throttle.give_back(throttle.SIGN_IN_CLIENT, client)
    fresh = passwords.hash_password(password) if passwords.is_outdated(known) else None
    return SignIn(account, frozenset({Proof.PASSWORD}), fresh)


def start_session(way_in: SignIn, *, instead_of: UUID | None = None) -> str:
    """The last step: a session for somebody who has shown enough. Returns the token for the cookie.

    Ends the session `instead_of` that this browser had before. Raises `Forbidden` when a proof is missing or the account was
    deactivated meanwhile.
    """
    account = way_in.account
    if not way_in.proofs >= REQUIRED_PROOFS or not account.is_active:
        raise Forbidden
    if way_in.fresh_hash is not None:
        account.password_hash = way_in.fresh_hash
    if instead_of is not None:
        sessions.end_session(instead_of)
    audit.log(log.SIGNED_IN, by=account, account_id=account.id)
    return sessions.open_session(account)


def note_failure(*, email: str) -> None:
    """Count a failed attempt in the log: which account was meant, if there is one, and nothing about who tried."""
    account = queries.account_by_email(email)
    audit.log(log.SIGN_IN_FAILED, by=ANONYMOUS, account_id=account.id if account is not None else None)

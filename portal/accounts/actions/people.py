"""People: creating, inviting, deactivating, and what they may change about themselves."""

import re
from email.errors import MessageError
from email.headerregistry import Address
from uuid import UUID

from sqlalchemy import CursorResult, update

from portal.accounts import queries
from portal.accounts.actions import letters, log, passwords, roles, sessions, throttle
from portal.accounts.events import AccountDeactivated
from portal.accounts.models import Account, Invitation
from portal.accounts.policy import AccountPermission
from portal.accounts.terms import EMAIL_LONGEST, EMAIL_TAKEN, INVITATION_VALID, NAME_LONGEST, PHONE_LONGEST
from portal.kernel import audit, clock, mail
from portal.kernel.codes import hash_token, new_token
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.events import record
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.text import N_, clean_text, fold
from portal.places.models import Sozialraum

_LOOKS_LIKE_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_LOOKS_LIKE_PHONE = re.compile(r"[0-9+(][0-9 ()/+.–-]{3,}")


def create_account(*, email: str, name: str, password: str, phone: str = "", by: Actor) -> Account:
    """A working account at once, without an invitation: for the command line and the example county.

    Raises `InvalidInput` when the address is taken or the password too weak.
    """
    ensure(AccountPermission.INVITE, by)
    account = _new_account(email=email, name=name, phone=phone)
    passwords.check_password(password, person=(account.name, account.email))
    account.password_hash = passwords.hash_password(password)
    audit.log(log.CREATED, by=by, account_id=account.id)
    return account


def invite(*, email: str, name: str, role: Role, place: Sozialraum | None, by: Actor) -> Account:
    """Invite somebody and give a first role in `place` (None is the whole county).

    The person gets a link by mail that works once and for seven days; until then nobody can sign in with the account. Raises
    `Forbidden` when `by` may not give this role there.
    """
    ensure(AccountPermission.INVITE, by)
    account = _new_account(email=email, name=name)
    roles.give_role(account, role=role, place=place, by=by)
    audit.log(log.INVITED, by=by, account_id=account.id)
    _send_invitation(account, by=by)
    return account


def invite_again(account: Account, *, by: Actor) -> None:
    """Send a new link; the earlier one is worth nothing from now on."""
    ensure(AccountPermission.REINVITE, by, account)
    audit.log(log.INVITED, by=by, account_id=account.id)
    _send_invitation(account, by=by)


def accept_invitation(token: str, *, name: str, password: str) -> Account:
    """Make an invitation a working account. Of two who use the same link at once, one gets in.

    Raises `NotFound` when the link is used, withdrawn or too old, `InvalidInput` for a weak password (the link stays good).
    """
    invitation = queries.open_invitation(token)
    account = invitation.account
    passwords.check_password(password, person=(name, account.name, account.email))
    hashed = passwords.hash_password(password)
    if not _consume(invitation.id):
        raise NotFound
    _rename(account, name)
    account.password_hash = hashed
    audit.log(log.INVITATION_ACCEPTED, by=account, account_id=account.id)
    return account


def change_own_details(account: Account, *, name: str, phone: str) -> None:
    """How the person is shown to colleagues."""
    _rename(account, name)
    account.phone = clean_phone(phone)


def change_password(account: Account, *, current: str, new: str) -> None:
    """Choose a new password, knowing the present one. The caller ends the other sessions with `end_sessions`.

    Raises `InvalidInput` on "current" or "password", `TooMany` after several wrong ones.
    """
    throttle.take(throttle.CONFIRM_PASSWORD, str(account.id))
    if not passwords.matches(account.password_hash, current):
        raise InvalidInput("accounts.wrong-password", N_("Das ist nicht Ihr jetziges Passwort."), field="current")
    throttle.succeed(throttle.CONFIRM_PASSWORD, str(account.id))
    set_password(account, new, by=account)


def set_password(account: Account, password: str, *, by: Actor) -> None:
    """Give an account another password and tell the person by mail. Sessions are the caller's business."""
    passwords.check_password(password, person=(account.name, account.email))
    account.password_hash = passwords.hash_password(password)
    audit.log(log.PASSWORD_CHANGED, by=by, account_id=account.id)
    subject, text = letters.password_changed(account)
    mail.outgoing(account.email, subject, text, key=f"accounts.password-changed/{new_token()[:16]}")


def deactivate(account: Account, *, by: Actor) -> None:
    """The person works here no more: signed out everywhere at once, no role counts, nothing is deleted.

    Raises `InvalidInput` for the last administrator.
    """
    ensure(AccountPermission.DEACTIVATE, by, account)
    if account.holds(Role.ADMIN, within=()):
        roles.ensure_another_administrator(account)
    account.is_active = False
    session().execute(
        update(Invitation)
        .where(Invitation.account_id == account.id, Invitation.consumed_at.is_(None))
        .values(consumed_at=clock.now())
    )
    audit.log(log.DEACTIVATED, by=by, account_id=account.id)
    sessions.end_sessions(account, by=by)
    record(AccountDeactivated(account_id=account.id))


def reactivate(account: Account, *, by: Actor) -> None:
    """The person is back; the roles that were not taken back count again. Signing in starts anew."""
    ensure(AccountPermission.REACTIVATE, by, account)
    account.is_active = True
    audit.log(log.REACTIVATED, by=by, account_id=account.id)


def clean_email(raw: str) -> str:
    """An address as the table keeps it. Raises `InvalidInput` when no mail could reach it."""
    email = queries.folded_email(clean_text(raw, lines=False))
    try:
        Address(addr_spec=email)
    except (MessageError, ValueError, IndexError, AttributeError):
        email = ""
    if not _LOOKS_LIKE_MAIL.fullmatch(email) or not email.isascii() or len(email) > EMAIL_LONGEST:
        raise InvalidInput(
            "accounts.bad-email",
            N_("Das ist keine vollständige E-Mail-Adresse. Sie sieht so aus: name@beispiel.de"),
            field="email",
        )
    return email


def clean_name(raw: str) -> str:
    """A name as it is shown. Raises `InvalidInput` when nothing is left of it or it is too long."""
    name = clean_text(raw, lines=False)
    if not name or not fold(name):
        raise InvalidInput("accounts.no-name", N_("Bitte geben Sie einen Namen an."), field="name")
    if len(name) > NAME_LONGEST:
        raise InvalidInput(
            "accounts.long-name",
            N_("Bitte kürzen Sie den Namen auf höchstens %(most)d Zeichen."),
            field="name",
            most=NAME_LONGEST,
        )
    return name


def clean_phone(raw: str) -> str:
    """A telephone number as it is shown, "" when none was given. Raises `InvalidInput` for anything else."""
    phone = clean_text(raw, lines=False)
    if phone and (len(phone) > PHONE_LONGEST or not _LOOKS_LIKE_PHONE.fullmatch(phone)):
        raise InvalidInput(
            "accounts.bad-phone", N_("Das ist keine Telefonnummer. Sie sieht so aus: 08261 995-0"), field="phone"
        )
    return phone


def _new_account(*, email: str, name: str, phone: str = "") -> Account:
    address = clean_email(email)
    if queries.account_by_email(address) is not None:
        raise InvalidInput("accounts.email-taken", EMAIL_TAKEN, field="email")
    account = Account(email=address, phone=clean_phone(phone))
    _rename(account, name)
    session().add(account)
    session().flush()
    return account


def _rename(account: Account, name: str) -> None:
    account.name = clean_name(name)
    account.sort_name = fold(account.name)[: 2 * NAME_LONGEST]


def _send_invitation(account: Account, *, by: Actor) -> None:
    at, token = clock.now(), new_token()
    earlier = update(Invitation).where(Invitation.account_id == account.id, Invitation.consumed_at.is_(None))
    session().execute(earlier.values(consumed_at=at))
    invitation = Invitation(
        account_id=account.id,
        token_hash=hash_token(token),
        created_by=by.id,
        created_at=at,
        expires_at=at + INVITATION_VALID,
    )
    session().add(invitation)
    session().flush()
    subject, text = letters.invitation(account, token, by=by)
    mail.outgoing(account.email, subject, text, key=f"accounts.invitation/{invitation.id}")


def _consume(invitation_id: UUID) -> bool:
    at = clock.now()
    used = session().execute(
        update(Invitation)
        .where(Invitation.id == invitation_id, Invitation.consumed_at.is_(None), Invitation.expires_at > at)
        .values(consumed_at=at)
    )
    assert isinstance(used, CursorResult)
    return used.rowcount == 1

"""Reading accounts, roles and sessions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from portal.accounts.models import Account, Invitation, LoginSession, PasswordReset, RoleGrant
from portal.accounts.terms import OLD_TOKEN_GRACE, AccountState
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.codes import hash_token
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.kernel.text import fold
from portal.places import queries as places

_WITH_PLACES = selectinload(Account.grants).joinedload(RoleGrant.place)


def account(id: UUID) -> Account:
    """One account with its present roles and their places. Raises `NotFound`."""
    found = session().scalar(select(Account).where(Account.id == id).options(_WITH_PLACES))
    if found is None:
        raise NotFound
    return found


def account_by_email(email: str) -> Account | None:
    """The account with this address, however it was typed; None when there is none. One query in both cases."""
    return session().scalar(
        select(Account).where(Account.email == folded_email(email)).options(lazyload(Account.grants))
    )


def folded_email(email: str) -> str:
    """An address as the table keeps it."""
    return email.strip().casefold()


def names(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The names of these accounts, by id; unknown ids are left out. One query, none for no ids."""
    wanted = set(ids) - {None}
    if not wanted:
        return {}
    rows = session().execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def closed(ids: Collection[UUID | None]) -> set[UUID]:
    """Which of these accounts were deactivated. One query, none for no ids."""
    wanted = set(ids) - {None}
    if not wanted:
        return set()
    return set(session().scalars(select(Account.id).where(Account.id.in_(wanted), Account.is_active.is_(False))))


def holders(*roles: Role, within: Sequence[UUID] | None = None) -> list[Account]:
    """The active people who hold one of `roles` at the place whose lineage is `within` (anywhere when None), by name."""
    held = select(RoleGrant.account_id).where(RoleGrant.role.in_(roles), RoleGrant.revoked_at.is_(None))
    if within is not None:
        held = held.where(or_(RoleGrant.sozialraum_id.is_(None), RoleGrant.sozialraum_id.in_(within)))
    chosen = select(Account).where(Account.id.in_(held), Account.is_active, Account.password_hash != "")
    return list(session().scalars(chosen.order_by(Account.sort_name, Account.id)))


def visible_accounts(
    viewer: Actor, *, text: str = "", role: Role | None = None, state: AccountState | None = None
) -> Select[Account]:
    """The accounts an administrator may know about: the only door for the list of people.

    Administrators of the whole county see everybody, others those with a role in their Sozialraum. Order is the caller's.
    """
    chosen = select(Account).options(_WITH_PLACES)
    scope = viewer.scope_of(Role.ADMIN)
    if scope is not None:
        counting = RoleGrant.revoked_at.is_(None)
        beneath = RoleGrant.sozialraum_id.in_(places.subtree_ids(scope))
        chosen = chosen.where(Account.id.in_(select(RoleGrant.account_id).where(counting, beneath)))
    for word in fold(text).split():
        pattern = f"%{_escaped(word)}%"
        chosen = chosen.where(
            or_(Account.sort_name.like(pattern, escape="\\"), Account.email.like(pattern, escape="\\"))
        )
    if role is not None:
        with_role = select(RoleGrant.account_id).where(RoleGrant.role == role, RoleGrant.revoked_at.is_(None))
        chosen = chosen.where(Account.id.in_(with_role))
    return chosen.where(_in_state(state)) if state is not None else chosen


def page_of_people(accounts: Select[Account], *, after: str | None, limit: int) -> KeysetPage:
    """A selection of accounts page by page, by name."""
    return page_by_key(accounts, keys=(Account.sort_name.asc(), Account.id.asc()), after=after, limit=limit)


def everybody() -> dict[UUID, str]:
    """The name of every account there is or was, in the order of names."""
    rows = session().execute(select(Account.id, Account.name).order_by(Account.sort_name, Account.id))
    return {row.id: row.name for row in rows}


def count(accounts: Select[Account]) -> int:
    """How many accounts a selection holds."""
    return session().scalar(select(func.count()).select_from(accounts.order_by(None).subquery())) or 0


def role_history(of: Account) -> list[RoleGrant]:
    """Every role this person holds or held, newest first, with its place."""
    rows = select(RoleGrant).where(RoleGrant.account_id == of.id).options(joinedload(RoleGrant.place))
    return list(session().scalars(rows.order_by(RoleGrant.granted_at.desc(), RoleGrant.id.desc())))


def grant(id: UUID) -> RoleGrant:
    """One role of somebody, counting or not, with its place and holder. Raises `NotFound`."""
    found = session().scalar(
        select(RoleGrant).where(RoleGrant.id == id).options(joinedload(RoleGrant.place), joinedload(RoleGrant.holder))
    )
    if found is None:
        raise NotFound
    return found


def other_county_administrators(than: Account) -> Select[RoleGrant]:
    """The county-wide administrator roles of other people who can sign in."""
    return (
        select(RoleGrant)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(
            RoleGrant.role == Role.ADMIN,
            RoleGrant.sozialraum_id.is_(None),
            RoleGrant.revoked_at.is_(None),
            Account.id != than.id,
            Account.is_active,
            Account.password_hash != "",
        )
    )


def page_of_log(
    *,
    kind: str | None,
    person: UUID | None,
    since: datetime | None,
    before: datetime | None,
    after: str | None,
    limit: int,
) -> KeysetPage:
    """The audit log from its newest entry; `person` is who did something or whom it was done to."""
    entry = audit.AuditEntry
    shown = audit.entries(of_kind=kind)
    if person is not None:
        shown = shown.where(or_(entry.actor_id == person, entry.facts["account_id"].as_string() == str(person)))
    if since is not None:
        shown = shown.where(entry.at >= since)
    if before is not None:
        shown = shown.where(entry.at < before)
    return page_by_key(shown, keys=(entry.seq.desc(),), after=after, limit=limit)


def length_of_log() -> int:
    """How many entries the audit log has."""
    return session().scalar(select(func.max(audit.AuditEntry.seq))) or 0


def live_session(token: str) -> LoginSession | None:
    """The session of a token if it counts now: not ended, not idle for too long, the account active."""
    mark, at = hash_token(token), now()
    under_way = and_(LoginSession.previous_hash == mark, LoginSession.exchanged_at > at - OLD_TOKEN_GRACE)
    found = session().scalar(
        select(LoginSession)
        .where(or_(LoginSession.token_hash == mark, under_way))
        .options(joinedload(LoginSession.account, innerjoin=True))
    )
    if found is None or not found.account.is_active or not found.is_alive(at):
        return None
    return found


def sessions_of(of: Account) -> list[LoginSession]:
    """The sessions in which this person is signed in now, last used first."""
    rows = session().scalars(
        select(LoginSession).where(LoginSession.account_id == of.id).order_by(LoginSession.last_seen_at.desc())
    )
    at = now()
    return [row for row in rows if row.is_alive(at)]


def open_invitation(token: str) -> Invitation:
    """The invitation of a link with its account. Raises `NotFound` when it is unknown, used, withdrawn or too old."""
    found = session().scalar(
        select(Invitation)
        .where(
            Invitation.token_hash == hash_token(token), Invitation.consumed_at.is_(None), Invitation.expires_at > now()
        )
        .options(joinedload(Invitation.account, innerjoin=True).options(_WITH_PLACES))
    )
    if found is None or not found.account.is_active:
        raise NotFound
    return found


def last_invitation(of: Account) -> Invitation | None:
    """The newest invitation of this person, whatever became of it."""
    rows = (
        select(Invitation)
        .where(Invitation.account_id == of.id)
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
    )
    return session().scalar(rows.limit(1))


def open_reset(token: str) -> PasswordReset:
    """The request behind a link for a new password. Raises `NotFound` when it is unknown, used or too old."""
    found = session().scalar(
        select(PasswordReset)
        .where(
            PasswordReset.token_hash == hash_token(token),
            PasswordReset.consumed_at.is_(None),
            PasswordReset.expires_at > now(),
        )
        .options(joinedload(PasswordReset.account, innerjoin=True))
    )
    if found is None or not found.account.is_active:
        raise NotFound
    return found


def _in_state(state: AccountState) -> ColumnElement[bool]:
    return {
        AccountState.DEACTIVATED: Account.is_active.is_(False),
        AccountState.ACTIVE: and_(Account.is_active, Account.password_hash != ""),
        AccountState.INVITED: and_(Account.is_active, Account.password_hash == ""),
    }[state]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

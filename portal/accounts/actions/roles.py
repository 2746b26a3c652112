"""Giving roles and taking them back."""

from sqlalchemy import select

from portal.accounts import queries
from portal.accounts.actions import log, sessions
from portal.accounts.events import RoleGiven, RoleWithdrawn
from portal.accounts.models import Account, RoleGrant
from portal.accounts.policy import AccountPermission, ProposedGrant
from portal.accounts.terms import ROLE_HELD
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum


def give_role(account: Account, *, role: Role, place: Sozialraum | None, by: Actor) -> RoleGrant:
    """Let somebody work in `place` and everything beneath it; None (and the county itself) is the whole county.

    Counts from the next request on. Raises `Forbidden` when `by` may not give this role there or gives it to themselves,
    `InvalidInput` when the person holds it there already.
    """
    if place is not None and place.parent_id is None:
        place = None
    within = place.lineage if place is not None else ()
    ensure(AccountPermission.GRANT, by, ProposedGrant(role=role, within=within, account_id=account.id))
    given = RoleGrant(
        account_id=account.id,
        role=role,
        sozialraum_id=place.id if place else None,
        granted_by=by.id,
        granted_at=clock.now(),
    )
    if _holds_already(given):
        raise InvalidInput("accounts.role-held", ROLE_HELD, field="role")
    session().add(given)
    session().flush()
    session().expire(account, ["grants"])
    sessions.make_exchange_due(account)
    audit.log(log.ROLE_GIVEN, by=by, account_id=account.id, role=role, sozialraum_id=given.sozialraum_id)
    record(RoleGiven(account_id=account.id, role=role.value, sozialraum_id=given.sozialraum_id))
    return given


def withdraw_role(grant: RoleGrant, *, by: Actor) -> None:
    """Take a role back: it counts no more from the person's next request on. The history keeps it.

    Raises `InvalidInput` for the last administrator of the county.
    """
    ensure(AccountPermission.WITHDRAW, by, grant)
    account = queries.account(grant.account_id)
    if grant.role is Role.ADMIN and grant.sozialraum_id is None:
        ensure_another_administrator(account)
    grant.revoked_at, grant.revoked_by = clock.now(), by.id
    session().flush()
    session().expire(account, ["grants"])
    sessions.make_exchange_due(account)
    audit.log(log.ROLE_WITHDRAWN, by=by, account_id=account.id, role=grant.role, sozialraum_id=grant.sozialraum_id)
    record(RoleWithdrawn(account_id=account.id, role=grant.role.value, sozialraum_id=grant.sozialraum_id))


def ensure_another_administrator(than: Account) -> None:
    """Raises `InvalidInput` unless somebody else administers the whole county.

    Locks the roles it counts, so two administrators cannot remove each other at the same moment.
    """
    everyone = (
        select(RoleGrant.id)
        .where(RoleGrant.role == Role.ADMIN, RoleGrant.sozialraum_id.is_(None), RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.id)
        .with_for_update()
    )
    session().scalars(everyone).all()
    if session().scalar(queries.other_county_administrators(than).limit(1)) is None:
        raise InvalidInput(
            "accounts.last-administrator",
            N_("Das ist die letzte Person, die das Portal verwaltet. Geben Sie diese Rolle zuerst jemand anderem."),
        )


def _holds_already(given: RoleGrant) -> bool:
    same = select(RoleGrant.id).where(
        RoleGrant.account_id == given.account_id, RoleGrant.role == given.role, RoleGrant.revoked_at.is_(None)
    )
    here = (
        RoleGrant.sozialraum_id.is_(None)
        if given.sozialraum_id is None
        else RoleGrant.sozialraum_id == given.sozialraum_id
    )
    return session().scalar(same.where(here)) is not None

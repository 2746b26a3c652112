"""Who may do what with accounts.

Administrators manage people in the Sozialraum in which they are administrators. The role opens no Wortmeldung, no Bedarf and no
case: that is for the other roles, and nobody gives a role to themselves.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from portal.accounts.models import Account, RoleGrant
from portal.accounts.terms import MAY_GIVE
from portal.kernel.policy import Actor, Role, policy, rule
from portal.kernel.runtime import settings


class AccountPermission(StrEnum):
    """What can be done with accounts."""

    #: See that accounts exist at all: the list of people in one's own Sozialraum.
    LIST = "account:list"
    #: Read one account with its roles and their history.
    READ = "account:read"
    #: Invite somebody somewhere.
    INVITE = "account:invite"
    #: Give one particular role in one particular place to one particular person.
    GRANT = "account:grant"
    #: Take back one particular role.
    WITHDRAW = "account:withdraw"
    #: Send the invitation once more.
    REINVITE = "account:reinvite"
    DEACTIVATE = "account:deactivate"
    REACTIVATE = "account:reactivate"


class OperationPermission(StrEnum):
    """What can be seen of the portal's own running."""

    READ_AUDIT = "audit:read"
    READ_MAILBOX = "mailbox:read"


@dataclass(frozen=True)
class ProposedGrant:
    """A role that might be given. `within` is the lineage of the place; empty for the whole county."""

    role: Role
    within: tuple[UUID, ...]
    #: None while the person is not known yet (invitation).
    account_id: UUID | None = None


@rule
def is_administrator(actor: Actor, _: object) -> bool:
    """Administrator anywhere."""
    return actor.holds(Role.ADMIN)


@rule
def is_county_administrator(actor: Actor, _: object) -> bool:
    """Administrator of the whole county."""
    return actor.holds(Role.ADMIN, within=())


@rule
def mails_are_kept(_: Actor, __: object) -> bool:
    """This installation sends no mails but keeps them to be read. Where mails are sent, their links are nobody's business."""
    return settings().mail_mode == "mailbox"


@rule
def may_give_this_role_here(actor: Actor, proposed: ProposedGrant) -> bool:
    """Holds a role that may give this one, in a Sozialraum that contains the place."""
    return any(proposed.role in given and actor.holds(role, within=proposed.within) for role, given in MAY_GIVE.items())


@rule
def is_for_somebody_else(actor: Actor, proposed: ProposedGrant) -> bool:
    """The role is not for the person who gives it."""
    return actor.id is None or proposed.account_id != actor.id


@rule
def administers_this_grant(actor: Actor, grant: RoleGrant) -> bool:
    """Administrator of a Sozialraum that contains the place of the role."""
    return actor.holds(Role.ADMIN, within=_lineage(grant))


@rule
def grant_counts(_: Actor, grant: RoleGrant) -> bool:
    """The role was not taken back yet."""
    return grant.revoked_at is None


@rule
def administers_some_role_of(actor: Actor, account: Account) -> bool:
    """Administrator of the whole county, or of a Sozialraum in which the person has a role."""
    return actor.holds(Role.ADMIN, within=()) or any(
        actor.holds(Role.ADMIN, within=_lineage(g)) for g in account.grants
    )


@rule
def administers_every_role_of(actor: Actor, account: Account) -> bool:
    """Administrator of every Sozialraum in which the person has a role."""
    if not account.grants:
        return actor.holds(Role.ADMIN, within=())
    return all(actor.holds(Role.ADMIN, within=_lineage(grant)) for grant in account.grants)


@rule
def is_somebody_else(actor: Actor, account: Account) -> bool:
    """The account is not the actor's own."""
    return account.id != actor.id


@rule
def is_invited(_: Actor, account: Account) -> bool:
    """The account is active but its invitation was not accepted yet."""
    return account.is_active and not account.password_hash


@rule
def is_active(_: Actor, account: Account) -> bool:
    """The account is not deactivated."""
    return account.is_active


POLICY = policy(
    {
        AccountPermission.LIST: is_administrator,
        AccountPermission.READ: administers_some_role_of,
        AccountPermission.INVITE: is_administrator,
        AccountPermission.GRANT: may_give_this_role_here & is_for_somebody_else,
        AccountPermission.WITHDRAW: grant_counts & administers_this_grant,
        AccountPermission.REINVITE: administers_every_role_of & is_invited,
        AccountPermission.DEACTIVATE: administers_every_role_of & is_somebody_else & is_active,
        AccountPermission.REACTIVATE: administers_every_role_of & is_somebody_else & ~is_active,
        OperationPermission.READ_AUDIT: is_county_administrator,
        OperationPermission.READ_MAILBOX: is_county_administrator & mails_are_kept,
    }
)


def _lineage(grant: RoleGrant) -> tuple[UUID, ...]:
    return grant.place.lineage if grant.place is not None else ()

"""The tables of accounts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.terms import (
    EMAIL_LONGEST,
    EMAIL_TAKEN,
    NAME_LONGEST,
    PHONE_LONGEST,
    ROLE_HELD,
    SESSION_IDLE,
    AccountState,
)
from portal.kernel.clock import now
from portal.kernel.db import Base, Keyed, Stamped, enum_column, explain_constraint
from portal.kernel.policy import Role
from portal.places.models import Sozialraum


class Account(Base, Keyed, Stamped):
    """A person who works with the portal. Implements `kernel.policy.Actor`."""

    __tablename__ = "account"

    #: The address in lower case; sign-in name and where links are sent.
    email: Mapped[str] = mapped_column(String(EMAIL_LONGEST), unique=True)
    #: How the person is shown to others.
    name: Mapped[str] = mapped_column(String(NAME_LONGEST))
    #: The name folded for sorting and finding ("Ärztin" sorts with A).
    sort_name: Mapped[str] = mapped_column(String(2 * NAME_LONGEST), index=True)
    #: Work telephone, shown to colleagues; empty when not given.
    phone: Mapped[str] = mapped_column(String(PHONE_LONGEST), default="")
    #: argon2id; empty until the invitation was accepted.
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    #: False ends every session and every role until the account is reactivated.
    is_active: Mapped[bool] = mapped_column(default=True)

    #: The roles that count now.
    grants: Mapped[list["RoleGrant"]] = relationship(
        primaryjoin="and_(Account.id == RoleGrant.account_id, RoleGrant.revoked_at.is_(None))",
        order_by="(RoleGrant.role, RoleGrant.granted_at)",
        viewonly=True,
        lazy="selectin",
    )

    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """The identifier for Flask-Login; it is never put into a cookie."""
        return str(self.id)

    @property
    def state(self) -> AccountState:
        if not self.is_active:
            return AccountState.DEACTIVATED
        return AccountState.ACTIVE if self.password_hash else AccountState.INVITED

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        """Whether one of `roles` is held at a place whose lineage is `within`; anywhere at all when `within` is None.

        With an empty lineage only a role for the whole county counts.
        """
        return any(
            grant.role in roles and (within is None or grant.sozialraum_id is None or grant.sozialraum_id in within)
            for grant in self._counting()
        )

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        """The Sozialräume in which one of `roles` is held, each with everything beneath; None is the whole county."""
        places = frozenset(grant.sozialraum_id for grant in self._counting() if grant.role in roles)
        return None if None in places else frozenset(place for place in places if place is not None)

    def _counting(self) -> "Sequence[RoleGrant]":
        return self.grants if self.is_active else ()


class RoleGrant(Base, Keyed):
    """A role somebody holds or held in a Sozialraum and everything beneath it. Rows are never deleted."""

    __tablename__ = "role_grant"

    #: Who holds it.
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    #: What they may do.
    role: Mapped[Role] = enum_column(Role)
    #: Where; empty means the whole county.
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id"), index=True)
    #: Who gave it; empty for the command line and the example county.
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Since when it counts.
    granted_at: Mapped[datetime] = mapped_column(default=now)
    #: Who took it back.
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    #: Since when it counts no more; empty while it does.
    revoked_at: Mapped[datetime | None]

    place: Mapped[Sozialraum | None] = relationship(viewonly=True)
    holder: Mapped[Account] = relationship(viewonly=True, foreign_keys=[account_id])

    __table_args__ = (
        Index(
            "uq_role_grant_in_place",
            "account_id",
            "role",
            "sozialraum_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND sozialraum_id IS NOT NULL"),
            postgresql_where=text("revoked_at IS NULL AND sozialraum_id IS NOT NULL"),
        ),
        Index(
            "uq_role_grant_county_wide",
            "account_id",
            "role",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND sozialraum_id IS NULL"),
            postgresql_where=text("revoked_at IS NULL AND sozialraum_id IS NULL"),
        ),
    )


class LoginSession(Base, Keyed):
    """One browser in which somebody is signed in. Holds no address and no description of the device."""

    __tablename__ = "login_session"

    #: SHA-256 of the 256-bit token in the cookie.
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    #: Hash of the token before the last exchange, good for requests that were already under way.
    previous_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    #: When the token was last exchanged.
    exchanged_at: Mapped[datetime | None]
    #: True when rights changed: the next request gets a new token.
    exchange_due: Mapped[bool] = mapped_column(default=False)
    #: Who is signed in.
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    #: When the person signed in.
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: When something was last asked for, exact to a minute.
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    #: When the session ends in any case.
    expires_at: Mapped[datetime] = mapped_column(index=True)

    account: Mapped[Account] = relationship(viewonly=True)

    def is_alive(self, at: datetime) -> bool:
        """Whether the session still counts at the given time."""
        return at < self.expires_at and at - self.last_seen_at < SESSION_IDLE


class Invitation(Base, Keyed):
    """A link with which an invited person chooses a password and comes in for the first time."""

    __tablename__ = "invitation"

    #: SHA-256 of the 256-bit token in the link.
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    #: Who is invited.
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    #: Who invited; empty for the command line.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: The link is worth nothing from here on.
    expires_at: Mapped[datetime]
    #: When it was used, or withdrawn by a newer one; a link works once.
    consumed_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(viewonly=True, foreign_keys=[account_id])


class PasswordReset(Base, Keyed):
    """A link with which somebody chooses a new password.

    Its id is that of the request's message, so a message delivered twice makes one link.
    """

    __tablename__ = "password_reset"

    #: SHA-256 of the 256-bit token in the link.
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    #: Whose password.
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: The link is worth nothing from here on.
    expires_at: Mapped[datetime]
    #: When it was used, or when the password changed in another way.
    consumed_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(viewonly=True, foreign_keys=[account_id])


explain_constraint("uq_account_email", EMAIL_TAKEN, field="email", columns="account.email")
explain_constraint(
    "uq_role_grant_in_place",
    ROLE_HELD,
    field="role",
    columns="role_grant.account_id, role_grant.role, role_grant.sozialraum_id",
)
explain_constraint(
    "uq_role_grant_county_wide", ROLE_HELD, field="role", columns="role_grant.account_id, role_grant.role"
)

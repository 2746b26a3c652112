"""What happened to accounts."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class PasswordResetRequested(Event):
    """Somebody asked for a link. The address may belong to nobody: then `account_id` is None and the work done is the same."""

    account_id: UUID | None


@dataclass(frozen=True)
class RoleGiven(Event):
    """A role was given to somebody."""

    account_id: UUID
    role: str
    sozialraum_id: UUID | None


@dataclass(frozen=True)
class RoleWithdrawn(Event):
    """A role was taken back; it counts no more from the next request on."""

    account_id: UUID
    role: str
    sozialraum_id: UUID | None


@dataclass(frozen=True)
class AccountDeactivated(Event):
    """Somebody no longer works here. What they were responsible for needs somebody else."""

    account_id: UUID

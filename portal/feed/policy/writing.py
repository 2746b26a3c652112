"""As what a system acts when it writes.

The rooms below know roles of people. A system that was given a right to write counts, for exactly that act, as the Sozialplanung
of its Sozialraum: what the Sozialplanung may not do there, the system may not do either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.feed.models.clients import ApiClient
from portal.kernel.policy import Role


@dataclass(frozen=True)
class Writer:
    """A system while it writes. It is no account, so tables that name one keep none; the audit log names the system beside."""

    client: ApiClient
    id: None = None
    is_authenticated: bool = True

    @property
    def name(self) -> str:
        return self.client.name

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        """Sozialplanung and Fachplanung in its Sozialraum and everything beneath, and nothing else."""
        if not self.client.is_live or not {Role.PLANNER, Role.SECTOR_PLANNER} & set(roles):
            return False
        return within is None or self.client.sozialraum_id is None or self.client.sozialraum_id in within

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        """Where it may write: None is the whole county, an empty set nowhere."""
        if not self.holds(*roles):
            return frozenset()
        return None if self.client.sozialraum_id is None else frozenset({self.client.sozialraum_id})

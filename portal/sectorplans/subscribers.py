"""What follows for Fachplanungen from what happens to accounts."""

from portal.accounts.events import AccountDeactivated
from portal.kernel.events import subscribe
from portal.sectorplans import actions


@subscribe(AccountDeactivated)
def free_their_plans(event: AccountDeactivated) -> None:
    """Somebody no longer works here: their Fachplanungen need somebody else."""
    actions.free_plans_of(event.account_id)

"""What follows for Maßnahmen from what happens to accounts and Akteure."""

from portal.accounts.events import AccountDeactivated
from portal.kernel.events import subscribe
from portal.network.events import StakeholdersMerged
from portal.planning.actions import measures as actions


@subscribe(AccountDeactivated)
def free_their_measures(event: AccountDeactivated) -> None:
    """Somebody no longer works here: their Maßnahmen need somebody else."""
    actions.free_measures_of(event.account_id)


@subscribe(StakeholdersMerged)
def name_the_kept_one(event: StakeholdersMerged) -> None:
    """An Akteur became part of another one."""
    actions.follow_merged_stakeholder(event.merged_id, event.kept_id)

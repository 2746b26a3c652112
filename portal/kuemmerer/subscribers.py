"""What happens to projects when somebody no longer works here, and what the Ehrenamt minds by itself once a day."""

from datetime import timedelta

from portal.accounts.events import AccountDeactivated, RoleWithdrawn
from portal.kernel.db import unit_of_work
from portal.kernel.events import subscribe
from portal.kernel.jobs import periodic
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer.actions import forgetting, handovers, leaving


@subscribe(AccountDeactivated)
def release_the_gone(event: AccountDeactivated) -> None:
    """Nobody is responsible who cannot sign in."""
    leaving.release_everywhere(event.account_id)
    handovers.cancel_for_the_gone(event.account_id, by=SYSTEM)


@subscribe(RoleWithdrawn)
def release_who_is_no_kuemmerer(event: RoleWithdrawn) -> None:
    """Nobody is responsible in whose place they are no Kümmerer any more."""
    if event.role == Role.KUEMMERER.value:
        leaving.release_where_no_kuemmerer(event.account_id)


@periodic("kuemmerer.forget-aid", every=timedelta(days=1))
def forget_aid() -> None:
    """Delete what is over, a portion at a time."""
    more = True
    while more:
        with unit_of_work():
            more = forgetting.forget_over() > 0

"""What the network minds by itself."""

from datetime import timedelta

from portal.kernel.db import unit_of_work
from portal.kernel.jobs import periodic
from portal.network import actions


@periodic("network.forget-imports", every=timedelta(hours=1))
def forget_imports() -> None:
    """Files that were looked at and never taken over."""
    with unit_of_work():
        actions.forget_old_imports()

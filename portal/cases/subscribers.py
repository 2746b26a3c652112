"""What the Fälle mind by themselves, once a day."""

from datetime import timedelta

from portal.cases import actions
from portal.kernel.db import unit_of_work
from portal.kernel.jobs import periodic


@periodic("cases.forget", every=timedelta(days=1))
def forget() -> None:
    """Remind of what rests, then delete what is over, a portion at a time."""
    with unit_of_work():
        actions.remind_of_quiet()
    more = True
    while more:
        with unit_of_work():
            more = actions.forget_closed() > 0

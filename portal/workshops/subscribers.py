"""Work that comes round: online workshops follow their dates."""

from datetime import timedelta

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.jobs import periodic
from portal.workshops.actions import leading, registering


@periodic("workshops.phases", every=timedelta(minutes=10))
def follow_the_dates() -> None:
    """Bring online workshops to the step that their dates name for today."""
    with unit_of_work():
        leading.follow_the_dates(clock.today())


@periodic("workshops.register-collections", every=timedelta(days=1))
def register_collections() -> None:
    """The Erhebungskalender knows them all, and which of them have begun or ended."""
    with unit_of_work():
        registering.register_all()

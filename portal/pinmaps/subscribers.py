"""What follows for pins from what happens to their Wortmeldungen, and what comes round once a day."""

from datetime import timedelta

from portal.contributions.events import ContributionModerated, ContributionWithdrawn
from portal.contributions.terms import ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.events import subscribe
from portal.kernel.jobs import periodic
from portal.pinmaps.actions import findings, placing, registering


@subscribe(ContributionModerated)
def show_as_moderated(event: ContributionModerated) -> None:
    """A pin that was hidden leaves the map of the others; one that was released comes back."""
    placing.show_as_moderated(event.contribution_id, ModerationState(event.after))


@subscribe(ContributionWithdrawn)
def take_off(event: ContributionWithdrawn) -> None:
    """Who takes the words back takes the pin off the map, and the place off a finding."""
    placing.take_off(event.contribution_id)
    findings.forget_where(event.contribution_id)


@periodic("pinmaps.register-collections", every=timedelta(days=1))
def register_collections() -> None:
    """The Erhebungskalender knows them all, and which of them have begun or ended."""
    with unit_of_work():
        registering.register_all()

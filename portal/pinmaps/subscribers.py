"""What follows for pins from what happens to their Wortmeldungen."""

from portal.contributions.events import ContributionModerated, ContributionWithdrawn
from portal.contributions.terms import ModerationState
from portal.kernel.events import subscribe
from portal.pinmaps.actions import findings, placing


@subscribe(ContributionModerated)
def show_as_moderated(event: ContributionModerated) -> None:
    """A pin that was hidden leaves the map of the others; one that was released comes back."""
    placing.show_as_moderated(event.contribution_id, ModerationState(event.after))


@subscribe(ContributionWithdrawn)
def take_off(event: ContributionWithdrawn) -> None:
    """Who takes the words back takes the pin off the map, and the place off a finding."""
    placing.take_off(event.contribution_id)
    findings.forget_where(event.contribution_id)

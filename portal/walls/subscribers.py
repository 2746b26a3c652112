"""What follows for walls from what happens to their Wortmeldungen, and forgetting once a day."""

from datetime import timedelta

from portal.contributions.events import ContributionModerated, ContributionWithdrawn
from portal.kernel.db import unit_of_work
from portal.kernel.events import subscribe
from portal.kernel.jobs import periodic
from portal.walls import actions
from portal.walls.actions import forgetting


@subscribe(ContributionModerated)
def show_as_moderated(event: ContributionModerated) -> None:
    """A card that was hidden leaves the wall; one that was released hangs there again."""
    actions.show_again(event.contribution_id, forget_author=False)


@subscribe(ContributionWithdrawn)
def take_off(event: ContributionWithdrawn) -> None:
    """Who takes the words back takes the card off the wall, and the name with it."""
    actions.show_again(event.contribution_id, forget_author=True)


@periodic("walls.forget-phones", every=timedelta(days=1))
def forget_phones() -> None:
    """Walls that are long over keep cards and dots, and no trace of the phones. Each in a unit of work of its own."""
    for wall_id in forgetting.walls_with_phones_to_forget():
        with unit_of_work():
            forgetting.forget_phones(wall_id)

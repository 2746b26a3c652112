"""What people who prepare Runde Tische can choose from."""

from uuid import UUID

from portal.places import queries as places
from portal.roundtables.policy import EDITORS
from portal.web.access import actor

Choices = list[tuple[UUID, str]]


def place_choices(*, besides: UUID | None = None) -> Choices:
    """The Sozialräume for which this person may set up a series, and the one it belongs to already."""
    return places.choices_within(actor().scope_of(*EDITORS), besides=besides)

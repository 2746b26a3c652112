"""What people who prepare a wall can choose from: Sozialräume and Verfahren of theirs."""

from uuid import UUID

from portal.consultations import queries as consultations
from portal.places import queries as places
from portal.walls.policy import EDITORS
from portal.web.access import actor

Choices = list[tuple[UUID, str]]


def place_choices(*, besides: UUID | None = None) -> Choices:
    """The Sozialräume for which this person may draft a wall, and the one it belongs to already."""
    return places.choices_within(actor().scope_of(*EDITORS), besides=besides)


def consultation_choices(*, besides: UUID | None = None) -> Choices:
    """The Verfahren this person works on, and the one it belongs to already."""
    return consultations.own_choices(actor(), besides=besides)

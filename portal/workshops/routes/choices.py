"""What people who prepare a workshop can choose from: Sozialräume and Verfahren of theirs."""

from uuid import UUID

from portal.consultations import queries as consultations
from portal.places import queries as places
from portal.web.access import actor
from portal.workshops.policy import EDITORS

Choices = list[tuple[UUID, str]]


def place_choices() -> Choices:
    """The Sozialräume for which this person may draft a workshop."""
    return places.choices_within(actor().scope_of(*EDITORS))


def consultation_choices(*, besides: UUID | None = None) -> Choices:
    """The Verfahren this person works on, and the one it belongs to already."""
    return consultations.own_choices(actor(), besides=besides)

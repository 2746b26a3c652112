"""A sitting, for the person who holds its Rückmelde-Code."""

from uuid import UUID

from portal.kernel.db import session
from portal.pinmaps.models import PinSitting


def sitting(id: UUID) -> PinSitting | None:
    """One sitting; None when there is none."""
    return session().get(PinSitting, id)

"""Finding wishes."""

from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.workshops.models import Wish


def wish_of_card(card_id: UUID) -> Wish | None:
    """The wish that a card says, if it came of a criticism."""
    return session().scalar(select(Wish).where(Wish.card_id == card_id))

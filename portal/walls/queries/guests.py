"""What one phone brought to a wall."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from portal.contributions.models import Contribution
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.walls.models import Dot, Wall, WallCard, WallCluster, WallGuest


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A card of this phone, with the key from which its Rückmelde-Code follows."""

    contribution_id: UUID
    column_id: UUID
    text: str
    submission_key: UUID
    moderation: ModerationState


@dataclass(frozen=True, slots=True)
class OwnDot:
    """A dot of this phone and the words of where it stands."""

    id: UUID
    round: int
    where: str
    card_id: UUID | None
    cluster_id: UUID | None


def guest_or_none(wall: Wall, guest_id: UUID | None) -> WallGuest | None:
    """A phone that has brought something to this wall; None for any other."""
    found = session().get(WallGuest, guest_id) if guest_id else None
    return found if found is not None and found.wall_id == wall.id else None


def own_cards(guest_id: UUID) -> list[OwnCard]:
    """The cards of a phone that were not taken back, the newest first."""
    rows = (
        select(
            WallCard.contribution_id,
            WallCard.column_id,
            Contribution.text,
            Contribution.submission_key,
            Contribution.moderation,
        )
        .join(Contribution, Contribution.id == WallCard.contribution_id)
        .where(WallCard.guest_id == guest_id, Contribution.withdrawn_at.is_(None))
        .order_by(Contribution.seq.desc())
    )
    return [OwnCard(*row) for row in session().execute(rows)]


def count_cards(guest_id: UUID) -> int:
    """How many cards a phone has brought, taken back or not."""
    return session().scalar(select(func.count()).where(WallCard.guest_id == guest_id)) or 0


def cards_since(guest_id: UUID, moment: datetime) -> int:
    """How many cards a phone has brought since then."""
    rows = select(func.count()).select_from(WallCard).join(Contribution, Contribution.id == WallCard.contribution_id)
    return session().scalar(rows.where(WallCard.guest_id == guest_id, Contribution.received_at >= moment)) or 0


def own_dots(guest_id: UUID) -> list[OwnDot]:
    """The dots of a phone, with the title or the words of where each stands."""
    rows = (
        select(
            Dot.id,
            Dot.round,
            func.coalesce(WallCluster.title, Contribution.text, ""),
            Dot.card_id,
            Dot.cluster_id,
        )
        .outerjoin(WallCluster, WallCluster.id == Dot.cluster_id)
        .outerjoin(Contribution, Contribution.id == Dot.card_id)
        .where(Dot.guest_id == guest_id)
        .order_by(Dot.round, Dot.slot)
    )
    return [OwnDot(*row) for row in session().execute(rows)]


def guest_count(wall_id: UUID) -> int:
    """How many phones have brought something: not the printed slips that nobody has used."""
    dots, cards = exists().where(Dot.guest_id == WallGuest.id), exists().where(WallCard.guest_id == WallGuest.id)
    brought = or_(WallGuest.begun_on.is_(None), dots, cards)
    return session().scalar(select(func.count()).where(WallGuest.wall_id == wall_id, brought)) or 0

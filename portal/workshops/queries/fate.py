"""What became of one card of a workshop, for the person who wrote it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from portal.contributions import queries as said
from portal.kernel.db import session
from portal.walls import queries as walls
from portal.workshops.models import FutureWorkshop, ProjectSketch, SketchEntry, Wish
from portal.workshops.queries.sketches import histories
from portal.workshops.queries.workshops import of_wall


@dataclass(frozen=True)
class CardFate:
    """The way of a card through its workshop."""

    title: str
    released_at: datetime | None
    #: What it was turned into; None for a card that was no criticism or is not turned.
    wish: str | None = None
    wish_at: datetime | None = None
    #: Projects that came of it, with the moment each was written down.
    projects: tuple[tuple[str, datetime], ...] = ()
    #: What became of them: title of the project, and what was told.
    entries: tuple[tuple[str, SketchEntry], ...] = ()


def fate_of_card(contribution_id: UUID) -> CardFate | None:
    """The way of a card; None for a Wortmeldung that is no card of a workshop.

    Wish and projects are told when the documentation is released: before, a group may still be at work on them.
    """
    card = walls.card_or_none(contribution_id)
    workshop = of_wall(card.wall_id) if card is not None else None
    if card is None or workshop is None:
        return None
    if not workshop.is_released:
        return CardFate(workshop.title, None)
    wish = _wish_of(card.contribution_id, card.cluster_id)
    wish_card = walls.card_or_none(wish.card_id) if wish else None
    behind = wish_card or card
    sketches = _sketches_of(workshop.id, behind.contribution_id, behind.cluster_id)
    told = histories([one.id for one in sketches])
    return CardFate(
        title=workshop.title,
        released_at=workshop.released_at,
        wish=said.contribution(wish.card_id).text if wish else None,
        wish_at=wish.created_at if wish else None,
        projects=tuple((one.title, one.created_at) for one in sketches),
        entries=tuple((one.title, entry) for one in sketches for entry in told[one.id]),
    )


@dataclass(frozen=True)
class Origin:
    """Where a Wortmeldung of a workshop comes from."""

    workshop: FutureWorkshop
    #: The sketch that was handed on; None for a card.
    sketch: ProjectSketch | None


def origin_of(contribution_id: UUID) -> Origin | None:
    """The workshop in which something was said; None for anything else."""
    sketch = session().scalar(select(ProjectSketch).where(ProjectSketch.contribution_id == contribution_id))
    if sketch is not None:
        return Origin(sketch.workshop, sketch)
    card = walls.card_or_none(contribution_id)
    workshop = of_wall(card.wall_id) if card is not None else None
    return Origin(workshop, None) if workshop is not None else None


def _wish_of(card_id: UUID, cluster_id: UUID | None) -> Wish | None:
    of_cluster = [Wish.cluster_id == cluster_id] if cluster_id else []
    chosen = select(Wish).where(or_(Wish.critique_card_id == card_id, *of_cluster))
    return session().scalars(chosen.order_by(Wish.id).limit(1)).first()


def _sketches_of(workshop_id: UUID, card_id: UUID, cluster_id: UUID | None) -> list[ProjectSketch]:
    of_cluster = [ProjectSketch.cluster_id == cluster_id] if cluster_id else []
    chosen = select(ProjectSketch).where(
        ProjectSketch.workshop_id == workshop_id, or_(ProjectSketch.card_id == card_id, *of_cluster)
    )
    return list(session().scalars(chosen.order_by(ProjectSketch.id)))

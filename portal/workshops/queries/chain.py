"""The chain of a workshop: which criticism was turned into which wish, and which wish became which project."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.walls import queries as walls
from portal.workshops.models import FutureWorkshop, ProjectSketch, Wish
from portal.workshops.queries.sketches import sketches
from portal.workshops.terms.steps import Phase

if TYPE_CHECKING:
    from portal.walls.models import WallColumn
    from portal.walls.queries import CardContent, ClusterContent, ColumnContent


@dataclass(frozen=True)
class Said:
    """One card, as it is read."""

    contribution_id: UUID
    text: str
    name: str
    dots: int
    was_typed: bool


@dataclass(frozen=True)
class Thought:
    """What hangs together on the wall: a cluster with its cards, or a card that stands for itself."""

    cluster_id: UUID | None
    #: The card, when it is no cluster.
    card_id: UUID | None
    title: str
    cards: tuple[Said, ...]
    dots: int

    @property
    def key(self) -> str:
        """How forms name it."""
        return f"g-{self.cluster_id}" if self.cluster_id else f"k-{self.card_id}"

    @property
    def contribution_ids(self) -> list[UUID]:
        return [card.contribution_id for card in self.cards]


@dataclass(frozen=True)
class Idea:
    """A thought of the column Phantasie, and the sketches made of it."""

    thought: Thought
    sketches: tuple[ProjectSketch, ...]


@dataclass(frozen=True)
class Criticism:
    """A thought of the column Kritik, and the wish it was turned into."""

    thought: Thought
    #: The card that says the wish; None while it is not turned.
    wish: Said | None
    #: Where that card hangs now.
    idea: Idea | None


@dataclass(frozen=True)
class Chain:
    """Everything a workshop brought, in its connections."""

    criticisms: tuple[Criticism, ...]
    #: Wishes, those with most dots first.
    ideas: tuple[Idea, ...]
    #: What people offer in the column Verwirklichung.
    offers: tuple[Thought, ...]
    sketches: tuple[ProjectSketch, ...]
    columns: dict[Phase, "WallColumn"]

    @property
    def unturned(self) -> list[Criticism]:
        return [one for one in self.criticisms if one.wish is None]

    @property
    def turned(self) -> int:
        return len(self.criticisms) - len(self.unturned)

    @property
    def own_ideas(self) -> list[Idea]:
        """Ideas that no criticism led to."""
        led_to = {one.idea.thought.key for one in self.criticisms if one.idea is not None}
        return [idea for idea in self.ideas if idea.thought.key not in led_to]

    @property
    def thoughts(self) -> list[Thought]:
        """Everything that hangs on the wall."""
        return [*(one.thought for one in self.criticisms), *(one.thought for one in self.ideas), *self.offers]

    @property
    def number_of_cards(self) -> int:
        return sum(len(one.cards) for one in self.thoughts)

    @property
    def number_of_dots(self) -> int:
        return sum(one.dots for one in self.thoughts)

    def criticism(self, key: str) -> Criticism | None:
        """The criticism that a form names."""
        return next((one for one in self.criticisms if one.thought.key == key), None)

    def idea(self, key: str) -> Idea | None:
        """The idea that a form names."""
        return next((one for one in self.ideas if one.thought.key == key), None)

    def idea_of(self, sketch: ProjectSketch) -> Idea | None:
        """The idea a sketch came from."""
        return next((one for one in self.ideas if sketch in one.sketches), None)

    def criticisms_behind(self, idea: Idea) -> list[Criticism]:
        """The criticisms that led to an idea."""
        return [one for one in self.criticisms if one.idea is not None and one.idea.thought.key == idea.thought.key]


def chain(workshop: FutureWorkshop, *, for_staff: bool) -> Chain:
    """What hangs on the wall of a workshop, with wishes and sketches. Without `for_staff` only what everybody may read."""
    content = walls.content(walls.wall(workshop.wall_id), for_staff=for_staff)
    columns = dict(zip(Phase, content.columns, strict=False))
    thoughts = {phase: tuple(_thoughts(column)) for phase, column in columns.items()}
    drawn = sketches(workshop.id)
    ideas = [Idea(one, _sketches_of(one, drawn)) for one in thoughts.get(Phase.FANTASY, ())]
    wishes = list(session().scalars(select(Wish).where(Wish.workshop_id == workshop.id)))
    return Chain(
        criticisms=tuple(_criticism(one, wishes, ideas) for one in thoughts.get(Phase.CRITIQUE, ())),
        ideas=tuple(sorted(ideas, key=lambda idea: -idea.thought.dots)),
        offers=thoughts.get(Phase.REALISATION, ()),
        sketches=tuple(drawn),
        columns={phase: column.column for phase, column in columns.items()},
    )


def _thoughts(column: "ColumnContent") -> Iterator[Thought]:
    for cluster in column.clusters:
        yield _of_cluster(cluster)
    for card in column.loose:
        if not card.text:  # it hangs with its back to the room
            continue
        said = _said(card)
        yield Thought(None, card.contribution_id, card.text, (said,), said.dots)


def _of_cluster(cluster: "ClusterContent") -> Thought:
    cards = tuple(_said(card) for card in cluster.cards if card.text)
    return Thought(cluster.cluster.id, None, cluster.title, cards, cluster.dots)


def _said(card: "CardContent") -> Said:
    return Said(card.contribution_id, card.text, card.name, card.dots or 0, card.card.was_typed)


def _sketches_of(thought: Thought, drawn: Sequence[ProjectSketch]) -> tuple[ProjectSketch, ...]:
    """Those made of the cluster or of a card that hangs in it now."""
    cards = set(thought.contribution_ids)
    return tuple(
        one
        for one in drawn
        if (one.cluster_id is not None and one.cluster_id == thought.cluster_id) or one.card_id in cards
    )


def _criticism(thought: Thought, wishes: Sequence[Wish], ideas: Sequence[Idea]) -> Criticism:
    """With the wish of the cluster, or of one of its cards that was turned before it was put there."""
    cards = set(thought.contribution_ids)
    for wish in wishes:
        if (wish.cluster_id is not None and wish.cluster_id == thought.cluster_id) or wish.critique_card_id in cards:
            for idea in ideas:
                said = next((card for card in idea.thought.cards if card.contribution_id == wish.card_id), None)
                if said is not None:
                    return Criticism(thought, said, idea)
    return Criticism(thought, None, None)

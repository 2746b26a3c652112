"""Moderationswände with something on them. As a program it puts one into the database of the environment and says its id:

python -m tests.factories.wall_with_cards
"""

import sys
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, Spot, WallDraft
from portal.walls.models import Wall
from tests.factories.places import make_place

TITLE = "Gut alt werden in Kammlach"
GOOD, MISSING = "Was ist gut?", "Was fehlt?"
CLUSTER = "Bänke und Schatten"
BENCHES = ("Am Bahnhof fehlt eine Bank.", "Bänke am Weg zum Friedhof,\nmit Lehne!")
TYPED = "=1+1 Ein Bus am Abend"
COVERED = "Noch nicht gezeigt"


@dataclass
class Filled:
    """A wall and what hangs on it."""

    wall: Wall
    columns: dict[str, UUID] = field(default_factory=dict)
    cards: dict[str, UUID] = field(default_factory=dict)
    cluster_id: UUID | None = None
    guests: list[UUID] = field(default_factory=list)


def make_open_wall(
    title: str = TITLE, *, place: Sozialraum | None = None, takes_dots: bool = False, **rules: Any
) -> Filled:
    """A wall with two columns that take cards (and dots), found by its room code."""
    where = place or make_place("Kammlach")
    with unit_of_work():
        draft = WallDraft(
            title=title, place=where, columns=(ColumnDraft(title=GOOD), ColumnDraft(title=MISSING)), **rules
        )
        made = actions.create_wall(draft, by=SYSTEM)
    with unit_of_work():
        actions.open_wall(queries.wall(made.id), by=SYSTEM)
    columns = {one.title: one.id for one in queries.columns_of(made.id)}
    with unit_of_work():
        actions.open_columns(
            queries.wall(made.id),
            cards=columns.values(),
            dots=columns.values() if takes_dots else (),
            by=SYSTEM,
        )
    return Filled(queries.wall(made.id), columns)


def hang(filled: Filled, column: str, text: str, **more: Any) -> UUID:
    """A card from a phone of its own."""
    with unit_of_work():
        put = actions.put_card(
            queries.wall(filled.wall.id),
            filled.columns[column],
            text,
            guest_id=more.pop("guest_id", None) or uuid4(),
            submission_key=uuid4(),
            **more,
        )
    filled.cards[text] = put.card.contribution_id
    return put.card.contribution_id


def dot(filled: Filled, spot: Spot, *, guest_id: UUID | None = None) -> None:
    """A dot of a phone, of its own unless said otherwise."""
    with unit_of_work():
        actions.place_dot(queries.wall(filled.wall.id), spot, guest_id=guest_id or uuid4(), submission_key=uuid4())


def wall_with_cards(*, place: Sozialraum | None = None, **rules: Any) -> Filled:
    """Two benches in a cluster with three dots of phones and two of the room, a typed card, one that says what is good."""
    filled = make_open_wall(place=place, takes_dots=True, secret_dots=False, **rules)
    hang(filled, GOOD, "Der Dorfladen", name="Rosa")
    for words in BENCHES:
        hang(filled, MISSING, words, name="Anni")
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        typed = actions.type_card(wall, filled.columns[MISSING], TYPED, submission_key=uuid4(), by=SYSTEM)
        benches = [filled.cards[words] for words in BENCHES]
        cluster = actions.make_cluster(wall, filled.columns[MISSING], CLUSTER, cards=benches, by=SYSTEM)
    filled.cards[TYPED], filled.cluster_id = typed.contribution_id, cluster.id
    for _ in range(3):
        dot(filled, Spot(cluster_id=cluster.id))
    dot(filled, Spot(card_id=typed.contribution_id))
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        actions.place_dots_for_room(wall, Spot(cluster_id=cluster.id), number=2, by=SYSTEM)
    return filled


if __name__ == "__main__":
    from portal.app import create_app
    from portal.places import queries as places

    with create_app(worker=False).app_context():
        kammlach = places.tree().by_slug("kammlach")
        assert kammlach is not None
        sys.stdout.write(str(wall_with_cards(place=places.place(kammlach.id)).wall.id))

"""The walls of the story: drafted, filled in an evening, ordered, weighted with dots, closed."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import cycle
from uuid import UUID, uuid5

from sqlalchemy import select

from portal.contributions.queries import by_submission_key
from portal.demo import queries
from portal.demo.actions import consulting
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.walls import THANKS, WALLS, Card, WallStory
from portal.kernel.db import session
from portal.needs import actions as needs
from portal.needs.models import TriageItem
from portal.walls import actions
from portal.walls import queries as walls
from portal.walls.actions import ColumnDraft, Spot, WallDraft
from portal.walls.models import Wall, WallCard, WallCluster
from portal.walls.terms.templates import template

#: People with a phone in the room.
PHONES = 16
_NAMES = UUID("0b5f4d0e-57a5-4d39-9d0e-2f6b3a3c7a11")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens at each wall."""
    for told in WALLS:
        yield Scene(told.drafted.resolve(loaded_at), told.key, partial(draft, told))
        if told.held is None:
            continue
        begun = told.held.resolve(loaded_at)
        yield Scene(begun, told.key, partial(begin, told))
        for number, card in enumerate(told.cards):
            yield Scene(later(begun, 2 + number), told.key, partial(write, told, card, number))
        yield Scene(later(begun, 40), told.key, partial(order, told))
        yield Scene(later(begun, 50), told.key, partial(weigh, told))
        yield Scene(later(begun, 70), told.key, partial(end, told))
        if told.decided is not None:
            yield Scene(told.decided.resolve(loaded_at), told.key, partial(decide, told))


def draft(told: WallStory) -> None:
    """The columns of the template, prepared by the moderation."""
    chosen = template(told.template)
    assert chosen is not None, f"there is no template {told.template}"
    written = WallDraft(
        title=told.title,
        place=queries.place(told.place),
        columns=tuple(ColumnDraft(title=title, hint=hint) for title, hint in chosen.columns),
        consultation_id=consulting.found(told.consultation).id,
    )
    actions.create_wall(written, by=queries.person("moderation"))


def begin(told: WallStory) -> None:
    """Phones may come, and write."""
    wall, by = found(told), queries.person("moderation")
    actions.open_wall(wall, by=by)
    actions.open_columns(wall, cards=[one.id for one in walls.columns_of(wall.id)], dots=(), by=by)


def write(told: WallStory, card: Card, number: int) -> None:
    """Somebody writes a card, or has it written."""
    wall = found(told)
    column = walls.columns_of(wall.id)[card.column - 1]
    key = queries.submission_key(f"{told.key}-{number}")
    if card.typed:
        actions.type_card(wall, column.id, card.text, submission_key=key, by=queries.person("moderation"))
    else:
        actions.put_card(wall, column.id, card.text, guest_id=phone(told, number % PHONES), submission_key=key)


def order(told: WallStory) -> None:
    """Everybody sees what was written, and what belongs together gets a title."""
    wall, by = found(told), queries.person("moderation")
    actions.release_waiting(wall, by=by)
    cards = _cards(told)
    for title in dict.fromkeys(card.cluster for card in told.cards if card.cluster):
        chosen = [cards[number] for number, card in enumerate(told.cards) if card.cluster == title]
        actions.make_cluster(wall, chosen[0].column_id, title, cards=[one.contribution_id for one in chosen], by=by)


def weigh(told: WallStory) -> None:
    """Three dots each, and some for those without a phone."""
    wall, by = found(told), queries.person("moderation")
    actions.open_columns(wall, cards=(), dots=[one.id for one in walls.columns_of(wall.id)], by=by)
    spots = {one.title: Spot(cluster_id=one.id) for one in _clusters(wall)}
    phones = cycle(range(PHONES))
    for title, of_phones, of_the_room in told.dots:
        for number in range(of_phones):
            key = queries.submission_key(f"{told.key}-{title}-{number}")
            actions.place_dot(wall, spots[title], guest_id=phone(told, next(phones)), submission_key=key)
        actions.place_dots_for_room(wall, spots[title], number=of_the_room, by=by)


def end(told: WallStory) -> None:
    """Everybody sees where the dots stand."""
    actions.close_wall(found(told), by=queries.person("moderation"))


def decide(told: WallStory) -> None:
    """One cluster becomes evidence of a Bedarf, what is good already is thanked for; the rest waits in the inbox."""
    by = queries.person("planung")
    good = _entries(told, lambda card: not card.cluster)
    if good:
        needs.decline(good, reason=THANKS, by=by)
    if told.for_need:
        title, need = told.for_need
        needs.add_to_need(_entries(told, lambda card: card.cluster == title), need=queries.need(need), by=by)


def found(told: WallStory) -> Wall:
    """The wall of the story."""
    return session().scalars(select(Wall).where(Wall.title == told.title)).one()


def phone(told: WallStory, number: int) -> UUID:
    """One of the phones in the room; the same at every load."""
    return uuid5(_NAMES, f"{told.key}-{number}")


def _cards(told: WallStory) -> list[WallCard]:
    """The cards in the order in which they are told."""
    keys = [queries.submission_key(f"{told.key}-{number}") for number in range(len(told.cards))]
    found_ones = [by_submission_key(key) for key in keys]
    wall = found(told)
    return [walls.card(wall, one.id) for one in found_ones if one is not None]


def _clusters(wall: Wall) -> list[WallCluster]:
    return [cluster for column in walls.columns_of(wall.id) for cluster in walls.clusters_of(column.id)]


def _entries(told: WallStory, wanted: Callable[[Card], bool]) -> list[TriageItem]:
    """The entries of the inbox of these cards."""
    chosen = [one.contribution_id for one, card in zip(_cards(told), told.cards, strict=True) if wanted(card)]
    return list(session().scalars(select(TriageItem).where(TriageItem.contribution_id.in_(chosen))))

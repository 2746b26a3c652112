"""Cards: each once, each a Wortmeldung, gone when taken back, kept from others while covered or hidden."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import Channel, ContributionKind, ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound, TooMany
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.walls import actions, queries
from portal.walls.actions import Put, Spot
from portal.walls.queries import guests
from portal.walls.terms import Naming
from portal.walls.terms.states import MOST_CARDS_IN_A_MINUTE
from tests.factories.wall_with_cards import BENCHES, GOOD, MISSING, Filled, dot, hang, make_open_wall, wall_with_cards
from tests.support.queries import count_queries


def put(filled: Filled, text: str, *, key: UUID | None = None, column: str = GOOD, **more: Any) -> Put:
    with unit_of_work():
        return actions.put_card(
            queries.wall(filled.wall.id),
            filled.columns[column],
            text,
            guest_id=more.pop("guest_id", None) or uuid4(),
            submission_key=key or uuid4(),
            **more,
        )


def texts(filled: Filled, *, for_staff: bool = False) -> list[str]:
    content = queries.content(queries.wall(filled.wall.id), for_staff=for_staff)
    return [
        card.text
        for column in content.columns
        for card in (*column.loose, *(card for cluster in column.clusters for card in cluster.cards))
    ]


def test_a_card_is_a_wortmeldung_said_at_an_event(app: Flask) -> None:
    filled = make_open_wall()
    stored = put(filled, "Der Dorfladen")
    contribution = said.by_code(stored.code)

    assert contribution is not None
    assert (contribution.kind, contribution.channel) == (ContributionKind.CARD, Channel.EVENT)
    assert (contribution.text, contribution.sozialraum_id) == ("Der Dorfladen", filled.wall.sozialraum_id)
    assert texts(filled) == ["Der Dorfladen"]


def test_the_same_key_makes_one_card_also_when_the_column_has_closed(app: Flask) -> None:
    filled, key, guest = make_open_wall(), uuid4(), uuid4()
    first = put(filled, "Der Dorfladen", key=key, guest_id=guest)
    with unit_of_work():
        actions.open_columns(queries.wall(filled.wall.id), cards=(), dots=(), by=SYSTEM)
    again = put(filled, "Der Dorfladen", key=key, guest_id=guest)

    assert (again.repeated, again.code) == (True, first.code)
    assert texts(filled) == ["Der Dorfladen"]


def test_the_same_key_with_other_words_is_told_apart(app: Flask) -> None:
    filled, key = make_open_wall(), uuid4()
    put(filled, "Der Dorfladen", key=key)

    with pytest.raises(Conflict):
        put(filled, "Der Dorfladen und die Post", key=key)


def test_a_column_that_is_closed_takes_no_card(app: Flask) -> None:
    filled = make_open_wall()
    with unit_of_work():
        actions.open_columns(queries.wall(filled.wall.id), cards=[filled.columns[GOOD]], dots=(), by=SYSTEM)

    with pytest.raises(InvalidTransition) as refused:
        put(filled, "Zu spät", column=MISSING)
    assert refused.value.code == "wall.takes-no-cards"
    assert texts(filled) == []


@pytest.mark.parametrize("text", ["", "x" * 241])
def test_what_fits_on_no_card_is_refused_at_its_field(app: Flask, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        put(make_open_wall(), text)
    assert refused.value.field == "text"


def test_a_phone_that_sends_too_fast_is_asked_to_wait(app: Flask) -> None:
    filled, guest = make_open_wall(), uuid4()
    for number in range(MOST_CARDS_IN_A_MINUTE):
        put(filled, f"Karte {number}", guest_id=guest)

    with pytest.raises(TooMany):
        put(filled, "Noch eine", guest_id=guest)
    assert put(filled, "Von jemand anderem").repeated is False


def test_names_stand_on_cards_only_where_they_are_asked_for(app: Flask) -> None:
    anonymous, named = make_open_wall(), make_open_wall("Mit Namen", naming=Naming.FIRST_NAME)

    assert put(anonymous, "A", name="Rosa").card.name == ""
    assert put(named, "B", name="Rosa").card.name == "Rosa"


def test_covered_cards_keep_their_words_from_the_room(app: Flask) -> None:
    filled = make_open_wall(covered=True, naming=Naming.FIRST_NAME)
    card = put(filled, "Geheim", name="Rosa").card
    room = queries.content(filled.wall, for_staff=False).columns[0].loose[0]
    assert (room.text, room.name, room.is_covered) == ("", "", True)
    assert texts(filled, for_staff=True) == ["Geheim"]

    with unit_of_work():
        actions.turn_cards(queries.wall(filled.wall.id), [card.contribution_id], covered=False, by=SYSTEM)
    assert texts(filled) == ["Geheim"]


def test_a_hidden_card_leaves_the_wall_and_its_author_reads_why(app: Flask) -> None:
    filled = make_open_wall()
    stored = put(filled, "Eine Beleidigung")
    before = queries.wall(filled.wall.id).change
    with unit_of_work():
        actions.hide_card(
            queries.wall(filled.wall.id), stored.card.contribution_id, reason="Bitte ohne Namen.", by=SYSTEM
        )
    content = queries.content(queries.wall(filled.wall.id), for_staff=True)

    assert texts(filled) == []
    assert [one.moderation for one in content.set_aside] == [ModerationState.HIDDEN]
    assert queries.wall(filled.wall.id).change > before
    contribution = said.by_code(stored.code)
    assert contribution is not None
    assert contribution.moderation_reason == "Bitte ohne Namen."
    with unit_of_work():
        actions.release_card(queries.wall(filled.wall.id), stored.card.contribution_id, by=SYSTEM)
    assert texts(filled) == ["Eine Beleidigung"]


def test_hiding_needs_a_reason(app: Flask) -> None:
    filled = make_open_wall()
    card = put(filled, "Karte").card

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.hide_card(queries.wall(filled.wall.id), card.contribution_id, reason="", by=SYSTEM)
    assert refused.value.field == "reason"


def test_who_takes_the_words_back_takes_the_card_and_the_name_off(app: Flask) -> None:
    filled, guest = make_open_wall(naming=Naming.FIRST_NAME), uuid4()
    stored = put(filled, "Der Dorfladen", guest_id=guest, name="Rosa")
    before = queries.wall(filled.wall.id).change
    with unit_of_work():
        contribution = said.by_code(stored.code)
        assert contribution is not None
        contributions.withdraw(contribution, by=ANONYMOUS)
    content = queries.content(queries.wall(filled.wall.id), for_staff=True)

    assert (content.cards, content.set_aside) == (0, ())
    assert queries.card(filled.wall, stored.card.contribution_id).name == ""
    assert queries.wall(filled.wall.id).change > before
    assert guests.own_cards(guest) == []


def test_a_phone_takes_back_its_own_cards_alone(app: Flask) -> None:
    filled, mine = make_open_wall(), uuid4()
    card = put(filled, "Meine", guest_id=mine).card

    with pytest.raises(NotFound), unit_of_work():
        actions.take_back_card(queries.wall(filled.wall.id), card.contribution_id, guest_id=uuid4())
    for _ in range(2):
        with unit_of_work():
            actions.take_back_card(queries.wall(filled.wall.id), card.contribution_id, guest_id=mine)
    assert texts(filled) == []


def test_typed_cards_are_marked_and_come_once(app: Flask) -> None:
    filled, key = make_open_wall(covered=True), uuid4()
    for _ in range(2):
        with unit_of_work():
            wall = queries.wall(filled.wall.id)
            card = actions.type_card(wall, filled.columns[GOOD], "Von Frau Huber", submission_key=key, by=SYSTEM)

    assert (card.was_typed, card.is_covered, card.guest_id) == (True, False, None)
    assert texts(filled) == ["Von Frau Huber"]


def test_cards_gather_in_clusters_and_leave_them_again(app: Flask) -> None:
    filled = wall_with_cards()
    content = queries.content(filled.wall, for_staff=True)
    missing = content.columns[1]
    assert [[card.text for card in one.cards] for one in missing.clusters] == [list(BENCHES)]
    assert [one.dots for one in missing.clusters] == [5]
    assert (missing.clusters[0].counted.phones, missing.clusters[0].counted.room) == (3, 2)

    bench = filled.cards[BENCHES[0]]
    with unit_of_work():
        actions.put_cards(queries.wall(filled.wall.id), [bench], column_id=filled.columns[MISSING], by=SYSTEM)
    content = queries.content(queries.wall(filled.wall.id), for_staff=True)
    assert [card.text for card in content.columns[1].clusters[0].cards] == [BENCHES[1]]


def test_a_card_with_dots_stays_in_its_column(app: Flask) -> None:
    filled = make_open_wall(takes_dots=True)
    card_id = hang(filled, GOOD, "Der Dorfladen")
    dot(filled, Spot(card_id=card_id))

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.put_cards(queries.wall(filled.wall.id), [card_id], column_id=filled.columns[MISSING], by=SYSTEM)
    assert refused.value.code == "wall.card-has-dots"


def test_a_cluster_with_dots_is_not_dissolved(app: Flask) -> None:
    filled = wall_with_cards()

    with pytest.raises(InvalidInput), unit_of_work():
        actions.dissolve_cluster(queries.wall(filled.wall.id), filled.cluster_id, by=SYSTEM)


def test_the_cards_of_a_dissolved_cluster_hang_by_themselves(app: Flask) -> None:
    filled = make_open_wall()
    ids = [hang(filled, GOOD, text) for text in ("Eins", "Zwei")]
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        cluster = actions.make_cluster(wall, filled.columns[GOOD], "Gruppe", cards=ids, by=SYSTEM)
    with unit_of_work():
        actions.dissolve_cluster(queries.wall(filled.wall.id), cluster.id, by=SYSTEM)
    column = queries.content(queries.wall(filled.wall.id), for_staff=True).columns[0]

    assert (column.clusters, [card.text for card in column.loose]) == ((), ["Eins", "Zwei"])


def test_cards_and_clusters_change_places(app: Flask) -> None:
    filled = make_open_wall()
    ids = [hang(filled, GOOD, text) for text in ("Eins", "Zwei", "Drei")]

    def order() -> list[str]:
        column = queries.content(queries.wall(filled.wall.id), for_staff=True).columns[0]
        return [card.text for card in column.loose] + [one.title for one in column.clusters]

    def move(card_id: UUID, *, up: bool) -> list[str]:
        with unit_of_work():
            actions.move_card(queries.wall(filled.wall.id), card_id, up=up, by=SYSTEM)
        return order()

    assert move(ids[2], up=True) == ["Eins", "Drei", "Zwei"]
    assert move(ids[0], up=True) == ["Eins", "Drei", "Zwei"]
    assert move(ids[0], up=False) == ["Drei", "Eins", "Zwei"]
    for title in ("A", "B"):
        with unit_of_work():
            made = actions.make_cluster(queries.wall(filled.wall.id), filled.columns[GOOD], title, by=SYSTEM)
    with unit_of_work():
        actions.move_cluster(queries.wall(filled.wall.id), made.id, up=True, by=SYSTEM)
    assert order()[3:] == ["B", "A"]


def test_a_title_given_meanwhile_is_not_overwritten(app: Flask) -> None:
    filled = wall_with_cards()
    seen = queries.cluster(filled.wall, filled.cluster_id).version

    def title(words: str) -> None:
        with unit_of_work():
            wall = queries.wall(filled.wall.id)
            actions.title_cluster(wall, filled.cluster_id, words, version=seen, by=SYSTEM)

    title("Bänke")
    title("Bänke")
    with pytest.raises(Conflict):
        title("Sitzplätze")


def test_parts_of_another_wall_are_not_found(app: Flask) -> None:
    one, other = wall_with_cards(), make_open_wall("Andere Wand")
    with pytest.raises(NotFound):
        queries.card(other.wall, next(iter(one.cards.values())))
    with pytest.raises(NotFound):
        queries.cluster(other.wall, one.cluster_id)
    with pytest.raises(NotFound):
        queries.column(other.wall, one.columns[GOOD])


def test_reading_a_wall_takes_the_same_queries_however_much_hangs_there(app: Flask) -> None:
    few = wall_with_cards()
    with count_queries() as before:
        queries.content(few.wall, for_staff=True)
    for number in range(30):
        hang(few, GOOD, f"Karte {number}")
    wall = queries.wall(few.wall.id)
    with count_queries() as after:
        queries.content(wall, for_staff=True)

    assert len(before) == len(after) == 4

"""The pins as a list, one by one, and their photos: what everybody may read, and nothing more."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from babel.dates import format_date

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.models import Photo
from portal.contributions.terms import ModerationState
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.pinmaps.models import Pin, PinMap
from tests.factories.many_pins import many_pins
from tests.factories.pinmaps import INSIDE, make_map, make_pin
from tests.factories.places import make_place, square
from tests.pinmaps.test_windows import around
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

FRAGMENT = {"HX-Request": "true"}


def moderate(pin: Pin, to: ModerationState) -> None:
    with unit_of_work():
        contributions.moderate(said.contribution(pin.contribution_id), to=to, reason="Geprüft", by=SYSTEM)


def add_photo(pin: Pin, state: ModerationState = ModerationState.RELEASED) -> UUID:
    with unit_of_work():
        photo = Photo(
            contribution_id=pin.contribution_id, file_name="0" * 32 + ".jpg", width=4, height=3, moderation=state
        )
        session().add(photo)
    return photo.id


def listed(client: PickyClient, pin_map: PinMap, query: str = "") -> list[str]:
    """The ids in one part of the list."""
    answer = client.get(f"/karten/{pin_map.slug}/nadeln?{query}", headers=FRAGMENT)
    assert answer.status_code == 200
    return re.findall(r'data-pin="([0-9a-f-]{36})"', answer.text)


def in_order(pins: list[Pin]) -> list[str]:
    """As everybody finds them: the latest month first, by chance within a month."""
    return [
        str(pin.contribution_id) for pin in sorted(pins, key=lambda pin: (pin.month, pin.contribution_id), reverse=True)
    ]


def test_each_pin_stands_in_the_list_with_its_place_and_month(client: PickyClient) -> None:
    make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()
    pins = [make_pin(pin_map, category=number).pin for number in (1, 3)]

    answer = client.get(f"/karten/{pin_map.slug}/nadeln")

    assert listed(client, pin_map) == in_order(pins)
    assert f"Erkheim · {format_date(today(), 'LLLL yyyy', locale='de')}" in answer.text
    assert "Barriere" in answer.text


@pytest.mark.parametrize("query", ["", "k=1", around(*INSIDE, 14), around(48.5, 10.5, 9)])
def test_the_order_does_not_tell_whose_pins_belong_together(client: PickyClient, query: str) -> None:
    """Three people set four pins each, one after the other: a list in the order of arrival would hand out who set which."""
    pin_map = make_map()
    pins = [make_pin(pin_map, sitting=sitting).pin for sitting in (uuid4(), uuid4(), uuid4()) for _ in range(4)]

    found = listed(client, pin_map, query)

    assert found == in_order(pins)
    arrived = [str(pin.contribution_id) for pin in pins]
    assert found not in (arrived, arrived[::-1])


def test_words_and_photos_wait_for_a_person(client: PickyClient) -> None:
    pin_map = make_map(with_photo=True)
    pin = make_pin(pin_map, comment="Hier fehlt eine Bank.", place_text="beim Bahnhof").pin
    photo = add_photo(pin)
    page, alone = f"/karten/{pin_map.slug}/nadeln", f"/karten/{pin_map.slug}/nadeln/{pin.contribution_id}"

    for address in (page, alone):
        text = client.get(address).text
        assert "Bank" not in text
        assert "Bahnhof" not in text
        assert str(photo) not in text
    assert client.get(f"{alone}/foto/{photo}").status_code == 404

    moderate(pin, ModerationState.RELEASED)

    for address in (page, alone):
        text = client.get(address).text
        assert "Hier fehlt eine Bank." in text
        assert "beim Bahnhof" in text
        assert f"/foto/{photo}" in text


def test_a_photo_that_was_not_released_is_nowhere(client: PickyClient) -> None:
    pin_map = make_map(with_photo=True)
    pin = make_pin(pin_map).pin
    held = add_photo(pin, ModerationState.HELD)
    alone = f"/karten/{pin_map.slug}/nadeln/{pin.contribution_id}"

    assert str(held) not in client.get(alone).text
    assert client.get(f"{alone}/foto/{held}").status_code == 404


def test_a_photo_belongs_to_its_own_pin_and_map(client: PickyClient) -> None:
    pin_map, other_map = make_map(), make_map("Andere")
    pin, other = make_pin(pin_map).pin, make_pin(other_map).pin
    photo = add_photo(pin)

    for slug, owner in ((pin_map.slug, other), (other_map.slug, pin), (other_map.slug, other)):
        address = f"/karten/{slug}/nadeln/{owner.contribution_id}/foto/{photo}"
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("state", [ModerationState.HELD, ModerationState.HIDDEN])
def test_what_is_not_shown_is_not_listed_and_has_no_page(client: PickyClient, state: ModerationState) -> None:
    pin_map = make_map()
    pin, seen = make_pin(pin_map).pin, make_pin(pin_map).pin
    moderate(pin, state)

    for query in ("", around(*INSIDE, 14), f"after={uuid4()}", "v=held&v=hidden"):
        assert listed(client, pin_map, query) == [str(seen.contribution_id)]
    assert client.get(f"/karten/{pin_map.slug}/nadeln/{pin.contribution_id}").status_code == 404
    assert client.get(f"/karten/{pin_map.slug}/nadeln/{seen.contribution_id}").status_code == 200


@pytest.mark.parametrize("rules", [{"shows_pins": False}, {"threshold": 2}])
def test_a_map_without_single_pins_lists_none(client: PickyClient, rules: dict[str, Any]) -> None:
    pin_map = make_map(**rules)
    pins = [make_pin(pin_map, comment="Geheim").pin for _ in range(3)]
    photo = add_photo(pins[0])
    for pin in pins:
        moderate(pin, ModerationState.RELEASED)

    for query in ("", around(*INSIDE, 14), "k=1"):
        assert listed(client, pin_map, query) == []
    page = client.get(f"/karten/{pin_map.slug}/nadeln")
    assert page.status_code == 200
    assert "Geheim" not in page.text
    alone = f"/karten/{pin_map.slug}/nadeln/{pins[0].contribution_id}"
    assert client.get(alone).status_code == 404
    assert client.get(f"{alone}/foto/{photo}").status_code == 404


def test_the_list_follows_window_and_filter(client: PickyClient) -> None:
    pin_map = make_map(groups=("jung", "alt"))
    here = make_pin(pin_map, category=1, group=1, at=(48.2, 10.2)).pin
    there = make_pin(pin_map, category=2, group=2, at=(48.8, 10.8)).pin

    assert listed(client, pin_map, around(48.2, 10.2, 14)) == [str(here.contribution_id)]
    assert listed(client, pin_map, "k=2") == [str(there.contribution_id)]
    assert listed(client, pin_map, "g=1&k=2") == []
    assert listed(client, pin_map, f"m={today():%Y%m}&g=1") == [str(here.contribution_id)]
    assert listed(client, pin_map, "k=&g=&m=") == in_order([here, there])


def test_pins_that_were_only_described_stand_in_the_whole_list(client: PickyClient) -> None:
    place = make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()
    pin = make_pin(pin_map, at=None, sozialraum_id=place.id).pin

    assert listed(client, pin_map) == [str(pin.contribution_id)]
    assert listed(client, pin_map, around(*INSIDE, 10)) == []
    page = client.get(f"/karten/{pin_map.slug}/nadeln/{pin.contribution_id}")
    assert page.status_code == 200
    assert 'data-island="pin-map"' not in page.text


@pytest.mark.parametrize("query", ["", around(48.5, 10.5, 9)])
def test_every_pin_is_listed_once_over_all_parts(client: PickyClient, query: str) -> None:
    pin_map = make_map()
    shown = [pin for pin in many_pins(pin_map, 70, spread=0.1) if pin.visibility == "shown"]
    address, seen = f"/karten/{pin_map.slug}/nadeln?{query}", list[str]()
    while address:
        text = client.get(address, headers=FRAGMENT).text
        seen += re.findall(r'data-pin="([0-9a-f-]{36})"', text)
        found = re.search(r'data-more href="([^"]+)"', text)
        address = found[1].replace("&amp;", "&") if found else ""

    assert seen == in_order(shown)


def test_a_part_costs_the_same_queries_for_one_and_for_twenty(client: PickyClient) -> None:
    few, many = make_map("Wenige"), make_map("Viele")
    make_pin(few)
    many_pins(many, 60)
    numbers = []
    for slug in (few.slug, many.slug):
        client.get(f"/karten/{slug}/nadeln")
        with count_queries() as seen:
            assert client.get(f"/karten/{slug}/nadeln").status_code == 200
        numbers.append(len(seen))

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("query", ["z=1", "z=x&w=0&n=0&o=1&s=1", "z=9&w=9&n=0&o=1&s=1", "k=eins"])
def test_a_window_that_is_none_answers_404(client: PickyClient, query: str) -> None:
    assert client.get(f"/karten/{make_map().slug}/nadeln?{query}").status_code == 404


def test_drafts_have_no_list(client: PickyClient) -> None:
    draft = make_map(published=False)

    assert client.get(f"/karten/{draft.slug}/nadeln").status_code == 404
    assert client.get(f"/karten/{draft.slug}/nadeln/{uuid4()}").status_code == 404
    assert client.get(f"/karten/{draft.slug}/nadeln/{uuid4()}/foto/{uuid4()}").status_code == 404


def test_words_are_text(client: PickyClient) -> None:
    pin_map = make_map()
    pin = make_pin(pin_map, comment="<script>alert(1)</script> {{ 7*7 }}").pin
    moderate(pin, ModerationState.RELEASED)

    assert "&lt;script&gt;" in client.get(f"/karten/{pin_map.slug}/nadeln").text

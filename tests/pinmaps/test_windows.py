"""What a window of a Nadelkarte answers: to everybody, to staff, and to what cannot be read."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.contributions import actions as contributions
from portal.contributions.terms import ModerationState
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.pinmaps.geometry import mercator
from portal.pinmaps.geometry.mercator import DEPTH, Window
from portal.pinmaps.models import Pin, PinMap
from portal.pinmaps.queries import cells, viewport
from portal.pinmaps.terms import MapState, PinFilter, PinVisibility
from tests.factories.many_pins import many_pins
from tests.factories.pinmaps import INSIDE, make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.answers import json_of
from tests.support.application import new_client
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORLD = f"w=0&n=0&o={mercator.WORLD - 1}&s={mercator.WORLD - 1}"
LARGEST_ANSWER = 60_000
#: Enough for clusters and few enough to count one by one.
PINS = 900


def around(lat: float, lon: float, zoom: int, *, pixels: int = 512) -> str:
    """The address of a window of a screen around a point."""
    at, half = mercator.position(lat, lon), pixels // 2 << max(0, 20 - zoom)
    return f"z={zoom}&w={at.x - half}&n={at.y - half}&o={at.x + half}&s={at.y + half}"


def asked(client: PickyClient, pin_map: PinMap, query: str) -> dict[str, Any]:
    answer = client.get(f"/karten/{pin_map.slug}/fenster.json?{query}")
    assert answer.status_code == 200
    return json_of(answer)


def counted(answer: dict[str, Any]) -> Counter[int]:
    """Pins per category in an answer, whichever form it has."""
    if "p" in answer:
        return Counter(answer["p"]["k"])
    found: Counter[int] = Counter()
    flat, at = answer["c"], 0
    while at < len(flat):
        kinds = flat[at + 2]
        for pair in range(at + 3, at + 3 + 2 * kinds, 2):
            found[flat[pair]] += flat[pair + 1]
        at += 3 + 2 * kinds
    return found


def test_a_few_pins_answer_one_by_one(client: PickyClient) -> None:
    pin_map = make_map()
    pins = [make_pin(pin_map, category=number).pin for number in (1, 2, 2)]

    answer = asked(client, pin_map, around(*INSIDE, 14))

    assert answer["t"] == 3
    drawn = {
        (one, kind, answer["x"] + way) for one, kind, way in zip(*(answer["p"][part] for part in "ikx"), strict=True)
    }
    assert drawn == {(str(pin.contribution_id), pin.category, pin.shown_x) for pin in pins}
    assert "v" not in answer["p"]


def test_everybody_may_keep_a_window_for_half_a_minute(client: PickyClient) -> None:
    answer = client.get(f"/karten/{make_map().slug}/fenster.json?z=10&{WORLD}")

    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert "Set-Cookie" not in answer.headers


FILTERS = st.builds(
    PinFilter,
    categories=st.lists(st.integers(1, 4), max_size=3, unique=True).map(tuple),
    groups=st.lists(st.integers(0, 2), max_size=2, unique=True).map(tuple),
    months=st.lists(st.sampled_from([202601, 202602, 202612]), max_size=2, unique=True).map(tuple),
    visibilities=st.lists(st.sampled_from(list(PinVisibility)), min_size=1, unique=True).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zoom=st.integers(6, 19),
    only=FILTERS,
    which=st.integers(0, PINS - 1),
    wide=st.integers(1, 2_000),
    high=st.integers(1, 1_500),
)
def test_counts_are_those_of_a_full_count(
    pinned: "Pinned", zoom: int, only: PinFilter, which: int, wide: int, high: int
) -> None:
    pin_map, pins = pinned.pin_map, pinned.pins
    window = screen(pins[which], zoom, wide, high)

    found = viewport.view(pin_map.id, window, zoom, only)

    level = cells.level_of(window, zoom)
    expected = Counter(pin.category for pin in pins if touches(pin, window, level) and fits(pin, only))
    drawn = Counter(pin.category for pin in found.pins)
    for cluster in found.clusters:
        drawn.update(dict(cluster.counts))
    assert found.total == sum(expected.values())
    assert drawn == expected
    assert not (found.pins and found.clusters)
    assert len(found.pins) <= viewport.MOST_SINGLE
    assert len(found.clusters) <= cells.MOST_CELLS


class Pinned:
    """A map and all its pins; short when a failing example is told."""

    def __init__(self, pin_map: PinMap, pins: list[Pin]) -> None:
        self.pin_map, self.pins = pin_map, pins

    def __repr__(self) -> str:
        return f"Pinned({len(self.pins)})"


@pytest.fixture
def pinned(app: object) -> Pinned:
    pin_map = make_map(labels=("Eins", "Zwei", "Drei"), groups=("jung", "alt"))
    return Pinned(pin_map, many_pins(pin_map, PINS))


def screen(pin: Pin, zoom: int, wide: int, high: int) -> Window:
    """A window of so many pixels with a pin in its middle."""
    assert pin.shown_x is not None
    assert pin.shown_y is not None
    across, down = (pixels << max(0, 20 - zoom) for pixels in (wide, high))
    edges = (pin.shown_x - across // 2, pin.shown_y - down // 2, pin.shown_x + across // 2, pin.shown_y + down // 2)
    return Window(*(max(0, min(mercator.WORLD - 1, edge)) for edge in edges))


def touches(pin: Pin, window: Window, level: int) -> bool:
    """Whether the cell of a pin at a level touches the window."""
    shift = DEPTH - level
    assert pin.shown_x is not None
    assert pin.shown_y is not None
    return (
        window.west >> shift <= pin.shown_x >> shift <= window.east >> shift
        and window.north >> shift <= pin.shown_y >> shift <= window.south >> shift
    )


def fits(pin: Pin, only: PinFilter) -> bool:
    return (
        (not only.categories or pin.category in only.categories)
        and (not only.groups or pin.group in only.groups)
        and (not only.months or pin.month in only.months)
        and pin.visibility in only.visibilities
    )


@pytest.mark.parametrize("zoom", range(0, 23, 2))
def test_no_answer_is_larger_than_allowed(client: PickyClient, login: Login, zoom: int) -> None:
    login(Role.PLANNER)
    pin_map = make_map(labels=tuple("abcdefgh"))
    many_pins(pin_map, 3_000, spread=0.45)
    middle = ((pin_map.south + pin_map.north) / 2, (pin_map.west + pin_map.east) / 2)
    for window in (f"z={zoom}&{WORLD}", around(*middle, zoom, pixels=4_000), around(*middle, zoom, pixels=300)):
        for address in (f"/karten/{pin_map.slug}", f"/arbeit/karten/{pin_map.id}"):
            answer = client.get(f"{address}/fenster.json?{window}")
            assert answer.status_code == 200
            assert len(answer.data) <= LARGEST_ANSWER
            assert counted(json_of(answer)).total() == json_of(answer)["t"]


def test_the_largest_answer_there_can_be_is_small_enough() -> None:
    """Every cell of a full window holds all eight categories, and there are ten million pins."""
    per_pair = len("8,") + len("1562,")
    per_cluster = len("-4096,-4096,8,") + 8 * per_pair
    assert cells.MOST_CELLS * per_cluster <= LARGEST_ANSWER


def test_a_window_costs_the_same_queries_for_ten_and_for_ten_thousand(client: PickyClient) -> None:
    few, many = make_map("Wenige"), make_map("Viele")
    many_pins(few, 10)
    many_pins(many, 10_000)
    slugs = [few.slug, many.slug]
    for zoom in (8, 12, 16, 19):
        numbers = []
        for slug in slugs:
            with count_queries() as seen:
                assert client.get(f"/karten/{slug}/fenster.json?{around(48.5, 10.5, zoom)}").status_code == 200
            numbers.append(len(seen))
        assert max(numbers) <= 3


def test_others_see_neither_what_is_held_nor_what_is_hidden(client: PickyClient) -> None:
    pin_map = make_map()
    pins = [make_pin(pin_map).pin for _ in range(3)]
    with unit_of_work():
        for pin, state in ((pins[0], ModerationState.HELD), (pins[1], ModerationState.HIDDEN)):
            row = contributions_of(pin)
            contributions.moderate(row, to=state, reason="Prüfung", by=SYSTEM)

    for zoom in (6, 12, 19):
        for more in ("", "&v=held&v=hidden", "&v=", "&k=1&v=hidden"):
            answer = asked(client, pin_map, around(*INSIDE, zoom) + more)
            assert (answer["t"], answer["p"]["i"]) == (1, [str(pins[2].contribution_id)])


def contributions_of(pin: Pin) -> Any:
    from portal.contributions import queries as said

    return said.contribution(pin.contribution_id)


def test_others_learn_no_exact_position_and_no_words_before_the_release(client: PickyClient) -> None:
    pin_map = make_map(blur_m=500)
    pin = make_pin(pin_map, comment="Beim Haus Nummer 3").pin

    answer = asked(client, pin_map, around(*INSIDE, 12))

    assert answer["p"]["w"] == [0]
    assert (answer["x"] + answer["p"]["x"][0], answer["y"] + answer["p"]["y"][0]) == (pin.shown_x, pin.shown_y)
    assert (pin.x, pin.y) != (pin.shown_x, pin.shown_y)
    assert "Nummer" not in str(answer)


def test_a_map_that_keeps_its_pins_shows_none(client: PickyClient) -> None:
    pin_map = make_map(shows_pins=False)
    make_pin(pin_map)

    answer = asked(client, pin_map, around(*INSIDE, 14))

    assert (answer["t"], answer["p"]["i"]) == (0, [])


def test_below_the_threshold_nothing_is_shown_and_above_no_single_pin(client: PickyClient) -> None:
    pin_map = make_map(threshold=5, groups=("jung", "alt"), position_rule="grid", blur_m=10)
    for _ in range(4):
        make_pin(pin_map, category=1, group=1)
    for _ in range(6):
        make_pin(pin_map, category=2, group=1)

    for zoom in (6, 14, 19):
        answer = asked(client, pin_map, around(*INSIDE, zoom))
        assert counted(answer) == {2: 6}
        assert "p" not in answer
        # What two filters would tell together is not told: a group or a month is not looked at.
        assert asked(client, pin_map, around(*INSIDE, zoom) + "&g=2&m=202512") == answer
        assert asked(client, pin_map, around(*INSIDE, zoom) + "&k=1")["t"] == 0


def test_drafts_and_unknown_maps_answer_404(client: PickyClient) -> None:
    draft = make_map(published=False)

    for slug in (draft.slug, "gibt-es-nicht", "%00", "a" * 300):
        answer = client.get(f"/karten/{slug}/fenster.json?z=10&{WORLD}")
        assert answer.status_code == 404


BROKEN = [
    "",
    "z=10",
    "w=0&n=0&o=9&s=9",
    "z=&w=0&n=0&o=9&s=9",
    "z=NaN&w=0&n=0&o=9&s=9",
    "z=10&w=NaN&n=0&o=9&s=9",
    "z=10&w=Infinity&n=0&o=9&s=9",
    "z=10&w=1e5&n=0&o=9&s=9",
    "z=10&w=1.5&n=0&o=9&s=9",
    "z=10&w=%00&n=0&o=9&s=9",
    "z=10&w=٣&n=0&o=9&s=9",
    "z=10&w[]=0&n[]=0&o[]=9&s[]=9",
    "z=10&w=9&n=0&o=0&s=9",
    "z=10&w=0&n=9&o=9&s=0",
    f"z=10&w={'9' * 5000}&n=0&o=9&s=9",
    "z=10&w=--1&n=0&o=9&s=9",
    "z=10&w=0&n=0&o=9&s=9&k=alle",
    "z=10&w=0&n=0&o=9&s=9&m=2026-11",
]


@pytest.mark.parametrize("query", BROKEN)
def test_what_cannot_be_read_is_a_problem_document(client: PickyClient, query: str) -> None:
    answer = client.get(f"/karten/{make_map().slug}/fenster.json?{query}")

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert json_of(answer)["code"].startswith("window.")


@pytest.mark.parametrize(
    "query",
    [
        f"z=99&{WORLD}",
        f"z=-5&{WORLD}",
        "z=10&w=-99999999&n=-99999999&o=99999999999&s=99999999999",
        f"z=10&{WORLD}&k=999999999999&g=-4&m=0&k=&m=",
        f"z=10&{WORLD}&{'&'.join(f'k={n}' for n in range(500))}",
        "z=10&z=11&w=0&w=5&n=0&o=9&s=9",
    ],
)
def test_what_is_only_odd_is_put_right(client: PickyClient, query: str) -> None:
    pin_map = make_map()
    make_pin(pin_map)

    assert client.get(f"/karten/{pin_map.slug}/fenster.json?{query}").status_code == 200


def test_staff_see_everything_where_it_was_set(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    pin_map = make_map(blur_m=500, shows_pins=False, threshold=10)
    shown, held = make_pin(pin_map).pin, make_pin(pin_map).pin
    with unit_of_work():
        contributions.moderate(contributions_of(held), to=ModerationState.HELD, reason="Prüfung", by=SYSTEM)
    address = f"/arbeit/karten/{pin_map.id}/fenster.json?{around(*INSIDE, 12)}"

    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "no-store"
    found = json_of(answer)
    pins = found["p"]
    drawn = set(zip(pins["i"], pins["v"], (found["x"] + way for way in pins["x"]), strict=True))
    assert drawn == {(str(shown.contribution_id), 0, shown.x), (str(held.contribution_id), 1, held.x)}
    assert json_of(client.get(f"{address}&v=held"))["p"]["i"] == [str(held.contribution_id)]
    assert client.get(f"{address}&v=sichtbar").status_code == 422
    assert client.get(f"/arbeit/karten/{pin_map.id}/fenster.json?z=10&w=9&n=0&o=0&s=9").status_code == 422


def test_staff_of_another_place_and_strangers_see_nothing(app: Flask, client: PickyClient, login: Login) -> None:
    pin_map = make_map(place=make_place("Erkheim", boundary=square(10.4, 48.4, 0.2)))
    address = f"/arbeit/karten/{pin_map.id}/fenster.json?z=10&{WORLD}"

    login(Role.KUEMMERER, make_place("Babenhausen"))

    assert client.get(address).status_code == 404
    assert new_client(app).get(address).status_code == 303


def test_a_closed_map_can_still_be_read(client: PickyClient) -> None:
    pin_map = make_map()
    make_pin(pin_map)
    with unit_of_work():
        session().get_one(PinMap, pin_map.id).state = MapState.CLOSED

    assert asked(client, pin_map, around(*INSIDE, 12))["t"] == 1

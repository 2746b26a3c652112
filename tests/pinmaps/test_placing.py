"""A pin is stored once, counted at once, and seen by others only as its map says."""

import math
from uuid import uuid4

import pytest
from sqlalchemy import delete

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ContributionKind, ModerationState
from portal.kernel.codes import hash_code
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, InvalidTransition
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.pinmaps import queries
from portal.pinmaps.actions import counting, placing, sittings
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import Pin, PinCell, PinMap
from portal.pinmaps.queries import viewport
from portal.pinmaps.terms import CommentRule, ModerationRule, PinFilter, PinVisibility, PositionRule
from tests.factories.consultations import make_consultation
from tests.factories.pinmaps import INSIDE, make_map, make_pin, make_session, record_pin
from tests.factories.places import make_place, square

pytestmark = pytest.mark.usefixtures("app")


def everything_counted(pin_map: PinMap) -> None:
    assert counting.differing(pin_map.id) == 0


def test_a_pin_is_a_wortmeldung_with_a_position() -> None:
    gemeinde = make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()

    placed = make_pin(pin_map, category=2, comment="Hier fehlt eine Bank.")

    row = said.contribution(placed.pin.contribution_id)
    assert (row.kind, row.text, row.sozialraum_id) == (ContributionKind.PIN, "Hier fehlt eine Bank.", gemeinde.id)
    assert placed.pin.x is not None
    assert placed.pin.y is not None
    assert mercator.degrees(placed.pin.x, placed.pin.y) == pytest.approx(INSIDE, abs=2e-6)
    everything_counted(pin_map)


def test_without_words_the_category_is_what_was_said() -> None:
    pin_map = make_map()

    placed = make_pin(pin_map, category=3)

    assert said.contribution(placed.pin.contribution_id).text == "Barriere"
    assert (placed.pin.has_words, placed.pin.is_read, placed.pin.visibility) == (False, True, PinVisibility.SHOWN)


def test_the_same_pin_sent_again_makes_no_second_one() -> None:
    pin_map, key, sitting = make_map(), uuid4(), uuid4()
    first = make_pin(pin_map, key=key, sitting=sitting)

    again = make_pin(pin_map, key=key, sitting=sitting)

    assert (again.repeated, again.code, again.pin.contribution_id) == (True, first.code, first.pin.contribution_id)
    assert queries.counts_of(pin_map.id).all == 1
    sitting_row = queries.sitting_by_code(first.code)
    assert sitting_row is not None
    assert sitting_row.pins == 1


def test_the_same_key_with_another_place_is_no_repeat() -> None:
    pin_map, key = make_map(), uuid4()
    make_pin(pin_map, key=key)

    with pytest.raises(Conflict):
        make_pin(pin_map, key=key, at=(48.51, 10.51))


def test_the_pins_of_a_sitting_share_one_code() -> None:
    pin_map, sitting = make_map(), uuid4()

    codes = {make_pin(pin_map, sitting=sitting, category=category).code for category in (1, 2, 3)}

    (code,) = codes
    row = queries.sitting_by_code(code.lower().replace("-", " "))
    assert row is not None
    assert [pin.category for pin in queries.pins_of_sitting(row.id)] == [1, 2, 3]
    assert said.by_code(code) is None, "the code opens the sitting, not one of its pins"
    assert row.receipt_hash == hash_code(code)


def test_nobody_sets_more_pins_than_the_map_allows() -> None:
    pin_map, sitting = make_map(pins_per_person=2), uuid4()
    first = make_pin(pin_map, sitting=sitting)
    make_pin(pin_map, sitting=sitting)

    with pytest.raises(InvalidInput) as refused:
        make_pin(pin_map, sitting=sitting)
    session().rollback()

    assert refused.value.code == "pin.enough"
    assert queries.counts_of(pin_map.id).all == 2
    with unit_of_work():
        contributions.withdraw(said.contribution(first.pin.contribution_id), by=ANONYMOUS)
    assert not make_pin(pin_map, sitting=sitting).repeated


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"category": 9}, "category"),
        ({"group": 3}, "group"),
        ({"at": (10.5, 48.5)}, "at"),
        ({"at": (math.nan, 10.5)}, "at"),
        ({"at": (math.inf, 10.5)}, "at"),
        ({"at": (48.5, 12.5)}, "at"),
        ({"at": (480.0, 10.5)}, "at"),
        ({"at": None}, "sozialraum_id"),
        ({"at": None, "sozialraum_id": uuid4()}, "sozialraum_id"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values: dict[str, object], field: str) -> None:
    pin_map = make_map()

    with pytest.raises(DomainError) as refused:
        make_pin(pin_map, **values)  # type: ignore[arg-type]

    assert getattr(refused.value, "field", None) == field


def test_a_required_why_is_asked_for() -> None:
    pin_map = make_map(comment=CommentRule.REQUIRED)

    with pytest.raises(InvalidInput) as refused:
        make_pin(pin_map)

    assert refused.value.field == "comment"


def test_a_draft_takes_no_pins() -> None:
    with pytest.raises(InvalidTransition):
        make_pin(make_map(published=False))


def test_a_pin_without_a_position_stands_in_no_cell() -> None:
    gemeinde = make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()

    placed = make_pin(pin_map, at=None, sozialraum_id=gemeinde.id, place_text="beim alten Bahnhof")

    assert not placed.pin.is_on_the_map
    assert queries.counts_of(pin_map.id).all == 0
    everything_counted(pin_map)


def test_words_are_shown_only_after_a_person_released_them() -> None:
    pin_map = make_map(moderation=ModerationRule.AFTER)
    placed = make_pin(pin_map, comment="Dort ist es nachts dunkel.")
    window = mercator.window_of(48.4, 10.4, 48.6, 10.6)

    (before,) = viewport.view(pin_map.id, window, 14).pins
    with unit_of_work():
        contributions.moderate(said.contribution(placed.pin.contribution_id), to=ModerationState.RELEASED, by=SYSTEM)
    (after,) = viewport.view(pin_map.id, window, 14).pins

    assert (before.has_words, after.has_words) == (False, True)


def test_where_moderation_comes_first_nothing_is_seen_before() -> None:
    pin_map = make_map(moderation=ModerationRule.BEFORE)
    placed = make_pin(pin_map)

    assert queries.counts_of(pin_map.id).held == 1
    with unit_of_work():
        contributions.moderate(said.contribution(placed.pin.contribution_id), to=ModerationState.RELEASED, by=SYSTEM)
    assert (queries.counts_of(pin_map.id).shown, queries.counts_of(pin_map.id).held) == (1, 0)
    everything_counted(pin_map)


def test_a_verfahren_that_reads_first_holds_the_pins_of_its_maps() -> None:
    consultation = make_consultation(moderate_first=True)
    pin_map = make_map(moderation=ModerationRule.AFTER, consultation_id=consultation.id)

    placed = make_pin(pin_map, comment="Hier fehlt Schatten.")

    assert placed.pin.visibility is PinVisibility.HELD


def test_hiding_takes_the_pin_off_and_releasing_brings_it_back() -> None:
    pin_map = make_map()
    placed = make_pin(pin_map)
    contribution = said.contribution(placed.pin.contribution_id)

    for to, shown in ((ModerationState.HIDDEN, 0), (ModerationState.RELEASED, 1)):
        with unit_of_work():
            contributions.moderate(contribution, to=to, reason="Persönliche Angaben", by=SYSTEM)
        assert queries.counts_of(pin_map.id).shown == shown
        everything_counted(pin_map)


def test_taking_back_forgets_where_the_pin_stood() -> None:
    pin_map = make_map()
    placed = make_pin(pin_map)

    with unit_of_work():
        contributions.withdraw(said.contribution(placed.pin.contribution_id), by=ANONYMOUS)

    pin = queries.pin(placed.pin.contribution_id)
    assert (pin.x, pin.y, pin.shown_x, pin.shown_y, pin.cell, pin.sitting_id) == (None,) * 6
    assert queries.counts_of(pin_map.id).all == 0
    everything_counted(pin_map)


@pytest.mark.parametrize("rule", list(PositionRule))
def test_others_never_see_the_exact_position(rule: PositionRule) -> None:
    pin_map = make_map(position_rule=rule, blur_m=100)

    pins = [make_pin(pin_map, sitting=uuid4()).pin for _ in range(20)]

    for pin in pins:
        assert pin.x is not None
        assert pin.y is not None
        assert pin.shown_x is not None
        assert pin.shown_y is not None
        away = math.hypot(pin.shown_x - pin.x, pin.shown_y - pin.y) / mercator.steps_of(1, pin.y)
        assert away <= (100 if rule is PositionRule.JITTER else 200)
        assert away >= 20 or rule is PositionRule.GRID
    shown = {(pin.shown_x, pin.shown_y) for pin in pins}
    assert len(shown) == (1 if rule is PositionRule.GRID else 20)


def test_a_table_writes_down_what_paper_says_also_after_the_end() -> None:
    pin_map = make_map(comment=CommentRule.REQUIRED)
    table = make_session(pin_map, people=10)

    placed = record_pin(pin_map, table, category=2)

    assert placed.pin.session_id == table.id
    assert queries.counts_of(pin_map.id).shown == 1
    everything_counted(pin_map)


def test_a_full_count_finds_what_went_wrong_and_rebuilding_mends_it() -> None:
    pin_map = make_map(groups=("bis 30", "über 60"))
    for category in (1, 1, 2):
        make_pin(pin_map, category=category, group=category, at=(48.5 + category / 100, 10.5))
    with unit_of_work():
        session().execute(delete(PinCell).where(PinCell.level == 14, PinCell.category == 2))

    assert counting.differing(pin_map.id) > 0
    with unit_of_work():
        counting.rebuild(pin_map.id)
    everything_counted(pin_map)
    assert queries.counts_of(pin_map.id).by_category == {1: 2, 2: 1}


def test_a_filter_narrows_clusters_and_pins_alike() -> None:
    pin_map = make_map(groups=("bis 30", "über 60"))
    for category, group in ((1, 1), (1, 2), (2, 0)):
        make_pin(pin_map, category=category, group=group)
    window = mercator.window_of(48.4, 10.4, 48.6, 10.6)

    assert viewport.view(pin_map.id, window, 12).total == 3
    assert viewport.view(pin_map.id, window, 12, PinFilter(categories=(1,))).total == 2
    assert viewport.view(pin_map.id, window, 12, PinFilter(categories=(1,), groups=(2,))).total == 1
    assert viewport.view(pin_map.id, window, 12, PinFilter(months=(202001,))).total == 0


def test_below_the_threshold_nothing_is_shown() -> None:
    pin_map = make_map(threshold=5)
    for _ in range(4):
        make_pin(pin_map, category=1)
    window = mercator.window_of(48.4, 10.4, 48.6, 10.6)

    assert viewport.view(pin_map.id, window, 14, threshold=5).total == 0
    make_pin(pin_map, category=1)
    make_pin(pin_map, category=2)
    found = viewport.view(pin_map.id, window, 18, threshold=5)
    assert [cluster.counts for cluster in found.clusters] in ([((1, 5),)], [])
    assert found.pins == ()


def by_chance(pin: Pin) -> tuple[int, int]:
    """How far chance has moved a pin before others see it, in steps to the east and to the south."""
    assert None not in (pin.x, pin.y, pin.shown_x, pin.shown_y)
    return (pin.shown_x or 0) - (pin.x or 0), (pin.shown_y or 0) - (pin.y or 0)


def moved_again_and_again(pin_map: PinMap, places: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """One pin, set anew at each of these places in turn: how far chance has moved it each time."""
    sitting = uuid4()
    pin = make_pin(pin_map, at=places[0], sitting=sitting).pin
    seen = [by_chance(pin)]
    for at in places[1:]:
        new = placing.NewPin(category=1, at=at)
        with unit_of_work():
            placed = sittings.place_instead(
                pin_map, pin.contribution_id, new, submission_key=uuid4(), sitting_key=sitting
            )
        pin = placed.pin
        seen.append(by_chance(pin))
    return seen


def test_the_middle_of_many_moves_does_not_tell_the_place() -> None:
    """Chance decides once: after each little move the pin is shown as far from where it was set, in the same direction."""
    lat, lon = INSIDE

    seen = moved_again_and_again(make_map(blur_m=50), [(lat + step * 0.00003, lon) for step in (0, 1, -1, 2, 0, 1)])

    assert len(set(seen)) == 1


def test_far_away_chance_decides_anew() -> None:
    lat, lon = INSIDE

    seen = moved_again_and_again(make_map(blur_m=50), [(lat + step * 0.005, lon) for step in range(8)])

    assert len(set(seen)) == 8

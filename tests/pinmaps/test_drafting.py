"""Rules of drafting and publishing a Nadelkarte: what holds from the first draft, and what people relied on afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role, allows
from portal.pinmaps import queries
from portal.pinmaps.actions import drafting, publishing
from portal.pinmaps.actions.drafting import MapSettings
from portal.pinmaps.actions.legend import LegendCategory, LegendGroup
from portal.pinmaps.geometry import areas
from portal.pinmaps.models import PinMap
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import authoring
from portal.pinmaps.terms import Colour, CommentRule, MapState, ModerationRule, PositionRule, Requirement, Shape
from portal.pinmaps.terms.templates import TEMPLATES, MapTemplate, template
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.pinmaps import make_map, make_pin, make_session, record_pin
from tests.factories.places import make_place, make_root, square

BLUE = LegendCategory("Gut", Colour.BLUE, Shape.CIRCLE)
RED = LegendCategory("Schlecht", Colour.RED, Shape.SQUARE)
GREEN = LegendCategory("Idee", Colour.GREEN, Shape.STAR)
GIVEN = MapSettings(
    title="Unser Ort",
    question="Wo ist es gut?",
    opens_on=None,
    contact_name="Rosa Huber",
    contact_phone="08392 999-0",
    categories=(BLUE, RED),
)


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_root()
    return make_place("Erkheim", boundary=square(10.3, 48.3, 0.4))


def draft(place: Sozialraum, **changes: Any) -> PinMap:
    with unit_of_work():
        return drafting.create(replace(GIVEN, **changes), place=place, by=SYSTEM)


def settings_of(pin_map: PinMap, **changes: Any) -> MapSettings:
    names = (
        "title", "question", "purpose", "consultation_id", "area", "opens_on", "closes_on", "comment", "with_photo",
        "moderation", "shows_pins", "position_rule", "blur_m", "threshold", "pins_per_person", "group_question",
        "contact_name", "contact_phone", "contact_email",
    )  # fmt: skip
    given: dict[str, Any] = {name: getattr(pin_map, name) for name in names}
    given["categories"] = tuple(
        LegendCategory(one.label, one.colour, one.shape, one.number) for one in pin_map.categories
    )
    given["groups"] = tuple(LegendGroup(one.label, one.number) for one in pin_map.groups)
    return MapSettings(**(given | changes))


def write(pin_map: PinMap, **changes: Any) -> bool:
    place = changes.pop("place", pin_map.sozialraum)
    version = changes.pop("version", pin_map.version)
    settings = settings_of(pin_map, **changes)
    with unit_of_work():
        return drafting.write_settings(queries.pin_map(pin_map.id), settings, place=place, version=version, by=SYSTEM)


def refused(pin_map: PinMap, **changes: Any) -> str | None:
    """The field an error belongs to."""
    with pytest.raises(InvalidInput) as error:
        write(pin_map, **changes)
    return error.value.field


def kinds() -> list[str]:
    return list(session().scalars(select(audit.AuditEntry.kind).order_by(audit.AuditEntry.seq)))


def test_a_draft_shows_the_frame_of_its_place(place: Sozialraum) -> None:
    pin_map = draft(place)

    assert (pin_map.slug, pin_map.state) == ("unser-ort", MapState.DRAFT)
    assert (pin_map.west, pin_map.south, pin_map.east, pin_map.north) == pytest.approx((10.3, 48.3, 10.7, 48.7))
    assert [(one.number, one.position, one.label) for one in pin_map.categories] == [(1, 1, "Gut"), (2, 2, "Schlecht")]
    assert queries.missing_for_publication(pin_map) == [Requirement.PERIOD]


def test_a_place_without_a_boundary_shows_the_one_above_and_cannot_be_published() -> None:
    pin_map = draft(make_place("Ohne Grenze"))

    assert pin_map.west == pytest.approx(10.0)
    assert Requirement.AREA in queries.missing_for_publication(pin_map)


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.name)
def test_every_template_can_be_taken_as_it_is(place: Sozialraum, one: MapTemplate) -> None:
    pin_map = draft(
        place,
        title=one.title,
        question=one.question,
        categories=tuple(LegendCategory(*category) for category in one.categories),
        groups=tuple(LegendGroup(label) for label in one.groups),
        group_question=one.group_question,
        blur_m=one.blur_m,
        threshold=one.threshold,
    )

    assert queries.missing_for_publication(pin_map) == [Requirement.PERIOD]
    assert len(one.question) <= 200
    assert bool(one.groups) == bool(one.group_question)


def test_the_template_for_avoided_places_protects_those_who_answer() -> None:
    avoided = template("gemiedener-ort")

    assert avoided is not None
    assert (avoided.moderation, avoided.threshold) == (ModerationRule.BEFORE, 5)
    assert avoided.position_rule is PositionRule.GRID
    assert template("gibt-es-nicht") is None


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("closes_on", {"opens_on": date(2026, 3, 2), "closes_on": date(2026, 3, 1)}),
        ("blur_m", {"blur_m": 9}),
        ("blur_m", {"blur_m": 1001}),
        ("threshold", {"threshold": 101}),
        ("pins_per_person", {"pins_per_person": 0}),
        ("categories", {"categories": (BLUE, replace(RED, colour=Colour.BLUE))}),
        ("categories", {"categories": (BLUE, replace(RED, shape=Shape.CIRCLE))}),
        ("categories", {"categories": (BLUE, replace(RED, label="gut"))}),
        ("categories", {"categories": (replace(BLUE, label=""),)}),
        ("categories", {"categories": (replace(BLUE, label="x" * 61),)}),
        ("groups", {"groups": (LegendGroup("Kinder"), LegendGroup("kinder"))}),
        ("groups", {"groups": tuple(LegendGroup(f"Gruppe {n}") for n in range(9))}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(place: Sozialraum, field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as error:
        draft(place, **changes)

    assert error.value.field == field


def test_two_maps_of_one_name_have_addresses_of_their_own(place: Sozialraum) -> None:
    assert [draft(place).slug, draft(place).slug] == ["unser-ort", "unser-ort-2"]
    assert draft(place, title="Грунд").slug == "karte"
    assert draft(place, title="Grund").slug == "grund-2"


def test_an_area_of_its_own_must_lie_in_the_place(place: Sozialraum) -> None:
    here = areas.read_area('{"type":"Polygon","coordinates":[[[10.4,48.4],[10.5,48.4],[10.5,48.5],[10.4,48.4]]]}')
    elsewhere = areas.read_area('{"type":"Polygon","coordinates":[[[11.4,48.4],[11.5,48.4],[11.5,48.5],[11.4,48.4]]]}')
    pin_map = draft(place, area=here)

    assert (pin_map.west, pin_map.north) == pytest.approx((10.4, 48.5))
    assert areas.read_area(areas.written(here)) == here
    assert refused(pin_map, area=elsewhere) == "area"


def test_two_editors_do_not_overwrite_each_other(place: Sozialraum) -> None:
    pin_map = draft(place)
    seen = pin_map.version
    write(pin_map, categories=(replace(BLUE, number=1), replace(RED, number=2), GREEN), version=seen)

    with pytest.raises(Conflict):
        write(queries.pin_map(pin_map.id), title="Anders", version=seen)


def test_numbers_of_categories_stay_whatever_is_moved_or_removed(place: Sozialraum) -> None:
    pin_map = draft(place, categories=(BLUE, RED, GREEN))
    write(pin_map, categories=(replace(GREEN, number=3), replace(BLUE, number=1)))
    write(
        queries.pin_map(pin_map.id),
        categories=(
            replace(GREEN, number=3),
            replace(BLUE, number=1, label="Sehr gut"),
            LegendCategory("Neu", Colour.GREY, Shape.DROP),
        ),
    )

    fresh = queries.pin_map(pin_map.id)
    assert [(one.number, one.label) for one in fresh.categories] == [(3, "Idee"), (1, "Sehr gut"), (4, "Neu")]


def test_all_eight_categories_can_be_exchanged(place: Sozialraum) -> None:
    every = tuple(
        LegendCategory(f"Zeile {n}", colour, shape) for n, (colour, shape) in enumerate(zip(Colour, Shape, strict=True))
    )
    pin_map = draft(place, categories=every)

    write(pin_map, categories=tuple(replace(one, label=f"Anders {one.label}") for one in every))

    labels = [one.label for one in queries.pin_map(pin_map.id).categories]
    assert labels == [f"Anders Zeile {n}" for n in range(8)]
    assert sorted(one.number for one in queries.pin_map(pin_map.id).categories) == list(range(1, 9))


def test_a_category_and_a_group_with_pins_cannot_go_but_can_be_renamed() -> None:
    pin_map = make_map(groups=("Jung", "Alt"))
    make_pin(pin_map, category=2, group=1)
    kept = settings_of(pin_map)

    assert refused(pin_map, categories=(kept.categories[0], kept.categories[2])) == "categories"
    assert refused(pin_map, groups=(kept.groups[1],)) == "groups"
    write(pin_map, categories=(replace(kept.categories[1], label="Fehlt"),), groups=(kept.groups[0],))
    fresh = queries.pin_map(pin_map.id)
    assert [(one.number, one.label) for one in fresh.categories] == [(2, "Fehlt")]


def test_a_published_map_keeps_its_address_its_place_and_what_it_needs(place: Sozialraum) -> None:
    pin_map = make_map(place=place)
    slug = pin_map.slug
    write(pin_map, title="Neuer Titel")

    fresh = queries.pin_map(pin_map.id)
    assert (fresh.title, fresh.slug) == ("Neuer Titel", slug)
    assert refused(fresh, place=make_root()) == "sozialraum_id"
    with pytest.raises(InvalidInput) as error:
        write(queries.pin_map(pin_map.id), contact_phone="")
    assert error.value.code == "pin-map.incomplete"


def test_a_draft_can_move_to_another_place(place: Sozialraum) -> None:
    pin_map = draft(place)
    other = make_place("Lauben", boundary=square(10.8, 48.8, 0.1))

    write(pin_map, place=other)

    fresh = queries.pin_map(pin_map.id)
    assert fresh.sozialraum_id == other.id
    assert fresh.west == pytest.approx(10.8)


def test_release_can_only_become_stricter_after_publication() -> None:
    strict = make_map("Streng", moderation=ModerationRule.BEFORE)
    loose = make_map("Locker")

    assert refused(strict, moderation=ModerationRule.AFTER) == "moderation"
    assert write(loose, moderation=ModerationRule.BEFORE) is False
    make_pin(queries.pin_map(strict.id))
    assert write(queries.pin_map(strict.id), title="Streng und neu") is False


def test_nothing_shows_more_of_pins_that_stand_already() -> None:
    pin_map = make_map(blur_m=100, threshold=5, shows_pins=False)
    make_pin(pin_map)
    before = queries.pin_map(pin_map.id)

    assert refused(before, blur_m=99) == "blur_m"
    assert refused(before, threshold=4) == "threshold"
    assert refused(before, shows_pins=True) == "shows_pins"


def test_without_pins_every_rule_can_still_change() -> None:
    pin_map = make_map(blur_m=100, threshold=5, shows_pins=False)

    assert write(pin_map, blur_m=10, threshold=0, shows_pins=True, comment=CommentRule.REQUIRED) is False
    fresh = queries.pin_map(pin_map.id)
    assert (fresh.blur_m, fresh.threshold, fresh.shows_pins) == (10, 0, True)


@pytest.mark.parametrize(
    "changes",
    [{"blur_m": 200}, {"threshold": 9}, {"moderation": ModerationRule.BEFORE}, {"shows_pins": False}],
    ids=lambda changes: next(iter(changes)),
)
def test_stricter_rules_leave_standing_pins_where_they_are(changes: dict[str, Any]) -> None:
    pin_map = make_map()
    placed = make_pin(pin_map)
    before = queries.pin(placed.pin.contribution_id)
    shown = (before.shown_x, before.shown_y, before.visibility)

    assert write(queries.pin_map(pin_map.id), **changes) is True

    after = queries.pin(placed.pin.contribution_id)
    assert (after.shown_x, after.shown_y, after.visibility) == shown


def test_publishing_closing_and_opening_again_stand_in_the_log(place: Sozialraum) -> None:
    pin_map = draft(place)
    with pytest.raises(InvalidInput), unit_of_work():
        publishing.publish(queries.pin_map(pin_map.id), by=SYSTEM)
    write(queries.pin_map(pin_map.id), opens_on=today(), closes_on=today() + timedelta(days=3))

    with unit_of_work():
        publishing.publish(queries.pin_map(pin_map.id), by=SYSTEM)
    assert queries.pin_map(pin_map.id).takes_pins
    with unit_of_work():
        publishing.close(queries.pin_map(pin_map.id), by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        publishing.reopen(queries.pin_map(pin_map.id), closes_on=today() - timedelta(days=1), by=SYSTEM)
    with unit_of_work():
        publishing.reopen(queries.pin_map(pin_map.id), closes_on=today(), by=SYSTEM)

    assert queries.pin_map(pin_map.id).takes_pins
    assert [kind for kind in kinds() if kind.startswith("pinmaps.")] == [
        "pinmaps.published",
        "pinmaps.closed",
        "pinmaps.reopened",
    ]


def test_only_drafts_can_be_thrown_away(place: Sozialraum) -> None:
    pin_map, public, planner = draft(place), make_map(place=place), make_account(Role.PLANNER)

    with pytest.raises(Forbidden), unit_of_work():
        drafting.discard(queries.pin_map(public.id), by=planner)
    with unit_of_work():
        drafting.discard(queries.pin_map(pin_map.id), by=planner)

    assert queries.titles([pin_map.id]) == {}
    assert "pinmaps.discarded" in kinds()


E, P = "editors", "publishers"
ALLOWED = {
    # permission: who in each state (draft, published, closed)
    PinMapPermission.READ: (E, E, E),
    PinMapPermission.EDIT: (E, E, ""),
    PinMapPermission.PUBLISH: (P, "", ""),
    PinMapPermission.CLOSE: ("", P, ""),
    PinMapPermission.REOPEN: ("", "", P),
    PinMapPermission.DISCARD: (E, "", ""),
    PinMapPermission.RECORD: ("", E, E),
    PinMapPermission.MODERATE: ("", E, E),
    PinMapPermission.EXPORT: ("", P, P),
}


@pytest.mark.parametrize("role", Role, ids=str)
def test_who_may_do_what_in_which_state(place: Sozialraum, role: Role) -> None:
    here, elsewhere = make_account(role, place), make_account(role, make_place("Anderswo"))
    editors = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
    holders = {E: editors, P: {Role.PLANNER, Role.MUNICIPALITY}, "": set[Role]()}
    maps = [make_map(f"Karte {state}", place=place, state=state) for state in MapState]

    for permission, wanted in ALLOWED.items():
        for pin_map, who in zip(maps, wanted, strict=True):
            assert allows(permission, here, pin_map) is (role in holders[who]), (permission, pin_map.state)
            assert not allows(permission, elsewhere, pin_map), (permission, pin_map.state)


def test_counts_by_channel_leave_out_what_was_taken_back() -> None:
    pin_map = make_map()
    at_table = make_session(pin_map)
    for _ in range(2):
        make_pin(pin_map)
        record_pin(pin_map, at_table)
    make_pin(pin_map, at=None, place_text="beim alten Bahnhof")

    counted = authoring.channel_counts(pin_map.id)

    assert {channel.value: number for channel, number in counted.items()} == {"online": 3, "paper": 2}
    assert authoring.described_count(pin_map.id) == 1
    assert authoring.numbers_with_pins(pin_map.id, [1, 2, 3]) == {1}
    assert authoring.numbers_with_pins(pin_map.id, []) == frozenset()

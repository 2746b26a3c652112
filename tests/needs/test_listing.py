"""Which Bedarfe a list holds, in which order, and how many."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from portal.county import queries as county
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role
from portal.needs import actions, queries
from portal.needs.models import Need
from portal.needs.queries import NOBODY, Count, NeedFilters
from portal.needs.terms import Due, NeedSort, NeedStatus
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import draft, make_answered, make_need
from tests.factories.places import make_place, make_places
from tests.support.time import StoppedClock


def titles(viewer: Actor = SYSTEM, **filters: object) -> list[str]:
    found = queries.page_of_needs(viewer, NeedFilters(**filters), after=None, limit=50)  # type: ignore[arg-type]
    return [need.title for need in found.rows]


def test_newest_first_without_merged_and_deleted(session: Session) -> None:
    one, two, three, four = (make_need(f"Bedarf {n}") for n in range(4))
    with unit_of_work():
        actions.merge_needs(two, into=one, sentence="Gehört zusammen.", by=SYSTEM)
        actions.delete_need(three, reason="Ein Versuch.", by=SYSTEM)

    assert titles() == [four.title, one.title]
    assert titles(status=NeedStatus.MERGED) == [two.title]


def test_a_place_stands_for_everything_beneath(session: Session) -> None:
    association = make_place("Verwaltungsgemeinschaft Nord", kind=PlaceKind.MUNICIPAL_ASSOCIATION)
    inside, outside = make_place("Legau", parent=association), make_place("Babenhausen")
    make_need("Drinnen", inside)
    make_need("Draußen", outside)

    assert titles(place_id=association.id) == ["Drinnen"]
    assert titles(place_id=outside.id) == ["Draußen"]
    assert titles(place_id=association.parent_id) == ["Draußen", "Drinnen"]
    assert titles(place_id=uuid4()) == []


def test_people_see_their_own_place(session: Session) -> None:
    here, there = make_places("Legau", "Babenhausen")
    make_need("Hofladen", here)
    make_need("Dorfladen", there)

    for role in (Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY, Role.SECTOR_PLANNER):
        viewer = make_account(role, here)
        assert titles(viewer) == titles(viewer, text="laden") == ["Hofladen"]
        assert titles(viewer, text="dorfladen") == titles(viewer, place_id=there.id) == []
        assert queries.count_needs(viewer) == Count(1)
    strangers: list[Actor] = [ANONYMOUS, *(make_account(role) for role in (Role.ADMIN, Role.MODERATOR, Role.OBSERVER))]
    for stranger in strangers:
        assert titles(stranger) == []
        assert queries.count_needs(stranger) == Count(0)


def test_words_are_found_as_people_mean_them(session: Session) -> None:
    make_need("Neue Radwege")
    make_need("Spielplatz", description="Der Weg dorthin ist zu steil.")
    make_need("Hausarzt")

    assert titles(text="weg") == ["Spielplatz", "Neue Radwege"]
    assert titles(text="Radweg") == ["Neue Radwege"]
    assert titles(text="gibtesnicht") == []
    assert titles(text="!!") == []


def test_the_search_follows_every_change(session: Session) -> None:
    need = make_need("Radweg")
    with unit_of_work():
        actions.edit_need(need, draft=draft("Bushäuschen", need.place), version=need.version, by=SYSTEM)
    assert (titles(text="radweg"), titles(text="bus")) == ([], ["Bushäuschen"])

    make_answered(need, NeedStatus.CONFIRMED)
    assert titles(text="bus", status=NeedStatus.CONFIRMED) == ["Bushäuschen"]
    assert titles(text="bus", status=NeedStatus.NEW) == []

    with unit_of_work():
        actions.delete_need(need, reason="Ein Versuch.", by=SYSTEM)
    assert titles(text="bus") == []
    with unit_of_work():
        actions.restore_need(need, by=SYSTEM)
    assert titles(text="bus") == ["Bushäuschen"]


def test_each_filter_alone_and_with_words(session: Session) -> None:
    make_county(with_terms=True)
    field, group, function = county.action_fields()[0], county.target_groups()[0], county.basic_functions()[0]
    planner = make_account(Role.PLANNER)
    place = make_place("Legau")
    with unit_of_work():
        chosen = actions.create_need(
            actions.NeedDraft("Bus fehlt", place.id, "", field.id, frozenset({group.id}), frozenset({function.id})),
            by=SYSTEM,
        )
        actions.assign([chosen], to=planner.id, by=SYSTEM)
    make_need("Bus kaputt", place)

    alone: list[dict[str, Any]] = [
        {"action_field_id": field.id},
        {"target_group_id": group.id},
        {"basic_function_id": function.id},
        {"responsible_id": planner.id},
    ]
    for filters in alone:
        assert titles(**filters) == titles(text="bus", **filters) == ["Bus fehlt"], filters
    assert titles(responsible_id=NOBODY) == titles(responsible_id=NOBODY, text="bus") == ["Bus kaputt"]
    assert titles(target_group_id=group.id, status=NeedStatus.DONE) == []


def test_a_field_stands_for_its_parts(session: Session) -> None:
    from portal.county import actions as county_actions
    from portal.county.terms import Taxonomy

    make_county(with_terms=True)
    above = county.action_fields()[0]
    with unit_of_work():
        part = county_actions.add_term(Taxonomy.ACTION_FIELD, name="Radverkehr", parent=above, by=SYSTEM)
    make_need("Radweg", action_field=part)  # type: ignore[arg-type]

    assert titles(action_field_id=above.id) == titles(action_field_id=above.id, text="radweg") == ["Radweg"]
    assert queries.count_needs(SYSTEM, NeedFilters(action_field_id=above.id)) == Count(1)


def test_due_dates(session: Session) -> None:
    late, soon, later, never = (make_need(title) for title in ("Spät", "Bald", "Später", "Nie"))
    with unit_of_work():
        actions.set_due([late], on=today() - timedelta(days=1), by=SYSTEM)
        actions.set_due([soon], on=today() + timedelta(days=3), by=SYSTEM)
        actions.set_due([later], on=today() + timedelta(days=90), by=SYSTEM)

    assert titles(due=Due.OVERDUE) == ["Spät"]
    assert titles(due=Due.SOON) == ["Bald"]
    assert titles(due=Due.NONE) == [never.title]
    assert titles(sort=NeedSort.DUE) == ["Spät", "Bald", "Später"]
    assert titles(due=Due.OVERDUE, text="spät") == ["Spät"]
    with unit_of_work():
        actions.answer(late, status=NeedStatus.DECLINED, sentence="Geht leider nicht.", by=SYSTEM)
    assert titles(due=Due.OVERDUE) == []


def test_pages_follow_each_other_without_gap(session: Session) -> None:
    for n in range(7):
        make_need(f"Bus {n}")
    for filters in (NeedFilters(), NeedFilters(text="bus")):
        seen: list[str] = []
        after = None
        while True:
            page = queries.page_of_needs(SYSTEM, filters, after=after, limit=3)
            seen += [need.title for need in page.rows]
            after = page.next_cursor
            if after is None:
                break
        assert seen == [f"Bus {n}" for n in reversed(range(7))]


@pytest.mark.parametrize("cursor", ["x", "0.[1].abc", "9" * 5000, "0.[99999999999].AAAA", "\x00"])
def test_a_made_up_cursor_is_refused(session: Session, cursor: str) -> None:
    with pytest.raises(InvalidInput):
        queries.page_of_needs(SYSTEM, NeedFilters(), after=cursor)


def test_counts_are_exact_where_the_tally_knows(session: Session) -> None:
    make_county(with_terms=True)
    field = county.action_fields()[0]
    here, there = make_places("Legau", "Babenhausen")
    for n in range(3):
        make_need(f"Bus {n}", here, action_field=field)
    make_answered(make_need("Arzt", there), NeedStatus.CONFIRMED)

    def number(**filters: object) -> int:
        return queries.count_needs(SYSTEM, NeedFilters(**filters)).number  # type: ignore[arg-type]

    assert (number(), number(place_id=here.id), number(action_field_id=field.id)) == (4, 3, 3)
    assert (number(status=NeedStatus.CONFIRMED), number(text="bus"), number(text="bus", place_id=there.id)) == (1, 3, 0)
    everywhere = {NeedStatus.NEW: 3, NeedStatus.CONFIRMED: 1}
    assert (
        queries.counts_by_status(SYSTEM)
        == queries.counts_by_status(SYSTEM, NeedFilters(status=NeedStatus.NEW))
        == everywhere
    )
    assert queries.counts_by_status(SYSTEM, NeedFilters(place_id=there.id)) == {NeedStatus.CONFIRMED: 1}
    assert queries.counts_by_status(SYSTEM, NeedFilters(text="bus")) == {}


def test_long_lists_are_not_counted_to_the_end(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.needs.queries.listing.COUNTED_UP_TO", 2)
    for n in range(4):
        make_need(f"Bus {n}")

    assert queries.count_needs(SYSTEM, NeedFilters(text="bus")) == Count(2, exact=False)


def test_filters_are_read_from_the_address_and_written_back() -> None:
    place = uuid4()
    args = MultiDict(
        {
            "q": " Bus  am\nAbend ",
            "ort": str(place),
            "status": "new",
            "zustaendig": "niemand",
            "frist": "overdue",
            "reihenfolge": "due",
        }
    )

    filters = NeedFilters.from_args(args)

    assert filters == NeedFilters(
        text="Bus am Abend",
        place_id=place,
        status=NeedStatus.NEW,
        responsible_id=NOBODY,
        due=Due.OVERDUE,
        sort=NeedSort.DUE,
    )
    assert NeedFilters.from_args(filters.to_args()) == filters
    assert NeedFilters().to_args() == {}


@pytest.mark.parametrize("name", ["ort", "status", "feld", "gruppe", "funktion", "zustaendig", "frist", "reihenfolge"])
@pytest.mark.parametrize("value", ["x", "1 OR 1=1", "🚌", "\x00", "9" * 1000, "[]"])
def test_nonsense_is_no_filter(name: str, value: str) -> None:
    assert NeedFilters.from_args(MultiDict({name: value})).is_empty
    with pytest.raises(InvalidInput):
        NeedFilters.from_args(MultiDict({name: value}), strict=True)


def test_one_need_is_found_by_those_who_may(session: Session) -> None:
    here, there = make_places("Legau", "Babenhausen")
    need = make_need("Bus", here)

    assert queries.need(make_account(Role.KUEMMERER, here), need.id).title == "Bus"
    assert queries.need_by_number(SYSTEM, f" {need.number} ") is not None
    for viewer in (make_account(Role.PLANNER, there), make_account(Role.ADMIN), ANONYMOUS):
        with pytest.raises(NotFound):
            queries.need(viewer, need.id)
        assert queries.need_by_number(viewer, need.number) is None


def test_deleted_ones_are_found_by_those_who_could_bring_them_back(session: Session) -> None:
    here = make_place("Legau")
    need = make_need("Bus", here)
    with unit_of_work():
        actions.delete_need(need, reason="Ein Versuch.", by=SYSTEM)

    assert queries.need(make_account(Role.PLANNER, here), need.id).is_deleted
    with pytest.raises(NotFound):
        queries.need(make_account(Role.KUEMMERER, here), need.id)


def test_changes_come_in_the_order_of_commits_with_tombstones(session: Session) -> None:
    one, two, three = (make_need(title) for title in ("A", "B", "C"))
    start = max(need.change_number for need in (one, two, three))
    with unit_of_work():
        actions.merge_needs(two, into=one, sentence="Gehört zusammen.", by=SYSTEM)
    with unit_of_work():
        actions.delete_need(three, reason="Ein Versuch.", by=SYSTEM)

    changed = queries.changed_needs(None, after_change_number=start)

    assert changed[-1].title == "C"
    assert {need.title: (need.merged_into_id is not None, need.deleted_at is not None) for need in changed} == {
        "A": (False, False),
        "B": (True, False),
        "C": (False, True),
    }
    last = changed[-1].change_number
    assert queries.changed_needs(None, after_change_number=last) == []
    assert len(queries.changed_needs(None, limit=2)) == 2


def test_changes_since_a_moment(session: Session, frozen_clock: StoppedClock) -> None:
    old, touched = make_need("Alt"), make_need("Wieder angefasst")
    frozen_clock.forward(days=3)
    since = frozen_clock.moment
    new = make_need("Neu")
    make_answered(touched, NeedStatus.CONFIRMED)

    assert [need.title for need in queries.changed_needs(None, since=since)] == [new.title, touched.title]
    assert queries.changed_needs(None, since=since + timedelta(days=1)) == []
    assert old.title in [need.title for need in queries.changed_needs(None, since=since - timedelta(days=4))]


def test_changes_stay_within_a_place(session: Session) -> None:
    here, there = make_places("Legau", "Babenhausen")
    make_need("Hier", here)
    make_need("Dort", there)

    assert [need.title for need in queries.changed_needs(frozenset({here.id}))] == ["Hier"]
    assert queries.changed_needs(frozenset()) == []


def test_labels_take_the_same_queries_for_one_and_for_thirty(session: Session) -> None:
    from tests.support.queries import count_queries

    make_county(with_terms=True)
    for n in range(30):
        make_need(f"Bedarf {n}", action_field=county.action_fields()[n % 3])
    needs = list(session.scalars(queries.visible_needs(SYSTEM)))

    def asked(some: list[Need]) -> int:
        with count_queries() as seen:
            labels = queries.labels_for(some)
            assert all(labels.place(need).name and labels.action_field(need) for need in some)
        return len(seen)

    assert asked(needs[:1]) == asked(needs) <= 6

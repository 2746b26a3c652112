"""Finding places: by point, by name, by address; and what is kept between requests."""

import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.errors import NotFound
from portal.kernel.policy import SYSTEM
from portal.places import actions, queries
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.places import ids, import_unterallgaeu, make_place, make_root, square
from tests.support.queries import count_queries

pytestmark = pytest.mark.usefixtures("app")


def test_point_belongs_to_the_smallest_place() -> None:
    gemeinde = make_place("Dorf", boundary=square(10.2, 48.2))
    weiler = make_place("Weiler", kind=PlaceKind.LOCALITY, parent=gemeinde, boundary=square(10.2, 48.2, 0.02))
    assert queries.place_at(48.21, 10.21) == weiler
    assert queries.place_at(48.25, 10.25) == gemeinde
    assert queries.place_at(48.9, 10.9) == queries.root()
    assert queries.place_at(52.5, 13.4) is None


def test_points_see_a_change_at_once() -> None:
    gemeinde = make_place("Dorf", boundary=square(10.2, 48.2))
    assert queries.place_at(48.21, 10.21) == gemeinde
    weiler = make_place("Weiler", kind=PlaceKind.LOCALITY, parent=gemeinde, boundary=square(10.2, 48.2, 0.02))
    assert queries.place_at(48.21, 10.21) == weiler


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [
        (48.045, 10.49, "Mindelheim"),
        (48.005, 10.597, "Bad Wörishofen"),
        (47.9433, 10.299, "Ottobeuren"),
        (47.97, 10.28, "Hawangen"),
    ],
)
def test_real_points_lie_in_real_gemeinden(lat: float, lon: float, name: str) -> None:
    import_unterallgaeu()
    found = queries.place_at(lat, lon)
    assert found is not None
    assert found.name == name


def test_ten_thousand_points_are_placed_at_once() -> None:
    import_unterallgaeu()
    points = [(47.8 + (n % 100) * 0.005, 10.0 + (n // 100) * 0.007) for n in range(10_000)]
    queries.places_at(points[:1])
    began = time.process_time()
    with count_queries() as asked:
        found = queries.places_at(points)
    assert len(asked) <= 1
    assert time.process_time() - began < 1
    assert 1_000 < sum(place is not None for place in found) < 10_000


def test_subtree_holds_everything_beneath() -> None:
    association = make_place("Verwaltungsgemeinschaft Boos", kind=PlaceKind.MUNICIPAL_ASSOCIATION)
    boos, pless = make_place("Boos", parent=association), make_place("Pleß", parent=association)
    weiler = make_place("Weiler", kind=PlaceKind.LOCALITY, parent=boos)
    other = make_place("Lauben")
    assert _ids_in(association) == ids(association, boos, pless, weiler)
    assert _ids_in(boos, other) == ids(boos, weiler, other)
    assert _ids_in() == set()


def _ids_in(*places: Sozialraum) -> set[object]:
    from portal.kernel.db import session

    inside = queries.subtree_ids([place.id for place in places])
    return set(session().scalars(select(Sozialraum.id).where(Sozialraum.id.in_(inside))))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Bad Wörishofen", "Bad Wörishofen"),
        ("bad woerishofen", "Bad Wörishofen"),
        ("  BAD   WÖRISHOFEN ", "Bad Wörishofen"),
        ("woerish", "Bad Wörishofen"),
        ("unteregg", "Unteregg"),
        ("Unterek", "Unteregg"),
        ("Babenhasen", "Babenhausen"),
        ("Pless", "Pleß"),
        ("09778168", "Markt Rettenbach"),
        ("rettenbach", "Markt Rettenbach"),
        ("günz", "Egg a.d. Günz"),
    ],
)
def test_names_are_found_however_they_are_typed(typed: str, first: str) -> None:
    import_unterallgaeu()
    assert queries.search(typed, kinds=[PlaceKind.MUNICIPALITY])[0].name == first


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "'; DROP TABLE sozialraum", "%", "\x00", "🏔️"])
def test_nonsense_finds_nothing(typed: str) -> None:
    import_unterallgaeu()
    assert queries.search(typed) == []


def test_choices_tell_places_of_one_name_apart_and_cost_no_query() -> None:
    association = make_place("Verwaltungsgemeinschaft Boos", kind=PlaceKind.MUNICIPAL_ASSOCIATION)
    boos = make_place("Boos", parent=association)
    lauben = make_place("Lauben")
    weiler = make_place("Weiler", kind=PlaceKind.LOCALITY, parent=lauben)
    make_place("Wald", kind=PlaceKind.UNINCORPORATED)
    queries.tree()
    with count_queries() as asked:
        choices = queries.choices()
    assert choices == [(boos.id, "Boos (VG Boos)"), (lauben.id, "Lauben"), (weiler.id, "Weiler (Lauben)")]
    assert len(asked) == 0
    assert queries.labels([weiler.id]) == {weiler.id: "Weiler (Lauben)"}
    assert queries.names([boos.id, association.id]) == {boos.id: "Boos", association.id: "Verwaltungsgemeinschaft Boos"}


def test_names_are_sorted_the_german_way() -> None:
    for name in ("Zell", "Ötting", "Ollarzried", "Äpfingen", "Apfeltrach"):
        make_place(name)
    assert [place.name for place in queries.municipalities()] == [
        "Äpfingen",
        "Apfeltrach",
        "Ötting",
        "Ollarzried",
        "Zell",
    ]
    assert [label for _, label in queries.choices()] == [place.name for place in queries.municipalities()]


def test_tree_sees_what_its_own_unit_of_work_did_and_keeps_nothing_that_was_undone() -> None:
    gemeinde = make_place("Dorf")
    with pytest.raises(ZeroDivisionError), unit_of_work():
        actions.add_locality(gemeinde, name="Weiler", by=SYSTEM)
        assert queries.search("Weiler")
        raise ZeroDivisionError
    assert not queries.search("Weiler")
    with unit_of_work():
        actions.add_locality(gemeinde, name="Weiler", by=SYSTEM)
    assert queries.search("Weiler")


def test_tree_is_read_again_after_a_while(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process added a place: it is seen as soon as the kept tree is old enough."""
    make_root()
    queries.tree()
    with unit_of_work():
        session.add(_bare_place())
    assert not queries.search("Neu")
    monkeypatch.setattr("portal.places.queries.snapshot.KEEP_SECONDS", 0.0)
    assert queries.search("Neu")


def _bare_place() -> Sozialraum:
    from portal.kernel.codes import new_id

    root, place_id = make_root(), new_id()
    return Sozialraum(
        id=place_id, kind=PlaceKind.MUNICIPALITY, name="Neu", slug="neu", ags="09999990", parent_id=root.id,
        path=f"{root.path}{place_id}/",
    )  # fmt: skip


def test_unknown_places_are_not_found() -> None:
    make_root()
    with pytest.raises(NotFound):
        queries.place_by_slug("nirgendwo")
    with pytest.raises(NotFound):
        queries.place(make_root().id.__class__(int=5))


def test_contact_is_the_nearest_on_the_way_up() -> None:
    gemeinde = make_place("Dorf", phone="08261 1", phone_of="Maria Beispiel")
    weiler = make_place("Weiler", kind=PlaceKind.LOCALITY, parent=gemeinde)
    lonely = make_place("Lauben")
    known = queries.tree()
    node, other = known.get(weiler.id), known.get(lonely.id)
    assert node is not None
    assert other is not None
    assert known.contact_of(node) == queries.Contact(name="Maria Beispiel", phone="08261 1", place="Dorf")
    assert known.contact_of(other) is None


def test_drawing_is_made_once_per_tree() -> None:
    import_unterallgaeu()
    first = queries.county_drawing()
    with count_queries() as asked:
        assert queries.county_drawing() is first
    assert len(asked) == 0
    assert len(first.places) == 53

"""What staff change by hand."""

import pytest
from sqlalchemy.orm import Session

from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.places import actions, queries
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.places import make_place, make_root

pytestmark = pytest.mark.usefixtures("app")


def add(parent: Sozialraum, name: str, **options: object) -> Sozialraum:
    with unit_of_work():
        return actions.add_locality(parent, name=name, by=SYSTEM, **options)  # type: ignore[arg-type]


def edit(place: Sozialraum, **changes: object) -> None:
    values: dict[str, object] = {
        "seen_version": place.version,
        "phone": "",
        "phone_of": "",
        "welcome": "",
        "by": SYSTEM,
    }
    with unit_of_work():
        actions.edit_place(place, **(values | changes))  # type: ignore[arg-type]


def test_ortsteil_is_found_at_once(session: Session) -> None:
    gemeinde = make_place("Apfeltrach")
    part = add(gemeinde, "  Köngetried ")
    assert (part.name, part.slug, part.kind) == ("Köngetried", "koengetried", PlaceKind.LOCALITY)
    assert part.lineage == (*gemeinde.lineage, part.id)
    assert queries.labels([part.id]) == {part.id: "Köngetried (Apfeltrach)"}
    assert [entry.facts for entry in session.scalars(audit.entries(of_kind="places.added"))] == [
        {"place_id": str(part.id)}
    ]


def test_name_is_taken_however_it_is_spelled() -> None:
    gemeinde = make_place("Apfeltrach")
    add(gemeinde, "Köngetried")
    for name in ("Köngetried", "koengetried", "KÖNGETRIED "):
        with pytest.raises(InvalidInput) as caught:
            add(gemeinde, name)
        assert caught.value.field == "name"
    assert len(queries.children(gemeinde)) == 1


@pytest.mark.parametrize("name", ["", "   ", "\x00\x1f", "x" * 121])
def test_useless_names_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        add(make_place("Apfeltrach"), name)


def test_parts_hang_only_on_gemeinden_and_ortsteile() -> None:
    quarter = add(make_place("Stadt"), "Altstadt", kind=PlaceKind.QUARTER)
    for parent, kind in (
        (make_root(), PlaceKind.LOCALITY),
        (quarter, PlaceKind.QUARTER),
        (make_place("X"), PlaceKind.MUNICIPALITY),
    ):
        with pytest.raises(InvalidInput):
            add(parent, "Unmöglich", kind=kind)


def test_phone_and_welcome_are_kept_as_written() -> None:
    place = make_place("Unteregg")
    edit(place, phone=" 08269 / 12-34 ", phone_of="Maria  Beispiel", welcome="Grüß Gott!\r\n\r\n<b>Schön</b>")
    assert (place.phone, place.phone_of, place.welcome) == (
        "08269 / 12-34",
        "Maria Beispiel",
        "Grüß Gott!\n\n<b>Schön</b>",
    )


@pytest.mark.parametrize("phone", ["keine", "12", "0" * 61, "08261 995-0; rm -rf", "+", "call me 08261", "1" * 30])
def test_numbers_nobody_can_dial_are_refused(phone: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        edit(make_place("Unteregg"), phone=phone)
    assert caught.value.field == "phone"


def test_overlong_welcome_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        edit(make_place("Unteregg"), welcome="x" * 2001)
    assert caught.value.field == "welcome"


def test_second_to_save_is_told() -> None:
    place = make_place("Unteregg")
    seen = place.version
    edit(place, phone="08269 1")
    with pytest.raises(Conflict):
        edit(place, seen_version=seen, phone="08269 2")
    assert queries.place(place.id).phone == "08269 1"


def test_only_parts_are_renamed() -> None:
    gemeinde = make_place("Apfeltrach")
    part = add(gemeinde, "Köngetried")
    edit(part, name="Köngetried-Süd")
    edit(gemeinde, name="Birnentrach")
    assert part.name == "Köngetried-Süd"
    assert part.slug == "koengetried"
    assert gemeinde.name == "Apfeltrach"


def test_strangers_change_nothing() -> None:
    place = make_place("Unteregg")
    neighbour = make_account(Role.KUEMMERER, make_place("Nachbar"))
    with pytest.raises(Forbidden):
        edit(place, by=neighbour)
    with pytest.raises(Forbidden), unit_of_work():
        actions.add_locality(place, name="Weiler", by=neighbour)

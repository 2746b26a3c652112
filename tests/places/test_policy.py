"""Who may change what about a place: every role in every position."""

from typing import Any

import pytest

from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role, allows
from portal.places.models import Sozialraum
from portal.places.policy import PlacePermission
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.places import make_place, make_root

pytestmark = pytest.mark.usefixtures("app")

#: Roles that look after places.
LOOK_AFTER = {Role.ADMIN, Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}


class Scene:
    """A Gemeinde with an Ortsteil, its neighbour, and the county above both."""

    def __init__(self) -> None:
        self.here = make_place("Hier")
        self.part = make_place("Weiler", kind=PlaceKind.LOCALITY, parent=self.here)
        self.quarter = make_place("Altstadt", kind=PlaceKind.QUARTER, parent=self.here)
        self.elsewhere = make_place("Nachbar")
        self.county = make_root()

    def actor(self, role: Role, where: str) -> Actor:
        place: Sozialraum | None = getattr(self, where) if where != "everywhere" else None
        return make_account(role, place)


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("where", "reaches"),
    [
        ("everywhere", {"here", "part", "elsewhere", "county"}),
        ("here", {"here", "part"}),
        ("part", {"part"}),
        ("elsewhere", {"elsewhere"}),
    ],
)
def test_place_is_edited_by_those_who_look_after_it(scene: Scene, role: Role, where: str, reaches: set[str]) -> None:
    actor = scene.actor(role, where)
    for name in ("here", "part", "elsewhere", "county"):
        expected = role in LOOK_AFTER and name in reaches
        assert allows(PlacePermission.EDIT, actor, getattr(scene, name)) is expected, name


@pytest.mark.parametrize("role", list(Role))
def test_parts_are_added_where_parts_can_be(scene: Scene, role: Role) -> None:
    actor = scene.actor(role, "everywhere")
    for place, can_have_parts in (
        (scene.here, True),
        (scene.part, True),
        (scene.quarter, False),
        (scene.county, False),
    ):
        expected = role in LOOK_AFTER and can_have_parts
        assert allows(PlacePermission.ADD_PART, actor, place) is expected, place


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_list_and_none_imports(scene: Scene, role: Role) -> None:
    actor = scene.actor(role, "here")
    assert allows(PlacePermission.LIST, actor)
    assert not allows(PlacePermission.IMPORT, actor)


@pytest.mark.parametrize("permission", list(PlacePermission))
def test_without_a_role_nothing_is_allowed(scene: Scene, permission: PlacePermission) -> None:
    thing: Any = scene.here
    assert not allows(permission, ANONYMOUS, thing)
    assert not allows(permission, make_account(), thing)
    assert allows(permission, SYSTEM, thing)

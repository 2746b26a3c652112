"""What the cells of the list say."""

from portal.kernel.policy import Role
from portal.places.terms import PlaceKind
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient


def test_a_verwaltungsgemeinschaft_has_a_brief_name_in_the_list_and_its_full_one_in_the_file(
    client: PickyClient, login: Login
) -> None:
    make_county()
    name = "Verwaltungsgemeinschaft Babenhausen"
    make_need("Hofladen", make_place(name, kind=PlaceKind.MUNICIPAL_ASSOCIATION))
    login(Role.PLANNER)

    page = client.page("/arbeit/bedarfe")

    assert page.text(".needs__number abbr") == "VG Babenhausen"
    assert page.attribute(".needs__number abbr", "title") == name
    assert name in client.page(page.link("Hofladen")).text("main")

"""The page of a Wortmeldung says where it is now, to those who may know."""

import pytest
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.models import TriageItem
from portal.needs.terms.passages import sentences
from tests.factories.county import make_county
from tests.factories.needs import make_item, make_need
from tests.factories.places import make_place, make_places
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

HEADING = "Was daraus geworden ist"


@pytest.fixture(autouse=True)
def county(session: Session) -> None:
    make_county()


def page_of(item: TriageItem, client: PickyClient) -> Page:
    return client.page(f"/arbeit/wortmeldungen/{item.contribution_id}")


def told(page: Page) -> list[str]:
    return page.texts("section[aria-labelledby=where-it-went] .row__title")


def test_what_waits_leads_to_the_inbox(client: PickyClient, login: Login) -> None:
    item = make_item()
    login(Role.PLANNER)

    page = page_of(item, client)

    assert page.link("Wartet im Eingang auf eine Entscheidung") == f"/arbeit/eingang?eintrag={item.id}"


def test_the_bedarf_is_named_also_after_it_went_into_another(client: PickyClient, login: Login) -> None:
    item, need, other = make_item(), make_need("Bus am Abend"), make_need("Rufbus")
    with unit_of_work():
        actions.add_to_need([item], need=need, by=SYSTEM)
    login(Role.PLANNER)
    assert page_of(item, client).link("Bus am Abend") == f"/arbeit/bedarfe/{need.id}"

    with unit_of_work():
        actions.merge_needs(need, into=other, sentence="Gehört zusammen.", by=SYSTEM)

    page = page_of(item, client)
    assert told(page) == ["Rufbus"]
    assert page.link("Rufbus") == f"/arbeit/bedarfe/{other.id}"


def test_what_is_no_bedarf_says_why(client: PickyClient, login: Login) -> None:
    item = make_item()
    with unit_of_work():
        actions.decline([item], reason="Dafür ist die Post zuständig.", by=SYSTEM)
    login(Role.PLANNER)

    page = page_of(item, client)

    assert told(page) == ["Kein Bedarf"]
    assert "Dafür ist die Post zuständig." in page.text("section[aria-labelledby=where-it-went]")


def test_each_part_goes_its_own_way_at_the_same_cost(client: PickyClient, login: Login) -> None:
    whole, one = make_item("Der Bus fehlt. Es fehlt ein Arzt. Danke."), make_item()
    with unit_of_work():
        actions.split_item(whole, passages=sentences("Der Bus fehlt. Es fehlt ein Arzt. Danke."), by=SYSTEM)
    login(Role.PLANNER)
    page_of(one, client)
    with count_queries() as for_one:
        page_of(one, client)

    with count_queries() as for_three:
        page = page_of(whole, client)

    assert told(page) == ["Wartet im Eingang auf eine Entscheidung"] * 3
    assert "Teil: „Es fehlt ein Arzt.“" in page.text("main")
    assert len(for_three) == len(for_one), str(for_three)


def test_a_kuemmerer_sees_it_wait_but_no_way_into_the_inbox(client: PickyClient, login: Login) -> None:
    here = make_place("Legau")
    item = make_item(place=here)
    login(Role.KUEMMERER, here)

    page = page_of(item, client)

    assert told(page) == ["Wartet im Eingang auf eine Entscheidung"]
    assert not page.has("section[aria-labelledby=where-it-went] a")


def test_a_bedarf_of_another_place_is_not_named(client: PickyClient, login: Login) -> None:
    here, there = make_places("Legau", "Babenhausen")
    item, need = make_item(place=here), make_need("Bus am Abend", there)
    with unit_of_work():
        actions.add_to_need([item], need=need, by=SYSTEM)
    login(Role.KUEMMERER, here)

    text = page_of(item, client).text("main")

    assert "Bus am Abend" not in text
    assert HEADING not in text


def test_moderators_do_not_hear_of_bedarfe(client: PickyClient, login: Login) -> None:
    item = make_item()
    login(Role.MODERATOR)

    assert HEADING not in page_of(item, client).text("main")


def test_the_list_says_what_became_of_each(client: PickyClient, login: Login) -> None:
    make_item("Das Erste")
    item, need = make_item("Das Zweite"), make_need("Bus am Abend")
    with unit_of_work():
        actions.add_to_need([item], need=need, by=SYSTEM)
    login(Role.PLANNER)

    rows = client.page("/arbeit/wortmeldungen").rows()

    state = {row[0]: row[4] for row in rows}
    assert state["Das Erste"] == "im Eingang"
    assert state["Das Zweite"] == "Neu"

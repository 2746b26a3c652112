"""The pages of places."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.kernel.codes import new_id
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places import actions, queries
from portal.places.models import Sozialraum
from portal.places.routes import home
from portal.places.terms import PlaceKind
from tests.factories.county import make_county
from tests.factories.places import import_unterallgaeu, make_place, make_root, square
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

NONSENSE = (
    "q=" + "x" * 5000,
    "q=%00%F0%9F",
    "q[]=1",
    "nach=" + "y" * 500,
    "q=<script>alert(1)</script>",
    "ort=../../etc",
)


@pytest.fixture
def unterallgaeu(app: object) -> None:
    make_county(name="Landkreis Unterallgäu", short_name="Unterallgäu", ags="09778")
    import_unterallgaeu()


@pytest.mark.usefixtures("unterallgaeu")
def test_start_page_leads_to_what_people_come_for(client: PickyClient) -> None:
    page = client.page("/")
    assert page.heading == "Was fehlt bei Ihnen im Ort?"
    assert page.link("Anliegen melden") == "/anliegen"
    assert page.link("Was wurde aus meiner Wortmeldung?") == "/rueckmeldung"
    assert "08261 995-0" in page.text("main")
    assert len(page.all("select[name=ort] option")) == 53
    assert len(page.all("svg.county-map a")) == 53


@pytest.mark.usefixtures("unterallgaeu")
def test_start_page_asks_the_database_twice_at_most_and_then_not_at_all(client: PickyClient) -> None:
    with count_queries() as cold:
        client.page("/")
    with count_queries() as warm:
        client.page("/")
    ours = [statement for statement in warm if "sozialraum" in statement or "county" in statement]
    assert ours == []
    assert len(cold) < 20


def test_start_page_works_before_anything_is_set_up(client: PickyClient) -> None:
    assert client.page("/").heading == "Was fehlt bei Ihnen im Ort?"
    assert client.page("/orte").heading == "Orte"


@pytest.mark.usefixtures("unterallgaeu")
def test_choosing_a_place_works_without_javascript(client: PickyClient) -> None:
    form = client.page("/").form("form.my-place__form")
    page = client.follow(client.submit(form, ort="unteregg"))
    assert page.heading == "Unteregg"
    assert client.page("/orte?ort=").heading == "Orte im Landkreis Unterallgäu"
    assert client.page("/orte?ort=nirgendwo&ort=x").heading == "Orte im Landkreis Unterallgäu"


@pytest.mark.usefixtures("unterallgaeu")
def test_list_of_places_in_both_orders(client: PickyClient) -> None:
    by_name = client.page("/orte")
    assert len(by_name.all(".place-group__link")) == 53
    assert by_name.texts(".place-group__title")[:3] == ["A", "B", "D"]
    by_association = client.page("/orte?nach=vg")
    assert len(by_association.all(".place-group__link")) == 53
    assert by_association.texts(".place-group__title")[0] == "Verwaltungsgemeinschaft Babenhausen"
    assert by_association.texts(".place-group__title")[-1] == "Ohne Verwaltungsgemeinschaft"


@pytest.mark.usefixtures("unterallgaeu")
def test_search_forgives_spelling_and_says_when_nothing_fits(client: PickyClient) -> None:
    assert client.page("/orte?q=woerishofen").link("Bad Wörishofen") == "/orte/bad-woerishofen"
    assert "Diesen Ort haben wir nicht gefunden" in client.page("/orte?q=xyzzy").text("main")


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.usefixtures("unterallgaeu")
def test_nonsense_in_the_address_is_harmless(client: PickyClient, query: str) -> None:
    assert client.page(f"/orte?{query}").heading == "Orte im Landkreis Unterallgäu"


@pytest.mark.usefixtures("unterallgaeu")
def test_page_of_a_gemeinde(client: PickyClient) -> None:
    page = client.page("/orte/unteregg")
    assert page.link("Anliegen für Unteregg melden") == "/anliegen?ort=unteregg"
    facts = page.text(".place-facts")
    assert "Dirlewang" in facts
    assert "22,9 km²" in facts
    assert page.text("svg.county-map title") == "Lage von Unteregg im Landkreis Unterallgäu"
    assert len(page.all(".county-map__place--shown")) == 1
    assert page.link("Apfeltrach") == "/orte/apfeltrach"


@pytest.mark.usefixtures("unterallgaeu")
def test_page_of_an_association_of_a_forest_and_of_the_county(client: PickyClient) -> None:
    association = client.page("/orte/vg-dirlewang")
    assert association.heading == "Verwaltungsgemeinschaft Dirlewang"
    assert len(association.all(".county-map__place--shown")) == 4
    assert "Hier wohnt niemand." in client.page("/orte/ungerhauser-wald").text("main")
    assert len(client.page("/orte/landkreis-unterallgaeu").all(".county-map__place--shown")) == 53


def test_page_shows_the_nearest_phone_number_and_words_as_words(client: PickyClient) -> None:
    make_county()
    place = make_place(
        "Unteregg", phone="08269 123", phone_of="Kümmerin Maria Beispiel", welcome="<script>x</script> Grüß Gott"
    )
    part = make_place("Warmisried", kind=PlaceKind.LOCALITY, parent=place)
    assert "08269 123" in client.page(f"/orte/{part.slug}").text("main")
    page = client.page(f"/orte/{place.slug}")
    assert "<script>x</script> Grüß Gott" in page.text("main")
    assert "Kümmerin Maria Beispiel" in page.text("footer")
    assert page.link("Warmisried") == f"/orte/{part.slug}"


def test_unknown_place_is_not_found(client: PickyClient) -> None:
    for path in ("/orte/nirgendwo", "/orte/%00", "/orte/" + "x" * 3000):
        assert client.get(path).status_code == 404


@pytest.mark.usefixtures("unterallgaeu")
def test_number_of_queries_does_not_grow_with_the_places(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    client.page("/arbeit/orte")
    with count_queries() as many:
        assert len(client.page("/arbeit/orte").rows()) == 65
    with count_queries() as few:
        assert len(client.page("/arbeit/orte?q=unteregg").rows()) == 1
    assert len(many) == len(few)


def test_staff_edits_what_residents_read(client: PickyClient, login: Login) -> None:
    place = make_place("Unteregg")
    login(Role.KUEMMERER, place)
    assert client.page("/arbeit/orte").link("Unteregg") == f"/arbeit/orte/{place.id}"
    form = client.page(f"/arbeit/orte/{place.id}").form("form.place-form")
    page = client.follow(client.submit(form, phone="08269 123", phone_of="Maria Beispiel", welcome="Grüß Gott!"))
    assert "gespeichert" in page.text("#tells")
    assert "08269 123" in client.page(f"/orte/{place.slug}").text("main")


def test_invalid_phone_keeps_what_was_typed(client: PickyClient, login: Login) -> None:
    place = make_place("Unteregg")
    login(Role.PLANNER)
    form = client.page(f"/arbeit/orte/{place.id}").form("form.place-form")
    response = client.submit(form, phone="ruf an!", welcome="Grüß Gott!")
    assert response.status_code == 422
    page = Page(response)
    assert "Telefonnummer" in page.errors()["phone"]
    assert page.text("textarea[name=welcome]") == "Grüß Gott!"


def test_conflict_shows_both_versions_and_saves_on_purpose(client: PickyClient, login: Login) -> None:
    place = make_place("Unteregg")
    login(Role.PLANNER)
    form = client.page(f"/arbeit/orte/{place.id}").form("form.place-form")
    with unit_of_work():
        actions.edit_place(
            place, seen_version=place.version, phone="08269 1", phone_of="", welcome="Ihre Worte", by=SYSTEM
        )
    response = client.submit(form, welcome="Meine Worte")
    assert response.status_code == 409
    page = Page(response)
    phone, welcome = page.texts(".conflict")
    assert "08269 1" in phone
    assert "Ihre Worte" in welcome
    assert "Meine Worte" in welcome
    again = page.form("form.place-form")
    client.follow(client.submit(again))
    assert queries.place(place.id).welcome == "Meine Worte"


def part(name: str) -> dict[str, Any]:
    return {"part-name": name}


def test_staff_adds_an_ortsteil(client: PickyClient, login: Login) -> None:
    place = make_place("Apfeltrach")
    login(Role.MUNICIPALITY, place)
    form = client.page(f"/arbeit/orte/{place.id}").form("form.new-part")
    page = client.follow(client.submit(form, **part("Köngetried")))
    assert "Köngetried" in page.text("#ortsteile")
    twice = client.submit(page.form("form.new-part"), **part("Köngetried"))
    assert twice.status_code == 422
    assert "gibt es hier schon" in Page(twice).errors()["part-name"]
    assert len(queries.children(place)) == 1


def test_manipulated_fields_are_refused(client: PickyClient, login: Login) -> None:
    place = make_place("Apfeltrach")
    login(Role.PLANNER)
    page = client.page(f"/arbeit/orte/{place.id}")
    new = page.form("form.new-part")
    new.values["part-kind"] = ["county"]
    assert client.submit(new, **part("X")).status_code == 422
    for version in ("", "abc", "-1", "99999999999999999999", "٣"):
        old = page.form("form.place-form")
        old.values["version"] = [version]
        assert client.submit(old, phone="08261 1").status_code == 409
    assert queries.place(place.id).phone == ""


def test_strangers_find_no_staff_pages(client: PickyClient, login: Login) -> None:
    here, there = make_place("Hier"), make_place("Dort")
    assert client.get(f"/arbeit/orte/{here.id}").status_code == 303
    login(Role.KUEMMERER, there)
    assert client.get(f"/arbeit/orte/{here.id}").status_code == 404
    assert client.get(f"/arbeit/orte/{there.id}").status_code == 200
    assert client.page("/arbeit/orte").link("Hier") == f"/orte/{here.slug}"


def test_observers_read_the_list_but_edit_nothing(client: PickyClient, login: Login) -> None:
    place = make_place("Hier")
    login(Role.OBSERVER, place)
    assert client.get("/arbeit/orte").status_code == 200
    assert client.get(f"/arbeit/orte/{place.id}").status_code == 404


def test_place_that_another_process_just_added_has_its_page(client: PickyClient, session: Session) -> None:
    county = make_root()
    client.page(f"/orte/{county.slug}")
    place_id = new_id()
    with unit_of_work():
        session.add(
            Sozialraum(
                id=place_id,
                kind=PlaceKind.LOCALITY,
                name="Neu",
                slug="neu",
                parent_id=county.id,
                path=f"{county.path}{place_id}/",
            )
        )
    assert client.page("/orte/neu").heading == "Neu"


def test_start_page_is_kept_for_visitors_but_never_beyond_a_change(client: PickyClient, login: Login) -> None:
    make_county()
    first = client.page("/").text("main")
    assert client.page("/?sprache=de").text("main") == first
    make_place("Unteregg", boundary=square(10.2, 48.2))
    assert "Unteregg" in client.page("/").text("main")
    login(Role.PLANNER)
    assert client.page("/").link("Zum Arbeitsbereich") == "/arbeit"
    client.delete_cookie("sitzung")
    assert not client.page("/").has("a[href='/arbeit']")


def test_made_up_ports_do_not_fill_the_memory(client: PickyClient) -> None:
    make_county()
    for port in range(8000, 8080):
        assert client.get("/", headers={"Host": f"localhost:{port}"}).status_code == 200
    assert len(home._kept) <= 32

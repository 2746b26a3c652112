"""`/methoden`: read by everyone, searched by goal, people and time."""

import pytest
from flask import Flask

from portal.consultations.terms.methods import METHODS, Method
from portal.kernel.policy import Role
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/beteiligung"


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()


def test_everybody_sees_all_methods_with_size_and_duration(client: PickyClient) -> None:
    page = client.page("/methoden")

    assert page.heading == "Methodenkoffer"
    assert page.texts(".methods__list .row__title") == [one.title for one in METHODS]
    assert page.texts(".methods__list .row__meta")[0] == (
        "12 bis 60 Menschen · 3 Stunden an einem Abend, besser ein ganzer Tag; online auch über mehrere Wochen"
    )
    assert page.texts(".methods__list .row__meta")[1].startswith("ab 10 Menschen · ")


@pytest.mark.parametrize("one", METHODS, ids=lambda one: one.slug)
def test_a_method_says_everything_a_group_needs(client: PickyClient, one: Method) -> None:
    page = client.page(f"/methoden/{one.slug}")

    assert page.heading == one.title
    assert page.texts(".method__steps h3") == [step.title for step in one.steps]
    assert page.texts(".method__material li") == list(one.material)
    assert page.texts(".method__reading li") == list(one.reading)
    assert page.texts(".method__inclusion dt") == ["Hören", "Sehen", "Gehen", "Sprache"]
    for text in (one.purpose, one.outcome, one.to_needs, *one.pitfalls, *(why for _goal, why in one.goals)):
        assert text in page.text("main")
    assert not page.has("#method-starts")


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "%00", "a" * 500, "Zukunftswerkstatt", "../methoden"])
def test_unknown_methods_do_not_exist(client: PickyClient, slug: str) -> None:
    assert client.get(f"/methoden/{slug}").status_code == 404


def test_a_search_stands_in_the_address_and_names_reasons(client: PickyClient) -> None:
    form = client.page("/methoden").form("form.methods__search")

    response = client.submit(form, ziel="orte", menschen="8", zeit="kurz")

    assert response.request.full_path == "/methoden?ziel=orte&menschen=8&zeit=kurz"
    page = client.page(response.request.full_path)
    assert page.text("#methods-found") == "1 Methode passt"
    assert page.texts(".methods__list .row__title") == ["Ortsbegehung"]
    assert "Jede Stelle bekommt ein Foto" in page.text(".methods__list .row__body")
    assert page.form("form.methods__search").values["menschen"] == ["8"]


def test_when_nothing_fits_the_nearest_say_what_does_not_fit(client: PickyClient) -> None:
    page = client.page("/methoden?ziel=vereinbaren&menschen=500&zeit=kurz")

    assert page.text("#methods-found") == "Nichts passt ganz. Das kommt am nächsten:"
    assert page.texts(".methods__list .row__title")[0] == "Runder Tisch"
    assert page.texts(".methods__misfits")[0] == (
        "Passt nicht: Mit mehr als 20 Menschen wird sie schwierig. Teilen Sie die Gruppe, oder laden Sie mehrmals ein."
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ziel=orte&menschen=1", "Passt nicht: Sie braucht mindestens 3 Menschen."),
        (
            "ziel=empfehlen&menschen=3&zeit=wochen",
            "Passt nicht: Sie braucht eine andere Zeit: 90 Minuten bis 2 Stunden;",
        ),
    ],
)
def test_each_misfit_is_a_sentence(client: PickyClient, query: str, words: str) -> None:
    assert client.page(f"/methoden?{query}").texts(".methods__misfits")[0].startswith(words)


@pytest.mark.parametrize(
    "people", ["viele", "0", "-5", "3,5", "9" * 5_000, "100000", "٣", "1e3", "%00", "12%0034x", "<b>"]
)
def test_a_number_of_people_that_is_none_is_refused_kindly_and_kept(client: PickyClient, people: str) -> None:
    page = client.page(f"/methoden?ziel=ideen&menschen={people}", status=422)

    assert page.has("#menschen[aria-invalid=true]")
    assert page.has("#ziel option[value=ideen][selected]")
    assert page.texts(".methods__list .row__title") == [one.title for one in METHODS]


@pytest.mark.parametrize("query", ["ziel=unsinn", "zeit=unsinn", "ziel=orte&zeit=%00"])
def test_a_choice_nobody_offered_is_refused(client: PickyClient, query: str) -> None:
    page = client.page(f"/methoden?{query}", status=422)

    assert "Diese Auswahl gibt es nicht (mehr)." in page.text("form.methods__search")


def test_an_empty_search_shows_everything(client: PickyClient) -> None:
    page = client.page("/methoden?ziel=&menschen=&zeit=&fremd=1")

    assert len(page.texts(".methods__list .row__title")) == len(METHODS)


def test_reading_methods_asks_nothing_of_the_database(client: PickyClient) -> None:
    client.page("/methoden")
    with count_queries() as for_the_list:
        client.page("/methoden?ziel=ideen")
    with count_queries() as for_one:
        client.page("/methoden/open-space")

    assert [*for_the_list, *for_one] == []


def test_ways_lead_to_the_methodenkoffer(client: PickyClient, login: Login) -> None:
    place = make_place("Pfaffenhausen")
    consultation = make_consultation("Älter werden", place=place)
    assert client.page("/beteiligung").link("Der Methodenkoffer zeigt, wie es geht.").endswith("/methoden")
    assert client.page("/").link("Methodenkoffer").endswith("/methoden")

    login(Role.KUEMMERER, place)
    work = client.page(WORK)
    assert work.link("Methodenkoffer").endswith("/methoden")
    assert work.link("Der Methodenkoffer schlägt eine Methode vor und füllt den Anfang aus.").endswith("/methoden")
    detail = client.page(f"{WORK}/{consultation.id}")
    assert detail.link("Welche Methode passt? Zum Methodenkoffer").endswith("/methoden")


def test_in_english_everything_but_the_books_is_english(client: PickyClient) -> None:
    page = client.page("/methoden/zukunftswerkstatt?sprache=en")

    assert page.texts(".method__reading li")[0].startswith("Robert Jungk, Norbert R. Müllert: Zukunftswerkstätten.")

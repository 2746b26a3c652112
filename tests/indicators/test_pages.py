"""`/arbeit/kennzahlen`: from a file through the preview to the page and the map, and everything typed by hand."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook

from portal.indicators import queries
from portal.indicators.models import IndicatorValue
from portal.indicators.terms import ValueStatus
from portal.kernel import outbox
from portal.kernel.db import session
from portal.kernel.policy import Role
from portal.places import queries as places
from tests.factories.county import make_county
from tests.factories.indicators import (
    AGES,
    DAY,
    MOVES,
    POPULATION,
    import_bytes,
    import_extracts,
    make_indicator,
    make_value,
)
from tests.factories.places import import_unterallgaeu
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

PAGE, FILES = "/arbeit/kennzahlen", "/arbeit/kennzahlen/einlesen"
UPLOAD = "form[enctype]"


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(ags="09778")


@pytest.fixture
def planner(client: PickyClient, login: Login) -> PickyClient:
    import_unterallgaeu()
    login(Role.PLANNER)
    return client


def hand_in(client: PickyClient, data: bytes, name: str = "tabelle.csv") -> Any:
    return client.submit(client.page(FILES).form(UPLOAD), file=(BytesIO(data), name))


def workbook(*rows: list[object]) -> bytes:
    book, out = Workbook(), BytesIO()
    sheet = book.create_sheet("Werte", 0)
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def amberg() -> places.PlaceNode:
    return next(node for node in places.tree().gemeinden if node.name == "Amberg")


def test_a_table_goes_through_the_preview_to_the_page_and_back(planner: PickyClient) -> None:
    preview = planner.follow(hand_in(planner, AGES.read_bytes(), "12411-02-03-5.csv"))
    assert preview.heading == "Was die Datei bringt"
    assert preview.texts(".figure__value") == ["2.862", "0", "0"]
    assert "Sammelschlüssel" in preview.text("main")
    assert session().query(IndicatorValue).count() == 0

    taken = planner.follow(planner.submit(preview.form("form[action$=uebernehmen]")))
    assert "Die Werte sind übernommen." in taken.text("#tells")
    shown = planner.page(f"{PAGE}/jugendquotient?ort={amberg().id}")
    assert len(shown.rows("section[aria-labelledby=table] tbody tr")) == 52
    assert len(shown.all(".choropleth__map .choropleth__area")) >= 52
    assert shown.texts(".figure__value")[:2] == ["34,5", "33,7"]
    again = planner.follow(hand_in(planner, AGES.read_bytes(), "noch einmal.csv"))
    assert "Diese Datei ändert nichts" in again.text("main")
    assert again.all("form[action$=uebernehmen]") == []

    back = planner.follow(planner.submit(planner.page(taken.url.split("?")[0]).form("form[action$=zuruecknehmen]")))
    assert "zurückgenommen" in back.text("main")
    assert session().query(IndicatorValue).count() == 0


def test_what_changed_since_the_preview_is_a_conflict(planner: PickyClient) -> None:
    preview = planner.follow(hand_in(planner, POPULATION.read_bytes()))
    make_value("population", amberg().id, 7)

    refused = planner.submit(preview.form("form[action$=uebernehmen]"))

    assert refused.status_code == 409
    assert Page(refused).heading == "Was die Datei bringt"


def test_a_large_file_is_read_by_the_worker(planner: PickyClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.indicators.routes.importing.READ_AT_ONCE", 1_000)
    waiting = planner.follow(hand_in(planner, POPULATION.read_bytes()))
    assert waiting.heading == "Die Datei wird gelesen"
    outbox.drain()
    assert planner.page(waiting.url).heading == "Was die Datei bringt"

    broken = planner.follow(hand_in(planner, POPULATION.read_bytes()[:5_000]))
    outbox.drain()
    refused = planner.page(broken.url)
    assert refused.heading == "Diese Datei lässt sich nicht lesen"
    assert "nicht vollständig" in refused.text("main")
    assert planner.follow(planner.submit(refused.form("form[action$=verwerfen]"))).heading == "Tabellen einlesen"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Schluessel;Jahr;Plaetze\n09778111;2020;1.234,5\n09778113;2020;.\n", "liste.csv"),
        (b"Schluessel,Jahr,Plaetze\n09778111,2020,1234.5\n09778113,2020,.\n", "liste.csv"),
        (workbook(["Schluessel", "Jahr", "Plaetze"], [9778111, 2020, 1234.5], ["09778113", 2020, "."]), "liste.xlsx"),
    ],
)
def test_a_list_is_explained_once(planner: PickyClient, data: bytes, name: str) -> None:
    own = make_indicator("Plätze", decimals=1)
    asked = planner.follow(hand_in(planner, data, name))
    assert asked.heading == "Was in den Spalten steht"
    form = asked.form("form[action$=zuordnen]")

    unexplained = planner.submit(form, column_2="")
    assert unexplained.status_code == 422
    assert "welche Kennzahl" in Page(unexplained).text(".error-summary")
    preview = planner.follow(planner.submit(form, column_2=own.key))
    planner.follow(planner.submit(preview.form("form[action$=uebernehmen]")))

    assert str(queries.value_of(own.key, amberg().id).value) == "1234.5"
    apfeltrach = next(node for node in places.tree().gemeinden if node.name == "Apfeltrach")
    assert queries.value_of(own.key, apfeltrach.id).status is ValueStatus.UNKNOWN
    assert planner.follow(hand_in(planner, data, name)).heading == "Was die Datei bringt"


def test_a_table_of_another_statistic_is_explained_too(planner: PickyClient) -> None:
    own = make_indicator("Pflegeplätze")
    text = (
        MOVES.read_text(encoding="utf-8").replace("12711-01-03-5", "22411-02-02-4").replace("Zuzüge über", "Plätze in")
    )
    asked = planner.follow(hand_in(planner, text.encode("cp1252")))
    assert asked.heading == "Was in den Spalten steht"
    form = asked.form("form[action$=zuordnen]")

    preview = planner.follow(planner.submit(form, column_8=own.key))

    assert preview.rows("section[aria-labelledby=holds] tbody tr") == [["Pflegeplätze", "31.12.2015", "53", "53"]]
    planner.follow(planner.submit(preview.form("form[action$=uebernehmen]")))
    assert queries.value_of(own.key, amberg().id).value == 131


def test_typed_figures_are_not_called_official(planner: PickyClient) -> None:
    make_value("population", amberg().id, 1_430)

    assert queries.value_of("population", amberg().id).source == "von Hand im Portal eingetragen"
    assert "© Statistische Ämter" not in planner.page(f"{PAGE}?ort={amberg().id}").text("main")


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 130 * 1024 * 1024)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (b"\x00\xff\x10" * 900, "lässt sich nicht lesen"),
        (POPULATION.read_bytes()[:6_000], "nicht vollständig"),
        (POPULATION.read_bytes().replace(b"09778", b"09779"), "kein Ort unseres Landkreises"),
        (b"PK\x03\x04kaputt", "lässt sich nicht lesen"),
    ],
)
def test_files_that_cannot_be_used_say_so(planner: PickyClient, data: bytes, words: str) -> None:
    refused = hand_in(planner, data)

    assert refused.status_code == 422
    assert words in Page(refused).text(".error-summary")


def test_bombs_and_nothing_at_all(planner: PickyClient) -> None:
    waiting = planner.follow(hand_in(planner, bomb(), "bombe.xlsx"))
    outbox.drain()
    assert "entpackt viel zu groß" in planner.page(waiting.url).text("main")
    nothing = planner.submit(planner.page(FILES).form(UPLOAD))
    assert nothing.status_code == 422


def test_an_own_kennzahl_with_values_by_hand(planner: PickyClient) -> None:
    form = planner.page(f"{PAGE}/neu").form("main form[data-island]")
    unnamed = planner.submit(form)
    assert unnamed.status_code == 422
    shown = planner.follow(planner.submit(form, name="Plätze in der Tagespflege", unit="Plätze", theme="care"))
    assert shown.heading == "Plätze in der Tagespflege"
    assert "Noch keine Werte" in shown.text("main")

    entering = planner.page(shown.url.split("?")[0] + "/werte").form("main form[data-island]")
    good = {"place": str(amberg().id), "on": "2020-12-31", "status": "available", "value": "12"}
    for wrong in ({"value": "zwölf"}, {"value": ""}, {"status": "unknown"}, {"on": "2999-01-01"}, {"place": ""}):
        assert planner.submit(entering, **(good | wrong)).status_code == 422
    entered = planner.follow(planner.submit(entering, **good))
    assert entered.rows() == [["Amberg (VG Türkheim)", "31.12.2020", "12", "Entfernen"]]
    own = queries.own_indicators()[0]
    refused = planner.submit(planner.page(f"{PAGE}/{own.key}/bearbeiten").form("form[action$=entfernen]"))
    assert refused.status_code == 422
    gone = planner.follow(planner.submit(entered.form("form[action$=entfernen]")))
    assert "Noch nichts." in gone.text("main")


def test_two_who_edit_one_definition(planner: PickyClient) -> None:
    own = make_indicator("Plätze")
    first = planner.page(f"{PAGE}/{own.key}/bearbeiten").form("main form[data-island]")
    second = planner.page(f"{PAGE}/{own.key}/bearbeiten").form("main form[data-island]")
    planner.submit(first, unit="Plätze")

    late = planner.submit(second, unit="Betten")

    assert late.status_code == 409
    assert Page(late).form("main form[data-island]").values["unit"] == ["Betten"]


def test_what_nobody_knows_is_named_and_hatched(planner: PickyClient) -> None:
    own = make_indicator("Plätze")
    make_value(own.key, amberg().id, None, status=ValueStatus.UNKNOWN)
    boos = next(node for node in places.tree().gemeinden if node.name == "Boos")
    make_value(own.key, boos.id, 5)

    shown = planner.page(f"{PAGE}/{own.key}?folge=name&klassen=gleich&stichtag=unsinn&ort=unsinn")

    cells = {row[0]: row[1] for row in shown.rows("section[aria-labelledby=table] tbody tr")}
    assert (cells["Amberg"], cells["Boos"], cells["Böhen"]) == ("unbekannt oder geheim", "5", "keine Angabe")
    assert "keine Angabe (51 Gemeinden)" in shown.text(".choropleth__legend")
    assert len(shown.all(".choropleth__map .choropleth__area--0")) == 51


def test_pages_ask_few_questions(client: PickyClient, login: Login) -> None:
    import_extracts()
    login(Role.PLANNER)
    counted = []
    for address in (PAGE, f"{PAGE}?ort={amberg().id}", f"{PAGE}/jugendquotient?ort={amberg().id}", FILES):
        client.page(address)
        with count_queries() as asked:
            client.page(address)
        counted.append(len(asked))

    assert max(counted) <= 22, counted


def test_workbook_and_place_and_residents_for_maps(client: PickyClient, login: Login) -> None:
    import_extracts()
    login(Role.PLANNER)

    table = client.get(f"{PAGE}/einwohner/tabelle.xlsx")
    assert table.status_code == 200
    assert table.data.startswith(b"PK")
    place = client.page(f"{PAGE}/orte/{amberg().id}")
    assert len(place.all(".pyramid rect")) == 34
    assert DAY.strftime("%d.%m.%Y") in place.text("main")
    assert client.get(f"{PAGE}/gibt-es-nicht").status_code == 404
    assert client.get(f"{PAGE}/einwohner/bearbeiten").status_code == 404
    assert import_bytes(POPULATION.read_bytes()).report["counts"]["new"] == 0

"""The pages of the Bedarfsanalyse: read, begun, written, decided, asked and answered."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.terms import EvidenceKind, Stance
from portal.planning.actions import questions
from portal.planning.forms.numbers import as_written, read_number
from portal.planning.queries import analysis as queries
from portal.planning.terms.evidence_level import EvidenceLevel
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.factories.planning import make_analysis, make_beleg, make_indicator
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.sending import send


def planner(client: PickyClient, login: Login) -> None:
    make_county()
    login.as_(make_account(Role.PLANNER, name="Katrin Lechner"))


def test_belege_can_be_seen_before_an_analysis_begins(client: PickyClient, login: Login) -> None:
    planner(client, login)
    need = make_need(voices=2)
    make_beleg(need, EvidenceKind.DOCUMENT, stance=Stance.AGAINST, quote="Es gibt schon zwei Linien.")

    page = client.get(f"/arbeit/planung/analysen/{need.id}")

    assert page.status_code == 200
    assert "Analyse beginnen" in page.text
    assert "Es gibt schon zwei Linien." in page.text
    assert "Anliegen" in page.text


def test_an_analysis_from_the_first_click_to_the_decision(client: PickyClient, login: Login) -> None:
    planner(client, login)
    need = make_need(voices=3)
    make_beleg(need)
    here = f"/arbeit/planung/analysen/{need.id}"

    assert send(client, f"{here}/beginnen", {}).status_code == 303
    saved = send(
        client,
        f"{here}/bearbeiten",
        {"version": "1", "question": "Fehlt der Bus wirklich?", "group_size": "1.200", "group_source": "Melderegister"},
    )
    assert saved.status_code == 303
    compared = send(
        client,
        f"{here}/kennzahlen",
        {"name": "Fahrten am Abend", "value": "2,5", "compared": "5", "source": "Fahrplan", "tendency": "lower"},
    )
    assert compared.status_code == 303
    page = client.get(here)
    assert "50 Prozent" in page.text
    assert "1.200" in page.text
    version = queries.analysis(need.id, 1).version
    decided = send(
        client, f"{here}/stufe", {"version": str(version), "level": "partly", "reason": "Die Zahlen stimmen."}
    )
    assert decided.status_code == 303
    analysis = queries.current_analysis(need.id)
    assert analysis is not None
    assert (analysis.level, analysis.group_size) == (EvidenceLevel.PARTLY, 1200)
    assert "Die Zahlen stimmen." in client.get(here).text
    assert "teilweise belegt" in client.get(f"/arbeit/bedarfe/{need.id}").text


def test_what_two_people_write_is_not_overwritten(client: PickyClient, login: Login) -> None:
    planner(client, login)
    analysis = make_analysis(make_need())
    here = f"/arbeit/planung/analysen/{analysis.need_id}"
    send(client, f"{here}/bearbeiten", {"version": "1", "findings": "Das schrieb die erste."})

    late = send(client, f"{here}/bearbeiten", {"version": "1", "findings": "Das schrieb der zweite."})

    assert late.status_code == 409
    assert "Das schrieb der zweite." in late.text
    assert "die erste" in late.text
    level = send(client, f"{here}/stufe", {"version": "1", "level": "felt", "reason": "Meine Begründung."})
    assert level.status_code == 409
    assert "Meine Begründung." in level.text


def test_bad_input_is_explained_and_kept(client: PickyClient, login: Login) -> None:
    planner(client, login)
    analysis = make_analysis(make_need())
    here = f"/arbeit/planung/analysen/{analysis.need_id}"

    wrong = {
        "bearbeiten": {"version": "1", "group_size": "viele"},
        "kennzahlen": {"name": "Fahrten", "value": "drei", "source": "x", "tendency": "lower"},
        "stufe": {"version": "1", "level": "sure", "reason": ""},
        "fragen": {"text": "", "due_on": "morgen"},
        "beginnen": {"because": ""},
    }
    for path, data in wrong.items():
        page = send(client, f"{here}/{path}", data)
        assert page.status_code == 422, path
        assert "Bitte prüfen Sie Ihre Angaben" in page.text, path
    assert "viele" in send(client, f"{here}/bearbeiten", wrong["bearbeiten"]).text
    odd = send(client, f"{here}/fragen", {"text": "Wann?", "due_on": "0202-01-01"})
    assert odd.status_code == 422


def test_a_question_stands_under_heute_dran_until_it_is_answered(client: PickyClient, login: Login) -> None:
    make_county()
    place = make_place()
    asked = make_account(Role.KUEMMERER, place, name="Maria Stiegeler")
    login.as_(make_account(Role.PLANNER))
    need = make_need(place=place)
    make_analysis(need)
    here = f"/arbeit/planung/analysen/{need.id}"

    noted = send(
        client,
        f"{here}/fragen",
        {"text": "Wie viele fahren mit?", "responsible_id": str(asked.id), "due_on": clock.today().isoformat()},
    )
    assert noted.status_code == 303
    login.as_(asked)
    assert "Wie viele fahren mit?" in client.get("/arbeit/heute").text
    question = queries.questions_of(need.id)[0]
    empty = send(client, f"/arbeit/planung/analysen/fragen/{question.id}/antwort", {"answer": ""})
    assert empty.status_code == 422
    done = send(client, f"/arbeit/planung/analysen/fragen/{question.id}/antwort", {"answer": "Acht am Tag."})
    assert done.status_code == 303
    assert "Acht am Tag." in client.get(here).text
    assert "Wie viele fahren mit?" not in client.get("/arbeit/heute").text


def test_a_question_can_be_handed_on_and_name_its_erhebung(client: PickyClient, login: Login) -> None:
    from tests.factories.sectorplans import make_collection

    planner(client, login)
    place = make_place()
    need = make_need(place=place)
    with unit_of_work():
        question = questions.ask_question(need, text="Wer fährt wann?", by=SYSTEM)
    month = clock.months_later(clock.today(), 1)
    erhebung = make_collection("Fahrgastbefragung", place=place, months=((month.year, month.month),) * 2)
    url = f"/arbeit/planung/analysen/fragen/{question.id}"

    assert "Fahrgastbefragung" in client.get(url).text
    kept = send(client, url, {"version": "1", "text": "Wer fährt abends?", "collection_id": str(erhebung.id)})
    assert kept.status_code == 303
    late = send(client, url, {"version": "1", "text": "Wer fährt nachts?"})
    assert late.status_code == 409
    assert "Erhebung: Fahrgastbefragung" in client.get(f"/arbeit/planung/analysen/{need.id}").text
    prefilled = client.get(f"/arbeit/erhebungen/neu?titel=Wer+f%C3%A4hrt%3F&thema=Abends&ort={place.id}")
    assert 'value="Wer fährt?"' in prefilled.text


def test_a_further_analysis_keeps_the_one_before(client: PickyClient, login: Login) -> None:
    planner(client, login)
    need = make_need()
    make_indicator(make_analysis(need))
    here = f"/arbeit/planung/analysen/{need.id}"

    begun = send(client, f"{here}/beginnen", {"because": "Die Evaluation zeigt: Der Bus fährt zu früh."})

    assert begun.status_code == 303
    assert "Der Bus fährt zu früh." in client.get(here).text
    old = client.get(f"{here}/fassungen/1")
    assert "Nur noch zum Lesen" in old.text
    assert "Plätze je 100 Menschen ab 80" in old.text
    assert client.get(f"{here}/fassungen/9").status_code == 404


def test_the_rule_is_read_by_all_and_set_by_the_county(client: PickyClient, login: Login) -> None:
    make_county()
    place = make_place()
    login.as_(make_account(Role.MUNICIPALITY, place))
    url = "/arbeit/planung/belegregel"
    assert "Eigene Schwellen festlegen" not in client.get(url).text
    assert send(client, url, {}).status_code == 404

    login.as_(make_account(Role.PLANNER))
    values = {
        "valid_from": clock.today().isoformat(), "sources_some": "2", "sources_clear": "4", "reach_some": "1,5", "reach_clear": "6",
        "people_some": "8", "people_clear": "40", "deviation_some": "5", "deviation_clear": "20", "points_partly": "2",
        "points_proven": "5", "note": "Beschluss der Steuerungsgruppe",
    }  # fmt: skip
    assert send(client, url, values | {"sources_clear": "1"}).status_code == 422
    assert send(client, url, values | {"valid_from": "2025-01-01"}).status_code == 422
    assert send(client, url, values).status_code == 303
    assert send(client, url, values).status_code == 422, "one set of thresholds a day"
    assert queries.rule_on().sources_clear == 4
    assert queries.rule_on(date(2026, 1, 1)).sources_clear == 3
    assert "Beschluss der Steuerungsgruppe" in client.get(url).text


def test_lists_and_pages_cost_the_same_for_one_and_for_many(app: Flask, client: PickyClient, login: Login) -> None:
    planner(client, login)
    first = make_need("Bedarf 0", voices=1)
    make_indicator(make_analysis(first))

    def cost() -> list[int]:
        found = []
        for url in ("/arbeit/planung", "/arbeit/planung/analysen", f"/arbeit/planung/analysen/{first.id}"):
            client.get(url)
            with count_queries() as counted:
                client.get(url)
            found.append(len(counted))
        return found

    few = cost()
    for number in range(1, 12):
        make_analysis(make_need(f"Bedarf {number}"))
        make_beleg(first, quote=f"Beleg {number}")
        with unit_of_work():
            questions.ask_question(first, text=f"Frage {number}", by=SYSTEM)
    for _ in range(5):
        make_indicator(queries.analysis(first.id, 1))

    assert cost() == few


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("1900.000000"), "1900"),
        (Decimal("12.500000"), "12,5"),
        (Decimal("0.000000"), "0"),
        (Decimal("-0.250"), "-0,25"),
        (100, "100"),
        (None, ""),
    ],
)
def test_a_number_comes_back_as_a_person_writes_it(number: Decimal | int | None, shown: str) -> None:
    assert as_written(number) == shown
    assert (read_number(shown) if shown else None) == number

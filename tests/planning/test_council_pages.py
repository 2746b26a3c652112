"""`/arbeit/planung/…` from the Gremium to the Beschluss."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from portal.planning.actions import committees as committee_actions
from portal.planning.actions import papers as paper_actions
from portal.planning.actions.evidence_level import decide_level
from portal.planning.actions.targets import hang_needs
from portal.planning.queries import committees, decisions, papers, recommendations
from portal.planning.queries.choices import decision_choices
from portal.planning.queries.targets import target
from portal.planning.terms.decisions import Result
from portal.planning.terms.evidence_level import EvidenceLevel
from portal.planning.terms.recommendations import RecommendationState
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.council import (
    make_committee,
    make_decision,
    make_many_papers,
    make_paper,
    make_recommendation,
    make_session,
    make_station,
    note,
    result,
)
from tests.factories.county import make_county
from tests.factories.measures import make_measure
from tests.factories.needs import make_answered, make_need
from tests.factories.network import make_stakeholder
from tests.factories.places import make_place, make_root
from tests.factories.planning import make_analysis, make_target
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

HOME = "/arbeit/planung"
FORM = "main form[data-island=submit-once]"
READY = RecommendationState.READY


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def form_to(address: str) -> str:
    return f'main form[action="{address}"]'


def test_from_a_need_to_a_decision_and_back_to_the_people(client: PickyClient, login: Login, place: Sozialraum) -> None:
    need = make_need("Abends fährt kein Bus", place, voices=2)
    make_answered(need, NeedStatus.CONFIRMED)
    meets = make_session(make_committee("Ausschuss für Verkehr"), in_days=0)
    login(Role.PLANNER)

    assert "Noch keine Handlungsempfehlung" in client.page(f"/arbeit/bedarfe/{need.id}").text("main")
    form = client.page(f"{HOME}/empfehlungen/neu?bedarf={need.id}").form(FORM)
    row = client.follow(client.submit(form, title="Rufbus am Abend", body="Der Bedarf ist belegt."))
    assert row.heading == "Rufbus am Abend"
    (made,) = recommendations.page_of_recommendations(
        recommendations.visible_recommendations(make_account(Role.PLANNER)), after=None
    ).rows
    here = f"{HOME}/empfehlungen/{made.id}"
    option = client.page(f"{here}/optionen/neu").form(FORM)
    client.follow(client.submit(option, title="Rufbus", cost_yearly="24.000", pros="Fährt überall hin"))
    client.follow(client.submit(client.page(here).form(form_to(f"{here}/stand")), button="ready"))
    form = client.page(f"{here}/vorlage").form(FORM)
    paper = client.follow(client.submit(form, proposal="Der Ausschuss beschließt den Rufbus."))
    assert "24.000,00 €" in paper.text("main")
    (written,) = papers.papers_of([made.id])
    at = f"{HOME}/vorlagen/{written.id}"
    client.follow(
        client.submit(paper.form(form_to(f"{at}/beratungsfolge")), session_id=str(meets.id), agenda_item="5.1")
    )
    (station,) = papers.deliberations_of([written.id])
    client.follow(client.submit(client.page(at).form(form_to(f"{at}/einreichen")), button="station"))
    outcome = client.page(f"{at}/beratungen/{station.id}").form(FORM)
    decided = client.follow(
        client.submit(outcome, result="majority", votes_yes="11", votes_no="2", votes_abstained="0")
    )

    assert decided.heading == "Rufbus am Abend"
    assert "mehrheitlich beschlossen" in decided.text("main")
    (decision,) = decisions.page_of_decisions(make_account(Role.PLANNER), after=None).rows
    answers = client.page(f"{HOME}/beschluesse/{decision.id}/antworten").form(FORM)
    told = client.submit(answers)
    assert told.status_code == 200
    file = client.page(f"/arbeit/bedarfe/{need.id}").text("main")
    assert "In Planung" in file
    assert "mehrheitlich beschlossen" in file
    assert "Ja 11" in file


def test_nothing_is_told_before_somebody_sends_and_nothing_chosen_is_said(client: PickyClient, login: Login) -> None:
    need = make_need("Bus")
    make_answered(need, NeedStatus.CONFIRMED)
    decision = make_decision(make_paper(make_recommendation(needs=[need], state=READY)))
    login(Role.PLANNER)
    address = f"{HOME}/beschluesse/{decision.id}/antworten"
    form = client.page(address).form(FORM)

    kept = {name: value for name, value in form.values.items() if not name.startswith("tell_")}
    refused = client.submit(replace(form, values=kept))

    assert refused.status_code == 422
    assert "mindestens einen Bedarf" in refused.text
    assert need.status is NeedStatus.CONFIRMED


def test_somebody_who_answered_meanwhile_is_not_overwritten(client: PickyClient, login: Login) -> None:
    need = make_need("Bus")
    make_answered(need, NeedStatus.CONFIRMED)
    decision = make_decision(make_paper(make_recommendation(needs=[need], state=READY)))
    login(Role.PLANNER)
    form = client.page(f"{HOME}/beschluesse/{decision.id}/antworten").form(FORM)
    make_answered(need, NeedStatus.CONFIRMED, "Inzwischen gesagt.")

    late = client.submit(form, **{f"sentence_{need.id.hex}": "Mein Satz."})

    assert late.status_code == 409
    assert "Mein Satz." in late.text


def test_the_register_shows_what_waits_and_who_is_responsible(client: PickyClient, login: Login) -> None:
    meets = make_session(make_committee("Kreistag"), in_days=10)
    make_station(make_paper(title="Rufbus für alle"), meets)
    login(Role.PLANNER)

    page = client.page(f"{HOME}/gremien")
    assert "Rufbus für alle" in page.text("main")
    shipped = client.follow(client.submit(page.form(form_to(f"{HOME}/gremien/beispiel"))))
    assert "Jugendhilfeausschuss" in shipped.text("main")
    assert "Beispiel" in shipped.text("main")


def test_a_committee_gets_members_sessions_and_parts(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    form = client.page(f"{HOME}/gremien/neu").form(FORM)
    shown = client.follow(client.submit(form, name="Gemeinderat Pfaffenhausen", kind="municipal_council"))
    (one,) = committees.committees()
    here = f"{HOME}/gremien/{one.id}"
    akteur = make_stakeholder("Seniorenbeirat", place=place)
    client.follow(
        client.submit(
            client.page(here).form(form_to(f"{here}/mitglieder")), stakeholder_id=str(akteur.id), function="beratend"
        )
    )
    shown = client.follow(
        client.submit(client.page(here).form(form_to(f"{here}/mitglieder")), name="Erika Beispiel", function="Vorsitz")
    )
    assert "Seniorenbeirat" in shown.text("main")
    assert "Vorsitz" in shown.text("main")
    day = (today() + timedelta(days=9)).isoformat()
    shown = client.follow(
        client.submit(
            client.page(here).form(form_to(f"{here}/sitzungen")), held_on=day, begins_at="19:30", venue="Rathaus"
        )
    )
    assert "19:30 Uhr" in shown.text("main")
    again = client.submit(client.page(here).form(form_to(f"{here}/sitzungen")), held_on=day)
    assert again.status_code == 422
    assert "tagt das Gremium schon" in again.text


def test_a_member_from_the_network_is_named_only_to_who_sees_the_akteur(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    one, akteur = make_committee("Beirat"), make_stakeholder("Hilde Geheim", place=place)
    with unit_of_work():
        committee_actions.add_member(one, stakeholder=akteur, by=SYSTEM)
    login(Role.MUNICIPALITY, make_place("Babenhausen"))

    shown = client.page(f"{HOME}/gremien/{one.id}").text("main")

    assert "Hilde Geheim" not in shown
    assert "ein Akteur aus dem Netzwerk" in shown


def test_two_who_move_one_session_see_both_places(client: PickyClient, login: Login) -> None:
    at = f"{HOME}/sitzungen/{make_session(in_days=9).id}"
    login(Role.PLANNER)
    first, second = client.page(at).form(FORM), client.page(at).form(FORM)
    client.follow(client.submit(first, venue="Rathaus"))

    late = client.submit(second, venue="Landratsamt")

    assert late.status_code == 409
    assert "Rathaus" in late.text
    client.follow(client.submit(Page(late).form(FORM)))
    assert committees.sessions_ahead()[0].venue == "Landratsamt"


def test_two_who_write_one_option_see_both_texts(client: PickyClient, login: Login) -> None:
    row = make_recommendation(state=RecommendationState.DRAFT)
    at = f"{HOME}/empfehlungen/{row.id}/optionen/{row.options[0].id}"
    login(Role.PLANNER)
    first, second = client.page(at).form(FORM), client.page(at).form(FORM)
    client.follow(client.submit(first, pros="Ihre Worte"))

    late = client.submit(second, pros="Meine Worte")

    assert late.status_code == 409
    assert "Ihre" in late.text


def test_a_gemeinde_reads_what_was_submitted_as_it_was_submitted(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    paper = make_paper(make_recommendation(place=place, needs=[make_need(place=place)], state=READY))
    make_station(paper)
    with unit_of_work():
        whole = papers.paper(paper.id)
        draft = paper_actions.PaperDraft(title="Geheime Fassung", dated_on=whole.dated_on, facts="Neu", proposal="Neu")
        paper_actions.edit_paper(whole, draft, version=whole.version, by=SYSTEM)
    login(Role.MUNICIPALITY, place)
    at = f"{HOME}/vorlagen/{paper.id}"

    shown = client.page(at)

    assert shown.heading == "Rufbus am Abend"
    assert client.get(f"{at}/fassungen/1.pdf").status_code == 200
    assert client.get(f"{at}/vorlage.pdf").status_code == 404
    assert client.get(f"{at}/fassungen/2.pdf").status_code == 404


def every_address() -> list[str]:
    decision = make_decision()
    paper, station = decision.paper, decision.deliberation
    origin, meets = paper.recommendation, station.session
    return [
        f"{HOME}/gremien/{meets.committee_id}",
        f"{HOME}/gremien/{meets.committee_id}/bearbeiten",
        f"{HOME}/sitzungen/{meets.id}",
        f"{HOME}/empfehlungen/{origin.id}",
        f"{HOME}/empfehlungen/{origin.id}/vorlage",
        f"{HOME}/vorlagen/{paper.id}",
        f"{HOME}/vorlagen/{paper.id}/bearbeiten",
        f"{HOME}/vorlagen/{paper.id}/oparl",
        f"{HOME}/vorlagen/{paper.id}/vorlage.docx",
        f"{HOME}/vorlagen/{paper.id}/fassungen/1.docx",
        f"{HOME}/vorlagen/{paper.id}/beratungen/{station.id}",
        f"{HOME}/beschluesse/{decision.id}",
        f"{HOME}/beschluesse/{decision.id}/antworten",
        f"{HOME}/gremien",
        f"{HOME}/empfehlungen",
        f"{HOME}/vorlagen",
        f"{HOME}/beschluesse",
        f"{HOME}/muster",
        f"{HOME}/gremien/neu",
        f"{HOME}/empfehlungen/neu",
    ]


def test_every_page_opens_for_the_planning(client: PickyClient, login: Login) -> None:
    addresses = every_address()
    login(Role.PLANNER)

    assert {one: client.get(one).status_code for one in addresses if client.get(one).status_code != 200} == {}


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MODERATOR, Role.ADMIN])
def test_observers_moderators_and_administrators_find_nothing_here(
    client: PickyClient, login: Login, role: Role
) -> None:
    addresses = every_address()
    login(role)

    assert {one: client.get(one).status_code for one in addresses if client.get(one).status_code != 404} == {}


def test_a_gemeinde_elsewhere_finds_nothing_of_this_place(client: PickyClient, login: Login, place: Sozialraum) -> None:
    decision = make_decision(make_paper(make_recommendation(place=place, needs=[make_need(place=place)], state=READY)))
    login(Role.MUNICIPALITY, make_place("Babenhausen"))
    meets = decision.deliberation.session

    for address in (
        f"vorlagen/{decision.paper_id}", f"beschluesse/{decision.id}", f"empfehlungen/{decision.paper.recommendation_id}"
    ):  # fmt: skip
        assert client.get(f"{HOME}/{address}").status_code == 404
    assert client.page(f"{HOME}/beschluesse").text("main").count("Rufbus") == 0
    past = client.page(f"{HOME}/gremien/{meets.committee_id}").text("main")
    assert "Rufbus" not in past
    assert "eine andere" in past or "weitere Vorlage" in past


def test_what_does_not_exist_is_not_found(client: PickyClient, login: Login) -> None:
    paper = make_paper()
    login(Role.PLANNER)
    for address in (
        f"gremien/{uuid4()}", f"empfehlungen/{uuid4()}", f"vorlagen/{uuid4()}", f"beschluesse/{uuid4()}", f"sitzungen/{uuid4()}",
        f"vorlagen/{paper.id}/beratungen/{uuid4()}", f"vorlagen/{paper.id}/fassungen/9.pdf",
        f"empfehlungen/{paper.recommendation_id}/optionen/{uuid4()}",
    ):  # fmt: skip
        assert client.get(f"{HOME}/{address}").status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"result": ""}, "was herausgekommen ist"),
        ({"votes_yes": "1,5"}, "ganze Zahlen"),
        ({"votes_yes": "-1"}, "ganze Zahlen"),
        ({"votes_yes": "²"}, "ganze Zahlen"),
        ({"review_on": ""}, "Ohne Wiedervorlage"),
        ({"review_on": "0001-01-01"}, "Bitte prüfen Sie das Jahr"),
        ({"decided_on": "1999-01-01"}, "älter als die Vorlage"),
        ({"votes_yes": "3", "votes_no": "3"}, "Stimmengleichheit"),
        ({"outside_address": "javascript:alert(1)"}, "https://"),
        ({"result": "egal"}, "Diese Auswahl gibt es nicht"),
    ],
)
def test_a_bad_result_comes_back_with_what_was_typed(
    client: PickyClient, login: Login, values: dict[str, str], words: str
) -> None:
    paper = make_paper()
    station = make_station(paper)
    login(Role.PLANNER)
    form = client.page(f"{HOME}/vorlagen/{paper.id}/beratungen/{station.id}").form(FORM)

    refused = client.submit(form, **({"result": "majority", "remark": "Bleibt stehen"} | values))

    assert refused.status_code == 422
    assert words in refused.text
    assert "Bleibt stehen" in refused.text


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""}, {"title": "x" * 400}, {"need_ids": str(uuid4())}, {"sozialraum_id": ""}, {"sozialraum_id": "egal"},
        {"responsible_id": "egal"}, {"body": "x" * 20000},
    ],
)  # fmt: skip
def test_a_bad_recommendation_comes_back(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, Any]
) -> None:
    need = make_need(place=place)
    login(Role.PLANNER)
    form = client.page(f"{HOME}/empfehlungen/neu?bedarf={need.id}").form(FORM)

    refused = client.submit(form, **({"title": "Gut"} | values))

    assert refused.status_code == (303 if values == {"responsible_id": "egal"} else 422)


def test_all_that_is_missing_in_a_recommendation_is_named_at_once(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    make_need(place=place)
    login(Role.PLANNER)

    refused = client.submit(client.page(f"{HOME}/empfehlungen/neu").form(FORM))

    for words in ("was Sie empfehlen.", "mindestens einen Bedarf.", "wählen Sie den Sozialraum."):
        assert words in refused.text


def test_two_who_write_one_paper_see_both_versions(client: PickyClient, login: Login) -> None:
    paper = make_paper()
    login(Role.PLANNER)
    first = client.page(f"{HOME}/vorlagen/{paper.id}/bearbeiten").form(FORM)
    second = client.page(f"{HOME}/vorlagen/{paper.id}/bearbeiten").form(FORM)
    client.submit(first, facts="Ihre Worte")

    late = client.submit(second, facts="Meine Worte")

    assert late.status_code == 409
    assert "Ihre" in late.text
    assert "Meine" in late.text


def test_an_option_with_a_strange_amount_comes_back(client: PickyClient, login: Login) -> None:
    row = make_recommendation()
    login(Role.PLANNER)
    form = client.page(f"{HOME}/empfehlungen/{row.id}/optionen/neu").form(FORM)

    refused = client.submit(form, title="Bus", cost_once="viel Geld")

    assert refused.status_code == 422
    assert "kein Betrag" in refused.text
    assert "viel Geld" in refused.text


def test_reviews_and_missing_results_are_due(app: Flask) -> None:
    decision = make_decision()
    waiting = make_paper(title="Ohne Ergebnis")
    make_station(waiting)
    planner = make_account(Role.PLANNER)
    with app.test_request_context():
        found = due_until(today() + timedelta(days=400), planner)
        for_gemeinde = due_until(today() + timedelta(days=400), make_account(Role.MUNICIPALITY))

    kinds = {(one.kind, one.title) for one in found}
    assert ("Beschluss prüfen", decision.paper.title) in kinds
    assert ("Ergebnis", "Ohne Ergebnis") in kinds
    assert [one for one in for_gemeinde if one.kind in ("Beschluss prüfen", "Ergebnis")] == []


def test_a_review_is_noted_and_can_come_back(client: PickyClient, login: Login) -> None:
    decision = make_decision()
    login(Role.PLANNER)
    at = f"{HOME}/beschluesse/{decision.id}"
    again = (today() + timedelta(days=30)).isoformat()

    shown = client.follow(
        client.submit(client.page(at).form(form_to(f"{at}/pruefung")), review="Läuft an.", again_on=again)
    )

    assert "Läuft an." in shown.text("main")
    assert decisions.decision(decision.id).review_on.isoformat() == again


@pytest.mark.parametrize("address", ["gremien", "vorlagen", "beschluesse", "empfehlungen", ""])
def test_lists_ask_as_often_for_one_row_as_for_many(client: PickyClient, login: Login, address: str) -> None:
    counted = []
    login(Role.PLANNER)
    for number in (2, 9):
        make_many_papers(number)
        for one in papers.page_of_papers(papers.visible_papers(make_account(Role.PLANNER)), after=None, limit=2).rows:
            if one.state.value == "submitted":
                note(one, make_station(one), result(Result.UNANIMOUS))
        client.get(f"{HOME}/{address}".rstrip("/"))
        with count_queries() as queries:
            client.get(f"{HOME}/{address}".rstrip("/"))
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_a_need_file_asks_as_often_for_one_recommendation_as_for_five(client: PickyClient, login: Login) -> None:
    need = make_need()
    login(Role.PLANNER)
    counted = []
    for number in (1, 4):
        for _ in range(number):
            make_decision(make_paper(make_recommendation(needs=[need], place=make_root(), state=READY)))
        client.get(f"/arbeit/bedarfe/{need.id}")
        with count_queries() as queries:
            client.get(f"/arbeit/bedarfe/{need.id}")
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_a_measure_carries_out_a_decision_which_can_then_not_be_taken_out(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    decision, refused = make_decision(), make_decision(kind=Result.REJECTED)
    offered = [one for one, _name in decision_choices(make_account(Role.PLANNER))]
    assert offered == [decision.id]
    assert decision_choices(make_account(Role.PLANNER), keep=refused.id)[-1][0] == refused.id
    make_measure("Rufbus bestellen", place, decision_id=decision.id)
    login(Role.PLANNER)

    assert "Rufbus bestellen" in client.page(f"{HOME}/beschluesse/{decision.id}").text("main")
    station = decision.deliberation
    form = client.page(f"{HOME}/vorlagen/{decision.paper_id}/beratungen/{station.id}").form(FORM)
    late = client.submit(form, result="adjourned", votes_yes="", votes_no="", votes_abstained="")
    assert late.status_code == 409
    assert "hängen schon Maßnahmen" in late.text


def test_a_decision_leads_to_the_measure_that_carries_it_out(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    needs = [make_need("Kein Bus am Abend", place), make_need("Kein Bus am Sonntag", place)]
    origin = make_recommendation(needs=needs, place=place, state=RecommendationState.READY)
    decision = make_decision(make_paper(origin))
    login(Role.PLANNER)

    page = client.page(f"{HOME}/beschluesse/{decision.id}")
    form = client.page(page.link("Maßnahme planen")).form(FORM)
    made = client.follow(client.submit(form, title="Rufbus bestellen", review_on="2030-01-31"))

    assert "Kein Bus am Abend" in made.text("main")
    assert "Kein Bus am Sonntag" in made.text("main")
    assert "Rufbus bestellen" in client.page(f"{HOME}/beschluesse/{decision.id}").text("main")


def test_a_refusal_leads_to_no_measure(client: PickyClient, login: Login) -> None:
    refused = make_decision(kind=Result.REJECTED)
    login(Role.PLANNER)

    assert "Maßnahme planen" not in client.page(f"{HOME}/beschluesse/{refused.id}").text("main")


def test_a_paper_begins_with_what_the_analysis_found(client: PickyClient, login: Login, place: Sozialraum) -> None:
    need = make_need("Zu wenige Plätze in der Tagespflege", place)
    analysis = make_analysis(need)
    with unit_of_work():
        decide_level(
            analysis,
            level=EvidenceLevel.PROVEN,
            reason="Die Wartelisten sind lang.",
            version=analysis.version,
            by=SYSTEM,
        )
    row = make_target(place)
    with unit_of_work():
        hang_needs(target(row.id), [analysis.need], by=SYSTEM)
    origin = make_recommendation(needs=[need], place=place, state=RecommendationState.READY)
    login(Role.PLANNER)

    form = client.page(f"{HOME}/empfehlungen/{origin.id}/vorlage").form(FORM)

    assert f"Bedarf {need.number}: belegt. Die Wartelisten sind lang." in form.values["evidence"][0]
    assert "Ist 6, Soll 12 (Pflegebedarfsplan 2024). Das sind 50 Prozent." in form.values["evidence"][0]

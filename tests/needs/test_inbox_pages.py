"""The triage inbox as planners use it, without JavaScript."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from portal.contributions.terms import Channel
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions, queries
from portal.needs.models import Need, TriageItem
from portal.needs.terms import TriageOutcome, TriageState
from tests.factories.county import make_county
from tests.factories.needs import behind, make_item, make_need
from tests.factories.places import make_place, make_places
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

BUS = "Abends fährt kein Bus mehr nach Mindelheim. Das ist schlimm."


@pytest.fixture
def planner(session: Session, login: Login) -> object:
    make_county(with_terms=True)
    return login(Role.PLANNER)


def form_on(page: Page, action: str) -> FilledForm:
    """The form of the page that sends to an address with this in it."""
    found = [node for node in page.all("main form") if action in (node.attributes.get("action") or "")]
    assert len(found) == 1, f"{len(found)} forms to {action}"
    return FilledForm.from_node(found[0], page.url)


def test_an_empty_inbox_says_so(planner: object, client: PickyClient) -> None:
    page = client.page("/arbeit/eingang")

    assert page.heading == "Eingang"
    assert "Alles entschieden" in page.text("main")


def test_the_longest_waiting_comes_first(planner: object, client: PickyClient) -> None:
    make_item("Erstes Anliegen")
    make_item("Zweites Anliegen")

    page = client.page("/arbeit/eingang")

    assert page.text(".triage__words") == "Erstes Anliegen"
    assert "2 Wortmeldungen warten" in page.text(".page__lead")


def test_next_and_previous_walk_through_the_queue(planner: object, client: PickyClient) -> None:
    for n in range(3):
        make_item(f"Anliegen {n}")
    page = client.page("/arbeit/eingang")

    page = client.page(page.attribute("[data-key=j]", "href"))
    assert page.text(".triage__words") == "Anliegen 1"
    page = client.page(page.attribute("[data-key=k]", "href"))
    assert page.text(".triage__words") == "Anliegen 0"
    assert not page.has("[data-key=k]")


def test_a_new_need_takes_two_keys(planner: object, client: PickyClient, session: Session) -> None:
    place = make_place("Babenhausen")
    item = make_item("Guten Tag, abends fährt kein Bus mehr nach Mindelheim. Das ist schlimm.", place)
    make_item("Das nächste")
    page = client.page(client.page("/arbeit/eingang").attribute("[data-key=b]", "href"))
    form = form_on(page, "/eingang/bedarf")

    assert form.values["title"] == ["Abends fährt kein Bus mehr nach Mindelheim"]
    assert form.values["sozialraum_id"] == [str(place.id)]
    after = client.follow(client.submit(form))

    assert after.text(".triage__words") == "Das nächste"
    assert "Neuer Bedarf" in after.text(".triage__undo")
    need = session.get_one(Need, session.get_one(TriageItem, item.id).need_id)
    assert need.title == "Abends fährt kein Bus mehr nach Mindelheim"


def test_the_subject_is_suggested_from_the_words(planner: object, client: PickyClient) -> None:
    make_item(BUS)
    page = client.page(client.page("/arbeit/eingang").attribute("[data-key=b]", "href"))

    chosen = [node.text() for node in page.all("#action_field_id option[selected]")]
    assert chosen == ["Integrierte Orts- und Entwicklungsplanung"]
    assert "Vorschlag" in page.text("#triage-decide")


def test_a_refused_form_keeps_what_was_typed(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item(BUS)
    page = client.page(client.page("/arbeit/eingang").attribute("[data-key=b]", "href"))

    response = client.submit(form_on(page, "/eingang/bedarf"), title="", description="Das steht noch da.")

    assert response.status_code == 422
    page = Page(response)
    assert "title" in page.errors()
    assert page.text("#description") == "Das steht noch da."
    assert session.get_one(TriageItem, item.id).state is TriageState.OPEN


def test_similar_needs_say_why(planner: object, client: PickyClient) -> None:
    place = make_place("Babenhausen")
    make_need("Busverbindung am Abend nach Mindelheim", place)
    make_need("Spielplatz im Neubaugebiet", place)
    make_item(BUS, place)

    page = client.page("/arbeit/eingang")

    assert page.texts(".triage__candidatetop a") == ["Busverbindung am Abend nach Mindelheim"]
    assert "Bus" in page.text(".triage__why")
    assert "Mindelheim" in page.text(".triage__why")
    assert "gleicher Ort" in page.text(".triage__why")


def test_adding_to_a_similar_need_is_one_button(planner: object, client: PickyClient, session: Session) -> None:
    place = make_place("Babenhausen")
    need = make_need("Busverbindung am Abend nach Mindelheim", place)
    item = make_item(BUS, place)
    page = client.page("/arbeit/eingang")

    client.follow(client.submit(form_on(page, "/eingang/dazu"), button="bedarf"))

    assert behind(session.get_one(Need, need.id)) == {item.contribution_id}


def test_finding_a_need_by_word_or_number(planner: object, client: PickyClient) -> None:
    need = make_need("Neue Radwege")
    make_item("Etwas ganz anderes.")
    page = client.page(client.page("/arbeit/eingang").attribute("[data-key=z]", "href"))
    search = FilledForm.from_node(page.one("form.triage__search"), page.url)

    for asked in ("weg", need.number):
        found = Page(client.submit(search, suche=asked))
        assert found.texts(".triage__candidatetop a") == ["Neue Radwege"]


def test_no_need_tells_the_ready_sentence(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item()
    page = client.page(client.page("/arbeit/eingang").attribute("[data-key=x]", "href"))
    form = form_on(page, "/eingang/kein-bedarf")

    client.follow(client.submit(form, reason="unclear"))

    row = session.get_one(TriageItem, item.id)
    assert row.outcome is TriageOutcome.NO_NEED
    assert row.reason_public.startswith("Wir haben leider nicht verstanden")


def test_own_words_go_before_the_ready_sentence(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item()
    page = client.page(f"/arbeit/eingang?eintrag={item.id}&aktion=kein-bedarf")

    client.follow(client.submit(form_on(page, "kein-bedarf"), own_words="Der Bus fährt seit Mai wieder."))

    assert session.get_one(TriageItem, item.id).reason_public == "Der Bus fährt seit Mai wieder."


def test_splitting_by_sentences(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item("Der Bus fährt zu selten. Am Dorfplatz fehlt eine Bank.")
    page = client.page(f"/arbeit/eingang?eintrag={item.id}&aktion=aufteilen")
    form = form_on(page, "aufteilen")
    assert form.values["passages"] == ["Der Bus fährt zu selten.\n---\nAm Dorfplatz fehlt eine Bank."]

    after = client.follow(client.submit(form))

    assert after.text(".triage__words") == "Der Bus fährt zu selten."
    assert [entry.text for entry in queries.entries(queries.parts_of(session.get_one(TriageItem, item.id)))] == [
        "Der Bus fährt zu selten.",
        "Am Dorfplatz fehlt eine Bank.",
    ]


def test_words_left_out_must_be_decided_about(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item("Hallo zusammen. Der Bus fährt zu selten. Am Dorfplatz fehlt eine Bank.")
    page = client.page(f"/arbeit/eingang?eintrag={item.id}&aktion=aufteilen")
    typed = "Der Bus fährt zu selten.\n\nAm Dorfplatz fehlt eine Bank."

    refused = client.submit(form_on(page, "aufteilen"), passages=typed)
    assert refused.status_code == 422
    again = form_on(Page(refused), "aufteilen")
    rest = next(name for name in again.names if name.startswith("rest-"))
    assert "Hallo zusammen." in Page(refused).text("#triage-decide")
    fields: dict[str, Any] = {rest: "nicht"}
    client.follow(client.submit(again, **fields))

    parts = queries.parts_of(session.get_one(TriageItem, item.id))
    assert [part.outcome for part in parts] == [TriageOutcome.ASIDE, None, None]


def test_foreign_words_are_no_passage(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item("Der Bus fährt zu selten. Am Dorfplatz fehlt eine Bank.")
    page = client.page(f"/arbeit/eingang?eintrag={item.id}&aktion=aufteilen")

    response = client.submit(
        form_on(page, "aufteilen"), passages="Der Zug fährt zu selten.\n---\nAm Dorfplatz fehlt eine Bank."
    )

    assert response.status_code == 422
    assert "stehen so nicht im Original" in Page(response).errors()["passages"]


def test_undo_right_after_and_from_history(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item()
    page = client.page(f"/arbeit/eingang?eintrag={item.id}&aktion=kein-bedarf")
    after = client.follow(client.submit(form_on(page, "kein-bedarf")))

    client.follow(client.submit(form_on(after, "zurueck")))
    assert session.get_one(TriageItem, item.id).state is TriageState.OPEN

    page = client.page("/arbeit/eingang/verlauf")
    assert "zurückgenommen" in page.text("#decision-rows")


def test_several_entries_become_one_need(planner: object, client: PickyClient, session: Session) -> None:
    items = [make_item(f"Der Bus {n} fehlt.") for n in range(3)]
    page = client.page("/arbeit/eingang")
    chosen = client.submit(form_on(page, "sammeln"), eintrag=[str(item.id) for item in items[:2]])
    page = Page(chosen)
    assert page.heading == "2 Einträge zusammen entscheiden"

    page = client.page(page.attribute("[data-key=b]", "href"))
    after = client.follow(client.submit(form_on(page, "/eingang/bedarf")))

    assert "2 Einträge zusammen" in after.text(".triage__undo")
    assert after.text(".triage__words") == "Der Bus 2 fehlt."


def test_choosing_nothing_leads_back(planner: object, client: PickyClient) -> None:
    make_item()
    page = client.page("/arbeit/eingang")

    after = client.follow(client.submit(form_on(page, "sammeln")))

    assert "wählen Sie zuerst" in after.text("#tells")


def test_somebody_else_was_faster(planner: object, client: PickyClient, session: Session) -> None:
    item = make_item(BUS)
    page = client.page(f"/arbeit/eingang?eintrag={item.id}&aktion=bedarf")
    with unit_of_work():
        actions.decline([session.get_one(TriageItem, item.id)], reason="Gibt es schon.", by=SYSTEM)

    response = client.submit(form_on(page, "/eingang/bedarf"))

    assert response.status_code == 409
    assert "schon jemand entschieden" in Page(response).text("main") or "schon entschieden" in Page(response).text(
        "main"
    )


def test_filters_stand_in_the_address(planner: object, client: PickyClient) -> None:
    here, there = make_places("Babenhausen", "Legau")
    make_item("Hier online", here)
    make_item("Hier am Telefon", here, channel=Channel.PHONE)
    make_item("Dort", there)

    page = client.page(f"/arbeit/eingang?ort={here.id}&kanal=phone")
    assert page.text(".triage__words") == "Hier am Telefon"
    assert "1 Wortmeldung wartet" in page.text(".page__lead")
    assert f"ort={here.id}" in page.attribute("[data-key=b]", "href")
    assert "Mit diesem Filter wartet nichts" in client.page(f"/arbeit/eingang?ort={there.id}&kanal=phone").text("main")
    assert client.page("/arbeit/eingang?alter=3&ort=niemand").has("main")


@pytest.mark.parametrize(
    "query",
    [
        "ort=x",
        "ort[]=1",
        "kanal=%00",
        "art=nein",
        "alter=999999999999999999999",
        "verfahren=🚌",
        "aktion=../etc",
        "entschieden=x",
    ],
)
def test_bad_addresses_are_harmless(planner: object, client: PickyClient, query: str) -> None:
    make_item()

    assert client.get(f"/arbeit/eingang?{query}").status_code == 200


@pytest.mark.parametrize("entry", ["00000000-0000-0000-0000-000000000000", str(uuid4())])
def test_unknown_entries_are_not_found(planner: object, client: PickyClient, entry: str) -> None:
    assert client.get(f"/arbeit/eingang?eintrag={entry}").status_code == 404
    assert (
        client.post(
            "/arbeit/eingang/bedarf", data={"eintrag": entry}, headers={"Sec-Fetch-Site": "same-origin"}
        ).status_code
        == 404
    )


def test_planners_of_a_place_see_only_theirs(session: Session, client: PickyClient, login: Login) -> None:
    here, there = make_places("Babenhausen", "Legau")
    login(Role.PLANNER, here)
    make_item("Hier", here)
    foreign = make_item("Dort", there)
    make_item("Nirgends", without_place=True)

    assert "1 Wortmeldung wartet" in client.page("/arbeit/eingang").text(".page__lead")
    assert client.get(f"/arbeit/eingang?eintrag={foreign.id}").status_code == 404


@pytest.mark.parametrize(
    "role", [Role.ADMIN, Role.KUEMMERER, Role.MUNICIPALITY, Role.SECTOR_PLANNER, Role.MODERATOR, Role.OBSERVER]
)
def test_nobody_else_opens_the_inbox(session: Session, client: PickyClient, login: Login, role: Role) -> None:
    login(role)

    assert client.get("/arbeit/eingang").status_code == 404
    assert client.get("/arbeit/eingang/verlauf").status_code == 404


def test_the_number_of_queries_does_not_grow(planner: object, client: PickyClient) -> None:
    def asked() -> int:
        with count_queries() as seen:
            client.get("/arbeit/eingang")
        return len(seen)

    make_item("Abends fährt kein Bus.")
    asked()
    few = asked()
    for n in range(25):
        make_item(f"Anliegen {n} fährt abends kein Bus")

    assert asked() == few


def test_the_menu_counts_what_waits(planner: object, client: PickyClient) -> None:
    make_item()
    make_item()

    assert "2" in client.page("/arbeit").text("nav.sidenav--wide")

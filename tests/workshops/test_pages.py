"""`/arbeit/werkstaetten`: from the template to what became of the projects, as people do it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.walls import queries as wall_queries
from portal.workshops import queries
from portal.workshops.actions import publishing
from portal.workshops.models import FutureWorkshop, RunSheetItem
from portal.workshops.queries import sketches
from portal.workshops.queries.fate import fate_of_card
from portal.workshops.terms.sketches import SketchState
from portal.workshops.terms.steps import WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.workshops import (
    chain_of,
    go_to,
    make_chain,
    make_critique,
    make_sketch,
    make_wish,
    make_workshop,
)
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/werkstaetten"


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()


@pytest.fixture
def place(county: None) -> Sozialraum:
    return make_place("Kirchheim")


def only_workshop() -> FutureWorkshop:
    (found,) = queries.newest_page(queries.own_workshops(SYSTEM), after=None).rows
    assert isinstance(found, FutureWorkshop)
    return found


def test_from_the_template_to_the_last_step(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    form = client.page(client.page(WORK).link("Neue Werkstatt N")).form("main form[action$='/neu']")
    drafted = client.follow(client.submit(form, title="Unser Dorf mit 70", template="evening"))
    assert "mit Ablauf und Wand" in drafted.text("main")
    workshop = only_workshop()
    here = f"{WORK}/{workshop.id}"

    saved = client.follow(
        client.submit(
            drafted.form("main form[action$='/angaben']"),
            purpose="Wie wollen wir älter werden?",
            starts_on="2026-04-02",
            starts_time="19:00",
            venue="Pfarrheim",
        )
    )
    assert "2. April 2026, 19:00, Pfarrheim" in " ".join(saved.text("main").split())
    sheet = client.page(f"{here}/ablauf").text("main")
    assert "18:00" in sheet  # the room is made ready an hour before
    assert "19:00 bis 22:00 Uhr, zusammen 180 Minuten" in sheet

    def go_on(page: Page, **fields: Any) -> Page:
        return client.follow(client.submit(page.form("main form[action$='/weiter']"), **fields))

    page = go_on(client.page(f"{here}/leiten"))
    assert page.heading == "Ankommen"
    timer = client.follow(
        client.submit(page.form(".lead-piece:nth-of-type(1) form[action$='/zeit']"), button="minutes")
    )
    assert "Der Timer läuft bis" in timer.text("main")
    page = go_on(page)
    assert "Jetzt darf geschimpft werden." in page.text("main")
    make_critique(workshop, "Ohne Auto", ["Kein Bus", "Kein Taxi"])
    page = go_on(client.page(f"{here}/leiten"))
    assert "Kritik kann jetzt niemand schreiben." in page.text("main")

    refused = client.submit(page.form("main form[action$='/weiter']"))
    assert refused.status_code == 422
    assert "Noch nicht umgekehrt: 1." in Page(refused).text("main")
    desk = client.page(f"{here}/wuensche")
    assert desk.text("#now-heading") == "Ohne Auto"
    turning = desk.form("main form[action$='/wuensche']")
    assert client.submit(turning, wish="").status_code == 422
    turned = client.follow(client.submit(turning, wish="Ich komme überall hin"))
    assert "Jede Kritik ist ein Wunsch geworden." in turned.text("main")

    weighing = client.follow(client.submit(client.page(f"{here}/leiten").form("main form[action$='/punkte']")))
    assert "Punkte: Phantasie" in weighing.text("main")
    page = go_on(weighing)
    sketching = client.page(page.link("Projekt skizzieren : Ich komme überall hin")).form("main form[action$='/neu']")
    sketched = client.follow(
        client.submit(sketching, what="Zwei Bänke", first_step="Standort suchen", first_step_on="2026-05-01")
    )
    assert sketched.heading == "Ich komme überall hin"
    assert "Der Wunsch kam aus der Kritik: Ohne Auto" in " ".join(sketched.text("main").split())

    page = go_on(client.page(f"{here}/leiten"))
    assert page.heading == "Nachklang"
    counted = client.follow(
        client.submit(page.form("form[action$='/teilnahme']"), people="34", participants="22 Seniorinnen")
    )
    assert counted.form("form[action$='/teilnahme']").filled({})["people"] == ["34"]
    page = go_on(counted)
    assert page.heading == "Permanente Werkstatt"
    assert not page.has("form[action$='/weiter']")
    assert not page.has("form[action$='/zurueck']")


def test_the_phone_says_kindly_why_criticism_is_closed(client: PickyClient, place: Sozialraum) -> None:
    workshop = make_workshop(place=place, step=WorkshopStep.FANTASY)
    wall = wall_queries.wall(workshop.wall_id)

    text = client.page(f"/wand/{wall.room_code}").text("main")

    assert "Schritt 4 von 7: Phantasie" in text
    assert "Die Kritik hat ihren Platz gehabt und ist gut aufgehoben." in text


def test_criticism_can_wait_but_stays_in_the_list(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place, step=WorkshopStep.CRITIQUE)
    for title in ("Erste", "Zweite"):
        make_critique(workshop, title)
    address = f"{WORK}/{workshop.id}/wuensche"
    assert "Umgekehrt wird die Kritik im Schritt „Phantasie“." in client.page(address).text("main")
    go_to(workshop, WorkshopStep.FANTASY)

    first = client.page(address)
    later = client.page(first.link("Später S"))

    assert (first.text("#now-heading"), later.text("#now-heading")) == ("Erste", "Zweite")
    assert [row[0] for row in later.rows()] == ["Erste", "Zweite"]
    assert client.page(later.link("Später S")).text("#now-heading") == "Erste"
    assert client.page(f"{address}?kritik=quatsch").text("#now-heading") == "Erste"


def test_the_run_sheet_is_changed_piece_by_piece(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    address = f"{WORK}/{workshop.id}/ablauf"
    adding = client.page(f"{address}/neu?schritt=critique").form("main form[action$='/neu']")
    for wrong in ({"title": ""}, {"title": "Lied", "minutes": "viele"}, {"title": "Lied", "minutes": "601"}):
        assert client.submit(adding, **wrong).status_code == 422

    added = client.follow(
        client.submit(adding, title="Ein Lied", minutes="5", material="Gitarre", spoken="Wir singen.")
    )
    item = session().query(RunSheetItem).filter_by(title="Ein Lied").one()
    assert (item.step, item.position) == (WorkshopStep.CRITIQUE, 4)
    assert "Gitarre" in added.text("#inhalt")

    client.follow(client.submit(added.form(f"form[action$='{item.id}/verschieben']"), button="wohin"))
    names = [one.title for one in queries.run_sheet(workshop.id) if one.step is WorkshopStep.CRITIQUE]
    assert names == ["Kritik sammeln", "Ordnen und benennen", "Ein Lied", "Pause"]

    editing = client.page(f"{address}/{item.id}/bearbeiten").form("main form[action$='/bearbeiten']")
    client.follow(client.submit(editing, spoken="Alle singen."))
    conflict = client.submit(editing, spoken="Keiner singt.")
    assert conflict.status_code == 409
    assert {"Alle", "Keiner"} <= set(Page(conflict).text("main").split())
    client.follow(client.submit(Page(conflict).form("main form[action$='/bearbeiten']")))
    page = client.page(f"{address}/{item.id}/bearbeiten")
    assert page.form("main form[action$='/bearbeiten']").filled({})["spoken"] == ["Keiner singt."]
    assert "Keiner singt." in client.page(f"{address}/druck").text("main")
    client.follow(client.submit(page.form("main form[action$='/entfernen']")))
    assert "Ein Lied" not in client.page(address).text("main")


def test_two_people_write_the_same_settings(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    form = client.page(f"{WORK}/{workshop.id}/angaben").form("main form[action$='/angaben']")
    client.follow(client.submit(form, purpose="Mein Text"))

    conflict = client.submit(form, purpose="Ihr Text", starts_on="2027-05-05")

    assert conflict.status_code == 409
    text = Page(conflict).text("main")
    assert "Mein Text" in text
    assert "5. Mai 2027" in text
    client.follow(client.submit(Page(conflict).form("main form[action$='/angaben']")))
    assert queries.workshop(workshop.id).purpose == "Ihr Text"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"starts_on": "0001-01-01", "starts_time": "19:00"}, "starts_on"),
        ({"starts_on": "2026-13-45"}, "starts_on"),
        ({"starts_on": "2026-04-02", "starts_time": ""}, "starts_time"),
        ({"contact_phone": "ruf mich an"}, "contact_phone"),
        ({"consultation_id": str(uuid4())}, "consultation_id"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, str], field: str
) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    form = client.page(f"{WORK}/{workshop.id}/angaben").form("main form[action$='/angaben']")

    answer = client.submit(form, **({"venue": "Turnhalle"} | values))

    assert answer.status_code == 422
    assert field in Page(answer).errors()
    assert "Turnhalle" in answer.get_data(as_text=True)
    assert queries.workshop(workshop.id).venue == "Pfarrheim"


def test_phases_must_follow_each_other(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place, template=WorkshopTemplate.ONLINE)
    form = client.page(f"{WORK}/{workshop.id}/angaben").form("main form[action$='/angaben']")

    answer = client.submit(form, critique_on="2026-05-01", fantasy_on="2026-05-01", realisation_on="2026-06-01")

    assert answer.status_code == 422
    assert list(Page(answer).errors()) == ["fantasy_on"]


@pytest.mark.parametrize("values", [{"title": ""}, {"template": "quatsch"}, {"sozialraum_id": str(uuid4())}])
def test_a_new_one_needs_title_place_and_template(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, str]
) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/neu").form("main form[action$='/neu']")

    answer = client.submit(form, **({"title": "Eine", "sozialraum_id": str(place.id), "template": "day"} | values))

    assert answer.status_code == 422
    assert Page(answer).has("[data-error-summary]")


def test_a_sketch_is_written_once_and_changed_by_two(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place, step=WorkshopStep.REALISATION)
    address = f"{WORK}/{workshop.id}/projekte"
    form = client.page(f"{address}/neu").form("main form[action$='/neu']")
    assert client.submit(form, title="").status_code == 422
    for _time in range(2):
        client.follow(client.submit(form, title="Dorfstube", godparent="Hildegard Mayr"))
    (row,) = sketches.sketches(workshop.id)

    editing = client.page(f"{address}/{row.id}/bearbeiten").form("main form[action$='/bearbeiten']")
    client.follow(client.submit(editing, what="Kaffee"))
    conflict = client.submit(editing, what="Tee", godparent_may_be_named="y")
    assert conflict.status_code == 409
    assert {"Kaffee", "Tee"} <= set(Page(conflict).text("main").split())
    client.follow(client.submit(Page(conflict).form("main form[action$='/bearbeiten']")))
    assert sketches.sketch(row.id, workshop_id=workshop.id).what == "Tee"
    assert "Hildegard Mayr" in client.page(f"{address}/{row.id}/blatt").text("main")
    assert len(client.page(f"{address}/leere-blaetter").all(".sketch-sheet")) == 4
    client.follow(client.submit(client.page(f"{address}/{row.id}").form("main form[action$='/loeschen']")))
    assert sketches.sketches(workshop.id) == []


def test_what_became_of_a_sketch_is_told_once(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    workshop = make_chain(place)
    (row,) = sketches.sketches(workshop.id)
    address = f"{WORK}/{workshop.id}/projekte/{row.id}"
    form = client.page(address).form("main form[action$='/stand']")
    assert client.submit(form, state="begun", sentence="").status_code == 422
    assert client.submit(form, state="quatsch", sentence="Es läuft.").status_code == 422

    for _time in range(2):
        client.follow(client.submit(form, state="begun", sentence="Der Raum ist gefunden."))

    assert sketches.sketch(row.id, workshop_id=workshop.id).state is SketchState.BEGUN
    assert len(sketches.histories([row.id])[row.id]) == 1
    assert "Der Raum ist gefunden." in client.page(f"/werkstatt/{workshop.slug}").text("main")


def test_release_needs_a_sentence_and_a_person(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MUNICIPALITY, place)
    workshop = make_chain(place, released=False)
    address = f"{WORK}/{workshop.id}/dokumentation"
    public = f"/werkstatt/{workshop.slug}"
    assert client.get(public).status_code == 404
    releasing = client.page(address).form("main form[action$='/freigeben']")
    refused = client.submit(releasing)
    assert refused.status_code == 422
    assert "was herauskam" in Page(refused).text("main")

    summary = client.page(address).form("main form[action$='/zusammenfassung']")
    client.follow(client.submit(summary, summary="Es wurde gelacht.", look_again_on="2027-01-15"))
    conflict = client.submit(summary, summary="Es wurde geweint.")
    assert conflict.status_code == 409
    released = client.follow(client.submit(releasing))
    assert "Freigegeben." in released.text("main")

    page = client.page(public)
    assert "Es wurde gelacht." in page.text("main")
    assert page.rows()[0] == ["Man trifft sich nicht", "Eine Stube, in der immer jemand ist", "Dorfstube"]
    assert "hat sich gefunden" in page.text("main")
    assert "Hildegard Mayr" not in page.text()
    client.follow(client.submit(released.form("main form[action$='/zurueckziehen']")))
    assert "Es wurde gelacht." not in client.page(public).text("main")
    assert client.get(f"{public}/dokumentation.pdf").status_code == 404


def test_the_public_pages_of_each_time(client: PickyClient, place: Sozialraum) -> None:
    assert "Zurzeit gibt es keine Zukunftswerkstatt" in client.page("/werkstatt").text("main")
    coming = make_workshop("Kommt bald", place=place, published=True)
    make_workshop("Geheim", place=place)
    online = make_workshop(
        "Läuft online",
        place=place,
        template=WorkshopTemplate.ONLINE,
        published=True,
        critique_on=today() - timedelta(days=20),
        fantasy_on=today() - timedelta(days=5),
        realisation_on=today() + timedelta(days=5),
        ends_on=today() + timedelta(days=9),
    )
    done = make_chain(place)

    listed = client.page("/werkstatt").text("main")
    assert "Geheim" not in listed
    assert client.get("/werkstatt/geheim").status_code == 404
    assert client.get("/werkstatt/Ge%00heim").status_code == 404
    assert "Kommen Sie!" in client.page(f"/werkstatt/{coming.slug}").text("main")
    page = client.page(f"/werkstatt/{online.slug}")
    assert "neue nehmen wir jetzt nicht mehr an" in page.text("main")
    wall = wall_queries.wall(online.wall_id)
    assert page.link("Karten schreiben und Punkte setzen") == f"/wand/{wall.room_code}"
    assert "Was herauskam" in client.page(f"/werkstatt/{done.slug}").text("main")


def test_panels_show_workshops_where_they_belong(client: PickyClient, login: Login, place: Sozialraum) -> None:
    consultation = make_consultation(place=place)
    make_workshop("Im Verfahren", place=place, published=True, consultation_id=consultation.id)
    done = make_chain(place, released=False)
    assert "Im Verfahren" in client.page(f"/beteiligung/{consultation.slug}").text("main")
    assert "Im Verfahren" in client.page(f"/orte/{place.slug}").text("main")
    login(Role.PLANNER)
    with unit_of_work():
        fresh = queries.workshop(done.id)
        publishing.write_summary(
            fresh, summary="Schön.", look_again_on=today() - timedelta(days=1), version=fresh.version, by=SYSTEM
        )

    assert "Im Verfahren" in client.page(f"/arbeit/beteiligung/{consultation.id}").text("main")
    day = client.page("/arbeit").text("main")
    assert "Dokumentation freigeben: Unser Dorf mit 70" in day
    assert "1 offenes Projekt" in day
    assert "Zurück zum Leiten" in client.page(f"/arbeit/waende/{done.wall_id}").text("main")


def test_lists_ask_as_often_for_one_as_for_many(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    workshop = make_chain(place)
    here = f"{WORK}/{workshop.id}"
    addresses = (
        WORK,
        "/werkstatt",
        f"/werkstatt/{workshop.slug}",
        f"{here}/leiten",
        f"{here}/projekte",
        f"{here}/dokumentation",
    )

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with count_queries() as counted:
                client.get(address)
            counts.append(len(counted))
        return counts

    few = asked()
    for number in range(6):
        make_sketch(workshop, f"Projekt {number}")
        make_workshop(f"Werkstatt {number}", place=place, published=True)
    assert asked() == few


def test_a_draft_is_deleted_with_its_wall(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    address, wall = f"{WORK}/{workshop.id}", f"/arbeit/waende/{workshop.wall_id}"

    client.follow(client.submit(client.page(address).form("main form[action$='/verwerfen']")))

    assert client.get(address).status_code == 404
    assert client.get(wall).status_code == 404


def test_another_title_is_the_title_of_the_wall_too(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    form = client.page(f"{WORK}/{workshop.id}/angaben").form("main form[action$='/angaben']")

    client.follow(client.submit(form, title="Unser Dorf mit 80"))

    assert wall_queries.wall(workshop.wall_id).title == "Unser Dorf mit 80"
    assert queries.workshop(workshop.id).slug == "unser-dorf-mit-80"
    assert [column.title for column in wall_queries.columns_of(workshop.wall_id)] == [
        "Kritik",
        "Phantasie",
        "Verwirklichung",
    ]


def test_the_author_of_a_card_follows_it_to_the_project(client: PickyClient, place: Sozialraum) -> None:
    workshop = make_workshop(place=place, step=WorkshopStep.CRITIQUE)
    criticism = make_critique(workshop, "Der Laden ist zu")
    go_to(workshop, WorkshopStep.FANTASY)
    wish = make_wish(workshop, criticism, "Der Laden kommt zu mir")
    go_to(workshop, WorkshopStep.REALISATION)
    make_sketch(workshop, "Rollender Laden", idea=f"k-{wish.card_id}")
    go_to(workshop, WorkshopStep.REFLECTION)
    card = chain_of(workshop).criticisms[0].thought.contribution_ids[0]
    before = fate_of_card(card)
    assert before is not None
    assert before.wish is None
    with unit_of_work():
        fresh = queries.workshop(workshop.id)
        publishing.write_summary(fresh, summary="Schön.", look_again_on=None, version=fresh.version, by=SYSTEM)
        publishing.release(fresh, by=SYSTEM)

    after = fate_of_card(card)
    assert after is not None
    assert (after.wish, [title for title, _at in after.projects]) == ("Der Laden kommt zu mir", ["Rollender Laden"])
    assert fate_of_card(uuid4()) is None


def test_times_are_right_across_the_switch_of_october(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    for day in (date(2026, 10, 24), date(2026, 10, 26)):
        form = client.page(f"{WORK}/{workshop.id}/angaben").form("main form[action$='/angaben']")
        client.follow(client.submit(form, starts_on=day.isoformat(), starts_time="19:00"))
        assert "19:00 bis 22:00 Uhr" in client.page(f"{WORK}/{workshop.id}/ablauf").text("main")
        again = client.page(f"{WORK}/{workshop.id}/angaben").form("main form[action$='/angaben']").filled({})
        assert (again["starts_on"], again["starts_time"]) == ([day.isoformat()], ["19:00"])


def test_the_wall_of_a_workshop_is_not_deleted_without_it(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    form = client.page(f"/arbeit/waende/{workshop.wall_id}").form("main form[action$='/verwerfen']")

    answer = client.submit(form)

    assert answer.status_code == 422
    assert "gehört zu einer Zukunftswerkstatt" in Page(answer).text("main")
    assert queries.workshop(workshop.id).wall.id == workshop.wall_id


def test_the_same_text_saved_twice_is_no_conflict(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    workshop = make_chain(place, released=False)
    here = f"{WORK}/{workshop.id}"
    forms = (
        ("angaben", "angaben", {"venue": "Turnhalle"}),
        ("dokumentation", "zusammenfassung", {"summary": "Schön."}),
        ("leiten", "teilnahme", {"people": "34"}),
    )

    for page, action, typed in forms:
        form = client.page(f"{here}/{page}").form(f"form[action$='/{action}']")
        assert [client.submit(form, **typed).status_code for _ in range(2)] == [303, 303]


def test_whoever_reads_a_card_sees_its_workshop(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    workshop = make_chain(place)
    card = chain_of(workshop).criticisms[0].thought.contribution_ids[0]

    text = client.page(f"/arbeit/wortmeldungen/{card}").text("main")

    assert "Aus der Zukunftswerkstatt Unser Dorf mit 70" in text


def test_its_wall_and_the_three_columns_are_not_taken_from_under_it(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.MODERATOR, place)
    workshop = make_workshop(place=place)
    wall = f"/arbeit/waende/{workshop.wall_id}"
    page = client.page(wall)
    refused = client.submit(page.form("form[action$='/verwerfen']"))
    assert refused.status_code == 422
    assert "gehört zu einer Zukunftswerkstatt" in refused.get_data(as_text=True)

    form = client.page(f"{wall}/angaben").form("main form")
    fewer = {"columns_title": ["Kritik", "Phantasie", "", "", ""], "columns_hint": ["", "", "", "", ""]}
    refused = client.submit(form, **fewer)
    assert refused.status_code == 422
    assert "müssen bleiben" in refused.get_data(as_text=True)
    assert len(wall_queries.columns_of(workshop.wall_id)) == 3


def test_the_start_page_invites_to_what_runs_and_leads_to_the_code(client: PickyClient, place: Sozialraum) -> None:
    make_workshop("Noch nicht öffentlich", place=place)
    make_workshop("Wir laden ein", place=place, published=True)
    page = client.page("/")

    assert page.all("a[href='/werkstatt']") != []
    assert page.all("a[href='/wand']") != []
    assert "Wir laden ein" in page.text("main")
    assert "Noch nicht öffentlich" not in page.text("main")
    assert page.all("a[href='/werkstatt/wir-laden-ein']") != []

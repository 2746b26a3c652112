"""`/arbeit/quartiersprojekte`: list, project, step, diary, phase, help, Checkliste."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.kernel.runtime import settings
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import EntryDraft
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.queries import asking, diary, steps, templates
from portal.kuemmerer.terms.projects import Phase
from portal.places.models import Sozialraum
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.contributions import image_bytes
from tests.factories.county import make_county
from tests.factories.kuemmerer import first_step, make_project
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/quartiersprojekte"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def jpeg(colour: str = "steelblue") -> tuple[io.BytesIO, str]:
    return io.BytesIO(image_bytes(colour=colour)), "foto.jpg"


def address(project: KuemmererProject, path: str = "") -> str:
    return f"{WORK}/{project.id}{path}"


def id_at_end(location: str) -> UUID:
    return UUID(location.partition("?")[0].rpartition("/")[2])


def test_a_kuemmerer_begins_a_project_and_is_responsible(client: PickyClient, login: Login, place: Sozialraum) -> None:
    me = login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(FORM)

    answers = [client.submit(form, name="Daheim in Pfaffenhausen") for _ in range(2)]

    assert answers[0].location == answers[1].location
    project = queries.project(id_at_end(answers[0].location))
    assert project.responsible_ids == [me.id]
    shown = client.follow(answers[0])
    assert shown.heading == "Daheim in Pfaffenhausen"
    assert "0 von 11 Schritten erledigt" in shown.text("main")
    assert [row[:3] for row in client.page(WORK).rows()] == [
        ["Daheim in Pfaffenhausen Pfaffenhausen", "Vorbereitung", "0 von 11"]
    ]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "x" * 161}, {"name"}),
        ({"name": "\x00"}, {"name"}),
        ({"place_id": str(uuid4())}, {"place_id"}),
        ({"begun_on": "0001-01-01"}, {"begun_on"}),
        ({"begun_on": "9999-12-31"}, {"begun_on"}),
        ({"begun_on": "gestern"}, {"begun_on"}),
        ({"contact_phone": "anrufen"}, {"contact_phone"}),
        ({"aim": "x" * 2001}, {"aim"}),
    ],
)
def test_bad_input_is_told_at_its_field(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, str], wrong: set[str]
) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/neu").form(FORM)

    refused = client.submit(form, **({"name": "Gut", "place_id": str(place.id)} | values))

    assert refused.status_code == 422
    assert set(Page(refused).errors()) == wrong


def test_a_step_is_done_with_its_photo_in_one_submit(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    step = first_step(project)
    page = client.page(client.page(address(project)).link(step.title))

    answers = [client.submit(page.form("form.tick"), button="done", photo=jpeg()) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    step = steps.step(step.id)
    assert (step.done_on, len(step.photos)) == (today(), 1)
    assert "1 von 11 Schritten erledigt" in client.follow(answers[0]).text("main")
    assert client.get(address(project, f"/fotos/{step.photos[0].id}.jpg")).mimetype == "image/jpeg"


def test_a_photo_is_gone_from_the_disk_when_it_is_removed(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    step = first_step(project)
    client.submit(client.page(address(project, f"/schritte/{step.id}")).form("form.tick"), photo=jpeg())
    kept = settings().data_dir / "photos" / steps.step(step.id).photos[0].file_name
    assert kept.is_file()

    client.submit(client.page(address(project, f"/schritte/{step.id}")).form(".project-photos form"))

    assert not kept.exists()
    assert steps.step(step.id).photos == []


def test_only_noting_leaves_the_step_open(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    step = first_step(project)
    form = client.page(address(project, f"/schritte/{step.id}")).form("form.tick")

    shown = client.follow(client.submit(form, button="note", note="Termin steht"))

    assert "Termin steht" in shown.text("main")
    assert not steps.step(step.id).is_done


def test_a_conflict_keeps_text_and_photo_and_can_be_saved(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    step = first_step(project)
    form = client.page(address(project, f"/schritte/{step.id}")).form("form.tick")
    with unit_of_work():
        actions.tick(steps.step(step.id), version=1, note="Die anderen", by=SYSTEM)

    refused = client.submit(form, note="Ich", photo=jpeg())

    assert refused.status_code == 409
    page = Page(refused)
    assert "Die anderen" in page.text("main")
    assert "1 Foto ist schon da" in page.text("main")
    client.submit(page.form("form.tick"))
    step = steps.step(step.id)
    assert (step.note, len(step.photos)) == ("Ich", 1)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"done_on": "2999-01-01"}, {"done_on"}),
        ({"done_on": "0001-01-01"}, {"done_on"}),
        ({"note": "x" * 2001}, {"note"}),
        ({"photo": (io.BytesIO(b"kein Bild"), "a.jpg")}, {"photo"}),
    ],
)
def test_what_cannot_be_ticked_is_told_and_kept(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, Any], wrong: set[str]
) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    form = client.page(address(project, f"/schritte/{first_step(project).id}")).form("form.tick")

    refused = client.submit(form, **({"note": "Bleibt stehen"} | values))

    assert refused.status_code == 422
    page = Page(refused)
    assert set(page.errors()) == wrong
    assert str(values.get("note", "Bleibt stehen")) == page.text("textarea[name=note]")


def test_the_gemeinde_sees_no_button_on_foreign_steps(client: PickyClient, login: Login, place: Sozialraum) -> None:
    project = make_project(place=place)
    login(Role.MUNICIPALITY, place)
    found = steps.steps_of(project.id, Phase.PREPARATION)

    buttons = {
        step.responsible.value: client.page(address(project, f"/schritte/{step.id}")).has("form.tick") for step in found
    }

    assert buttons == {"municipality": True, "county": False, "office": False}
    foreign = next(step for step in found if step.responsible.value == "county")
    own = next(step for step in found if step.responsible.value == "municipality")
    form = client.page(address(project, f"/schritte/{own.id}")).form("form.tick")
    sent = client.post(
        address(project, f"/schritte/{foreign.id}"), data=form.filled({}), headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert sent.status_code == 404


def test_a_step_of_another_project_is_not_found(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    one, other = make_project(place=place), make_project("Anderswo", place=make_place("Kammlach"))

    assert client.get(address(one, f"/schritte/{first_step(other).id}")).status_code == 404


def test_the_day_of_a_step_is_moved_with_a_reason(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    step = first_step(project)
    form = client.page(address(project, f"/schritte/{step.id}")).form("form[action$=termin]")
    to = (today() + timedelta(days=99)).isoformat()

    refused = client.submit(form, button="moved", due_on=to, reason="")
    assert refused.status_code == 422
    shown = client.follow(client.submit(form, button="moved", due_on=to, reason="Wahlkampf"))

    assert "Termin verschoben: Wahlkampf" in shown.text("main")
    assert steps.step(step.id).due_on == today() + timedelta(days=99)


def test_an_own_step_is_added_changed_and_removed(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    form = client.page(address(project, "/schritte/neu")).form(FORM)
    page = client.follow(client.submit(form, title="Schaukasten aufhängen"))

    step_page = client.page(page.link("Schaukasten aufhängen"))
    edited = client.page(step_page.link("Schritt bearbeiten")).form(FORM)
    shown = client.follow(client.submit(edited, title="Schaukasten am Rathaus"))
    assert shown.heading == "Schaukasten am Rathaus"
    stale = client.submit(edited, title="Schaukasten am Bahnhof")
    assert stale.status_code == 409
    page = client.follow(client.submit(shown.form("form[action$=entfernen]")))
    assert "Schaukasten" not in page.text("main")


def test_the_gate_opens_the_next_phase(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place, begun_on=today() - timedelta(days=180))
    form = client.page(client.page(address(project)).link("Phase abschließen P")).form("form[action$=weiter]")

    refused = client.submit(form, reference="")
    assert (refused.status_code, set(Page(refused).errors())) == (422, {"reference"})
    shown = client.follow(client.submit(form, reference="Gemeinderat, TOP 7, einstimmig"))
    stale = client.submit(form, reference="Noch einmal")

    assert shown.text("#steps") == "Schritte: Aufbau"
    assert stale.status_code == 409
    back = client.page(address(project, "/phase")).form("form[action$=zurueck]")
    refused = client.submit(back, to="expansion", back_reason="x")
    assert (refused.status_code, set(Page(refused).errors())) == (422, {"to"})
    shown = client.follow(client.submit(back, to="preparation", back_reason="Beschluss aufgehoben"))
    assert shown.text("#steps") == "Schritte: Vorbereitung"
    assert "Beschluss aufgehoben" in client.page(address(project, "/verlauf")).text("main")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"planned_begin": ""}, {"planned_begin"}),
        ({"planned_end": ""}, {"planned_end"}),
        ({"planned_begin": "2027-01-01", "planned_end": "2026-01-01"}, {"planned_end"}),
        ({"planned_begin": "1000-01-01"}, {"planned_begin"}),
    ],
)
def test_a_plan_has_two_days_in_order(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, str], wrong: set[str]
) -> None:
    login(Role.PLANNER)
    project = make_project(place=place)
    form = client.page(address(project, "/phase/build_up/plan")).form(FORM)

    refused = client.submit(form, **values)

    assert (refused.status_code, set(Page(refused).errors())) == (422, wrong)
    assert client.submit(form, planned_begin="2027-01-01", planned_end="2027-12-31").status_code == 303
    assert client.get(address(project, "/phase/unsinn/plan")).status_code == 404


def test_a_photo_alone_is_an_entry(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    form = client.page(address(project, "/tagebuch")).form(FORM)

    refused = client.submit(form)
    assert (refused.status_code, set(Page(refused).errors())) == (422, {"text"})
    for _ in range(2):
        client.submit(form, photo=jpeg())
    found = diary.entries_of(project.id).rows
    assert [(one.text, len(one.photos)) for one in found] == [("", 1)]


@pytest.mark.parametrize("hours", ["viel", "-1", "25", "0", "1" * 400, "1e3", "1,555"])
def test_hours_that_no_day_has(client: PickyClient, login: Login, place: Sozialraum, hours: str) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    form = client.page(address(project, "/tagebuch")).form(FORM)

    refused = client.submit(form, text="Mittagstisch", hours=hours)

    assert (refused.status_code, set(Page(refused).errors())) == (422, {"hours"})
    assert Page(refused).text("textarea[name=text]") == "Mittagstisch"


def test_two_who_edit_an_entry_see_both_texts(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    with unit_of_work():
        made = actions.write_entry(queries.project(project.id), EntryDraft(on=today(), text="Erst"), by=SYSTEM)
    form = client.page(address(project, f"/tagebuch/{made.id}")).form(FORM)
    client.submit(form, text="Die andere Fassung", hours="1,5")

    refused = client.submit(form, text="Meine Fassung")

    assert refused.status_code == 409
    page = Page(refused)
    assert "Die andere Fassung" in page.text("main")
    assert page.text("textarea[name=text]") == "Meine Fassung"
    assert client.submit(page.form(FORM)).status_code == 303


def test_help_goes_to_the_desk_and_comes_back(client: PickyClient, login: Login, place: Sozialraum) -> None:
    project = make_project(place=place)
    login(Role.KUEMMERER, place)
    form = client.page(address(project)).form("form[action$=hilfe]")
    refused = client.submit(form, question="")
    assert refused.status_code == 422
    client.follow(client.submit(form, question="Wer liest den Förderantrag?"))

    planner = login(Role.PLANNER)
    assert [row[2] for row in client.page(f"{WORK}?stand=hilfe").rows()] == ["0 von 11 Hilfe nötig"]
    desk = client.page(f"{WORK}/hilfe-noetig")
    (request,) = asking.open_requests(planner)
    answered = client.submit(
        desk.form(f"form[action$='{request.id}']"), **{f"f{request.id}-answer": "Ich, bis Freitag."}
    )
    assert answered.status_code == 303
    empty = client.submit(desk.form(f"form[action$='{request.id}']"), **{f"f{request.id}-answer": ""})
    assert empty.status_code == 422

    login(Role.KUEMMERER, place)
    assert "Ich, bis Freitag." in client.page(address(project)).text("main")
    client.submit(client.page(address(project)).form("form[action$=erledigt]"))
    assert asking.open_requests(planner) == []


def test_what_is_due_stands_in_heute_dran(app: Flask, place: Sozialraum) -> None:
    project = make_project(place=place, begun_on=today() - timedelta(days=15))
    with unit_of_work():
        actions.ask_for_help(queries.project(project.id), "Wer hilft?", by=SYSTEM)
    kuemmerer, planner = make_account(Role.KUEMMERER, place), make_account(Role.PLANNER)

    with app.test_request_context():
        mine = due_until(today(), kuemmerer)
        theirs = due_until(today() + timedelta(days=7), planner)

    first = first_step(project)
    assert [(one.on, one.title, one.address, one.kind) for one in mine] == [
        (today() - timedelta(days=1), first.title, address(project, f"/schritte/{first.id}"), "Schritt")
    ]
    assert [(one.title, one.kind) for one in theirs] == [(first.title, "Schritt"), ("Wer hilft?", "Hilfe nötig")]


def test_mein_tag_and_the_pages_of_the_place_tell_of_it(client: PickyClient, login: Login, place: Sozialraum) -> None:
    project = make_project(
        "Daheim", place=place, begun_on=today() - timedelta(days=30), is_public=True, contact_name="Rosa Huber"
    )
    login(Role.KUEMMERER, place)

    assert "Überfällig" in client.page("/arbeit").text("section[aria-labelledby=my-day-today]")
    public = client.page(f"/orte/{place.slug}").text("section[aria-labelledby=place-project]")
    assert "Rosa Huber" in public
    assert "bereitet ihr Quartiersprojekt vor" in public
    with unit_of_work():
        actions.close(queries.project(project.id), reason="Ende", by=SYSTEM)
    assert not client.page(f"/orte/{place.slug}").has("section[aria-labelledby=place-project]")


def test_a_new_version_is_written_published_and_taken_over(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    assert "mitgelieferte Checkliste" in client.page(f"{WORK}/checkliste").text("main")
    project = make_project(place=place)
    page = client.page(f"{WORK}/checkliste")
    page = client.follow(client.submit(page.form("form[action$=entwurf]")))
    form = client.page(f"{WORK}/checkliste/schritte/neu?phase=build_up").form(FORM)
    refused = client.submit(form, title="Jugend fragen", due_after="-3")
    assert (refused.status_code, set(Page(refused).errors())) == (422, {"due_after"})
    refused = client.submit(form, title="Jugend fragen", due_after="999")
    assert (refused.status_code, set(Page(refused).errors())) == (422, {"due_after"})
    page = client.follow(client.submit(form, title="Jugend fragen", due_after="6", due_unit="months"))
    assert "Jugend fragen" in page.text("main")
    assert not client.page(address(project)).text("main").count("Neue Fassung")

    client.submit(page.form("form[action$=veroeffentlichen]"), changes="Auch die Jugend wird gefragt.")
    shown = client.page(address(project))
    preview = client.page(shown.link("Ansehen, was sich ändert"))
    assert "1 Schritt kommt dazu" in preview.text("main")
    client.follow(client.submit(preview.form("form[action$=neue-fassung]")))

    assert steps.steps_of(project.id, Phase.BUILD_UP)[-1].title == "Jugend fragen"
    assert "hat schon die gültige Fassung" in client.page(address(project, "/neue-fassung")).text("main")


def test_steps_of_the_draft_are_edited_moved_and_left_out(client: PickyClient, login: Login, session: Session) -> None:
    login(Role.PLANNER)
    client.submit(client.page(f"{WORK}/checkliste").form("form[action$=entwurf]"))
    draft = templates.draft()
    assert draft is not None
    first, second = draft.of_phase(Phase.PREPARATION)[:2]
    form = client.page(f"{WORK}/checkliste/schritte/{first.id}").form(FORM)
    assert client.submit(form, title="Anders").status_code == 303
    assert client.submit(form, title="Ganz anders").status_code == 409
    moving = client.page(f"{WORK}/checkliste").form(f"form[action$='{first.id}/verschieben']")
    client.submit(moving, button="runter")
    client.submit(client.page(f"{WORK}/checkliste").form(f"form[action$='{second.id}/entfernen']"))

    session.expire_all()
    draft = templates.draft()
    assert draft is not None
    assert [step.title for step in draft.of_phase(Phase.PREPARATION)[:2]] == [
        "Anders",
        "Gebiet des Quartiers abgrenzen",
    ]
    client.submit(client.page(f"{WORK}/checkliste").form("form[action$=verwerfen]"))
    assert templates.draft() is None
    assert client.get(f"{WORK}/checkliste/schritte/neu").status_code == 404


def test_the_sozialplanung_says_who_is_responsible_and_ends_it(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    project, fitting = make_project(place=place), make_account(Role.KUEMMERER, place, name="Rosa Huber")
    login(Role.PLANNER)
    form = client.page(address(project, "/zustaendig")).form("form[action$=zustaendig]")

    assert client.submit(form, account_id=str(uuid4())).status_code == 422
    client.follow(client.submit(form, account_id=str(fitting.id)))
    assert queries.project(project.id).responsible_ids == [fitting.id]
    client.submit(client.page(address(project, "/zustaendig")).form("form[action$=ende]"))
    ending = client.page(address(project, "/zustaendig")).form("form[action$=beenden]")
    assert client.submit(ending, reason="").status_code == 422
    shown = client.follow(client.submit(ending, reason="Gemeinderat dagegen"))
    assert client.page(WORK).rows() == []
    client.submit(shown.form("form[action$=fortsetzen]"))
    assert len(client.page(WORK).rows()) == 1


def test_the_list_is_narrowed_by_its_address(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    make_project("Später", place=place, phase=Phase.BUILD_UP)
    make_project("Überfällig", place=make_place("Kammlach"), begun_on=today() - timedelta(days=60))

    def names(query: str) -> list[str]:
        return [row[0].split()[0] for row in client.page(f"{WORK}?{query}").rows()]

    assert names("") == ["Später", "Überfällig"]
    assert names("q=ueberf%C3%A4") == ["Überfällig"]
    assert names("phase=build_up") == ["Später"]
    assert names("stand=faellig") == ["Überfällig"]
    assert names("stand=hilfe") == []
    assert names(f"ort={place.id}") == ["Später"]
    assert names("q=%25") == []
    assert names("ort=unsinn&phase=x&stand=y&q=%00") == ["Später", "Überfällig"]


@pytest.mark.parametrize("path", ["", "/hilfe-noetig"])
def test_thirty_projects_cost_as_many_queries_as_one(client: PickyClient, login: Login, path: str) -> None:
    login(Role.PLANNER)

    def another(number: int) -> None:
        project = make_project(f"Projekt {number}", place=make_place(f"Ort {number}"))
        with unit_of_work():
            actions.ask_for_help(queries.project(project.id), "Wer hilft?", by=SYSTEM)

    another(0)
    client.page(WORK + path)
    with count_queries() as one:
        client.page(WORK + path)
    for number in range(1, 30):
        another(number)
    client.page(WORK + path)
    with count_queries() as many:
        client.page(WORK + path)

    assert len(many) == len(one), many


def test_filters_swap_only_the_list(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    make_project("Daheim", place=place)

    answer = client.get(f"{WORK}?q=daheim", headers={"HX-Request": "true"})

    assert answer.get_data(as_text=True).lstrip().startswith('<div id="project-rows"')


def test_a_step_falls_away_with_its_reason_and_comes_back(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    project = make_project(place=place)
    there = address(project, f"/schritte/{first_step(project).id}")
    form = client.page(there).form("form[action$=entfaellt]")
    empty = client.submit(form, waived_reason=" ")

    page = client.follow(client.submit(form, waived_reason="Gibt es seit 2019"))

    assert Page(empty).errors() == {"waived_reason": "Fehler: Bitte schreiben Sie kurz, warum der Schritt entfällt."}
    assert "entfällt · Grund: Gibt es seit 2019" in page.text("main")
    assert not page.has("form.tick")
    assert client.submit(form, waived_reason="Zu spät").status_code == 409
    history = client.page(address(project, "/verlauf")).text("main")
    assert "Schritt entfällt" in history
    client.follow(client.submit(client.page(there).form("form[action$=oeffnen]")))
    assert "entfällt · Grund" not in client.page(there).text("main")


def test_only_who_keeps_the_project_lets_a_step_fall_away(client: PickyClient, login: Login, place: Sozialraum) -> None:
    project = make_project(place=place)
    own = next(one for one in steps.steps_of(project.id) if one.responsible.value == "municipality")
    there = address(project, f"/schritte/{own.id}")
    found = {}
    for role in (Role.MUNICIPALITY, Role.KUEMMERER, Role.PLANNER):
        login(role, place if role is not Role.PLANNER else None)
        found[role] = client.page(there).has("form[action$=entfaellt]")

    assert found == {Role.MUNICIPALITY: False, Role.KUEMMERER: True, Role.PLANNER: True}

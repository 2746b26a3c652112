"""`…/ehrenamt`: who helps, who asks, the call list, hours."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.kernel.clock import months_later, today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer.actions.volunteers import VolunteerDraft, edit_volunteer
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.queries import hours
from portal.kuemmerer.queries import volunteers as found
from portal.kuemmerer.terms.volunteers import AidKind, AidState
from portal.places.models import Sozialraum
from portal.web.due import due_until
from tests.factories.county import make_county
from tests.factories.groups import make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.places import make_place
from tests.factories.volunteers import make_aid, make_hours, make_match, make_volunteer
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/quartiersprojekte"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


@pytest.fixture
def project(place: Sozialraum) -> KuemmererProject:
    return make_project(place=place)


def address(project: KuemmererProject, path: str = "") -> str:
    return f"{WORK}/{project.id}/ehrenamt{path}"


def called(shown: Page, side: str) -> FilledForm:
    return shown.form(f"form[action$=angerufen]:has(button[value={side}])")


def id_at_end(location: str) -> UUID:
    return UUID(location.partition("?")[0].rpartition("/")[2])


def test_from_a_gesuch_to_hours(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    login(Role.KUEMMERER, place)
    volunteer = make_volunteer(project)
    form = client.page(address(project, "/gesuche/neu")).form(FORM)
    sent = [client.submit(form, what="Fahrt zum Augenarzt", contact="08265 815") for _ in range(2)]
    assert sent[0].location == sent[1].location
    aid_id = id_at_end(sent[0].location)
    shown = client.follow(sent[0])

    shown = client.follow(client.submit(shown.form("form[action$=vorschlagen]"), button="volunteer_id"))
    shown = client.follow(client.submit(called(shown, "volunteer"), button="side"))
    shown = client.follow(client.submit(called(shown, "requester"), button="side"))
    client.follow(client.submit(shown.form("form[action$=antwort]"), button="confirmed"))

    assert found.aid_request(aid_id).state is AidState.MATCHED
    form = client.page(address(project, f"/stunden?gesuch={aid_id}")).form(FORM)
    client.follow(client.submit(form, hours="1,5", volunteer_id=str(volunteer.id)))
    assert str(hours.hours_between(today(), today(), project_id=project.id).total) in ("1.5", "1.50")


def test_a_person_is_noted_changed_and_forgotten(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(address(project, "/ehrenamtliche/neu")).form(FORM)
    assert client.submit(form, name="Resi", kinds=[]).status_code == 422
    sent = client.submit(form, name="Resi", kinds=["driving", "garden"], times=["0", "20"])
    volunteer_id = id_at_end(sent.location)
    shown = client.follow(sent)
    assert found.volunteer(volunteer_id).kinds == [AidKind.DRIVING, AidKind.GARDEN]
    assert found.volunteer(volunteer_id).times == 1 + 2**20

    client.follow(client.submit(shown.form("form[action$=widerruf]")))

    assert found.volunteer(volunteer_id).name == ""
    edit = f"{WORK}/ehrenamt/ehrenamtliche/{volunteer_id}/bearbeiten"
    again = client.page(edit).form(FORM)
    assert client.submit(again, name="Wieder da", kinds=["driving"]).status_code == 422
    assert found.volunteer(volunteer_id).name == ""


def test_a_conflict_shows_both_texts(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    login(Role.KUEMMERER, place)
    volunteer = make_volunteer(project, "Resi")
    form = client.page(f"{WORK}/ehrenamt/ehrenamtliche/{volunteer.id}/bearbeiten").form(FORM)
    with unit_of_work():
        fresh = found.volunteer(volunteer.id)
        draft = VolunteerDraft(name="Theres", kinds=(AidKind.DRIVING,))
        edit_volunteer(fresh, draft, version=fresh.version, by=SYSTEM)

    answer = client.submit(form, name="Resi Fleißig")

    assert answer.status_code == 409
    shown = answer.get_data(as_text=True)
    assert ("Theres" in shown, "Resi Fleißig" in shown) == (True, True)
    assert found.volunteer(volunteer.id).name == "Theres"


PATHS = ("", "/ehrenamtliche", "/anrufe", "/stunden", "/ehrenamtliche/neu", "/gesuche/neu")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.KUEMMERER])
def test_nobody_else_finds_people(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject, role: Role
) -> None:
    volunteer, aid = make_volunteer(project), make_aid(project)
    login(role, place)

    answers = {path: client.get(address(project, path)).status_code for path in PATHS}

    assert answers == {path: 200 if role is Role.PLANNER and not path else 404 for path in PATHS}
    for path in (f"ehrenamtliche/{volunteer.id}", f"gesuche/{aid.id}"):
        assert client.get(f"{WORK}/ehrenamt/{path}").status_code == 404


def test_the_planner_sees_counts_and_no_names(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    volunteer = make_volunteer(project, "Kanariename")
    make_aid(project, "Kanarienbitte", name="Kanarienmensch")
    make_hours(project, volunteer=volunteer)
    login(Role.PLANNER, place)

    shown = client.get(address(project)).get_data(as_text=True)
    workbook = client.get(address(project, "/stunden.xlsx"))

    assert "Kanarien" not in shown
    assert workbook.status_code == 200


@pytest.mark.parametrize("hours_written", ["", "eins", "-1", "0", "1,33", "1" * 1000, "1\x00x", "999999"])
def test_bad_hours_are_refused_kindly(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject, hours_written: str
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(address(project, "/stunden")).form(FORM)

    assert client.submit(form, hours=hours_written).status_code == 422


@pytest.mark.parametrize(
    "bad",
    [
        {"what": ""},
        {"what": "x" * 1001},
        {"kind": "unsinn"},
        {"place_id": str(uuid4())},
        {"times": ["21"]},
        {"times": ["unsinn"]},
        {"wanted_on": "0001-01-01"},
        {"wanted_on": "9999-12-31"},
        {"until": "2026-05-01"},
        {"wanted_on": "2026-05-02", "until": "2026-05-01", "is_regular": "y"},
    ],
)
def test_bad_gesuche_are_refused_kindly(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject, bad: dict[str, Any]
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(address(project, "/gesuche/neu")).form(FORM)
    good: dict[str, Any] = {"what": "Fahrt", "place_id": str(place.id)}

    assert client.submit(form, **(good | bad)).status_code == 422


@pytest.mark.parametrize("path", ["", "/ehrenamtliche", "/anrufe", "/stunden"])
def test_thirty_rows_cost_as_many_queries_as_one(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject, path: str
) -> None:
    login(Role.KUEMMERER, place)

    def another(number: int) -> None:
        volunteer = make_volunteer(project, f"Person {number}", place=place)
        make_match(make_aid(project), volunteer)
        make_hours(project, volunteer=volunteer)

    url = address(project, path)
    another(0)
    client.page(url)
    with count_queries() as one:
        client.page(url)
    for number in range(1, 30):
        another(number)
    with count_queries() as many:
        client.page(url)

    assert len(many) == len(one), many


def test_lists_go_on_and_are_narrowed(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    made = [make_volunteer(project, f"Person {number}").id for number in range(3)]
    kept = make_volunteer(project, "Köchin", kinds=(AidKind.COOKING,))
    first = found.page_of_volunteers(project.id, found.VolunteerFilters(), after=None, limit=2)
    second = found.page_of_volunteers(project.id, found.VolunteerFilters(), after=first.next_cursor, limit=2)
    narrowed = found.page_of_volunteers(project.id, found.VolunteerFilters(kind=AidKind.COOKING), after=None)

    assert [one.id for one in (*first.rows, *second.rows)] == [kept.id, *reversed(made)]
    assert second.next_cursor is None
    assert [one.id for one in narrowed.rows] == [kept.id]


def test_what_is_due_names_nobody(app: Flask, login: Login, place: Sozialraum, project: KuemmererProject) -> None:
    me = login(Role.KUEMMERER, place)
    make_aid(project)
    confirmed = make_aid(project, is_regular=True, wanted_on=today(), until=months_later(today(), 12))
    make_match(confirmed, make_volunteer(project, clearance_on=months_later(today(), -61)), is_confirmed=True)

    with app.test_request_context():
        told = [one.title for one in due_until(months_later(today(), 1), me) if one.kind == "Ehrenamt"]

    assert sorted(told) == [
        "Führungszeugnis neu vorlegen lassen",
        "Hilfe am vereinbarten Tag: Fahren",
        "Hilfegesuch beantworten: Fahren",
    ]


def test_hours_stand_on_the_page_of_the_teilprojekt(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    login(Role.KUEMMERER, place)
    sub_project = make_sub_project(project=project)
    make_hours(project, "2.5", sub_project=sub_project)

    shown = client.get(f"{WORK}/teilprojekte/{sub_project.id}").get_data(as_text=True)

    assert "Stunden insgesamt: 2,5" in shown


def test_somebody_of_another_project_cannot_be_proposed(
    client: PickyClient, login: Login, place: Sozialraum, project: KuemmererProject
) -> None:
    login(Role.KUEMMERER, place)
    make_volunteer(project)
    aid = make_aid(project)
    stranger = make_volunteer(make_project("Anderswo", place=make_place("Kammlach")))
    form = client.page(f"{WORK}/ehrenamt/gesuche/{aid.id}").form("form[action$=vorschlagen]")

    for wanted in (str(stranger.id), str(uuid4()), "unsinn"):
        sent = replace(form, buttons=(("volunteer_id", wanted),))
        assert client.submit(sent, button="volunteer_id").status_code == 404

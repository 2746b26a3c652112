"""`/arbeit/erhebungen` and `/arbeit/fachplanungen`."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.sectorplans import actions, queries
from portal.sectorplans.terms import SHIPPED_PLANS, CollectionState
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.indicators import make_value
from tests.factories.places import make_place, make_root
from tests.factories.sectorplans import make_collection, make_plan
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

CALENDAR, REGISTER = "/arbeit/erhebungen", "/arbeit/fachplanungen"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def test_a_gemeinde_enters_an_erhebung_and_sees_the_overlap(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    make_collection(
        "Befragung der Hochschule", place=make_root(), months=((2027, 5), (2027, 6)), contact_name="Dr. Lang"
    )
    login(Role.MUNICIPALITY, place)

    form = client.page(f"{CALENDAR}/neu").form(FORM)
    shown = client.follow(
        client.submit(
            form, title="Haushaltsbefragung", first_month="04/2027", last_month="2027-05", contact_phone="08265 12345"
        )
    )

    assert shown.heading == "Haushaltsbefragung"
    assert "Befragung der Hochschule" in shown.text("main")
    assert "Dr. Lang" in shown.text("main")
    rows = client.page(f"{CALENDAR}?jahr=2027").rows()
    assert [row[0] for row in rows] == ["Haushaltsbefragung", "Befragung der Hochschule"]


def test_sending_twice_enters_once(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"{CALENDAR}/neu").form(FORM)

    answers = [
        client.submit(form, title="Einmal", first_month="04/2027", last_month="04/2027", contact_phone="08265 12345")
        for _ in range(2)
    ]

    assert answers[0].location == answers[1].location


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "x" * 161}, {"title"}),
        ({"first_month": "13/2027"}, {"first_month"}),
        ({"first_month": "0001-01"}, {"first_month"}),
        ({"last_month": "9999-12"}, {"last_month"}),
        ({"first_month": "9" * 5000}, {"first_month"}),
        ({"first_month": "bald\x00"}, {"first_month"}),
        ({"last_month": "01/2027"}, {"last_month"}),
        ({"last_month": "12/2099"}, {"last_month"}),
        ({"sozialraum_id": str(uuid4())}, {"sozialraum_id"}),
        ({"runner": "sector_plan", "sector_plan_id": ""}, {"sector_plan_id"}),
        ({"runner": "external"}, {"runner_name"}),
        ({"runner": "unsinn"}, {"runner"}),
        ({"method": "unsinn"}, {"method"}),
        ({"contact_name": ""}, {"contact_name"}),
        ({"contact_phone": "", "contact_email": ""}, {"contact_phone"}),
        ({"contact_phone": "anrufen"}, {"contact_phone"}),
    ],
)
def test_bad_input_is_told_at_its_field(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, str], wrong: set[str]
) -> None:
    make_plan()
    login(Role.PLANNER)
    good = {
        "title": "Gut",
        "runner": "municipality",
        "sozialraum_id": str(place.id),
        "first_month": "03/2027",
        "last_month": "04/2027",
        "contact_name": "Erika",
        "contact_phone": "08265 12345",
    }

    refused = client.submit(client.page(f"{CALENDAR}/neu").form(FORM), **(good | values))

    assert refused.status_code == 422
    assert set(Page(refused).errors()) == wrong


def test_two_who_edit_see_both_texts(client: PickyClient, login: Login, place: Sozialraum) -> None:
    collection = make_collection("Alt", place=place)
    login(Role.PLANNER)
    form = client.page(f"{CALENDAR}/{collection.id}/bearbeiten").form(FORM)
    client.submit(form, title="Deine")

    refused = client.submit(form, title="Meine")

    assert refused.status_code == 409
    assert "Deine" in Page(refused).text("main")
    shown = client.follow(client.submit(Page(refused).form(FORM)))
    assert shown.heading == "Meine"


def test_a_year_alone_is_no_filter_that_is_in_use(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    make_collection("Umfrage", place=place)

    for address in (CALENDAR, f"{CALENDAR}/ueberschneidungen"):
        assert client.page(address).text(".filter-bar summary") == "Filter"
        assert client.page(f"{address}?ort={place.id}").text(".filter-bar summary") == "Filter (aktiv)"


def test_filters_narrow_the_calendar(client: PickyClient, login: Login, place: Sozialraum) -> None:
    other, plan = make_place("Kammlach"), make_plan()
    make_collection("Kreis", place=make_root(), groups=("Jugendliche",), plan=plan)
    make_collection("Ort", place=place, groups=("Familien",))
    make_collection("Nachbar", place=other)
    login(Role.MODERATOR, place)

    def titles(query: str) -> list[str]:
        return [row[0] for row in client.page(f"{CALENDAR}?jahr=2027{query}").rows()]

    group = next(
        one
        for one in queries.page_of(
            queries.visible_collections(people.account(make_account(Role.PLANNER).id), queries.Filters(year=2027)),
            after=None,
        ).rows
        if one.title == "Ort"
    ).target_groups[0]
    assert titles("") == ["Kreis", "Ort", "Nachbar"]
    assert titles(f"&ort={place.id}") == ["Kreis", "Ort"]
    assert titles(f"&gruppe={group.id}") == ["Ort", "Nachbar"]
    assert titles(f"&plan={plan.id}") == ["Kreis"]
    assert client.get(f"{CALENDAR}?jahr=0001&ort=x&gruppe={uuid4()}").status_code == 200


def test_months_are_counted_and_the_file_says_the_same(client: PickyClient, login: Login, place: Sozialraum) -> None:
    make_collection("=Eins", place=place, months=((2026, 11), (2027, 2)))
    make_collection("Ab", place=place, months=((2027, 2), (2027, 2)), state=CollectionState.CANCELLED)
    planner = login(Role.PLANNER)

    found = queries.totals(planner, queries.Filters(year=2027))
    assert (found.altogether, found.months) == (2, (1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    file = client.get(f"{CALENDAR}/kalender.xlsx?jahr=2027")
    sheet = load_workbook(BytesIO(file.data)).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["=Eins", "Ab"]


def test_lists_ask_the_same_however_long_they_are(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    paths = (f"{CALENDAR}?jahr=2027", f"{CALENDAR}/ueberschneidungen?jahr=2027", REGISTER, f"{REGISTER}/doppelt")
    asked: dict[str, list[int]] = {}
    for number in (2, 30):
        for count in range(number):
            plan = make_plan(f"Plan {number} {count}", committees=("Kreistag",))
            with unit_of_work():
                fresh = queries.plan(plan.id)
                actions.add_indicator(fresh, name="Einwohner", source="", as_of=None, by=SYSTEM)
            made = make_collection(f"Erhebung {number} {count}", place=place, plan=plan, groups=("Familien",))
            with unit_of_work():
                other = queries.plans()[0]
                if other.id != plan.id:
                    actions.choose_used(queries.plan(other.id), queries.collection(made.id), by=SYSTEM)
        for path in paths:
            client.page(path)
            with count_queries() as seen:
                client.page(path)
            asked.setdefault(path, []).append(len(seen))

    assert {path: counts for path, counts in asked.items() if counts[0] != counts[1]} == {}


def test_the_proposed_plans_are_taken_over_once(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    form = client.page(REGISTER).form("form[action$=vorschlaege]")

    for _ in range(2):
        client.submit(form)

    assert len(client.page(REGISTER).rows()) == len(SHIPPED_PLANS)
    assert "§ 80 SGB VIII" in client.page(REGISTER).text("main")


def test_a_plan_is_kept_with_figures_and_its_next_day(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    form = client.page(f"{REGISTER}/neu").form(FORM)
    shown = client.follow(
        client.submit(
            form, name="Sozialbericht", rhythm_months="24", updated_on="2025-01-31", committees="Kreistag\nKreistag"
        )
    )
    assert "31. Januar 2027" in shown.text("main")
    assert "Kreistag" in shown.text("aside")

    figure = shown.form("form[action$=indikatoren]")
    shown = client.follow(client.submit(figure, name="Einwohner ab 65", source="Landesamt", as_of="2025-12-31"))
    assert shown.rows()[0][:3] == ["Einwohner ab 65", "Landesamt", "31.12.2025"]
    assert client.submit(figure, name="EINWOHNER ab 65").status_code == 422

    update = shown.form("form[action$=fortgeschrieben]")
    shown = client.follow(client.submit(update, on=today().isoformat()))
    assert not queries.plans()[0].is_due
    assert client.submit(update, on=today().isoformat()).status_code == 409
    assert client.submit(shown.form("form[action$=fortgeschrieben]"), on="9999-12-31").status_code == 422


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "jugendhilfeplanung"}, {"name"}),
        ({"name": "Gut", "rhythm_months": "-3"}, {"rhythm_months"}),
        ({"name": "Gut", "rhythm_months": "9" * 1000}, {"rhythm_months"}),
        ({"name": "Gut", "updated_on": "0001-01-01"}, {"updated_on"}),
        ({"name": "Gut", "updated_on": "2025-02-01", "next_update_on": "2025-01-01"}, {"next_update_on"}),
        ({"name": "Gut", "responsible_id": str(uuid4())}, {"responsible_id"}),
        ({"name": "Gut", "committees": "\n".join("abcdefghijklm")}, {"committees"}),
    ],
)
def test_a_plan_is_refused_kindly(client: PickyClient, login: Login, values: dict[str, str], wrong: set[str]) -> None:
    make_plan()
    login(Role.PLANNER)

    refused = client.submit(client.page(f"{REGISTER}/neu").form(FORM), **values)

    assert refused.status_code == 422
    assert set(Page(refused).errors()) == wrong


def test_a_fachplaner_keeps_the_own_plan_and_no_other(client: PickyClient, login: Login, place: Sozialraum) -> None:
    owner = login(Role.SECTOR_PLANNER)
    own, other = make_plan(responsible_id=owner.id), make_plan("Nahverkehrsplan")

    assert client.get(f"{REGISTER}/{other.id}/bearbeiten").status_code == 404
    shown = client.follow(client.submit(client.page(f"{REGISTER}/{own.id}/bearbeiten").form(FORM), purpose="Für alle"))
    assert "Für alle" in shown.text("main")
    assert queries.plan(own.id).responsible_id == owner.id

    foreign = make_collection("Busse", place=place, plan=other)
    use = client.page(f"{CALENDAR}/{foreign.id}").form("form[action$=mitnutzen]")
    client.submit(use, sector_plan_id=str(own.id))
    assert [plan.id for plan in queries.plans_using(foreign.id)] == [own.id]


def test_what_is_due_is_told_to_whom_it_concerns(app: Flask, place: Sozialraum) -> None:
    owner, planner = make_account(Role.SECTOR_PLANNER), make_account(Role.PLANNER)
    soon = today() + timedelta(days=3)
    plan = make_plan(responsible_id=owner.id, next_update_on=soon)
    past = date(today().year - 1, 1, 1)
    make_collection("Vorbei", place=place, months=((past.year, 1), (past.year, 2)))

    with app.test_request_context():
        assert [due.title for due in due_until(soon, owner)] == [plan.name]
        assert [due.title for due in due_until(soon - timedelta(days=1), owner)] == []
        assert [due.title for due in due_until(soon, planner)] == ["Vorbei"]
    with unit_of_work():
        accounts.deactivate(people.account(owner.id), by=SYSTEM)
    assert queries.plan(plan.id).responsible_id is None
    with app.test_request_context():
        assert [due.title for due in due_until(soon, planner)] == ["Vorbei", plan.name]


def test_a_figure_of_a_plan_is_changed_and_removed(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    plan = make_plan()
    with unit_of_work():
        actions.add_indicator(queries.plan(plan.id), name="Einwohner", source="Landesamt", as_of=None, by=SYSTEM)
    [figure] = queries.plan(plan.id).indicators
    address = f"{REGISTER}/{plan.id}/indikatoren/{figure.id}"
    elsewhere = f"{REGISTER}/{make_plan('Teilhabeplanung').id}/indikatoren/{figure.id}"
    form = client.page(address).form(FORM)
    assert client.get(elsewhere).status_code == 404

    assert client.submit(form, name="").status_code == 422
    shown = client.follow(client.submit(form, name="Einwohner unter 6"))
    assert shown.rows()[0][:2] == ["Einwohner unter 6", "Landesamt"]
    assert client.submit(form, name="Einwohner ab 80").status_code == 409
    gone = client.follow(client.submit(shown.form("form[action$=entfernen]")))

    assert "Einwohner unter 6" not in gone.text("main")
    assert client.get(address).status_code == 404


def test_an_erhebung_of_others_is_used_and_let_go(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    plan, collection = make_plan(), make_collection("Seniorenbefragung", place=place)
    with unit_of_work():
        actions.choose_used(queries.plan(plan.id), queries.collection(collection.id), by=SYSTEM)
    shown = client.page(f"{REGISTER}/{plan.id}")
    assert "Seniorenbefragung" in shown.text("main")

    shown = client.follow(client.submit(shown.form("form[action$=entfernen]")))

    assert "Seniorenbefragung" not in shown.text("main")


def test_a_figure_the_portal_knows_leads_to_it(client: PickyClient, login: Login) -> None:
    plan = make_plan()
    make_value("population", make_root().id, 140_419)
    with unit_of_work():
        actions.add_indicator(queries.plan(plan.id), name="Einwohner", source="", as_of=None, by=SYSTEM)
    login(Role.PLANNER)

    shown = client.page(f"{REGISTER}/{plan.id}")

    assert shown.link("Einwohner") == "/arbeit/kennzahlen/einwohner"
    assert "im Landkreis: 140.419 Personen" in shown.text("main")

"""The pages on which administrators look after people."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts import actions, queries
from portal.accounts.models import Account, RoleGrant
from portal.kernel import audit
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import SYSTEM, Role
from tests.factories.accounts import make_account, make_grant, make_invited
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

Login = Callable[..., Account]
LIST = "/arbeit/verwaltung/personen"


def names_on(page: Page) -> list[str]:
    return page.texts("tbody th a")


def test_the_list_shows_everybody_by_name_with_roles_and_state(client: PickyClient, login: Login) -> None:
    place = make_place("Kammlach")
    zoe = make_account(Role.KUEMMERER, place, name="Zoe Zimmer", email="zoe@example.org")
    make_grant(zoe, Role.MODERATOR)
    make_invited(name="Änne Abel", email="aenne@example.org")
    login(Role.ADMIN)

    rows = client.page(LIST).rows()

    assert rows[0] == ["Änne Abel aenne@example.org", "Sozialplanung · Ganzer Landkreis", "Eingeladen"]
    assert rows[-1] == [
        "Zoe Zimmer zoe@example.org",
        "Kümmerer, Quartiersmanagement · Kammlach Moderation · Ganzer Landkreis",
        "Aktiv",
    ]


def test_the_list_is_filtered(client: PickyClient, login: Login) -> None:
    make_account(Role.PLANNER, name="Jörg Müller")
    make_account(name="Anna 100%")
    me = login(Role.ADMIN)
    everybody = ["Anna 100%", "Jörg Müller", me.name]

    for asked, found in (
        ({}, everybody),
        ({"q": "müller"}, ["Jörg Müller"]),
        ({"q": "MUELLER jörg"}, ["Jörg Müller"]),
        ({"q": "100%"}, ["Anna 100%"]),
        ({"q": "%"}, ["Anna 100%"]),
        ({"q": "_"}, []),
        ({"q": "\\"}, []),
        ({"q": "example.org"}, everybody),
        ({"role": "planner"}, ["Jörg Müller"]),
        ({"state": "invited"}, []),
        ({"state": "active", "role": "planner"}, ["Jörg Müller"]),
        ({"q": "niemand"}, []),
    ):
        page = client.page(LIST, query_string=asked)
        assert names_on(page) == found, asked
        assert page.has(".empty") == (found == []), asked


def test_the_list_goes_on_by_key(client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.accounts.routes.people.PER_PAGE", 3)
    for number in range(7):
        make_account(name="Gleicher Name" if number < 4 else f"Person {number}")
    login(Role.ADMIN)
    seen: list[str] = []
    page = client.page(f"{LIST}?q=example.org")
    while True:
        seen += page.texts("tbody th a")
        if not page.has("a[rel=next]"):
            break
        page = client.page(page.attribute("a[rel=next]", "href"))
        assert page.attribute(".filter-bar input[name=q]", "value") == "example.org"

    assert len(seen) == 8
    assert seen[:4] == ["Gleicher Name"] * 4


def test_htmx_gets_only_the_rows(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)

    part = client.get(LIST, headers={"HX-Request": "true"})

    assert part.get_data(as_text=True).lstrip().startswith('<div class="stack" id="people-rows"')


def test_bad_filters_are_answered_in_words(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)

    for query, status in (
        ("after=nonsense", 422),
        ("q=" + "x" * 500, 422),
        ("role=king", 422),
        ("state=dead", 422),
        ("q=a&q=b", 200),
        ("q=%00", 200),
        ("role[]=x", 200),
        ("after=", 200),
    ):
        assert client.get(f"{LIST}?{query}").status_code == status, query


def test_the_list_costs_the_same_for_one_person_and_for_thirty(client: PickyClient, login: Login) -> None:
    place = make_place("Kammlach")
    login(Role.ADMIN)
    costs = []
    for more in (1, 29):
        for _ in range(more):
            make_grant(make_account(Role.KUEMMERER, place), Role.MODERATOR)
        client.page(LIST)
        with count_queries() as statements:
            client.page(LIST)
        costs.append(len(statements))

    assert costs[0] == costs[1]


def test_the_page_of_a_person_costs_the_same_for_one_role_and_for_many(client: PickyClient, login: Login) -> None:
    places = [make_place(name) for name in ("Kammlach", "Unteregg", "Oberrieden", "Pleß")]
    login(Role.ADMIN)
    anna = make_account(Role.KUEMMERER, places[0])
    costs = []
    for more in ([], places[1:]):
        for place in more:
            make_grant(anna, Role.KUEMMERER, place)
            make_grant(anna, Role.MODERATOR, place)
        client.page(f"{LIST}/{anna.id}")
        with count_queries() as statements:
            client.page(f"{LIST}/{anna.id}")
        costs.append(len(statements))

    assert costs[0] == costs[1]


def test_administrators_of_a_gemeinde_see_only_its_people(client: PickyClient, login: Login) -> None:
    here, elsewhere = make_place("Kammlach"), make_place("Unteregg")
    make_account(Role.KUEMMERER, here, name="Hanna Hier")
    stranger = make_account(Role.KUEMMERER, elsewhere, name="Dora Dort")
    planner = make_account(Role.PLANNER, name="Petra Plan")
    me = login(Role.ADMIN, here)

    assert sorted(names_on(client.page(LIST))) == sorted(["Hanna Hier", me.name])
    for hidden in (stranger, planner):
        assert client.get(f"{LIST}/{hidden.id}").status_code == 404


@pytest.mark.parametrize("role", [None, *[role for role in Role if role is not Role.ADMIN]])
def test_nobody_else_opens_the_pages(client: PickyClient, login: Login, role: Role | None) -> None:
    login(role)

    for address in ("personen", "personen/neu", "protokoll", "postfach"):
        assert client.get(f"/arbeit/verwaltung/{address}").status_code == 404, address


def test_people_without_an_account_are_led_to_the_door(client: PickyClient) -> None:
    for address in ("/arbeit", "/arbeit/konto", LIST, "/arbeit/verwaltung/protokoll"):
        assert client.get(address).location == f"/anmelden?weiter={address.replace('/', '%2F')}"


def test_a_person_who_does_not_exist_and_one_out_of_sight_get_the_same_answer(
    client: PickyClient, login: Login
) -> None:
    hidden = make_account(Role.PLANNER)
    login(Role.ADMIN, make_place("Kammlach"))

    answers = [client.get(f"{LIST}/{which}") for which in (hidden.id, "00000000-0000-0000-0000-000000000000")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Page(answers[0]).text("main").split("Nummer")[0] == Page(answers[1]).text("main").split("Nummer")[0]


# ── Roles ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_role_is_given_and_taken_back_with_a_question_in_between(
    client: PickyClient, login: Login, session: Session
) -> None:
    place = make_place("Kammlach")
    anna = make_account(name="Anna Berger")
    admin = login(Role.ADMIN)
    form = client.page(f"{LIST}/{anna.id}").form("form[action$='/rollen']")

    page = client.follow(client.submit(form, role="kuemmerer", place=str(place.id)))

    assert "Die Rolle ist gegeben." in page.text()
    assert "Kümmerer, Quartiersmanagement · Kammlach" in page.text("section[aria-labelledby=rollen] li")
    question = client.page(page.attribute("section[aria-labelledby=rollen] li a", "href"))
    assert question.heading == "Rolle entziehen?"
    assert "Anna Berger" in question.text("main")

    page = client.follow(client.submit(question.form()))

    assert "Die Rolle ist entzogen." in page.text()
    grant = session.scalars(select(RoleGrant).where(RoleGrant.account_id == anna.id)).one()
    assert (grant.granted_by, grant.revoked_by) == (admin.id, admin.id)
    assert grant.revoked_at is not None
    assert page.rows()[0][:2] == ["Kümmerer, Quartiersmanagement", "Kammlach"]
    by_admin = select(audit.AuditEntry.kind).where(audit.AuditEntry.actor_id == admin.id)
    kinds = session.scalars(by_admin.order_by(audit.AuditEntry.seq)).all()
    assert kinds[-2:] == ["accounts.role-given", "accounts.role-withdrawn"]


def test_the_whole_county_chosen_by_its_place_is_the_whole_county(app: Flask) -> None:
    county = make_place("Kammlach").lineage[0]
    from portal.places import queries as places

    anna = make_account(Role.PLANNER, places.place(county))

    assert anna.scope_of(Role.PLANNER) is None


def test_the_same_role_in_the_same_place_is_given_once(client: PickyClient, login: Login) -> None:
    anna = make_account(Role.PLANNER)
    login(Role.ADMIN)
    form = client.page(f"{LIST}/{anna.id}").form("form[action$='/rollen']")

    page = Page(client.submit(form, role="planner", place="county"))

    assert page.response.status_code == 422
    assert "Diese Rolle hat die Person dort schon." in page.text("main")
    assert page.has("details[open] form[action$='/rollen']")


@pytest.mark.parametrize("in_place", [True, False])
def test_the_database_keeps_a_role_from_being_held_twice(app: Flask, session: Session, in_place: bool) -> None:
    place = make_place("Kammlach") if in_place else None
    anna = make_account(Role.PLANNER, place)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        session.add(RoleGrant(account_id=anna.id, role=Role.PLANNER, sozialraum_id=place.id if place else None))

    assert refused.value.field == "role"


def test_a_role_taken_back_can_be_given_again(app: Flask) -> None:
    anna = make_account(Role.PLANNER)
    for _ in range(2):
        with unit_of_work():
            actions.withdraw_role(anna.grants[0], by=SYSTEM)
        assert not anna.holds(Role.PLANNER)
        make_grant(anna, Role.PLANNER)
        assert anna.holds(Role.PLANNER)


def test_nobody_gives_themselves_a_role_through_the_form(client: PickyClient, login: Login) -> None:
    me = login(Role.ADMIN)
    assert not client.page(f"{LIST}/{me.id}").has("form[action$='/rollen']")
    data = {"role": "planner", "place": "county"}

    response = client.post(f"{LIST}/{me.id}/rollen", data=data, headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 404
    assert not me.holds(Role.PLANNER)


def test_a_role_of_somebody_else_is_not_found_under_this_person(client: PickyClient, login: Login) -> None:
    grant = make_account(Role.PLANNER).grants[0]
    bert = make_account()
    login(Role.ADMIN)

    assert client.get(f"{LIST}/{bert.id}/rollen/{grant.id}/entziehen").status_code == 404


def test_taking_back_the_last_role_one_could_see_leads_to_the_list(client: PickyClient, login: Login) -> None:
    here = make_place("Kammlach")
    anna = make_account(Role.KUEMMERER, here)
    login(Role.ADMIN, here)

    response = client.submit(client.page(f"{LIST}/{anna.id}/rollen/{anna.grants[0].id}/entziehen").form())

    assert client.follow(response).url == LIST


def test_giving_up_ones_own_administration_leads_to_the_day(client: PickyClient, login: Login) -> None:
    make_account(Role.ADMIN)
    me = login(Role.ADMIN)

    response = client.submit(client.page(f"{LIST}/{me.id}/rollen/{me.grants[0].id}/entziehen").form())

    assert client.follow(response).url == "/arbeit"


# ── The last administrator ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_last_administrator_of_the_county_stays(client: PickyClient, login: Login) -> None:
    make_account(Role.ADMIN, make_place("Kammlach"))
    make_invited(role=Role.ADMIN)
    me = login(Role.ADMIN)
    gone = make_account(Role.ADMIN)
    with unit_of_work():
        actions.deactivate(gone, by=SYSTEM)

    page = Page(client.submit(client.page(f"{LIST}/{me.id}/rollen/{me.grants[0].id}/entziehen").form()))

    assert page.response.status_code == 422
    assert "Das ist die letzte Person, die das Portal verwaltet." in page.text("main")
    assert me.holds(Role.ADMIN, within=())
    with pytest.raises(InvalidInput), unit_of_work():
        actions.deactivate(me, by=SYSTEM)


def test_two_administrators_cannot_remove_each_other_at_the_same_moment(app: Flask) -> None:
    grants = [make_account(Role.ADMIN).grants[0].id for _ in range(2)]
    db.session.remove()
    together, refused = threading.Barrier(2), []

    def withdraw(grant_id: object) -> None:
        with app.app_context():
            grant = queries.grant(grant_id)  # type: ignore[arg-type]
            together.wait(30)
            try:
                with unit_of_work():
                    actions.withdraw_role(grant, by=SYSTEM)
            except InvalidInput:
                refused.append(grant_id)

    threads = [threading.Thread(target=withdraw, args=(grant_id,)) for grant_id in grants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(refused) == 1
    left = db.session.scalars(select(RoleGrant).where(RoleGrant.revoked_at.is_(None))).all()
    assert [grant.id for grant in left] == refused


# ── Deactivating ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_deactivated_and_comes_back(client: PickyClient, login: Login, session: Session) -> None:
    anna = make_account(Role.PLANNER, name="Anna Berger")
    admin = login(Role.ADMIN)
    question = client.page(client.page(f"{LIST}/{anna.id}").link("Konto deaktivieren"))
    assert question.heading == "Konto deaktivieren?"

    page = client.follow(client.submit(question.form()))

    assert "Alle Sitzungen der Person sind beendet." in page.text()
    assert actions.prove_password(email=anna.email, password="Sieben Krähen über dem Moos", client="x") is None
    page = client.follow(client.submit(page.form("form[action$='/aktivieren']")))
    assert "Das Konto ist wieder aktiv." in page.text()
    assert session.get_one(Account, anna.id).holds(Role.PLANNER)
    by_admin = select(audit.AuditEntry.kind).where(audit.AuditEntry.actor_id == admin.id)
    kinds = session.scalars(by_admin.order_by(audit.AuditEntry.seq)).all()
    assert kinds == ["accounts.deactivated", "accounts.reactivated"]


def test_names_of_people_are_text(client: PickyClient, login: Login) -> None:
    anna = make_account(Role.PLANNER, name='<script>alert("x")</script> & "Anna" 🌻')
    login(Role.ADMIN)

    for address in (LIST, f"{LIST}/{anna.id}", "/arbeit/verwaltung/protokoll"):
        body = client.get(address).get_data(as_text=True)
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert" in body

"""The page of the audit log."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.accounts import actions
from portal.accounts.models import Account
from portal.kernel import audit
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from tests.factories.accounts import make_account, make_grant
from tests.factories.places import make_place
from tests.factories.surveys import make_survey
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

Login = Callable[..., Account]
LOG = "/arbeit/verwaltung/protokoll"


def whats(page: Page) -> list[str]:
    return [row[0] for row in page.rows()]


def test_entries_are_told_in_words_newest_first(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    admin = login(Role.ADMIN)
    anna = make_account(name="Anna Berger")
    frozen_clock.forward(minutes=10)
    make_grant(anna, Role.KUEMMERER, make_place("Kammlach"), by=admin)

    rows = client.page(LOG).rows()

    assert rows[0] == [
        "Rolle gegeben",
        "02.03.26, 09:10",
        admin.name,
        "Person: Anna Berger Rolle: Kümmerer, Quartiersmanagement Sozialraum: Kammlach",
    ]
    assert rows[1] == ["Konto angelegt", "02.03.26, 09:00", "Portal", "Person: Anna Berger"]


def test_what_the_portal_did_differs_from_what_people_without_an_account_did(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    anna = make_account(name="Anna Berger", email="anna@example.org")
    client.submit(client.page("/anmelden").form(), email=anna.email, password="falsch-falsch-falsch")
    frozen_clock.forward(minutes=10)
    login(Role.ADMIN)

    who = {row[0]: row[2] for row in client.page(LOG).rows()}

    assert who["Konto angelegt"] == "Portal"
    assert who["Anmeldung gescheitert"] == "ohne Konto"


def test_the_log_is_filtered_by_kind_person_and_day(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    frozen_clock.set("2026-03-01 12:00")
    anna = make_account(Role.PLANNER, name="Anna Berger")
    frozen_clock.set("2026-03-02 00:00")
    login(Role.ADMIN)
    with unit_of_work():
        actions.deactivate(anna, by=SYSTEM)

    assert whats(client.page(LOG, query_string={"kind": "accounts.deactivated"})) == ["Konto deaktiviert"]
    assert whats(client.page(LOG, query_string={"person": str(anna.id)})) == [
        "Konto deaktiviert",
        "Rolle gegeben",
        "Konto angelegt",
    ]
    assert whats(client.page(LOG, query_string={"until": "2026-03-01"})) == ["Rolle gegeben", "Konto angelegt"]
    since = whats(client.page(LOG, query_string={"since": "2026-03-02", "person": str(anna.id)}))
    assert since == ["Konto deaktiviert"]
    page = client.page(LOG, query_string={"since": "2027-01-01"})
    assert "Keine Einträge für diese Auswahl" in page.text("main")


@pytest.mark.parametrize(
    "query",
    [
        "since=31.02.2026",
        "since=9999-12-31&until=9999-12-31",
        "since=0001-01-01",
        "since=99999-01-01",
        "until=x" + "9" * 5000,
        "kind=nonsense",
        "person=nonsense",
        "person=" + "f" * 32,
        "after=nonsense",
        "after=%00",
        "kind=a&kind=b",
        "kind[]=a",
        "seite=99999999999",
        "pruefen=ja",
    ],
)
def test_bad_filters_are_answered_in_words(client: PickyClient, login: Login, query: str) -> None:
    login(Role.ADMIN)

    assert client.get(f"{LOG}?{query}").status_code in (200, 422)


def test_the_log_goes_on_by_key_with_its_filter(
    client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.accounts.routes.protocol.PER_PAGE", 4)
    for _ in range(5):
        make_account(Role.PLANNER)
    login(Role.ADMIN)
    page = client.page(LOG, query_string={"kind": "accounts.created"})
    assert len(page.rows()) == 4

    rest = client.page(page.attribute("a[rel=next]", "href"))

    assert whats(rest) == ["Konto angelegt"] * 2
    assert not rest.has("a[rel=next]")


def test_the_log_costs_the_same_for_few_entries_and_for_many(client: PickyClient, login: Login) -> None:
    place = make_place("Kammlach")
    login(Role.ADMIN)
    costs = []
    for more in (1, 14):
        for _ in range(more):
            make_account(Role.KUEMMERER, place)
        client.page(LOG)
        with count_queries() as statements:
            client.page(LOG)
        costs.append(len(statements))

    assert costs[0] == costs[1]


def test_the_page_says_that_the_chain_holds(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)

    assert "Die Kette stimmt: 2 Einträge, keiner geändert, keiner entfernt." in client.page(LOG).text("main")


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE audit_entry SET kind = 'accounts.invited' WHERE seq = 2",
        "UPDATE audit_entry SET actor_id = NULL, facts = '{}' WHERE seq = 2",
        "DELETE FROM audit_entry WHERE seq = 2",
    ],
)
def test_the_page_says_where_the_chain_breaks(
    client: PickyClient, login: Login, session: Session, meddling: str
) -> None:
    make_account(Role.PLANNER)
    login(Role.ADMIN)
    with unit_of_work() as unit:
        unit.execute(text(meddling))

    shown = client.page(LOG).text("main")

    assert "Die Kette ist gebrochen" in shown
    assert "Ab Eintrag 2 stimmt das Protokoll nicht mehr" in shown


def test_a_long_log_is_checked_on_demand(client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.accounts.routes.protocol.QUICKLY_VERIFIED", 1)
    login(Role.ADMIN)
    page = client.page(LOG)
    assert "2 Einträge, jeder mit dem vorigen verkettet." in page.text("main")

    assert "Die Kette stimmt" in client.page(page.link("Kette jetzt prüfen")).text("main")


def test_things_are_named_as_people_know_them_with_as_many_queries_for_one_as_for_many(
    client: PickyClient, login: Login, session: Session
) -> None:
    login(Role.ADMIN)
    client.page(LOG)
    logged = audit.kinds()["surveys.discarded"]
    surveys = [make_survey(title=f"Umfrage {number}") for number in range(5)]
    with unit_of_work():
        audit.log(logged, by=SYSTEM, survey_id=surveys[0].id)
    with count_queries() as few:
        assert "Umfrage: Umfrage 0" in [row[3] for row in client.page(LOG).rows()]
    with unit_of_work():
        for survey in surveys:
            audit.log(logged, by=SYSTEM, survey_id=survey.id)
    with count_queries() as many:
        told = {row[3] for row in client.page(LOG).rows()}

    assert {f"Umfrage: Umfrage {number}" for number in range(5)} <= told
    assert len(many) == len(few)

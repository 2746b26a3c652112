"""Inviting: the mail, the link, and that it works once."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts import actions, queries
from portal.accounts.models import Account, Invitation, RoleGrant
from portal.accounts.terms import AccountState
from portal.kernel import audit, mail, outbox
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Role
from tests.factories.accounts import PASSWORD, make_account, make_invited, token_in_mail
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

Login = Callable[..., Account]


def test_an_invited_person_chooses_a_password_and_is_in(client: PickyClient, login: Login, session: Session) -> None:
    make_county()
    login(Role.ADMIN)
    place = make_place("Kammlach")
    form = client.page("/arbeit/verwaltung/personen/neu").form()

    page = client.follow(
        client.submit(
            form, email="Berta@Example.org", name=" Berta  Kümmerling ", role="kuemmerer", place=str(place.id)
        )
    )

    assert page.heading == "Berta Kümmerling"
    assert "Die Einladung ist unterwegs." in page.text()
    token = token_in_mail(to="berta@example.org")
    client.delete_cookie("sitzung")
    invitation = client.page(f"/einladung/{token}")
    assert "Kümmerer, Quartiersmanagement · Kammlach" in invitation.text("main")

    day = client.follow(client.submit(invitation.form(), password=PASSWORD))

    assert day.url == "/arbeit"
    berta = queries.account_by_email("berta@example.org")
    assert berta is not None
    assert berta.state is AccountState.ACTIVE
    assert berta.holds(Role.KUEMMERER, within=place.lineage)


def test_the_mail_says_who_invites_and_how_long_the_link_holds(app: Flask, session: Session) -> None:
    make_county(name="Landkreis Musterkreis", contact_phone="08261 995-0")
    anna = make_account(Role.ADMIN, name="Anna Berger")
    with unit_of_work():
        actions.invite(email="neu@example.org", name="Neue Person", role=Role.PLANNER, place=None, by=anna)
    outbox.drain()

    sent = session.scalars(mail.mailbox()).one()

    assert sent.to_address == "neu@example.org"
    assert "Anna Berger lädt Sie ein" in sent.body
    assert "http://localhost/einladung/" in sent.body
    assert "sieben Tage" in sent.body
    assert "Landkreis Musterkreis" in sent.body
    assert "08261 995-0" in sent.body


def test_the_table_holds_no_token(app: Flask, session: Session) -> None:
    _, token = make_invited()

    kept = session.scalars(select(Invitation)).one()
    assert len(kept.token_hash) == 32
    assert token.encode() not in kept.token_hash
    assert len(token) >= 43


def test_looking_at_the_link_does_not_use_it(client: PickyClient) -> None:
    """Mail programs open links to check them."""
    _, token = make_invited()
    for _ in range(3):
        client.page(f"/einladung/{token}")
        assert client.head(f"/einladung/{token}").status_code == 200

    assert client.submit(client.page(f"/einladung/{token}").form(), password=PASSWORD).status_code == 303


def test_a_link_works_once(client: PickyClient) -> None:
    _, token = make_invited()
    form = client.page(f"/einladung/{token}").form()
    assert client.submit(form, password=PASSWORD).status_code == 303

    again = client.submit(form, password="Leiter Gurke Nebel Kamin")

    assert again.status_code == 404
    assert Page(again).heading == "Dieser Link gilt nicht mehr"
    assert client.get(f"/einladung/{token}").status_code == 404
    assert actions.prove_password(email="neu@example.org", password=PASSWORD, client="x") is not None


def test_of_two_who_use_a_link_at_once_one_gets_in(app: Flask) -> None:
    _, token = make_invited()
    db.session.remove()
    together = threading.Barrier(2)
    results: list[int | None] = []

    def accept(number: int) -> None:
        with app.app_context():
            together.wait(30)
            try:
                with unit_of_work():
                    actions.accept_invitation(token, name=f"Person {number}", password=f"Leiter Gurke Nebel {number}")
                results.append(number)
            except NotFound:
                results.append(None)

    threads = [threading.Thread(target=accept, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(results, key=str) in ([1, None], [2, None])
    winner = next(number for number in results if number)
    way_in = actions.prove_password(email="neu@example.org", password=f"Leiter Gurke Nebel {winner}", client="x")
    assert way_in is not None
    assert way_in.account.name == f"Person {winner}"


def test_a_link_is_worth_nothing_after_seven_days(client: PickyClient, frozen_clock: StoppedClock) -> None:
    _, token = make_invited()
    form = client.page(f"/einladung/{token}").form()
    frozen_clock.forward(days=7, seconds=-1)
    assert client.get(f"/einladung/{token}").status_code == 200

    frozen_clock.forward(seconds=1)

    assert client.get(f"/einladung/{token}").status_code == 404
    assert client.submit(form, password=PASSWORD).status_code == 404


def test_a_new_invitation_makes_the_earlier_link_worthless(client: PickyClient, login: Login) -> None:
    account, first = make_invited()
    login(Role.ADMIN)

    page = client.follow(
        client.submit(client.page(f"/arbeit/verwaltung/personen/{account.id}").form("form[action$='/einladung']"))
    )

    assert "Die Einladung ist unterwegs." in page.text()
    second = token_in_mail(to="neu@example.org")
    assert second != first
    assert client.get(f"/einladung/{first}").status_code == 404
    assert client.get(f"/einladung/{second}").status_code == 200


def test_deactivating_an_invited_person_makes_the_link_worthless(client: PickyClient) -> None:
    account, token = make_invited()
    with unit_of_work():
        actions.deactivate(account, by=SYSTEM)
    assert client.get(f"/einladung/{token}").status_code == 404

    with unit_of_work():
        actions.reactivate(account, by=SYSTEM)
    assert client.get(f"/einladung/{token}").status_code == 404


def test_a_weak_password_keeps_the_link_and_the_name(client: PickyClient) -> None:
    _, token = make_invited()
    page = client.page(f"/einladung/{token}")

    for password in ("", "kurz", "passwort12345", "neue-person-neue-person", "x" * 300):
        page = Page(client.submit(page.form(), name="Nora Neu", password=password))
        assert page.response.status_code == 422, password
        assert set(page.errors()) == {"password"}, password
        assert page.attribute("input[name=name]", "value") == "Nora Neu"

    assert client.submit(page.form(), password=PASSWORD).status_code == 303


def test_made_up_links_get_the_same_page_as_used_ones(client: PickyClient) -> None:
    for token in ("x", "x" * 5000, "%00", "ä", "../..", "%F0%9F%8C%BB"):
        response = client.get(f"/einladung/{token}")
        assert response.status_code == 404, token


def test_accepting_ends_the_session_this_browser_had(client: PickyClient, login: Login, session: Session) -> None:
    """An administrator tries the link in their own browser and is then the invited person, not both."""
    admin = login(Role.ADMIN)
    account, token = make_invited()

    client.submit(client.page(f"/einladung/{token}").form(), password=PASSWORD)

    assert [row.id for row in queries.sessions_of(admin)] == []
    assert len(queries.sessions_of(account)) == 1


# ── Inviting ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invitation_needs_everything(client: PickyClient, login: Login) -> None:
    make_place("Kammlach")
    login(Role.ADMIN)
    form = client.page("/arbeit/verwaltung/personen/neu").form()

    page = Page(client.submit(form))

    assert page.response.status_code == 422
    assert {"email", "name", "role", "place"} <= set(page.errors())


def test_addresses_that_no_mail_could_reach_are_refused_with_everything_kept(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)
    form = client.page("/arbeit/verwaltung/personen/neu").form()

    for email in (
        "nonsense",
        "a@b",
        "a b@example.org",
        "a@@example.org",
        "ä@example.org",
        "a@exämple.org",
        "a@example..org",
        '"a"@',
        "a@example.o",
        "x" * 250 + "@example.org",
        "a@example.org,b@example.org",
        "<script>@example.org",
        "a@example.org>",
        "🌻@example.org",
    ):
        page = Page(client.submit(form, email=email, name="Nora Neu", role="planner", place="county"))
        assert page.response.status_code == 422, email
        assert set(page.errors()) == {"email"}, email
        assert page.attribute("input[name=name]", "value") == "Nora Neu"
        assert page.has("input[value=planner][checked]")


def test_an_address_that_has_an_account_is_refused(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)
    make_account(email="anna@example.org")
    form = client.page("/arbeit/verwaltung/personen/neu").form()

    page = Page(client.submit(form, email="ANNA@example.org", name="Anna", role="planner", place="county"))

    assert page.response.status_code == 422
    assert "gibt es schon ein Konto" in page.errors()["email"]


def test_the_same_address_invited_at_the_same_moment_is_refused_in_words(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database keeps the promise when two look before either has written."""
    make_account(email="anna@example.org")
    monkeypatch.setattr(queries, "account_by_email", lambda email: None)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.invite(email="anna@example.org", name="Anna", role=Role.PLANNER, place=None, by=SYSTEM)

    assert refused.value.field == "email"


def test_unknown_roles_and_places_are_refused(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)
    nowhere = "00000000-0000-0000-0000-000000000000"
    for role, place in (
        ("king", "county"),
        ("", "county"),
        ("planner", ""),
        ("planner", "nonsense"),
        ("planner", nowhere),
    ):
        data = {"email": "neu@example.org", "name": "Nora Neu", "role": role, "place": place}

        response = client.post("/arbeit/verwaltung/personen/neu", data=data, headers={"Sec-Fetch-Site": "same-origin"})

        assert response.status_code == 422, (role, place)


def test_administrators_of_a_gemeinde_invite_only_there(client: PickyClient, login: Login, session: Session) -> None:
    here, elsewhere = make_place("Kammlach"), make_place("Unteregg")
    administrator = login(Role.ADMIN, here)
    form = client.page("/arbeit/verwaltung/personen/neu").form()
    offered = Page(client.get("/arbeit/verwaltung/personen/neu")).texts("select[name=place] option")
    assert offered == ["Kammlach"]

    for place in (str(elsewhere.id), "county"):
        refused = client.submit(form, email="neu@example.org", name="Nora Neu", role="planner", place=place)
        assert refused.status_code == 422

    assert (
        client.submit(form, email="neu@example.org", name="Nora Neu", role="planner", place=str(here.id)).status_code
        == 303
    )
    with pytest.raises(Forbidden), unit_of_work():
        actions.invite(email="x@example.org", name="X", role=Role.OBSERVER, place=elsewhere, by=administrator)
    assert session.scalars(select(RoleGrant).where(RoleGrant.role == Role.OBSERVER)).all() == []


def test_the_log_tells_of_the_invitation_with_ids_only(app: Flask, session: Session) -> None:
    anna = make_account(Role.ADMIN)
    with unit_of_work():
        invited = actions.invite(email="neu@example.org", name="Nora Neu", role=Role.PLANNER, place=None, by=anna)

    entries = list(session.scalars(audit.entries(actor_id=anna.id).order_by(audit.AuditEntry.seq)))
    assert [(entry.kind, entry.facts) for entry in entries] == [
        ("accounts.role-given", {"account_id": str(invited.id), "role": "planner", "sozialraum_id": None}),
        ("accounts.invited", {"account_id": str(invited.id)}),
    ]
    assert audit.verify().holds

"""`/arbeit/wortmeldungen`: the list, one of them, and what may be done with it."""

import io
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from portal.contributions import queries
from portal.contributions.terms import Channel, ContributionKind, ModerationState, ObserverKind
from portal.kernel.audit import AuditEntry
from portal.kernel.policy import Role
from portal.web import uploads
from tests.factories.consultations import make_consultation
from tests.factories.contributions import image_bytes, make_contribution
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

LIST = "/arbeit/wortmeldungen"


@pytest.fixture(autouse=True)
def county(session: Session) -> None:
    make_county()


def test_nobody_reads_without_an_account(client: PickyClient) -> None:
    stored = make_contribution()

    assert client.get(LIST).location.startswith("/anmelden?weiter=")
    assert client.get(f"{LIST}/{stored.id}").location.startswith("/anmelden?weiter=")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECTOR_PLANNER, None])
def test_who_may_not_read_gets_the_page_that_does_not_exist(
    client: PickyClient, login: Login, role: Role | None
) -> None:
    stored = make_contribution()
    login(role)

    for address in (LIST, f"{LIST}/{stored.id}", f"{LIST}/{uuid4()}"):
        assert client.get(address).status_code == 404


def test_a_foreign_one_answers_like_one_that_does_not_exist(client: PickyClient, login: Login) -> None:
    stored = make_contribution(place=make_place("Kammlach"))
    login(Role.KUEMMERER, make_place("Unteregg"))

    foreign, missing = client.get(f"{LIST}/{stored.id}"), client.get(f"{LIST}/{uuid4()}")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert Page(foreign).text("main") == Page(missing).text("main")


def test_the_newest_stand_first_with_place_and_state(client: PickyClient, login: Login) -> None:
    place = make_place("Markt Rettenbach")
    make_contribution("Das Erste", place=place, place_text="am Bahnhof")
    make_contribution("Das Zweite", channel=Channel.PHONE)
    login(Role.PLANNER)

    rows = client.page(LIST).rows()

    assert [row[0] for row in rows] == ["Das Zweite", "Das Erste"]
    assert rows[1][1:3] == ["Markt Rettenbach am Bahnhof", "Online"]
    assert rows[0][4] == "im Eingang"


def test_filters_stand_in_the_address(client: PickyClient, login: Login) -> None:
    place = make_place()
    consultation = make_consultation(moderate_first=True)
    make_contribution("hier", place=place)
    make_contribution("am Telefon", channel=Channel.PHONE)
    make_contribution("gehalten", consultation_id=consultation.id)
    login(Role.PLANNER)

    def shown(query: str) -> list[str]:
        return [row[0] for row in client.page(f"{LIST}?{query}").rows()]

    assert shown(f"ort={place.id}") == ["hier"]
    assert shown("weg=phone") == ["am Telefon"]
    assert shown(f"verfahren={consultation.id}") == ["gehalten"]
    assert shown("stand=held") == ["gehalten"]
    assert shown(f"ort={place.id}&weg=phone") == []


@pytest.mark.parametrize(
    "query",
    ["ort=x", "weg=x&weg=y", "art=%00", "stand[]=held", f"verfahren={uuid4()}", "ort=%F0%28", "ort=" + "a" * 3000],
)
def test_nonsense_in_the_address_breaks_nothing(client: PickyClient, login: Login, query: str) -> None:
    make_contribution()
    login(Role.PLANNER)

    assert client.get(f"{LIST}?{query}").status_code == 200


def test_a_made_up_place_in_the_list_is_said(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)

    assert client.get(f"{LIST}?after=1000000").status_code == 422


def test_the_next_page_keeps_the_filters(client: PickyClient, login: Login) -> None:
    for number in range(35):
        make_contribution(f"Nummer {number}", channel=Channel.PHONE)
    make_contribution("online")
    login(Role.PLANNER)

    first = client.page(f"{LIST}?weg=phone")
    second = client.page(first.link("Weitere laden"))

    assert (len(first.rows()), len(second.rows())) == (30, 5)
    assert "35 Wortmeldungen" in first.text("#contribution-rows")


def test_thirty_rows_cost_as_many_queries_as_one(client: PickyClient, login: Login) -> None:
    places = [make_place(f"Gemeinde {number}") for number in range(5)]
    login(Role.PLANNER)
    make_contribution(place=places[0])
    client.page(LIST)
    with count_queries() as one:
        client.page(LIST)
    for number in range(29):
        make_contribution(place=places[number % 5])

    with count_queries() as thirty:
        assert len(client.page(LIST).rows()) == 30

    assert len(thirty) == len(one), f"{one}\n---\n{thirty}"


def test_the_list_says_what_to_do_when_it_is_empty(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)

    assert "Noch keine Wortmeldungen" in client.page(LIST).text("main")
    assert "Nichts gefunden" in client.page(f"{LIST}?weg=phone").text("main")


def test_htmx_gets_the_rows_alone(client: PickyClient, login: Login) -> None:
    make_contribution("Eine Bank fehlt.")
    login(Role.PLANNER)

    part = client.get(LIST, headers={"HX-Request": "true"})

    assert part.text.lstrip().startswith('<div id="contribution-rows"')


def test_the_contact_is_masked_until_somebody_asks_and_that_is_logged(
    client: PickyClient, login: Login, session: Session
) -> None:
    place = make_place()
    stored = make_contribution(place=place, email="maria@example.org", phone="08261 99512")
    account = login(Role.KUEMMERER, place)

    page = client.page(f"{LIST}/{stored.id}")
    assert "m…@example.org · … 12" in page.text("main")
    assert "maria@example.org" not in page.response.text
    answer = client.submit(page.form("form[action$='/kontakt']"))

    assert "maria@example.org" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    looks = session.scalars(select(AuditEntry).where(AuditEntry.kind == "contributions.contact-read"))
    assert [look.actor_id for look in looks] == [account.id]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.MUNICIPALITY])
def test_others_do_not_even_see_that_there_is_a_contact(client: PickyClient, login: Login, role: Role) -> None:
    place = make_place()
    stored = make_contribution(place=place, email="maria@example.org")
    login(role, place)

    page = client.page(f"{LIST}/{stored.id}")

    assert "example.org" not in page.text("main")
    assert client.post(f"{LIST}/{stored.id}/kontakt").status_code == 404


def test_hiding_needs_a_reason_and_keeps_what_was_typed(client: PickyClient, login: Login) -> None:
    place = make_place()
    stored = make_contribution("Frau Maier schimpft.", place=place)
    login(Role.MODERATOR, place)
    form = client.page(f"{LIST}/{stored.id}").form("form[action$='/moderation']")

    without = client.submit(form, button="hidden", reason="")
    done = client.follow(client.submit(form, button="hidden", reason="Nennt eine Nachbarin."))

    assert without.status_code == 422
    assert "Bitte schreiben Sie einen Grund." in Page(without).errors()["reason"]
    assert "Nennt eine Nachbarin." in done.text("main")
    stored = queries.contribution(stored.id)
    assert (stored.moderation, stored.text) == (ModerationState.HIDDEN, "Frau Maier schimpft.")


@pytest.mark.parametrize("to", ["", "deleted", "held; DROP TABLE"])
def test_an_unknown_state_changes_nothing(client: PickyClient, login: Login, to: str) -> None:
    stored = make_contribution()
    login(Role.PLANNER)
    form = client.page(f"{LIST}/{stored.id}").form("form[action$='/moderation']")

    answer = client.post(
        form.action, data=form.values | {"to": to, "reason": "so"}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert answer.status_code == 422
    assert queries.contribution(stored.id).moderation is ModerationState.RELEASED


def test_photos_are_for_those_who_may_read(client: PickyClient, login: Login, another_client: object) -> None:
    place = make_place()
    photo = uploads.keep_photo(FileStorage(io.BytesIO(image_bytes()), filename="a.jpg"))
    stored, other = make_contribution(place=place, photo=photo), make_contribution(place=place)
    login(Role.KUEMMERER, place)
    address = client.page(f"{LIST}/{stored.id}").attribute(".contribution__photo img", "src")

    answer = client.get(address)

    assert (answer.status_code, answer.mimetype, answer.headers["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert client.get(address.replace(str(stored.id), str(other.id))).status_code == 404
    client.delete_cookie("session")
    stranger = another_client()  # type: ignore[operator]
    assert stranger.get(address).status_code == 303
    login(Role.KUEMMERER, make_place("Kammlach"), client=stranger)
    assert stranger.get(address).status_code == 404


def test_a_photo_is_moderated_on_the_page(client: PickyClient, login: Login) -> None:
    photo = uploads.keep_photo(FileStorage(io.BytesIO(image_bytes()), filename="a.jpg"))
    stored = make_contribution(photo=photo)
    login(Role.PLANNER)
    form = client.page(f"{LIST}/{stored.id}").form("form[action$='/moderation']")
    kept = queries.photos_of(stored.id)[0]

    client.submit(form, button="hidden", photo_id=str(kept.id), reason="Zeigt ein Kennzeichen.")

    assert queries.photo(kept.id).moderation is ModerationState.HIDDEN
    assert queries.contribution(stored.id).moderation is ModerationState.RELEASED


def test_an_observer_finds_the_own_reports(client: PickyClient, login: Login) -> None:
    place = make_place()
    account = login(Role.OBSERVER, place)
    make_contribution("fremd", place=place)
    own = make_contribution(
        "eigen", place=place, channel=Channel.OBSERVER, reported_as=ObserverKind.FIELD_DEVELOPER, by=account
    )

    assert [row[0] for row in client.page(LIST).rows()] == ["eigen"]
    page = client.page(f"{LIST}/{own.id}")
    assert "Gemeldet als Feldentwickler" in page.text("main")
    assert not page.has("form[action$='/moderation']")


def test_what_waits_for_a_release_stands_on_my_day(client: PickyClient, login: Login) -> None:
    place = make_place()
    make_contribution(place=place, consultation_id=make_consultation(place=place, moderate_first=True).id)
    login(Role.MODERATOR, place)

    assert client.page(client.page("/arbeit").link("1 Wortmeldung wartet auf Freigabe")).url == LIST


def test_what_was_found_on_a_walk_waits_for_no_release(client: PickyClient, login: Login) -> None:
    place = make_place()
    make_contribution(place=place, kind=ContributionKind.FINDING, hold="Das lesen nur die Mitarbeitenden.")
    login(Role.MODERATOR, place)

    assert "Freigabe" not in client.page("/arbeit").text("main")


def test_only_kinds_that_people_can_give_are_offered(client: PickyClient, login: Login) -> None:
    make_contribution()
    login(Role.PLANNER)
    offered = [
        "Anliegen",
        "Antwort aus einer Umfrage",
        "Nadel",
        "Karte",
        "Protokolleintrag",
        "Befund einer Ortsbegehung",
        "Anonymer Fall",
    ]

    assert client.page(LIST).texts("select[name=art] option") == ["Alle", *offered]
    assert client.page("/arbeit/eingang").texts("select[name=art] option") == ["alle", *offered]

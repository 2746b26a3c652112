"""`/beteiligung` for everyone, `/arbeit/beteiligung` for those who prepare it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.consultations import queries
from portal.consultations.terms import ConsultationState
from portal.kernel.clock import today
from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from tests.factories.consultations import close_consultation, make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place, make_root
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/beteiligung"
FORM = "main form[method=post]"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen")


def test_running_coming_and_past_stand_apart(client: PickyClient, place: Sozialraum) -> None:
    make_consultation("Läuft", place=place)
    make_consultation("Kommt", place=place, opens_on=today() + timedelta(days=3))
    close_consultation(make_consultation("War", place=place), "Die Bank steht.")
    make_consultation("Entwurf", place=place, published=False)

    page = client.page("/beteiligung")

    sections = {page.texts("section h2")[i]: page.texts("section")[i] for i in range(3)}
    assert "Läuft" in sections["Läuft gerade"]
    assert "Kommt" in sections["Beginnt bald"]
    assert "Die Bank steht." in sections["Beendet"]
    assert "Entwurf" not in page.text("main")


def test_the_list_of_a_gemeinde_holds_what_concerns_it(client: PickyClient, place: Sozialraum) -> None:
    make_consultation("Hier", place=place)
    make_consultation("Im ganzen Kreis", place=make_root())
    make_consultation("Nebenan", place=make_place("Kammlach"))

    def cards(query: str) -> list[str]:
        return sorted(client.page(f"/beteiligung?{query}").texts(".card__title"))

    assert cards(f"ort={place.slug}") == ["Hier", "Im ganzen Kreis"]
    assert cards("ort=gibt-es-nicht") == cards("") == ["Hier", "Im ganzen Kreis", "Nebenan"]


def test_an_empty_list_says_what_to_do(client: PickyClient, place: Sozialraum) -> None:
    page = client.page(f"/beteiligung?ort={place.slug}")

    assert page.has(f"main a[href='/anliegen?ort={place.slug}']")
    assert "Für Pfaffenhausen gibt es kein Beteiligungsverfahren" in page.text("main")


def test_the_public_page_says_why_where_when_whom_and_how(client: PickyClient, place: Sozialraum) -> None:
    consultation = make_consultation("Älter werden", place=place)

    page = client.page("/beteiligung/aelter-werden")

    assert page.heading == "Älter werden"
    for words in ("Wir möchten wissen", "Pfaffenhausen", "Läuft gerade", "Rosa Huber", "08392 999-0"):
        assert words in page.text("main")
    assert "08392 999-0" in page.text("footer")
    way_in = [a.attributes["href"] for a in page.all("main a") if "/anliegen" in (a.attributes["href"] or "")]
    assert way_in == [f"/anliegen?verfahren={consultation.slug}"]


def test_a_closed_one_says_what_became_of_it(client: PickyClient) -> None:
    close_consultation(make_consultation("Älter werden"), "Die Bank steht seit Mai.")

    page = client.page("/beteiligung/aelter-werden")

    assert "Die Bank steht seit Mai." in page.text(".panel.accent")
    assert "/anliegen?verfahren" not in page.response.text


def test_drafts_and_unknown_ones_do_not_exist(client: PickyClient, login: Login) -> None:
    draft = make_consultation("Geheim", published=False)

    for slug in (draft.slug, "gibt-es-nicht", "%00", "a" * 500):
        assert client.get(f"/beteiligung/{slug}").status_code == 404
    assert client.get(f"{WORK}/{draft.id}").status_code == 303
    login(Role.KUEMMERER, make_place("Kammlach"))
    for path in ("", "/vorschau", "/bearbeiten", "/abschliessen"):
        assert client.get(f"{WORK}/{draft.id}{path}").status_code == 404
        assert client.get(f"{WORK}/{uuid4()}{path}").status_code == 404


def test_texts_of_staff_stay_text(client: PickyClient) -> None:
    make_consultation("<b>Fett</b>", purpose="<script>alert(1)</script>\n\n{{ 7*7 }}")

    page = client.page("/beteiligung/b-fett-b")

    assert page.heading == "<b>Fett</b>"
    assert "<script>alert(1)</script>" in page.text("main")


def test_from_the_draft_to_the_outcome(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MUNICIPALITY, place)
    form = client.page(client.page(WORK).link("Neues Verfahren")).form(FORM)

    draft = client.follow(client.submit(form, title="Älter werden"))
    assert "Der Entwurf ist gespeichert." in draft.text("main")
    assert "fehlt noch Worum es geht" in draft.text("#checklist ~ ul")
    assert not draft.has("form[action$='veroeffentlichen']")

    edit = client.page(draft.link("Bearbeiten B")).form(FORM)
    days = {"opens_on": today().isoformat(), "closes_on": (today() + timedelta(days=9)).isoformat()}
    ready = client.follow(client.submit(edit, purpose="Was fehlt?", contact_phone="08392 999-0", **days))
    assert "So wird die Seite aussehen." in client.page(ready.link("Vorschau V")).text("main")
    public = client.follow(client.submit(ready.form("form[action$='veroeffentlichen']")))
    assert client.page(public.link("Öffentliche Seite")).heading == "Älter werden"

    close = client.page(public.link("Abschließen")).form(FORM)
    assert client.submit(close, outcome="").status_code == 422
    closed = client.follow(client.submit(close, outcome="Die Bank kommt."))
    assert "Die Bank kommt." in closed.text("main")
    anew = client.page(closed.link("Ergebnis ändern")).form(FORM)
    client.follow(client.submit(anew, outcome="Die Bank steht."))
    assert "Die Bank steht." in client.page("/beteiligung/aelter-werden").text("main")


def test_who_only_prepares_does_not_publish(client: PickyClient, login: Login, place: Sozialraum) -> None:
    draft = make_consultation(place=place, published=False)
    login(Role.KUEMMERER, place)

    page = client.page(f"{WORK}/{draft.id}")

    assert "Veröffentlichen kann die Gemeinde oder die Sozialplanung" in page.text("main")
    assert (
        client.post(f"{WORK}/{draft.id}/veroeffentlichen", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404
    )
    assert queries.consultation(draft.id).state is ConsultationState.DRAFT


def test_drafts_wait_on_the_day_of_who_may_publish(client: PickyClient, login: Login, place: Sozialraum) -> None:
    make_consultation("Warte auf dich", place=place, published=False)

    login(Role.KUEMMERER, place)
    assert "Warte auf dich" not in client.page("/arbeit").text("main")
    login(Role.MUNICIPALITY, place)
    assert "Warte auf dich" in client.page("/arbeit").text("main")


def test_two_who_edit_see_both_texts_and_lose_none(
    client: PickyClient, login: Login, another_client: Any, place: Sozialraum
) -> None:
    draft = make_consultation("Von vorher", place=place, published=False)
    colleague = another_client()
    login(Role.KUEMMERER, place)
    login(Role.MUNICIPALITY, place, client=colleague)
    mine, theirs = (who.page(f"{WORK}/{draft.id}/bearbeiten").form(FORM) for who in (client, colleague))
    colleague.submit(theirs, purpose="Text der Kollegin")

    answer = client.submit(mine, purpose="Mein Text")
    page = Page(answer)

    assert answer.status_code == 409
    assert "Text der Kollegin" in page.text(".conflict")
    assert "Mein Text" in page.text(".conflict")
    assert page.form(FORM).values["purpose"] == ["Mein Text"]
    client.submit(page.form(FORM), purpose="Beides zusammen")
    assert queries.consultation(draft.id).purpose == "Beides zusammen"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("purpose", "x" * 4001),
        ("opens_on", "bald"),
        ("closes_on", "1999-01-01"),
        ("contact_phone", "<script>"),
        ("contact_email", "nein"),
        ("sozialraum_id", str(uuid4())),
        ("sozialraum_id", "x"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    client: PickyClient, login: Login, place: Sozialraum, session: Session, field: str, value: str
) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/neu").form(FORM)
    form.values[field] = [value]

    answer = client.submit(form, **({"title": "Titel", "opens_on": "2026-03-01"} | {field: value}))

    assert answer.status_code == 422
    assert field in Page(answer).errors()
    if field != "title":
        assert Page(answer).form(FORM).values["title"] == ["Titel"]


def test_a_foreign_sozialraum_is_neither_offered_nor_taken(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    other = make_place("Kammlach")
    login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(FORM)
    assert form.values["sozialraum_id"] == [str(place.id)]
    form.values["sozialraum_id"] = [str(other.id)]

    assert client.submit(form, title="Titel").status_code == 422


def test_a_draft_can_be_thrown_away(client: PickyClient, login: Login, place: Sozialraum) -> None:
    address = f"{WORK}/{make_consultation(place=place, published=False).id}"
    login(Role.KUEMMERER, place)

    client.follow(client.submit(client.page(address).form("form[action$='verwerfen']")))

    assert client.get(address).status_code == 404


def test_the_list_is_narrowed_and_costs_the_same_for_thirty(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    make_consultation("Eins", place=place)
    client.page(WORK)
    with count_queries() as one:
        client.page(WORK)
    for number in range(29):
        make_consultation(f"Nummer {number}", place=place, published=bool(number))

    with count_queries() as thirty:
        assert len(client.page(WORK).rows()) == 30

    assert len(thirty) == len(one), f"{one}\n---\n{thirty}"
    assert [row[0] for row in client.page(f"{WORK}?stand=draft").rows()] == ["Nummer 0"]
    assert client.get(f"{WORK}?stand=x&stand=y&after=99").status_code == 422
    assert len(client.page(f"{WORK}?stand=nonsense").rows()) == 30


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECTOR_PLANNER, Role.OBSERVER, None])
def test_others_do_not_find_the_pages(client: PickyClient, login: Login, role: Role | None) -> None:
    login(role)

    assert client.get(WORK).status_code == 404
    assert client.get(f"{WORK}/neu").status_code == 404


def test_the_page_of_a_gemeinde_shows_what_runs_there(client: PickyClient, place: Sozialraum) -> None:
    make_consultation("Hier läuft etwas", place=place)

    assert "Hier läuft etwas" in client.page(f"/orte/{place.slug}").text("main")

"""`/rueckmeldung`: the code, however it is typed, opens what became of it, and nothing else does."""

import io
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.contributions.actions import Receipt
from portal.contributions.terms import Channel, ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.web import uploads
from tests.factories.consultations import make_consultation
from tests.factories.contributions import accepted, image_bytes
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock


def open_with(client: PickyClient, code: str) -> Page:
    return client.follow(client.submit(client.page("/rueckmeldung").form(), code=code))


def kept_photo() -> uploads.KeptPhoto:
    from werkzeug.datastructures import FileStorage

    return uploads.keep_photo(FileStorage(io.BytesIO(image_bytes()), filename="a.jpg"))


@pytest.fixture
def receipt(session: Session) -> Receipt:
    make_county()
    place = make_place("Markt Rettenbach")
    return accepted(
        "Eine Bank fehlt.\nAm besten mit Lehne.", place=place, place_text="am Bahnhof", email="maria@example.org"
    )


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code.replace('-', ' ')} "]
)
def test_the_code_opens_it_however_it_is_typed(client: PickyClient, receipt: Receipt, typed: Any) -> None:
    page = open_with(client, typed(receipt.code))

    assert page.text("blockquote") == "Eine Bank fehlt. Am besten mit Lehne."
    assert "Markt Rettenbach, am Bahnhof" in page.text("main")
    assert receipt.code in page.text("main")
    assert page.texts(".timeline__title")[0] == "Bei uns eingegangen"
    assert page.response.headers["Cache-Control"] == "no-store"


def test_the_own_telephone_number_is_recognised_by_its_end(client: PickyClient, session: Session) -> None:
    make_county()
    receipt = accepted("Eine Bank fehlt.", phone="08261 99512")

    words = open_with(client, receipt.code).text("main")
    assert "Telefonnummer, die auf 12 endet" in words
    assert "99512" not in words


def test_letters_that_look_like_digits_are_forgiven(client: PickyClient, session: Session) -> None:
    make_county()
    receipt = next(r for r in (accepted(f"Nummer {n}") for n in range(50)) if "0" in r.code or "1" in r.code)

    page = open_with(client, receipt.code.replace("0", "O").replace("1", "l"))

    assert page.text("blockquote") == receipt.contribution.text


def test_a_scanned_code_is_filled_in_already(client: PickyClient, receipt: Receipt) -> None:
    page = client.page(f"/rueckmeldung?code={receipt.code}")

    assert page.attribute("main input[name=code]", "value") == receipt.code


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Bitte geben Sie den Code ein"),
        ("ABC", "Der Code hat 16 Zeichen, das hier sind 3."),
        ("0000-0000-0000-0000", "Diesen Code kennen wir nicht."),
        ("<script>alert(1)</script>", "Der Code hat 16 Zeichen"),
        ("🙂" * 16, "Der Code hat 16 Zeichen"),
        ("x" * 5000, "möglich sind 80"),
    ],
)
def test_a_wrong_code_gets_a_helpful_sentence(client: PickyClient, receipt: Receipt, typed: str, says: str) -> None:
    answer = client.submit(client.page("/rueckmeldung").form(), code=typed)

    assert answer.status_code == 422
    assert says in Page(answer).errors()["code"]
    assert "08261 995-0" in Page(answer).text("footer")


def test_a_machine_that_guesses_is_asked_to_wait_and_people_are_not(client: PickyClient, receipt: Receipt) -> None:
    form = client.page("/rueckmeldung").form()
    statuses = {client.submit(form, code=f"0000-0000-0000-{number:04}").status_code for number in range(40)}
    assert statuses == {422}

    answer = client.submit(form, code=receipt.code)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert Page(answer).attribute("main input[name=code]", "value") == receipt.code


def test_right_codes_are_never_counted(client: PickyClient, receipt: Receipt) -> None:
    form = client.page("/rueckmeldung").form()

    assert {client.submit(form, code=receipt.code).status_code for _ in range(60)} == {303}


@pytest.mark.parametrize("view", ["x", "0.1.2", "%00", "a" * 900])
def test_a_made_up_address_opens_nothing(client: PickyClient, receipt: Receipt, view: str) -> None:
    for path in ("", "/zuruecknehmen", "/daten"):
        assert client.get(f"/rueckmeldung/ansicht/{view}{path}").location == "/rueckmeldung?meldung=receipt-closed"
    for path in ("/kontakt", "/kontakt-loeschen", "/zuruecknehmen"):
        assert client.post(f"/rueckmeldung/ansicht/{view}{path}").status_code == 303
    assert queries.contribution(receipt.contribution.id).text


def test_the_view_closes_after_two_hours(client: PickyClient, frozen_clock: StoppedClock, receipt: Receipt) -> None:
    page = open_with(client, receipt.code)
    frozen_clock.forward(hours=3)

    again = client.follow(client.get(page.url, follow_redirects=False))

    assert "Bitte geben Sie Ihren Code noch einmal ein." in again.text("main")


def test_every_step_is_told_in_plain_words(client: PickyClient, session: Session) -> None:
    make_county()
    consultation = make_consultation("Sicher zur Schule", moderate_first=True)
    receipt = accepted(channel=Channel.PHONE, consultation_id=consultation.id)
    with unit_of_work():
        stored = queries.contribution(receipt.contribution.id)
        actions.moderate(stored, to=ModerationState.HIDDEN, reason="Nennt eine Nachbarin.", by=SYSTEM)

    page = open_with(client, receipt.code)

    titles = page.texts(".timeline__title")
    assert titles[:2] == ["Am Telefon für Sie aufgeschrieben", "Wird von einem Menschen gelesen"]
    assert "Für andere ausgeblendet" in titles
    assert "Nennt eine Nachbarin." in page.text(".timeline")
    assert "Sicher zur Schule" in page.text("main")


def test_contact_data_can_be_deleted(client: PickyClient, receipt: Receipt) -> None:
    page = open_with(client, receipt.code)
    assert "m…@example.org" in page.text("main")
    assert "maria@example.org" not in page.response.text

    done = client.follow(client.submit(page.form("form[action$='kontakt-loeschen']")))

    assert "Ihre Kontaktdaten sind gelöscht." in done.text("main")
    assert queries.contact_of(receipt.contribution.id) is None


def test_contact_data_can_be_changed(client: PickyClient, receipt: Receipt) -> None:
    form = open_with(client, receipt.code).form("form[action$='kontakt']")

    wrong = client.submit(form, contact="keine Ahnung")
    done = client.follow(client.submit(form, contact="08261 995-0"))

    assert wrong.status_code == 422
    assert Page(wrong).attribute("input[name=contact]", "value") == "keine Ahnung"
    assert "Ihre neuen Kontaktdaten sind gespeichert." in done.text("main")
    contact = queries.contact_of(receipt.contribution.id)
    assert contact is not None
    assert (contact.email, contact.phone) == (None, "08261 995-0")


def test_withdrawing_asks_first_and_then_erases(client: PickyClient, receipt: Receipt) -> None:
    page = open_with(client, receipt.code)
    asked = client.page(page.link("Wortmeldung zurücknehmen"))
    assert "Eine Bank fehlt." in asked.text("blockquote")
    assert not queries.contribution(receipt.contribution.id).is_withdrawn

    done = client.follow(client.submit(asked.form()))

    assert "Von Ihnen zurückgenommen" in done.texts(".timeline__title")
    assert "Eine Bank fehlt." not in done.response.text
    assert open_with(client, receipt.code).has(".timeline")


def test_an_expired_form_token_withdraws_nothing(
    client: PickyClient, frozen_clock: StoppedClock, receipt: Receipt
) -> None:
    page = open_with(client, receipt.code)
    form = client.page(page.link("Wortmeldung zurücknehmen")).form()
    form.values["form_token"] = ["0.x.y"]

    answer = client.post(form.action, data=form.values)

    assert answer.status_code == 422
    assert not queries.contribution(receipt.contribution.id).is_withdrawn


def test_everything_that_is_kept_can_be_taken_along(client: PickyClient, receipt: Receipt) -> None:
    page = open_with(client, receipt.code)

    answer = client.get(page.link("Alles herunterladen, was wir gespeichert haben"))

    assert "attachment" in answer.headers["Content-Disposition"]
    data = answer.get_json()
    assert (data["receipt_code"], data["text"]) == (receipt.code, "Eine Bank fehlt.\nAm besten mit Lehne.")
    assert data["contact"]["email"] == "maria@example.org"
    assert (data["place"], data["place_in_own_words"]) == ("Markt Rettenbach", "am Bahnhof")
    assert data["history"][0]["title"] == "Bei uns eingegangen"


def test_the_own_photo_is_shown_to_the_person_alone(client: PickyClient, session: Session) -> None:
    make_county()
    receipt, other = accepted(photo=kept_photo()), accepted("Anderes", photo=kept_photo())
    page = open_with(client, receipt.code)

    address = page.attribute(".receipt__photo", "src")
    answer = client.get(address)
    foreign = queries.photos_of(other.contribution.id)[0].id

    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert client.get(f"{address.rpartition('/')[0]}/{foreign}").status_code == 404
    assert client.get(f"/rueckmeldung/ansicht/x/foto/{foreign}").status_code == 404


def test_words_of_people_stay_words(client: PickyClient, session: Session) -> None:
    make_county()
    receipt = accepted("<script>alert(1)</script> {{ 7*7 }}", place_text="<b>fett</b>")

    page = open_with(client, receipt.code)

    assert page.text("blockquote") == "<script>alert(1)</script> {{ 7*7 }}"

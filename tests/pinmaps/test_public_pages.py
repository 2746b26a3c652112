"""The public page of a Nadelkarte without a script: reading it, setting pins, taking them back, and whatever is sent instead."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from altcha import Challenge, Payload, solve_challenge
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.contributions.models import Contribution, Photo
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.pinmaps import queries
from portal.pinmaps.actions import counting, placing
from portal.pinmaps.models import Pin, PinMap
from portal.pinmaps.routes import placing as placing_routes
from portal.pinmaps.terms import CommentRule, MapState, ModerationRule, PositionRule
from tests.factories.consultations import make_consultation
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")
AT = "48.5,10.5"
JSON = {"Accept": "application/json"}


def address(pin_map: PinMap) -> str:
    return f"/karten/{pin_map.slug}"


def form_of(page: Page) -> Any:
    return page.form("#nadel")


def send(client: PickyClient, pin_map: PinMap, *, headers: Any = None, **fields: Any) -> Any:
    """Fill in a fresh form and send it."""
    values = {"category": "1", "at": AT} | fields
    return client.submit(form_of(client.page(address(pin_map))), headers=headers, **values)


def told(client: PickyClient, pin_map: PinMap, **fields: Any) -> dict[str, Any]:
    """The same as the script of the page does it; what it is told."""
    response = send(client, pin_map, headers=JSON, **fields)
    return {"status": response.status_code, **json.loads(response.get_data(as_text=True))}


def refused(client: PickyClient, pin_map: PinMap, status: int = 422, **fields: Any) -> Page:
    response = send(client, pin_map, **fields)
    assert response.status_code == status
    return Page(response)


def stored(session: Session) -> list[tuple[int, str]]:
    """Category and words of every pin that was not taken back."""
    chosen = select(Pin.category, Contribution.text).join(Contribution, Contribution.id == Pin.contribution_id)
    rows = session.execute(chosen.where(Contribution.withdrawn_at.is_(None)).order_by(Pin.seq))
    return [(category, text) for category, text in rows]


def photo() -> tuple[BytesIO, str]:
    out = BytesIO()
    Image.new("RGB", (20, 10), "green").save(out, "JPEG")
    out.seek(0)
    return out, "bank.jpg"


def test_the_list_shows_what_runs_and_no_draft(client: PickyClient) -> None:
    make_map("Läuft")
    make_map("Entwurf", published=False)
    make_map("Bald", opens_on=today() + timedelta(days=1))
    make_map("Vorbei", opens_on=today() - timedelta(days=9), closes_on=today() - timedelta(days=3))

    page = client.page("/karten")

    assert page.texts("h2")[:3] == ["Läuft gerade", "Beginnt bald", "Beendet"]
    assert [title for title in page.texts("h3") if title] == ["Läuft", "Bald", "Vorbei"]


def test_without_maps_the_list_says_what_to_do(client: PickyClient) -> None:
    assert "Zurzeit gibt es keine Karte" in client.page("/karten").text("main")


def test_the_page_says_what_happens_with_the_pins(client: PickyClient) -> None:
    pin_map = make_map(blur_m=70)

    page = client.page(address(pin_map))

    assert page.heading == "Wo drückt der Schuh?"
    assert page.texts(".placing__look label") == ["Lieblingsort", "Hier fehlt etwas", "Barriere"]
    for words in (
        "Wo sind Sie gern",
        "bis zu 70 Meter",
        "Die liest zuerst ein Mensch",
        "08392 999-0",
        "So viele Sie möchten",
    ):
        assert words in page.text()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"shows_pins": False}, "Nur die Menschen, die die Karte auswerten"),
        ({"threshold": 5}, "nur, wo viele Nadeln liegen"),
        ({"moderation": ModerationRule.BEFORE}, "sobald ein Mensch sie gelesen hat"),
        (
            {"blur_m": 10},
            "fast genau: zufällig um bis zu 10 Meter verschoben. Bitte zeigen Sie nicht auf Ihr eigenes Haus.",
        ),
        ({"position_rule": PositionRule.GRID, "blur_m": 200}, "mindestens 200 Meter breit"),
        ({"pins_per_person": 1}, "Sie können eine Nadel setzen."),
        ({"pins_per_person": 3}, "bis zu 3 Nadeln"),
    ],
)
def test_each_rule_of_the_map_is_said(client: PickyClient, values: dict[str, Any], words: str) -> None:
    assert words in client.page(address(make_map(**values))).text("main")


def test_maps_of_one_verfahren_stand_side_by_side(client: PickyClient) -> None:
    consultation = make_consultation()
    first = make_map("Lieblingsorte", consultation_id=consultation.id)
    second = make_map("Barrieren", consultation_id=consultation.id)
    make_map("Etwas anderes")

    page = client.page(address(first))

    assert page.texts(".tabs__link") == ["Lieblingsorte", "Barrieren"]
    assert page.link("Barrieren") == address(second)


@pytest.mark.parametrize("path", ["", "/meine", "/meine/x", "/stelle.json", "/nadel", "/zuruecknehmen", "/fertig"])
def test_a_draft_is_not_there(client: PickyClient, path: str) -> None:
    draft = make_map(published=False)

    for response in (client.get(address(draft) + path), client.post(address(draft) + path)):
        assert response.status_code in (404, 405)


@pytest.mark.parametrize("slug", ["%00", "a%00b", "%ff", "GROSS", "ü", "x" * 3000])
def test_an_address_that_cannot_be_one_is_not_there(client: PickyClient, slug: str) -> None:
    for path in ("", "/meine", "/stelle.json"):
        assert client.get(f"/karten/{slug}{path}").status_code == 404
    for path in ("/nadel", "/zuruecknehmen", "/fertig"):
        assert client.post(f"/karten/{slug}{path}").status_code == 404


def test_a_pin_without_a_map(client: PickyClient, session: Session) -> None:
    pin_map, erkheim = make_map(), make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))

    response = send(
        client,
        pin_map,
        category="2",
        at="",
        sozialraum_id=str(erkheim.id),
        place_text="beim Bahnhof",
        comment="Keine Bank.",
    )
    page = client.follow(response)

    assert page.heading == "Danke! Ihre Nadel ist bei uns."
    assert re.search(r"[0-9A-Z]{4} - [0-9A-Z]{4}", page.text(".receipt-code"))
    assert "Erkheim, beim Bahnhof" in page.text(".own-pins")
    assert "Ihre Nadel ist gespeichert." in page.text("#tells")
    assert stored(session) == [(2, "Keine Bank.")]


def test_only_places_of_the_map_can_be_chosen(client: PickyClient) -> None:
    erkheim = make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    elsewhere = make_place("Babenhausen", boundary=square(10.7, 48.7, 0.1))
    pin_map = make_map(place=erkheim)

    page = client.page(address(pin_map))

    assert page.texts("#sozialraum_id option") == ["Bitte wählen", "Erkheim"]
    answer = refused(client, pin_map, at="", sozialraum_id=str(elsewhere.id), comment="Trotzdem da.")
    assert "gibt es in unserer Liste nicht" in answer.text(".error-summary")
    assert "Trotzdem da." in answer.text("#comment")


def test_several_pins_share_one_code(client: PickyClient, session: Session) -> None:
    pin_map = make_map(groups=("Jung", "Alt"))

    first = client.follow(send(client, pin_map, group="2"))
    again = client.page(first.link("Noch eine Nadel").partition("#")[0])
    second = client.follow(client.submit(form_of(again), at=AT))

    assert again.has("#category-1[checked]")
    assert again.has("input[name=group][value='2'][checked]")
    assert second.heading == "Danke! Ihre 2 Nadeln sind bei uns."
    assert second.text(".receipt-code") == first.text(".receipt-code")
    assert set(session.scalars(select(Pin.group))) == {2}


def test_a_browser_without_cookies_still_sees_the_code(
    client: PickyClient, another_client: Callable[[], PickyClient]
) -> None:
    pin_map = make_map()
    response = send(client, pin_map)

    page = another_client().page(response.location)

    assert page.has(".receipt-code")


def test_the_code_disappears_after_half_an_hour(client: PickyClient, frozen_clock: StoppedClock) -> None:
    page = client.follow(send(client, make_map()))
    frozen_clock.forward(minutes=31)

    later = client.page(page.url)

    assert not later.has(".receipt-code")
    assert len(later.all(".own-pins__pin")) == 1


def test_a_finished_sitting_leaves_nothing_on_the_device(client: PickyClient) -> None:
    pin_map = make_map()
    page = client.follow(send(client, pin_map))

    client.follow(client.submit(page.form('[action$="/fertig"]')))

    assert not client.page(f"{address(pin_map)}/meine").has(".own-pins")
    assert not client.page(address(pin_map)).has(".own-pins")


def test_sending_twice_sets_one_pin(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    form = form_of(client.page(address(pin_map)))

    first = client.submit(form, category="1", at=AT)
    second = client.submit(form, category="1", at=AT)

    assert client.follow(first).text(".receipt-code") == client.follow(second).text(".receipt-code")
    assert len(stored(session)) == 1


def test_going_back_and_changing_asks_whether_it_is_a_further_pin(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    form = form_of(client.page(address(pin_map)))
    client.submit(form, category="1", at=AT)

    response = client.submit(form, category="2", at=AT, comment="Doch anders.")
    page = Page(response)

    assert response.status_code == 409
    assert "Diese Nadel haben wir schon erhalten" in page.text(".tell")
    client.follow(client.submit(form_of(page)))
    assert stored(session) == [(1, "Lieblingsort"), (2, "Doch anders.")]


def test_an_own_pin_can_be_taken_back(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    page = client.follow(send(client, pin_map, comment="Ups."))
    form = page.form("form[data-take-back]")

    after = client.follow(client.submit(form))
    again = client.follow(client.submit(form))

    assert "Die Nadel ist zurückgenommen" in after.text("#tells")
    assert "schon zurückgenommen" in again.text("#tells")
    assert after.heading == "Ihre Nadeln"
    assert stored(session) == []
    assert counting.differing(pin_map.id) == 0


def test_nobody_takes_back_the_pins_of_others(
    client: PickyClient, another_client: Callable[[], PickyClient], session: Session
) -> None:
    pin_map = make_map()
    theirs = make_pin(pin_map).pin.contribution_id
    other = another_client()
    page = other.follow(send(other, pin_map))

    form = page.form("form[data-take-back]")
    for values in ({"pin": str(theirs)}, {"pin": str(uuid4())}, {"pin": "x"}, {"sitting": str(uuid4())}):
        assert other.submit(form, **values).status_code == 404

    assert len(stored(session)) == 2


def test_words_that_come_later_take_the_place_of_the_pin(client: PickyClient, session: Session) -> None:
    pin_map = make_map(pins_per_person=1)
    first = told(client, pin_map)
    form = form_of(client.page(address(pin_map)))
    sent = {"category": "1", "at": AT, "comment": "Die Linde.", "instead": first["id"]}

    answers = [client.submit(form, headers=JSON, **sent).status_code for _ in range(2)]

    assert answers == [201, 201]
    assert stored(session) == [(1, "Die Linde.")]
    assert counting.differing(pin_map.id) == 0


def test_when_the_new_pin_cannot_stand_the_former_one_stays(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    first = told(client, pin_map, comment="Bleibt.")

    answer = told(client, pin_map, at="48.5,12.5", comment="Draußen.", instead=first["id"])

    assert answer["status"] == 422
    assert stored(session) == [(1, "Bleibt.")]


def test_a_foreign_pin_cannot_be_replaced(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    theirs = make_pin(pin_map, comment="Meine!").pin

    assert send(client, pin_map, instead=str(theirs.contribution_id)).status_code == 404
    assert stored(session) == [(1, "Meine!")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"category": ""}, "Bitte wählen Sie zuerst, wofür die Nadel steht."),
        ({"category": "9"}, "Diese Auswahl gibt es auf der Karte nicht"),
        ({"category": "1; DROP"}, "Diese Auswahl gibt es auf der Karte nicht"),
        ({"category": ["1", "2"], "at": ""}, "Bitte setzen Sie die Nadel auf die Karte"),
        ({"at": ""}, "Bitte setzen Sie die Nadel auf die Karte"),
        ({"at": "48.5,12.5"}, "außerhalb des Gebiets"),
        ({"at": "10.5,48.5"}, "Breite und Länge scheinen vertauscht"),
        ({"at": "nan,nan"}, "konnten wir nicht lesen"),
        ({"at": "inf,10.5"}, "konnten wir nicht lesen"),
        ({"at": "48.5"}, "konnten wir nicht lesen"),
        ({"at": "[48.5,10.5]"}, "konnten wir nicht lesen"),
        ({"at": "480,1050"}, "konnten wir nicht lesen"),
        ({"at": "9" * 5000}, "konnten wir nicht lesen"),
        ({"at": [AT, AT]}, "konnten wir nicht lesen"),
        ({"group": "7"}, "Diese Gruppe gibt es auf der Karte nicht"),
        ({"sozialraum_id": "nirgends", "at": ""}, "gibt es in unserer Liste nicht"),
        ({"comment": "x" * 1001}, "Das sind 1001 Zeichen"),
        ({"place_text": "x" * 1001, "at": ""}, "möglich sind"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_is_said_and_everything_kept(
    client: PickyClient, session: Session, fields: dict[str, Any], words: str
) -> None:
    pin_map = make_map(groups=("Jung", "Alt"))

    page = refused(client, pin_map, **({"comment": "Das bleibt stehen."} | fields))

    assert words in page.text(".error-summary")
    assert str(fields.get("comment", "Das bleibt stehen.")) in page.text("#comment")
    assert stored(session) == []


def test_the_script_is_told_by_field(client: PickyClient) -> None:
    pin_map = make_map(comment=CommentRule.REQUIRED)

    answer = told(client, pin_map)

    assert answer["status"] == 422
    assert answer["fields"] == {"comment": "Bitte schreiben Sie kurz, warum. Ein Satz genügt."}


def test_the_script_is_told_what_was_stored(client: PickyClient) -> None:
    make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))

    answer = told(client, make_map(moderation=ModerationRule.BEFORE))

    assert (answer["status"], answer["said"], answer["held"]) == (201, "Lieblingsort in Erkheim", True)
    part = client.get(answer["own"], headers={"HX-Request": "true"}).get_data(as_text=True)
    assert answer["code"].split("-")[0] in part
    assert answer["id"] in part
    assert "<h1" not in part


def test_a_page_that_lay_open_for_long_goes_on_with_a_fresh_token(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    form = form_of(client.page(address(pin_map)))
    form.values["form_token"] = ["x"]

    data = form.filled({"category": "1", "at": AT})
    answer = client.post(form.action, data=data, headers=JSON)
    body = json.loads(answer.get_data(as_text=True))
    assert (answer.status_code, body["code"], stored(session)) == (422, "stale-form", [])

    data["form_token"] = [body["form_token"]]
    assert client.post(form.action, data=data, headers=JSON).status_code == 201


def test_before_and_after_its_time_a_map_takes_no_pins(client: PickyClient) -> None:
    pin_map = make_map()
    form = form_of(client.page(address(pin_map)))
    with unit_of_work() as unit:
        unit.get_one(PinMap, pin_map.id).state = MapState.CLOSED

    response = client.submit(form, category="1", at=AT)

    assert response.status_code == 409
    assert "abgeschlossen" in Page(response).text("main")
    assert not client.page(address(pin_map)).has("#nadel")


def test_a_map_that_is_over_invites_nobody_to_set_pins(client: PickyClient) -> None:
    pin_map = make_map()
    assert "So viele Sie möchten." in client.page(address(pin_map)).text("main")

    with unit_of_work() as unit:
        unit.get_one(PinMap, pin_map.id).state = MapState.CLOSED

    assert "Wie viele Nadeln?" not in client.page(address(pin_map)).text("main")


def test_what_is_at_a_place(client: PickyClient) -> None:
    make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()
    for category in (1, 1, 2):
        make_pin(pin_map, category=category, at=(48.5004, 10.5))
    make_pin(pin_map, at=(48.52, 10.5))

    def asked(query: str) -> Any:
        return client.get(f"{address(pin_map)}/stelle.json?{query}").get_json()

    assert asked(f"ort={AT}&k=1") == {"inside": True, "place": "Erkheim", "near": 2}
    assert asked(f"ort={AT}") == {"inside": True, "place": "Erkheim", "near": 0}
    for query in ("", "ort=12,12", "ort=nan,nan", "ort=48.5,12.5", "ort=x", "k=1"):
        assert asked(query) == {"inside": False, "place": "", "near": 0}


@pytest.mark.parametrize("values", [{"shows_pins": False}, {"threshold": 5}, {"moderation": ModerationRule.BEFORE}])
def test_nothing_is_said_about_pins_that_others_do_not_see(client: PickyClient, values: dict[str, Any]) -> None:
    pin_map = make_map(**values)
    make_pin(pin_map)

    assert client.get(f"{address(pin_map)}/stelle.json?ort={AT}&k=1").get_json()["near"] == 0


def test_a_photo_goes_along_and_survives_an_error(client: PickyClient, session: Session) -> None:
    pin_map = make_map(with_photo=True)

    page = refused(client, pin_map, at="", photo=photo())
    assert "Ihr Foto ist schon bei uns" in page.text("main")
    client.follow(client.submit(form_of(page), at=AT))

    assert session.scalar(select(func.count()).select_from(Photo)) == 1


@pytest.mark.parametrize("content", [b"kein Foto", b"\xff\xd8\xff\xe0halb"])
def test_what_is_no_photo_is_said_at_its_field(client: PickyClient, session: Session, content: bytes) -> None:
    page = refused(client, make_map(with_photo=True), photo=(BytesIO(content), "foto.jpg"), comment="Bleibt.")

    assert "photo" in page.errors()
    assert "Bleibt." in page.text("#comment")
    assert stored(session) == []


def test_without_a_database_everything_is_kept(client: PickyClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: Any, **_named: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    pin_map = make_map()
    monkeypatch.setattr(placing, "place", fails)

    page = refused(client, pin_map, status=507, comment="Bleibt.")

    assert "Bleibt." in page.text("#comment")
    assert page.attribute("#at", "value") == "48.5,10.5"


class TestMany:
    """A hall behind one address, and a script."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(placing_routes, "_FREE", {"production": 2, "local": 2})
        monkeypatch.setattr(placing_routes, "_MOST", {"production": 4, "local": 4})

    def test_without_a_script_one_is_asked_to_wait_or_call(self, client: PickyClient, session: Session) -> None:
        pin_map = make_map()
        for _ in range(2):
            assert send(client, pin_map).status_code == 303

        response = send(client, pin_map, comment="Bleibt.")

        assert response.status_code == 429
        assert int(response.headers["Retry-After"]) > 0
        assert "Bitte warten Sie zehn Minuten, oder rufen Sie uns an" in Page(response).text(".error-summary")
        assert "Bleibt." in Page(response).text("#comment")
        assert len(stored(session)) == 2

    def test_a_little_work_opens_the_way_once(self, client: PickyClient, session: Session) -> None:
        pin_map = make_map()
        for _ in range(2):
            send(client, pin_map)
        form = form_of(client.page(address(pin_map)))
        other = form_of(client.page(address(pin_map)))
        asked = client.submit(form, headers=JSON, category="1", at=AT)
        assert asked.status_code == 429
        work = solved(json.loads(asked.get_data(as_text=True))["challenge"])

        answers = [
            client.submit(form, headers=JSON, category="1", at=AT, work=work).status_code,
            client.submit(form, headers=JSON, category="1", at=AT, work=work).status_code,
            client.submit(other, headers=JSON, category="1", at=AT, work=work).status_code,
        ]

        assert answers == [201, 201, 429], "the same pin again is no second one; another pin needs work of its own"
        assert len(stored(session)) == 3

    @pytest.mark.parametrize("work", ["x", "eyJ4IjoxfQ==", "A" * 9000, "bnVsbA==", "W10=", "é"])
    def test_made_up_work_opens_nothing(self, client: PickyClient, work: str) -> None:
        pin_map = make_map()
        for _ in range(2):
            send(client, pin_map)

        assert told(client, pin_map, work=work)["status"] == 429

    def test_changed_work_opens_nothing(self, client: PickyClient) -> None:
        pin_map = make_map()
        for _ in range(2):
            send(client, pin_map)
        form = form_of(client.page(address(pin_map)))
        answer = client.submit(form, headers=JSON, category="1", at=AT)
        challenge = json.loads(answer.get_data(as_text=True))["challenge"]
        challenge["parameters"]["cost"] = 1

        assert client.submit(form, headers=JSON, category="1", at=AT, work=solved(challenge, 1)).status_code == 429

    def test_in_the_end_nobody_gets_through(self, client: PickyClient, session: Session) -> None:
        pin_map = make_map()
        statuses = []
        for _ in range(5):
            form = form_of(client.page(address(pin_map)))
            answer = client.submit(form, headers=JSON, category="1", at=AT)
            body = json.loads(answer.get_data(as_text=True))
            if "challenge" in body:
                work = solved(body["challenge"])
                answer = client.submit(form, headers=JSON, category="1", at=AT, work=work)
                body = json.loads(answer.get_data(as_text=True))
            statuses.append(answer.status_code)

        assert statuses == [201, 201, 201, 201, 429]
        assert "challenge" not in body
        assert "in kurzer Zeit mehr Nadeln" in body["message"]
        assert len(stored(session)) == 4


def solved(challenge: dict[str, Any], timeout: float = 60) -> str:
    """What the worker in the browser computes; something wrong when there is no solution in time."""
    read = Challenge.from_dict(challenge)
    solution = solve_challenge(read, timeout=timeout)
    return Payload(read, solution).to_base64() if solution else "nothing"


def test_a_page_costs_the_same_for_one_pin_and_thirty(client: PickyClient) -> None:
    pin_map = make_map()
    client.follow(send(client, pin_map))
    with count_queries() as few:
        client.page(address(pin_map))
    for _ in range(9):
        client.follow(send(client, pin_map))
    with count_queries() as many:
        client.page(address(pin_map))

    assert len(many) == len(few)


def test_a_visitor_asks_the_database_little(client: PickyClient) -> None:
    pin_map = make_map()
    client.page(address(pin_map))

    with count_queries() as asked:
        client.page(address(pin_map))

    assert len(asked) <= 4, asked


def test_the_wish_to_moderate_first_of_the_verfahren_is_told(client: PickyClient) -> None:
    consultation = make_consultation(moderate_first=True)

    page = client.page(address(make_map(consultation_id=consultation.id)))

    assert "Alle, sobald ein Mensch sie gelesen hat." in page.text("main")
    assert queries.published(consultation_id=consultation.id)

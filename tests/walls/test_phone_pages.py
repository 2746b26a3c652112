"""The wall on phones: found by its code, asked for every two seconds, and never more than one card or dot for one tap."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.contributions.models import Contribution
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.walls import actions, queries
from portal.walls.actions import Spot
from portal.walls.models import Dot, WallGuest
from portal.walls.terms import Naming
from portal.web import limits
from tests.factories.county import make_county
from tests.factories.wall_with_cards import CLUSTER, GOOD, MISSING, Filled, dot, hang, make_open_wall, wall_with_cards
from tests.support.html import FilledForm, Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

CARD = "form[action$='/karte']"
DOT = "form[action$='/punkt']"


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()
    limits.forget_all()


def address(filled: Filled) -> str:
    return f"/wand/{filled.wall.room_code}"


def open_columns(filled: Filled, *, cards: tuple[str, ...] = (), dots: tuple[str, ...] = ()) -> None:
    with unit_of_work():
        actions.open_columns(
            queries.wall(filled.wall.id),
            cards=[filled.columns[one] for one in cards],
            dots=[filled.columns[one] for one in dots],
            by=SYSTEM,
        )


def count(model: Any) -> int:
    return session().scalar(select(func.count()).select_from(model)) or 0


def dots_of(filled: Filled) -> int:
    return queries.content(queries.wall(filled.wall.id), for_staff=True).dots


def send_card(client: PickyClient, filled: Filled, text: str, *, column: str = GOOD, **more: Any) -> Page:
    form = client.page(address(filled)).form(CARD)
    return client.follow(client.submit(form, text=text, column=str(filled.columns[column]), **more))


def send(client: PickyClient, form: FilledForm, **fields: Any) -> TestResponse:
    """The form with these fields, also such as stand in none: what a button says, what is ticked elsewhere, what is made up."""
    sent = form.filled({}) | {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return client.post(form.action, data=sent, headers={"Sec-Fetch-Site": "same-origin"})


def test_from_the_code_on_the_screen_to_a_card_with_its_receipt(client: PickyClient) -> None:
    filled = make_open_wall()
    code = filled.wall.spoken_code
    page = client.follow(client.submit(client.page("/wand").form("main form"), code=code))
    assert page.heading == filled.wall.title

    thanks = send_card(client, filled, "Mitfahrbank nach Ottobeuren")
    assert "Ihre Karte ist angekommen." in thanks.text("main")
    assert "Mitfahrbank nach Ottobeuren" in thanks.text("main .wall-phone__own")
    assert "Rückmelde-Code" in thanks.text("main .wall-phone__own")
    receipt = thanks.text(".wall-phone__own a")
    found = client.follow(client.submit(client.page("/rueckmeldung").form("main form"), code=receipt))
    assert "Mitfahrbank nach Ottobeuren" in found.text("main")


def test_looking_stores_nothing(client: PickyClient) -> None:
    filled = make_open_wall()
    for _ in range(3):
        client.page(address(filled))

    assert count(WallGuest) == 0


def test_the_same_form_sent_twice_hangs_one_card(client: PickyClient) -> None:
    filled = make_open_wall()
    form = client.page(address(filled)).form(CARD)
    for _ in range(3):
        assert client.submit(form, text="Nur einmal", column=str(filled.columns[GOOD])).status_code == 303

    assert count(Contribution) == 1


def test_an_older_form_with_other_words_comes_back_to_be_sent_again(client: PickyClient) -> None:
    filled = make_open_wall()
    form = client.page(address(filled)).form(CARD)
    client.submit(form, text="Erst so", column=str(filled.columns[GOOD]))
    again = client.submit(form, text="Dann so", column=str(filled.columns[GOOD]))
    assert again.status_code == 409
    assert "Dann so" in again.get_data(as_text=True)

    client.submit(Page(again).form(CARD), column=str(filled.columns[GOOD]))
    assert count(Contribution) == 2


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"text": ""}, 422, "Bitte schreiben Sie etwas auf die Karte."),
        ({"text": "x" * 300}, 422, "300"),
        ({"text": "Gut", "column": ""}, 422, "in welche Spalte"),
        ({"text": "Gut", "column": "kein-uuid"}, 422, "in welche Spalte"),
        ({"text": "Gut", "column": str(uuid4())}, 422, "in welche Spalte"),
    ],
)
def test_what_does_not_fit_comes_back_with_a_sentence(
    client: PickyClient, fields: dict[str, str], status: int, said: str
) -> None:
    filled = make_open_wall()
    sent = {"column": str(filled.columns[GOOD])} | fields
    answer = send(client, client.page(address(filled)).form(CARD), **sent)

    assert answer.status_code == status
    assert said in Page(answer).text("main")
    assert fields["text"] in answer.get_data(as_text=True)
    assert count(Contribution) == 0


def test_words_on_cards_are_words(client: PickyClient) -> None:
    filled = make_open_wall(naming=Naming.FIRST_NAME)
    evil = "<script>alert(1)</script> {{ 7*7 }}"
    send_card(client, filled, evil, name="<b>Rosa")

    for where in (address(filled), f"{address(filled)}/ansehen"):
        page = client.page(where)
        assert page.all("script:not([src]), main b") == []
    assert evil in client.page(f"{address(filled)}/ansehen").text("main")


def test_a_card_to_a_closed_column_by_direct_address_changes_nothing(client: PickyClient) -> None:
    filled = make_open_wall()
    form = client.page(address(filled)).form(CARD)
    open_columns(filled)
    answer = client.submit(form, text="Zu spät", column=str(filled.columns[GOOD]))

    assert answer.status_code == 409
    assert "nimmt gerade keine Karten an" in Page(answer).text("main")
    assert "Zu spät" in answer.get_data(as_text=True)
    assert count(Contribution) == 0


def test_dots_from_the_first_to_the_last(client: PickyClient) -> None:
    filled = make_open_wall(takes_dots=True, dots_per_person=2)
    for text in ("Eins", "Zwei", "Drei"):
        hang(filled, GOOD, text)
    page = client.page(address(filled))
    assert page.text("[data-dots-left]") == "Noch 2 von 2 Punkten"
    for text in ("Eins", "Zwei"):
        page = client.follow(send(client, page.form(DOT), spot=f"k:{filled.cards[text]}"))
    assert page.text("[data-dots-left]") == "Noch 0 von 2 Punkten"

    refused = send(client, page.form(DOT), spot=f"k:{filled.cards['Drei']}")
    assert (refused.status_code, dots_of(filled)) == (422, 2)
    assert "Sie haben alle Ihre Punkte geklebt" in Page(refused).text("main")
    back = client.follow(
        client.submit(page.form(".wall-phone__own li:first-child form[action$='/punkt/zuruecknehmen']"))
    )
    assert (back.text("[data-dots-left]"), dots_of(filled)) == ("Noch 1 von 2 Punkten", 1)


def test_a_vote_after_the_end_by_direct_address_changes_nothing(client: PickyClient) -> None:
    filled = make_open_wall(takes_dots=True)
    hang(filled, GOOD, "Eins")
    form = client.page(address(filled)).form(DOT)
    with unit_of_work():
        actions.close_wall(queries.wall(filled.wall.id), by=SYSTEM)
    answer = send(client, form, spot=f"k:{filled.cards['Eins']}")

    assert (answer.status_code, dots_of(filled)) == (409, 0)
    assert "nicht offen" in Page(answer).text("main")


@pytest.mark.parametrize("spot", ["", "k:", "g:nichts", "x:1", "k:" + "0" * 32, "\x00"])
def test_a_dot_to_nowhere_is_answered_kindly(client: PickyClient, spot: str) -> None:
    filled = make_open_wall(takes_dots=True)
    answer = send(client, client.page(address(filled)).form(DOT), spot=spot)

    assert (answer.status_code, count(Dot)) == (409, 0)


def test_two_phones_know_their_own_alone(client: PickyClient, another_client: Any) -> None:
    filled, other = make_open_wall(), another_client()
    send_card(client, filled, "Von mir")
    page = other.page(address(filled))

    assert page.all(".wall-phone__own") == []
    card_id = queries.content(queries.wall(filled.wall.id), for_staff=True).columns[0].loose[0].contribution_id
    sent = {"form_token": page.form(CARD).filled({})["form_token"]}
    answer = other.post(f"{address(filled)}/karte/{card_id}/zuruecknehmen", data=sent)
    assert answer.status_code == 404
    mine = client.page(address(filled)).form("form[action$='/zuruecknehmen']")
    assert "zurückgenommen" in client.follow(client.submit(mine)).text("main")


def test_a_made_up_name_of_a_phone_is_nobody(client: PickyClient) -> None:
    filled = make_open_wall()
    guest = uuid4()
    hang(filled, GOOD, "Von wem anders", guest_id=guest)
    client.set_cookie("wand", f"0.{guest.hex}.abcdefghijklmnopqrstuv", path=address(filled))

    assert client.page(address(filled)).all(".wall-phone__own") == []


def test_asking_whether_something_changed_is_one_query_and_no_drawing(client: PickyClient) -> None:
    filled = make_open_wall()
    ask = f"{address(filled)}/stand"
    change = queries.wall(filled.wall.id).phone_change
    with count_queries() as asked:
        assert client.get(f"{ask}?ab={change}").status_code == 204
    assert len(asked) == 1

    hang(filled, GOOD, "Von jemand anderem")
    assert client.get(f"{ask}?ab={change}").status_code == 204
    open_columns(filled, dots=(GOOD,))
    fresh = client.get(f"{ask}?ab={change}")
    assert fresh.status_code == 200
    assert "Jetzt: Punkte kleben" in fresh.get_data(as_text=True)
    assert "Set-Cookie" not in fresh.headers


def test_what_all_phones_show_is_drawn_once(client: PickyClient) -> None:
    filled = wall_with_cards()
    ask = f"{address(filled)}/stand?ab=0"
    client.get(ask)
    with count_queries() as asked:
        assert CLUSTER in client.get(ask).get_data(as_text=True)
    assert len(asked) <= 2


def test_the_whole_wall_for_those_who_do_not_see_the_screen(client: PickyClient) -> None:
    filled = wall_with_cards(covered=True)
    page = client.page(f"{address(filled)}/ansehen")

    assert CLUSTER in page.text("main")
    assert "Der Dorfladen" not in page.text("main")
    change = page.all("#wall-live")[0].attributes["data-change"]
    assert client.get(f"{address(filled)}/ansehen?ab={change}").status_code == 204
    with unit_of_work():
        actions.turn_cards(queries.wall(filled.wall.id), covered=False, by=SYSTEM)
    assert "Der Dorfladen" in client.get(f"{address(filled)}/ansehen?ab={change}").get_data(as_text=True)


def test_a_draft_is_not_found_and_a_closed_wall_says_thanks(client: PickyClient) -> None:
    filled = make_open_wall(takes_dots=True)
    hang(filled, MISSING, "Ein Bus")
    dot(filled, Spot(card_id=filled.cards["Ein Bus"]))
    with unit_of_work():
        actions.close_wall(queries.wall(filled.wall.id), by=SYSTEM)

    assert "Die Wand ist geschlossen" in client.page(address(filled)).text("main")
    assert "1 Punkt" in client.page(f"{address(filled)}/ansehen").text("main")


def test_guessing_codes_is_slowed_down_and_who_was_here_before_stays(client: PickyClient, another_client: Any) -> None:
    filled, guest = make_open_wall(), another_client()
    guest.page(address(filled))
    wrong = "000000" if filled.wall.room_code != "000000" else "000001"
    for _ in range(30):
        assert client.get(f"/wand/{wrong}").status_code == 404
        assert client.get(f"/wand/{wrong}/stand").status_code == 404
    client.page(address(filled), status=429)
    guest.page(address(filled))

    answer = client.submit(client.page("/wand").form("main form"), code=wrong)
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers


def test_the_address_phones_ask_is_no_way_to_find_codes_unslowed(client: PickyClient, another_client: Any) -> None:
    filled, guest = make_open_wall(), another_client()
    guest.page(address(filled))
    wrong = "000000" if filled.wall.room_code != "000000" else "000001"
    answers = [client.get(f"/wand/{wrong}/stand").status_code for _ in range(62)]

    assert answers == [404] * 60 + [429] * 2
    assert client.get(f"{address(filled)}/stand").status_code == 429
    assert guest.get(f"{address(filled)}/stand").status_code == 200


def test_whoever_guesses_alone_keeps_only_themselves_out(client: PickyClient) -> None:
    filled = make_open_wall()
    wrong = "000000" if filled.wall.room_code != "000000" else "000001"
    for _ in range(700):
        client.get(f"/wand/{wrong}/stand", environ_base={"REMOTE_ADDR": "192.0.2.1"})

    assert client.get(address(filled), environ_base={"REMOTE_ADDR": "192.0.2.2"}).status_code == 200


def test_the_code_of_a_wall_that_was_closed_long_ago_leads_nowhere(
    client: PickyClient, frozen_clock: StoppedClock
) -> None:
    filled = make_open_wall()
    hang(filled, GOOD, "Der Dorfladen")
    with unit_of_work():
        actions.close_wall(queries.wall(filled.wall.id), by=SYSTEM)
    frozen_clock.forward(days=59)
    assert "Der Dorfladen" in client.page(f"{address(filled)}/ansehen").text("main")

    frozen_clock.forward(days=2)
    for below in ("", "/ansehen", "/stand"):
        assert client.get(address(filled) + below).status_code == 404


def test_a_mistyped_code_is_told_at_the_field(client: PickyClient) -> None:
    answer = client.submit(client.page("/wand").form("main form"), code="12 34")

    assert answer.status_code == 422
    assert "Diesen Code gibt es gerade nicht" in Page(answer).text("main")


def test_a_slip_from_the_phone(client: PickyClient) -> None:
    filled = make_open_wall(takes_dots=True, needs_slip=True)
    hang(filled, GOOD, "Eins")
    with unit_of_work():
        slip = actions.make_slips(queries.wall(filled.wall.id), number=1, by=SYSTEM)[0]
    form = client.page(address(filled)).form("form[action$='/stimmzettel']")
    assert client.submit(form, slip="FALSCH").status_code == 422

    page = client.follow(client.submit(form, slip=slip))
    assert page.all("form[action$='/stimmzettel']") == []
    client.follow(send(client, page.form(DOT), spot=f"k:{filled.cards['Eins']}"))
    assert dots_of(filled) == 1


def test_five_hundred_cards_in_a_minute_are_slowed_down_kindly(client: PickyClient) -> None:
    filled = make_open_wall()
    form = client.page(address(filled)).form(CARD)
    answers = [
        client.submit(
            form, text=f"Karte {n}", column=str(filled.columns[GOOD]), submission_key=str(uuid4())
        ).status_code
        for n in range(14)
    ]

    assert (answers.count(303), answers.count(429)) == (12, 2)

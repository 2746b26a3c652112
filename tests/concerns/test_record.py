"""`/arbeit/erfassen`: writing down for somebody, one after the other, and the slip the person takes home."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions.models import Contact, Contribution
from portal.contributions.terms import Channel, ObserverKind
from portal.kernel.clock import today
from portal.kernel.codes import receipt_code
from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from tests.factories.accounts import make_grant
from tests.factories.contributions import accepted
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

RECORD = "/arbeit/erfassen"
FORM = "main form.record"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Markt Rettenbach")


def stored(session: Session) -> list[Contribution]:
    return list(session.scalars(select(Contribution).order_by(Contribution.seq)))


def test_who_works_there_writes_down_what_was_said(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    account = login(Role.KUEMMERER, place)
    form = client.page(RECORD).form(FORM)
    field = form.values["action_field_id"]

    client.submit(
        form,
        text="Der Bus fährt zu selten.",
        channel="phone",
        sozialraum_id=str(place.id),
        name="Maria Huber",
        contact="08261 995-0",
    )

    row = stored(session)[0]
    assert (row.text, row.channel, row.sozialraum_id) == ("Der Bus fährt zu selten.", Channel.PHONE, place.id)
    assert (row.recorded_by, row.said_on, field) == (account.id, today(), [""])
    assert [(c.name, c.phone) for c in session.scalars(select(Contact))] == [("Maria Huber", "08261 995-0")]


def test_the_only_place_is_chosen_already(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)

    assert client.page(RECORD).form(FORM).values["sozialraum_id"] == [str(place.id)]


def test_save_leads_to_a_slip_for_the_person(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    login(Role.MUNICIPALITY, place)
    form = client.page(RECORD).form(FORM)

    slip = client.follow(client.submit(form, text="Eine Bank fehlt.", channel="paper"))

    assert slip.text(".receipt-code__value").replace(" ", "") == receipt_code(stored(session)[0].submission_key)
    assert slip.text("blockquote") == "Eine Bank fehlt."
    assert slip.has(".qr-code svg")
    assert "Markt Rettenbach" in slip.text("main")


def test_the_slip_is_open_for_an_hour_and_for_who_wrote_it(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    address = client.submit(client.page(RECORD).form(FORM), text="Eine Bank fehlt.", channel="paper").location

    assert client.get(address).status_code == 200
    login(Role.KUEMMERER, place)
    assert client.get(address).status_code == 404


def test_after_an_hour_only_the_code_opens_it(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, place: Sozialraum
) -> None:
    account = login(Role.KUEMMERER, place)
    address = client.submit(client.page(RECORD).form(FORM), text="Eine Bank fehlt.", channel="paper").location
    frozen_clock.forward(minutes=61)
    login.as_(account)

    assert client.get(address).status_code == 404


def test_save_and_next_keeps_channel_place_and_day_and_counts(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    form = client.page(RECORD).form(FORM)
    day = (today() - timedelta(days=3)).isoformat()

    page = client.follow(
        client.submit(
            form,
            button="next",
            text="Erstens",
            channel="in_person",
            sozialraum_id=str(place.id),
            said_on=day,
            name="Maria",
        )
    )
    again = page.form(FORM)
    assert [again.values[name] for name in ("channel", "sozialraum_id", "said_on")] == [
        ["in_person"],
        [str(place.id)],
        [day],
    ]
    assert [again.values[name] for name in ("text", "name")] == [[""], [""]]
    assert page.text("#recorded-count") == "1"
    assert f"Gespeichert. Code: {receipt_code(stored(session)[0].submission_key)}" in page.text("main")

    page = client.follow(client.submit(again, button="next", text="Zweitens"))

    assert page.text("#recorded-count") == "2"
    assert [row.text for row in stored(session)] == ["Erstens", "Zweitens"]


def test_pressed_twice_it_is_one(client: PickyClient, login: Login, session: Session, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(RECORD).form(FORM)

    assert len({client.submit(form, text="Bank", channel="phone").location for _ in range(2)}) == 1
    assert len(stored(session)) == 1


def test_changed_after_saving_it_can_be_saved_as_a_further_one(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(RECORD).form(FORM)
    client.submit(form, text="Bank", channel="phone")

    answer = client.submit(form, text="Bank", channel="phone", said_on=(today() - timedelta(days=1)).isoformat())
    client.submit(Page(answer).form(FORM))

    assert answer.status_code == 409
    assert len(stored(session)) == 2


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECTOR_PLANNER, None])
def test_others_do_not_find_the_page(client: PickyClient, login: Login, role: Role | None) -> None:
    login(role)

    assert client.get(RECORD).status_code == 404
    assert client.post(RECORD).status_code == 404


def test_foreign_places_are_neither_offered_nor_taken(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    other = make_place("Kammlach")
    login(Role.KUEMMERER, place)
    form = client.page(RECORD).form(FORM)
    form.values["sozialraum_id"] = [str(other.id)]

    answer = client.submit(form, text="Bank", channel="phone")

    assert answer.status_code == 422
    assert "sozialraum_id" in Page(answer).errors()
    form.values["sozialraum_id"] = [""]
    assert client.submit(form, text="Bank", channel="phone").status_code == 422
    assert stored(session) == []


def test_for_the_whole_county_no_place_is_needed(client: PickyClient, login: Login, session: Session) -> None:
    login(Role.PLANNER)

    client.submit(client.page(RECORD).form(FORM), text="Überall", channel="email")

    assert [(row.sozialraum_id, row.channel) for row in stored(session)] == [(None, Channel.EMAIL)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", ""),
        ("channel", "online"),
        ("channel", "observer"),
        ("channel", "x"),
        ("said_on", "gestern"),
        ("said_on", "2999-01-01"),
        ("said_on", "1999-01-01"),
        ("text", ""),
        ("text", "x" * 5001),
        ("contact", "vielleicht"),
        ("action_field_id", str(uuid4())),
        ("name", "x" * 121),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    client: PickyClient, login: Login, session: Session, place: Sozialraum, field: str, value: str
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(RECORD).form(FORM)

    answer = client.submit(form, **({"text": "Bank", "channel": "phone"} | {field: value}))
    page = Page(answer)

    assert answer.status_code == 422
    assert page.has(".error-summary")
    assert field in page.errors() or page.has(f"#{field}[aria-invalid], #{field}.kern-fieldset--error")
    if field != "text":
        assert page.form(FORM).values["text"] == ["Bank"]
    assert stored(session) == []


def test_an_observer_reports_in_the_own_name(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    account = login(Role.OBSERVER, place)
    page = client.page(RECORD)
    assert page.heading == "Beobachtung melden"

    client.submit(page.form(FORM), text="Am Schulweg fehlt Licht.", reported_as="topic_guardian")

    row = stored(session)[0]
    assert (row.channel, row.reported_by_kind) == (Channel.OBSERVER, ObserverKind.TOPIC_GUARDIAN)
    assert (row.recorded_by, row.sozialraum_id) == (account.id, place.id)


def test_an_observer_cannot_write_down_for_others(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    login(Role.OBSERVER, place)
    form = client.page(RECORD).form(FORM)
    form.values["channel"] = ["phone"]
    form.values["als"] = [""]

    client.submit(form, text="Bank", reported_as="process_observer")

    assert [row.channel for row in stored(session)] == [Channel.OBSERVER]


def test_who_is_both_chooses(client: PickyClient, login: Login, place: Sozialraum) -> None:
    account = login(Role.KUEMMERER, place)
    make_grant(account, Role.OBSERVER, place)

    page = client.page(RECORD)
    assert page.heading == "Im Auftrag erfassen"
    assert client.page(page.link("Eigene Beobachtung melden")).heading == "Beobachtung melden"


@pytest.mark.parametrize(
    "query", ["weg=online&ort=x&am=x&seit=x&zuletzt=x", "seit=2999-01-01T00:00:00", "am=9999-99-99", "weg=%00"]
)
def test_nonsense_in_the_address_breaks_nothing(
    client: PickyClient, login: Login, place: Sozialraum, query: str
) -> None:
    login(Role.KUEMMERER, place)

    assert client.page(f"{RECORD}?{query}").text("#recorded-count") == "0"


def test_the_address_shows_no_code_of_others(client: PickyClient, login: Login, place: Sozialraum) -> None:
    receipt = accepted(place=place)
    login(Role.KUEMMERER, place)

    page = client.page(f"{RECORD}?zuletzt={receipt.contribution.submission_key}")

    assert receipt.code not in page.response.text


def test_the_address_of_the_next_one_holds_no_words(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)

    answer = client.submit(client.page(RECORD).form(FORM), button="next", text="Geheim", channel="phone", name="Maria")

    assert set(parse_qs(urlsplit(answer.location).query)) == {"weg", "ort", "am", "seit", "zuletzt"}

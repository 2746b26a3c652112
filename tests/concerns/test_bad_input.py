"""Whatever arrives at `/anliegen`: a clear German sentence or harmless text, never a 500, and nothing typed is lost."""

import io
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.concerns.routes import public
from portal.contributions.models import Contribution
from portal.kernel.text import clean_text
from portal.web import limits
from tests.factories.contributions import image_bytes
from tests.factories.county import make_county
from tests.support.html import FilledForm, Page
from tests.support.picky import PickyClient

FORM = "main form.concern"
NASTY = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7*7 }}",
    "${7*7}",
    "🙂👩‍👩‍👧",
    "\u202egnp.exe",
    "שלום",
    "%s%n",
    "a\u0308" * 9,
]


@pytest.fixture
def form(app: Flask, client: PickyClient) -> FilledForm:
    make_county()
    return client.page("/anliegen").form(FORM)


def texts(session: Session) -> list[str]:
    return list(session.scalars(select(Contribution.text).order_by(Contribution.seq)))


def test_without_anything_it_says_what_is_missing(client: PickyClient, form: FilledForm) -> None:
    page = Page(client.submit(form))

    errors = page.errors()
    assert list(errors) == ["text", "sozialraum_id"]
    assert "Bitte schreiben Sie in Ihren Worten, worum es geht." in errors["text"]
    assert "beschreiben Sie ihn in Worten" in errors["sozialraum_id"]


def test_a_text_that_is_too_long_comes_back_whole(client: PickyClient, form: FilledForm, session: Session) -> None:
    long = "Wort " * 1200

    answer = client.submit(form, text=long, place_text="Markt")

    assert answer.status_code == 422
    assert "Das sind 5999 Zeichen, möglich sind 5000." in Page(answer).errors()["text"]
    assert Page(answer).form(FORM).values["text"] == [long.strip()]
    assert texts(session) == []


def test_a_text_of_exactly_the_limit_is_taken(client: PickyClient, form: FilledForm, session: Session) -> None:
    assert client.submit(form, text="x" * 5000, place_text="Markt").status_code == 303
    assert texts(session) == ["x" * 5000]


@pytest.mark.parametrize("nasty", NASTY)
def test_signs_of_every_kind_are_kept_as_text(
    client: PickyClient, form: FilledForm, session: Session, nasty: str
) -> None:
    answer = client.submit(form, text=nasty, place_text=nasty)

    assert answer.status_code == 303
    assert texts(session) == [clean_text(nasty)]


@pytest.mark.parametrize("nasty", NASTY)
def test_signs_of_every_kind_come_back_as_text(client: PickyClient, form: FilledForm, nasty: str) -> None:
    page = Page(client.submit(form, text=nasty, place_text=nasty, contact=nasty))

    assert list(page.errors()) == ["contact"]
    assert page.form(FORM).values["text"] == [clean_text(nasty)]
    assert page.form(FORM).values["contact"] == [clean_text(nasty, lines=False)]


def test_control_characters_disappear(client: PickyClient, form: FilledForm, session: Session) -> None:
    client.submit(form, text="Ba\x00nk\x07 feh\x1blt\r\nhier", place_text="Ma\x00rkt")

    assert texts(session) == ["Bank fehlt\nhier"]


def test_nothing_but_control_characters_is_nothing(client: PickyClient, form: FilledForm) -> None:
    assert "text" in Page(client.submit(form, text="\x00\x01 \u200b\n", place_text="Markt")).errors()


@pytest.mark.parametrize(
    "body", [b"text=B\xe4nke&place_text=M\xe4rkt", b"text=%E4%FF%FE&place_text=%C3", b"text=\xed\xa0\x80&place_text=x"]
)
def test_other_encodings_break_nothing(client: PickyClient, form: FilledForm, body: bytes) -> None:
    answer = client.post(
        "/anliegen",
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code in (303, 422)


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", ""]
)
def test_other_kinds_of_body_break_nothing(client: PickyClient, form: FilledForm, content_type: str) -> None:
    answer = client.post(
        "/anliegen", data=b'{"text": ["a"]}', content_type=content_type, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert answer.status_code in (400, 422)


def post(client: PickyClient, pairs: list[tuple[str, str]]) -> Any:
    return client.post(
        "/anliegen",
        data=urlencode(pairs),
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )


def test_arrays_count_once(client: PickyClient, form: FilledForm, session: Session) -> None:
    pairs = [("text", "eins"), ("text", "zwei"), ("text[]", "drei"), ("place_text", "Markt"), ("place_text", "Platz")]

    assert post(client, pairs).status_code == 303
    assert texts(session) == ["eins"]


@pytest.mark.parametrize("place", [str(uuid4()), "x", "0", "[]", "🙂", "a" * 3000])
def test_unknown_places_are_said_and_the_rest_stays(client: PickyClient, form: FilledForm, place: str) -> None:
    answer = post(client, [("text", "Bank"), ("sozialraum_id", place), ("place_text", "Markt")])

    assert answer.status_code == 422
    assert "Diesen Ort gibt es in unserer Liste nicht." in Page(answer).errors()["sozialraum_id"]
    assert Page(answer).form(FORM).values["text"] == ["Bank"]


@pytest.mark.parametrize(
    "extra",
    [
        ("channel", "phone"),
        ("verfahren", "../x"),
        ("moderation", "hidden"),
        ("photo_note", "x"),
        ("recorded_by", str(uuid4())),
    ],
)
def test_manipulated_hidden_fields_change_nothing(
    client: PickyClient, form: FilledForm, session: Session, extra: tuple[str, str]
) -> None:
    answer = post(client, [("text", "Bank"), ("place_text", "Markt"), extra])

    if extra[0] == "photo_note":
        assert "Ihr Foto ist nicht mehr da." in Page(answer).text("main")
        return
    row = session.scalars(select(Contribution)).one()
    assert (row.channel.value, row.moderation.value, row.recorded_by, row.consultation_id) == (
        "online",
        "released",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"Das ist Text.", "foto.jpg", "kein Foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bild.svg", "kein Foto"),
        (image_bytes(size=(800, 800))[:-3000], "foto.jpg", "beschädigt"),
        (image_bytes("PNG", size=(5200, 5000), mode="L", colour="white"), "riesig.png", "26 Megapixel"),
    ],
    ids=["text", "svg", "truncated", "huge"],
)
def test_a_file_that_is_no_photo_is_said_and_the_text_stays(
    client: PickyClient, form: FilledForm, session: Session, content: bytes, name: str, says: str
) -> None:
    answer = client.submit(
        form, text="Bank", place_text="Markt", contact="m@example.org", photo=(io.BytesIO(content), name)
    )
    page = Page(answer)

    assert answer.status_code == 422
    assert says in page.errors()["photo"]
    assert page.form(FORM).values["text"] == ["Bank"]
    assert page.form(FORM).values["contact"] == ["m@example.org"]
    assert "wählen Sie es bitte noch einmal. Ihr Text ist noch da." in page.text("main")
    assert texts(session) == []


def test_a_photo_sent_as_text_is_ignored(client: PickyClient, form: FilledForm, session: Session) -> None:
    assert (
        post(client, [("text", "Bank"), ("place_text", "Markt"), ("photo", "data:image/jpeg;base64,xxxx")]).status_code
        == 303
    )


def test_a_whole_hall_behind_one_address_is_let_in_and_a_machine_is_slowed(
    client: PickyClient, form: FilledForm, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setitem(public._MOST, "local", 3)
    for number in range(3):
        form.values["submission_key"] = [str(uuid4())]
        assert client.submit(form, text=f"Bank {number}", place_text="Markt").status_code == 303
    form.values["submission_key"] = [str(uuid4())]

    answer = client.submit(form, text="Bank 4", place_text="Markt")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert Page(answer).form(FORM).values["text"] == ["Bank 4"]
    assert public._MOST["production"] >= 500
    limits.forget_all()
    assert client.submit(form, text="Bank 4", place_text="Markt").status_code == 303


@pytest.mark.parametrize(("said", "status"), [("database is locked", 503), ("database or disk is full", 507)])
def test_a_database_that_does_not_answer_costs_no_words(
    client: PickyClient, form: FilledForm, monkeypatch: pytest.MonkeyPatch, said: str, status: int
) -> None:
    def broken(**_given: object) -> None:
        raise OperationalError("INSERT", {}, Exception(said))

    monkeypatch.setattr("portal.concerns.routes.public.actions.accept", broken)

    answer = client.submit(form, text="Bank", place_text="Markt", photo=(io.BytesIO(image_bytes()), "a.jpg"))

    assert answer.status_code == status
    assert answer.headers["Retry-After"]
    assert Page(answer).form(FORM).values["text"] == ["Bank"]
    assert "Ihr Foto ist schon bei uns." in Page(answer).text("main")


def test_a_request_that_is_too_large_gets_a_page(
    app: Flask, client: PickyClient, form: FilledForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 2_000)

    answer = client.submit(form, text="Bank", place_text="Markt", photo=(io.BytesIO(bytes(3_000)), "a.jpg"))

    assert answer.status_code == 413
    assert "sehr großen Foto" in Page(answer).text("main")


anything = st.text(max_size=120)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=anything, place=anything, place_text=anything, contact=anything, key=anything, verfahren=anything)
def test_nothing_ever_answers_with_an_error_of_ours(client: PickyClient, form: FilledForm, **sent: str) -> None:
    names = {"place": "sozialraum_id", "key": "submission_key"}
    pairs = [(names.get(name, name), value.encode("utf-8", "ignore").decode()) for name, value in sent.items()]

    assert post(client, pairs).status_code in (303, 409, 422)

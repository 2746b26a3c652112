"""`/anliegen`: one screen, three fields; sent twice, changed, expired or broken, nothing is lost and nothing doubled."""

import io
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.contributions.models import Contact, Contribution, Photo
from portal.contributions.terms import Channel
from portal.kernel.codes import receipt_code
from portal.kernel.policy import Role
from portal.kernel.runtime import settings
from portal.places.models import Sozialraum
from tests.factories.consultations import close_consultation, make_consultation
from tests.factories.contributions import accepted, image_bytes
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

FORM = "main form.concern"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Markt Rettenbach")


@pytest.fixture
def form(client: PickyClient, place: Sozialraum) -> FilledForm:
    return client.page("/anliegen").form(FORM)


def jpeg(colour: str = "steelblue") -> tuple[io.BytesIO, str]:
    return io.BytesIO(image_bytes(colour=colour)), "foto.jpg"


def stored(session: Session) -> list[Contribution]:
    return list(session.scalars(select(Contribution).order_by(Contribution.seq)))


def test_three_fields_give_a_code_with_qr_and_what_happens_next(
    client: PickyClient, form: FilledForm, session: Session, place: Sozialraum
) -> None:
    page = client.follow(client.submit(form, text="Eine Bank fehlt.", sozialraum_id=str(place.id)))

    contribution = stored(session)[0]
    code = receipt_code(contribution.submission_key)
    assert page.heading == "Danke! Ihr Anliegen ist bei uns."
    assert page.text(".receipt-code__value").replace(" ", "") == code
    assert page.has(".qr-code svg")
    assert "Ein Mensch liest Ihr Anliegen" in page.text("main")
    assert page.response.headers["Cache-Control"] == "no-store"
    assert (contribution.text, contribution.sozialraum_id) == ("Eine Bank fehlt.", place.id)
    assert contribution.channel is Channel.ONLINE


def test_a_place_in_words_is_enough(client: PickyClient, form: FilledForm, session: Session) -> None:
    client.submit(form, text="Eine Bank fehlt.", place_text="beim alten Bahnhof")

    assert [(row.sozialraum_id, row.place_text) for row in stored(session)] == [(None, "beim alten Bahnhof")]


@pytest.mark.parametrize(
    ("typed", "contact"),
    [("maria@example.org", ("maria@example.org", None)), ("0172 12 34 56", (None, "0172 12 34 56"))],
)
def test_mail_or_telephone_go_into_one_field(
    client: PickyClient, form: FilledForm, session: Session, typed: str, contact: tuple[str | None, str | None]
) -> None:
    page = client.follow(client.submit(form, text="Bank", place_text="Markt", contact=typed))

    assert [(row.email, row.phone) for row in session.scalars(select(Contact))] == [contact]
    assert typed not in page.response.text


def test_the_page_of_a_gemeinde_fills_the_place_in(client: PickyClient, place: Sozialraum) -> None:
    assert client.page(f"/anliegen?ort={place.slug}").form(FORM).values["sozialraum_id"] == [str(place.id)]
    for slug in ("gibt-es-nicht", "", "%00", "a" * 2000):
        assert client.page(f"/anliegen?ort={slug}").form(FORM).values["sozialraum_id"] == [""]


def test_sent_twice_it_is_one_anliegen_with_one_code(client: PickyClient, form: FilledForm, session: Session) -> None:
    answers = [client.submit(form, text="Bank", place_text="Markt", photo=jpeg()) for _ in range(3)]

    assert len({answer.location for answer in answers}) == 1
    assert len(stored(session)) == 1
    photo = session.scalars(select(Photo)).one()
    assert [path.name for path in (settings().data_dir / "photos").iterdir()] == [photo.file_name]


def test_going_back_finds_the_same_form(client: PickyClient) -> None:
    assert client.get("/anliegen").headers["Cache-Control"] == "private, no-cache"


def test_a_changed_version_can_be_sent_as_a_further_one(
    client: PickyClient, form: FilledForm, session: Session, place: Sozialraum
) -> None:
    client.submit(form, text="Eine Bank fehlt.", sozialraum_id=str(place.id))
    first = receipt_code(stored(session)[0].submission_key)

    answer = client.submit(
        form, text="Zwei Bänke fehlen.", sozialraum_id=str(place.id), contact="m@example.org", photo=jpeg()
    )
    page = Page(answer)

    assert answer.status_code == 409
    assert f"Dieses Anliegen haben wir schon erhalten (Code {first}). Sie haben danach etwas geändert." in page.text(
        "main"
    )
    again = page.form(FORM)
    assert (again.values["text"], again.values["contact"]) == (["Zwei Bänke fehlen."], ["m@example.org"])
    thanks = client.follow(client.submit(again))
    assert thanks.text(".receipt-code__value").replace(" ", "") != first
    assert [row.text for row in stored(session)] == ["Eine Bank fehlt.", "Zwei Bänke fehlen."]
    assert session.scalars(select(Photo.contribution_id)).all() == [stored(session)[1].id]


def test_the_code_leaves_the_page_after_half_an_hour(
    client: PickyClient, frozen_clock: StoppedClock, session: Session, place: Sozialraum
) -> None:
    form = client.page("/anliegen").form(FORM)
    sent = {"text": "Eine Bank fehlt.", "sozialraum_id": str(place.id), "contact": "maria@example.org"}
    first = client.follow(client.submit(form, **sent))
    code = first.text(".receipt-code__value")

    frozen_clock.forward(minutes=30)
    assert client.follow(client.submit(form, **sent)).text(".receipt-code__value") == code
    frozen_clock.forward(seconds=1)

    for later in (client.page(first.url), client.follow(client.submit(form, **sent))):
        assert later.heading == "Danke! Ihr Anliegen ist bei uns."
        assert "Haben Sie den Code nicht notiert?" in later.text("main")
        assert not later.has(".qr-code")
        assert code not in later.response.text
        assert receipt_code(stored(session)[0].submission_key) not in later.response.text
    assert later.link("Rückmeldung ansehen") == "/rueckmeldung"
    assert len(stored(session)) == 1


def test_a_changed_version_tells_no_code_after_half_an_hour(
    client: PickyClient, frozen_clock: StoppedClock, session: Session
) -> None:
    form = client.page("/anliegen").form(FORM)
    client.submit(form, text="Eine Bank fehlt.", place_text="Markt")
    first = receipt_code(stored(session)[0].submission_key)
    frozen_clock.forward(minutes=31)

    answer = client.submit(form, text="Zwei Bänke fehlen.", place_text="Markt")

    assert answer.status_code == 409
    assert first not in answer.text
    assert Page(answer).form(FORM).values["text"] == ["Zwei Bänke fehlen."]
    assert "Dieses Anliegen haben wir schon erhalten. Sie haben danach etwas geändert." in Page(answer).text("main")


def test_an_expired_token_eats_nothing(
    client: PickyClient, frozen_clock: StoppedClock, session: Session, place: Sozialraum
) -> None:
    form = client.page("/anliegen").form(FORM)
    frozen_clock.forward(hours=13)
    data = form.filled(
        {"text": "Eine Bank fehlt.", "sozialraum_id": str(place.id), "contact": "m@example.org", "photo": jpeg()}
    )

    answer = client.post("/anliegen", data=data, content_type="multipart/form-data")
    page = Page(answer)

    assert answer.status_code == 422
    assert stored(session) == []
    assert "Ihre Eingaben sind noch da: Bitte senden Sie noch einmal." in page.text(".error-summary")
    again = page.form(FORM)
    kept = [again.values[name] for name in ("text", "sozialraum_id", "contact", "submission_key")]
    assert kept == [["Eine Bank fehlt."], [str(place.id)], ["m@example.org"], form.values["submission_key"]]
    assert "Ihr Foto ist schon bei uns." in page.text("main")
    sent = client.post("/anliegen", data=again.filled({}), content_type="multipart/form-data")
    assert sent.status_code == 303
    assert session.scalar(select(func.count()).select_from(Photo)) == 1


def test_a_form_from_another_site_is_refused(client: PickyClient, form: FilledForm, session: Session) -> None:
    answer = client.submit(form, text="Bank", place_text="Markt", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert stored(session) == []


def test_a_photo_survives_an_error_elsewhere(client: PickyClient, form: FilledForm, session: Session) -> None:
    page = Page(client.submit(form, place_text="Markt", photo=jpeg()))

    assert list(page.errors()) == ["text"]
    client.submit(page.form(FORM), text="Bank")
    assert session.scalar(select(func.count()).select_from(Photo)) == 1


def test_a_photo_that_was_kept_can_be_left_out_after_all(
    client: PickyClient, form: FilledForm, session: Session
) -> None:
    page = Page(client.submit(form, place_text="Markt", photo=jpeg()))

    client.submit(page.form(FORM), text="Bank", without_photo="y")

    assert len(stored(session)) == 1
    assert session.scalar(select(func.count()).select_from(Photo)) == 0


def test_inside_a_verfahren_it_belongs_to_it(client: PickyClient, session: Session, place: Sozialraum) -> None:
    consultation = make_consultation("Sicher zur Schule", place=place)

    page = client.page(f"/anliegen?verfahren={consultation.slug}")
    assert "Zum Verfahren „Sicher zur Schule“" in page.text("main")
    client.submit(page.form(FORM), text="Zebrastreifen", place_text="Schule")

    assert stored(session)[0].consultation_id == consultation.id


def test_after_the_end_of_a_verfahren_an_anliegen_is_taken_all_the_same(client: PickyClient, session: Session) -> None:
    consultation = make_consultation()
    form = client.page(f"/anliegen?verfahren={consultation.slug}").form(FORM)
    close_consultation(consultation)

    client.submit(form, text="Zu spät?", place_text="Schule")

    assert stored(session)[0].consultation_id == consultation.id
    for slug in (consultation.slug, "gibt-es-nicht"):
        assert "läuft nicht mehr" in client.page(f"/anliegen?verfahren={slug}").text("main")


def test_drafts_cannot_be_guessed_through_the_form(client: PickyClient, session: Session) -> None:
    draft = make_consultation("Geheimer Plan", published=False)

    page = client.page(f"/anliegen?verfahren={draft.slug}")
    client.submit(page.form(FORM), text="Bank", place_text="Markt")

    assert "Geheimer Plan" not in page.text("main")
    assert stored(session)[0].consultation_id is None


def test_what_staff_wrote_down_has_no_public_thanks_page(client: PickyClient, login: Login) -> None:
    receipt = accepted(channel=Channel.PHONE)

    assert client.get(f"/anliegen/danke/{receipt.contribution.submission_key}").status_code == 404
    assert client.get(f"/anliegen/danke/{uuid4()}").status_code == 404
    assert client.get("/anliegen/danke/keine-uuid").status_code == 404


def test_people_with_an_account_may_use_it_too(client: PickyClient, login: Login, session: Session) -> None:
    login(Role.PLANNER)

    client.submit(client.page("/anliegen").form(FORM), text="Privat gesagt", place_text="Markt")

    assert stored(session)[0].recorded_by is None


def test_english_readers_are_remembered_with_their_language(client: PickyClient, session: Session) -> None:
    form = client.page("/anliegen?sprache=en").form(FORM)

    client.submit(form, text="A bench is missing.", place_text="station")

    assert stored(session)[0].language == "en"


def test_sending_asks_the_database_little(client: PickyClient, form: FilledForm, place: Sozialraum) -> None:
    client.submit(form, text="Bank", sozialraum_id=str(place.id))
    form.values["submission_key"] = [str(uuid4())]

    with count_queries() as seen:
        client.submit(form, text="Bank", sozialraum_id=str(place.id))

    written = [statement for statement in seen if not statement.startswith(("BEGIN", "PRAGMA"))]
    assert len(written) <= 8, str(seen)


def test_a_key_that_is_no_key_is_replaced(client: PickyClient, form: FilledForm, session: Session) -> None:
    for key in ("", "x", "0", "../../etc", "🙂"):
        form.values["submission_key"] = [key]
        assert client.submit(form, text=f"Bank {key}", place_text="Markt").status_code == 303

    assert all(isinstance(row.submission_key, UUID) for row in stored(session))
    assert len(stored(session)) == 5

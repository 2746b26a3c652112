"""The paper map: everything is on it, in A3 and A2, it can be read aloud, and its fields are those of the fast entry."""

from io import BytesIO
from time import process_time

import pytest
from flask import Flask
from pypdf import PdfReader

from portal.kernel.clock import today
from portal.kernel.policy import Role
from portal.pinmaps.documents.drawing import HEIGHT, WIDTH, bar_of, drawing_of
from portal.pinmaps.geometry import mercator, paper
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import CommentRule, MapState
from portal.places.terms import PlaceKind
from portal.web.i18n import as_date
from tests.factories.county import make_county
from tests.factories.pinmaps import make_map
from tests.factories.places import make_place, square
from tests.support.login import Login
from tests.support.picky import PickyClient

A3, A2 = (1190.55, 841.89), (1683.78, 1190.55)


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()


def pdf_of(client: PickyClient, pin_map: PinMap, **arguments: str) -> bytes:
    response = client.get(f"/karten/{pin_map.slug}/papier.pdf", query_string=arguments)
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return bytes(response.data)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_everything_a_table_needs_is_on_one_sheet(client: PickyClient) -> None:
    make_place("Erkheim", boundary=square(10.2, 48.2, 0.3))
    pin_map = make_map("Unser Ort")

    words = words_of(pdf_of(client, pin_map))

    for said in (
        "Wo sind Sie gern, wo fehlt etwas?",
        "Unser Ort",
        "Lieblingsort",
        "Hier fehlt etwas",
        "Barriere",
        "Setzen Sie eine Nadel oder einen Punkt an die Stelle.",
        "Bitte keine Namen.",
        "Rosa Huber, Telefon 08392 999-0",
        f"/karten/{pin_map.slug}",
        "GeoBasis-DE",
        "Erkheim",
        "A A B B C C D D E E F F G G H H",
        "20 km",
        as_date(pin_map.closes_on),
    ):
        assert said in words, said


@pytest.mark.parametrize(("arguments", "size"), [({}, A3), ({"format": "a2"}, A2), ({"format": "a0"}, A3)])
def test_it_is_one_page_of_its_size_that_can_be_read_aloud(
    client: PickyClient, arguments: dict[str, str], size: tuple[float, float]
) -> None:
    reader = PdfReader(BytesIO(pdf_of(client, make_map("Unser Ort"), **arguments)))

    (page,) = reader.pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.5)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "de"  # type: ignore[index]
    assert root["/StructTreeRoot"]  # type: ignore[index]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data() or b"<pdfuaid:part>1" in root["/Metadata"].get_data()  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "Unser Ort"


def test_eight_long_categories_and_a_long_question_still_fit_on_the_page(client: PickyClient) -> None:
    labels = tuple(f"{number} eine Kategorie mit einem sehr langen Namen für die Legende" for number in range(8))
    pin_map = make_map(labels=labels, question="Wo " + "ist der Weg sehr lang und " * 7 + "warum?")

    reader = PdfReader(BytesIO(pdf_of(client, pin_map)))

    assert len(reader.pages) == 1
    words = " ".join(reader.pages[0].extract_text().split())
    assert all(str(number) in words for number in range(8))
    assert "Lieber im Internet?" in words


def test_without_comments_nobody_is_asked_for_words(client: PickyClient) -> None:
    words = words_of(pdf_of(client, make_map(comment=CommentRule.NONE)))

    assert "Schreiben Sie ein Wort dazu" not in words
    assert "Bitte schreiben Sie keine Namen auf die Karte." in words


def test_drafts_are_for_their_authors_and_have_no_address_yet(client: PickyClient, login: Login) -> None:
    draft = make_map("Entwurf", published=False)
    assert client.get(f"/karten/{draft.slug}/papier.pdf").status_code == 404
    assert client.get("/karten/%00/papier.pdf").status_code == 404
    login(Role.MODERATOR)

    page = client.page(f"/arbeit/karten/{draft.id}/papier")
    response = client.get(page.link("A2 öffnen (PDF)"))

    assert "Das ist ein Entwurf." in page.text("main")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    words = words_of(response.data)
    assert f"/karten/{draft.slug}" not in words
    assert "Lieber im Internet?" not in words


def test_it_shows_what_was_changed(client: PickyClient) -> None:
    pin_map = make_map()
    assert pdf_of(client, pin_map) == pdf_of(client, pin_map)
    other = make_map(state=MapState.CLOSED, closes_on=today())

    assert pdf_of(client, other) != pdf_of(client, pin_map)


def test_a_county_of_fifty_gemeinden_is_printed_fast_enough_to_wait_for(client: PickyClient) -> None:
    for number in range(50):
        make_place(f"Gemeinde {number}", boundary=square(10.0 + number % 10 * 0.1, 48.0 + number // 10 * 0.1))
    pdf_of(client, make_map("Zum Aufwärmen"))

    begun = process_time()
    words = words_of(pdf_of(client, make_map()))

    assert process_time() - begun < 3
    assert sum(f"Gemeinde {number}" in words for number in range(50)) > 20


def test_fields_are_squares_around_the_whole_area() -> None:
    for west, south, east, north in ((10.0, 48.0, 11.0, 49.0), (10.2, 48.2, 10.21, 48.9), (10.0, 48.0, 10.9, 48.01)):
        sheet = paper.sheet_of(west, south, east, north)
        inner = mercator.window_of(south, west, north, east)
        assert (sheet.east - sheet.west) / 8 == pytest.approx((sheet.south - sheet.north) / 6, rel=1e-4)
        assert sheet.west < inner.west < inner.east < sheet.east
        assert sheet.north < inner.north < inner.south < sheet.south


@pytest.mark.parametrize(
    ("typed", "field"),
    [("A1", (0, 0)), ("h6", (7, 5)), (" c-4 ", (2, 3)), ("I1", None), ("A7", None), ("", None), ("A11", None)],
)
def test_fields_are_read_as_people_write_them(typed: str, field: tuple[int, int] | None) -> None:
    assert paper.field_of(typed) == field
    if field:
        assert paper.field_of(paper.field_name(*field)) == field


def test_names_do_not_lie_on_top_of_each_other_and_stay_on_the_sheet() -> None:
    for number in range(6):
        make_place(f"Gemeinde Langername {number}", boundary=square(10.1 + number * 0.03, 48.5, 0.02))
    make_place("Am Rand", boundary=square(10.95, 48.0, 0.05))
    make_place("Ein Ortsteil", kind=PlaceKind.LOCALITY, parent=make_place("Große", boundary=square(10.5, 48.1, 0.3)))
    pin_map = make_map()
    sheet = paper.sheet_of(pin_map.west, pin_map.south, pin_map.east, pin_map.north)

    drawn = drawing_of(pin_map, sheet)

    names = [one.text for one in drawn.names]
    assert "Große" in names
    assert "Am Rand" in names
    assert len([name for name in names if name.startswith("Gemeinde")]) < 6
    assert all(0 < one.x < WIDTH and 0 < one.y < HEIGHT for one in drawn.names)
    assert drawn.svg.startswith("<svg")


def test_the_scale_bar_is_a_round_length() -> None:
    sheet = paper.sheet_of(10.0, 48.0, 10.1, 48.1)

    metres, millimetres = bar_of(sheet)

    assert metres in (500, 1_000, 2_000, 5_000)
    assert 10 < millimetres <= 70
    whole = (sheet.east - sheet.west) / mercator.steps_of(1, sheet.north)
    assert millimetres / WIDTH == pytest.approx(metres / whole, rel=0.01)

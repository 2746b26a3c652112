"""A Moderationswand as files: who may take it, what stands in it in which order, read back with programs nobody here wrote."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.kernel import audit, jobs, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from portal.walls import actions, queries
from portal.walls.actions.photos import add_photo
from portal.walls.exports.files import MOST_PHOTOS_AT_ONCE, wall_file
from portal.walls.exports.paper import MOST_PIXELS, wall_picture
from portal.walls.exports.telling import TYPED as TYPED_SIGN
from portal.walls.exports.telling import ToldCard, ToldColumn, ToldGroup, ToldWall, told
from portal.walls.models import Wall
from portal.walls.terms import Naming, WallState
from portal.walls.terms.exporting import WallFormat
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.wall_with_cards import (
    BENCHES,
    CLUSTER,
    COVERED,
    GOOD,
    MISSING,
    TITLE,
    TYPED,
    Filled,
    hang,
    make_open_wall,
    wall_with_cards,
)
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

REASON = "Dankschreiben an die Gruppe"


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county()


@pytest.fixture
def filled(app: Flask) -> Filled:
    return wall_with_cards(naming=Naming.FIRST_NAME)


def address(filled: Filled) -> str:
    return f"/arbeit/waende/{filled.wall.id}/unterlagen"


def made(filled: Filled, format: WallFormat, *, names: bool = False) -> bytes:
    return wall_file(queries.wall(filled.wall.id), format, names=names).content


def in_order(text: str, *words: str) -> bool:
    """Whether all of it stands in the text, one after the other."""
    begin = 0
    for one in words:
        folded = " ".join(one.split())
        found = text.find(folded, begin)
        if found < 0:
            return False
        begin = found + len(folded)
    return True


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_pdf_is_tagged_and_reads_results_first_then_column_by_column(filled: Filled) -> None:
    pdf = made(filled, WallFormat.PDF)

    root: Any = PdfReader(io.BytesIO(pdf)).root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "de"
    assert b"pdfuaid" in pdf
    assert kinds_of(root["/StructTreeRoot"]) >= {"/Title", "/H1", "/H2", "/Table", "/TH", "/L", "/LI"}
    assert in_order(
        read(pdf),
        TITLE,
        "Kammlach",
        "4 Karten, 6 Punkte",
        "Die meisten Punkte",
        CLUSTER,
        GOOD,
        "Der Dorfladen",
        MISSING,
        CLUSTER,
        "5 Punkte · davon 2 für den Raum",
        *BENCHES,
        "Einzelne Karten",
        TYPED,
        f"1 Punkt · {TYPED_SIGN}",
        "Zeichen",
    )


def kinds_of(element: Any) -> set[str]:
    """The kinds of all elements of the structure below this one."""
    found: set[str] = set()
    waiting = [element]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            found |= {str(one["/S"])} if "/S" in one else set()
            waiting.extend([one["/K"]] if "/K" in one else [])
    return found


def test_word_gets_real_headings_lists_and_a_table_with_a_head(filled: Filled) -> None:
    document = Document(io.BytesIO(made(filled, WallFormat.DOCX)))

    told = [(one.style.name, one.text) for one in document.paragraphs if one.style is not None]
    headings = [(style, text) for style, text in told if style in {"Title", "Heading 1", "Heading 2"}]
    assert headings == [
        ("Title", TITLE),
        ("Heading 1", "Die meisten Punkte"),
        ("Heading 1", GOOD),
        ("Heading 1", MISSING),
        ("Heading 2", CLUSTER),
        ("Heading 2", "Einzelne Karten"),
        ("Heading 1", "Zeichen"),
    ]
    assert [text for style, text in told if style == "List Bullet"] == [
        "Der Dorfladen",
        *BENCHES,
        f"{TYPED}\n1 Punkt · {TYPED_SIGN}",
    ]
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Karte oder Gruppe", "Spalte", "Punkte"],
        [CLUSTER, MISSING, "5"],
        [TYPED, MISSING, "1"],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert (document.core_properties.title, document.core_properties.language) == (TITLE, "de-DE")


def test_excel_shows_one_row_a_card_and_runs_nothing(filled: Filled) -> None:
    book = load_workbook(io.BytesIO(made(filled, WallFormat.XLSX)))

    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert head == ("Spalte", "Gruppe", "Karte", "Von der Moderation geschrieben", "Punkte", "Punkte der Gruppe")
    assert rows == [
        (GOOD, None, "Der Dorfladen", "nein", 0, None),
        (MISSING, CLUSTER, BENCHES[0], "nein", 0, 5),
        (MISSING, CLUSTER, BENCHES[1], "nein", 0, 5),
        (MISSING, None, TYPED, "ja", 1, None),
    ]
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} <= {"s", "n"}
    assert "Moderationswand" in {row[0] for row in book["Beschreibung"].iter_rows(values_only=True)}


def test_csv_is_guarded_against_formulas(filled: Filled) -> None:
    office = made(filled, WallFormat.OFFICE_CSV)
    plain = made(filled, WallFormat.OPEN_CSV)

    shown = list(csv.DictReader(io.StringIO(office.decode("utf-8-sig")), delimiter=";"))
    assert [one["Karte"] for one in shown] == ["Der Dorfladen", *BENCHES, f"'{TYPED}"]
    machine = list(csv.DictReader(io.StringIO(plain.decode())))
    assert machine[3] == {
        "column": MISSING,
        "cluster": "",
        "card": f"'{TYPED}",
        "typed": "true",
        "dots": "1",
        "cluster_dots": "",
    }


@pytest.mark.parametrize("cards", [0, 4, 400])
def test_the_picture_stays_of_a_size_that_programs_open(app: Flask, cards: int) -> None:
    shade = "Auf dem Weg zum Friedhof fehlt überall Schatten. "
    hung = tuple(ToldCard(f"Karte {n}: {shade * (n % 4)}", n % 12, n % 2, "", n % 3 == 0) for n in range(cards))
    column = ToldColumn(GOOD, "", (ToldGroup("", "", 0, 0, hung),) if hung else ())
    with app.test_request_context():
        drawn = wall_picture(ToldWall(TITLE, ("Kammlach",), (column, ToldColumn(MISSING, "", ())), (), ()))

    picture = Image.open(io.BytesIO(drawn))

    assert picture.format == "PNG"
    assert picture.width * picture.height <= MOST_PIXELS * 1.02
    assert picture.width > 700
    colours = picture.convert("RGB").getcolors(maxcolors=picture.width * picture.height) or []
    assert ((255, 243, 196) in {colour for _number, colour in colours}) is (cards > 0)


def test_what_hangs_covered_was_hidden_or_taken_back_stays_in_the_house(filled: Filled) -> None:
    hang(filled, GOOD, "Unflat")
    hang(filled, GOOD, "Lieber doch nicht")
    hang(filled, GOOD, COVERED)
    with unit_of_work():
        wall = queries.wall(filled.wall.id)
        actions.hide_card(wall, filled.cards["Unflat"], reason="Das gehört nicht hierher.", by=SYSTEM)
        actions.turn_cards(wall, [filled.cards[COVERED]], covered=True, by=SYSTEM)
        contributions.withdraw(said.contribution(filled.cards["Lieber doch nicht"]), by=ANONYMOUS)

    text = read(made(filled, WallFormat.PDF))
    rows = made(filled, WallFormat.OPEN_CSV).decode()

    for words in ("Unflat", "Lieber doch nicht", COVERED):
        assert words not in text
        assert words not in rows
    assert "1 Karte hängt verdeckt und steht nicht dabei." in text


def test_while_dots_are_placed_in_secret_no_file_says_where(filled: Filled) -> None:
    with unit_of_work():
        queries.wall(filled.wall.id).secret_dots = True

    found = told(queries.wall(filled.wall.id))

    assert found.ranking == ()
    assert {card.dots for column in found.columns for group in column.groups for card in group.cards} == {0}
    assert found.notes[-1] == "Es wird noch geklebt: Wo die Punkte stehen, ist bis dahin geheim."


def test_names_stand_in_a_file_only_when_asked_for(filled: Filled) -> None:
    for chosen in WallFormat:
        if chosen is not WallFormat.PNG:
            assert b"Rosa" not in made(filled, chosen)
    assert "Rosa" not in read(made(filled, WallFormat.PDF))

    assert in_order(read(made(filled, WallFormat.PDF, names=True)), "Der Dorfladen", "Rosa", CLUSTER, "Anni")
    rows = list(csv.DictReader(io.StringIO(made(filled, WallFormat.OPEN_CSV, names=True).decode())))
    assert [one["name"] for one in rows] == ["Rosa", "Anni", "Anni", ""]


def test_photos_stand_in_documents_when_wanted_with_their_words(
    client: PickyClient, login: Login, filled: Filled
) -> None:
    login(Role.MODERATOR)
    assert "photos" not in client.page(address(filled)).form().names
    for caption, size in (("Spalte Kritik, 14 Karten", (2048, 900)), ("", (30, 40))):
        out = io.BytesIO()
        Image.new("RGB", size, "orange").save(out, "JPEG")
        out.seek(0)
        form = client.page(f"/arbeit/waende/{filled.wall.id}/fotos").form("form[enctype]")
        client.follow(client.submit(form, photo=(out, "wand.jpg"), caption=caption))
    form = client.page(address(filled)).form()

    pdf = PdfReader(io.BytesIO(client.submit(form, photos="y").data))
    word = Document(io.BytesIO(client.submit(form, photos="y", format="docx").data))

    assert [max(one.image.size) for page in pdf.pages for one in page.images if one.image] == [1400, 40]
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert in_order(
        " ".join(text.split()), "Fotos der Papierwände", "Spalte Kritik, 14 Karten", "Foto 2 der Papierwand"
    )
    assert [one._inline.docPr.get("descr") for one in word.inline_shapes] == [
        "Spalte Kritik, 14 Karten",
        "Foto 2 der Papierwand",
    ]
    assert len(PdfReader(io.BytesIO(client.submit(form).data)).pages[0].images) == 0
    assert client.submit(form, photos="y", format="open-csv").status_code == 200


def test_many_photos_are_put_into_a_document_by_a_job(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.MODERATOR)
    for number in range(MOST_PHOTOS_AT_ONCE + 1):
        out = io.BytesIO()
        Image.new("RGB", (40, 30), "orange").save(out, "JPEG")
        out.seek(0)
        form = client.page(f"/arbeit/waende/{filled.wall.id}/fotos").form("form[enctype]")
        client.follow(client.submit(form, photo=(out, "wand.jpg"), caption=f"Blatt {number}"))
    form = client.page(address(filled)).form()
    assert client.submit(form).mimetype == "application/pdf"

    client.follow(client.submit(form, photos="y"))
    outbox.drain()
    job = session().scalars(select(jobs.Job)).one()
    assert job.state is jobs.JobState.DONE, job.error
    file = client.page(f"/arbeit/auftraege/{job.id}").link("Datei herunterladen")
    pdf = PdfReader(io.BytesIO(client.get(file).data))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert in_order(" ".join(text.split()), *(f"Blatt {number}" for number in range(MOST_PHOTOS_AT_ONCE + 1)))
    assert not jobs.may_have(job, ANONYMOUS)


def test_a_photo_that_the_disk_lost_keeps_nobody_from_the_document(filled: Filled) -> None:
    with unit_of_work():
        add_photo(queries.wall(filled.wall.id), file_name=f"{'a' * 32}.jpg", width=1, height=1, by=SYSTEM)

    assert told(queries.wall(filled.wall.id), with_photos=True).photos == ()


def test_an_empty_wall_gives_whole_files(app: Flask) -> None:
    filled = make_open_wall()

    assert "Keine Karten." in read(made(filled, WallFormat.PDF))
    assert [one.text for one in Document(io.BytesIO(made(filled, WallFormat.DOCX))).paragraphs][:1] == [TITLE]
    assert len(list(csv.reader(io.StringIO(made(filled, WallFormat.OPEN_CSV).decode())))) == 1


@pytest.mark.parametrize(
    "words", ['#import "x" <a> $1$ *b* _c_ @d \\ `e`', "<script>alert(1)</script>", "ändern – „so“"]
)
def test_words_are_never_read_as_markup(words: str) -> None:
    filled = make_open_wall()
    hang(filled, GOOD, words)

    assert words in read(made(filled, WallFormat.PDF))
    assert words in [one.text for one in Document(io.BytesIO(made(filled, WallFormat.DOCX))).paragraphs]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Mehr Busse 🚌👍🏽!", "Mehr Busse □!"),
        ("Für alle 👨‍👩‍👧 da", "Für alle □ da"),
        ("Willkommen: 你好 und mehr", "Willkommen: □□ und mehr"),
        ("Здравствуйте, Ľubica", "Здравствуйте, Ľubica"),
    ],
)
def test_a_sign_that_no_font_has_keeps_nobody_from_the_document(words: str, printed: str) -> None:
    filled = make_open_wall()
    hang(filled, GOOD, words)

    assert printed in read(made(filled, WallFormat.PDF))
    assert words in [one.text for one in Document(io.BytesIO(made(filled, WallFormat.DOCX))).paragraphs]
    assert made(filled, WallFormat.PNG).startswith(b"\x89PNG")


def test_a_full_wall_costs_as_many_queries_as_a_small_one(filled: Filled) -> None:
    wall = queries.wall(filled.wall.id)
    told(wall)
    with count_queries() as few:
        told(wall)
    for number in range(20):
        hang(filled, GOOD, f"Karte {number}")
    wall = queries.wall(filled.wall.id)
    with count_queries() as many:
        told(wall)

    assert len(many) == len(few)


@pytest.mark.parametrize("format", WallFormat)
def test_the_dialog_hands_each_file_over_and_the_log_knows(
    client: PickyClient, login: Login, filled: Filled, format: WallFormat
) -> None:
    account = login(Role.MODERATOR)

    answer = client.submit(client.page(address(filled)).form(), format=format.value)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    name = answer.headers["Content-Disposition"]
    assert name.startswith("attachment; filename=wand-20")
    assert name.endswith(f"-gut-alt-werden-in-kammlach.{format.ending}")
    entry = session().query(audit.AuditEntry).where(audit.AuditEntry.kind.startswith("walls.exported")).one()
    assert (entry.kind, entry.actor_id) == ("walls.exported", account.id)
    assert entry.facts == {"wall_id": str(filled.wall.id), "format": format.value}


def test_names_need_a_reason_that_is_kept(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.MODERATOR)
    page = client.page(address(filled))

    answer = client.submit(page.form(), format="docx", names="y", reason="kurz")
    assert answer.status_code == 422
    again = Page(answer)
    assert "wofür Sie die Vornamen brauchen" in again.text(".error-summary")

    given = client.submit(again.form(), reason=REASON)
    assert given.status_code == 200
    texts = [one.text for one in Document(io.BytesIO(given.data)).paragraphs]
    assert "Der Dorfladen\nRosa" in texts
    entry = session().query(audit.AuditEntry).where(audit.AuditEntry.kind.startswith("walls.exported")).one()
    assert (entry.kind, entry.facts["reason"]) == ("walls.exported-names", REASON)


def test_where_nobody_gave_a_name_none_can_be_asked_for(client: PickyClient, login: Login) -> None:
    filled = wall_with_cards()
    login(Role.PLANNER)
    form = client.page(address(filled)).form()

    assert "names" not in form.names
    answer = client.post(address(filled), data=form.values | {"names": ["y"], "reason": [REASON]})

    assert answer.status_code == 422
    assert "An dieser Wand hat niemand einen Namen angegeben." in answer.text


def test_nonsense_is_refused_with_words(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.PLANNER)
    form = client.page(address(filled)).form()

    assert client.post(address(filled), data=form.values | {"format": ["exe"]}).status_code == 422


@pytest.mark.parametrize("role", [*Role, None])
def test_who_may_take_a_wall_away(client: PickyClient, login: Login, role: Role | None) -> None:
    filled = make_open_wall()
    login(role)
    editors = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}

    for state in WallState:
        with unit_of_work():
            session().get_one(Wall, filled.wall.id).state = state
        status = client.get(address(filled)).status_code
        assert status == (200 if role in editors and state is not WallState.DRAFT else 404)


def test_a_role_elsewhere_takes_nothing_away(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.MUNICIPALITY, make_place("Unteregg"))

    assert client.get(address(filled)).status_code == 404
    assert client.get(f"/arbeit/waende/{uuid4()}/unterlagen").status_code == 404

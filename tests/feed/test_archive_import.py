"""Only an empty portal takes an archive, and only one that is whole: otherwise a sentence says why, and nothing is written."""

import contextlib
import json
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from portal.county.models import County
from portal.feed.actions.archive_reading import (
    NoSchema,
    NotEmpty,
    OtherRevision,
    check_archive,
    import_archive,
)
from portal.feed.actions.archive_rebuilding import rebuild
from portal.feed.actions.archive_writing import write_archive
from portal.feed.formats.archive_reading import BrokenArchive
from portal.kernel.db import db
from portal.kernel.runtime import settings
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.support.archives import Parts, another_portal, changed, manifest_of, tables_of
from tests.support.database import OwnDatabase
from tests.support.sources import ROOT

PHOTO = "photos/0123456789abcdef0123456789abcdef.jpg"


@pytest.fixture
def archive(county: County, app: Flask, database: OwnDatabase, tmp_path: Path) -> Path:
    """An archive with a county, a Bedarf and a photo; the portal it came from is empty again."""
    make_need(title="Radweg nach Süden", place=make_place("Nordheim"))
    photo = settings().data_dir / PHOTO
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a picture" * 100)
    path = tmp_path / "archive.zip"
    write_archive(path)
    photo.unlink()
    db.session.remove()
    database.renew(app)
    return path


def nothing_was_written() -> bool:
    with db.engine.connect() as connection:
        rows = [
            connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() for table in ("county", "need")
        ]
    left = [path for path in settings().data_dir.rglob("*") if path.is_file() and path.suffix in {".jpg", ".part"}]
    return rows == [0, 0] and left == [] and list(settings().data_dir.glob("import-*")) == []


def test_an_archive_fills_an_empty_portal(archive: Path, tmp_path: Path) -> None:
    imported = import_archive(archive)
    told = rebuild()
    write_archive(tmp_path / "again.zip")

    assert (imported.rows["need"], imported.files, imported.warnings, told) == (1, 1, (), [])
    assert tables_of(tmp_path / "again.zip") == tables_of(archive)
    assert (settings().data_dir / PHOTO).read_bytes() == b"a picture" * 100
    with db.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM search_need")).scalar_one() == 1


def test_an_archive_is_readable_without_the_portal(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        [need] = [json.loads(line) for line in opened.read("tables/need.jsonl").splitlines()]
        told = json.loads(opened.read("tables.json"))
        explained = opened.read("LIESMICH.md").decode()
        assert {info.external_attr >> 16 for info in opened.infolist()} == {0o600}

    assert need["title"] == "Radweg nach Süden"
    assert need["merged_into_id"] is None
    assert manifest_of(archive)["parts"]["tables/need.jsonl"]["rows"] == 1
    assert {
        column["name"] for table in told["tables"] if table["name"] == "need" for column in table["columns"]
    } == set(need)
    assert "password_hash" in explained
    assert archive.stat().st_mode & 0o777 == 0o600


def test_what_an_archive_holds_is_checked_without_writing(archive: Path) -> None:
    found = check_archive(archive)

    assert (found.rows["need"], found.files, found.rows["county"]) == (1, 1, 1)
    assert found.county == manifest_of(archive)["county"]["name"] != ""
    assert nothing_was_written()


def test_a_portal_with_content_takes_no_archive(archive: Path) -> None:
    import_archive(archive)

    with pytest.raises(NotEmpty, match="stehen schon Daten"):
        import_archive(archive)


def test_a_portal_that_only_noted_its_own_work_is_empty(archive: Path) -> None:
    with db.engine.connect() as connection:
        connection.execute(
            sa.text("INSERT INTO periodic_run (name, due_at) VALUES ('kernel.clean-up', '2026-01-01 00:00:00')")
        )
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("COMMIT")

    assert import_archive(archive).rows["county"] == 1


def test_a_database_without_tables_is_named(archive: Path, tmp_path: Path) -> None:
    with another_portal(tmp_path / "bare"), pytest.raises(NoSchema, match="portal db upgrade"):
        import_archive(archive)


def test_an_archive_of_another_release_is_refused(archive: Path, tmp_path: Path) -> None:
    other = changed(archive, tmp_path / "other.zip", lambda _parts: None, revision="0001")

    with pytest.raises(OtherRevision, match="anderen Fassung"):
        import_archive(other)
    assert nothing_was_written()


def test_another_secret_is_told_and_keeps_nobody_out(archive: Path, tmp_path: Path) -> None:
    other = changed(archive, tmp_path / "other.zip", lambda _parts: None, keys={"codes": "0" * 16, "cases": ["1" * 16]})

    warnings = import_archive(other).warnings

    assert ["PORTAL_SECRET_KEY" in warnings[0], "PORTAL_CASE_KEY" in warnings[1]] == [True, True]


def replace(name: str, old: bytes, new: bytes) -> "object":
    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return change


def without(name: str) -> "object":
    return lambda parts: parts.pop(name)


def with_part(name: str, content: bytes) -> "object":
    def change(parts: Parts) -> None:
        parts[name] = content

    return change


NEED = "tables/need.jsonl"
SILENT = [
    pytest.param(replace(NEED, b"Radweg", b"Umgehu"), "Prüfsumme stimmt nicht", id="other words of the same length"),
    pytest.param(replace(f"files/{PHOTO}", b"a picture", b"b picture"), "Prüfsumme stimmt nicht", id="another photo"),
    pytest.param(replace(NEED, b"Radweg", b"Umgehungsweg"), "passt nicht zum Inhalt", id="longer words"),
    pytest.param(without(NEED), "passt nicht zum Inhalt", id="a table is gone"),
    pytest.param(without("tables.json"), "Es fehlt tables.json", id="no dictionary"),
    pytest.param(with_part("files/photos/" + "f" * 32 + ".jpg", b"x"), "passt nicht zum Inhalt", id="one more photo"),
    pytest.param(with_part("../../evil.jpg", b"x"), "so heißt kein Teil", id="path upwards"),
    pytest.param(with_part("files/photos/../../evil.jpg", b"x"), "so heißt kein Teil", id="path through a folder"),
    pytest.param(with_part("/etc/cron.d/evil", b"x"), "so heißt kein Teil", id="absolute path"),
    pytest.param(with_part("files/photos/.hidden", b"x"), "so heißt kein Teil", id="hidden file"),
    pytest.param(with_part("files/portal.db", b"x"), "so heißt kein Teil", id="the database itself"),
    pytest.param(with_part("files/photos/a\\..\\b", b"x"), "so heißt kein Teil", id="backslashes"),
    pytest.param(with_part("LIESMICH.md", bytes(200_000_000)), "verdächtig groß", id="zip bomb"),
]
HONEST = [
    pytest.param(replace(NEED, b'"merged_into_id":null', b'"merged_into_id":7'), "nicht die Form", id="wrong kind"),
    pytest.param(replace(NEED, b'"title":', b'"titel":'), "nicht die Form", id="unknown column"),
    pytest.param(replace(NEED, b'"version":1', b'"version":true'), "nicht die Form", id="true for one"),
    pytest.param(replace(NEED, b"{", b"["), "lässt sich nicht lesen", id="no JSON"),
    pytest.param(
        replace(NEED, b'"merged_into_id":null', b'"merged_into_id":"00000000-0000-0000-0000-000000000001"'),
        "verweist auf etwas|verstößt gegen eine Regel",
        id="points nowhere",
    ),
    pytest.param(replace("tables/sozialraum.jsonl", b'"kind":"', b'"kind":"x'), "nicht die Form", id="unknown choice"),
    pytest.param(without("tables/telling.jsonl"), "Tabellen fehlen oder sind fremd: telling", id="a table is missing"),
    pytest.param(with_part("tables/foreign.jsonl", b"{}\n"), "sind fremd: foreign", id="a foreign table"),
    pytest.param(with_part("tables/login_session.jsonl", b"{}\n"), "sind fremd: login_session", id="sessions"),
    pytest.param(
        lambda parts: parts.update({NEED: parts[NEED] * 2}), "verstößt gegen eine Regel", id="the same row twice"
    ),
]


@pytest.mark.parametrize(("change", "told"), SILENT)
def test_a_changed_archive_is_refused_before_anything_is_written(
    archive: Path, tmp_path: Path, change: "object", told: str
) -> None:
    other = changed(archive, tmp_path / "other.zip", change)  # type: ignore[arg-type]

    with pytest.raises(BrokenArchive) as refused:
        import_archive(other)
    assert told in str(refused.value)
    assert nothing_was_written()


@pytest.mark.parametrize(("change", "told"), HONEST)
def test_an_archive_with_matching_checksums_and_impossible_rows_leaves_nothing(
    archive: Path, tmp_path: Path, change: "object", told: str
) -> None:
    other = changed(archive, tmp_path / "other.zip", change, honest=True)  # type: ignore[arg-type]

    with pytest.raises(BrokenArchive, match=told):
        import_archive(other)
    assert nothing_was_written()


def test_the_same_part_twice_is_refused(archive: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(NEED, b"")

    with pytest.raises(BrokenArchive, match="zweimal"):
        import_archive(archive)


def test_parts_that_lie_over_each_other_are_refused(archive: Path, tmp_path: Path) -> None:
    """A bomb that needs no depth: many entries of the directory lead to the same packed bytes."""
    with zipfile.ZipFile(archive) as opened:
        told = next(info for info in opened.infolist() if info.filename == f"files/{PHOTO}")
        parts = {f"files/photos/{number:032x}.jpg": told for number in range(2000)}
    content = archive.read_bytes()
    start = content.rindex(b"PK\x05\x06")
    begin, length = struct.unpack("<L", content[start + 16 : start + 20])[0], 0
    more = b""
    for name, info in parts.items():
        raw = name.encode()
        more += struct.pack(
            "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 33, info.CRC, info.compress_size, info.file_size,
            len(raw), 0, 0, 0, 0, 0o600 << 16, info.header_offset,
        ) + raw  # fmt: skip
        length += 1
    entries = struct.unpack("<H", content[start + 10 : start + 12])[0] + length
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, start - begin + len(more), begin, 0)
    bomb = tmp_path / "bomb.zip"
    bomb.write_bytes(content[:start] + more + end)

    with pytest.raises(BrokenArchive, match="übereinander"):
        import_archive(bomb)


@pytest.mark.parametrize("keep", [0, 10, 0.3, 0.9, -1])
def test_a_cut_archive_is_refused(archive: Path, tmp_path: Path, keep: float) -> None:
    content = archive.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[: int(keep * len(content)) if 0 < keep < 1 else int(keep)])

    with pytest.raises(BrokenArchive):
        import_archive(cut)
    assert nothing_was_written()


def test_no_single_wrong_byte_gets_further_than_a_refusal(archive: Path, tmp_path: Path) -> None:
    """Whichever byte is wrong: the archive is refused in words, or what it holds is whole all the same."""
    content, broken = archive.read_bytes(), tmp_path / "broken.zip"
    whole = check_archive(archive)
    for position in range(0, len(content), max(1, len(content) // 300)):
        broken.write_bytes(content[:position] + bytes([content[position] ^ 0xFF]) + content[position + 1 :])
        with contextlib.suppress(BrokenArchive):
            assert check_archive(broken) == whole


def test_something_else_is_no_archive(tmp_path: Path, app: Flask) -> None:
    (tmp_path / "text.zip").write_text("nur Text")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("hello.txt", "Hallo")
    for name in ("text.zip", "other.zip"):
        with pytest.raises(BrokenArchive):
            check_archive(tmp_path / name)


def test_files_that_lie_there_already_are_not_overwritten(archive: Path) -> None:
    there = settings().data_dir / PHOTO
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(b"another picture")

    with pytest.raises(NotEmpty):
        import_archive(archive)
    assert there.read_bytes() == b"another picture"
    there.unlink()
    assert nothing_was_written()


def test_a_full_disk_is_told_and_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for a disk that fills up while the archive is written."""
    code = (
        "import resource, sys; from pathlib import Path; from portal.feed.formats.archive_writing import new_archive, NoRoom\n"
        "from portal.kernel.clock import now\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "import os\n"
        "try:\n"
        "    with new_archive(Path(sys.argv[1]), now()) as archive:\n"
        "        list(archive.lines('tables/need.jsonl', (os.urandom(1000).hex().encode() + b'\\n' for _ in range(1000))))\n"
        "except NoRoom as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "full.zip")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        timeout=180,
        check=False,
    )

    assert "zu wenig Platz" in done.stdout, done.stderr
    assert list(tmp_path.glob("full.zip*")) == []

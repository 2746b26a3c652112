"""A backup of the example county, restored from the file alone on an empty machine, by the commands that people use."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from portal.feed.actions.archive_reading import import_archive
from portal.feed.actions.archive_rebuilding import rebuild
from portal.feed.actions.archive_writing import write_archive
from portal.kernel.backup import BrokenBackup, read_manifest
from portal.kernel.db import Base
from tests.support.archives import another_portal, tables_of
from tests.support.database import PostgresDatabase, make_schema
from tests.support.sources import ROOT

#: A revision that knows fewer tables than the newest.
BEFORE_DEPARTURES = "0009"
#: Tables that a later release makes from what is there.
MADE_LATER = ("need_stage_tally", "feed_change", "feed_presence")
#: Series of numbers that it begins with them.
SERIES_LATER = 1

pytestmark = pytest.mark.slow


def portal(folder: Path, *words: str, database_url: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command on the portal whose data lie in `folder`."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    environment |= {"PORTAL_DATA_DIR": str(folder), "DATABASE_URL": database_url}
    return subprocess.run(
        [Path(sys.executable).with_name("portal"), *words],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        timeout=180,
        check=False,
    )


def manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        content: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return content


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the example county with all its tables and photos."""
    folder = tmp_path_factory.mktemp("source")
    for words in (("db", "upgrade"), ("demo", "load"), ("backup", str(folder / "saved.zip"))):
        done = portal(folder, *words)
        assert done.returncode == 0, done.stderr
    return folder / "saved.zip"


@pytest.fixture
def empty_database() -> Iterator[str]:
    """A PostgreSQL database nothing was done to, or "" when the tests run without one."""
    beside = os.environ.get("TEST_DATABASE_URL")
    if not beside:
        yield ""
        return
    own = PostgresDatabase(beside)
    yield own.url
    own.close()


def test_a_backup_is_restored_from_the_file_alone(saved: Path, tmp_path: Path, empty_database: str) -> None:
    restored = portal(tmp_path, "restore", str(saved), database_url=empty_database)
    again = portal(tmp_path, "backup", str(tmp_path / "again.zip"), database_url=empty_database)

    assert (restored.returncode, again.returncode) == (0, 0), restored.stderr + again.stderr
    before, after = manifest(saved), manifest(tmp_path / "again.zip")
    assert after["rows"] == before["rows"]
    assert after["sha256"] == before["sha256"]
    assert before["rows"]["contribution"]
    assert before["rows"]["need"]
    assert any(name.startswith("files/photos/") for name in before["sha256"])


def test_a_restored_portal_goes_on_working(saved: Path, tmp_path: Path, empty_database: str) -> None:
    portal(tmp_path, "restore", str(saved), database_url=empty_database)

    chain = portal(tmp_path, "audit", "verify", database_url=empty_database)
    loaded = portal(tmp_path, "demo", "load", database_url=empty_database)
    drained = portal(tmp_path, "outbox", "drain", database_url=empty_database)

    assert (chain.returncode, loaded.returncode, drained.returncode) == (0, 0, 0), chain.stderr + loaded.stderr
    assert "0 warten noch" in drained.stdout
    assert 0 < searchable(tmp_path, empty_database) == searchable(saved.parent, "")


def test_a_backup_of_an_older_release_is_restored_and_brought_up_to_date(
    saved: Path, tmp_path: Path, empty_database: str
) -> None:
    shutil.copytree(saved.parent, tmp_path / "older")
    back = portal(tmp_path / "older", "db", "downgrade", BEFORE_DEPARTURES)
    taken = portal(tmp_path / "older", "backup", str(tmp_path / "older.zip"))

    restored = portal(tmp_path, "restore", str(tmp_path / "older.zip"), database_url=empty_database)

    again = portal(tmp_path, "backup", str(tmp_path / "again.zip"), database_url=empty_database)
    assert {done.returncode for done in (back, taken, restored, again)} == {0}, back.stderr + restored.stderr
    older, newest = manifest(tmp_path / "older.zip"), manifest(tmp_path / "again.zip")
    assert older["revision"] == BEFORE_DEPARTURES
    assert newest["revision"] == manifest(saved)["revision"]
    assert "need_departure" not in older["rows"]
    later = {table.name for table in Base.metadata.sorted_tables if table.info.get("shipped")} - set(older["rows"])
    brought = {name: newest["rows"][name] for name in later}
    assert brought
    assert all(brought.values())
    made = {name: newest["rows"][name] for name in MADE_LATER}
    assert all(made.values())
    series = {"number_series": older["rows"]["number_series"] + SERIES_LATER}
    assert newest["rows"] == dict.fromkeys(newest["rows"], 0) | brought | made | older["rows"] | series


def test_a_backup_of_a_newer_release_is_refused_in_words(saved: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(newer, "w") as new:
        for name in set(old.namelist()) - {"manifest.json"}:
            new.writestr(name, old.read(name))
        new.writestr("manifest.json", json.dumps(manifest(saved) | {"revision": "9999"}))

    refused = portal(tmp_path, "restore", str(newer))

    assert refused.returncode == 1
    assert "aus einer anderen oder neueren Fassung des Portals (9999)" in refused.stderr
    assert "Traceback" not in refused.stderr


def searchable(folder: Path, database_url: str) -> int:
    """How many Bedarfe the word search knows."""
    address = database_url.replace("postgresql://", "postgresql+psycopg://") or f"sqlite:///{folder / 'portal.db'}"
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM search_need")).scalar_one())
    finally:
        engine.dispose()


def test_a_database_with_content_is_left_alone(saved: Path, tmp_path: Path) -> None:
    portal(tmp_path, "restore", str(saved))

    again = portal(tmp_path, "restore", str(saved))

    assert again.returncode == 1
    assert "stehen schon Daten" in again.stderr


def test_no_single_wrong_byte_gets_further_than_a_refusal(saved: Path, tmp_path: Path) -> None:
    """Whichever byte is wrong: the backup is refused in words, or what it holds is whole all the same."""
    content, broken = saved.read_bytes(), tmp_path / "broken.zip"
    with zipfile.ZipFile(saved) as archive:
        directory = archive.start_dir
    step = max(1, directory // 150)
    for position in [
        *range(0, directory, step),
        *range(directory, directory + 200),
        *range(len(content) - 30, len(content)),
    ]:
        broken.write_bytes(content[:position] + bytes([content[position] ^ 0xFF]) + content[position + 1 :])
        with contextlib.suppress(BrokenBackup):
            assert read_manifest(broken) == read_manifest(saved)


@pytest.mark.parametrize("damage", ["cut", "flipped", "exchanged", "no archive"])
def test_a_damaged_backup_is_refused(saved: Path, tmp_path: Path, damage: str) -> None:
    broken = tmp_path / "broken.zip"
    content = saved.read_bytes()
    if damage == "cut":
        broken.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        middle = len(content) // 3
        broken.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    elif damage == "exchanged":
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(broken, "w") as new:
            for name in old.namelist():
                new.writestr(
                    name, old.read(name).replace(b"Bus", b"Bahn") if "contribution.jsonl" in name else old.read(name)
                )
    else:
        broken.write_text("nur Text")

    refused = portal(tmp_path, "restore", str(broken))

    assert refused.returncode == 1
    assert "lässt sich nicht verwenden" in refused.stderr


def test_an_archive_of_the_example_county_goes_to_another_database_and_back(
    saved: Path, tmp_path: Path, empty_database: str, app: Flask
) -> None:
    """Table counts and checksums are equal on each way, and nothing that is kept beside the rows had to be put right."""
    source: dict[str, Any] = {"data_dir": saved.parent, "secret_key": (saved.parent / "secret.key").read_text()}
    first, second, third = (tmp_path / f"{name}.zip" for name in ("first", "second", "third"))
    with another_portal(tmp_path / "a", **source):
        written = write_archive(first)
    with another_portal(tmp_path / "b", empty_database, secret_key=source["secret_key"]) as other:
        make_schema(other)
        assert import_archive(first).rows == written.rows
        assert rebuild() == []
        write_archive(second)
    with another_portal(tmp_path / "c", secret_key=source["secret_key"]) as back:
        make_schema(back)
        import_archive(second)
        assert rebuild() == []
        write_archive(third)
        searchable_again = searchable(tmp_path / "c" / "data", "")

    assert tables_of(first) == tables_of(second) == tables_of(third)
    assert 0 < searchable_again == searchable(saved.parent, "")
    assert written.rows["contribution"] > 100 < written.rows["indicator_value"]
    assert written.files > 0

"""Every table and every kind of value, from one kind of database to the other and back: nothing is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.feed.actions.archive_reading import import_archive
from portal.feed.actions.archive_writing import write_archive
from portal.feed.queries.archive_tables import archive_tables
from portal.kernel.db import db, transaction
from portal.kernel.runtime import settings
from tests.support.archives import another_portal, manifest_of, tables_of
from tests.support.database import PostgresDatabase
from tests.support.every_table import bare_schema, fill_every_table

PHOTO = "photos/0123456789abcdef0123456789abcdef.jpg"


@pytest.fixture
def other_database(tmp_path: Path) -> Iterator[str]:
    """A PostgreSQL that sorts words as a dictionary does; a second SQLite when the tests run without one."""
    beside = os.environ.get("TEST_DATABASE_URL")
    if not beside:
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    own = PostgresDatabase(beside)
    yield own.url
    own.close()


def make_schema() -> None:
    with transaction(db.engine) as connection:
        bare_schema(connection)


@pytest.mark.usefixtures("app")
def test_every_table_comes_back_the_same_by_way_of_another_database(tmp_path: Path, other_database: str) -> None:
    first, second, third = (tmp_path / f"{name}.zip" for name in ("first", "second", "third"))
    with another_portal(tmp_path / "a"):
        make_schema()
        with transaction(db.engine) as connection:
            fill_every_table(connection)
        (settings().data_dir / "photos").mkdir()
        (settings().data_dir / PHOTO).write_bytes(b"a picture")
        write_archive(first)
    with another_portal(tmp_path / "b", other_database):
        make_schema()
        import_archive(first)
        assert (settings().data_dir / PHOTO).read_bytes() == b"a picture"
        write_archive(second)
    with another_portal(tmp_path / "c"):
        make_schema()
        import_archive(second)
        write_archive(third)

    assert [name for name, part in tables_of(first).items() if part.get("rows") == 0] == []
    assert tables_of(first) == tables_of(second) == tables_of(third)
    assert manifest_of(first)["last_numbers"] == manifest_of(third)["last_numbers"]


@pytest.mark.usefixtures("app")
def test_the_next_number_follows_the_last_that_was_given_out(tmp_path: Path, other_database: str) -> None:
    with another_portal(tmp_path / "a"):
        make_schema()
        with transaction(db.engine) as connection:
            fill_every_table(connection)
        write_archive(tmp_path / "first.zip")
    with another_portal(tmp_path / "b", other_database):
        make_schema()
        import_archive(tmp_path / "first.zip")
        counted = next(table for table in archive_tables() if table.name == "need_entry")
        assert counted.counted is not None
        with transaction(db.engine) as connection:
            highest = connection.execute(sa.select(sa.func.max(counted.counted))).scalar_one()
            row = dict(connection.execute(sa.select(counted.table).limit(1)).mappings().one())
            del row["id"]
            connection.execute(sa.insert(counted.table), row)
            assert connection.execute(sa.select(sa.func.max(counted.counted))).scalar_one() == highest + 1


@pytest.mark.usefixtures("app")
def test_rows_that_nobody_may_carry_are_not_there(tmp_path: Path) -> None:
    with another_portal(tmp_path / "a"):
        make_schema()
        with transaction(db.engine) as connection:
            fill_every_table(connection)
            connection.execute(sa.text("UPDATE account SET password_hash = 'SECRET-CANARY'"))
            mails = connection.execute(sa.text("SELECT id FROM outgoing_mail")).scalars().all()
            opening = "UPDATE outgoing_mail SET key = :key, body = 'SECRET-CANARY' WHERE id = :id"
            connection.execute(sa.text(opening), {"key": "accounts.invitation/1", "id": mails[0]})
            connection.execute(sa.text(opening), {"key": "accounts.reset/1", "id": mails[1]})
        write_archive(tmp_path / "first.zip")
    with another_portal(tmp_path / "b"):
        make_schema()
        import_archive(tmp_path / "first.zip")
        with db.engine.connect() as connection:
            assert set(connection.execute(sa.text("SELECT password_hash FROM account")).scalars()) == {""}
            assert connection.execute(sa.text("SELECT count(*) FROM login_session")).scalar_one() == 0
            keys = connection.execute(sa.text("SELECT key_hash FROM api_client")).scalars().all()
            assert len(set(keys)) == len(keys) > 1
            assert connection.execute(sa.text("SELECT count(*) FROM outgoing_mail")).scalar_one() == len(mails) - 2

    assert b"SECRET-CANARY" not in unpacked(tmp_path / "first.zip")


def unpacked(archive: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(archive) as opened:
        return b"".join(opened.read(name) for name in opened.namelist())

"""A real database for tests: its schema is made once, every test gets it as if nobody had been there."""

import os
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from typing import Any, Protocol

import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url

from portal.kernel.db import Base, db

#: Where Linux keeps files that nobody needs after a restart.
IN_MEMORY = Path("/dev/shm")
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
#: From so many bytes on a table is truncated instead of emptied row by row.
_GROWN = 250_000
#: The bit of `pg_trigger.tgtype` that says a trigger watches deleting.
_ON_DELETE = 8


class OwnDatabase(Protocol):
    """Where the tests of one process keep their rows."""

    url: str

    def prepare(self, app: Flask) -> None:
        """Make the schema; called once."""

    def renew(self, app: Flask) -> None:
        """Forget what earlier tests wrote. Runs inside an application context."""

    def close(self) -> None:
        """Leave nothing behind."""


def make_schema(app: Flask) -> None:
    """The schema as migrations make it; straight from the models while there are no migrations."""
    with app.app_context():
        if any((MIGRATIONS / "versions").glob("*.py")):
            Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
            upgrade()
        else:
            Base.metadata.create_all(db.engine, tables=complete_tables())
        db.session.remove()


def complete_tables() -> list[sa.Table]:
    """The tables all of whose foreign keys lead somewhere, referenced ones first."""
    known = dict(Base.metadata.tables)
    while incomplete := [
        name
        for name, table in known.items()
        if any(key.target_fullname.partition(".")[0] not in known for key in table.foreign_keys)
    ]:
        for name in incomplete:
            del known[name]
    return sa.sql.ddl.sort_tables(list(known.values()))


class SqliteDatabase:
    """A file; every test starts from a copy of the first one.

    The file lies in memory where the system has a folder for that: thousands of copies of a schema of three megabytes would keep a
    disk busy for minutes.
    """

    def __init__(self, folder: Path) -> None:
        self._own = Path(mkdtemp(prefix="miteinander-tests-", dir=IN_MEMORY)) if os.access(IN_MEMORY, os.W_OK) else None
        folder = self._own or folder
        self._file = folder / "portal.db"
        self._pristine = folder / "pristine.db"
        self.url = f"sqlite:///{self._file}"

    def prepare(self, app: Flask) -> None:
        make_schema(app)
        with app.app_context():
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()
        shutil.copyfile(self._file, self._pristine)

    def renew(self, app: Flask) -> None:
        db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._pristine, self._file)

    def close(self) -> None:
        """A folder of pytest stays: it keeps the last three for a look."""
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)


class PostgresDatabase:
    """A database of its own beside the one named, dropped at the end."""

    def __init__(self, beside: str) -> None:
        self._admin: URL = make_url(beside).set(drivername="postgresql+psycopg")
        own = self._admin.set(database=f"{self._admin.database}_{token_hex(5)}")
        self._name = own.database
        self.url = own.render_as_string(hide_password=False)
        with self._administration() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{self._name}"')
        #: Rows that migrations put in, to be put back.
        self._seed: dict[sa.Table, list[dict[str, object]]] = {}

    def prepare(self, app: Flask) -> None:
        make_schema(app)
        metadata = sa.MetaData()
        with app.app_context():
            event.listen(db.engine, "connect", _hurry)
            db.engine.dispose()
            with db.engine.begin() as connection:
                metadata.reflect(connection)
                tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
                connection.exec_driver_sql(_forgetting(tables))
                for table in tables:
                    if rows := [dict(row) for row in connection.execute(table.select()).mappings()]:
                        self._seed[table] = rows
            db.engine.dispose()

    def renew(self, app: Flask) -> None:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("SELECT forget_everything()")
            for table, rows in self._seed.items():
                connection.execute(table.insert(), rows)

    def close(self) -> None:
        with self._administration() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{self._name}" WITH (FORCE)')

    def _administration(self) -> AbstractContextManager[sa.Connection]:
        return sa.create_engine(self._admin, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool).connect()


def _forgetting(tables: Sequence[sa.Table]) -> str:
    """A function of the database that empties these tables, referenced ones last, and lets their numbers begin anew.

    Its statements are planned once per connection, so looking into eighty empty tables takes a millisecond; TRUNCATE would make
    new files for each table and each of its indexes. It is for what has grown, because deleted rows would lie about there, and for
    what the database lets nobody delete.
    """
    emptying = "\n".join(f'DELETE FROM "{table.name}";' for table in reversed(tables))
    return f"""
        CREATE FUNCTION forget_everything() RETURNS void LANGUAGE plpgsql AS $$
        DECLARE grown text;
        BEGIN
            SELECT string_agg(quote_ident(relname), ', ') INTO grown FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > CASE WHEN EXISTS (
                SELECT 1 FROM pg_trigger WHERE tgrelid = pg_class.oid AND NOT tgisinternal AND tgtype & {_ON_DELETE} <> 0
            ) THEN 0 ELSE {_GROWN} END;
            IF grown IS NOT NULL THEN
                EXECUTE 'TRUNCATE ' || grown || ' CASCADE';
            END IF;
            {emptying}
            PERFORM setval((quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass, start_value, false)
            FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
        END $$
    """


def _hurry(connection: Any, _record: object) -> None:
    """Tests need no durability: an acknowledgement need not wait for the disk. The portal itself refuses such a server."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    connection.commit()

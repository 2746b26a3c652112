"""A real database for tests: its schema is made once, every test gets it as if nobody had been there."""

import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from secrets import token_hex
from typing import Protocol

import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy.engine import URL, make_url

from portal.kernel.db import Base, db

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


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
    """A file; every test starts from a copy of the first one."""

    def __init__(self, folder: Path) -> None:
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
        """The folder belongs to pytest, which keeps the last three for a look."""


class PostgresDatabase:
    """A database of its own beside the one named, dropped at the end."""

    def __init__(self, beside: str) -> None:
        self._admin: URL = make_url(beside).set(drivername="postgresql+psycopg")
        own = self._admin.set(database=f"{self._admin.database}_{token_hex(5)}")
        self._name = own.database
        self.url = own.render_as_string(hide_password=False)
        with self._administration() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{self._name}"')
        self._tables: list[sa.Table] = []
        #: Rows that migrations put in, to be put back.
        self._seed: dict[sa.Table, list[dict[str, object]]] = {}

    def prepare(self, app: Flask) -> None:
        make_schema(app)
        metadata = sa.MetaData()
        with app.app_context(), db.engine.connect() as connection:
            metadata.reflect(connection)
            self._tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
            for table in self._tables:
                if rows := [dict(row) for row in connection.execute(table.select()).mappings()]:
                    self._seed[table] = rows

    def renew(self, app: Flask) -> None:
        with db.engine.begin() as connection:
            filled = sa.union_all(
                *(sa.select(sa.literal(table.name)).where(sa.exists().select_from(table)) for table in self._tables)
            )
            if names := list(connection.scalars(filled)):
                connection.exec_driver_sql(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")
                for table, rows in self._seed.items():
                    if table.name in names:
                        connection.execute(table.insert(), rows)

    def close(self) -> None:
        with self._administration() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{self._name}" WITH (FORCE)')

    def _administration(self) -> AbstractContextManager[sa.Connection]:
        return sa.create_engine(self._admin, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool).connect()

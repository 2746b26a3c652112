"""The portal on a real database, for every test anew. Nothing here belongs to a feature.

SQLite unless TEST_DATABASE_URL names a PostgreSQL database (beside which each process makes one of its own).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal.app import create_app
from portal.kernel import runtime
from portal.kernel.db import db, in_unit
from portal.settings import Settings
from tests.support.catalogues import compile_catalogues
from tests.support.database import OwnDatabase, PostgresDatabase, SqliteDatabase
from tests.support.picky import PickyClient
from tests.support.state import forget_process_state
from tests.support.time import StoppedClock

if TYPE_CHECKING:
    from tests.support.login import Login

#: A Monday morning in spring.
SOME_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

for name in [name for name in os.environ if name.startswith("PORTAL_") or name == "DATABASE_URL"]:
    del os.environ[name]


@event.listens_for(Engine, "connect")
def _hurry(connection: Any, _record: object) -> None:
    """Tests need no durability on SQLite; waiting for the disk would be most of their time."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA synchronous=OFF")


def settings_for_tests(folder: Path, **changes: Any) -> Settings:
    """Settings of a portal that lives in `folder`, works off nothing by itself and sends nothing."""
    values: dict[str, Any] = {
        "data_dir": folder / "data",
        "secret_key": "only-for-tests-0123456789-abcdefghij",
        "base_url": "http://localhost",
        "worker": "none",
        "log_level": "WARNING",
    }
    return Settings(**(values | changes))


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    compile_catalogues()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDatabase]:
    """The database of this process."""
    beside = os.environ.get("TEST_DATABASE_URL")
    own: OwnDatabase = PostgresDatabase(beside) if beside else SqliteDatabase(tmp_path_factory.mktemp("database"))
    try:
        yield own
    finally:
        own.close()


@pytest.fixture(scope="session")
def process_app(database: OwnDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application of this process; use `app`, which comes with an empty database."""
    app = make_test_app(settings_for_tests(tmp_path_factory.mktemp("portal"), database_url=database.url))
    try:
        database.prepare(app)
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


if rooms := os.environ.get("TEST_ROOMS"):  # only these features, while others are half built: TEST_ROOMS=county,places
    import portal.app

    portal.app.FEATURES = tuple(name for name in portal.app.FEATURES if name in rooms.split(","))


def make_test_app(settings: Settings) -> Flask:
    """An application whose client is picky and whose errors surface in the test."""
    app = create_app(settings)
    app.config["TESTING"] = True
    app.test_client_class = PickyClient
    for handlers in app.error_handler_spec[None].values():
        handlers.pop(Exception, None)
    return app


@pytest.fixture
def app(process_app: Flask, database: OwnDatabase) -> Iterator[Flask]:
    """The application on a fresh, migrated database, inside an application context of the test's own."""
    settings = runtime.settings()
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    settings.data_dir.mkdir(parents=True)
    forget_process_state()
    with process_app.app_context():
        database.renew(process_app)
        yield process_app
        db.session.remove()


@pytest.fixture
def make_app(app: Flask, database: OwnDatabase, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Further applications with other settings on the same database: `make_app(environment="production", …)`."""
    before = runtime.settings()
    made: list[Flask] = []

    def make(**changes: Any) -> Flask:
        made.append(make_test_app(settings_for_tests(tmp_path, **({"database_url": database.url} | changes))))
        return made[-1]

    yield make
    runtime.configure(before)
    for other in made:
        with other.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The test's session. It reads anew what requests wrote; writing needs a `unit_of_work()`."""
    return db.session()


@pytest.fixture
def client(app: Flask) -> PickyClient:
    """A visitor without an account."""
    return new_client(app)


@pytest.fixture
def another_client(app: Flask) -> Callable[[], PickyClient]:
    """Further visitors, each with cookies of their own."""
    return lambda: new_client(app)


def new_client(app: Flask) -> PickyClient:
    client = app.test_client()
    assert isinstance(client, PickyClient)
    client.after_request = _read_anew
    return client


def _read_anew() -> None:
    if not in_unit():
        db.session.rollback()
        db.session.expire_all()


@pytest.fixture
def login(client: PickyClient) -> "Login":
    """Sign `client` in: `login(Role.PLANNER)`, `login(Role.KUEMMERER, place)`; answers the account."""
    from tests.support.login import Login

    return Login(client)


@pytest.fixture
def frozen_clock() -> Iterator[StoppedClock]:
    """A clock that stands still at 2 March 2026, 9:00 in Bavaria, until the test moves it."""
    with ExitStack() as stack:
        yield StoppedClock(stack, SOME_MORNING)

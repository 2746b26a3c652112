"""The portal on a real database, for every test anew. Nothing here belongs to a feature.

SQLite unless TEST_DATABASE_URL names a PostgreSQL database (beside which each process makes one of its own).
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import settings as examples
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal.kernel import runtime
from portal.kernel.db import db, in_unit
from tests.support.application import make_test_app, new_client, settings_for_tests
from tests.support.catalogues import compile_catalogues
from tests.support.database import OwnDatabase, PostgresDatabase, SqliteDatabase
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.scheduling import Together
from tests.support.state import forget_process_state
from tests.support.time import StoppedClock

# A change is judged by the same examples each time; whoever runs the tests at home looks for new ones. How long an example takes
# says how busy the machine is, not whether it is right.
examples.register_profile("same", derandomize=True, deadline=None)
examples.register_profile("home", deadline=None)
examples.load_profile("same" if os.environ.get("CI") else "home")

#: A Monday morning in spring.
SOME_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

A_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")

for name in [name for name in os.environ if name.startswith("PORTAL_") or name == "DATABASE_URL"]:
    del os.environ[name]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """However many processes there are, walks run one after the other in one of them."""
    return Together(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out what never asks the database and says the same beside each",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What works on a database asks for a fixture whose name ends in `database`, itself or through others."""
    if config.getoption("--database-only"):
        asks = [(any(name.endswith("database") for name in getattr(item, "fixturenames", ())), item) for item in items]
        config.hook.pytest_deselected(items=[item for does, item in asks if not does])
        items[:] = [item for does, item in asks if does]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Random identifiers among the parameters: every process must call a test by the same name."""
    text = str(val) if isinstance(val, (str, UUID)) else ""
    return A_UUID.sub("uuid", text).encode("unicode_escape").decode() if A_UUID.search(text) else None


@event.listens_for(Engine, "connect")
def _hurry(connection: Any, _record: object) -> None:
    """Tests need no durability on SQLite; waiting for the disk would be most of their time.

    And rows that nobody asked to be in order come last to first here, as they come in any order on PostgreSQL: what
    relies on the order of a table fails each time, not once in a thousand runs.
    """
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA reverse_unordered_selects=ON")


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
    return _visitor(app)


@pytest.fixture
def another_client(app: Flask) -> Callable[[], PickyClient]:
    """Further visitors, each with cookies of their own."""
    return lambda: _visitor(app)


def _visitor(app: Flask) -> PickyClient:
    client = new_client(app)
    client.after_request = _read_anew
    return client


def _read_anew() -> None:
    if not in_unit():
        db.session.rollback()
        db.session.expire_all()


@pytest.fixture
def login(client: PickyClient) -> Login:
    """Sign `client` in: `login(Role.PLANNER)`, `login(Role.KUEMMERER, place)`; answers the account."""
    return Login(client)


@pytest.fixture
def frozen_clock() -> Iterator[StoppedClock]:
    """A clock that stands still at 2 March 2026, 9:00 in Bavaria, until the test moves it."""
    with ExitStack() as stack:
        yield StoppedClock(stack, SOME_MORNING)

"""The database that migrations make is the one the models describe, on both databases, and back again."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, downgrade, upgrade

from portal.demo.actions import load_example_county
from portal.demo.cli import _keep_photo
from portal.kernel.db import Base, db
from tests.support.database import MIGRATIONS, OwnDatabase, PostgresDatabase


@pytest.fixture
def empty_app(make_app: Callable[..., Flask], database: OwnDatabase, tmp_path: Path) -> Iterator[Flask]:
    """The portal on a database nothing was done to yet, beside the one of the other tests."""
    own = PostgresDatabase(database.url) if isinstance(database, PostgresDatabase) else None
    app = make_app(database_url=own.url if own else f"sqlite:///{tmp_path / 'empty.db'}")
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if own:
        own.close()


def differences() -> list[str]:
    """What the models have and the database has not, or the other way round."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_ours})
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """The search index keeps tables of its own."""
    return not (kind == "table" and (name or "").startswith("search_"))


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_what_the_models_describe(empty_app: Flask) -> None:
    upgrade()

    assert differences() == []


def test_there_is_one_way_through_the_migrations() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_every_step_can_be_taken_back_and_again(empty_app: Flask) -> None:
    upgrade()
    whole = tables()

    downgrade(revision="base")
    assert tables() == set()

    upgrade()
    assert tables() == whole
    assert differences() == []


@pytest.mark.slow
def test_a_filled_portal_survives_each_step_back_and_again(empty_app: Flask) -> None:
    """On the example county, newest step first: down, up, down. What a table held is lost with the table alone."""
    upgrade()
    load_example_county(keep_photo=_keep_photo)
    db.session.remove()
    steps = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]

    for step, below in pairwise([*steps, "base"]):
        downgrade(revision=below)
        upgrade(revision=step)
        downgrade(revision=below)

    upgrade()
    assert differences() == []


def test_every_migration_tells_its_story() -> None:
    untold = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions() if len(script.doc) < 10]

    assert untold == []

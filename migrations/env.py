"""How migrations run: on the application's own engine, each in one transaction, on SQLite too.

SQLite checks foreign keys only after the whole migration, because rebuilding a table means dropping it for a moment.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from portal.kernel.db import transaction

database = current_app.extensions["migrate"].db


def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """The search index keeps its own tables; comparing models with the database leaves them out."""
    return not (kind == "table" and name is not None and name.startswith("search_"))


def upgrade(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=is_ours,
        transactional_ddl=True,
    )
    if is_sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
            raise RuntimeError(f"this migration would leave a row without its parent: {broken}")
    if is_sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


with transaction(database.engine) as engine_connection:
    upgrade(engine_connection)

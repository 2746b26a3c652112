"""Whoever scores a Bedarf may say that they cannot judge it: the row is there and has no points.

On SQLite the stored definition is changed in place, as its manual describes for constraints that hold for every row there is. Going
back forgets who could not judge what.

Revision: 0042
Follows: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

NEEDED, FREE = "points SMALLINT NOT NULL", "points SMALLINT"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_definition(f"{NEEDED},", f"{FREE},")
    else:
        op.alter_column("priority_score", "points", existing_type=sa.SmallInteger(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM priority_score WHERE points IS NULL")
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_definition(f"{FREE},", f"{NEEDED},")
    else:
        op.alter_column("priority_score", "points", existing_type=sa.SmallInteger(), nullable=False)


def _rewrite_definition(old: str, new: str) -> None:
    connection = op.get_bind()
    found = "FROM sqlite_master WHERE type = 'table' AND name = 'priority_score'"
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    if old not in connection.exec_driver_sql(f"SELECT sql {found}").scalar_one():
        raise RuntimeError("the table of points does not have the column this migration changes")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    try:
        change = (
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'priority_score'"
        )
        connection.execute(sa.text(change), {"old": old, "new": new})
        connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema=OFF")

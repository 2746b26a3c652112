"""The answers of a day reach a person in one mail.

A telling by mail waits until its mail is written and names it. Such a mail has no words until it leaves, and may end as unclear
when the line to the server broke. A public answer knows when its mails were put down, so that this happens once. On SQLite the
stored definitions are changed in place, as its manual describes for constraints that hold for every row there is. Going back
forgets what waits, and calls sent what was unclear.

Revision: 0041
Follows: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

MAIL_BEFORE = "'waiting', 'sent', 'kept', 'refused'"
MAIL_AFTER = f"{MAIL_BEFORE}, 'in_hand', 'unclear'"
TELLING_BEFORE = "'printed', 'told', 'not_reached', 'later'"
TELLING_AFTER = f"'waiting', {TELLING_BEFORE}"
WAITS = sa.text("state = 'waiting'")


def upgrade() -> None:
    _allow("outgoing_mail", "ck_outgoing_mail_mail_state", MAIL_AFTER, instead_of=MAIL_BEFORE)
    _allow("telling", "ck_telling_telling_state", TELLING_AFTER, instead_of=TELLING_BEFORE)
    op.add_column("outgoing_mail", sa.Column("composer", sa.Text(), nullable=False, server_default=""))
    op.add_column("telling", sa.Column("mail_id", sa.Uuid(), nullable=True))
    op.add_column("public_answer", sa.Column("mails_put_down_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_telling_mail_id", "telling", ["mail_id"])
    op.create_index("ix_telling_waiting", "telling", ["at"], sqlite_where=WAITS, postgresql_where=WAITS)


def downgrade() -> None:
    op.drop_index("ix_telling_waiting", "telling")
    op.drop_index("ix_telling_mail_id", "telling")
    op.execute("DELETE FROM telling WHERE state = 'waiting'")
    op.execute("DELETE FROM outgoing_mail WHERE composer <> '' AND state = 'waiting'")
    op.execute("UPDATE outgoing_mail SET state = 'sent' WHERE state IN ('in_hand', 'unclear')")
    op.drop_column("public_answer", "mails_put_down_at")
    op.drop_column("telling", "mail_id")
    op.drop_column("outgoing_mail", "composer")
    _allow("telling", "ck_telling_telling_state", TELLING_BEFORE, instead_of=TELLING_AFTER)
    _allow("outgoing_mail", "ck_outgoing_mail_mail_state", MAIL_BEFORE, instead_of=MAIL_AFTER)


def _allow(table: str, constraint: str, states: str, *, instead_of: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_definition(table, f"state IN ({instead_of})", f"state IN ({states})")
        return
    op.drop_constraint(op.f(constraint), table, type_="check")
    op.create_check_constraint(op.f(constraint), table, sa.text(f"state IN ({states})"))


def _rewrite_definition(table: str, old: str, new: str) -> None:
    connection = op.get_bind()
    found = f"FROM sqlite_master WHERE type = 'table' AND name = '{table}'"
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    if old not in connection.exec_driver_sql(f"SELECT sql {found}").scalar_one():
        raise RuntimeError(f"{table} does not have the constraint this migration changes")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    try:
        change = f"UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = '{table}'"
        connection.execute(sa.text(change), {"old": old, "new": new})
        connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema=OFF")

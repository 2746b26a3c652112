"""A Wortmeldung may reach us at an event: a card on a Moderationswand, a sentence in the minutes of a Runder Tisch.

Going back turns what was said at events into what was said in person, the nearest of the former ways. On SQLite the stored
definition of the table is changed in place, as its manual describes for constraints that hold for every row there is: building
the table anew would drop the trigger that guards the words.

Revision: 0016
Follows: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = "'online', 'phone', 'paper', 'in_person', 'email', 'observer'"
AFTER = f"{BEFORE}, 'event'"


def upgrade() -> None:
    _allow(AFTER, instead_of=BEFORE)


def downgrade() -> None:
    op.execute("UPDATE contribution SET channel = 'in_person' WHERE channel = 'event'")
    op.execute("UPDATE triage_item SET channel = 'in_person' WHERE channel = 'event'")
    op.execute("UPDATE evidence SET channel = 'in_person' WHERE channel = 'event'")
    _allow(BEFORE, instead_of=AFTER)


def _allow(channels: str, *, instead_of: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_definition(f"channel IN ({instead_of})", f"channel IN ({channels})")
        return
    op.drop_constraint(op.f("ck_contribution_channel"), "contribution", type_="check")
    op.create_check_constraint(op.f("ck_contribution_channel"), "contribution", sa.text(f"channel IN ({channels})"))


def _rewrite_definition(old: str, new: str) -> None:
    connection = op.get_bind()
    which = {"old": old, "new": new}
    found = "FROM sqlite_master WHERE type = 'table' AND name = 'contribution'"
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    if old not in connection.exec_driver_sql(f"SELECT sql {found}").scalar_one():
        raise RuntimeError("the table of Wortmeldungen does not have the constraint this migration changes")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    try:
        change = (
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'contribution'"
        )
        connection.execute(sa.text(change), which)
        connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema=OFF")

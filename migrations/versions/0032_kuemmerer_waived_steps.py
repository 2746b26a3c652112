"""A step of the Checkliste can be marked as "entfällt", with the reason.

Going back opens such steps again, and the lines of the history that told of it tell of that. On SQLite the checks come in with
their column, and the stored definition of the history is changed in place, as its manual describes for constraints that hold for
every row there is.

Revision: 0032
Follows: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_REASONED = "(waived_at IS NULL) = (waived_reason = '')"
_NOT_BOTH = "waived_at IS NULL OR done_on IS NULL"
_BEFORE = (
    "'begun', 'gate_passed', 'went_back', 'planned', 'assigned', 'released', 'checklist_taken', 'due_moved', 'step_opened', "
    "'step_removed', 'help_asked', 'help_answered', 'closed', 'reopened'"
)
_AFTER = _BEFORE.replace("'step_removed', ", "'step_removed', 'step_waived', ")


def upgrade() -> None:
    op.add_column(
        "checklist_step", sa.Column("waived_reason", sa.String(length=400), nullable=False, server_default="")
    )
    if _is_sqlite():
        op.execute(
            "ALTER TABLE checklist_step ADD COLUMN waived_at DATETIME "
            f"CONSTRAINT ck_checklist_step_waived_for_a_reason CHECK ({_REASONED}) "
            f"CONSTRAINT ck_checklist_step_not_done_and_waived CHECK ({_NOT_BOTH})"
        )
    else:
        op.add_column("checklist_step", sa.Column("waived_at", sa.DateTime(timezone=True), nullable=True))
        op.create_check_constraint(op.f("ck_checklist_step_waived_for_a_reason"), "checklist_step", sa.text(_REASONED))
        op.create_check_constraint(op.f("ck_checklist_step_not_done_and_waived"), "checklist_step", sa.text(_NOT_BOTH))
    _allow(_AFTER, instead_of=_BEFORE)


def downgrade() -> None:
    op.execute("UPDATE project_entry SET kind = 'step_opened' WHERE kind = 'step_waived'")
    _allow(_BEFORE, instead_of=_AFTER)
    if not _is_sqlite():
        op.drop_constraint(op.f("ck_checklist_step_waived_for_a_reason"), "checklist_step", type_="check")
        op.drop_constraint(op.f("ck_checklist_step_not_done_and_waived"), "checklist_step", type_="check")
    op.execute("ALTER TABLE checklist_step DROP COLUMN waived_at")
    op.execute("ALTER TABLE checklist_step DROP COLUMN waived_reason")


def _is_sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")


def _allow(kinds: str, *, instead_of: str) -> None:
    if _is_sqlite():
        _rewrite_definition(f"kind IN ({instead_of})", f"kind IN ({kinds})")
        return
    op.drop_constraint(op.f("ck_project_entry_entry_kind"), "project_entry", type_="check")
    op.create_check_constraint(op.f("ck_project_entry_entry_kind"), "project_entry", sa.text(f"kind IN ({kinds})"))


def _rewrite_definition(old: str, new: str) -> None:
    connection = op.get_bind()
    found = "FROM sqlite_master WHERE type = 'table' AND name = 'project_entry'"
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    if old not in connection.exec_driver_sql(f"SELECT sql {found}").scalar_one():
        raise RuntimeError("the history of projects does not have the constraint this migration changes")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    try:
        change = (
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'project_entry'"
        )
        connection.execute(sa.text(change), {"old": old, "new": new})
        connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema=OFF")

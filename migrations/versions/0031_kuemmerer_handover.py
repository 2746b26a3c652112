"""Übergabe of a Quartiersprojekt to the next Kümmerer, and which entries of the diary the Sachbericht tells.

Revision: 0031
Follows: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("state IN ('prepared', 'handed_over')")


def upgrade() -> None:
    op.add_column("diary_entry", sa.Column("in_report", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=True),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "prepared",
                "handed_over",
                "accepted",
                "cancelled",
                name="handover_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=4000), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("package_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_id IS NULL OR from_id != to_id", name=op.f("ck_handover_to_somebody_else")),
        sa.CheckConstraint(
            "(state IN ('accepted', 'cancelled')) = (ended_at IS NOT NULL)", name=op.f("ck_handover_an_end_has_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_handover_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["from_id"], ["account.id"], name=op.f("fk_handover_from_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["to_id"], ["account.id"], name=op.f("fk_handover_to_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_handover_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_handover_submission_key")),
    )
    op.create_index(op.f("ix_handover_from_id"), "handover", ["from_id"])
    op.create_index("ix_handover_project_id", "handover", ["project_id"])
    op.create_index("ix_handover_to_id_state", "handover", ["to_id", "state"])
    op.create_index(
        "uq_handover_one_open",
        "handover",
        ["project_id"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )
    op.create_table(
        "handover_case",
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_case_handover_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_handover_case_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handover_id", "case_id", name=op.f("pk_handover_case")),
    )
    op.create_index(op.f("ix_handover_case_case_id"), "handover_case", ["case_id"])


def downgrade() -> None:
    op.drop_table("handover_case")
    op.drop_table("handover")
    op.drop_column("diary_entry", "in_report")

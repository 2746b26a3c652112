"""A Teilprojekt says which Maßnahmen it belongs to.

Revision: 0044
Follows: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sub_project_measure",
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_sub_project_measure_measure_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"],
            ["sub_project.id"],
            name=op.f("fk_sub_project_measure_sub_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sub_project_id", "measure_id", name=op.f("pk_sub_project_measure")),
    )
    op.create_index(op.f("ix_sub_project_measure_measure_id"), "sub_project_measure", ["measure_id"])


def downgrade() -> None:
    op.drop_table("sub_project_measure")

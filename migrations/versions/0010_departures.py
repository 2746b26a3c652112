"""Where Bedarfe went away from, so that a system which reads one Sozialraum learns that a Bedarf lies elsewhere now.

Begins empty: what moved before is not told, because nobody can say any more which cursors have passed it.

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need_departure",
        sa.Column("change_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_departure_need_id")),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_need_departure_sozialraum_id")),
        sa.PrimaryKeyConstraint("change_number", name=op.f("pk_need_departure")),
    )
    op.create_index("ix_need_departure_from", "need_departure", ["sozialraum_id", "change_number"])
    op.create_index(op.f("ix_need_departure_need_id"), "need_departure", ["need_id"])


def downgrade() -> None:
    op.drop_table("need_departure")

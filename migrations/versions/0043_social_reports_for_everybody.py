"""Fassungen of a Sozialbericht that everybody may read.

Revision: 0043
Follows: 0042
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_publication",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by"], ["account.id"], name=op.f("fk_report_publication_published_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["report_release.id"], name=op.f("fk_report_publication_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_report_publication")),
    )
    op.create_index(op.f("ix_report_publication_published_by"), "report_publication", ["published_by"])


def downgrade() -> None:
    op.drop_table("report_publication")

"""Austauschtreffen of the Gemeinden with a Quartiersprojekt, and what each shows the others.

Revision: 0030
Follows: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("topics", sa.String(length=2000), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_exchange_meeting_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_meeting")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_exchange_meeting_submission_key")),
    )
    op.create_index("ix_exchange_meeting_held_on", "exchange_meeting", ["held_on"])
    op.create_table(
        "exchange_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["exchange_meeting.id"], name=op.f("fk_exchange_share_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_exchange_share_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_share")),
    )
    op.create_index("ix_exchange_share_project_id", "exchange_share", ["project_id"])
    op.create_index(
        "uq_exchange_share_meeting_id_project_id", "exchange_share", ["meeting_id", "project_id"], unique=True
    )


def downgrade() -> None:
    op.drop_table("exchange_share")
    op.drop_table("exchange_meeting")

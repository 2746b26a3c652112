"""Keys of the systems that read along.

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("prefix", sa.String(length=14), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_api_client_created_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["account.id"], name=op.f("fk_api_client_revoked_by")),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_api_client_sozialraum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_client")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_client_key_hash")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_api_client_submission_key")),
    )


def downgrade() -> None:

    op.drop_table("api_client")

"""Orders of the whole archive: one person orders it, another approves.

Revision: 0049
Follows: 0048
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_STATES = ("ordered", "approved", "ready", "failed", "refused", "withdrawn", "erased")


def upgrade() -> None:
    op.create_table(
        "archive_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*_STATES, name="order_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("ordered_by", sa.Uuid(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("rows", sa.BigInteger(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by != ordered_by", name=op.f("ck_archive_order_decided_by_another")
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'ready') OR decided_by IS NOT NULL",
            name=op.f("ck_archive_order_approved_by_somebody"),
        ),
        sa.CheckConstraint(
            "state != 'ready' OR expires_at IS NOT NULL", name=op.f("ck_archive_order_ready_has_an_end")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_archive_order_decided_by")),
        sa.ForeignKeyConstraint(["ordered_by"], ["account.id"], name=op.f("fk_archive_order_ordered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_order")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_archive_order_submission_key")),
    )
    for column in ("expires_at", "ordered_at", "ordered_by"):
        op.create_index(op.f(f"ix_archive_order_{column}"), "archive_order", [column])


def downgrade() -> None:
    op.drop_table("archive_order")

"""Systems get rights, an end, limits and rotating keys; they may write, and everything they copy has a change number.

Keys that were given out before keep what they could do: read Bedarfe.

Revision: 0045
Follows: 0044
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
KINDS = (("measure", "measure"), ("paper", "council_paper"), ("decision", "decision"), ("consultation", "consultation"))
NEW_COLUMNS = (
    "rights",
    "names_reason",
    "expires_on",
    "requests_per_minute",
    "previous_key_hash",
    "previous_key_until",
    "rotated_at",
    "rotation_key",
)


def upgrade() -> None:
    with op.batch_alter_table("api_client") as batch_op:
        batch_op.add_column(sa.Column("rights", JSON, nullable=False, server_default='["needs:read"]'))
        batch_op.add_column(sa.Column("names_reason", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("expires_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("requests_per_minute", sa.SmallInteger(), nullable=False, server_default="1200"))
        batch_op.add_column(sa.Column("previous_key_hash", sa.LargeBinary(length=32), nullable=True))
        batch_op.add_column(sa.Column("previous_key_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rotated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rotation_key", sa.Uuid(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_api_client_some_requests"), "requests_per_minute > 0")
    op.create_index("ix_api_client_previous_key_hash", "api_client", ["previous_key_hash"], unique=True)
    _create_failures()
    _create_answers()
    _create_changes()
    # A read by computed or official Kennzahl goes on behind the last change of its values.
    op.create_index("ix_indicator_value_changes", "indicator_value", ["indicator_key", "updated_at", "id"])


def _create_failures() -> None:
    op.create_table(
        "api_failure",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("status", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["api_client.id"], name=op.f("fk_api_failure_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_id", "on_day", "status", name=op.f("pk_api_failure")),
    )


def _create_answers() -> None:
    op.create_table(
        "stored_answer",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("etag", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["api_client.id"], name=op.f("fk_stored_answer_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client_id", "key", name=op.f("pk_stored_answer")),
    )
    op.create_index(op.f("ix_stored_answer_created_at"), "stored_answer", ["created_at"])


def _create_changes() -> None:
    op.create_table(
        "feed_change",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("change_number", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('measure', 'paper', 'decision', 'consultation')", name=op.f("ck_feed_change_changed_kind")
        ),
        sa.PrimaryKeyConstraint("kind", "object_id", name=op.f("pk_feed_change")),
    )
    op.create_index("ix_feed_change_kind_change_number", "feed_change", ["kind", "change_number"], unique=True)
    there = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id, updated_at FROM {table}" for kind, table in KINDS)
    op.execute(
        "INSERT INTO feed_change (kind, object_id, change_number, changed_at, is_gone) "
        f"SELECT kind, id, ROW_NUMBER() OVER (ORDER BY updated_at, id), updated_at, false FROM ({there}) AS known"
    )
    op.execute(
        "INSERT INTO number_series (name, last) "
        "SELECT 'feed-change', MAX(change_number) FROM feed_change HAVING MAX(change_number) IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index("ix_indicator_value_changes", "indicator_value")
    op.execute("DELETE FROM number_series WHERE name = 'feed-change'")
    for table in ("feed_change", "stored_answer", "api_failure"):
        op.drop_table(table)
    op.drop_index("ix_api_client_previous_key_hash", "api_client")
    with op.batch_alter_table("api_client") as batch_op:
        batch_op.drop_constraint(op.f("ck_api_client_some_requests"), type_="check")
        for name in reversed(NEW_COLUMNS):
            batch_op.drop_column(name)

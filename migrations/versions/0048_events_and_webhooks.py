"""A journal of what happens to Bedarfe, and webhooks that deliver it.

Revision: 0048
Follows: 0047
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


EVENT_TYPE = _words(
    "event_type",
    "need.created",
    "need.changed",
    "need.evidence_changed",
    "need.status_changed",
    "need.moved",
    "need.split",
    "need.merged",
    "need.deleted",
    "need.restored",
)
NEED_STATUS = _words(
    "need_status",
    "new",
    "in_review",
    "confirmed",
    "forwarded",
    "planned",
    "in_progress",
    "done",
    "declined",
    "deferred",
    "merged",
)
PAUSE_REASON = _words("pause_reason", "by_hand", "exhausted", "gone")
OUTCOME = _words(
    "outcome", "delivered", "refused", "failed", "gone", "slow", "away", "certificate", "moved", "forbidden"
)


def upgrade() -> None:
    _journal()
    _webhooks()
    _deliveries()
    _attempts()


def _journal() -> None:
    op.create_table(
        "feed_event",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", EVENT_TYPE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("need_number", sa.String(length=20), nullable=False),
        sa.Column("change_number", sa.Integer(), nullable=False),
        sa.Column("state", _words("event_state", "current", "merged", "deleted"), nullable=False),
        sa.Column("status", NEED_STATUS, nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("left_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_feed_event_need_id")),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_feed_event_sozialraum_id")),
        sa.ForeignKeyConstraint(["left_id"], ["sozialraum.id"], name=op.f("fk_feed_event_left_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_feed_event")),
    )
    op.create_index(op.f("ix_feed_event_at"), "feed_event", ["at"])
    op.create_index("ix_feed_event_by_place", "feed_event", ["sozialraum_id", "number"])


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("api_client_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column(
            "event_types", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("old_salt", sa.LargeBinary(length=32), nullable=True),
        sa.Column("old_until", MOMENT, nullable=True),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.Column("pause_reason", PAUSE_REASON, nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("quiet_until", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.Column("test_id", sa.Uuid(), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["api_client_id"], ["api_client.id"], name=op.f("fk_webhook_api_client_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_webhook_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_webhook_submission_key")),
    )
    op.create_index(op.f("ix_webhook_api_client_id"), "webhook", ["api_client_id"])


def _deliveries() -> None:
    op.create_table(
        "webhook_delivery",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("event_number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("available_at", MOMENT, nullable=False),
        sa.Column("refused_since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_number"],
            ["feed_event.number"],
            name=op.f("fk_webhook_delivery_event_number"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name=op.f("fk_webhook_delivery_webhook_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("webhook_id", "event_number", name=op.f("pk_webhook_delivery")),
    )
    op.create_index("ix_webhook_delivery_in_order", "webhook_delivery", ["webhook_id", "need_id", "event_number"])
    op.create_index("ix_webhook_delivery_event_number", "webhook_delivery", ["event_number"])


def _attempts() -> None:
    op.create_table(
        "webhook_attempt",
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.String(length=40), nullable=False),
        sa.Column("event_number", NUMBER, nullable=True),
        sa.Column("event_type", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", OUTCOME, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name=op.f("fk_webhook_attempt_webhook_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_attempt")),
    )
    op.create_index(op.f("ix_webhook_attempt_at"), "webhook_attempt", ["at"])
    op.create_index("ix_webhook_attempt_of_webhook", "webhook_attempt", ["webhook_id", "id"])


def downgrade() -> None:
    for table in ("webhook_attempt", "webhook_delivery", "webhook", "feed_event"):
        op.drop_table(table)
    op.execute("DELETE FROM number_series WHERE name = 'feed-event'")

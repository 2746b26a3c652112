"""Answers in Leichte Sprache, letters to those without e-mail, who was told, and since when nobody has said anything.

A Bedarf keeps the moment of its last public word, so that promises without an answer are found by an index: for those that are
there already it is their latest answer, else the moment they were made.

Revision: 0033
Follows: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

#: Stands for a moment until the rows that are there have theirs.
NEVER = "1970-01-01 00:00:00+00:00"
STILL_OPEN = sa.text("deleted_at IS NULL AND status <> 'done' AND status <> 'declined' AND status <> 'merged'")
CHANNELS = sa.Enum(
    "mail", "letter", "call", name="telling_channel", native_enum=False, create_constraint=True, length=40
)
STATES = sa.Enum(
    "printed",
    "told",
    "not_reached",
    "later",
    name="telling_state",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    op.add_column("contribution_contact", sa.Column("address", sa.Text(), nullable=True))
    for table in ("public_answer", "text_module"):
        op.add_column(table, sa.Column("simple_text", sa.String(length=1000), nullable=False, server_default=""))
        op.add_column(table, sa.Column("simple_checked_by", sa.String(length=120), nullable=False, server_default=""))
        op.add_column(table, sa.Column("simple_checked_on", sa.Date(), nullable=True))
    op.add_column(
        "need",
        sa.Column("last_word_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text(f"'{NEVER}'")),
    )
    op.execute("UPDATE need SET last_word_at = coalesce(answered_at, created_at)")
    op.create_index(
        "ix_need_last_word",
        "need",
        ["last_word_at", "seq"],
        sqlite_where=STILL_OPEN,
        postgresql_where=STILL_OPEN,
    )
    _who_was_told()
    _where_it_hangs()


def _who_was_told() -> None:
    op.create_table(
        "telling",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(always=False),
            nullable=False,
        ),
        sa.Column("answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("channel", CHANNELS, nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_telling_tries_are_counted")),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["public_answer.id"], name=op.f("fk_telling_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution_contact.contribution_id"],
            name=op.f("fk_telling_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_telling_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
    )
    op.create_index("uq_telling_once", "telling", ["answer_id", "channel", "contribution_id"], unique=True)
    op.create_index(op.f("ix_telling_contribution_id"), "telling", ["contribution_id"])


def _where_it_hangs() -> None:
    op.create_table(
        "notice_sheet",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(always=False),
            nullable=False,
        ),
        sa.Column("answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("hangs_where", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["public_answer.id"], name=op.f("fk_notice_sheet_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_notice_sheet_sozialraum_id")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_notice_sheet_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_sheet")),
    )
    op.create_index("uq_notice_sheet_once", "notice_sheet", ["answer_id", "sozialraum_id"], unique=True)
    op.create_index(op.f("ix_notice_sheet_sozialraum_id"), "notice_sheet", ["sozialraum_id"])


def downgrade() -> None:
    op.drop_table("notice_sheet")
    op.drop_table("telling")
    op.drop_index("ix_need_last_word", table_name="need")
    op.drop_column("need", "last_word_at")
    for table in ("text_module", "public_answer"):
        for column in ("simple_checked_on", "simple_checked_by", "simple_text"):
            op.drop_column(table, column)
    op.drop_column("contribution_contact", "address")

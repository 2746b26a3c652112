"""Moderationswände: columns, clusters, cards, phones, dots within their budget, photos of paper walls.

Revision: 0018
Follows: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wall",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("draft", "open", "closed", name="wall_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("room_code", sa.String(length=6), nullable=False),
        sa.Column(
            "naming",
            sa.Enum("anonymous", "first_name", name="naming", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("dots_per_person", sa.SmallInteger(), nullable=False),
        sa.Column("stacking", sa.Boolean(), nullable=False),
        sa.Column("secret_dots", sa.Boolean(), nullable=False),
        sa.Column("needs_slip", sa.Boolean(), nullable=False),
        sa.Column("timer_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("phone_change", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("dots_per_person BETWEEN 0 AND 20", name=op.f("ck_wall_dots_are_in_range")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_wall_consultation_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_wall_created_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_wall_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall")),
        sa.UniqueConstraint("id", "dots_per_person", name=op.f("uq_wall_id_dots_per_person")),
        sa.UniqueConstraint("room_code", name=op.f("uq_wall_room_code")),
    )
    op.create_index(op.f("ix_wall_consultation_id"), "wall", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_wall_sozialraum_id"), "wall", ["sozialraum_id"], unique=False)
    op.create_table(
        "wall_column",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("hint", sa.String(length=200), nullable=False),
        sa.Column("takes_cards", sa.Boolean(), nullable=False),
        sa.Column("takes_dots", sa.Boolean(), nullable=False),
        sa.Column("dot_round", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_wall_column_wall_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_column")),
    )
    op.create_index(op.f("ix_wall_column_wall_id"), "wall_column", ["wall_id"], unique=False)
    op.create_table(
        "wall_guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("slip_hash", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_wall_guest_wall_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_guest")),
        sa.UniqueConstraint("slip_hash", name=op.f("uq_wall_guest_slip_hash")),
        sa.UniqueConstraint("wall_id", "id", name=op.f("uq_wall_guest_wall_id_id")),
    )
    op.create_table(
        "wall_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_wall_photo_wall_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_photo")),
    )
    op.create_index(op.f("ix_wall_photo_file_name"), "wall_photo", ["file_name"], unique=False)
    op.create_index(op.f("ix_wall_photo_wall_id"), "wall_photo", ["wall_id"], unique=False)
    op.create_table(
        "wall_cluster",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("column_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["column_id"], ["wall_column.id"], name=op.f("fk_wall_cluster_column_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_wall_cluster_wall_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_cluster")),
    )
    op.create_index(op.f("ix_wall_cluster_column_id"), "wall_cluster", ["column_id"], unique=False)
    op.create_index(op.f("ix_wall_cluster_wall_id"), "wall_cluster", ["wall_id"], unique=False)
    op.create_table(
        "wall_card",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("column_id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("is_covered", sa.Boolean(), nullable=False),
        sa.Column("was_typed", sa.Boolean(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["wall_cluster.id"], name=op.f("fk_wall_card_cluster_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["column_id"], ["wall_column.id"], name=op.f("fk_wall_card_column_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_wall_card_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["guest_id"], ["wall_guest.id"], name=op.f("fk_wall_card_guest_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_wall_card_wall_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_wall_card")),
    )
    op.create_index(op.f("ix_wall_card_cluster_id"), "wall_card", ["cluster_id"], unique=False)
    op.create_index(op.f("ix_wall_card_column_id"), "wall_card", ["column_id"], unique=False)
    op.create_index(op.f("ix_wall_card_guest_id"), "wall_card", ["guest_id"], unique=False)
    op.create_index("ix_wall_card_wall_id_position", "wall_card", ["wall_id", "position"], unique=False)
    op.create_table(
        "wall_dot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column("budget", sa.SmallInteger(), nullable=False),
        sa.Column("dot_round", sa.SmallInteger(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=True),
        sa.Column("slot", sa.SmallInteger(), nullable=True),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=True),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("stacked", sa.Boolean(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(card_id IS NULL) <> (cluster_id IS NULL)", name=op.f("ck_wall_dot_stands_somewhere")),
        sa.CheckConstraint("(guest_id IS NULL) = (slot IS NULL)", name=op.f("ck_wall_dot_each_of_a_phone_has_a_slot")),
        sa.CheckConstraint(
            "number BETWEEN 1 AND 500 AND (guest_id IS NULL OR number = 1)", name=op.f("ck_wall_dot_counts_once")
        ),
        sa.CheckConstraint("slot BETWEEN 1 AND budget", name=op.f("ck_wall_dot_within_the_budget")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["wall_card.contribution_id"], name=op.f("fk_wall_dot_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["wall_cluster.id"], name=op.f("fk_wall_dot_cluster_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["wall_id", "budget"],
            ["wall.id", "wall.dots_per_person"],
            name=op.f("fk_wall_dot_wall_id_budget"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wall_id", "guest_id"],
            ["wall_guest.wall_id", "wall_guest.id"],
            name=op.f("fk_wall_dot_wall_id_guest_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_dot")),
        sa.UniqueConstraint("guest_id", "dot_round", "slot", name=op.f("uq_wall_dot_guest_id_dot_round_slot")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_wall_dot_submission_key")),
    )
    op.create_index("ix_wall_dot_card_id", "wall_dot", ["card_id"], unique=False)
    op.create_index("ix_wall_dot_cluster_id", "wall_dot", ["cluster_id"], unique=False)
    op.create_index("ix_wall_dot_wall_id", "wall_dot", ["wall_id"], unique=False)
    op.create_index(
        "uq_wall_dot_guest_id_card_id",
        "wall_dot",
        ["guest_id", "card_id"],
        unique=True,
        sqlite_where=sa.text("guest_id IS NOT NULL AND NOT stacked"),
        postgresql_where=sa.text("guest_id IS NOT NULL AND NOT stacked"),
    )
    op.create_index(
        "uq_wall_dot_guest_id_cluster_id",
        "wall_dot",
        ["guest_id", "cluster_id"],
        unique=True,
        sqlite_where=sa.text("guest_id IS NOT NULL AND NOT stacked"),
        postgresql_where=sa.text("guest_id IS NOT NULL AND NOT stacked"),
    )
    op.create_index(
        "uq_wall_dot_room_card_id",
        "wall_dot",
        ["card_id"],
        unique=True,
        sqlite_where=sa.text("guest_id IS NULL"),
        postgresql_where=sa.text("guest_id IS NULL"),
    )
    op.create_index(
        "uq_wall_dot_room_cluster_id",
        "wall_dot",
        ["cluster_id"],
        unique=True,
        sqlite_where=sa.text("guest_id IS NULL"),
        postgresql_where=sa.text("guest_id IS NULL"),
    )


def downgrade() -> None:
    for table in ("wall_dot", "wall_card", "wall_cluster", "wall_photo", "wall_guest", "wall_column", "wall"):
        op.drop_table(table)

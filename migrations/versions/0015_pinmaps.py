"""Nadelkarten: maps, categories, pins and how many lie in each cell, sessions at a table; Ortsbegehungen and their findings.

Revision: 0015
Follows: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pin_map",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=128), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("area", sa.LargeBinary(), nullable=True),
        sa.Column("west", sa.Float(precision=53), nullable=False),
        sa.Column("south", sa.Float(precision=53), nullable=False),
        sa.Column("east", sa.Float(precision=53), nullable=False),
        sa.Column("north", sa.Float(precision=53), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "published", "closed", name="map_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column(
            "comment",
            sa.Enum(
                "none",
                "optional",
                "required",
                name="comment_rule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("with_photo", sa.Boolean(), nullable=False),
        sa.Column(
            "moderation",
            sa.Enum("after", "before", name="moderation_rule", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("shows_pins", sa.Boolean(), nullable=False),
        sa.Column(
            "position_rule",
            sa.Enum("jitter", "grid", name="position_rule", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("blur_m", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("pins_per_person", sa.Integer(), nullable=True),
        sa.Column("group_question", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR (opens_on IS NOT NULL AND closes_on IS NOT NULL)",
            name=op.f("ck_pin_map_public_has_a_period"),
        ),
        sa.CheckConstraint("blur_m BETWEEN 10 AND 1000", name=op.f("ck_pin_map_blur_is_in_range")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_pin_map_closes_after_it_opens")),
        sa.CheckConstraint("pins_per_person > 0", name=op.f("ck_pin_map_somebody_may_set_a_pin")),
        sa.CheckConstraint("threshold BETWEEN 0 AND 100", name=op.f("ck_pin_map_threshold_is_in_range")),
        sa.CheckConstraint("west < east AND south < north", name=op.f("ck_pin_map_frame_is_a_rectangle")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_pin_map_consultation_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_pin_map_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_pin_map_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_map")),
        sa.UniqueConstraint("slug", name=op.f("uq_pin_map_slug")),
    )
    op.create_index(op.f("ix_pin_map_consultation_id"), "pin_map", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_pin_map_sozialraum_id"), "pin_map", ["sozialraum_id"], unique=False)
    op.create_index(op.f("ix_pin_map_state_closes_on"), "pin_map", ["state", "closes_on"], unique=False)

    op.create_table(
        "walk_audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("walked_on", sa.Date(), nullable=False),
        sa.Column("weather", sa.String(length=120), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "closed", name="walk_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_walk_audit_consultation_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_walk_audit_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_walk_audit_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_audit")),
    )
    op.create_index(op.f("ix_walk_audit_consultation_id"), "walk_audit", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_walk_audit_sozialraum_id"), "walk_audit", ["sozialraum_id"], unique=False)

    op.create_table(
        "pin_category",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "blue",
                "orange",
                "green",
                "red",
                "purple",
                "sky",
                "brown",
                "grey",
                name="colour",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "shape",
            sa.Enum(
                "circle",
                "square",
                "triangle",
                "diamond",
                "star",
                "cross",
                "hexagon",
                "drop",
                name="shape",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("number BETWEEN 1 AND 8", name=op.f("ck_pin_category_number_is_in_range")),
        sa.ForeignKeyConstraint(["map_id"], ["pin_map.id"], name=op.f("fk_pin_category_map_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_category")),
        sa.UniqueConstraint("map_id", "number", name=op.f("uq_pin_category_map_id_number")),
    )
    op.create_table(
        "pin_cell",
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("category_number", sa.SmallInteger(), nullable=False),
        sa.Column("group_number", sa.SmallInteger(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.Integer(), nullable=False),
        sa.Column("east_sum", sa.BigInteger(), nullable=False),
        sa.Column("south_sum", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["map_id"], ["pin_map.id"], name=op.f("fk_pin_cell_map_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(
            "map_id", "month", "level", "x", "y", "category_number", "group_number", name=op.f("pk_pin_cell")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pin_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 8", name=op.f("ck_pin_group_number_is_in_range")),
        sa.ForeignKeyConstraint(["map_id"], ["pin_map.id"], name=op.f("fk_pin_group_map_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_group")),
        sa.UniqueConstraint("map_id", "number", name=op.f("uq_pin_group_map_id_number")),
    )
    op.create_table(
        "pin_map_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("group_number", sa.SmallInteger(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "phone",
                "paper",
                "in_person",
                "email",
                "observer",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_pin_map_session_somebody_was_there")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_pin_map_session_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["map_id"], ["pin_map.id"], name=op.f("fk_pin_map_session_map_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_map_session")),
    )
    op.create_index(op.f("ix_pin_map_session_map_id"), "pin_map_session", ["map_id"], unique=False)

    op.create_table(
        "pin_sitting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("pins", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["map_id"], ["pin_map.id"], name=op.f("fk_pin_sitting_map_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_sitting")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_pin_sitting_receipt_hash")),
    )
    op.create_index(op.f("ix_pin_sitting_map_id"), "pin_sitting", ["map_id"], unique=False)

    op.create_table(
        "walk_finding",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "barrier",
                "crossing",
                "pavement",
                "seating",
                "light",
                "safety",
                "green",
                "meeting",
                "transport",
                "signs",
                "other",
                name="finding_topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "rating",
            sa.Enum(
                "good", "fair", "poor", "dangerous", name="rating", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("x", sa.Integer(), nullable=True),
        sa.Column("y", sa.Integer(), nullable=True),
        sa.Column("accuracy_m", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "late",
            sa.Enum(
                "no_right",
                "after_close",
                "odd_clock",
                "outside",
                name="late_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(x IS NULL) = (y IS NULL)", name=op.f("ck_walk_finding_position_is_complete")),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["walk_audit.id"], name=op.f("fk_walk_finding_audit_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_walk_finding_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_walk_finding")),
    )
    op.create_index(op.f("ix_walk_finding_audit_id_seq"), "walk_finding", ["audit_id", "seq"], unique=False)
    op.create_index(
        op.f("ix_walk_finding_late"),
        "walk_finding",
        ["audit_id"],
        unique=False,
        sqlite_where=sa.text("late IS NOT NULL AND settled_at IS NULL"),
        postgresql_where=sa.text("late IS NOT NULL AND settled_at IS NULL"),
    )

    op.create_table(
        "pin",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("category_number", sa.SmallInteger(), nullable=False),
        sa.Column("group_number", sa.SmallInteger(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=True),
        sa.Column("y", sa.Integer(), nullable=True),
        sa.Column("shown_x", sa.Integer(), nullable=True),
        sa.Column("shown_y", sa.Integer(), nullable=True),
        sa.Column("cell", sa.BigInteger(), nullable=True),
        sa.Column(
            "visibility",
            sa.Enum(
                "shown", "held", "hidden", name="pin_visibility", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("has_words", sa.Boolean(), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(x IS NULL) = (y IS NULL) AND (x IS NULL) = (shown_x IS NULL) AND (x IS NULL) = (shown_y IS NULL)"
            " AND (x IS NULL) = (cell IS NULL)",
            name=op.f("ck_pin_position_is_complete"),
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_pin_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["map_id", "category_number"],
            ["pin_category.map_id", "pin_category.number"],
            name=op.f("fk_pin_map_id_category_number"),
        ),
        sa.ForeignKeyConstraint(["map_id"], ["pin_map.id"], name=op.f("fk_pin_map_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["pin_map_session.id"], name=op.f("fk_pin_session_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["pin_sitting.id"], name=op.f("fk_pin_sitting_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_pin")),
    )
    op.create_index(
        op.f("ix_pin_map_id_cell"),
        "pin",
        [
            "map_id",
            "cell",
            "shown_x",
            "shown_y",
            "category_number",
            "group_number",
            "visibility",
            "is_read",
            "has_words",
            "month",
            "contribution_id",
        ],
        unique=False,
    )
    op.create_index(
        op.f("ix_pin_map_id_category_number_seq"), "pin", ["map_id", "category_number", "seq"], unique=False
    )
    op.create_index(
        op.f("ix_pin_map_id_group_number"),
        "pin",
        ["map_id", "group_number"],
        unique=False,
        sqlite_where=sa.text("group_number <> 0"),
        postgresql_where=sa.text("group_number <> 0"),
    )
    op.create_index(op.f("ix_pin_map_id_seq"), "pin", ["map_id", "seq"], unique=False)
    op.create_index(
        op.f("ix_pin_session_id_seq"),
        "pin",
        ["session_id", "seq"],
        unique=False,
        sqlite_where=sa.text("session_id IS NOT NULL"),
        postgresql_where=sa.text("session_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_pin_sitting_id"),
        "pin",
        ["sitting_id"],
        unique=False,
        sqlite_where=sa.text("sitting_id IS NOT NULL"),
        postgresql_where=sa.text("sitting_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_pin_waiting"),
        "pin",
        ["map_id", "seq"],
        unique=False,
        sqlite_where=sa.text("visibility <> 'shown' OR NOT is_read"),
        postgresql_where=sa.text("visibility <> 'shown' OR NOT is_read"),
    )

    op.create_table(
        "pin_map_session_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["pin_map_session.id"], name=op.f("fk_pin_map_session_photo_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_map_session_photo")),
    )
    op.create_index(op.f("ix_pin_map_session_photo_file_name"), "pin_map_session_photo", ["file_name"], unique=False)
    op.create_index(op.f("ix_pin_map_session_photo_session_id"), "pin_map_session_photo", ["session_id"], unique=False)


def downgrade() -> None:
    op.drop_table("pin_map_session_photo")
    op.drop_table("pin")
    op.drop_table("walk_finding")
    op.drop_table("pin_sitting")
    op.drop_table("pin_map_session")
    op.drop_table("pin_group")
    op.drop_table("pin_cell")
    op.drop_table("pin_category")
    op.drop_table("walk_audit")
    op.drop_table("pin_map")

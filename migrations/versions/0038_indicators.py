"""Indikatoren: definitions, the values of each Sozialraum with their status, and the files these were read from.

A value has a number or says why it has none; `indicator_change` keeps what it was before a file changed it, so that a file can be
taken back. Numbers have four decimals exactly: NUMERIC, and ten-thousandths as a whole number on SQLite, which knows no decimals.

Revision: 0038
Follows: 0037
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_EXACT = sa.Numeric(18, 4).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "indicator_mapping",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("meaning", _JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_mapping")),
        sa.UniqueConstraint("signature", name=op.f("uq_indicator_mapping_signature")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort_name", sa.String(length=240), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "population",
                "ages",
                "moving",
                "families",
                "care",
                "work",
                "housing",
                "other",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("formula", sa.String(length=1000), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("decimals", sa.SmallInteger(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "more_is_better",
                "more_is_worse",
                "neutral",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "rhythm",
            sa.Enum(
                "monthly",
                "quarterly",
                "yearly",
                "two_yearly",
                "irregular",
                name="rhythm",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("ages", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("adds_up", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("decimals BETWEEN 0 AND 3", name=op.f("ck_indicator_decimals_are_few")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_indicator_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("key", name=op.f("uq_indicator_key")),
        sa.UniqueConstraint("sort_name", name=op.f("uq_indicator_sort_name")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_indicator_submission_key")),
    )
    op.create_index(op.f("ix_indicator_created_by"), "indicator", ["created_by"])
    op.create_table(
        "indicator_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reading",
                "asking",
                "preview",
                "refused",
                "taken",
                "taken_back",
                name="import_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "layout",
            sa.Enum(
                "genesis",
                "semicolon",
                "comma",
                "workbook",
                name="layout",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("rows", _JSON, nullable=False),
        sa.Column("report", _JSON, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_indicator_import_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by"], ["account.id"], name=op.f("fk_indicator_import_taken_back_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_import")),
    )
    op.create_index("ix_indicator_import_created_at", "indicator_import", ["created_at", "id"])
    op.create_index(op.f("ix_indicator_import_created_by"), "indicator_import", ["created_by"])
    op.create_index(op.f("ix_indicator_import_taken_back_by"), "indicator_import", ["taken_back_by"])
    op.create_table(
        "indicator_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_key", sa.String(length=60), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column(
            "old_status",
            sa.Enum(
                "available",
                "limited",
                "nothing",
                "unknown",
                "blocked",
                "uncertain",
                "later",
                "missing",
                name="value_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("old_value", _EXACT, nullable=True),
        sa.Column("old_import_id", sa.Uuid(), nullable=True),
        sa.Column("old_entered_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["indicator_import.id"], name=op.f("fk_indicator_change_import_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_indicator_change_sozialraum_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_change")),
        sa.UniqueConstraint(
            "import_id", "indicator_key", "sozialraum_id", "on_day", "part", name="uq_indicator_change_once"
        ),
    )
    op.create_index("ix_indicator_change_old_import_id", "indicator_change", ["old_import_id"])
    op.create_index("ix_indicator_change_sozialraum_id", "indicator_change", ["sozialraum_id"])
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_key", sa.String(length=60), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "available",
                "limited",
                "nothing",
                "unknown",
                "blocked",
                "uncertain",
                "later",
                "missing",
                name="value_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", _EXACT, nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status IN ('available', 'limited', 'nothing')) = (value IS NOT NULL)",
            name=op.f("ck_indicator_value_a_number_or_why_not"),
        ),
        sa.CheckConstraint("status != 'missing'", name=op.f("ck_indicator_value_missing_is_no_row")),
        sa.CheckConstraint("status != 'nothing' OR value = 0", name=op.f("ck_indicator_value_nothing_is_zero")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_indicator_value_entered_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["indicator_import.id"], name=op.f("fk_indicator_value_import_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["indicator_key"], ["indicator.key"], name=op.f("fk_indicator_value_indicator_key"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_indicator_value_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
        sa.UniqueConstraint(
            "indicator_key",
            "sozialraum_id",
            "on_day",
            "part",
            name=op.f("uq_indicator_value_indicator_key_sozialraum_id_on_day_part"),
        ),
    )
    op.create_index(op.f("ix_indicator_value_entered_by"), "indicator_value", ["entered_by"])
    op.create_index("ix_indicator_value_import_id", "indicator_value", ["import_id"])
    op.create_index("ix_indicator_value_key_day", "indicator_value", ["indicator_key", "on_day"])
    op.create_index("ix_indicator_value_place", "indicator_value", ["sozialraum_id", "indicator_key"])


def downgrade() -> None:
    for table in ("indicator_value", "indicator_change", "indicator_import", "indicator", "indicator_mapping"):
        op.drop_table(table)

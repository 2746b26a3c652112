"""Fälle of the Kümmerer: sealed files with their entries, deputies, and Notöffnungen.

Columns that end in `_sealed` hold what only the key outside of the database opens.

Revision: 0023
Follows: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    _create_case_file()
    op.create_table(
        "case_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_entry_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entry")),
        sa.UniqueConstraint("case_id", "position", name="uq_case_entry_position"),
        sa.UniqueConstraint("submission_key", name=op.f("uq_case_entry_submission_key")),
    )
    _create_case_deputy()
    _create_case_break_glass()


def _create_case_file() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            _enum(
                "way_of_contact",
                "at_the_door",
                "office_hour",
                "phone",
                "home_visit",
                "writing",
                "on_the_way",
                "somebody_else",
            ),
            nullable=False,
        ),
        sa.Column("target_group_id", sa.Uuid(), nullable=True),
        sa.Column(
            "guidance",
            _enum(
                "guidance",
                "open",
                "talk",
                "volunteers",
                "counselling",
                "care",
                "medical",
                "municipality",
                "county",
                "other",
            ),
            nullable=False,
        ),
        sa.Column("state", _enum("case_state", "open", "closed"), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("last_entry_on", sa.Date(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("concern_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("guided_to_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("result_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_case_file_closed_has_a_day")),
        sa.CheckConstraint(
            "state = 'open' OR follow_up_on IS NULL", name=op.f("ck_case_file_closed_needs_no_follow_up")
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_case_file_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["account.id"], name=op.f("fk_case_file_keeper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["target_group_id"], ["target_group.id"], name=op.f("fk_case_file_target_group_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("number", name=op.f("uq_case_file_number")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_case_file_submission_key")),
    )
    op.create_index(op.f("ix_case_file_sozialraum_id"), "case_file", ["sozialraum_id"], unique=False)
    op.create_index("ix_case_file_keeper_id_state_number", "case_file", ["keeper_id", "state", "number"], unique=False)
    op.create_index("ix_case_file_keeper_id_follow_up_on", "case_file", ["keeper_id", "follow_up_on"], unique=False)
    op.create_index("ix_case_file_state_closed_on", "case_file", ["state", "closed_on"], unique=False)
    op.create_index("ix_case_file_opened_on", "case_file", ["opened_on"], unique=False)


def _create_case_deputy() -> None:
    op.create_table(
        "case_deputy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("deputy_id != keeper_id", name=op.f("ck_case_deputy_somebody_else")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_case_deputy_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["account.id"], name=op.f("fk_case_deputy_keeper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["account.id"], name=op.f("fk_case_deputy_deputy_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_deputy")),
    )
    op.create_index(op.f("ix_case_deputy_deputy_id"), "case_deputy", ["deputy_id"], unique=False)
    op.create_index(
        "uq_case_deputy_one_at_a_time",
        "case_deputy",
        ["keeper_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _create_case_break_glass() -> None:
    op.create_table(
        "case_break_glass",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", _enum("break_glass_state", "asked", "granted", "refused"), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by != asked_by", name=op.f("ck_case_break_glass_decided_by_another")
        ),
        sa.CheckConstraint("asked_by != keeper_id", name=op.f("ck_case_break_glass_asked_by_another")),
        sa.CheckConstraint(
            "(state = 'granted') = (expires_at IS NOT NULL)", name=op.f("ck_case_break_glass_granted_has_an_end")
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (decided_at IS NULL)", name=op.f("ck_case_break_glass_decided_has_a_moment")
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["account.id"], name=op.f("fk_case_break_glass_keeper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_case_break_glass_asked_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_case_break_glass_decided_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_break_glass")),
    )
    op.create_index(op.f("ix_case_break_glass_keeper_id"), "case_break_glass", ["keeper_id"], unique=False)
    op.create_index(op.f("ix_case_break_glass_asked_by"), "case_break_glass", ["asked_by"], unique=False)


def downgrade() -> None:
    op.drop_table("case_break_glass")
    op.drop_table("case_deputy")
    op.drop_table("case_entry")
    op.drop_table("case_file")

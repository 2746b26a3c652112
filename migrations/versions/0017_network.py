"""Akteure of the places: organisations, people, contacts with their consent.

Revision: 0017
Follows: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "stakeholder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sort_name", sa.String(length=320), nullable=False),
        sa.Column(
            "nature",
            sa.Enum("organisation", "person", name="nature", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "municipality",
                "church",
                "association",
                "welfare",
                "facility",
                "business",
                "initiative",
                "authority",
                "officer",
                "other",
                name="stakeholder_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("influence", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=True),
        sa.Column(
            "attitude",
            sa.Enum(
                "unknown",
                "supports",
                "open",
                "waits",
                "opposes",
                name="attitude",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("next_step", sa.String(length=400), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(influence IS NULL) = (interest IS NULL)", name=op.f("ck_stakeholder_assessed_in_both")),
        sa.CheckConstraint("influence BETWEEN 1 AND 5", name=op.f("ck_stakeholder_influence_in_bounds")),
        sa.CheckConstraint("interest BETWEEN 1 AND 5", name=op.f("ck_stakeholder_interest_in_bounds")),
        sa.CheckConstraint("merged_into_id != id", name=op.f("ck_stakeholder_not_its_own_part")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_stakeholder_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["merged_into_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_merged_into_id")),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_stakeholder_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_stakeholder_submission_key")),
    )
    op.create_index(op.f("ix_stakeholder_merged_into_id"), "stakeholder", ["merged_into_id"], unique=False)
    op.create_index("ix_stakeholder_review_on", "stakeholder", ["review_on"], unique=False)
    op.create_index("ix_stakeholder_sort_name_id", "stakeholder", ["sort_name", "id"], unique=False)
    op.create_index(op.f("ix_stakeholder_sozialraum_id"), "stakeholder", ["sozialraum_id"], unique=False)
    op.create_table(
        "stakeholder_action_field",
        sa.Column("stakeholder_id", sa.Uuid(), nullable=False),
        sa.Column("action_field_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_field_id"], ["action_field.id"], name=op.f("fk_stakeholder_action_field_action_field_id")
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"],
            ["stakeholder.id"],
            name=op.f("fk_stakeholder_action_field_stakeholder_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("stakeholder_id", "action_field_id", name=op.f("pk_stakeholder_action_field")),
    )
    op.create_index(
        op.f("ix_stakeholder_action_field_action_field_id"),
        "stakeholder_action_field",
        ["action_field_id"],
        unique=False,
    )
    op.create_table(
        "stakeholder_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sort_name", sa.String(length=320), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("phone_key", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "mail", "letter", "phone", name="contact_way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column(
            "consent_way",
            sa.Enum(
                "written",
                "mail",
                "spoken",
                "imported",
                name="consent_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("may_be_named", sa.Boolean(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("erased_marks", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "erased_at IS NULL OR (name = '' AND email = '' AND phone = '' AND address = '')",
            name=op.f("ck_stakeholder_contact_erased_is_empty"),
        ),
        sa.CheckConstraint(
            "(consented_on IS NULL) = (consent_way IS NULL)", name=op.f("ck_stakeholder_contact_consent_says_how")
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_contact_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_contact")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_stakeholder_contact_submission_key")),
    )
    op.create_index(op.f("ix_stakeholder_contact_consented_on"), "stakeholder_contact", ["consented_on"], unique=False)
    op.create_index(op.f("ix_stakeholder_contact_email_key"), "stakeholder_contact", ["email_key"], unique=False)
    op.create_index(op.f("ix_stakeholder_contact_phone_key"), "stakeholder_contact", ["phone_key"], unique=False)
    op.create_index(
        op.f("ix_stakeholder_contact_stakeholder_id"), "stakeholder_contact", ["stakeholder_id"], unique=False
    )
    op.create_table(
        "stakeholder_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("influence", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=True),
        sa.Column(
            "attitude",
            sa.Enum(
                "unknown",
                "supports",
                "open",
                "waits",
                "opposes",
                name="attitude",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("next_step", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_stakeholder_review_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"],
            ["stakeholder.id"],
            name=op.f("fk_stakeholder_review_stakeholder_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_review")),
    )
    op.create_index(
        op.f("ix_stakeholder_review_stakeholder_id"), "stakeholder_review", ["stakeholder_id"], unique=False
    )
    op.create_table(
        "stakeholder_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("contact_ids", JSON, nullable=False),
        sa.Column("field_ids", JSON, nullable=False),
        sa.Column("filled", JSON, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_stakeholder_merge_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_merge_kept_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_merge_merged_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["account.id"], name=op.f("fk_stakeholder_merge_undone_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_merge")),
    )
    op.create_index(op.f("ix_stakeholder_merge_kept_id"), "stakeholder_merge", ["kept_id"], unique=False)
    op.create_index(op.f("ix_stakeholder_merge_merged_id"), "stakeholder_merge", ["merged_id"], unique=False)
    op.create_table(
        "stakeholder_distinction",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_distinction_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_distinction_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_stakeholder_distinction")),
    )
    op.create_table(
        "stakeholder_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum("preview", "taken", name="import_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows", JSON, nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_stakeholder_import_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_stakeholder_import_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_import")),
    )
    op.create_index(op.f("ix_stakeholder_import_created_at"), "stakeholder_import", ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_stakeholder_import_created_at"), table_name="stakeholder_import")
    op.drop_table("stakeholder_import")
    op.drop_table("stakeholder_distinction")
    op.drop_index(op.f("ix_stakeholder_merge_kept_id"), table_name="stakeholder_merge")
    op.drop_index(op.f("ix_stakeholder_merge_merged_id"), table_name="stakeholder_merge")
    op.drop_table("stakeholder_merge")
    op.drop_index(op.f("ix_stakeholder_review_stakeholder_id"), table_name="stakeholder_review")
    op.drop_table("stakeholder_review")
    op.drop_index(op.f("ix_stakeholder_contact_consented_on"), table_name="stakeholder_contact")
    op.drop_index(op.f("ix_stakeholder_contact_email_key"), table_name="stakeholder_contact")
    op.drop_index(op.f("ix_stakeholder_contact_phone_key"), table_name="stakeholder_contact")
    op.drop_index(op.f("ix_stakeholder_contact_stakeholder_id"), table_name="stakeholder_contact")
    op.drop_table("stakeholder_contact")
    op.drop_index(op.f("ix_stakeholder_action_field_action_field_id"), table_name="stakeholder_action_field")
    op.drop_table("stakeholder_action_field")
    op.drop_index(op.f("ix_stakeholder_merged_into_id"), table_name="stakeholder")
    op.drop_index("ix_stakeholder_review_on", table_name="stakeholder")
    op.drop_index("ix_stakeholder_sort_name_id", table_name="stakeholder")
    op.drop_index(op.f("ix_stakeholder_sozialraum_id"), table_name="stakeholder")
    op.drop_table("stakeholder")

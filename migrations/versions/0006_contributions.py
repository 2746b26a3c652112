"""Wortmeldungen with their receipts, contacts, photos and moderation; their words never change.

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQLITE_GUARD = """
CREATE TRIGGER contribution_words_never_change BEFORE UPDATE OF text, place_text ON contribution
WHEN (NEW.text IS NOT OLD.text OR NEW.place_text IS NOT OLD.place_text)
 AND NOT (NEW.withdrawn_at IS NOT NULL AND NEW.text = '' AND NEW.place_text = '')
BEGIN SELECT RAISE(ABORT, 'the words of a contribution never change'); END
"""
POSTGRESQL_GUARD = """
CREATE OR REPLACE FUNCTION contribution_words_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.text IS DISTINCT FROM OLD.text OR NEW.place_text IS DISTINCT FROM OLD.place_text)
     AND NOT (NEW.withdrawn_at IS NOT NULL AND NEW.text = '' AND NEW.place_text = '') THEN
    RAISE EXCEPTION 'the words of a contribution never change';
  END IF;
  RETURN NEW;
END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER contribution_words_never_change BEFORE UPDATE OF text, place_text ON contribution
FOR EACH ROW EXECUTE FUNCTION contribution_words_never_change()
"""


def upgrade() -> None:
    op.create_table(
        "issued_receipt",
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("receipt_hash", name=op.f("pk_issued_receipt")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_issued_receipt_issued_on"), "issued_receipt", ["issued_on"], unique=False)
    op.create_table(
        "receipt_reconciliation",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_receipt_reconciliation")),
    )
    op.create_table(
        "contribution",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "concern",
                "answer",
                "pin",
                "card",
                "minutes",
                "finding",
                "case",
                name="contribution_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column("place_text", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("content_digest", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column(
            "reported_by_kind",
            sa.Enum(
                "topic_guardian",
                "process_observer",
                "field_developer",
                name="observer_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("action_field_id", sa.Uuid(), nullable=True),
        sa.Column(
            "moderation",
            sa.Enum(
                "released",
                "held",
                "hidden",
                name="moderation_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("moderation_reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "channel <> 'observer' OR reported_by_kind IS NOT NULL", name=op.f("ck_contribution_observer_has_a_kind")
        ),
        sa.CheckConstraint("text <> '' OR withdrawn_at IS NOT NULL", name=op.f("ck_contribution_has_words")),
        sa.ForeignKeyConstraint(
            ["action_field_id"], ["action_field.id"], name=op.f("fk_contribution_action_field_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_contribution_consultation_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_contribution_recorded_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_contribution_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_contribution")),
        sa.UniqueConstraint("id", name=op.f("uq_contribution_id")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_contribution_receipt_hash")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_contribution_submission_key")),
    )
    op.create_index(
        "ix_contribution_consultation_id_seq",
        "contribution",
        ["consultation_id", "seq"],
        unique=False,
        sqlite_where=sa.text("consultation_id IS NOT NULL"),
        postgresql_where=sa.text("consultation_id IS NOT NULL"),
    )
    op.create_index(
        "ix_contribution_moderation_seq",
        "contribution",
        ["moderation", "seq"],
        unique=False,
        sqlite_where=sa.text("moderation <> 'released'"),
        postgresql_where=sa.text("moderation <> 'released'"),
    )
    op.create_index(
        "ix_contribution_recorded_by_seq",
        "contribution",
        ["recorded_by", "seq"],
        unique=False,
        sqlite_where=sa.text("recorded_by IS NOT NULL"),
        postgresql_where=sa.text("recorded_by IS NOT NULL"),
    )
    op.create_index(
        "ix_contribution_channel_seq",
        "contribution",
        ["channel", "seq"],
        unique=False,
        sqlite_where=sa.text("channel <> 'online'"),
        postgresql_where=sa.text("channel <> 'online'"),
    )
    op.create_index(
        "ix_contribution_kind_seq",
        "contribution",
        ["kind", "seq"],
        unique=False,
        sqlite_where=sa.text("kind <> 'concern'"),
        postgresql_where=sa.text("kind <> 'concern'"),
    )
    op.create_index("ix_contribution_sozialraum_id_seq", "contribution", ["sozialraum_id", "seq"], unique=False)
    op.create_table(
        "contribution_contact",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("wants_updates", sa.Boolean(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "email IS NOT NULL OR phone IS NOT NULL OR name IS NOT NULL", name=op.f("ck_contribution_contact_not_empty")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_contact_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_contribution_contact")),
    )
    op.create_table(
        "contribution_moderation",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column(
            "after",
            sa.Enum(
                "released",
                "held",
                "hidden",
                name="moderation_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["account.id"], name=op.f("fk_contribution_moderation_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_moderation_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_moderation")),
    )
    op.create_index(
        op.f("ix_contribution_moderation_contribution_id"), "contribution_moderation", ["contribution_id"], unique=False
    )
    op.create_table(
        "contribution_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column(
            "moderation",
            sa.Enum(
                "released",
                "held",
                "hidden",
                name="moderation_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_photo_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_photo")),
    )
    op.create_index(
        op.f("ix_contribution_photo_contribution_id"), "contribution_photo", ["contribution_id"], unique=False
    )
    op.create_index(op.f("ix_contribution_photo_file_name"), "contribution_photo", ["file_name"], unique=False)

    if op.get_context().dialect.name == "sqlite":
        op.execute(SQLITE_GUARD)
    else:
        op.execute(POSTGRESQL_GUARD)
        op.execute(POSTGRESQL_TRIGGER)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER contribution_words_never_change")
    else:
        op.execute("DROP TRIGGER contribution_words_never_change ON contribution")
        op.execute("DROP FUNCTION contribution_words_never_change()")

    op.drop_index(op.f("ix_contribution_photo_file_name"), table_name="contribution_photo")
    op.drop_index(op.f("ix_contribution_photo_contribution_id"), table_name="contribution_photo")
    op.drop_table("contribution_photo")
    op.drop_index(op.f("ix_contribution_moderation_contribution_id"), table_name="contribution_moderation")
    op.drop_table("contribution_moderation")
    op.drop_table("contribution_contact")
    op.drop_index("ix_contribution_sozialraum_id_seq", table_name="contribution")
    op.drop_index(
        "ix_contribution_channel_seq",
        table_name="contribution",
        sqlite_where=sa.text("channel <> 'online'"),
        postgresql_where=sa.text("channel <> 'online'"),
    )
    op.drop_index(
        "ix_contribution_kind_seq",
        table_name="contribution",
        sqlite_where=sa.text("kind <> 'concern'"),
        postgresql_where=sa.text("kind <> 'concern'"),
    )
    op.drop_index(
        "ix_contribution_recorded_by_seq",
        table_name="contribution",
        sqlite_where=sa.text("recorded_by IS NOT NULL"),
        postgresql_where=sa.text("recorded_by IS NOT NULL"),
    )
    op.drop_index(
        "ix_contribution_moderation_seq",
        table_name="contribution",
        sqlite_where=sa.text("moderation <> 'released'"),
        postgresql_where=sa.text("moderation <> 'released'"),
    )
    op.drop_index(
        "ix_contribution_consultation_id_seq",
        table_name="contribution",
        sqlite_where=sa.text("consultation_id IS NOT NULL"),
        postgresql_where=sa.text("consultation_id IS NOT NULL"),
    )
    op.drop_table("contribution")
    op.drop_table("receipt_reconciliation")
    op.drop_index(op.f("ix_issued_receipt_issued_on"), table_name="issued_receipt")
    op.drop_table("issued_receipt")

"""Triage, Bedarfe, evidence, answers, tallies and the search index.

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_module",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
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
                name="need_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_module")),
    )
    op.create_index(op.f("ix_text_module_status"), "text_module", ["status"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("action_field_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
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
                name="need_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("public_title", sa.String(length=160), nullable=False),
        sa.Column("public_sentence", sa.String(length=1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("change_number", sa.Integer(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_reason", sa.Text(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("contribution_count", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_field_id"], ["action_field.id"], name=op.f("fk_need_action_field_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_need_created_by")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["need.id"], name=op.f("fk_need_merged_into_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["account.id"], name=op.f("fk_need_responsible_id")),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_need_sozialraum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("change_number", name=op.f("uq_need_change_number")),
        sa.UniqueConstraint("number", name=op.f("uq_need_number")),
        sa.UniqueConstraint("seq", name=op.f("uq_need_seq")),
    )
    op.create_index(
        "ix_need_answered",
        "need",
        ["sozialraum_id", "answered_at"],
        unique=False,
        sqlite_where=sa.text("answered_at IS NOT NULL"),
        postgresql_where=sa.text("answered_at IS NOT NULL"),
    )
    op.create_index(
        "ix_need_answered_lately",
        "need",
        ["answered_at", "seq"],
        unique=False,
        sqlite_where=sa.text("answered_at IS NOT NULL"),
        postgresql_where=sa.text("answered_at IS NOT NULL"),
    )
    op.create_index(
        "ix_need_by_due",
        "need",
        ["due_on", "seq"],
        unique=False,
        sqlite_where=sa.text("due_on IS NOT NULL"),
        postgresql_where=sa.text("due_on IS NOT NULL"),
    )
    op.create_index("ix_need_by_field", "need", ["action_field_id", "status", "seq"], unique=False)
    op.create_index("ix_need_by_place", "need", ["sozialraum_id", "status", "action_field_id", "seq"], unique=False)
    op.create_index("ix_need_by_responsible", "need", ["responsible_id", "seq"], unique=False)
    op.create_index(
        "ix_need_by_responsible_due",
        "need",
        ["responsible_id", "due_on", "seq"],
        unique=False,
        sqlite_where=sa.text("due_on IS NOT NULL"),
        postgresql_where=sa.text("due_on IS NOT NULL"),
    )
    op.create_index("ix_need_by_status", "need", ["status", "seq"], unique=False)
    op.create_index(
        "ix_need_merged_into",
        "need",
        ["merged_into_id"],
        unique=False,
        sqlite_where=sa.text("merged_into_id IS NOT NULL"),
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )
    op.create_table(
        "need_tally",
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("action_field_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
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
                name="need_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_need_tally_sozialraum_id")),
        sa.PrimaryKeyConstraint("sozialraum_id", "action_field_id", "status", name=op.f("pk_need_tally")),
    )
    op.create_table(
        "internal_note",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_internal_note_by_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_internal_note_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_note")),
    )
    op.create_index(op.f("ix_internal_note_need_id"), "internal_note", ["need_id"], unique=False)
    op.create_table(
        "need_basic_function",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("basic_function_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["basic_function_id"], ["basic_function.id"], name=op.f("fk_need_basic_function_basic_function_id")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_basic_function_need_id")),
        sa.PrimaryKeyConstraint("need_id", "basic_function_id", name=op.f("pk_need_basic_function")),
    )
    op.create_index(
        op.f("ix_need_basic_function_basic_function_id"), "need_basic_function", ["basic_function_id"], unique=False
    )
    op.create_table(
        "need_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "created",
                "edited",
                "answered",
                "evidence_added",
                "evidence_removed",
                "merged",
                "absorbed",
                "split",
                "split_from",
                "assigned",
                "due",
                "groups",
                "deleted",
                "restored",
                "undone",
                name="entry_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "payload", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_need_entry_by_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_entry_need_id")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_need_entry_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_entry")),
    )
    op.create_index("ix_need_entry_of_need", "need_entry", ["need_id", "id"], unique=False)
    op.create_table(
        "need_target_group",
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("target_group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_target_group_need_id")),
        sa.ForeignKeyConstraint(
            ["target_group_id"], ["target_group.id"], name=op.f("fk_need_target_group_target_group_id")
        ),
        sa.PrimaryKeyConstraint("need_id", "target_group_id", name=op.f("pk_need_target_group")),
    )
    op.create_index(
        op.f("ix_need_target_group_target_group_id"), "need_target_group", ["target_group_id"], unique=False
    )
    op.create_table(
        "public_answer",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
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
                name="need_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("is_farewell", sa.Boolean(), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_public_answer_by_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_public_answer_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_answer")),
    )
    op.create_index("ix_public_answer_of_need", "public_answer", ["need_id", "id"], unique=False)
    op.create_table(
        "triage_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "decided",
                "split",
                "dropped",
                name="triage_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "new_need",
                "added",
                "no_need",
                "split",
                "aside",
                "withdrawn",
                name="triage_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("need_id", sa.Uuid(), nullable=True),
        sa.Column("reason_public", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_triage_item_consultation_id")),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_triage_item_contribution_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_triage_item_decided_by")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_triage_item_need_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["triage_item.id"], name=op.f("fk_triage_item_parent_id")),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_triage_item_sozialraum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_item")),
    )
    op.create_index("ix_triage_item_by_consultation", "triage_item", ["consultation_id", "state"], unique=False)
    op.create_index(
        "ix_triage_item_by_place", "triage_item", ["state", "sozialraum_id", "received_at", "id"], unique=False
    )
    op.create_index(op.f("ix_triage_item_contribution_id"), "triage_item", ["contribution_id"], unique=False)
    op.create_index(op.f("ix_triage_item_need_id"), "triage_item", ["need_id"], unique=False)
    op.create_index(op.f("ix_triage_item_parent_id"), "triage_item", ["parent_id"], unique=False)
    op.create_index("ix_triage_item_queue", "triage_item", ["state", "received_at", "id"], unique=False)
    op.create_index(
        "uq_triage_item_whole",
        "triage_item",
        ["contribution_id"],
        unique=True,
        sqlite_where=sa.text("parent_id IS NULL"),
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("origin_need_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contribution",
                "document",
                "expert",
                "indicator",
                "walk_audit",
                name="evidence_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum("for", "against", name="stance", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("triage_item_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"], name=op.f("fk_evidence_added_by")),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_evidence_contribution_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_evidence_need_id")),
        sa.ForeignKeyConstraint(["origin_need_id"], ["need.id"], name=op.f("fk_evidence_origin_need_id")),
        sa.ForeignKeyConstraint(["triage_item_id"], ["triage_item.id"], name=op.f("fk_evidence_triage_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("triage_item_id", name=op.f("uq_evidence_triage_item_id")),
    )
    op.create_index(op.f("ix_evidence_contribution_id"), "evidence", ["contribution_id"], unique=False)
    op.create_index("ix_evidence_of_need", "evidence", ["need_id", "contribution_id"], unique=False)
    op.create_table(
        "triage_decision",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "new_need",
                "added",
                "no_need",
                "split",
                "aside",
                "withdrawn",
                name="triage_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("need_id", sa.Uuid(), nullable=True),
        sa.Column("reason_public", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_triage_decision_by_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_triage_decision_contribution_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["triage_item.id"], name=op.f("fk_triage_decision_item_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_triage_decision_need_id")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_triage_decision_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_decision")),
    )
    op.create_index(op.f("ix_triage_decision_at"), "triage_decision", ["at"], unique=False)
    op.create_index(op.f("ix_triage_decision_batch_id"), "triage_decision", ["batch_id"], unique=False)
    op.create_index(op.f("ix_triage_decision_contribution_id"), "triage_decision", ["contribution_id"], unique=False)
    op.create_index(op.f("ix_triage_decision_item_id"), "triage_decision", ["item_id"], unique=False)
    op.create_index(op.f("ix_triage_decision_need_id"), "triage_decision", ["need_id"], unique=False)
    op.create_table(
        "evidence_move",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("from_need_id", sa.Uuid(), nullable=False),
        sa.Column("to_need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["need_entry.id"], name=op.f("fk_evidence_move_entry_id")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_move_evidence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["from_need_id"], ["need.id"], name=op.f("fk_evidence_move_from_need_id")),
        sa.ForeignKeyConstraint(["to_need_id"], ["need.id"], name=op.f("fk_evidence_move_to_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_move")),
    )
    op.create_index(op.f("ix_evidence_move_entry_id"), "evidence_move", ["entry_id"], unique=False)
    op.create_index(op.f("ix_evidence_move_evidence_id"), "evidence_move", ["evidence_id"], unique=False)

    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_need USING "
            "fts5(tokens, detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")"
        )
    else:
        op.execute("CREATE TABLE search_need (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_search_need_tokens ON search_need USING gin (tokens)")


def downgrade() -> None:
    op.execute("DROP TABLE search_need")

    op.drop_index(op.f("ix_evidence_move_evidence_id"), table_name="evidence_move")
    op.drop_index(op.f("ix_evidence_move_entry_id"), table_name="evidence_move")
    op.drop_table("evidence_move")
    op.drop_index(op.f("ix_triage_decision_need_id"), table_name="triage_decision")
    op.drop_index(op.f("ix_triage_decision_item_id"), table_name="triage_decision")
    op.drop_index(op.f("ix_triage_decision_contribution_id"), table_name="triage_decision")
    op.drop_index(op.f("ix_triage_decision_batch_id"), table_name="triage_decision")
    op.drop_index(op.f("ix_triage_decision_at"), table_name="triage_decision")
    op.drop_table("triage_decision")
    op.drop_index("ix_evidence_of_need", table_name="evidence")
    op.drop_index(op.f("ix_evidence_contribution_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(
        "uq_triage_item_whole",
        table_name="triage_item",
        sqlite_where=sa.text("parent_id IS NULL"),
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.drop_index("ix_triage_item_queue", table_name="triage_item")
    op.drop_index(op.f("ix_triage_item_parent_id"), table_name="triage_item")
    op.drop_index(op.f("ix_triage_item_need_id"), table_name="triage_item")
    op.drop_index(op.f("ix_triage_item_contribution_id"), table_name="triage_item")
    op.drop_index("ix_triage_item_by_place", table_name="triage_item")
    op.drop_index("ix_triage_item_by_consultation", table_name="triage_item")
    op.drop_table("triage_item")
    op.drop_index("ix_public_answer_of_need", table_name="public_answer")
    op.drop_table("public_answer")
    op.drop_index(op.f("ix_need_target_group_target_group_id"), table_name="need_target_group")
    op.drop_table("need_target_group")
    op.drop_index("ix_need_entry_of_need", table_name="need_entry")
    op.drop_table("need_entry")
    op.drop_index(op.f("ix_need_basic_function_basic_function_id"), table_name="need_basic_function")
    op.drop_table("need_basic_function")
    op.drop_index(op.f("ix_internal_note_need_id"), table_name="internal_note")
    op.drop_table("internal_note")
    op.drop_table("need_tally")
    op.drop_index(
        "ix_need_merged_into",
        table_name="need",
        sqlite_where=sa.text("merged_into_id IS NOT NULL"),
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )
    op.drop_index("ix_need_by_status", table_name="need")
    op.drop_index(
        "ix_need_by_responsible_due",
        table_name="need",
        sqlite_where=sa.text("due_on IS NOT NULL"),
        postgresql_where=sa.text("due_on IS NOT NULL"),
    )
    op.drop_index("ix_need_by_responsible", table_name="need")
    op.drop_index("ix_need_by_place", table_name="need")
    op.drop_index("ix_need_by_field", table_name="need")
    op.drop_index(
        "ix_need_by_due",
        table_name="need",
        sqlite_where=sa.text("due_on IS NOT NULL"),
        postgresql_where=sa.text("due_on IS NOT NULL"),
    )
    op.drop_index(
        "ix_need_answered_lately",
        table_name="need",
        sqlite_where=sa.text("answered_at IS NOT NULL"),
        postgresql_where=sa.text("answered_at IS NOT NULL"),
    )
    op.drop_index(
        "ix_need_answered",
        table_name="need",
        sqlite_where=sa.text("answered_at IS NOT NULL"),
        postgresql_where=sa.text("answered_at IS NOT NULL"),
    )
    op.drop_table("need")
    op.drop_index(op.f("ix_text_module_status"), table_name="text_module")
    op.drop_table("text_module")

"""Bedarfsanalyse, Soll-Ist-Abgleich and prioritising.

A Bedarf gets analyses (one current, earlier ones kept) with Kennzahlen beside their comparison, open questions, and decisions about
how far it is borne out; the rule that proposes such a decision has thresholds from a day on. A Handlungsfeld in a Sozialraum gets
rows of Soll and Ist. Rounds of prioritising keep the criteria as they were when the round was opened.

Revision: 0036
Follows: 0035
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
#: Whole thousandths on SQLite, which knows no decimals.
AMOUNT = sa.Numeric(16, 3).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "priority_criterion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.Column("meanings", JSON, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_priority_criterion_weight_is_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_criterion")),
        sa.UniqueConstraint("key", name=op.f("uq_priority_criterion_key")),
        sa.UniqueConstraint("name_key", name=op.f("uq_priority_criterion_name_key")),
    )
    op.create_table(
        "evidence_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("sources_some", sa.SmallInteger(), nullable=False),
        sa.Column("sources_clear", sa.SmallInteger(), nullable=False),
        sa.Column("reach_some", AMOUNT, nullable=False),
        sa.Column("reach_clear", AMOUNT, nullable=False),
        sa.Column("people_some", sa.Integer(), nullable=False),
        sa.Column("people_clear", sa.Integer(), nullable=False),
        sa.Column("deviation_some", AMOUNT, nullable=False),
        sa.Column("deviation_clear", AMOUNT, nullable=False),
        sa.Column("points_partly", sa.SmallInteger(), nullable=False),
        sa.Column("points_proven", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("deviation_clear >= deviation_some", name=op.f("ck_evidence_rule_deviation_rises")),
        sa.CheckConstraint("people_clear >= people_some", name=op.f("ck_evidence_rule_people_rise")),
        sa.CheckConstraint("points_proven > points_partly", name=op.f("ck_evidence_rule_points_rise")),
        sa.CheckConstraint("reach_clear >= reach_some", name=op.f("ck_evidence_rule_reach_rises")),
        sa.CheckConstraint("sources_clear >= sources_some", name=op.f("ck_evidence_rule_sources_rise")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_evidence_rule_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_rule")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_evidence_rule_valid_from")),
    )
    op.create_table(
        "priority_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "open", "closed", name="round_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_priority_round_closed_says_when")
        ),
        sa.CheckConstraint(
            "(state = 'draft') = (opened_at IS NULL)", name=op.f("ck_priority_round_open_says_since_when")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_priority_round_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_priority_round_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_round")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_priority_round_submission_key")),
    )
    op.create_index("ix_priority_round_created_at_id", "priority_round", ["created_at", "id"])
    op.create_index(op.f("ix_priority_round_sozialraum_id"), "priority_round", ["sozialraum_id"])

    op.create_table(
        "target_actual",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_field_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("subject_key", sa.String(length=320), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column(
            "actual_kind",
            sa.Enum(
                "offers", "indicator", "typed", name="actual_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("actual_value", AMOUNT, nullable=True),
        sa.Column(
            "offer_kind",
            sa.Enum(
                "advice",
                "everyday_help",
                "care",
                "health",
                "transport",
                "meeting_place",
                "meals",
                "club",
                "housing",
                "education",
                "children",
                "authority",
                "emergency",
                "other",
                name="offer_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("indicator_key", sa.String(length=80), nullable=False),
        sa.Column("actual_source", sa.String(length=400), nullable=False),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("target_value", AMOUNT, nullable=False),
        sa.Column(
            "target_kind",
            sa.Enum(
                "law",
                "guideline",
                "decision",
                "participation",
                name="target_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("target_source", sa.String(length=400), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "actual_kind = 'offers' OR offer_kind IS NULL", name=op.f("ck_target_actual_counts_one_thing")
        ),
        sa.CheckConstraint("actual_value >= 0", name=op.f("ck_target_actual_actual_is_no_debt")),
        sa.CheckConstraint("target_value > 0", name=op.f("ck_target_actual_target_is_something")),
        sa.ForeignKeyConstraint(
            ["action_field_id"], ["action_field.id"], name=op.f("fk_target_actual_action_field_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_target_actual_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_target_actual_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_actual")),
        sa.UniqueConstraint(
            "sozialraum_id",
            "action_field_id",
            "subject_key",
            name=op.f("uq_target_actual_sozialraum_id_action_field_id_subject_key"),
        ),
        sa.UniqueConstraint("submission_key", name=op.f("uq_target_actual_submission_key")),
    )
    op.create_index("ix_target_actual_action_field_id", "target_actual", ["action_field_id", "subject_key", "id"])
    op.create_index("ix_target_actual_subject_key_id", "target_actual", ["subject_key", "id"])

    op.create_table(
        "need_analysis",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("begun_because", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=True),
        sa.Column("group_source", sa.String(length=300), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "felt", "partly", "proven", name="evidence_level", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("group_size > 0", name=op.f("ck_need_analysis_group_is_somebody")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_need_analysis_number_counts")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_need_analysis_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_analysis_need_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_analysis")),
        sa.UniqueConstraint("need_id", "number", name=op.f("uq_need_analysis_need_id_number")),
    )
    op.create_index("ix_need_analysis_level", "need_analysis", ["level"])
    op.create_index(
        "uq_need_analysis_current",
        "need_analysis",
        ["need_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "round_criterion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.Column("meanings", JSON, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_round_criterion_weight_is_in_range")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_round_criterion_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_criterion")),
    )
    op.create_index(op.f("ix_round_criterion_round_id"), "round_criterion", ["round_id"])

    op.create_table(
        "round_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_round_member_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_round_member_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_member")),
        sa.UniqueConstraint("round_id", "account_id", name=op.f("uq_round_member_round_id_account_id")),
    )
    op.create_index(op.f("ix_round_member_account_id"), "round_member", ["account_id"])

    op.create_table(
        "round_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_round_need_need_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_round_need_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_need")),
        sa.UniqueConstraint("round_id", "need_id", name=op.f("uq_round_need_round_id_need_id")),
    )
    op.create_index(op.f("ix_round_need_need_id"), "round_need", ["need_id"])

    op.create_table(
        "target_actual_need",
        sa.Column("target_actual_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_target_actual_need_need_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_actual_id"],
            ["target_actual.id"],
            name=op.f("fk_target_actual_need_target_actual_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("target_actual_id", "need_id", name=op.f("pk_target_actual_need")),
    )
    op.create_index(op.f("ix_target_actual_need_need_id"), "target_actual_need", ["need_id"])

    op.create_table(
        "analysis_indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("indicator_key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("value", AMOUNT, nullable=True),
        sa.Column("compared", AMOUNT, nullable=True),
        sa.Column("compared_with", sa.String(length=200), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column(
            "tendency",
            sa.Enum("higher", "lower", name="tendency", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["need_analysis.id"], name=op.f("fk_analysis_indicator_analysis_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis_indicator")),
    )
    op.create_index(op.f("ix_analysis_indicator_analysis_id"), "analysis_indicator", ["analysis_id"])

    op.create_table(
        "evidence_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "felt", "partly", "proven", name="evidence_level", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("proposed", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["need_analysis.id"], name=op.f("fk_evidence_decision_analysis_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_evidence_decision_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_decision")),
    )
    op.create_index(op.f("ix_evidence_decision_analysis_id"), "evidence_decision", ["analysis_id"])

    op.create_table(
        "open_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("data_collection_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["account.id"], name=op.f("fk_open_question_closed_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_open_question_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["data_collection_id"],
            ["data_collection.id"],
            name=op.f("fk_open_question_data_collection_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_open_question_need_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["account.id"], name=op.f("fk_open_question_responsible_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_question")),
    )
    op.create_index(op.f("ix_open_question_data_collection_id"), "open_question", ["data_collection_id"])
    op.create_index(
        "ix_open_question_due",
        "open_question",
        ["responsible_id", "due_on"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(op.f("ix_open_question_need_id"), "open_question", ["need_id"])

    op.create_table(
        "priority_score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("round_need_id", sa.Uuid(), nullable=False),
        sa.Column("round_criterion_id", sa.Uuid(), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 5", name=op.f("ck_priority_score_points_are_in_range")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["round_member.id"], name=op.f("fk_priority_score_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_criterion_id"],
            ["round_criterion.id"],
            name=op.f("fk_priority_score_round_criterion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_need_id"], ["round_need.id"], name=op.f("fk_priority_score_round_need_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_score")),
        sa.UniqueConstraint(
            "member_id",
            "round_need_id",
            "round_criterion_id",
            name=op.f("uq_priority_score_member_id_round_need_id_round_criterion_id"),
        ),
    )
    op.create_index(op.f("ix_priority_score_round_criterion_id"), "priority_score", ["round_criterion_id"])
    op.create_index(op.f("ix_priority_score_round_need_id"), "priority_score", ["round_need_id"])


def downgrade() -> None:

    op.drop_table("priority_score")

    op.drop_table("open_question")

    op.drop_table("evidence_decision")

    op.drop_table("analysis_indicator")

    op.drop_table("target_actual_need")

    op.drop_table("round_need")

    op.drop_table("round_member")

    op.drop_table("round_criterion")

    op.drop_table("need_analysis")

    op.drop_table("target_actual")

    op.drop_table("priority_round")
    op.drop_table("evidence_rule")
    op.drop_table("priority_criterion")

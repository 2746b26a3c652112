"""Goals in the Gegenstromverfahren, SWOT-Analysen and Startchecks.

A Gegenstromverfahren holds a tree of goals, the departments and Gemeinden that get their part of it, what they say to each goal in
each round, and a frozen Fassung for each step that ended. A SWOT-Analyse of a Sozialraum has entries in eight fields and Fassungen.
A Startcheck keeps the answers of one day.

Revision: 0040
Follows: 0039
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
#: Whole thousandths on SQLite, which knows no decimals.
AMOUNT = sa.Numeric(16, 3).with_variant(sa.BigInteger(), "sqlite")
TABLES = (
    "start_check",
    "swot_version",
    "swot_entry",
    "swot",
    "goal_version",
    "goal_statement",
    "goal_measure",
    "goal_need",
    "goal_recipient",
    "goal",
    "goal_part",
    "goal_procedure",
)


def upgrade() -> None:
    op.create_table(
        "goal_procedure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "setting",
                "checking",
                "proposing",
                "reconciling",
                "decided",
                name="procedure_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("committee_id", sa.Uuid(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'decided') = (decided_on IS NOT NULL)", name=op.f("ck_goal_procedure_decided_says_when")
        ),
        sa.CheckConstraint("round BETWEEN 1 AND 5", name=op.f("ck_goal_procedure_round_is_counted")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_goal_procedure_committee_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_goal_procedure_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_goal_procedure_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_goal_procedure_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_procedure")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_goal_procedure_submission_key")),
    )
    op.create_index(op.f("ix_goal_procedure_committee_id"), "goal_procedure", ["committee_id"], unique=False)
    op.create_index("ix_goal_procedure_created_at_id", "goal_procedure", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_goal_procedure_decision_id"), "goal_procedure", ["decision_id"], unique=False)
    op.create_index(op.f("ix_goal_procedure_sozialraum_id"), "goal_procedure", ["sozialraum_id"], unique=False)
    op.create_table(
        "goal_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "department", "municipality", name="part_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'department') = (responsible_id IS NOT NULL)", name=op.f("ck_goal_part_department_names_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["goal_procedure.id"], name=op.f("fk_goal_part_procedure_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["account.id"], name=op.f("fk_goal_part_responsible_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_goal_part_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_part")),
        sa.UniqueConstraint("procedure_id", "name", name=op.f("uq_goal_part_procedure_id_name")),
    )
    op.create_index(op.f("ix_goal_part_responsible_id"), "goal_part", ["responsible_id"], unique=False)
    op.create_index(op.f("ix_goal_part_sozialraum_id"), "goal_part", ["sozialraum_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column(
            "level",
            sa.Enum(
                "guiding",
                "operational",
                "partial",
                name="goal_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("is_proposal", sa.Boolean(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("indicator_key", sa.String(length=80), nullable=False),
        sa.Column(
            "aim",
            sa.Enum("at_least", "at_most", name="target_aim", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("target_value", AMOUNT, nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "open",
                "kept",
                "changed",
                "dropped",
                name="goal_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("outcome_reason", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(indicator_key = '') = (aim IS NULL)", name=op.f("ck_goal_measured_to_a_side")),
        sa.CheckConstraint("(indicator_key = '') = (target_value IS NULL)", name=op.f("ck_goal_measured_to_a_number")),
        sa.CheckConstraint("(level = 'guiding') = (parent_id IS NULL)", name=op.f("ck_goal_hangs_on_the_level_above")),
        sa.CheckConstraint(
            "outcome IN ('open', 'kept') OR outcome_reason <> ''", name=op.f("ck_goal_changed_for_a_reason")
        ),
        sa.CheckConstraint("NOT is_proposal OR part_id IS NOT NULL", name=op.f("ck_goal_proposal_says_from_whom")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_goal_created_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["parent_id"], ["goal.id"], name=op.f("fk_goal_parent_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["part_id"], ["goal_part.id"], name=op.f("fk_goal_part_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["goal_procedure.id"], name=op.f("fk_goal_procedure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_goal_submission_key")),
    )
    op.create_index(op.f("ix_goal_parent_id"), "goal", ["parent_id"], unique=False)
    op.create_index(op.f("ix_goal_part_id"), "goal", ["part_id"], unique=False)
    op.create_index(op.f("ix_goal_procedure_id"), "goal", ["procedure_id"], unique=False)
    op.create_table(
        "goal_recipient",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_recipient_goal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["part_id"], ["goal_part.id"], name=op.f("fk_goal_recipient_part_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "part_id", name=op.f("pk_goal_recipient")),
    )
    op.create_index(op.f("ix_goal_recipient_part_id"), "goal_recipient", ["part_id"], unique=False)
    op.create_table(
        "goal_need",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_need_goal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_goal_need_need_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("goal_id", "need_id", name=op.f("pk_goal_need")),
    )
    op.create_index(op.f("ix_goal_need_need_id"), "goal_need", ["need_id"], unique=False)
    op.create_table(
        "goal_measure",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_measure_goal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_goal_measure_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "measure_id", name=op.f("pk_goal_measure")),
    )
    op.create_index(op.f("ix_goal_measure_measure_id"), "goal_measure", ["measure_id"], unique=False)
    op.create_table(
        "goal_statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "agree",
                "change",
                "not_possible",
                name="statement_answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer = 'agree' OR reason <> ''", name=op.f("ck_goal_statement_says_why")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_goal_statement_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_statement_goal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["part_id"], ["goal_part.id"], name=op.f("fk_goal_statement_part_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_statement")),
        sa.UniqueConstraint("goal_id", "part_id", "round", name=op.f("uq_goal_statement_goal_id_part_id_round")),
    )
    op.create_index(op.f("ix_goal_statement_part_id"), "goal_statement", ["part_id"], unique=False)
    op.create_table(
        "goal_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "setting",
                "checking",
                "proposing",
                "reconciling",
                "decided",
                name="procedure_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content", JSON, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_goal_version_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["goal_procedure.id"], name=op.f("fk_goal_version_procedure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_version")),
        sa.UniqueConstraint("procedure_id", "round", "stage", name=op.f("uq_goal_version_procedure_id_round_stage")),
    )
    op.create_table(
        "swot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("made_with", sa.String(length=300), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_swot_created_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_swot_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swot")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_swot_submission_key")),
    )
    op.create_index("ix_swot_created_at_id", "swot", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_swot_sozialraum_id"), "swot", ["sozialraum_id"], unique=False)
    op.create_table(
        "swot_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("swot_id", sa.Uuid(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "strength",
                "weakness",
                "opportunity",
                "threat",
                "strength_opportunity",
                "weakness_opportunity",
                "strength_threat",
                "weakness_threat",
                name="swot_field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=True),
        sa.Column("indicator_key", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_swot_entry_says_something")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_swot_entry_need_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["swot_id"], ["swot.id"], name=op.f("fk_swot_entry_swot_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swot_entry")),
    )
    op.create_index(op.f("ix_swot_entry_need_id"), "swot_entry", ["need_id"], unique=False)
    op.create_index(op.f("ix_swot_entry_swot_id"), "swot_entry", ["swot_id"], unique=False)
    op.create_table(
        "swot_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("swot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_swot_version_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["swot_id"], ["swot.id"], name=op.f("fk_swot_version_swot_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swot_version")),
        sa.UniqueConstraint("swot_id", "number", name=op.f("uq_swot_version_swot_id_number")),
    )
    op.create_table(
        "start_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_start_check_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_start_check_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_check")),
        sa.UniqueConstraint("sozialraum_id", "checked_on", name=op.f("uq_start_check_sozialraum_id_checked_on")),
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)

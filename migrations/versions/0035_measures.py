"""Maßnahmen with Meilensteine and risks, the Wirkungstreppe, Evaluationen, and the question whether it helped.

What is done about a Bedarf has a day of review from the first moment; the database holds that, one answer for each Wortmeldung
to each question, and a reason for whatever was stopped or judged.

Revision: 0035
Follows: 0034
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

MONEY = sa.Numeric(12, 2).with_variant(sa.BigInteger(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("sort_title", sa.String(length=320), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum("high", "medium", "low", name="priority", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=True),
        sa.Column("budget_planned", MONEY, nullable=True),
        sa.Column("budget_spent", MONEY, nullable=True),
        sa.Column("funding_application_id", sa.Uuid(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stopped_reason", sa.String(length=400), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("reviews_ended_on", sa.Date(), nullable=True),
        sa.Column("milestones_done", sa.Integer(), nullable=False),
        sa.Column("milestones_open", sa.Integer(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("last_done_on", sa.Date(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("public_title", sa.String(length=160), nullable=False),
        sa.Column("public_sentence", sa.String(length=1000), nullable=False),
        sa.Column(
            "told_stage",
            sa.Enum("begun", "ended", "stopped", name="stage", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stopped_on IS NULL) = (stopped_reason = '')", name=op.f("ck_measure_stopped_for_a_reason")
        ),
        sa.CheckConstraint("NOT is_public OR public_sentence <> ''", name=op.f("ck_measure_public_with_a_sentence")),
        sa.CheckConstraint("budget_planned >= 0", name=op.f("ck_measure_planned_is_not_negative")),
        sa.CheckConstraint("budget_spent >= 0", name=op.f("ck_measure_spent_is_not_negative")),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_measure_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_measure_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_measure_decision_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["funding_application_id"],
            ["funding_application.id"],
            name=op.f("fk_measure_funding_application_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["account.id"], name=op.f("fk_measure_responsible_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_measure_stakeholder_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_measure_submission_key")),
    )
    op.create_index(op.f("ix_measure_decision_id"), "measure", ["decision_id"], unique=False)
    op.create_index(op.f("ix_measure_funding_application_id"), "measure", ["funding_application_id"], unique=False)
    op.create_index("ix_measure_next_due_on", "measure", ["next_due_on"], unique=False)
    op.create_index(op.f("ix_measure_responsible_id"), "measure", ["responsible_id"], unique=False)
    op.create_index("ix_measure_review_on_id", "measure", ["review_on", "id"], unique=False)
    op.create_index("ix_measure_sort_title_id", "measure", ["sort_title", "id"], unique=False)
    op.create_index(op.f("ix_measure_stakeholder_id"), "measure", ["stakeholder_id"], unique=False)
    op.create_table(
        "effect",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "input",
                "output_1",
                "output_2",
                "output_3",
                "outcome_4",
                "outcome_5",
                "outcome_6",
                "impact_7",
                name="effect_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("statement", sa.String(length=400), nullable=False),
        sa.Column("indicator_key", sa.String(length=100), nullable=False),
        sa.Column("indicator_name", sa.String(length=200), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("measured", sa.String(length=200), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=True),
        sa.Column(
            "attainment",
            sa.Enum(
                "reached",
                "partly",
                "missed",
                "open",
                name="attainment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("judgement", sa.String(length=1000), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("attainment = 'open' OR judgement <> ''", name=op.f("ck_effect_judged_with_a_reason")),
        sa.CheckConstraint("measured = '' OR measured_on IS NOT NULL", name=op.f("ck_effect_measured_on_a_day")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_effect_measure_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_effect_submission_key")),
    )
    op.create_index(op.f("ix_effect_measure_id"), "effect", ["measure_id"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "reached",
                "partly",
                "missed",
                "open",
                name="attainment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "consequence",
            sa.Enum(
                "continue",
                "change",
                "end",
                "new_need",
                name="consequence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("new_need_id", sa.Uuid(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("ladder", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(consequence = 'end') = (next_review_on IS NULL)", name=op.f("ck_evaluation_goes_on_until_a_day")
        ),
        sa.CheckConstraint("next_review_on > held_on", name=op.f("ck_evaluation_next_review_follows")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_evaluation_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_evaluation_measure_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["new_need_id"], ["need.id"], name=op.f("fk_evaluation_new_need_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_evaluation_submission_key")),
    )
    op.create_index("ix_evaluation_measure_id_held_on", "evaluation", ["measure_id", "held_on"], unique=False)
    op.create_index(op.f("ix_evaluation_new_need_id"), "evaluation", ["new_need_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_follow_up_asked_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_follow_up_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_follow_up_measure_id")),
    )
    op.create_table(
        "measure_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "created",
                "edited",
                "need_linked",
                "need_unlinked",
                "milestone_added",
                "milestone_changed",
                "milestone_removed",
                "milestone_done",
                "milestone_reopened",
                "risk_added",
                "risk_removed",
                "stopped",
                "resumed",
                "released",
                "withdrawn",
                "told",
                "evaluated",
                "asked",
                name="measure_entry_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_measure_entry_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_entry_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_entry")),
    )
    op.create_index("ix_measure_entry_measure_id_at", "measure_entry", ["measure_id", "at"], unique=False)
    op.create_table(
        "measure_need",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_need_measure_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_measure_need_need_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("measure_id", "need_id", name=op.f("pk_measure_need")),
    )
    op.create_index(op.f("ix_measure_need_need_id"), "measure_need", ["need_id"], unique=False)
    op.create_table(
        "measure_partner",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_partner_measure_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_measure_partner_stakeholder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", "stakeholder_id", name=op.f("pk_measure_partner")),
    )
    op.create_index(op.f("ix_measure_partner_stakeholder_id"), "measure_partner", ["stakeholder_id"], unique=False)
    op.create_table(
        "measure_place",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_place_measure_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_measure_place_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("measure_id", "sozialraum_id", name=op.f("pk_measure_place")),
    )
    op.create_index(op.f("ix_measure_place_sozialraum_id"), "measure_place", ["sozialraum_id"], unique=False)
    op.create_table(
        "measure_risk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column(
            "likelihood",
            sa.Enum(
                "unlikely",
                "possible",
                "likely",
                name="likelihood",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "harm",
            sa.Enum("low", "medium", "high", name="harm", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("response", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_risk_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_risk")),
    )
    op.create_index(op.f("ix_measure_risk_measure_id"), "measure_risk", ["measure_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["account.id"], name=op.f("fk_milestone_done_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_milestone_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_milestone_submission_key")),
    )
    op.create_index("ix_milestone_done_on_due_on", "milestone", ["done_on", "due_on"], unique=False)
    op.create_index("ix_milestone_measure_id_due_on", "milestone", ["measure_id", "due_on"], unique=False)
    op.create_table(
        "follow_up_answer",
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column(
            "helped",
            sa.Enum("yes", "partly", "no", name="helped", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_follow_up_answer_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_answer_follow_up_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("follow_up_id", "contribution_id", name=op.f("pk_follow_up_answer")),
    )
    op.create_index(op.f("ix_follow_up_answer_contribution_id"), "follow_up_answer", ["contribution_id"], unique=False)
    op.create_table(
        "follow_up_remark",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_follow_up_remark_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_remark_follow_up_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_follow_up_remark")),
    )
    op.create_index(op.f("ix_follow_up_remark_follow_up_id"), "follow_up_remark", ["follow_up_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_follow_up_remark_follow_up_id"), table_name="follow_up_remark")
    op.drop_table("follow_up_remark")
    op.drop_index(op.f("ix_follow_up_answer_contribution_id"), table_name="follow_up_answer")
    op.drop_table("follow_up_answer")
    op.drop_index("ix_milestone_measure_id_due_on", table_name="milestone")
    op.drop_index("ix_milestone_done_on_due_on", table_name="milestone")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_measure_risk_measure_id"), table_name="measure_risk")
    op.drop_table("measure_risk")
    op.drop_index(op.f("ix_measure_place_sozialraum_id"), table_name="measure_place")
    op.drop_table("measure_place")
    op.drop_index(op.f("ix_measure_partner_stakeholder_id"), table_name="measure_partner")
    op.drop_table("measure_partner")
    op.drop_index(op.f("ix_measure_need_need_id"), table_name="measure_need")
    op.drop_table("measure_need")
    op.drop_index("ix_measure_entry_measure_id_at", table_name="measure_entry")
    op.drop_table("measure_entry")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_evaluation_new_need_id"), table_name="evaluation")
    op.drop_index("ix_evaluation_measure_id_held_on", table_name="evaluation")
    op.drop_table("evaluation")
    op.drop_index(op.f("ix_effect_measure_id"), table_name="effect")
    op.drop_table("effect")
    op.drop_index(op.f("ix_measure_stakeholder_id"), table_name="measure")
    op.drop_index("ix_measure_sort_title_id", table_name="measure")
    op.drop_index("ix_measure_review_on_id", table_name="measure")
    op.drop_index(op.f("ix_measure_responsible_id"), table_name="measure")
    op.drop_index("ix_measure_next_due_on", table_name="measure")
    op.drop_index(op.f("ix_measure_funding_application_id"), table_name="measure")
    op.drop_index(op.f("ix_measure_decision_id"), table_name="measure")
    op.drop_table("measure")

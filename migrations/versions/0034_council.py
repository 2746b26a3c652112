"""The way of a Bedarf through the Gremien: Handlungsempfehlung, Beschlussvorlage, Beratungsfolge, Beschluss.

The Gremien that Fachplanungen name get a kind, a place and a task of their own; those that are there become "anderes Gremium"
and are still forgotten when no Fachplanung names them any more.

Revision: 0034
Follows: 0033
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

#: Euro with two decimals; whole cents on SQLite, which knows no decimals.
MONEY = sa.Numeric(12, 2).with_variant(sa.BigInteger(), "sqlite")
KINDS = (
    "county_council", "county_committee", "expert_committee", "municipal_council", "steering", "forum", "workshop",
    "working_group", "advisory", "other",
)  # fmt: skip


def upgrade() -> None:
    _describe_committees()
    _make_register()
    _make_recommendations()
    _make_papers()
    _make_decisions()


def _describe_committees() -> None:
    with op.batch_alter_table("committee") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="other"))
        batch_op.add_column(sa.Column("sozialraum_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("task", sa.String(length=1000), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("is_kept", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("submission_key", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_index(batch_op.f("ix_committee_sozialraum_id"), ["sozialraum_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_committee_submission_key"), ["submission_key"])
        batch_op.create_check_constraint(batch_op.f("ck_committee_committee_kind"), sa.column("kind").in_(KINDS))
        batch_op.create_foreign_key(
            batch_op.f("fk_committee_sozialraum_id"), "sozialraum", ["sozialraum_id"], ["id"], ondelete="RESTRICT"
        )


def _make_register() -> None:
    op.create_table(
        "committee_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("function", sa.String(length=80), nullable=False),
        sa.CheckConstraint("(stakeholder_id IS NULL) = (name <> '')", name=op.f("ck_committee_member_has_one_name")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_member_committee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_committee_member_stakeholder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_member")),
        sa.UniqueConstraint(
            "committee_id", "stakeholder_id", name=op.f("uq_committee_member_committee_id_stakeholder_id")
        ),
    )
    op.create_index(op.f("ix_committee_member_committee_id"), "committee_member", ["committee_id"], unique=False)
    op.create_index(op.f("ix_committee_member_stakeholder_id"), "committee_member", ["stakeholder_id"], unique=False)
    op.create_table(
        "committee_responsibility",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
        sa.Column("action_field_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "decides", "prepares", "advises", name="part", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_field_id"],
            ["action_field.id"],
            name=op.f("fk_committee_responsibility_action_field_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_committee_responsibility_committee_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_responsibility")),
        sa.UniqueConstraint(
            "committee_id", "action_field_id", name=op.f("uq_committee_responsibility_committee_id_action_field_id")
        ),
    )
    op.create_index(
        op.f("ix_committee_responsibility_action_field_id"),
        "committee_responsibility",
        ["action_field_id"],
        unique=False,
    )
    op.create_table(
        "committee_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.Time(), nullable=True),
        sa.Column("venue", sa.String(length=160), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_session_committee_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_session")),
        sa.UniqueConstraint("committee_id", "held_on", name=op.f("uq_committee_session_committee_id_held_on")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_committee_session_submission_key")),
    )
    op.create_index("ix_committee_session_held_on", "committee_session", ["held_on", "id"], unique=False)


def _make_recommendations() -> None:
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "ready",
                "in_council",
                "decided",
                "withdrawn",
                name="recommendation_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_recommendation_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["account.id"], name=op.f("fk_recommendation_responsible_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_recommendation_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("number", name=op.f("uq_recommendation_number")),
        sa.UniqueConstraint("seq", name=op.f("uq_recommendation_seq")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_recommendation_submission_key")),
    )
    op.create_index("ix_recommendation_by_place", "recommendation", ["sozialraum_id", "state", "seq"], unique=False)
    op.create_index("ix_recommendation_by_state", "recommendation", ["state", "seq"], unique=False)
    op.create_index(op.f("ix_recommendation_responsible_id"), "recommendation", ["responsible_id"], unique=False)
    op.create_table(
        "recommendation_need",
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_recommendation_need_need_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_need_recommendation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recommendation_id", "need_id", name=op.f("pk_recommendation_need")),
    )
    op.create_index(op.f("ix_recommendation_need_need_id"), "recommendation_need", ["need_id"], unique=False)
    op.create_table(
        "recommendation_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("body", sa.String(length=4000), nullable=False),
        sa.Column("pros", sa.String(length=4000), nullable=False),
        sa.Column("cons", sa.String(length=4000), nullable=False),
        sa.Column("cost_once", MONEY, nullable=True),
        sa.Column("cost_yearly", MONEY, nullable=True),
        sa.Column("cost_note", sa.String(length=300), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "cost_once >= 0 AND cost_yearly >= 0", name=op.f("ck_recommendation_option_costs_are_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_option_recommendation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_option")),
    )
    op.create_index(
        "ix_recommendation_option_of_recommendation",
        "recommendation_option",
        ["recommendation_id", "position"],
        unique=False,
    )
    op.create_index(
        "uq_recommendation_option_chosen",
        "recommendation_option",
        ["recommendation_id"],
        unique=True,
        sqlite_where=sa.text("is_chosen"),
        postgresql_where=sa.text("is_chosen"),
    )
    op.create_table(
        "option_effect",
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("basic_function_id", sa.Uuid(), nullable=False),
        sa.Column(
            "effect",
            sa.Enum(
                "much_better",
                "better",
                "same",
                "worse",
                name="effect",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["basic_function_id"],
            ["basic_function.id"],
            name=op.f("fk_option_effect_basic_function_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["recommendation_option.id"], name=op.f("fk_option_effect_option_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("option_id", "basic_function_id", name=op.f("pk_option_effect")),
    )
    op.create_index(op.f("ix_option_effect_basic_function_id"), "option_effect", ["basic_function_id"], unique=False)


def _make_papers() -> None:
    op.create_table(
        "paper_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=160), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("placeholders", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["account.id"], name=op.f("fk_paper_template_uploaded_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template")),
    )
    op.create_index(op.f("ix_paper_template_uploaded_at"), "paper_template", ["uploaded_at"], unique=False)
    op.create_table(
        "council_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "decided",
                "withdrawn",
                name="paper_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("costs", sa.Text(), nullable=False),
        sa.Column("proposal", sa.String(length=4000), nullable=False),
        sa.Column("outside_number", sa.String(length=60), nullable=False),
        sa.Column("outside_address", sa.String(length=500), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_council_paper_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_council_paper_recommendation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_council_paper_number")),
        sa.UniqueConstraint("seq", name=op.f("uq_council_paper_seq")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_council_paper_submission_key")),
    )
    op.create_index("ix_council_paper_by_state", "council_paper", ["state", "seq"], unique=False)
    op.create_index(op.f("ix_council_paper_recommendation_id"), "council_paper", ["recommendation_id"], unique=False)
    op.create_table(
        "paper_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_paper_version_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["council_paper.id"], name=op.f("fk_paper_version_paper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["account.id"], name=op.f("fk_paper_version_submitted_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_version")),
        sa.UniqueConstraint("paper_id", "number", name=op.f("uq_paper_version_paper_id_number")),
    )
    op.create_table(
        "oparl_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "done", "failed", name="reading_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("reference", sa.String(length=500), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=500), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_oparl_reading_asked_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["council_paper.id"], name=op.f("fk_oparl_reading_paper_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oparl_reading")),
    )
    op.create_index(op.f("ix_oparl_reading_paper_id"), "oparl_reading", ["paper_id"], unique=False)


def _make_decisions() -> None:
    op.create_table(
        "deliberation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "preparing",
                "deciding",
                "notice",
                "hearing",
                name="deliberation_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("paper_version_id", sa.Uuid(), nullable=True),
        sa.Column("agenda_item", sa.String(length=20), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "unanimous",
                "majority",
                "amended",
                "rejected",
                "adjourned",
                "referred",
                "noted",
                "withdrawn",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("votes_yes", sa.Integer(), nullable=True),
        sa.Column("votes_no", sa.Integer(), nullable=True),
        sa.Column("votes_abstained", sa.Integer(), nullable=True),
        sa.Column("outside_address", sa.String(length=500), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "result IS NULL OR paper_version_id IS NOT NULL", name=op.f("ck_deliberation_result_needs_a_submission")
        ),
        sa.CheckConstraint(
            "votes_yes BETWEEN 0 AND 999 AND votes_no BETWEEN 0 AND 999 AND votes_abstained BETWEEN 0 AND 999",
            name=op.f("ck_deliberation_votes_are_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["council_paper.id"], name=op.f("fk_deliberation_paper_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["paper_version_id"],
            ["paper_version.id"],
            name=op.f("fk_deliberation_paper_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["committee_session.id"], name=op.f("fk_deliberation_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliberation")),
        sa.UniqueConstraint("paper_id", "session_id", name=op.f("uq_deliberation_paper_id_session_id")),
    )
    op.create_index(op.f("ix_deliberation_paper_version_id"), "deliberation", ["paper_version_id"], unique=False)
    op.create_index(op.f("ix_deliberation_session_id"), "deliberation", ["session_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("deliberation_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "unanimous",
                "majority",
                "amended",
                "rejected",
                "adjourned",
                "referred",
                "noted",
                "withdrawn",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("review_on > decided_on", name=op.f("ck_decision_review_follows")),
        sa.ForeignKeyConstraint(
            ["deliberation_id"], ["deliberation.id"], name=op.f("fk_decision_deliberation_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["council_paper.id"], name=op.f("fk_decision_paper_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("deliberation_id", name=op.f("uq_decision_deliberation_id")),
    )
    op.create_index("ix_decision_decided_on", "decision", ["decided_on", "id"], unique=False)
    op.create_index(op.f("ix_decision_paper_id"), "decision", ["paper_id"], unique=False)
    op.create_index(
        "ix_decision_review_due",
        "decision",
        ["review_on"],
        unique=False,
        sqlite_where=sa.text("reviewed_at IS NULL"),
        postgresql_where=sa.text("reviewed_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_decision_review_due", table_name="decision")
    op.drop_index(op.f("ix_decision_paper_id"), table_name="decision")
    op.drop_index("ix_decision_decided_on", table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_deliberation_session_id"), table_name="deliberation")
    op.drop_index(op.f("ix_deliberation_paper_version_id"), table_name="deliberation")
    op.drop_table("deliberation")
    op.drop_table("paper_version")
    op.drop_index(op.f("ix_option_effect_basic_function_id"), table_name="option_effect")
    op.drop_table("option_effect")
    op.drop_index(op.f("ix_oparl_reading_paper_id"), table_name="oparl_reading")
    op.drop_table("oparl_reading")
    op.drop_index("uq_recommendation_option_chosen", table_name="recommendation_option")
    op.drop_index("ix_recommendation_option_of_recommendation", table_name="recommendation_option")
    op.drop_table("recommendation_option")
    op.drop_index(op.f("ix_recommendation_need_need_id"), table_name="recommendation_need")
    op.drop_table("recommendation_need")
    op.drop_index(op.f("ix_council_paper_recommendation_id"), table_name="council_paper")
    op.drop_index("ix_council_paper_by_state", table_name="council_paper")
    op.drop_table("council_paper")
    op.drop_index("ix_committee_session_held_on", table_name="committee_session")
    op.drop_table("committee_session")
    op.drop_index(op.f("ix_committee_responsibility_action_field_id"), table_name="committee_responsibility")
    op.drop_table("committee_responsibility")
    op.drop_index(op.f("ix_committee_member_stakeholder_id"), table_name="committee_member")
    op.drop_index(op.f("ix_committee_member_committee_id"), table_name="committee_member")
    op.drop_table("committee_member")
    op.drop_index(op.f("ix_recommendation_responsible_id"), table_name="recommendation")
    op.drop_index("ix_recommendation_by_state", table_name="recommendation")
    op.drop_index("ix_recommendation_by_place", table_name="recommendation")
    op.drop_table("recommendation")
    op.drop_index(op.f("ix_paper_template_uploaded_at"), table_name="paper_template")
    op.drop_table("paper_template")
    _forget_what_committees_are()


def _forget_what_committees_are() -> None:
    with op.batch_alter_table("committee") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_committee_sozialraum_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_committee_committee_kind"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_committee_submission_key"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_committee_sozialraum_id"))
        for name in ("version", "submission_key", "retired_at", "is_kept", "task", "sozialraum_id", "kind"):
            batch_op.drop_column(name)

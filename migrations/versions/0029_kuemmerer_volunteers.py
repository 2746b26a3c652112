"""Ehrenamt: who helps, Hilfegesuche, Vermittlungen and hours.

Revision: 0029
Follows: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "active",
                "paused",
                "ended",
                name="volunteer_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("mail_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("remark_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("insured_on", sa.Date(), nullable=True),
        sa.Column("clearance_on", sa.Date(), nullable=True),
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
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("forgotten_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'ended') = (ended_on IS NOT NULL)", name=op.f("ck_volunteer_ended_has_a_day")),
        sa.CheckConstraint(
            "(consent_way IS NULL) = (consent_on IS NULL)", name=op.f("ck_volunteer_consent_has_way_and_day")
        ),
        sa.CheckConstraint("times BETWEEN 0 AND 2097151", name=op.f("ck_volunteer_times_of_one_week")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_volunteer_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_volunteer_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_volunteer_submission_key")),
    )
    op.create_index("ix_volunteer_clearance_on", "volunteer", ["clearance_on"], unique=False)
    op.create_index("ix_volunteer_project_id_id", "volunteer", ["project_id", "id"], unique=False)
    op.create_index(op.f("ix_volunteer_sozialraum_id"), "volunteer", ["sozialraum_id"], unique=False)
    op.create_index("ix_volunteer_state_ended_on", "volunteer", ["state", "ended_on"], unique=False)
    op.create_table(
        "volunteer_skill",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "driving",
                "shopping",
                "visiting",
                "crafts",
                "technology",
                "authorities",
                "garden",
                "cooking",
                "other",
                name="aid_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_skill_volunteer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volunteer_id", "kind", name=op.f("pk_volunteer_skill")),
    )
    op.create_table(
        "aid_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "driving",
                "shopping",
                "visiting",
                "crafts",
                "technology",
                "authorities",
                "garden",
                "cooking",
                "other",
                name="aid_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "matched",
                "done",
                "withdrawn",
                name="aid_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("is_regular", sa.Boolean(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("needs_clearance", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("forgotten_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('done', 'withdrawn')) = (closed_on IS NOT NULL)", name=op.f("ck_aid_request_over_has_a_day")
        ),
        sa.CheckConstraint("times BETWEEN 0 AND 2097151", name=op.f("ck_aid_request_times_of_one_week")),
        sa.CheckConstraint("until >= wanted_on", name=op.f("ck_aid_request_until_after_wanted")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_aid_request_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_aid_request_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_request")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_aid_request_submission_key")),
    )
    op.create_index("ix_aid_request_closed_on", "aid_request", ["closed_on"], unique=False)
    op.create_index("ix_aid_request_project_id_id", "aid_request", ["project_id", "id"], unique=False)
    op.create_index(op.f("ix_aid_request_sozialraum_id"), "aid_request", ["sozialraum_id"], unique=False)
    op.create_index("ix_aid_request_state_asked_on", "aid_request", ["state", "asked_on"], unique=False)
    op.create_table(
        "aid_match",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "declined",
                name="match_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("volunteer_called_on", sa.Date(), nullable=True),
        sa.Column("requester_called_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["aid_request.id"], name=op.f("fk_aid_match_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_aid_match_volunteer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_match")),
        sa.UniqueConstraint("request_id", "volunteer_id", name="uq_aid_match_once"),
    )
    op.create_index(op.f("ix_aid_match_volunteer_id"), "aid_match", ["volunteer_id"], unique=False)
    op.create_table(
        "volunteer_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("sub_project_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "driving",
                "shopping",
                "visiting",
                "crafts",
                "technology",
                "authorities",
                "garden",
                "cooking",
                "other",
                name="aid_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours > 0 AND hours <= 200", name=op.f("ck_volunteer_hours_hours_possible")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_volunteer_hours_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["aid_request.id"], name=op.f("fk_volunteer_hours_request_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_volunteer_hours_sub_project_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_hours_volunteer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_hours")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_volunteer_hours_submission_key")),
    )
    op.create_index("ix_volunteer_hours_project_id_on_id", "volunteer_hours", ["project_id", "on", "id"], unique=False)
    op.create_index(op.f("ix_volunteer_hours_request_id"), "volunteer_hours", ["request_id"], unique=False)
    op.create_index(op.f("ix_volunteer_hours_sub_project_id"), "volunteer_hours", ["sub_project_id"], unique=False)
    op.create_index(op.f("ix_volunteer_hours_volunteer_id"), "volunteer_hours", ["volunteer_id"], unique=False)


def downgrade() -> None:
    op.drop_table("volunteer_hours")
    op.drop_table("aid_match")
    op.drop_table("aid_request")
    op.drop_table("volunteer_skill")
    op.drop_table("volunteer")

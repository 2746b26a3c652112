"""Quartiersprojekte: projects with phases and steps, the Checkliste in its versions, diary, photos, asking for help.

Revision: 0027
Follows: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checklist_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "published", name="checklist_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("changes", sa.String(length=600), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (published_at IS NULL)", name=op.f("ck_checklist_version_published_on_a_day")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_checklist_version_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["account.id"], name=op.f("fk_checklist_version_published_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_version")),
        sa.UniqueConstraint("number", name=op.f("uq_checklist_version_number")),
    )
    op.create_index(
        "uq_checklist_version_one_draft",
        "checklist_version",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "kuemmerer_project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sort_name", sa.String(length=320), nullable=False),
        sa.Column("aim", sa.String(length=2000), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "preparation",
                "build_up",
                "implementation",
                "expansion",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("contact_name", sa.String(length=160), nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["checklist_version.id"],
            name=op.f("fk_kuemmerer_project_checklist_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_kuemmerer_project_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kuemmerer_project")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_kuemmerer_project_submission_key")),
    )
    op.create_index(op.f("ix_kuemmerer_project_checklist_id"), "kuemmerer_project", ["checklist_id"], unique=False)
    op.create_index("ix_kuemmerer_project_phase", "kuemmerer_project", ["phase"], unique=False)
    op.create_index("ix_kuemmerer_project_sort_name_id", "kuemmerer_project", ["sort_name", "id"], unique=False)
    op.create_table(
        "template_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "preparation",
                "build_up",
                "implementation",
                "expansion",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("explanation", sa.String(length=1200), nullable=False),
        sa.Column(
            "responsible",
            sa.Enum(
                "municipality",
                "county",
                "office",
                name="responsible",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_after", sa.Integer(), nullable=True),
        sa.Column(
            "due_unit",
            sa.Enum("weeks", "months", name="due_unit", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("proof", sa.String(length=300), nullable=False),
        sa.Column(
            "aid",
            sa.Enum(
                "network",
                "survey",
                "pin_map",
                "walk",
                "workshop",
                "round_table",
                "wall",
                "needs",
                "consultation",
                "funding",
                "offers",
                "diary",
                name="step_aid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_after >= 0", name=op.f("ck_template_step_due_after_the_begin")),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["checklist_version.id"], name=op.f("fk_template_step_checklist_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_step")),
    )
    op.create_index("uq_template_step_checklist_id_key", "template_step", ["checklist_id", "key"], unique=True)
    op.create_table(
        "checklist_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("template_key", sa.Uuid(), nullable=True),
        sa.Column(
            "phase",
            sa.Enum(
                "preparation",
                "build_up",
                "implementation",
                "expansion",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("explanation", sa.String(length=1200), nullable=False),
        sa.Column(
            "responsible",
            sa.Enum(
                "municipality",
                "county",
                "office",
                name="responsible",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_after", sa.Integer(), nullable=True),
        sa.Column(
            "due_unit",
            sa.Enum("weeks", "months", name="due_unit", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_reason", sa.String(length=400), nullable=False),
        sa.Column("proof", sa.String(length=300), nullable=False),
        sa.Column(
            "aid",
            sa.Enum(
                "network",
                "survey",
                "pin_map",
                "walk",
                "workshop",
                "round_table",
                "wall",
                "needs",
                "consultation",
                "funding",
                "offers",
                "diary",
                name="step_aid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("proof_found", sa.String(length=300), nullable=False),
        sa.Column("ticked_with", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(done_on IS NULL) = (done_at IS NULL)", name=op.f("ck_checklist_step_done_on_a_day")),
        sa.CheckConstraint("due_after >= 0", name=op.f("ck_checklist_step_due_after_the_begin")),
        sa.ForeignKeyConstraint(
            ["done_by"], ["account.id"], name=op.f("fk_checklist_step_done_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_checklist_step_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_step")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_checklist_step_submission_key")),
    )
    op.create_index("ix_checklist_step_due_on_done_on", "checklist_step", ["due_on", "done_on"], unique=False)
    op.create_index("ix_checklist_step_project_id_position", "checklist_step", ["project_id", "position"], unique=False)
    op.create_index(
        "uq_checklist_step_project_id_template_key", "checklist_step", ["project_id", "template_key"], unique=True
    )
    op.create_table(
        "diary_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("hours", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours > 0 AND hours <= 24", name=op.f("ck_diary_entry_hours_of_a_day")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_diary_entry_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_diary_entry_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_entry")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_diary_entry_submission_key")),
    )
    op.create_index("ix_diary_entry_project_id_on", "diary_entry", ["project_id", "on", "id"], unique=False)
    op.create_table(
        "help_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(answered_at IS NULL) = (answer = '')", name=op.f("ck_help_request_an_answer_has_a_day")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_help_request_answered_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_help_request_asked_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["account.id"], name=op.f("fk_help_request_closed_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_help_request_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_help_request_submission_key")),
    )
    op.create_index("ix_help_request_closed_at_asked_at", "help_request", ["closed_at", "asked_at"], unique=False)
    op.create_index(op.f("ix_help_request_project_id"), "help_request", ["project_id"], unique=False)
    op.create_table(
        "kuemmerer_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until >= since", name=op.f("ck_kuemmerer_assignment_until_after_since")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_kuemmerer_assignment_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["kuemmerer_project.id"],
            name=op.f("fk_kuemmerer_assignment_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kuemmerer_assignment")),
    )
    op.create_index(op.f("ix_kuemmerer_assignment_account_id"), "kuemmerer_assignment", ["account_id"], unique=False)
    op.create_index(
        "uq_kuemmerer_assignment_once",
        "kuemmerer_assignment",
        ["project_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "kuemmerer_project_place",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["kuemmerer_project.id"],
            name=op.f("fk_kuemmerer_project_place_project_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"],
            ["sozialraum.id"],
            name=op.f("fk_kuemmerer_project_place_sozialraum_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("project_id", "sozialraum_id", name=op.f("pk_kuemmerer_project_place")),
    )
    op.create_index(
        op.f("ix_kuemmerer_project_place_sozialraum_id"), "kuemmerer_project_place", ["sozialraum_id"], unique=False
    )
    op.create_table(
        "project_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "begun",
                "gate_passed",
                "went_back",
                "planned",
                "assigned",
                "released",
                "checklist_taken",
                "due_moved",
                "step_opened",
                "step_removed",
                "help_asked",
                "help_answered",
                "closed",
                "reopened",
                name="entry_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "phase",
            sa.Enum(
                "preparation",
                "build_up",
                "implementation",
                "expansion",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_project_entry_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_project_entry_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_project_entry_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_entry")),
    )
    op.create_index("ix_project_entry_project_id_at", "project_entry", ["project_id", "at"], unique=False)
    op.create_table(
        "project_phase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "preparation",
                "build_up",
                "implementation",
                "expansion",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("planned_begin", sa.Date(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("gate_reference", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ended_on >= begun_on", name=op.f("ck_project_phase_ended_after_begin")),
        sa.CheckConstraint("planned_end >= planned_begin", name=op.f("ck_project_phase_planned_end_after_begin")),
        sa.CheckConstraint("position BETWEEN 1 AND 4", name=op.f("ck_project_phase_one_of_four")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_project_phase_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_phase")),
    )
    op.create_index("uq_project_phase_project_id_phase", "project_phase", ["project_id", "phase"], unique=True)
    op.create_table(
        "project_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(step_id IS NULL) != (entry_id IS NULL)", name=op.f("ck_project_photo_of_a_step_or_an_entry")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_project_photo_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["diary_entry.id"], name=op.f("fk_project_photo_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_project_photo_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["checklist_step.id"], name=op.f("fk_project_photo_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_photo")),
    )
    op.create_index(op.f("ix_project_photo_file_name"), "project_photo", ["file_name"], unique=False)
    op.create_index(op.f("ix_project_photo_project_id"), "project_photo", ["project_id"], unique=False)
    op.create_index("uq_project_photo_entry_id_digest", "project_photo", ["entry_id", "digest"], unique=True)
    op.create_index("uq_project_photo_step_id_digest", "project_photo", ["step_id", "digest"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_project_photo_step_id_digest", table_name="project_photo")
    op.drop_index("uq_project_photo_entry_id_digest", table_name="project_photo")
    op.drop_index(op.f("ix_project_photo_project_id"), table_name="project_photo")
    op.drop_index(op.f("ix_project_photo_file_name"), table_name="project_photo")
    op.drop_table("project_photo")
    op.drop_index("uq_project_phase_project_id_phase", table_name="project_phase")
    op.drop_table("project_phase")
    op.drop_index("ix_project_entry_project_id_at", table_name="project_entry")
    op.drop_table("project_entry")
    op.drop_index(op.f("ix_kuemmerer_project_place_sozialraum_id"), table_name="kuemmerer_project_place")
    op.drop_table("kuemmerer_project_place")
    op.drop_index(
        "uq_kuemmerer_assignment_once",
        table_name="kuemmerer_assignment",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_kuemmerer_assignment_account_id"), table_name="kuemmerer_assignment")
    op.drop_table("kuemmerer_assignment")
    op.drop_index(op.f("ix_help_request_project_id"), table_name="help_request")
    op.drop_index("ix_help_request_closed_at_asked_at", table_name="help_request")
    op.drop_table("help_request")
    op.drop_index("ix_diary_entry_project_id_on", table_name="diary_entry")
    op.drop_table("diary_entry")
    op.drop_index("uq_checklist_step_project_id_template_key", table_name="checklist_step")
    op.drop_index("ix_checklist_step_project_id_position", table_name="checklist_step")
    op.drop_index("ix_checklist_step_due_on_done_on", table_name="checklist_step")
    op.drop_table("checklist_step")
    op.drop_index("uq_template_step_checklist_id_key", table_name="template_step")
    op.drop_table("template_step")
    op.drop_index("ix_kuemmerer_project_sort_name_id", table_name="kuemmerer_project")
    op.drop_index("ix_kuemmerer_project_phase", table_name="kuemmerer_project")
    op.drop_index(op.f("ix_kuemmerer_project_checklist_id"), table_name="kuemmerer_project")
    op.drop_table("kuemmerer_project")
    op.drop_index(
        "uq_checklist_version_one_draft",
        table_name="checklist_version",
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.drop_table("checklist_version")

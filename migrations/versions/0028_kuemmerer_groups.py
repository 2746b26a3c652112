"""Arbeitsgruppen with members and ideas; Teilprojekte with milestones, moves, Bedarfe, numbers per quarter and photos.

Revision: 0028
Follows: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "working_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "steering",
                "housing",
                "care",
                "advice",
                "other",
                name="group_theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("round_table_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_working_group_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_table_id"], ["round_table.id"], name=op.f("fk_working_group_round_table_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_working_group_submission_key")),
    )
    op.create_index("ix_working_group_project_id_position", "working_group", ["project_id", "position"], unique=False)
    op.create_index(op.f("ix_working_group_round_table_id"), "working_group", ["round_table_id"], unique=False)
    op.create_index(
        "uq_working_group_project_id_theme",
        "working_group",
        ["project_id", "theme"],
        unique=True,
        sqlite_where=sa.text("theme != 'other'"),
        postgresql_where=sa.text("theme != 'other'"),
    )
    op.create_table(
        "group_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("is_speaker", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("contact_id IS NULL OR account_id IS NULL", name=op.f("ck_group_member_one_person")),
        sa.CheckConstraint("until >= since", name=op.f("ck_group_member_until_after_since")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_group_member_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["stakeholder_contact.id"], name=op.f("fk_group_member_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_group_member_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
    )
    op.create_index(op.f("ix_group_member_account_id"), "group_member", ["account_id"], unique=False)
    op.create_index(op.f("ix_group_member_contact_id"), "group_member", ["contact_id"], unique=False)
    op.create_index(
        "uq_group_member_account_once",
        "group_member",
        ["group_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index(
        "uq_group_member_contact_once",
        "group_member",
        ["group_id", "contact_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index(
        "uq_group_member_one_speaker",
        "group_member",
        ["group_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL AND is_speaker"),
        postgresql_where=sa.text("until IS NULL AND is_speaker"),
    )
    op.create_table(
        "sub_project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "transport",
                "visiting",
                "meals",
                "housing_advice",
                "neighbours",
                "meeting_place",
                "counselling",
                "carers",
                "digital",
                "exercise",
                "other",
                name="sub_project_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort_name", sa.String(length=240), nullable=False),
        sa.Column("goal", sa.String(length=1000), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "idea",
                "planning",
                "running",
                "resting",
                "ended",
                name="sub_project_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_sub_project_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_sub_project_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_sub_project_group_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["kuemmerer_project.id"], name=op.f("fk_sub_project_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_project")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_sub_project_submission_key")),
    )
    op.create_index(op.f("ix_sub_project_group_id"), "sub_project", ["group_id"], unique=False)
    op.create_index(
        "ix_sub_project_project_id_sort_name_id", "sub_project", ["project_id", "sort_name", "id"], unique=False
    )
    op.create_table(
        "counted_thing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_counted_thing_sub_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_thing")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_counted_thing_submission_key")),
    )
    op.create_index("uq_counted_thing_sub_project_id_name", "counted_thing", ["sub_project_id", "name"], unique=True)
    op.create_table(
        "group_idea",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "idea", "taken_up", "dropped", name="idea_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("sub_project_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'dropped') = (reason != '')", name=op.f("ck_group_idea_dropped_for_a_reason")),
        sa.CheckConstraint(
            "(state = 'taken_up') = (sub_project_id IS NOT NULL)", name=op.f("ck_group_idea_taken_up_as_something")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_group_idea_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_group_idea_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["group_member.id"], name=op.f("fk_group_idea_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_group_idea_sub_project_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_idea")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_group_idea_submission_key")),
    )
    op.create_index("ix_group_idea_group_id_id", "group_idea", ["group_id", "id"], unique=False)
    op.create_index(op.f("ix_group_idea_sub_project_id"), "group_idea", ["sub_project_id"], unique=False)
    op.create_table(
        "sub_project_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "idea",
                "planning",
                "running",
                "resting",
                "ended",
                name="sub_project_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_sub_project_entry_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_sub_project_entry_sub_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_project_entry")),
    )
    op.create_index(
        "ix_sub_project_entry_sub_project_id_at", "sub_project_entry", ["sub_project_id", "at"], unique=False
    )
    op.create_table(
        "sub_project_milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["done_by"], ["account.id"], name=op.f("fk_sub_project_milestone_done_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"],
            ["sub_project.id"],
            name=op.f("fk_sub_project_milestone_sub_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_project_milestone")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_sub_project_milestone_submission_key")),
    )
    op.create_index(
        "ix_sub_project_milestone_done_on_due_on", "sub_project_milestone", ["done_on", "due_on"], unique=False
    )
    op.create_index(
        "ix_sub_project_milestone_sub_project_id_due_on",
        "sub_project_milestone",
        ["sub_project_id", "due_on"],
        unique=False,
    )
    op.create_table(
        "sub_project_need",
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_sub_project_need_need_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_sub_project_need_sub_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sub_project_id", "need_id", name=op.f("pk_sub_project_need")),
    )
    op.create_index(op.f("ix_sub_project_need_need_id"), "sub_project_need", ["need_id"], unique=False)
    op.create_table(
        "sub_project_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("caption", sa.String(length=400), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_sub_project_photo_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_sub_project_photo_sub_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_project_photo")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_sub_project_photo_submission_key")),
    )
    op.create_index(op.f("ix_sub_project_photo_file_name"), "sub_project_photo", ["file_name"], unique=False)
    op.create_index(
        "ix_sub_project_photo_sub_project_id_id", "sub_project_photo", ["sub_project_id", "id"], unique=False
    )
    op.create_index(
        "uq_sub_project_photo_sub_project_id_digest", "sub_project_photo", ["sub_project_id", "digest"], unique=True
    )
    op.create_table(
        "sub_project_place",
        sa.Column("sub_project_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_sub_project_place_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sub_project_id"], ["sub_project.id"], name=op.f("fk_sub_project_place_sub_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sub_project_id", "sozialraum_id", name=op.f("pk_sub_project_place")),
    )
    op.create_index(op.f("ix_sub_project_place_sozialraum_id"), "sub_project_place", ["sozialraum_id"], unique=False)
    op.create_table(
        "quarter_value",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("quarter", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_quarter_value_one_of_four")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_quarter_value_not_negative")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_quarter_value_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["thing_id"], ["counted_thing.id"], name=op.f("fk_quarter_value_thing_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_value")),
    )
    op.create_index("uq_quarter_value_once", "quarter_value", ["thing_id", "year", "quarter"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_quarter_value_once", table_name="quarter_value")
    op.drop_table("quarter_value")
    op.drop_index(op.f("ix_sub_project_place_sozialraum_id"), table_name="sub_project_place")
    op.drop_table("sub_project_place")
    op.drop_index("uq_sub_project_photo_sub_project_id_digest", table_name="sub_project_photo")
    op.drop_index("ix_sub_project_photo_sub_project_id_id", table_name="sub_project_photo")
    op.drop_index(op.f("ix_sub_project_photo_file_name"), table_name="sub_project_photo")
    op.drop_table("sub_project_photo")
    op.drop_index(op.f("ix_sub_project_need_need_id"), table_name="sub_project_need")
    op.drop_table("sub_project_need")
    op.drop_index("ix_sub_project_milestone_sub_project_id_due_on", table_name="sub_project_milestone")
    op.drop_index("ix_sub_project_milestone_done_on_due_on", table_name="sub_project_milestone")
    op.drop_table("sub_project_milestone")
    op.drop_index("ix_sub_project_entry_sub_project_id_at", table_name="sub_project_entry")
    op.drop_table("sub_project_entry")
    op.drop_index(op.f("ix_group_idea_sub_project_id"), table_name="group_idea")
    op.drop_index("ix_group_idea_group_id_id", table_name="group_idea")
    op.drop_table("group_idea")
    op.drop_index("uq_counted_thing_sub_project_id_name", table_name="counted_thing")
    op.drop_table("counted_thing")
    op.drop_index("ix_sub_project_project_id_sort_name_id", table_name="sub_project")
    op.drop_index(op.f("ix_sub_project_group_id"), table_name="sub_project")
    op.drop_table("sub_project")
    op.drop_index(
        "uq_group_member_one_speaker",
        table_name="group_member",
        sqlite_where=sa.text("until IS NULL AND is_speaker"),
        postgresql_where=sa.text("until IS NULL AND is_speaker"),
    )
    op.drop_index(
        "uq_group_member_contact_once",
        table_name="group_member",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(
        "uq_group_member_account_once",
        table_name="group_member",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_group_member_contact_id"), table_name="group_member")
    op.drop_index(op.f("ix_group_member_account_id"), table_name="group_member")
    op.drop_table("group_member")
    op.drop_index(
        "uq_working_group_project_id_theme",
        table_name="working_group",
        sqlite_where=sa.text("theme != 'other'"),
        postgresql_where=sa.text("theme != 'other'"),
    )
    op.drop_index(op.f("ix_working_group_round_table_id"), table_name="working_group")
    op.drop_index("ix_working_group_project_id_position", table_name="working_group")
    op.drop_table("working_group")

"""Zukunftswerkstätten: the workshop with its step, the run-sheet, wishes turned from criticism, project sketches and their history.

Revision: 0019
Follows: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "future_workshop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=128), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("wall_id", sa.Uuid(), nullable=False),
        sa.Column(
            "template",
            sa.Enum(
                "evening",
                "day",
                "online",
                name="workshop_template",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "step",
            sa.Enum(
                "preparation",
                "arrival",
                "critique",
                "fantasy",
                "realisation",
                "reflection",
                "permanent",
                name="workshop_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weighs", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("critique_on", sa.Date(), nullable=True),
        sa.Column("fantasy_on", sa.Date(), nullable=True),
        sa.Column("realisation_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("led_by", sa.String(length=120), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= realisation_on", name=op.f("ck_future_workshop_ends_after_it_begins")),
        sa.CheckConstraint("fantasy_on > critique_on", name=op.f("ck_future_workshop_fantasy_follows_critique")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_future_workshop_people_are_counted")),
        sa.CheckConstraint("realisation_on > fantasy_on", name=op.f("ck_future_workshop_realisation_follows_fantasy")),
        sa.CheckConstraint(
            "released_at IS NULL OR published_at IS NOT NULL", name=op.f("ck_future_workshop_released_is_public")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_future_workshop_consultation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_future_workshop_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["account.id"], name=op.f("fk_future_workshop_released_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_future_workshop_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["wall_id"], ["wall.id"], name=op.f("fk_future_workshop_wall_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_future_workshop")),
        sa.UniqueConstraint("slug", name=op.f("uq_future_workshop_slug")),
        sa.UniqueConstraint("wall_id", name=op.f("uq_future_workshop_wall_id")),
    )
    op.create_index(op.f("ix_future_workshop_consultation_id"), "future_workshop", ["consultation_id"], unique=False)
    op.create_index("ix_future_workshop_look_again_on", "future_workshop", ["look_again_on"], unique=False)
    op.create_index(op.f("ix_future_workshop_sozialraum_id"), "future_workshop", ["sozialraum_id"], unique=False)
    op.create_index("ix_future_workshop_step_ends_on", "future_workshop", ["step", "ends_on"], unique=False)
    op.create_table(
        "run_sheet_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "preparation",
                "arrival",
                "critique",
                "fantasy",
                "realisation",
                "reflection",
                "permanent",
                name="workshop_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 0 AND 600", name=op.f("ck_run_sheet_item_minutes_fit_into_a_day")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["future_workshop.id"], name=op.f("fk_run_sheet_item_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_sheet_item")),
    )
    op.create_index(
        "ix_run_sheet_item_workshop_id_step_position",
        "run_sheet_item",
        ["workshop_id", "step", "position"],
        unique=False,
    )
    op.create_table(
        "project_sketch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("card_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("when_done", sa.String(length=200), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=False),
        sa.Column("first_step", sa.Text(), nullable=False),
        sa.Column("first_step_on", sa.Date(), nullable=True),
        sa.Column("godparent", sa.String(length=120), nullable=False),
        sa.Column("godparent_may_be_named", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "begun",
                "done",
                "stopped",
                name="sketch_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cluster_id IS NULL OR card_id IS NULL", name=op.f("ck_project_sketch_comes_from_one_wish")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["wall_card.contribution_id"], name=op.f("fk_project_sketch_card_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["wall_cluster.id"], name=op.f("fk_project_sketch_cluster_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_project_sketch_contribution_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_project_sketch_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["future_workshop.id"], name=op.f("fk_project_sketch_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_sketch")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_project_sketch_contribution_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_project_sketch_submission_key")),
    )
    op.create_index(op.f("ix_project_sketch_card_id"), "project_sketch", ["card_id"], unique=False)
    op.create_index(op.f("ix_project_sketch_cluster_id"), "project_sketch", ["cluster_id"], unique=False)
    op.create_index("ix_project_sketch_state_first_step_on", "project_sketch", ["state", "first_step_on"], unique=False)
    op.create_index("ix_project_sketch_workshop_id_id", "project_sketch", ["workshop_id", "id"], unique=False)
    op.create_table(
        "workshop_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("critique_card_id", sa.Uuid(), nullable=True),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("turned_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(cluster_id IS NULL) <> (critique_card_id IS NULL)", name=op.f("ck_workshop_wish_turns_one_criticism")
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["wall_card.contribution_id"], name=op.f("fk_workshop_wish_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["wall_cluster.id"], name=op.f("fk_workshop_wish_cluster_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["critique_card_id"],
            ["wall_card.contribution_id"],
            name=op.f("fk_workshop_wish_critique_card_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["turned_by"], ["account.id"], name=op.f("fk_workshop_wish_turned_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["future_workshop.id"], name=op.f("fk_workshop_wish_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_wish")),
        sa.UniqueConstraint("card_id", name=op.f("uq_workshop_wish_card_id")),
        sa.UniqueConstraint("cluster_id", name=op.f("uq_workshop_wish_cluster_id")),
        sa.UniqueConstraint("critique_card_id", name=op.f("uq_workshop_wish_critique_card_id")),
    )
    op.create_index(op.f("ix_workshop_wish_workshop_id"), "workshop_wish", ["workshop_id"], unique=False)
    op.create_table(
        "sketch_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sketch_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "begun",
                "done",
                "stopped",
                name="sketch_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_sketch_entry_by"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["sketch_id"], ["project_sketch.id"], name=op.f("fk_sketch_entry_sketch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sketch_entry")),
    )
    op.create_index("ix_sketch_entry_sketch_id_at", "sketch_entry", ["sketch_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("sketch_entry")
    op.drop_table("workshop_wish")
    op.drop_table("project_sketch")
    op.drop_table("run_sheet_item")
    op.drop_table("future_workshop")

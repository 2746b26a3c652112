"""Fachplanungen with their Gremien, figures and Erhebungen, and the calendar of all Erhebungen.

Surveys, Nadelkarten and Zukunftswerkstätten that are there already enter the calendar with the first daily duty of their rooms.

Revision: 0026
Follows: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "committee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_key", sa.String(length=320), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("name_key", name=op.f("uq_committee_name_key")),
    )
    op.create_table(
        "sector_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("sort_name", sa.String(length=320), nullable=False),
        sa.Column("legal_basis", sa.String(length=400), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("contact_name", sa.String(length=160), nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("rhythm_months", sa.SmallInteger(), nullable=True),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("next_update_on", sa.Date(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("next_update_on > updated_on", name=op.f("ck_sector_plan_next_update_follows")),
        sa.CheckConstraint("rhythm_months BETWEEN 1 AND 240", name=op.f("ck_sector_plan_rhythm_is_in_range")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["account.id"], name=op.f("fk_sector_plan_responsible_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_sector_plan_key")),
        sa.UniqueConstraint("sort_name", name=op.f("uq_sector_plan_sort_name")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_sector_plan_submission_key")),
    )
    op.create_index("ix_sector_plan_next_update_on", "sector_plan", ["next_update_on"], unique=False)
    op.create_index(op.f("ix_sector_plan_responsible_id"), "sector_plan", ["responsible_id"], unique=False)
    op.create_table(
        "data_collection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column(
            "runner",
            sa.Enum(
                "sector_plan",
                "municipality",
                "consultation",
                "external",
                name="runner",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("runner_name", sa.String(length=160), nullable=False),
        sa.Column("sector_plan_id", sa.Uuid(), nullable=True),
        sa.Column(
            "source_kind",
            sa.Enum(
                "survey",
                "pin_map",
                "workshop",
                "round_table",
                name="source_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "online",
                "paper",
                "interview",
                "phone",
                "map",
                "workshop",
                "observation",
                "records",
                "other",
                name="collection_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "running",
                "done",
                "cancelled",
                name="collection_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asks_everybody", sa.Boolean(), nullable=False),
        sa.Column("contact_name", sa.String(length=160), nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "runner <> 'sector_plan' OR sector_plan_id IS NOT NULL", name=op.f("ck_data_collection_names_its_plan")
        ),
        sa.CheckConstraint(
            "(source_kind IS NULL) = (source_id IS NULL)", name=op.f("ck_data_collection_source_is_complete")
        ),
        sa.CheckConstraint("last_month >= first_month", name=op.f("ck_data_collection_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_data_collection_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sector_plan_id"], ["sector_plan.id"], name=op.f("fk_data_collection_sector_plan_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_collection")),
        sa.UniqueConstraint("source_kind", "source_id", name=op.f("uq_data_collection_source_kind_source_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_data_collection_submission_key")),
    )
    op.create_index("ix_data_collection_first_month_id", "data_collection", ["first_month", "id"], unique=False)
    op.create_index("ix_data_collection_last_month", "data_collection", ["last_month"], unique=False)
    op.create_index(op.f("ix_data_collection_sector_plan_id"), "data_collection", ["sector_plan_id"], unique=False)
    op.create_index("ix_data_collection_state_first_month", "data_collection", ["state", "first_month"], unique=False)
    op.create_table(
        "sector_plan_committee",
        sa.Column("sector_plan_id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_sector_plan_committee_committee_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sector_plan_id"],
            ["sector_plan.id"],
            name=op.f("fk_sector_plan_committee_sector_plan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sector_plan_id", "committee_id", name=op.f("pk_sector_plan_committee")),
    )
    op.create_index(
        op.f("ix_sector_plan_committee_committee_id"), "sector_plan_committee", ["committee_id"], unique=False
    )
    op.create_table(
        "sector_plan_indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sector_plan_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_key", sa.String(length=320), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sector_plan_id"],
            ["sector_plan.id"],
            name=op.f("fk_sector_plan_indicator_sector_plan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector_plan_indicator")),
        sa.UniqueConstraint(
            "sector_plan_id", "name_key", name=op.f("uq_sector_plan_indicator_sector_plan_id_name_key")
        ),
    )
    op.create_index(op.f("ix_sector_plan_indicator_name_key"), "sector_plan_indicator", ["name_key"], unique=False)
    op.create_table(
        "data_collection_place",
        sa.Column("data_collection_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["data_collection_id"],
            ["data_collection.id"],
            name=op.f("fk_data_collection_place_data_collection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"],
            ["sozialraum.id"],
            name=op.f("fk_data_collection_place_sozialraum_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("data_collection_id", "sozialraum_id", name=op.f("pk_data_collection_place")),
    )
    op.create_index(
        op.f("ix_data_collection_place_sozialraum_id"), "data_collection_place", ["sozialraum_id"], unique=False
    )
    op.create_table(
        "data_collection_target_group",
        sa.Column("data_collection_id", sa.Uuid(), nullable=False),
        sa.Column("target_group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["data_collection_id"],
            ["data_collection.id"],
            name=op.f("fk_data_collection_target_group_data_collection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["target_group_id"], ["target_group.id"], name=op.f("fk_data_collection_target_group_target_group_id")
        ),
        sa.PrimaryKeyConstraint("data_collection_id", "target_group_id", name=op.f("pk_data_collection_target_group")),
    )
    op.create_index(
        op.f("ix_data_collection_target_group_target_group_id"),
        "data_collection_target_group",
        ["target_group_id"],
        unique=False,
    )
    op.create_table(
        "sector_plan_use",
        sa.Column("sector_plan_id", sa.Uuid(), nullable=False),
        sa.Column("data_collection_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["data_collection_id"],
            ["data_collection.id"],
            name=op.f("fk_sector_plan_use_data_collection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sector_plan_id"], ["sector_plan.id"], name=op.f("fk_sector_plan_use_sector_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sector_plan_id", "data_collection_id", name=op.f("pk_sector_plan_use")),
    )
    op.create_index(
        op.f("ix_sector_plan_use_data_collection_id"), "sector_plan_use", ["data_collection_id"], unique=False
    )


def downgrade() -> None:

    op.drop_index(op.f("ix_sector_plan_use_data_collection_id"), table_name="sector_plan_use")
    op.drop_table("sector_plan_use")
    op.drop_index(op.f("ix_data_collection_target_group_target_group_id"), table_name="data_collection_target_group")
    op.drop_table("data_collection_target_group")
    op.drop_index(op.f("ix_data_collection_place_sozialraum_id"), table_name="data_collection_place")
    op.drop_table("data_collection_place")
    op.drop_index(op.f("ix_sector_plan_indicator_name_key"), table_name="sector_plan_indicator")
    op.drop_table("sector_plan_indicator")
    op.drop_index(op.f("ix_sector_plan_committee_committee_id"), table_name="sector_plan_committee")
    op.drop_table("sector_plan_committee")
    op.drop_index("ix_data_collection_state_first_month", table_name="data_collection")
    op.drop_index(op.f("ix_data_collection_sector_plan_id"), table_name="data_collection")
    op.drop_index("ix_data_collection_last_month", table_name="data_collection")
    op.drop_index("ix_data_collection_first_month_id", table_name="data_collection")
    op.drop_table("data_collection")
    op.drop_index(op.f("ix_sector_plan_responsible_id"), table_name="sector_plan")
    op.drop_index("ix_sector_plan_next_update_on", table_name="sector_plan")
    op.drop_table("sector_plan")
    op.drop_table("committee")

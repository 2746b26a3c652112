"""The county's face and the lists that sort everything.

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action_field",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["action_field.id"], name="fk_action_field_parent"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_field")),
        sa.UniqueConstraint("key", name="uq_action_field_key"),
    )
    op.create_index("ix_action_field_parent", "action_field", ["parent_id"], unique=False)
    op.create_table(
        "basic_function",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basic_function")),
        sa.UniqueConstraint("key", name="uq_basic_function_key"),
    )
    op.create_table(
        "county",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("only_one", sa.Integer(), nullable=False),
        sa.Column("portal_name", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=80), nullable=False),
        sa.Column("ags", sa.String(length=5), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("rural", "urban", name="county_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("stripe", sa.String(length=7), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_hours", sa.String(length=200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("imprint", sa.Text(), nullable=False),
        sa.Column("privacy", sa.Text(), nullable=False),
        sa.Column("accessibility", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(ags) = 5 AND trim(ags, '0123456789') = ''", name=op.f("ck_county_ags_is_digits")),
        sa.CheckConstraint("only_one = 1", name=op.f("ck_county_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_county")),
        sa.UniqueConstraint("only_one", name="uq_county_only_one"),
    )
    op.create_table(
        "target_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_group")),
        sa.UniqueConstraint("key", name="uq_target_group_key"),
    )
    op.create_table(
        "county_arms",
        sa.Column("county_id", sa.Uuid(), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["county.id"], name="fk_county_arms_county"),
        sa.PrimaryKeyConstraint("county_id", name=op.f("pk_county_arms")),
    )


def downgrade() -> None:

    op.drop_table("county_arms")
    op.drop_table("target_group")
    op.drop_table("county")
    op.drop_table("basic_function")
    op.drop_index("ix_action_field_parent", table_name="action_field")
    op.drop_table("action_field")

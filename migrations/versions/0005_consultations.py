"""Beteiligungsverfahren.

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=128), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "closed",
                name="consultation_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("moderate_first", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR (opens_on IS NOT NULL AND closes_on IS NOT NULL)",
            name=op.f("ck_consultation_public_has_a_period"),
        ),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_consultation_closes_after_it_opens")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_consultation_created_by"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_consultation_sozialraum_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("slug", name=op.f("uq_consultation_slug")),
    )
    op.create_index(op.f("ix_consultation_sozialraum_id"), "consultation", ["sozialraum_id"], unique=False)
    op.create_index("ix_consultation_state_closes_on", "consultation", ["state", "closes_on"], unique=False)


def downgrade() -> None:

    op.drop_index("ix_consultation_state_closes_on", table_name="consultation")
    op.drop_index(op.f("ix_consultation_sozialraum_id"), table_name="consultation")
    op.drop_table("consultation")

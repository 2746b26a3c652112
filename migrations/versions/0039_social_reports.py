"""Sozialberichte: drafts with their chapters, and released Fassungen with their files.

A Fassung keeps everything as it was: words, figures, charts, the PDF and the Word file. Its row is never changed, and the report it
belongs to cannot go while there is one.

Revision: 0039
Follows: 0038
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "social_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("preface", sa.Text(), nullable=False),
        sa.Column("released", sa.SmallInteger(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_social_report_ends_after_it_begins")),
        sa.CheckConstraint("released >= 0", name=op.f("ck_social_report_releases_are_counted")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_social_report_created_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_report")),
        sa.UniqueConstraint("seq", name=op.f("uq_social_report_seq")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_social_report_submission_key")),
    )
    op.create_index(op.f("ix_social_report_created_by"), "social_report", ["created_by"])
    op.create_table(
        "report_chapter",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "demography",
                "needs",
                "measures",
                "evaluation",
                "participation",
                name="chapter_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("is_included", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_report_chapter_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["social_report.id"], name=op.f("fk_report_chapter_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "kind", name=op.f("pk_report_chapter")),
    )
    op.create_table(
        "report_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("docx", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("order_key", sa.Uuid(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_report_release_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["social_report.id"], name=op.f("fk_report_release_report_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["account.id"], name=op.f("fk_report_release_released_by"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_release")),
        sa.UniqueConstraint("order_key", name=op.f("uq_report_release_order_key")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_release_report_id_number")),
    )
    op.create_index(op.f("ix_report_release_released_by"), "report_release", ["released_by"])


def downgrade() -> None:
    for table in ("report_release", "report_chapter", "social_report"):
        op.drop_table(table)

"""Files that are made each night.

Revision: 0050
Follows: 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

DATASETS = ("needs", "evidence", "measures", "places", "figures")
FORMATS = ("xlsx", "office-csv", "open-csv", "geojson", "gpkg", "parquet", "sav", "json")


def upgrade() -> None:
    op.create_table(
        "nightly_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dataset", _one_of("dataset", DATASETS), nullable=False),
        sa.Column("format", _one_of("export_format", FORMATS), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("keep_days BETWEEN 1 AND 90", name=op.f("ck_nightly_file_kept_for_days")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_nightly_file_created_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_nightly_file_ended_by")),
        sa.ForeignKeyConstraint(["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_nightly_file_sozialraum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nightly_file")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_nightly_file_submission_key")),
    )
    op.create_index(op.f("ix_nightly_file_due_at"), "nightly_file", ["due_at"])
    op.create_index(op.f("ix_nightly_file_sozialraum_id"), "nightly_file", ["sozialraum_id"])
    op.create_index(
        "uq_nightly_file_once",
        "nightly_file",
        ["dataset", "format", "sozialraum_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "nightly_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nightly_file_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stored_as", sa.String(length=60), nullable=False),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["nightly_file_id"],
            ["nightly_file.id"],
            name=op.f("fk_nightly_version_nightly_file_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nightly_version")),
        sa.UniqueConstraint("nightly_file_id", "day", name=op.f("uq_nightly_version_nightly_file_id_day")),
    )
    op.create_index(op.f("ix_nightly_version_expires_at"), "nightly_version", ["expires_at"])


def downgrade() -> None:
    op.drop_table("nightly_version")
    op.drop_table("nightly_file")


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)

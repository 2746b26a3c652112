"""Open data: each Stand as it was frozen, with files that never change.

Revision: 0047
Follows: 0046
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

DATASETS = ("needs", "answers", "measures", "decisions", "places", "indicators")
FORMATS = ("csv", "json", "geojson", "xlsx")
NEVER_CHANGES = "open_data_file_never_changes"


def upgrade() -> None:
    op.create_table(
        "open_data_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(40), nullable=False),
        sa.Column("publisher", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR published_at IS NOT NULL",
            name=op.f("ck_open_data_release_withdrawn_after_published"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["account.id"], name=op.f(f"fk_open_data_release_{column}"), ondelete="RESTRICT"
            )
            for column in ("created_by", "published_by", "withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_data_release")),
        sa.UniqueConstraint("day", name=op.f("uq_open_data_release_day")),
    )
    for column in ("created_by", "published_by", "withdrawn_by"):
        op.create_index(op.f(f"ix_open_data_release_{column}"), "open_data_release", [column])
    op.create_table(
        "open_data_file",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column(
            "dataset",
            sa.Enum(*DATASETS, name="dataset", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "format",
            sa.Enum(*FORMATS, name="file_format", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["open_data_release.id"], name=op.f("fk_open_data_file_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "dataset", "format", name=op.f("pk_open_data_file")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"""
            CREATE TRIGGER {NEVER_CHANGES} BEFORE UPDATE ON open_data_file
            BEGIN SELECT RAISE(ABORT, 'a file of open data never changes'); END
            """
        )
        return
    op.execute(
        f"""
        CREATE FUNCTION {NEVER_CHANGES}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a file of open data never changes'; END $$
        """
    )
    op.execute(
        f"""
        CREATE TRIGGER {NEVER_CHANGES} BEFORE UPDATE ON open_data_file
        FOR EACH ROW EXECUTE FUNCTION {NEVER_CHANGES}()
        """
    )


def downgrade() -> None:
    op.drop_table("open_data_file")
    op.drop_table("open_data_release")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {NEVER_CHANGES}()")

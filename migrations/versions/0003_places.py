"""The tree of Sozialräume.

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sozialraum",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "county",
                "municipal_association",
                "municipality",
                "unincorporated",
                "locality",
                "quarter",
                name="place_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ags", sa.String(length=8), nullable=True),
        sa.Column("ars", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("designation", sa.String(length=120), nullable=False),
        sa.Column("slug", sa.String(length=160), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("boundary", sa.LargeBinary(), nullable=True),
        sa.Column("centre_lat", sa.Float(precision=53), nullable=True),
        sa.Column("centre_lon", sa.Float(precision=53), nullable=True),
        sa.Column("area_km2", sa.Float(precision=53), nullable=True),
        sa.Column("has_residents", sa.Boolean(), nullable=False),
        sa.Column("welcome", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("phone_of", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind != 'county' OR (ags IS NOT NULL AND length(ags) = 5 AND parent_id IS NULL)",
            name=op.f("ck_sozialraum_county_is_root"),
        ),
        sa.CheckConstraint(
            "kind != 'unincorporated' OR NOT has_residents", name=op.f("ck_sozialraum_unincorporated_has_no_residents")
        ),
        sa.CheckConstraint("kind = 'county' OR parent_id IS NOT NULL", name=op.f("ck_sozialraum_only_county_is_root")),
        sa.CheckConstraint(
            "kind NOT IN ('municipality', 'unincorporated') OR (ags IS NOT NULL AND length(ags) = 8)",
            name=op.f("ck_sozialraum_gemeinde_has_ags"),
        ),
        sa.CheckConstraint(
            "length(ags) IN (5, 8) AND trim(ags, '0123456789') = ''", name=op.f("ck_sozialraum_ags_is_digits")
        ),
        sa.CheckConstraint(
            "length(ars) = 12 AND trim(ars, '0123456789') = ''", name=op.f("ck_sozialraum_ars_is_digits")
        ),
        sa.CheckConstraint(
            "(centre_lat IS NULL) = (centre_lon IS NULL)", name=op.f("ck_sozialraum_centre_is_complete")
        ),
        sa.CheckConstraint("area_km2 > 0", name=op.f("ck_sozialraum_area_is_positive")),
        sa.ForeignKeyConstraint(["parent_id"], ["sozialraum.id"], name="fk_sozialraum_parent"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sozialraum")),
        sa.UniqueConstraint("ags", name=op.f("uq_sozialraum_ags")),
        sa.UniqueConstraint("slug", name=op.f("uq_sozialraum_slug")),
    )
    op.create_index("ix_sozialraum_kind_name", "sozialraum", ["kind", "name"], unique=False)
    op.create_index(op.f("ix_sozialraum_parent_id"), "sozialraum", ["parent_id"], unique=False)
    op.create_index(op.f("ix_sozialraum_path"), "sozialraum", ["path"], unique=False)
    op.create_index("uq_sozialraum_kind_ars", "sozialraum", ["kind", "ars"], unique=True)
    op.create_index(
        "uq_sozialraum_one_county",
        "sozialraum",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("kind = 'county'"),
        postgresql_where=sa.text("kind = 'county'"),
    )
    op.create_index(
        "uq_sozialraum_parent_name",
        "sozialraum",
        ["parent_id", "name"],
        unique=True,
        sqlite_where=sa.text("kind IN ('locality', 'quarter')"),
        postgresql_where=sa.text("kind IN ('locality', 'quarter')"),
    )


def downgrade() -> None:

    op.drop_index(
        "uq_sozialraum_parent_name",
        table_name="sozialraum",
        sqlite_where=sa.text("kind IN ('locality', 'quarter')"),
        postgresql_where=sa.text("kind IN ('locality', 'quarter')"),
    )
    op.drop_index(
        "uq_sozialraum_one_county",
        table_name="sozialraum",
        sqlite_where=sa.text("kind = 'county'"),
        postgresql_where=sa.text("kind = 'county'"),
    )
    op.drop_index("uq_sozialraum_kind_ars", table_name="sozialraum")
    op.drop_index(op.f("ix_sozialraum_path"), table_name="sozialraum")
    op.drop_index(op.f("ix_sozialraum_parent_id"), table_name="sozialraum")
    op.drop_index("ix_sozialraum_kind_name", table_name="sozialraum")
    op.drop_table("sozialraum")

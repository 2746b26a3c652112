"""Systems that keep a copy of one Sozialraum hear when a Maßnahme, a paper, a Beschluss or a Verfahren goes away from there.

Revision: 0052
Follows: 0051
"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

#: Each Handlungsempfehlung that is no draft, beside its own place and those of the Bedarfe it is about.
AROUND = """
    SELECT id AS recommendation_id, sozialraum_id FROM recommendation WHERE state <> 'draft'
    UNION
    SELECT r.id, n.sozialraum_id FROM recommendation r
    JOIN recommendation_need rn ON rn.recommendation_id = r.id
    JOIN need n ON n.id = rn.need_id
    WHERE r.state <> 'draft' AND n.deleted_at IS NULL
"""
THERE = (
    "SELECT 'measure', measure_id, sozialraum_id FROM measure_place",
    "SELECT 'consultation', id, sozialraum_id FROM consultation WHERE state <> 'draft'",
    f"SELECT 'paper', p.id, a.sozialraum_id FROM council_paper p JOIN ({AROUND}) a"
    " ON a.recommendation_id = p.recommendation_id WHERE p.state <> 'draft'",
    f"SELECT 'decision', d.id, a.sozialraum_id FROM decision d JOIN council_paper p ON p.id = d.paper_id JOIN ({AROUND}) a"
    " ON a.recommendation_id = p.recommendation_id",
)


def upgrade() -> None:
    op.create_table(
        "feed_presence",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("sozialraum_id", sa.Uuid(), nullable=False),
        sa.Column("left_number", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('measure', 'paper', 'decision', 'consultation')", name=op.f("ck_feed_presence_changed_kind")
        ),
        sa.CheckConstraint(
            "(left_number IS NULL) = (left_at IS NULL)", name=op.f("ck_feed_presence_left_with_a_number")
        ),
        sa.ForeignKeyConstraint(
            ["sozialraum_id"], ["sozialraum.id"], name=op.f("fk_feed_presence_sozialraum_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "object_id", "sozialraum_id", name=op.f("pk_feed_presence")),
    )
    op.create_index(op.f("ix_feed_presence_sozialraum_id"), "feed_presence", ["sozialraum_id"])
    op.create_index("ix_feed_presence_kind_left_number", "feed_presence", ["kind", "left_number"])
    for rows in THERE:
        op.execute(f"INSERT INTO feed_presence (kind, object_id, sozialraum_id) {rows}")


def downgrade() -> None:
    op.drop_table("feed_presence")
